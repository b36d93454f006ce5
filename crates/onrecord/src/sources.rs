//! The documents that quotations are compared with.

use read::{Limits, ReadError};
use sha2::{Digest, Sha256};
use text::Document;
use trace::{Archive, ArchiveBuilder, Prepared};
use understand::Understanding;

use crate::batch::in_order;
use crate::extract::understood;

/// Transcripts and other documents held, ready to be searched.
pub struct Sources {
    archive: Archive,
    against: String,
    failures: Vec<ReadError>,
}

/// Sources while they are gathered, in order.
pub(crate) struct Gathering {
    archive: ArchiveBuilder,
    against: Sha256,
    failures: Vec<ReadError>,
}

impl Gathering {
    pub(crate) fn new() -> Self {
        Gathering { archive: Archive::builder(), against: Sha256::new(), failures: Vec::new() }
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

    pub(crate) fn archive(&self) -> &Archive {
        &self.archive
    }

    /// SHA-256 over the documents' own, in order.
    pub(crate) fn against(&self) -> &str {
        &self.against
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
