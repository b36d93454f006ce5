//! Documents put into the record: read and understood on all cores, written by one.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use keep::{Added, Entry, KeepError, Origin};
use read::{Inputs, Limits, Raw, ReadError, Reading};
use sha2::{Digest, Sha256};

use super::Record;
use crate::batch::in_order;
use crate::extract::of_reading;
use crate::forms;
use crate::sources::hex;

/// A batch is written when it has so many documents, …
const BATCH_DOCUMENTS: usize = 256;
/// … or takes so many bytes in the file, …
const BATCH_BYTES: usize = 16 * 1024 * 1024;
/// … or is so old: what was read a while ago should not be lost to a power cut.
const BATCH_AGE: Duration = Duration::from_secs(2);
/// Documents understood ahead of the writer: it must never wait, nor must memory fill when it is slow.
const AHEAD: usize = 256;

/// What became of the documents given.
#[derive(Clone, Debug, Default)]
pub struct AddSummary {
    /// New documents.
    pub added: usize,
    /// Documents held before under the same id with other bytes; both are kept.
    pub updated: usize,
    /// Documents held already, byte for byte.
    pub known: usize,
    /// Documents that somebody removed from this record before.
    pub removed: Vec<RemovedBefore>,
    /// What could not be read.
    pub failures: Vec<ReadError>,
    /// Reports traced to the record's transcripts, new ones and such as lacked what was added now.
    pub traced: usize,
}

/// A document that is not taken in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedBefore {
    /// The path as given.
    pub path: String,
    /// The line of a record file.
    pub line: Option<u64>,
    /// Why it was removed.
    pub reason: String,
}

impl AddSummary {
    /// Documents done with.
    pub fn done(&self) -> usize {
        self.added + self.updated + self.known + self.removed.len() + self.failures.len()
    }

    /// The output form.
    ///
    /// # Errors
    /// A damaged record.
    pub fn form(&self, record: &Record) -> Result<forms::Added, KeepError> {
        let failures = self.failures.iter().map(|failure| forms::Refused {
            path: failure.path().to_owned(),
            line: failure.line(),
            message: failure.to_string(),
        });
        let removed = self.removed.iter().map(|removed| forms::Refused {
            path: removed.path.clone(),
            line: removed.line,
            message: removed.to_string(),
        });
        Ok(forms::Added {
            schema: "onrecord.added/1",
            record: record.path().display().to_string(),
            added: self.added,
            updated: self.updated,
            known: self.known,
            traced: self.traced,
            documents: record.len()?,
            refused: failures.chain(removed).collect(),
        })
    }

    fn count(&mut self, added: Added, entry: &Place) {
        match added {
            Added::New => self.added += 1,
            Added::Updated => self.updated += 1,
            Added::Known => self.known += 1,
            Added::Removed(reason) => {
                self.removed.push(RemovedBefore { path: entry.path.clone(), line: entry.line, reason });
            }
        }
    }
}

impl std::fmt::Display for RemovedBefore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(
            f,
            "{}{line}: was removed from this record ({}); it is not taken in again",
            self.path, self.reason
        )
    }
}

/// Where a document came from.
struct Place {
    path: String,
    line: Option<u64>,
}

/// A document on its way to the writer.
enum Read {
    New(Place, Box<Entry>),
    Known,
    Failed(ReadError),
}

impl Record {
    /// Puts the documents of the paths into the record, and traces to it the reports among them and earlier ones that
    /// lacked what was added now. `tell` hears of every batch that is on the disk: what it was told of stays, whatever
    /// happens then.
    ///
    /// # Errors
    /// What the record's file does not allow. What was told before is kept, and the rest is not.
    pub fn add(
        &mut self,
        paths: &[String],
        limits: &Limits,
        mut tell: impl FnMut(&AddSummary),
    ) -> Result<AddSummary, KeepError> {
        self.add_all(read::inputs(paths, limits), limits, &mut tell)
    }

