//! What somebody who reads the record wants to see: documents, people, occasions in full, and what quotes what.

use keep::KeepError;

use super::Record;
use super::rebuild::read_again;
use crate::check::{Step, checked};
use crate::extract::of_reading;
use crate::forms::{
    Check, Echo, Facets, HeldDocument, HeldPlace, HeldStatement, HitDocument, OccasionPage, Origin, Overview,
    Profile, Speaker, Spoken, Waiting,
};
use crate::{ReadError, Settings, Sources};

/// A document's bytes as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDocument {
    /// The file they were read from, as given.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A person's word on quotation number `quotation` (from 0) of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewOf {
    /// The quotation's index.
    pub quotation: usize,
    /// confirm, reject, note.
    pub verdict: String,
    /// What the reviewer adds.
    pub note: Option<String>,
}

impl Record {
    /// What the record holds.
    ///
    /// # Errors
    /// A damaged record.
    pub fn overview(&self) -> Result<Overview, KeepError> {
        Ok(self.kept.overview()?.into())
    }

    /// Current documents, those added last first; `skip` of them are passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn latest(&self, skip: usize, most: usize) -> Result<Vec<HitDocument>, KeepError> {
        Ok(self.kept.latest_added(skip, most)?.into_iter().map(HitDocument::from).collect())
    }

    /// Findings that are more than the same words and that nobody has looked at.
    ///
    /// # Errors
    /// A damaged record.
    pub fn waiting(&self, most: usize) -> Result<Vec<Waiting>, KeepError> {
        Ok(self.kept.waiting(most)?.into_iter().map(Waiting::from).collect())
    }

    /// What the passages that answer a question have in common.
    ///
    /// # Errors
    /// As for [`Record::search`].
    pub fn facets(&self, question: &str) -> Result<Facets, KeepError> {
        Ok(self.kept.facets(&self.kept.question(question)?)?.into())
    }

    /// A document in full, by its number, id, url or path.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn document(&self, called: &str) -> Result<HeldDocument, KeepError> {
        Ok(self.kept.document(called)?.into())
    }

    /// The document of this number, named.
    ///
    /// # Errors
    /// When there is none; a damaged record.
    pub fn named(&self, document: i64) -> Result<HitDocument, KeepError> {
        self.kept.description(document).map(HitDocument::from)
    }

    /// The number of the document of this number, id, url or path.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn document_number(&self, called: &str) -> Result<i64, KeepError> {
        self.kept.document_number(called)
    }

    /// A document's bytes as they came.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn raw(&self, called: &str) -> Result<Option<RawDocument>, KeepError> {
        let kept = self.kept.bytes_of(self.kept.document_number(called)?)?;
        Ok(kept.map(|kept| RawDocument { name: kept.name, bytes: kept.bytes }))
    }

    /// The quotations that were traced to code points `start..end` of a document, by date.
    ///
    /// # Errors
    /// A damaged record.
    pub fn echoes(&self, document: i64, place: (usize, usize), most: usize) -> Result<Vec<Echo>, KeepError> {
        Ok(self.kept.echoes(document, place, most)?.into_iter().map(Echo::from).collect())
    }

    /// A statement, `DOCUMENT:tN` or `DOCUMENT:qN`: its words, the words it was traced to, and up to `most` quotations of
    /// those. `None` when the document has no such turn or quotation.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn statement(&self, name: &str, most: usize) -> Result<Option<HeldStatement>, KeepError> {
        let Some((called, part)) = name.rsplit_once(':') else { return Ok(None) };
        let held = self.document(called)?;
        let Some((start, end, speaker)) = held.part(part) else { return Ok(None) };
        let source = (held.quotations.iter().find(|quotation| quotation.id == part))
            .and_then(|quotation| quotation.source.as_ref());
        let origin = source.map(|source| self.origin(source)).transpose()?;
        let (document, place) = match &origin {
            Some(origin) => (origin.document.number, (origin.start, origin.end)),
            None => (held.document.number, (start, end)),
        };
        Ok(Some(HeldStatement {
            schema: "onrecord.held-statement/1",
            statement: format!("{}:{part}", held.document.number),
            how: if part.starts_with('t') { "said" } else { "quoted" },
            speaker: speaker.cloned(),
            start,
            end,
            words: held.words(start, end),
            echoes: self.echoes(document, place, most)?,
            document: held.document,
            origin,
        }))
    }

    fn origin(&self, place: &HeldPlace) -> Result<Origin, KeepError> {
        let held = self.document(&place.document.to_string())?;
        Ok(Origin {
            speaker: held.speaker_at(place.start).cloned(),
            start: place.start,
            end: place.end,
            words: held.words(place.start, place.end),
            document: held.document,
        })
    }

    /// A person with what is counted of them, by number or name.
    ///
    /// # Errors
    /// When there is nobody; a damaged record.
    pub fn profile(&self, called: &str) -> Result<Profile, KeepError> {
        Ok(self.kept.profile(called)?.into())
    }

    /// The documents in which the person of this number speaks or is quoted, latest first.
    ///
    /// # Errors
    /// A damaged record.
    pub fn spoken_by(&self, person: i64, skip: usize, most: usize) -> Result<Vec<Spoken>, KeepError> {
        Ok(self.kept.spoken_by(person, skip, most)?.into_iter().map(Spoken::from).collect())
    }

    /// The occasion of this number.
    ///
    /// # Errors
    /// When there is none; a damaged record.
    pub fn occasion(&self, number: i64) -> Result<OccasionPage, KeepError> {
        let speaker = |(number, name, turns)| Speaker { number, name, turns };
        Ok(OccasionPage {
            schema: "onrecord.occasion-page/1",
            occasion: self.kept.occasion(number)?.into(),
            speakers: self.kept.speakers_of(number)?.into_iter().map(speaker).collect(),
        })
    }

    /// The words of people on a document's quotations, in the order they were given.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn reviews_of(&self, called: &str) -> Result<Vec<ReviewOf>, KeepError> {
        let review = |(quotation, verdict, note)| ReviewOf { quotation, verdict, note };
        Ok(self.kept.reviews_of(called)?.into_iter().map(review).collect())
    }

    /// Numbers that change whenever documents are added or removed: what was gathered from the record is stale then.
    ///
    /// # Errors
    /// A damaged record.
    pub fn extent(&self) -> Result<(i64, i64), KeepError> {
        self.kept.extent()
    }

    /// A document of the record as an article: every quotation traced to `sources`, and `tell` hears how far it is. `None`
    /// when its bytes are not held.
    ///
    /// # Errors
    /// When no document is called so; a damaged record. The inner error: this release cannot read it any more.
    pub fn check(
        &self,
        called: &str,
        sources: &Sources,
        settings: &Settings,
        mut tell: impl FnMut(Step),
    ) -> Result<Option<Result<Check, ReadError>>, KeepError> {
        let kept = self.kept.bytes_of(self.kept.document_number(called)?)?;
        Ok(kept.map(|kept| {
            let (document, mut understanding) = of_reading(read_again(&kept)?, understand::article);
            Ok(checked(&document, &mut understanding, sources, settings, &mut tell))
        }))
    }
}
