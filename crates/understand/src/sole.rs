//! Documents that are one person's words without any label: whose, and where they begin.

use text::{Document, Span};

use crate::called::{self, Called};
use crate::header;
use crate::kind::Announced;
use crate::line::lines;
use crate::naming::Names;
use crate::surname;
use crate::title;

/// One person's words, as the document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sole {
    /// The name as the document gives it.
    pub name: String,
    /// Office words.
    pub office: String,
    /// The words, without head and end matter.
    pub span: Span,
}

/// Whose words the whole text is: metadata, the line "attributable to …", the author with an office, or the title.
pub(crate) fn sole(document: &Document, announced: Announced, head: &[&str]) -> Option<Sole> {
    let text = document.text.as_str();
    if let Some(speaker) = document.speaker.as_deref().map(str::trim).filter(|speaker| !speaker.is_empty()) {
        let (name, office) = person(speaker).unwrap_or((speaker.to_owned(), String::new()));
        return Some(Sole { name, office, span: header::without_end_matter(text, Span::new(0, text.len())) });
    }
    let (name, office) = attributable(head)
        .or_else(|| {
            document
                .author
                .as_deref()
                .filter(|_| announced != Announced::Nothing || is_byline(document, head))
                .and_then(official)
        })
        .or_else(|| title_person(document, head))?;
    let named = called::called(&name);
    let name =
        Names::new(document, head).fullest(&Called { office: office.clone(), ..named }, &[]).unwrap_or(name);
    Some(Sole { name, office, span: words(document) })
}

/// Whether the text's first line repeats the author: then the author signs the whole.
fn is_byline(document: &Document, head: &[&str]) -> bool {
    let author = document.author.as_deref().unwrap_or_default();
    head.first().is_some_and(|line| line.trim() == author.trim())
}

/// "The following is attributable to Spokesperson Ada Oduya:".
fn attributable(head: &[&str]) -> Option<(String, String)> {
    let line = head.iter().take(4).find(|line| line.contains("attributable to ") && line.len() < 160)?;
    person(line.split("attributable to ").nth(1)?.trim_end_matches([':', '.']))
}

/// An author line that names a person with an office: "Ada Oduya, Secretary of Works".
fn official(author: &str) -> Option<(String, String)> {
    let newsroom = ["editor", "correspondent", "reporter", "writer", "columnist", "press"];
    let is_newsroom = |office: &str| newsroom.iter().any(|word| office.to_lowercase().ends_with(word));
    person(author).filter(|(_, office)| !office.is_empty() && !is_newsroom(office))
}

/// Name and office of "Ada Oduya, Secretary of Works" or "Spokesperson Ada Oduya"; `None` when no person is named.
fn person(words: &str) -> Option<(String, String)> {
    let junk = |c: char| !c.is_alphanumeric() && c != '.' && c != ')';
    let called = called::called(words.trim_matches(junk));
    let is_office = called.role.split(|c: char| !c.is_alphanumeric()).any(title::is_office);
    let office = if is_office { called.role.clone() } else { called.office.clone() };
    let looks = called.name.split_whitespace().count() <= 5
        && called
            .name
            .split_whitespace()
            .all(|word| word.chars().next().is_some_and(char::is_uppercase) || title::is_particle(word));
    let body = ["Office", "Bureau", "Department", "Embassy", "Mission", "Staff", "Agency"]
        .iter()
        .any(|word| called.name.contains(word));
    (!called.name.is_empty() && looks && !body).then(|| (called::written(&called.name), office))
}

/// "Remarks by President Lund at …", "Statement from Secretary Oduya on …".
fn title_person(document: &Document, head: &[&str]) -> Option<(String, String)> {
    let title = document.title.as_deref()?;
    let lead = [
        "remarks by ",
        "statement by ",
        "statement from ",
        "remarks of ",
        "speech by ",
        "address by ",
        "message from ",
        "remarks as prepared for delivery by ",
        "delivered by ",
    ];
    let folded = title.to_ascii_lowercase();
    let at = lead.iter().filter_map(|words| folded.find(words).map(|at| at + words.len())).min()?;
    let words: Vec<&str> = title.get(at..)?.split_whitespace().collect();
    let last = words
        .iter()
        .take(10)
        .take_while(|word| {
            !matches!(
                word.to_ascii_lowercase().as_str(),
                "on" | "at"
                    | "in"
                    | "and"
                    | "to"
                    | "before"
                    | "after"
                    | "for"
                    | "with"
                    | "during"
                    | "about"
                    | "following"
            )
        })
        .count();
    if words.get(last).is_some_and(|word| *word == "and") {
        return None;
    }
    let phrase = words[..last].join(" ");
    let called = called::called(&phrase);
    if called.name.is_empty() {
        let names = Names::new(document, head);
        let held = Called { office: called.office.clone(), ..Called::default() };
        let name = names.fullest(&held, &[]).unwrap_or_else(|| called::written(&called.office));
        return (!called.office.is_empty()).then_some((name, called.office));
    }
    let short: Vec<&str> =
        called.name.split_whitespace().take_while(|word| surname::is_name_word(word)).collect();
    (!short.is_empty() && !called.office.is_empty()).then(|| (short.join(" "), called.office.clone()))
}

/// The text without its head (lines that are no sentence) and its end matter.
fn words(document: &Document) -> Span {
    let text = document.text.as_str();
    let start = lines(text, 0).take(20).find(|line| is_prose(line.of(text))).map_or(0, |line| line.start);
    header::without_end_matter(text, Span::new(start, text.len()))
}

/// Whether a line is words of a paragraph, not of the head.
pub(crate) fn is_prose(line: &str) -> bool {
    let words = header::plain(line);
    let count = words.split_whitespace().count();
    let notice = words.contains("attributable to")
        || words.starts_with("**")
        || words.to_lowercase().contains("prepared for delivery");
    let sentence = words.ends_with(['.', '!', '?', ',', ':', '—', '…', '”', '"', ')'])
        && words.chars().any(char::is_lowercase);
    let upper = words.chars().filter(|c| c.is_uppercase()).count() * 2
        > words.chars().filter(|c| c.is_alphabetic()).count();
    !notice
        && !upper
        && header::date_in(words).is_none_or(|_| count > 8)
        && (count > 12 || (sentence && count >= 2 && !words.starts_with('(') && !words.ends_with("D.C.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_of_author_lines() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(person("Ada Oduya, Secretary of Works"), pair("Ada Oduya", "Secretary of Works"));
        assert_eq!(person("Spokesperson Ada Oduya"), pair("Ada Oduya", "Spokesperson"));
        assert_eq!(person("Office of the Spokesperson"), None);
    }

    #[test]
    fn a_statement_is_its_authors() {
        let document = Document {
            title: Some("Statement by Mayor Lund on the Bridge".into()),
            text:
                "City Hall\nOslo\n\nToday we open the bridge that Per and Mayor Ida Lund have built.\n\n###"
                    .into(),
            ..Document::default()
        };
        let sole = sole(&document, Announced::Written, &[]).unwrap();
        assert_eq!((sole.name.as_str(), sole.office.as_str()), ("Ida Lund", "Mayor"));
        assert_eq!(
            sole.span.of(&document.text),
            "Today we open the bridge that Per and Mayor Ida Lund have built."
        );
    }
}
