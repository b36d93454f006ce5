//! The record: documents kept for good in one file, and asked.

mod add;
mod family;
mod reading;
mod rebuild;
mod sources;
mod tracing;

use std::io::BufRead;
use std::path::Path;

use keep::KeepError;

use crate::forms::{self, Hit, OccasionAnswer, PersonAnswer, Review, Sighting, Statement, Trail};

pub use add::{AddSummary, RemovedBefore};
pub use keep::{Asked, Cell, Fault, Found, Passage, TABLES, Verdict};
pub use reading::{RawDocument, ReviewOf};

/// A record that is open: one SQLite file, described in docs/record.md.
///
/// ```
/// use onrecord::{Limits, Record};
/// # let folder = tempfile::tempdir().unwrap();
/// # let talk = folder.path().join("talk.txt");
/// # std::fs::write(&talk, "MS. ROWE: We will mend the harbour bridge before winter comes.").unwrap();
/// let mut record = Record::create(&folder.path().join("onrecord.db"))?;
/// let summary = record.add(&[talk.display().to_string()], &Limits::default(), |_| {})?;
/// assert_eq!(summary.added, 1);
/// assert_eq!(record.search("speaker:rowe \"harbour bridge\"", 0, 10)?.len(), 1);
/// # Ok::<(), onrecord::KeepError>(())
/// ```
#[derive(Debug)]
pub struct Record {
    kept: keep::Record,
}

impl Record {
    /// Opens a record to ask questions; its file and folder may be read-only.
    ///
    /// # Errors
    /// When there is none, when it is no record, when a newer onrecord made it, or when it is damaged.
    pub fn open(path: &Path) -> Result<Self, KeepError> {
        Ok(Record { kept: keep::Record::open(path)? })
    }

    /// Opens a record to write to, and makes it where there is none.
    ///
    /// # Errors
    /// As [`Record::open`], and when it may not be written.
    pub fn create(path: &Path) -> Result<Self, KeepError> {
        Ok(Record { kept: keep::Record::create(path)? })
    }

    /// Opens a record that is there, to write to it.
    ///
    /// # Errors
    /// As [`Record::create`], and when there is none.
    pub fn existing(path: &Path) -> Result<Self, KeepError> {
        Ok(Record { kept: keep::Record::existing(path)? })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.kept.path()
    }

    /// How many documents are current.
    ///
    /// # Errors
    /// A damaged record.
    pub fn len(&self) -> Result<usize, KeepError> {
        self.kept.len()
    }

    /// Whether nothing is held.
    ///
    /// # Errors
    /// A damaged record.
    pub fn is_empty(&self) -> Result<bool, KeepError> {
        self.kept.is_empty()
    }

    /// The passages that answer a question, best first; `skip` of them are passed over. The language of questions is that of
    /// [`keep::Question`].
    ///
    /// # Errors
    /// A question that cannot be understood; a damaged record.
    pub fn search(&self, question: &str, skip: usize, most: usize) -> Result<Vec<Hit>, KeepError> {
        let question = self.kept.question(question)?;
        Ok(self.kept.search(&question, skip, most)?.into_iter().map(Hit::from).collect())
    }

    /// What somebody said in transcripts and is quoted with elsewhere, latest first.
    ///
    /// # Errors
    /// As for [`Record::search`].
    pub fn statements(
        &self,
        by: Option<&str>,
        about: Option<&str>,
        most: usize,
    ) -> Result<Vec<Statement>, KeepError> {
        Ok(self.kept.statements(by, about, most)?.into_iter().map(Statement::from).collect())
    }

    /// Every quotation of a statement, by day: how the wording changed, and who took it from whom. The statement is
    /// `DOCUMENT:tN`, `DOCUMENT:qN` or `DOCUMENT:START-END`.
    ///
    /// # Errors
    /// When there is no such statement; a damaged record.
    pub fn trail(&self, statement: &str) -> Result<Trail, KeepError> {
        self.kept.trail(statement).map(Trail::from)
    }

    /// Figures about the same things, side by side and in the order of time; those of most figures first.
    ///
    /// # Errors
    /// A damaged record.
    pub fn series(&self, asked: &Asked) -> Result<Vec<forms::Series>, KeepError> {
        Ok(self.kept.series(asked)?.into_iter().map(forms::Series::from).collect())
    }

    /// What was undertaken, latest first, with what was said of it later. `silent`: only where nothing was.
    ///
    /// # Errors
    /// A damaged record.
    pub fn commitments(
        &self,
        asked: &Asked,
        silent: bool,
        most: usize,
    ) -> Result<Vec<forms::CommitmentAnswer>, KeepError> {
        let found = self.kept.commitments(asked, silent, most)?;
        Ok(found.into_iter().map(forms::CommitmentAnswer::from).collect())
    }

    /// What was undertaken, latest first, without what was said of it later: that takes a search each.
    ///
    /// # Errors
    /// A damaged record.
    pub fn commitments_alone(
        &self,
        asked: &Asked,
        most: usize,
    ) -> Result<Vec<forms::CommitmentAnswer>, KeepError> {
        let found = self.kept.commitments_alone(asked, most)?;
        Ok(found.into_iter().map(forms::CommitmentAnswer::from).collect())
    }

