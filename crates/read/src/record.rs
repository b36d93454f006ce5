//! One line of a `.jsonl` file: a document as a JSON object.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::error::Cause;
use crate::loose::Loose;
use crate::masthead::Draft;
use crate::{encoding, fragment, page};

/// The fields of a record, each under any of its names; where several names occur, the first in the list counts.
///
/// Beside the names of `.jsonl` files those of schema.org (`articleBody`), IPTC ninjs (`body_text`) and JSON Feed
/// (`content_html`) are known.
#[rustfmt::skip]
const FIELDS: [(Field, &[&str]); 9] = [
    (Field::Id, &["id", "uri", "@id"]),
    (Field::Url, &["url", "link"]),
    (Field::Title, &["title", "headline"]),
    (Field::Published, &["date", "published", "pubDate", "datePublished", "date_published", "firstcreated", "versioncreated"]),
    (Field::Author, &["author", "byline", "by", "creator"]),
    (Field::Publisher, &["publisher", "copyrightholder"]),
    (Field::Speaker, &["speaker"]),
    (Field::Text, &["text", "body", "content", "articleBody", "body_text", "content_text"]),
    (Field::Html, &["html", "body_html", "body_xhtml", "content_html"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Id,
    Url,
    Title,
    Published,
    Author,
    Publisher,
    Speaker,
    Text,
    Html,
}

/// What a record says: a value a field, and the rank of the name it came under.
#[derive(Debug, Default)]
struct Record([(Loose, usize); FIELDS.len()]);

/// The document of one line. `text` is kept as it stands; `html` is read as a page or, without `<html>`, as a
/// fragment that is kept whole.
pub(crate) fn draft(line: &[u8]) -> Result<Draft, Cause> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let (mut record, problems) = match serde_json::from_slice::<Record>(line) {
        Ok(record) => (record, Vec::new()),
        Err(_) if std::str::from_utf8(line).is_err() => {
            let (text, problems) = encoding::decoded(line)?;
            (serde_json::from_str(&text).map_err(not_json)?, problems)
        }
        Err(error) => return Err(not_json(error)),
    };
    let mut draft = match (record.take(Field::Text), record.take(Field::Html)) {
        (Some(text), _) => Draft::of_text(text, problems),
        (None, Some(html)) if page::is_page(&html) => page::of_html(&html),
        (None, Some(html)) => Draft::of_text(fragment::text(&html), problems),
        (None, None) => return Err(Cause::NoText),
    };
    record.describe(&mut draft);
    Ok(draft)
}

/// Whether a record holds a document.
pub(crate) fn has_text(line: &[u8]) -> bool {
    let record = serde_json::from_slice::<Record>(line);
    record.is_ok_and(|mut record| record.take(Field::Text).or(record.take(Field::Html)).is_some())
}

fn not_json(error: serde_json::Error) -> Cause {
    // serde_json counts lines within what it is given, which is one line: only the column tells something
    let why = error.to_string();
    Cause::NotJson(why.replace(" at line 1 column ", " at column "))
}

impl Record {
    fn take(&mut self, field: Field) -> Option<String> {
        self.0[field as usize].0.0.take()
    }

    fn describe(mut self, draft: &mut Draft) {
        let document = &mut draft.document;
        let mut said = |field| Loose(self.take(field)).trimmed();
        document.id = said(Field::Id).unwrap_or_default();
        document.url = said(Field::Url).or(document.url.take());
        document.title = said(Field::Title).or(document.title.take());
        document.author = said(Field::Author).or(document.author.take());
        document.publisher = said(Field::Publisher).or(document.publisher.take());
        document.speaker = said(Field::Speaker);
        draft.date = said(Field::Published).or(draft.date.take());
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = fields.next_key::<Key>()? {
            match key.0 {
                None => {
                    fields.next_value::<IgnoredAny>()?;
                }
                Some((field, rank)) => {
                    let value: Loose = fields.next_value()?;
                    let kept = &mut record.0[field as usize];
                    if value.0.is_some() && (kept.0.0.is_none() || rank < kept.1) {
                        *kept = (value, rank);
                    }
                }
            }
        }
        Ok(record)
    }
}

/// A key, looked up as it is read.
struct Key(Option<(Field, usize)>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Key;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                let rank = |names: &[&str]| names.iter().position(|name| *name == key);
                Ok(Key(FIELDS.iter().find_map(|(field, names)| Some((*field, rank(names)?)))))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

#[cfg(test)]
mod tests {
    use text::Document;

    use super::*;

    fn read(line: &str) -> Document {
        draft(line.as_bytes()).expect("a document").document
    }

    #[test]
    fn text_is_kept_as_it_stands_and_every_field_is_read() {
        let document = read(concat!(
            r#"{"content": "no", "text": " “Yes,”\r\n <b>he</b> said. ", "html": "<p>no</p>", "id": 12, "link": "https://a.example/","#,
            r#" "title": " A title ", "pubDate": "2024-02-01T10:00:00Z", "author": [{"name": "A. B."}, "C. D."],"#,
            r#" "publisher": {"@type": "Organization", "name": "The Paper"}, "speaker": "E. F.", "tags": {"a": [1]}}"#
        ));
        assert_eq!(document.text, " “Yes,”\r\n <b>he</b> said. ");
        assert_eq!((document.id.as_str(), document.url.as_deref()), ("12", Some("https://a.example/")));
        assert_eq!(document.title.as_deref(), Some("A title"));
        assert_eq!(document.author.as_deref(), Some("A. B., C. D."));
        assert_eq!(document.publisher.as_deref(), Some("The Paper"));
        assert_eq!(document.speaker.as_deref(), Some("E. F."));
    }

    #[test]
    fn a_fragment_of_html_is_kept_whole_with_paragraphs_and_labels() {
        let document = read(
            r#"{"html": "<p>Office of X<br/>Hall</p>\n<p><strong>MS&nbsp;DOE: </strong>Good&#8217;s\n<em>not</em> <script>no()</script>bad.</p><ul><li>One</li><li>Two</li></ul>"}"#,
        );
        assert_eq!(document.text, "Office of X\nHall\n\nMS DOE: Good’s not bad.\n\nOne\nTwo");
    }

    #[test]
    fn a_line_that_is_no_utf_8_is_read_with_a_problem() {
        let draft = draft(b"{\"text\": \"caf\xC3\xA9 na\xC3\xAFve \xFF\"}").expect("a document");
        assert_eq!(draft.document.text, "café naïve \u{FFFD}");
    }
}
