//! What a reader of the record sees: a document in full, its echoes, people and occasions, and the record at a glance.

use serde::Serialize;

use super::document::{Place, quotation_id, rounded, turn_id};
use super::record::{HitDocument, Occasion, PersonAnswer};

/// `onrecord.overview/1`: the record at a glance.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overview {
    /// `onrecord.overview/1`.
    pub schema: &'static str,
    /// Current documents.
    pub documents: usize,
    /// Documents by kind.
    pub kinds: Vec<Count>,
    /// Turns.
    pub turns: usize,
    /// Quotations.
    pub quotations: usize,
    /// People.
    pub people: usize,
    /// Occasions.
    pub occasions: usize,
    /// Words of people on findings.
    pub reviews: usize,
    /// The first day of a document.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

/// A name and how often it stands.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Count {
    /// The name.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// `onrecord.facets/1`: what the passages that answer a question have in common.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// `onrecord.facets/1`.
    pub schema: &'static str,
    /// Kinds of documents.
    pub kinds: Vec<Count>,
    /// Years, latest first.
    pub years: Vec<Count>,
    /// Who speaks.
    pub speakers: Vec<Count>,
    /// Who published.
    pub publishers: Vec<Count>,
    /// How many passages were counted.
    pub counted: usize,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// `onrecord.waiting/1`: a finding that no person has looked at.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// `onrecord.waiting/1`.
    pub schema: &'static str,
    /// The quotation, `12:q3`.
    pub statement: String,
    /// Where it stands.
    pub document: HitDocument,
    /// Its words.
    pub words: String,
    /// traced, not_in_transcript, undecided.
    pub status: String,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
}

/// `onrecord.held/1`: a document of the record in full. Places are code points of `text`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldDocument {
    /// `onrecord.held/1`.
    pub schema: &'static str,
    /// What it is called.
    pub document: HitDocument,
    /// Who wrote it.
    pub author: Option<String>,
    /// as_delivered, as_prepared, edited, captions, unknown.
    pub standing: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Of its bytes.
    pub sha256: String,
    /// When it was added, in UTC.
    pub added: String,
    /// The number of the newer version.
    pub superseded_by: Option<i64>,
    /// The occasion.
    pub occasion: Option<OccasionName>,
    /// Who speaks or is quoted.
    pub people: Vec<HeldPerson>,
    /// Turns.
    pub turns: Vec<HeldTurn>,
    /// Quotations.
    pub quotations: Vec<HeldQuotation>,
    /// What was wrong or could not be decided.
    pub problems: Vec<HeldProblem>,
    /// The text.
    pub text: String,
}

/// An occasion, named.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OccasionName {
    /// Its number in the record.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// The day.
    pub date: String,
}

/// A person in a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldPerson {
    /// Their number in the record.
    pub number: i64,
    /// The fullest name the document gives.
    pub name: String,
    /// Offices.
    pub roles: Vec<String>,
}

/// A turn of a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldTurn {
    /// `t1`, …
    pub id: String,
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Index in `people`; null for somebody unnamed.
    pub speaker: Option<usize>,
    /// The label before the words.
    pub label: Option<Place>,
}

/// A quotation of a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldQuotation {
    /// `q1`, …
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// direct, mixed, indirect.
    pub kind: String,
    /// Index in `people`.
    pub speaker: Option<usize>,
    /// traced, not_in_transcript, undecided; null where it was not traced yet.
    pub status: Option<String>,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
    /// The best place found.
    pub source: Option<HeldPlace>,
}

/// A place in a document of the record.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldPlace {
    /// The document's number.
    pub document: i64,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What was wrong with a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldProblem {
    /// A stable name.
    pub code: String,
    /// One sentence.
    pub message: String,
}

/// `onrecord.echo/1`: a quotation that was traced to a place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Echo {
    /// `onrecord.echo/1`.
    pub schema: &'static str,
    /// The quotation, `12:q3`.
    pub statement: String,
    /// Where it stands.
    pub document: HitDocument,
    /// To whom it is given there.
    pub speaker: Option<String>,
    /// Its words.
    pub words: String,
    /// First code point of the words quoted, in the source.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
    /// Probability that this is the source.
    pub confidence: f64,
    /// First code point of the quotation, where it stands.
    pub quote_start: usize,
    /// How it differs from the words spoken.
    pub changes: Vec<EchoChange>,
}

