//! The development data's quotations, as the gold files give them: where they stand in their articles, and which
//! documents hold them.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use text::{Document, Offsets, Span};
use trace::{Archive, Finding};
use understand::{Person, PersonId, Quotation, QuotationKind, Understanding};

/// An article, its quotations as if the program had found them where the gold does, and what the gold says of each.
pub struct Article {
    pub document: Document,
    pub understanding: Understanding,
    pub items: Vec<Item>,
}

/// What the gold says of a quotation.
#[derive(Clone)]
pub struct Item(pub Value);

/// Names of the fields of a gold file.
#[derive(Clone, Copy)]
pub struct Fields {
    pub start: &'static str,
    pub end: &'static str,
    pub speaker: &'static str,
}

impl Fields {
    /// Of the altered quotations.
    pub const MADE: Fields = Fields { start: "begin", end: "end", speaker: "speaker_stated" };
    /// Of those traced by hand.
    pub const TRACED: Fields = Fields { start: "start", end: "end", speaker: "speaker" };
}

/// Reads the articles and their gold.
pub fn articles(articles: &Path, gold: &Path, fields: &Fields) -> Result<Vec<Article>> {
    let mut items: HashMap<String, Vec<Item>> = HashMap::new();
    for item in lines(gold)? {
        items.entry(string(&item["article"])).or_default().push(Item(item));
    }
    let article = |article: &Value| {
        let document = document(article);
        let items = items.remove(&document.id).unwrap_or_default();
        let understanding = understood(&document.text, &items, fields);
        Article { document, understanding, items }
    };
    Ok(lines(articles)?.iter().map(article).collect())
}

/// An article of the data.
fn document(article: &Value) -> Document {
    Document {
        id: string(&article["id"]),
        title: article["title"].as_str().map(str::to_owned),
        text: string(&article["text"]),
        published: article["date"].as_str().and_then(|date| date.parse().ok()),
        ..Document::default()
    }
}

/// The records of a JSONL file.
pub fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("not JSON: {}", path.display())))
        .collect()
}

/// The string of a field, empty where there is none.
pub fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The code point of a field.
pub fn offset(value: &Value) -> usize {
    value.as_u64().unwrap_or_default() as usize
}

/// The quotations of a text, as they stand.
fn understood(text: &str, items: &[Item], fields: &Fields) -> Understanding {
    let offsets = Offsets::new(text);
    let mut understanding = Understanding::default();
    for Item(item) in items {
        let byte = |field: &str| offsets.byte(text, offset(&item[field])).unwrap_or(0);
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
    /// The documents of the occasion, by id or by the end of their path.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.listed(&["src", "sources"])
    }

    /// Every document that is known to hold it.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.listed(&["src", "sources", "other_events", "variant_sources"])
    }

    fn listed(&self, lists: &'static [&'static str]) -> impl Iterator<Item = &str> {
        let places = lists.iter().flat_map(|list| self.0[*list].as_array().into_iter().flatten());
        let named = |place: &'_ Value| ["doc", "source"].into_iter().find(|name| place[*name].is_string());
        places
            .filter_map(move |place| match named(place) {
                Some(name) => place[name].as_str(),
                None => place.as_str(),
            })
            .map(|name| name.rsplit('#').next().unwrap_or(name))
    }

    /// Whether it stands in a document held.
    pub fn stands(&self) -> bool {
        self.sources().next().is_some() && !matches!(self.0["status"].as_str(), Some("absent" | "not_held"))
    }

    /// Whether a document is one that holds it.
    pub fn is_in(&self, document: &Document) -> bool {
        let path = document.path.as_deref().unwrap_or_default();
        self.documents().any(|name| document.id == name || path.ends_with(name))
    }

    /// Whether a source found is one of them.
    pub fn is_right(&self, archive: &Archive, finding: &Finding) -> bool {
        finding.sources.iter().any(|source| self.is_in(archive.document(source.document)))
    }
}
