//! `onrecord.document/1`: what `extract` gives for one document.

use serde::Serialize;
use text::{Offsets, Span};
use understand::{PersonId, Understanding};

/// One document with all that was found in it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Extract {
    /// `onrecord.document/1`.
    pub schema: &'static str,
    /// The document and its metadata.
    pub document: Document,
    /// What was wrong or could not be decided.
    pub problems: Vec<Problem>,
    /// Everyone who speaks or is quoted, and whom they are called.
    pub people: Vec<Person>,
    /// Turns of a transcript.
    pub turns: Vec<Turn>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Commitments.
    pub commitments: Vec<Commitment>,
    /// The occasion, where the document shows one.
    pub occasion: Option<Occasion>,
}

/// A document's metadata and text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// The input's own id, else the url, else the path.
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
    /// Who wrote it.
    pub author: Option<String>,
    /// transcript, report, release, other.
    pub kind: &'static str,
    /// as_delivered, as_prepared, edited, captions, unknown.
    pub standing: &'static str,
    /// BCP 47.
    pub language: Option<String>,
    /// Of the raw bytes.
    pub sha256: String,
    /// The kept text; left out by `--no-text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip)]
    offsets: Offsets,
}

/// A place in the document's text, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A problem with its place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable name.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// First code point, where there is a place.
    pub start: Option<usize>,
    /// One past the last.
    pub end: Option<usize>,
}

/// A person under all their names.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// `p1`, …
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// Other forms.
    pub names: Vec<String>,
    /// Offices.
    pub roles: Vec<String>,
}

/// A turn.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Turn {
    /// `t1`, …
    pub id: String,
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// A person's id; null for an unnamed questioner.
    pub speaker: Option<String>,
    /// The label before the words.
    pub label: Option<Place>,
}

/// The words that say that something is said.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cue {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// "did not say".
    pub negated: bool,
    /// "would say".
    pub modal: bool,
}

/// A quotation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quotation {
    /// `q1`, …
    pub id: String,
    /// First code point of the quoted words, marks not included.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its pieces.
    pub spans: Vec<[usize; 2]>,
    /// direct, mixed, indirect, unmarked.
    pub kind: &'static str,
    /// The reported clause of a mixed quotation.
    pub clause: Option<Place>,
    /// The quotation whose next paragraph this is.
    pub continues: Option<String>,
    /// A person's id.
    pub speaker: Option<String>,
    /// Where the speaker is named.
    pub speaker_mention: Option<Place>,
    /// The cue.
    pub cue: Option<Cue>,
    /// Probability that span and speaker are right.
    pub confidence: f64,
}

/// A figure.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// `f1`, …
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The sentence that it stands in.
    pub sentence: Place,
    /// A plain number.
    pub value: f64,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// The whole that it is a part of.
    pub out_of: Option<f64>,
    /// "USD", "percent", …
    pub unit: Option<String>,
    /// The thing counted or measured.
    pub of: Option<String>,
    /// Where, or among whom, it holds.
    pub scope: Option<Place>,
    /// When it holds.
    pub time: Option<Period>,
    /// `=` `<` `>` `~` `up` `down`.
    pub comparison: &'static str,
    /// A person's id.
    pub speaker: Option<String>,
}

/// A time as words say it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// First day; null where open or not to be told.
    pub from: Option<String>,
    /// Last day, likewise.
    pub until: Option<String>,
}

/// A commitment.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commitment {
    /// `c1`, …
    pub id: String,
    /// First code point of what is undertaken.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The sentence that it stands in.
    pub sentence: Place,
    /// The words that make it an undertaking.
    pub cue: Place,
    /// The words for who undertakes it.
    pub who: Option<Place>,
    /// A person's id, if who undertakes it speaks.
    pub undertaker: Option<String>,
    /// To whom, or for whom.
    pub to: Option<Place>,
    /// By when.
    pub by: Option<Period>,
    /// promise, agreement, plan, expectation, appeal.
    pub firmness: &'static str,
    /// Said not to be undertaken, or that it will not be done.
    pub negated: bool,
    /// It depends on something.
    pub conditional: bool,
    /// How likely it is a commitment.
    pub confidence: f64,
    /// A person's id.
    pub speaker: Option<String>,
}

/// The occasion of a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Occasion {
    /// What it is called.
    pub name: Option<String>,
    /// ISO 8601 day.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// People's ids.
    pub participants: Vec<String>,
}

impl Extract {
    /// The output form of a document and what was found in it.
    pub fn new(document: &text::Document, understanding: &Understanding) -> Self {
        let to = Points { text: &document.text, offsets: Offsets::new(&document.text) };
        Extract {
            schema: "onrecord.document/1",
            document: Document::new(document, understanding, to.offsets.clone()),
            problems: understanding.problems.iter().map(|problem| to.problem(problem)).collect(),
            people: understanding.people.iter().enumerate().map(person).collect(),
            turns: understanding.turns.iter().enumerate().map(|(i, turn)| to.turn(i, turn)).collect(),
            quotations: understanding
                .quotations
                .iter()
                .enumerate()
                .map(|(i, q)| to.quotation(i, q))
                .collect(),
            figures: understanding
                .figures
                .iter()
                .enumerate()
                .map(|(i, figure)| to.figure(i, figure))
                .collect(),
            commitments: understanding
                .commitments
                .iter()
                .enumerate()
                .map(|(i, c)| to.commitment(i, c))
                .collect(),
            occasion: understanding.occasion.as_ref().map(occasion),
        }
    }
}

