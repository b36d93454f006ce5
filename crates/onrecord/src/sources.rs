//! The documents that quotations are compared with.

use std::sync::{Arc, Mutex, PoisonError};

use keep::{Bound, KeepError};
use read::{Limits, ReadError};
use sha2::{Digest, Sha256};
use text::Document;
use trace::{Archive, ArchiveBuilder, Card, Index, Prepared};
use understand::Understanding;

use crate::batch::in_order;
use crate::extract::understood;

/// Transcripts and other documents held, ready to be searched.
pub struct Sources {
    archive: Archive,
    against: String,
    failures: Vec<ReadError>,
    kept: Kept,
}

/// What of the sources stands in a record.
#[derive(Default)]
pub(crate) struct Kept {
    /// The documents of the record, which come first in the archive.
    pub bounds: Vec<Bound>,
    /// What could not be taken from the record when it was looked at.
    pub faults: Arc<Mutex<Vec<KeepError>>>,
    /// What people said of its findings.
    pub reviews: Vec<keep::Review>,
}

/// Sources while they are gathered, in order.
pub(crate) struct Gathering {
    archive: ArchiveBuilder,
    against: Sha256,
    failures: Vec<ReadError>,
    kept: Kept,
}

impl Gathering {
    pub(crate) fn new() -> Self {
        Gathering {
            archive: Archive::builder(),
            against: Sha256::new(),
            failures: Vec::new(),
            kept: Kept::default(),
        }
    }

    /// Begins with the documents of an index, which has a card for each; the texts stay on the shelf.
    pub(crate) fn on_shelf(index: Index, cards: Vec<Card>, shelf: keep::Shelf, kept: Kept) -> Self {
        let archive = Archive::on_shelf(index, cards, Box::new(shelf));
        Gathering { archive, kept, ..Gathering::new() }
    }

    /// How many documents stand in the record.
    pub(crate) fn kept_documents(&self) -> usize {
        self.kept.bounds.len()
    }

    /// Says that a document of the record is among the sources.
    pub(crate) fn name(&mut self, sha256: &str) {
        self.against.update(sha256.as_bytes());
    }

    /// Adds a document of the record, which was named.
    pub(crate) fn add_kept(&mut self, bound: Bound, prepared: Prepared) {
        self.kept.bounds.push(bound);
        self.archive.add(prepared);
    }

    /// Reads the paths; `read` is told how many documents are done so far.
    pub(crate) fn read(&mut self, paths: &[String], limits: &Limits, read: impl Fn(usize)) {
        let prepared = in_order(read::inputs(paths, limits), |raw| {
            let (document, understanding) = understood(raw, understand::source)?;
            Ok(Gathered::new(document, understanding))
        });
        for (done, prepared) in prepared.enumerate() {
            match prepared {
                Ok(gathered) => self.add(gathered),
                Err(failure) => self.failures.push(failure),
            }
            read(done + 1);
        }
    }

    pub(crate) fn add(&mut self, gathered: Gathered) {
        self.against.update(gathered.sha256.as_bytes());
        self.archive.add(gathered.prepared);
    }

    pub(crate) fn finish(self) -> Sources {
        Sources {
            archive: self.archive.finish(),
            against: hex(&self.against.finalize()),
            failures: self.failures,
            kept: self.kept,
        }
    }
}

/// A document with its words read.
pub(crate) struct Gathered {
    sha256: String,
    prepared: Prepared,
}

impl Gathered {
    pub(crate) fn new(document: Document, understanding: Understanding) -> Self {
        Gathered { sha256: document.sha256.clone(), prepared: trace::prepare(document, understanding) }
    }
}

impl Sources {
    /// Reads and indexes the paths. `read` is told of every document done, by how many are done so far. What cannot be
    /// read is kept in [`Sources::failures`]; the rest is searched.
    pub fn read(paths: &[String], limits: &Limits, read: impl Fn(usize)) -> Self {
        let mut gathering = Gathering::new();
        gathering.read(paths, limits, read);
        gathering.finish()
    }

    /// Indexes texts already in memory, each with its id.
    pub fn from_documents<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut gathering = Gathering::new();
        for (id, text) in texts {
            let sha256 = hex(&Sha256::digest(text.as_bytes()));
            let document =
                Document { id: id.to_owned(), text: text.to_owned(), sha256, ..Document::default() };
            let understanding = understand::source(&document);
            gathering.add(Gathered::new(document, understanding));
        }
        gathering.finish()
    }

    /// How many documents are held.
    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// Whether none is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What could not be read.
    pub fn failures(&self) -> &[ReadError] {
        &self.failures
    }

    /// What could not be taken from the record though it was looked for. Texts are taken from it when they are looked at:
    /// ask after the work.
    pub fn take_faults(&self) -> Vec<KeepError> {
        std::mem::take(&mut self.kept.faults.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn archive(&self) -> &Archive {
        &self.archive
    }

    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The number in the record of a document of the archive; `None` for one that stands in no record.
    pub(crate) fn number(&self, document: u32) -> Option<i64> {
        self.kept.bounds.get(document as usize).map(|bound| bound.document)
    }

    /// SHA-256 over the documents' own, in order.
    pub(crate) fn against(&self) -> &str {
        &self.against
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