/// One difference of a quotation from its source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EchoChange {
    /// dropped, added, replaced, moved.
    pub kind: String,
    /// Place in the quotation's document.
    pub quote: Place,
    /// Place in the source.
    pub source: Place,
    /// What it touches.
    pub touches: Vec<String>,
}

/// `onrecord.held-statement/1`: one statement of the record, where its words were first found, and who quotes them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldStatement {
    /// `onrecord.held-statement/1`.
    pub schema: &'static str,
    /// Its name: the document's number and the turn or quotation, `12:t4`.
    pub statement: String,
    /// said, quoted.
    pub how: &'static str,
    /// Where it stands.
    pub document: HitDocument,
    /// Who says it.
    pub speaker: Option<HeldPerson>,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// Of a quotation that was traced: the words spoken.
    pub origin: Option<Origin>,
    /// Quotations of these words, by date.
    pub echoes: Vec<Echo>,
}

/// The words that a quotation was traced to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The document.
    pub document: HitDocument,
    /// Who speaks there.
    pub speaker: Option<HeldPerson>,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
}

/// `onrecord.profile/1`: a person with what is counted of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// `onrecord.profile/1`.
    pub schema: &'static str,
    /// The person.
    pub person: PersonAnswer,
    /// What documents call them, and in how many.
    pub names: Vec<Count>,
    /// Turns they have.
    pub turns: usize,
    /// Quotations given to them.
    pub quotations: usize,
    /// Those that were traced, by wording or status.
    pub verdicts: Vec<Count>,
    /// Occasions on which they spoke, latest first.
    pub occasions: Vec<OccasionName>,
}

/// `onrecord.spoken/1`: a document in which a person speaks or is quoted.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spoken {
    /// `onrecord.spoken/1`.
    pub schema: &'static str,
    /// The document.
    pub document: HitDocument,
    /// How many turns they have there.
    pub turns: usize,
    /// How many quotations.
    pub quotations: usize,
    /// The first of them.
    pub first: Vec<SpokenPart>,
}

/// A turn or quotation of a person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpokenPart {
    /// `12:t4`, `12:q3`.
    pub statement: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words, or the first 400 code points of them.
    pub words: String,
}

/// `onrecord.occasion-page/1`: an occasion with its speakers and who reports on it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OccasionPage {
    /// `onrecord.occasion-page/1`.
    pub schema: &'static str,
    /// The occasion.
    pub occasion: Occasion,
    /// Who speaks there, and in how many turns.
    pub speakers: Vec<Speaker>,
}

/// Somebody who speaks on an occasion.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Speaker {
    /// Their number in the record.
    pub number: i64,
    /// The name.
    pub name: String,
    /// Turns.
    pub turns: usize,
}

fn counts(counted: Vec<keep::Counted>) -> Vec<Count> {
    counted.into_iter().map(|(name, count)| Count { name, count }).collect()
}

impl Echo {
    /// What the differences touch, each once, in the order of the alphabet.
    pub fn touches(&self) -> Vec<&str> {
        super::each_once(self.changes.iter().flat_map(|change| &change.touches).map(String::as_str))
    }
}

impl From<keep::Overview> for Overview {
    fn from(overview: keep::Overview) -> Self {
        let keep::Overview { kinds, turns, quotations, people, occasions, reviews, first, last } = overview;
        Overview {
            schema: "onrecord.overview/1",
            documents: kinds.iter().map(|(_, count)| count).sum(),
            kinds: counts(kinds),
            turns,
            quotations,
            people,
            occasions,
            reviews,
            first,
            last,
        }
    }
}

impl From<keep::Facets> for Facets {
    fn from(facets: keep::Facets) -> Self {
        Facets {
            schema: "onrecord.facets/1",
            kinds: counts(facets.kinds),
            years: counts(facets.years),
            speakers: counts(facets.speakers),
            publishers: counts(facets.publishers),
            counted: facets.counted,
            more: facets.more,
        }
    }
}

impl From<keep::Waiting> for Waiting {
    fn from(waiting: keep::Waiting) -> Self {
        Waiting {
            schema: "onrecord.waiting/1",
            statement: format!("{}:{}", waiting.document.number, quotation_id(waiting.quotation)),
            document: waiting.document.into(),
            words: waiting.words,
            status: waiting.status,
            wording: waiting.wording,
        }
    }
}

