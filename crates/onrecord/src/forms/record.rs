//! What the record answers: one object an answer.

use serde::Serialize;

use super::document::{Place, quotation_id, rounded, turn_id};

/// `onrecord.added/1`: what became of the documents given to `add`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Added {
    /// `onrecord.added/1`.
    pub schema: &'static str,
    /// The record's file.
    pub record: String,
    /// New documents.
    pub added: usize,
    /// Documents held before under the same id with other bytes; both are kept.
    pub updated: usize,
    /// Documents held already, byte for byte.
    pub known: usize,
    /// Reports traced to the record's transcripts, new ones and such as lacked what was added now.
    pub traced: usize,
    /// Current documents that the record now holds.
    pub documents: usize,
    /// What was not taken in, and why.
    pub refused: Vec<Refused>,
}

/// What was not taken in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refused {
    /// The path as given.
    pub path: String,
    /// The line of a record file.
    pub line: Option<u64>,
    /// Why, with the path.
    pub message: String,
}

/// `onrecord.hit/1`: a passage that answers a search.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    /// `onrecord.hit/1`.
    pub schema: &'static str,
    /// Where it stands.
    pub document: HitDocument,
    /// The turn's id, where the document has turns.
    pub turn: Option<String>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// First code point of the passage.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Some of its words, in one line.
    pub snippet: String,
    /// Where the words asked for stand in the snippet, in code points.
    pub matches: Vec<Place>,
    /// Higher is better; 0 where no words were asked for.
    pub score: f64,
}

/// A document of the record, named.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HitDocument {
    /// Its number in the record.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// As given.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// ISO 8601 day.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// transcript, report, release, other.
    pub kind: String,
}

/// `onrecord.statement/1`: something said, in a transcript or as quoted elsewhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// `onrecord.statement/1`.
    pub schema: &'static str,
    /// Its name: the document's number and the turn or quotation, `12:t4`.
    pub statement: String,
    /// said, quoted.
    pub how: &'static str,
    /// Where it stands.
    pub document: HitDocument,
    /// Who says it.
    pub speaker: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// Probability that words and speaker are right, of a quotation.
    pub confidence: Option<f64>,
    /// A person's last word on it: confirm, reject, note.
    pub review: Option<String>,
}

/// `onrecord.trail/1`: a statement and every quotation of it, by day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Trail {
    /// `onrecord.trail/1`.
    pub schema: &'static str,
    /// Where the statement stands.
    pub document: HitDocument,
    /// Who said it.
    pub speaker: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its words.
    pub words: String,
    /// Its quotations, by day.
    pub quoted: Vec<Quoted>,
}

/// A quotation of a statement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quoted {
    /// The document's number and the quotation: `12:q3`.
    pub quotation: String,
    /// Where it stands.
    pub document: HitDocument,
    /// Whom the document names as speaker.
    pub speaker: Option<String>,
    /// Its words.
    pub words: String,
    /// The words of the statement that it takes up.
    pub source_words: String,
    /// traced, undecided.
    pub status: String,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
    /// Whether all differences are shown to the reader.
    pub signalled: bool,
    /// What the differences touch.
    pub touches: Vec<String>,
    /// An earlier quotation that this one seems to be taken from: `9:q2`.
    pub after: Option<String>,
    /// Why it seems so: copy of the document, same changed wording.
    pub why: Option<&'static str>,
    /// A person's last word on it: confirm, reject, note.
    pub review: Option<String>,
}

/// `onrecord.person/1`: a person of the record.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonAnswer {
    /// `onrecord.person/1`.
    pub schema: &'static str,
    /// Their number in the record.
    pub number: i64,
    /// The name.
    pub name: String,
    /// In how many current documents they speak or are quoted.
    pub documents: usize,
    /// The first day of those documents.
    pub first_seen: Option<String>,
    /// The last day.
    pub last_seen: Option<String>,
    /// What documents call them, from when to when.
    pub offices: Vec<Office>,
}

/// An office as documents give it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    /// Its name.
    pub name: String,
    /// Day of the first document that gives it.
    pub first_seen: Option<String>,
    /// Day of the last.
    pub last_seen: Option<String>,
    /// In how many documents.
    pub documents: usize,
}

/// `onrecord.sighting/1`: a person in one document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sighting {
    /// `onrecord.sighting/1`.
    pub schema: &'static str,
    /// The document.
    pub document: HitDocument,
    /// The fullest name it gives.
    pub name: String,
    /// Other forms.
    pub names: Vec<String>,
    /// Offices.
    pub roles: Vec<String>,
    /// Why this is the person: same full name, same single name, joined by a person.
    pub why: String,
}

/// `onrecord.occasion/1`: an occasion with its documents.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = OccasionAnswer))]
pub struct Occasion {
    /// `onrecord.occasion/1`.
    pub schema: &'static str,
    /// Its number in the record.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// The day.
    pub date: String,
    /// Where.
    pub place: Option<String>,
    /// Its documents.
    pub documents: Vec<HitDocument>,
    /// Why each of them is of it: its own name and day, or what ties it.
    pub why: Vec<String>,
    /// Who speaks there.
    pub speakers: Vec<String>,
}

