//! A place in a document as a citation: text, Markdown, and a W3C Web Annotation.

use onrecord::forms::HeldDocument;
use onrecord::report::{CONTEXT, selectors};
use serde_json::json;

/// A citation of one place.
pub(crate) struct Citation {
    /// For a footnote.
    pub(crate) text: String,
    /// With a link.
    pub(crate) markdown: String,
    /// W3C Web Annotation, JSON-LD.
    pub(crate) annotation: String,
}

/// Cites code points `start..end`; `link` leads to the place on this server.
pub(crate) fn citation(held: &HeldDocument, (start, end): (usize, usize), link: &str) -> Citation {
    let words = held.words(start, end);
    let shown = onrecord::on_one_line(&words);
    let speaker = held.speaker_at(start).map(|speaker| speaker.name.as_str());
    let title = held.document.name();
    let date = held.document.published.as_deref().unwrap_or("undated");
    let publisher = held.document.publisher.as_deref();
    let url = held.document.url.as_deref();
    let source: Vec<&str> = [speaker, Some(title), publisher, Some(date)].into_iter().flatten().collect();
    let place = format!("characters {start}–{end}");
    let text = match url {
        Some(url) => format!("“{shown}” {}, {place}, {url}", source.join(", ")),
        None => format!("“{shown}” {}, {place}", source.join(", ")),
    };
    let markdown = format!("> {}\n>\n> — [{}]({link}), {place}", plain(&shown), plain(&source.join(", ")));
    Citation { text, markdown, annotation: annotation(held, (start, end), &words, link) }
}

fn annotation(held: &HeldDocument, (start, end): (usize, usize), words: &str, link: &str) -> String {
    let (before, after) = (held.words(start.saturating_sub(CONTEXT), start), held.words(end, end + CONTEXT));
    let document = &held.document;
    let source = document.url.as_deref().unwrap_or(&document.id);
    let annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": link,
        "type": "Annotation",
        "motivation": "bookmarking",
        "target": { "source": source, "selector": selectors([&before, words, &after], start, end) },
    });
    serde_json::to_string_pretty(&annotation).unwrap_or_default()
}

/// Text that Markdown leaves as it is.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}
