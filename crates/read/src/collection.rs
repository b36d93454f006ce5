//! Files that hold several documents: JSON lists and feeds. Each document becomes a record, as a line of `.jsonl` is.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::Cause;
use crate::xml::{Piece, attribute, walk};
use crate::{encoding, record};

/// The records of a `.json` file: the object itself, the elements of a list, of `@graph` (schema.org) or of `items`
/// (ninjs and JSON Feed).
pub(crate) fn of_json(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Cause> {
    #[derive(Deserialize)]
    struct Lists<'a> {
        #[serde(borrow, rename = "@graph")]
        graph: Option<&'a RawValue>,
        #[serde(borrow)]
        items: Option<&'a RawValue>,
    }
    let (json, _) = encoding::decoded(bytes)?;
    let wrong = |error: serde_json::Error| Cause::NotJson(error.to_string());
    let elements = |list: &str| -> Result<Vec<Vec<u8>>, Cause> {
        let list: Vec<&RawValue> = serde_json::from_str(list).map_err(wrong)?;
        Ok(list.into_iter().map(|element| element.get().as_bytes().to_vec()).collect())
    };
    if json.trim_start().starts_with('[') {
        return elements(&json);
    }
    let lists: Lists<'_> = serde_json::from_str(&json).map_err(wrong)?;
    let list = lists.graph.or(lists.items).map(RawValue::get).filter(|list| list.starts_with('['));
    let mut records = list.map_or(Ok(Vec::new()), elements)?;
    // a graph also describes sites, people and pictures
    records.retain(|record| record::has_text(record));
    Ok(if records.is_empty() { vec![json.into_bytes()] } else { records })
}

/// One entry of a feed.
#[derive(Default)]
struct Entry {
    title: String,
    link: String,
    date: String,
    author: String,
    content: String,
    summary: String,
}

/// The records of an RSS or Atom feed; its title is their publisher.
pub(crate) fn of_feed(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Cause> {
    let (xml, _) = encoding::decoded_declared(bytes)?;
    let mut publisher = String::new();
    let mut entries: Vec<Entry> = Vec::new();
    let (mut path, mut in_entry): (Vec<String>, bool) = (Vec::new(), false);
    let walked = walk(&xml, |piece| match piece {
        Piece::Start(name, tag) => {
            if matches!(name, "item" | "entry") {
                entries.push(Entry::default());
                in_entry = true;
            }
            if let (true, "link", Some(entry)) = (in_entry, name, entries.last_mut()) {
                let is_own = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
                entry.link.push_str(&attribute(tag, "href").filter(|_| is_own).unwrap_or_default());
            }
            path.push(name.to_owned());
        }
        Piece::End(name) => {
            in_entry &= !matches!(name, "item" | "entry");
            if let Some(at) = path.iter().rposition(|open| open == name) {
                path.truncate(at);
            }
        }
        Piece::Words(words) => match (in_entry, entries.last_mut()) {
            (true, Some(entry)) => entry.add(&path, words),
            _ if path.last().is_some_and(|name| name == "title") && path.len() <= 3 => {
                publisher.push_str(words)
            }
            _ => {}
        },
    });
    match walked {
        Err(why) if entries.is_empty() => Err(Cause::Damaged(why)),
        _ => Ok(entries.iter().map(|entry| entry.record(publisher.trim())).collect()),
    }
}

impl Entry {
    fn add(&mut self, path: &[String], words: &str) {
        let (last, before) = (path.last().map(String::as_str), path.iter().rev().nth(1).map(String::as_str));
        let field = match last {
            Some("title") => &mut self.title,
            Some("link") => &mut self.link,
            Some("pubDate" | "published" | "date") => &mut self.date,
            Some("creator" | "author") => &mut self.author,
            Some("name") if before == Some("author") => &mut self.author,
            Some("encoded" | "content") => &mut self.content,
            Some("description" | "summary") => &mut self.summary,
            _ if path.iter().any(|name| name == "content") => &mut self.content,
            _ => return,
        };
        field.push_str(words);
    }

    fn record(&self, publisher: &str) -> Vec<u8> {
        let html = if self.content.trim().is_empty() { &self.summary } else { &self.content };
        let record = serde_json::json!({
            "url": self.link.trim(), "title": self.title.trim(), "published": self.date.trim(),
            "author": self.author.trim(), "publisher": publisher, "html": html,
        });
        record.to_string().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(records: Vec<Vec<u8>>) -> Vec<String> {
        records.iter().map(|record| record::draft(record).expect("a document").document.text).collect()
    }

    #[test]
    fn lists_graphs_and_single_objects_are_told_apart() {
        let read = |json: &str| texts(of_json(json.as_bytes()).expect("records"));
        assert_eq!(read(r#"[{"text": "a"}, {"body": "b"}]"#), ["a", "b"]);
        assert_eq!(
            read(r#"{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "articleBody": "a"}]}"#),
            ["a"]
        );
        assert_eq!(read(r#"{"version": "2", "items": [{"body_html": "<p>a</p><p>b</p>"}]}"#), ["a\n\nb"]);
        assert_eq!(read("\u{FEFF}\n{\"headline\": \"x\", \"body_text\": \"a\"}"), ["a"]);
        assert!(matches!(of_json(b"[1,"), Err(Cause::NotJson(_))));
    }

    #[test]
    fn feeds_of_both_kinds_give_their_entries() {
        let rss = "<rss><channel><title>The Paper</title><item><title>A &amp; B</title><link>https://a.example/1</link>
            <pubDate>Wed, 05 Mar 2031 08:00:00 +0000</pubDate><description>short</description><content:encoded><![CDATA[<p>One</p><p>Two</p>]]></content:encoded></item></channel></rss>";
        let atom = "<feed><title>The Paper</title><entry><title>A</title><link rel='self' href='x'/><link href='https://a.example/2'/>
            <author><name>Jane Doe</name></author><published>2031-03-05</published><content type='html'>&lt;p&gt;One&lt;/p&gt;</content></entry></feed>";
        let rss = record::draft(&of_feed(rss.as_bytes()).expect("entries")[0]).expect("a document");
        assert_eq!(
            (rss.document.text.as_str(), rss.document.title.as_deref()),
            ("One\n\nTwo", Some("A & B"))
        );
        assert_eq!(rss.document.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(rss.document.publisher.as_deref(), Some("The Paper"));
        let atom = record::draft(&of_feed(atom.as_bytes()).expect("entries")[0]).expect("a document");
        assert_eq!((atom.document.text.as_str(), atom.document.author.as_deref()), ("One", Some("Jane Doe")));
        assert_eq!(
            (atom.document.url.as_deref(), atom.date.as_deref()),
            (Some("https://a.example/2"), Some("2031-03-05"))
        );
    }
}
