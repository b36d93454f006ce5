//! Made-up documents and records for the tests.

use std::path::PathBuf;

use keep::{Entry, Origin, Record};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use text::Document;
use understand::{Quotation, QuotationKind};

/// A briefing of two speakers.
pub const BRIEFING: &str = "MS. ROWE: We will mend the harbour bridge before winter comes.\n\n\
MR. LIND: And the ferry? The ferry is late again.\n\nMS. ROWE: The ferry (inaudible) next week.";

/// An article that quotes it.
pub const ARTICLE: &str =
    "Ada Rowe said on Monday: “We will mend the harbour bridge before winter.” Nobody cheered.";

/// A record in a folder of its own, which is gone when the test is over.
pub fn record() -> (TempDir, Record) {
    let folder = tempfile::tempdir().unwrap();
    let record = Record::create(&path(&folder)).unwrap();
    (folder, record)
}

pub fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("onrecord.db")
}

/// A document of this id, understood as a source, with its marked words as quotations of its first person.
pub fn entry(id: &str, published: &str, text: &str) -> Entry {
    let document = Document {
        id: id.to_owned(),
        title: Some(format!("Title of {id}")),
        published: published.parse().ok(),
        sha256: sha256(text),
        text: text.to_owned(),
        ..Document::default()
    };
    let mut understanding = understand::source(&document);
    if let Some((start, end)) = text.find('“').zip(text.find('”')) {
        let span = text::Span::new(start + '“'.len_utf8(), end);
        understanding.people.push(understand::Person { name: "Ada Rowe".to_owned(), ..Default::default() });
        let speaker = Some(understand::PersonId(understanding.people.len() as u32 - 1));
        understanding.quotations.push(Quotation {
            span,
            spans: vec![span],
            kind: QuotationKind::Direct,
            clause: None,
            continues: None,
            speaker,
            speaker_mention: None,
            cue: None,
            confidence: 0.9,
        });
    }
    Entry::new(Origin { name: id, line: None, bytes: text.as_bytes() }, document, understanding)
}

pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many passages hold the words.
pub fn found(record: &Record, words: &str) -> usize {
    record.search(&record.question(words).unwrap(), 0, 100).unwrap().len()
}
