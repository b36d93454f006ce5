//! Markdown, perhaps with YAML front matter between two lines of three hyphens.

use serde::Deserialize;
use text::{Document, Problem};

use crate::encoding;
use crate::error::Cause;
use crate::loose::Loose;
use crate::masthead::Draft;

/// What front matter may say; other keys are passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FrontMatter {
    id: Loose,
    title: Loose,
    date: Loose,
    published_time: Loose,
    published: Loose,
    source_url: Loose,
    url: Loose,
    author: Loose,
    publisher: Loose,
    speaker: Loose,
}

/// The text is the raw body behind the front matter, or all of it where there is none.
pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Cause> {
    let (text, mut problems) = encoding::decoded(bytes)?;
    let Some((yaml, body)) = split(&text) else {
        return Ok(Draft::of_text(text, problems));
    };
    let front = serde_saphyr::from_str::<Option<FrontMatter>>(yaml).map(Option::unwrap_or_default);
    let front = front.unwrap_or_else(|error| {
        let why = error.to_string();
        let why = why.lines().next().unwrap_or_default();
        let message = format!("the front matter is no YAML ({why}); only its plain lines are read");
        problems.push(Problem::whole("front-matter", message));
        FrontMatter::of_lines(yaml)
    });
    Ok(front.draft(body.to_owned(), problems))
}

/// Front matter and body, when the text opens with one.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

impl FrontMatter {
    /// What the lines `key: value` say, for front matter that is no YAML: most often a title with a colon in it.
    fn of_lines(yaml: &str) -> Self {
        let mut front = Self::default();
        for (key, value) in yaml.lines().filter_map(|line| line.split_once(':')) {
            let field = match key {
                "id" => &mut front.id,
                "title" => &mut front.title,
                "date" => &mut front.date,
                "published_time" => &mut front.published_time,
                "published" => &mut front.published,
                "source_url" => &mut front.source_url,
                "url" => &mut front.url,
                "author" => &mut front.author,
                "publisher" => &mut front.publisher,
                "speaker" => &mut front.speaker,
                _ => continue,
            };
            let value = value.trim().trim_matches(['"', '\'']);
            if !value.is_empty() && !value.starts_with(['[', '{', '|', '>', '&', '*']) {
                *field = Loose(Some(value.to_owned()));
            }
        }
        front
    }

    fn draft(self, text: String, problems: Vec<Problem>) -> Draft {
        let date = self.date.trimmed().or(self.published_time.trimmed()).or(self.published.trimmed());
        let document = Document {
            id: self.id.trimmed().unwrap_or_default(),
            url: self.source_url.trimmed().or(self.url.trimmed()),
            title: self.title.trimmed(),
            author: self.author.trimmed(),
            publisher: self.publisher.trimmed(),
            speaker: self.speaker.trimmed(),
            text,
            ..Document::default()
        };
        Draft { document, problems, date, ..Draft::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Draft {
        draft(text.as_bytes()).expect("text")
    }

    #[test]
    fn the_body_is_kept_as_it_stands_behind_the_front_matter() {
        let found = read(
            "---\r\ntitle: 'A: b'\r\ndate: 2024-02-01\r\nurl: https://a.example/\r\ntags: [x, y]\r\n---\r\n \r\n**MS. DOE:** Hello.\r\n",
        );
        assert_eq!(found.document.text, " \r\n**MS. DOE:** Hello.\r\n");
        assert_eq!(found.document.title.as_deref(), Some("A: b"));
        assert_eq!(found.document.url.as_deref(), Some("https://a.example/"));
        assert_eq!(found.date.as_deref(), Some("2024-02-01"));
        assert_eq!(found.problems, []);
    }

    #[test]
    fn text_without_front_matter_is_all_body() {
        for text in ["# Title\n\nWords.", "---\nno end", "--- \n---\n", ""] {
            assert_eq!(read(text).document.text, text);
        }
    }

    #[test]
    fn broken_front_matter_is_a_problem_and_the_rest_is_read() {
        let found =
            read("---\ntitle: Remarks: on the harbour\ndate: 2031-03-05\nauthor: [unclosed\n---\nWords.");
        assert_eq!(found.document.text, "Words.");
        assert_eq!(found.problems[0].code, "front-matter");
        assert_eq!(found.document.title.as_deref(), Some("Remarks: on the harbour"));
        assert_eq!(found.date.as_deref(), Some("2031-03-05"));
        assert_eq!(found.document.author, None);
    }
}
