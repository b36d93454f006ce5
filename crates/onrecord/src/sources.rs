//! The documents that quotations are compared with.

use read::{Limits, ReadError};
use sha2::{Digest, Sha256};
use text::Document;
use trace::Archive;

use crate::batch::in_order;
use crate::extract::understood;

/// Transcripts and other documents held, ready to be searched.
pub struct Sources {
    archive: Archive,
    against: String,
    failures: Vec<ReadError>,
}

impl Sources {
    /// Reads and indexes the paths. `read` is told of every document done, by how many are done so far. What cannot be
    /// read is kept in [`Sources::failures`]; the rest is searched.
    pub fn read(paths: &[String], limits: &Limits, read: impl Fn(usize)) -> Self {
        let mut archive = Archive::builder();
        let mut against = Sha256::new();
        let mut failures = Vec::new();
        let prepared = in_order(read::inputs(paths, limits), |raw| {
            let (document, understanding) = understood(raw, understand::source)?;
            let sha256 = document.sha256.clone();
            Ok((sha256, trace::prepare(document, understanding)))
        });
        for (done, prepared) in prepared.enumerate() {
            match prepared {
                Ok((sha256, prepared)) => {
                    against.update(sha256.as_bytes());
                    archive.add(prepared);
                }
                Err(failure) => failures.push(failure),
            }
            read(done + 1);
        }
        Sources { archive: archive.finish(), against: hex(&against.finalize()), failures }
    }

    /// Indexes texts already in memory, each with its id.
    pub fn from_documents<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut archive = Archive::builder();
        let mut against = Sha256::new();
        for (id, text) in texts {
            let sha256 = hex(&Sha256::digest(text.as_bytes()));
            against.update(sha256.as_bytes());
            let document =
                Document { id: id.to_owned(), text: text.to_owned(), sha256, ..Document::default() };
            let understanding = understand::source(&document);
            archive.add(trace::prepare(document, understanding));
        }
        Sources { archive: archive.finish(), against: hex(&against.finalize()), failures: Vec::new() }
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
