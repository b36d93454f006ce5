//! The development data's quotations, as if the program had found them, with the places where they stand.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use text::{Document, Offsets, Span};
use trace::{Archive, Finding};
use understand::{Person, PersonId, Quotation, QuotationKind, Understanding};

/// Articles of a gold file.
pub type Articles = Vec<Article>;

/// An article, its quotations as the gold gives them, and what the gold says of each.
pub struct Article {
    pub document: Document,
    pub understanding: Understanding,
    pub items: Vec<Item>,
}

/// What the gold says of a quotation: where it stands.
pub struct Item(Value);

/// Names of the fields of a gold file.
pub struct Fields {
    start: &'static str,
    end: &'static str,
    speaker: &'static str,
}

impl Fields {
    /// Of the altered quotations.
    pub const MADE: Fields = Fields { start: "begin", end: "end", speaker: "speaker_stated" };
    /// Of those traced by hand.
    pub const TRACED: Fields = Fields { start: "start", end: "end", speaker: "speaker" };
}

/// Reads the articles and their gold.
pub fn articles(articles: &Path, gold: &Path, fields: &Fields) -> Result<Articles> {
    let mut items: HashMap<String, Vec<Value>> = HashMap::new();
    for item in lines(gold)? {
        items.entry(item["article"].as_str().unwrap_or_default().to_owned()).or_default().push(item);
    }
    let article = |article: &Value| {
        let text = |field: &str| article[field].as_str().unwrap_or_default().to_owned();
        let published = article["date"].as_str().and_then(|date| date.parse().ok());
        let document = Document { id: text("id"), text: text("text"), published, ..Document::default() };
        let items = items.remove(&document.id).unwrap_or_default();
        let understanding = understood(&document.text, &items, fields);
        Article { document, understanding, items: items.into_iter().map(Item).collect() }
    };
    Ok(lines(articles)?.iter().map(article).collect())
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).context("not JSON")).collect()
}

fn understood(text: &str, items: &[Value], fields: &Fields) -> Understanding {
    let offsets = Offsets::new(text);
    let mut understanding = Understanding::default();
    for item in items {
        let byte = |field: &str| offsets.byte(text, item[field].as_u64().unwrap_or(0) as usize).unwrap_or(0);
        let span = Span::new(byte(fields.start), byte(fields.end));
        let speaker = item[fields.speaker].as_str().map(|name| {
            understanding.people.push(Person { name: name.to_owned(), ..Person::default() });
            PersonId(understanding.people.len() as u32 - 1)
        });
        understanding.quotations.push(Quotation {
            span,
            spans: vec![span],
            kind: QuotationKind::Direct,
            clause: None,
            continues: None,
            speaker,
            speaker_mention: None,
            cue: None,
            confidence: 1.0,
        });
    }
    understanding
}

impl Item {
    /// The documents that hold it, by id or by the end of their path.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        let listed = |field: &str| self.0[field].as_array().into_iter().flatten();
        listed("src")
            .filter_map(|place| place["source"].as_str())
            .chain(listed("sources").filter_map(|place| place["doc"].as_str()))
            .chain(listed("other_events").filter_map(|place| place["doc"].as_str().or(place.as_str())))
            .map(|name| name.rsplit('#').next().unwrap_or(name))
    }

    /// Whether it stands in a document held.
    pub fn stands(&self) -> bool {
        self.documents().next().is_some() && !matches!(self.0["status"].as_str(), Some("absent" | "not_held"))
    }

    /// Whether a source is one of those documents.
    pub fn is_right(&self, archive: &Archive, finding: &Finding) -> bool {
        let held = |name: &str| {
            finding.sources.iter().any(|source| {
                let document = archive.document(source.document);
                document.id == name || document.path.as_deref().is_some_and(|path| path.ends_with(name))
            })
        };
        self.documents().any(held)
    }
}
