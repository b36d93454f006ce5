//! Documents put into the record: read and understood on all cores, written by one.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use keep::{Added, Entry, KeepError, Origin};
use read::{Limits, Raw, ReadError, Reading};
use sha2::{Digest, Sha256};
use text::Document;
use understand::{Person, PersonId, Understanding};

use super::Record;
use crate::batch::in_order;
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
    /// Puts the documents of the paths into the record. `tell` hears of every batch that is on the disk: what it was told
    /// of stays, whatever happens then.
    ///
    /// # Errors
    /// What the record's file does not allow. What was told before is kept, and the rest is not.
    pub fn add(
        &mut self,
        paths: &[String],
        limits: &Limits,
        mut tell: impl FnMut(&AddSummary),
    ) -> Result<AddSummary, KeepError> {
        let held = self.kept.hashes()?;
        let (to_writer, from_readers) = sync_channel(AHEAD);
        std::thread::scope(|scope| {
            scope.spawn(|| read_all(paths, limits, &held, to_writer));
            self.write(from_readers, &mut tell)
        })
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
fn read_all(paths: &[String], limits: &Limits, held: &HashSet<String>, to: SyncSender<Read>) {
    for document in in_order(read::inputs(paths, limits), |raw| read_one(raw, held)) {
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
    let (document, understanding) = understood_for_keeping(raw)?;
    let name = raw.path().unwrap_or("-");
    let place = Place { path: name.to_owned(), line: raw.line() };
    let origin = Origin { name, line: raw.line(), bytes: raw.bytes() };
    Ok(Some((place, Entry::new(origin, document, understanding))))
}

/// Reads a document and finds all that is kept of it: the turns of a source and the quotations of an article.
pub(super) fn understood_for_keeping(raw: &Raw) -> Result<(Document, Understanding), ReadError> {
    let Reading { document, mut problems } = raw.read()?;
    let mut understanding = whole(&document);
    problems.append(&mut understanding.problems);
    understanding.problems = problems;
    Ok((document, understanding))
}

/// What is found of a document as a source and as an article, with one list of people.
fn whole(document: &Document) -> Understanding {
    let mut source = understand::source(document);
    let article = understand::article(document);
    if source.turns.is_empty() && source.people.is_empty() || !article.turns.is_empty() {
        let Understanding { kind, standing, occasion, .. } = source;
        return Understanding { kind, standing, occasion, ..article };
    }
    let ids: Vec<PersonId> =
        article.people.into_iter().map(|person| joined(&mut source.people, person)).collect();
    let moved = |speaker: Option<PersonId>| speaker.and_then(|id| ids.get(id.0 as usize).copied());
    source.quotations = article.quotations;
    source.figures = article.figures;
    source.commitments = article.commitments;
    source.problems.extend(article.problems);
    source.quotations.iter_mut().for_each(|quotation| quotation.speaker = moved(quotation.speaker));
    source.figures.iter_mut().for_each(|figure| figure.speaker = moved(figure.speaker));
    source.commitments.iter_mut().for_each(|commitment| commitment.speaker = moved(commitment.speaker));
    source
}

/// The place of a person among others: of the one with the same name, else a new one.
fn joined(people: &mut Vec<Person>, person: Person) -> PersonId {
    let at = people.iter().position(|known| known.name == person.name).unwrap_or(people.len());
    match people.get_mut(at) {
        Some(known) => {
            let new = |list: &[String], form: &String| !list.contains(form);
            person.names.into_iter().for_each(|name| {
                if new(&known.names, &name) {
                    known.names.push(name)
                }
            });
            person.roles.into_iter().for_each(|role| {
                if new(&known.roles, &role) {
                    known.roles.push(role)
                }
            });
        }
        None => people.push(person),
    }
    PersonId(at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_quotations_share_their_people() {
        let text = "MS. ROWE: Good morning.\n\nMR. LIND: The minister said, “We will wait for the spring.”\n\nMS. ROWE: Thank you.";
        let whole = whole(&Document { text: text.to_owned(), ..Document::default() });
        assert_eq!(whole.turns.len(), 3);
        let speakers = whole.turns.iter().filter_map(|turn| turn.speaker);
        let quoted = whole.quotations.iter().filter_map(|quotation| quotation.speaker);
        assert!(speakers.chain(quoted).all(|id| (id.0 as usize) < whole.people.len()));
    }

    #[test]
    fn a_person_met_again_has_all_names_and_offices() {
        let person = |names: &[&str]| Person {
            name: "Ada Rowe".to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            roles: Vec::new(),
        };
        let mut people = vec![person(&["Rowe"])];
        assert_eq!(joined(&mut people, person(&["Rowe", "the mayor"])), PersonId(0));
        assert_eq!(people[0].names, ["Rowe", "the mayor"]);
    }
}