impl Extract {
    /// The words from code point `start` to `end`; empty where the text was left out.
    pub fn words(&self, start: usize, end: usize) -> &str {
        let Document { text, offsets, .. } = &self.document;
        let text = text.as_deref().unwrap_or_default();
        match (offsets.byte(text, start), offsets.byte(text, end)) {
            (Some(start), Some(end)) if start <= end => &text[start..end],
            _ => "",
        }
    }

    /// The name of the person with this id.
    pub fn name(&self, person: Option<&str>) -> Option<&str> {
        let id = person?;
        self.people.iter().find(|person| person.id == id).map(|person| person.name.as_str())
    }
}

impl Document {
    fn new(document: &text::Document, understanding: &Understanding, offsets: Offsets) -> Self {
        Document {
            id: document.id.clone(),
            path: document.path.clone(),
            url: document.url.clone(),
            title: document.title.clone(),
            published: document.published.map(|date| date.to_string()),
            publisher: document.publisher.clone(),
            author: document.author.clone(),
            kind: understanding.kind.name(),
            standing: understanding.standing.name(),
            language: document.language.clone(),
            sha256: document.sha256.clone(),
            text: Some(document.text.clone()),
            offsets,
        }
    }
}

/// Turns bytes of one text into code points.
pub(super) struct Points<'a> {
    pub text: &'a str,
    pub offsets: Offsets,
}

impl Points<'_> {
    pub fn place(&self, span: Span) -> Place {
        let (start, end) = self.offsets.points(self.text, span);
        Place { start, end }
    }

    fn problem(&self, problem: &text::Problem) -> Problem {
        let place = problem.span.map(|span| self.place(span));
        Problem {
            code: problem.code,
            message: problem.message.clone(),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
        }
    }

    fn turn(&self, index: usize, turn: &understand::Turn) -> Turn {
        let Place { start, end } = self.place(turn.span);
        let label = turn.label.map(|span| self.place(span));
        Turn { id: turn_id(index), start, end, speaker: turn.speaker.map(person_id), label }
    }

    fn quotation(&self, index: usize, quotation: &understand::Quotation) -> Quotation {
        let Place { start, end } = self.place(quotation.span);
        Quotation {
            id: quotation_id(index),
            start,
            end,
            spans: quotation.spans.iter().map(|&span| self.place(span)).map(|p| [p.start, p.end]).collect(),
            kind: quotation.kind.name(),
            clause: quotation.clause.map(|span| self.place(span)),
            continues: quotation.continues.map(quotation_id),
            speaker: quotation.speaker.map(person_id),
            speaker_mention: quotation.speaker_mention.map(|span| self.place(span)),
            cue: quotation.cue.map(|cue| self.cue(cue)),
            confidence: rounded(quotation.confidence),
        }
    }

    fn cue(&self, cue: understand::Cue) -> Cue {
        let Place { start, end } = self.place(cue.span);
        Cue { start, end, negated: cue.negated, modal: cue.modal }
    }

    fn figure(&self, index: usize, figure: &understand::Figure) -> Figure {
        let Place { start, end } = self.place(figure.span);
        Figure {
            id: format!("f{}", index + 1),
            start,
            end,
            sentence: self.place(figure.sentence),
            value: figure.value,
            upper: figure.upper,
            out_of: figure.out_of,
            unit: figure.unit.clone(),
            of: figure.of.clone(),
            scope: figure.scope.map(|span| self.place(span)),
            time: figure.time.map(|time| self.period(time)),
            comparison: figure.comparison,
            speaker: figure.speaker.map(person_id),
        }
    }

    fn period(&self, period: understand::Period) -> Period {
        let Place { start, end } = self.place(period.span);
        let day = |date: Option<text::Date>| date.map(|date| date.to_string());
        Period { start, end, from: day(period.from), until: day(period.until) }
    }

    fn commitment(&self, index: usize, commitment: &understand::Commitment) -> Commitment {
        let Place { start, end } = self.place(commitment.span);
        Commitment {
            id: format!("c{}", index + 1),
            start,
            end,
            sentence: self.place(commitment.sentence),
            cue: self.place(commitment.cue),
            who: commitment.who.map(|span| self.place(span)),
            undertaker: commitment.undertaker.map(person_id),
            to: commitment.to.map(|span| self.place(span)),
            by: commitment.by.map(|time| self.period(time)),
            firmness: commitment.firmness.name(),
            negated: commitment.negated,
            conditional: commitment.conditional,
            confidence: rounded(commitment.confidence),
            speaker: commitment.speaker.map(person_id),
        }
    }
}

/// A share or probability with three decimals: more would claim more than is known.
pub(super) fn rounded(share: impl Into<f64>) -> f64 {
    (share.into() * 1000.0).round() / 1000.0
}

fn person((index, person): (usize, &understand::Person)) -> Person {
    Person {
        id: person_id(PersonId(index as u32)),
        name: person.name.clone(),
        names: person.names.clone(),
        roles: person.roles.clone(),
    }
}

fn occasion(occasion: &understand::Occasion) -> Occasion {
    Occasion {
        name: occasion.name.clone(),
        date: occasion.date.map(|date| date.to_string()),
        place: occasion.place.clone(),
        participants: occasion.participants.iter().map(|&id| person_id(id)).collect(),
    }
}

fn person_id(id: PersonId) -> String {
    format!("p{}", id.0 + 1)
}

pub(super) fn quotation_id(index: usize) -> String {
    format!("q{}", index + 1)
}

pub(super) fn turn_id(index: usize) -> String {
    format!("t{}", index + 1)
}