    /// A commitment, `DOCUMENT:cN`, with what was said of it later; `None` when the document has no such commitment.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn commitment(&self, name: &str) -> Result<Option<forms::CommitmentAnswer>, KeepError> {
        let Some((called, commitment)) = name.rsplit_once(':') else { return Ok(None) };
        let found = self.kept.commitment(self.kept.document_number(called)?, commitment)?;
        Ok(found.map(forms::CommitmentAnswer::from))
    }

    /// Positions on what is asked about, those of most statements first.
    ///
    /// # Errors
    /// A damaged record.
    pub fn positions(&self, asked: &Asked) -> Result<Vec<forms::PositionAnswer>, KeepError> {
        Ok(self.kept.positions(asked)?.into_iter().map(forms::PositionAnswer::from).collect())
    }

    /// The people whose names hold these words, those of most documents first; all people for no words. `skip`
    /// of them are passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn people(&self, called: &str, skip: usize, most: usize) -> Result<Vec<PersonAnswer>, KeepError> {
        Ok(self.kept.people(called, skip, most)?.into_iter().map(PersonAnswer::from).collect())
    }

    /// Every document in which somebody appears, and why it is they.
    ///
    /// # Errors
    /// When nobody has this name.
    pub fn sightings(&self, called: &str) -> Result<Vec<Sighting>, KeepError> {
        Ok(self.kept.sightings(called)?.into_iter().map(Sighting::from).collect())
    }

    /// Says that two names are one person, who then bears the second. `who` says so.
    ///
    /// # Errors
    /// When one of the names is nobody's, or the record may not be written.
    pub fn merge_people(&mut self, one: &str, into: &str, who: Option<&str>) -> Result<(), KeepError> {
        self.kept.merge_people(one, into, who)
    }

    /// Takes back that a name was joined to another person, by a person or by what documents show. `who` says so.
    ///
    /// # Errors
    /// When it was not, or the record may not be written.
    pub fn split_person(&mut self, called: &str, who: Option<&str>) -> Result<(), KeepError> {
        self.kept.split_person(called, who)
    }

    /// The occasions whose names hold these words, latest first; all occasions for no words. `skip` of them are
    /// passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn occasions(
        &self,
        called: &str,
        skip: usize,
        most: usize,
    ) -> Result<Vec<OccasionAnswer>, KeepError> {
        Ok(self.kept.occasions(called, skip, most)?.into_iter().map(OccasionAnswer::from).collect())
    }

    /// Keeps a person's word that a document tells of the occasion of this number; with none, that it tells of none but what
    /// it names itself. `who` says so.
    ///
    /// # Errors
    /// When there is no such document or occasion, or the record may not be written.
    pub fn place_document(
        &mut self,
        called: &str,
        occasion: Option<i64>,
        who: Option<&str>,
    ) -> Result<(), KeepError> {
        self.kept.place_document(called, occasion, who)
    }

    /// Keeps a person's word on a finding, `DOCUMENT:qN`.
    ///
    /// # Errors
    /// When there is no such finding, or the record may not be written.
    pub fn review(
        &mut self,
        finding: &str,
        verdict: Verdict,
        note: Option<&str>,
        who: Option<&str>,
    ) -> Result<(), KeepError> {
        self.kept.review(finding, verdict, note, who)
    }

    /// All reviews, in the order they were made.
    ///
    /// # Errors
    /// A damaged record.
    pub fn reviews(&self) -> Result<Vec<Review>, KeepError> {
        Ok(self.kept.reviews()?.into_iter().map(Review::from).collect())
    }

    /// Takes a document and its older versions out of the file for good, and gives how many that were.
    ///
    /// # Errors
    /// When no document is called so, or the record may not be written.
    pub fn remove(&mut self, document: &str, reason: &str, who: Option<&str>) -> Result<usize, KeepError> {
        self.kept.remove(document, reason, who)
    }

    /// Everything that is wrong with the record; nothing when it is whole. `tell` hears what is looked at.
    pub fn verify(&self, tell: impl FnMut(&'static str)) -> Vec<Fault> {
        self.kept.verify(tell)
    }

    /// The columns of a table, and what they hold.
    ///
    /// # Errors
    /// A damaged record.
    #[cfg(feature = "parquet")]
    pub(crate) fn columns(&self, table: &str) -> Result<Vec<(String, keep::Holds)>, KeepError> {
        self.kept.columns(table)
    }

    /// Hands over a table row by row, with the names of its columns.
    ///
    /// # Errors
    /// When there is no such table; a damaged record; what `each` says.
    pub fn export<E: From<KeepError>>(
        &self,
        table: &str,
        each: impl FnMut(&[String], &[Cell]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.kept.export(table, each)
    }

    /// Hands over the findings of all current documents, with people's last words on them.
    ///
    /// # Errors
    /// A damaged record; what `each` says.
    pub fn each_found<E: From<KeepError>>(&self, each: impl FnMut(Found) -> Result<(), E>) -> Result<(), E> {
        self.kept.each_found(each)
    }

    /// Takes in the lines of an exported record, all or none, and gives how many rows that were.
    ///
    /// # Errors
    /// When documents are held already; when a line is no row of a record; as for [`Record::add`].
    pub fn import(&mut self, lines: impl BufRead) -> Result<usize, KeepError> {
        self.kept.import(lines)
    }
}