impl From<keep::Whole> for HeldDocument {
    fn from(whole: keep::Whole) -> Self {
        let turn = |(index, part): (usize, keep::Part)| HeldTurn {
            id: turn_id(index),
            start: part.start,
            end: part.end,
            speaker: part.speaker,
            label: part.label.map(|(start, end)| Place { start, end }),
        };
        let person = |person: keep::Appearance| HeldPerson {
            number: person.person,
            name: person.name,
            roles: person.roles,
        };
        let problem = |(code, message)| HeldProblem { code, message };
        HeldDocument {
            schema: "onrecord.held/1",
            document: whole.description.into(),
            author: whole.author,
            standing: whole.standing,
            language: whole.language,
            sha256: whole.sha256,
            added: whole.added,
            superseded_by: whole.superseded_by,
            occasion: whole.occasion.map(OccasionName::from),
            people: whole.people.into_iter().map(person).collect(),
            turns: whole.turns.into_iter().enumerate().map(turn).collect(),
            quotations: whole.quotations.into_iter().enumerate().map(HeldQuotation::from).collect(),
            problems: whole.problems.into_iter().map(problem).collect(),
            text: whole.text,
        }
    }
}

impl From<(i64, String, String)> for OccasionName {
    fn from((number, name, date): (i64, String, String)) -> Self {
        OccasionName { number, name, date }
    }
}

impl From<(usize, keep::Quote)> for HeldQuotation {
    fn from((index, quoted): (usize, keep::Quote)) -> Self {
        HeldQuotation {
            id: quotation_id(index),
            start: quoted.start,
            end: quoted.end,
            kind: quoted.kind,
            speaker: quoted.speaker,
            status: quoted.status,
            wording: quoted.wording,
            source: quoted.source.map(|(document, start, end)| HeldPlace { document, start, end }),
        }
    }
}

impl From<keep::Echo> for Echo {
    fn from(echo: keep::Echo) -> Self {
        Echo {
            schema: "onrecord.echo/1",
            statement: format!("{}:{}", echo.document.number, quotation_id(echo.quotation)),
            document: echo.document.into(),
            speaker: echo.speaker,
            words: echo.words,
            start: echo.start,
            end: echo.end,
            wording: echo.wording,
            confidence: rounded(echo.confidence),
            quote_start: echo.quote_start,
            changes: echo.changes.into_iter().map(EchoChange::from).collect(),
        }
    }
}

impl From<keep::Difference> for EchoChange {
    fn from(difference: keep::Difference) -> Self {
        let place = |(start, end)| Place { start, end };
        EchoChange {
            kind: difference.kind,
            quote: place(difference.quote),
            source: place(difference.source),
            touches: difference.touches,
        }
    }
}

impl HeldDocument {
    /// The words from code point `start` to `end`; fewer where the text is shorter.
    pub fn words(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }

    /// The turn or quotation of this id: its place and who says it.
    pub fn part(&self, id: &str) -> Option<(usize, usize, Option<&HeldPerson>)> {
        let number = id.get(1..)?.parse::<usize>().ok()?.checked_sub(1)?;
        let (start, end, speaker) = match id.as_bytes()[0] {
            b't' => self.turns.get(number).map(|turn| (turn.start, turn.end, turn.speaker))?,
            b'q' => self.quotations.get(number).map(|quoted| (quoted.start, quoted.end, quoted.speaker))?,
            _ => return None,
        };
        Some((start, end, speaker.and_then(|speaker| self.people.get(speaker))))
    }

    /// Who speaks at code point `at`.
    pub fn speaker_at(&self, at: usize) -> Option<&HeldPerson> {
        let turn = self.turns.iter().find(|turn| (turn.start..turn.end).contains(&at))?;
        self.people.get(turn.speaker?)
    }
}

impl From<keep::Profile> for Profile {
    fn from(profile: keep::Profile) -> Self {
        Profile {
            schema: "onrecord.profile/1",
            person: profile.person.into(),
            names: counts(profile.names),
            turns: profile.turns,
            quotations: profile.quotations,
            verdicts: counts(profile.verdicts),
            occasions: profile.occasions.into_iter().map(OccasionName::from).collect(),
        }
    }
}

impl From<keep::Spoken> for Spoken {
    fn from(spoken: keep::Spoken) -> Self {
        let number = spoken.document.number;
        let part = |(part, start, end, words)| SpokenPart {
            statement: format!("{number}:{part}"),
            start,
            end,
            words,
        };
        Spoken {
            schema: "onrecord.spoken/1",
            document: spoken.document.into(),
            turns: spoken.turns,
            quotations: spoken.quotations,
            first: spoken.first.into_iter().map(part).collect(),
        }
    }
}