    /// The same for the bytes of one file, by whose name's ending the format is told.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn add_bytes(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
        limits: &Limits,
    ) -> Result<AddSummary, KeepError> {
        self.add_all(read::documents(name, bytes, limits), limits, &mut |_| {})
    }

    fn add_all(
        &mut self,
        inputs: Inputs,
        limits: &Limits,
        tell: &mut impl FnMut(&AddSummary),
    ) -> Result<AddSummary, KeepError> {
        let held = self.kept.hashes()?;
        let (to_writer, from_readers) = sync_channel(AHEAD);
        let mut summary = std::thread::scope(|scope| {
            scope.spawn(|| read_all(inputs, &held, to_writer));
            self.write(from_readers, tell)
        })?;
        self.bring_up(limits, |traced| {
            summary.traced = traced;
            tell(&summary);
        })?;
        Ok(summary)
    }

    fn write(
        &mut self,
        documents: Receiver<Read>,
        tell: &mut impl FnMut(&AddSummary),
    ) -> Result<AddSummary, KeepError> {
        let mut summary = AddSummary::default();
        let mut batch = Batch::default();
        for document in documents {
            match document {
                Read::New(place, entry) => batch.push(place, *entry),
                Read::Known => summary.known += 1,
                Read::Failed(error) => summary.failures.push(error),
            }
            if batch.is_full() {
                self.write_batch(&mut batch, &mut summary)?;
                tell(&summary);
            }
        }
        self.write_batch(&mut batch, &mut summary)?;
        tell(&summary);
        Ok(summary)
    }

    fn write_batch(&mut self, batch: &mut Batch, summary: &mut AddSummary) -> Result<(), KeepError> {
        let Batch { places, entries, .. } = std::mem::take(batch);
        if entries.is_empty() {
            return Ok(());
        }
        for (added, place) in self.kept.add(&entries)?.into_iter().zip(&places) {
            summary.count(added, place);
        }
        Ok(())
    }
}

/// Documents that are written together.
struct Batch {
    places: Vec<Place>,
    entries: Vec<Entry>,
    bytes: usize,
    since: Instant,
}

impl Default for Batch {
    fn default() -> Self {
        Batch { places: Vec::new(), entries: Vec::new(), bytes: 0, since: Instant::now() }
    }
}

impl Batch {
    fn push(&mut self, place: Place, entry: Entry) {
        self.bytes += entry.bytes();
        self.places.push(place);
        self.entries.push(entry);
    }

    fn is_full(&self) -> bool {
        self.entries.len() >= BATCH_DOCUMENTS
            || self.bytes >= BATCH_BYTES
            || self.since.elapsed() >= BATCH_AGE
    }
}

/// Reads and understands on all cores, and hands over in order until nobody listens any more.
fn read_all(inputs: Inputs, held: &HashSet<String>, to: SyncSender<Read>) {
    for document in in_order(inputs, |raw| read_one(raw, held)) {
        if to.send(document).is_err() {
            return;
        }
    }
}

fn read_one(raw: Result<Raw, ReadError>, held: &HashSet<String>) -> Read {
    match raw.and_then(|raw| entry(&raw, held)) {
        Ok(Some((place, entry))) => Read::New(place, Box::new(entry)),
        Ok(None) => Read::Known,
        Err(error) => Read::Failed(error),
    }
}

/// The document, unless its bytes are held already.
fn entry(raw: &Raw, held: &HashSet<String>) -> Result<Option<(Place, Entry)>, ReadError> {
    if held.contains(&hex(&Sha256::digest(raw.bytes()))) {
        return Ok(None);
    }
    let name = raw.path().unwrap_or("-");
    let place = Place { path: name.to_owned(), line: raw.line() };
    let origin = Origin { name, line: raw.line(), bytes: raw.bytes() };
    Ok(Some((place, entry_of(origin, raw.read()?))))
}

/// A document that was read, with all that is found in it.
pub(super) fn entry_of(origin: Origin, mut reading: Reading) -> Entry {
    let times = std::mem::take(&mut reading.times);
    let (document, understanding) = of_reading(reading, understand::article);
    Entry::new(origin, document, understanding).timed(times.into_iter().map(|time| (time.span, time.millis)))
}