/// `onrecord.review/1`: a person's word on a quotation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// `onrecord.review/1`.
    pub schema: &'static str,
    /// The document's id.
    pub document: String,
    /// The quotation's words.
    pub words: String,
    /// confirm, reject, note.
    pub verdict: String,
    /// What the reviewer adds.
    pub note: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// When, in UTC.
    pub at: String,
}

impl From<keep::Statement> for Statement {
    fn from(statement: keep::Statement) -> Self {
        Statement {
            schema: "onrecord.statement/1",
            statement: format!("{}:{}", statement.document.number, statement.part),
            how: if statement.part.starts_with('t') { "said" } else { "quoted" },
            document: statement.document.into(),
            speaker: statement.speaker,
            start: statement.start,
            end: statement.end,
            words: statement.words,
            confidence: statement.confidence.map(rounded),
            review: statement.review,
        }
    }
}

impl From<keep::Trail> for Trail {
    fn from(trail: keep::Trail) -> Self {
        let keep::Trail { document, speaker, start, end, words, quoted } = trail;
        let quoted = quoted.into_iter().map(Quoted::from).collect();
        Trail { schema: "onrecord.trail/1", document: document.into(), speaker, start, end, words, quoted }
    }
}

impl From<keep::Quoted> for Quoted {
    fn from(quoted: keep::Quoted) -> Self {
        let named = |document: i64, quotation: usize| format!("{document}:{}", quotation_id(quotation));
        Quoted {
            quotation: named(quoted.document.number, quoted.quotation),
            document: quoted.document.into(),
            speaker: quoted.speaker,
            words: quoted.words,
            source_words: quoted.source_words,
            status: quoted.status,
            wording: quoted.wording,
            signalled: quoted.signalled,
            touches: quoted.touches,
            after: quoted.after.as_ref().map(|after| named(after.document, after.quotation)),
            why: quoted.after.map(|after| after.why),
            review: quoted.review,
        }
    }
}

impl From<keep::Person> for PersonAnswer {
    fn from(person: keep::Person) -> Self {
        let keep::Person { number, name, documents, first_seen, last_seen, offices } = person;
        let offices = offices.into_iter().map(Office::from).collect();
        PersonAnswer { schema: "onrecord.person/1", number, name, documents, first_seen, last_seen, offices }
    }
}

impl From<keep::Office> for Office {
    fn from(office: keep::Office) -> Self {
        let keep::Office { name, first_seen, last_seen, documents } = office;
        Office { name, first_seen, last_seen, documents }
    }
}

impl From<keep::Sighting> for Sighting {
    fn from(sighting: keep::Sighting) -> Self {
        let keep::Sighting { document, name, names, roles, why } = sighting;
        Sighting { schema: "onrecord.sighting/1", document: document.into(), name, names, roles, why }
    }
}

impl From<keep::Occasion> for Occasion {
    fn from(occasion: keep::Occasion) -> Self {
        let keep::Occasion { number, name, date, place, documents, why, speakers } = occasion;
        let documents = documents.into_iter().map(HitDocument::from).collect();
        Occasion { schema: "onrecord.occasion/1", number, name, date, place, documents, why, speakers }
    }
}

impl From<keep::Review> for Review {
    fn from(review: keep::Review) -> Self {
        let keep::Review { document, words, verdict, note, who, at, .. } = review;
        Review { schema: "onrecord.review/1", document, words, verdict, note, who, at }
    }
}

impl HitDocument {
    /// What to call it: its title, else the name of its file, else its id.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or_else(|| self.short_id())
    }

    /// Its id; of one that is a path on the machine, the file's name.
    fn short_id(&self) -> &str {
        let is_path = self.path.as_deref() == Some(self.id.as_str());
        let last = self.id.rsplit(['/', '\\']).next().filter(|last| is_path && !last.is_empty());
        last.unwrap_or(&self.id)
    }

    /// Takes out where its file lies on the machine: for records shown to everybody.
    pub fn hide_path(&mut self) {
        self.id = self.short_id().to_owned();
        self.path = None;
    }
}

impl From<keep::Description> for HitDocument {
    fn from(document: keep::Description) -> Self {
        let keep::Description { number, id, path, url, title, published, publisher, kind } = document;
        HitDocument { number, id, path, url, title, published, publisher, kind }
    }
}

impl From<keep::Hit> for Hit {
    fn from(hit: keep::Hit) -> Self {
        Hit {
            schema: "onrecord.hit/1",
            document: hit.document.into(),
            turn: hit.turn.map(turn_id),
            speaker: hit.speaker,
            start: hit.start,
            end: hit.end,
            snippet: hit.snippet,
            matches: hit.matches.into_iter().map(|(start, end)| Place { start, end }).collect(),
            score: rounded(hit.score),
        }
    }
}
