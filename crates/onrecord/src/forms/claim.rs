//! Figures side by side, commitments and positions: what the record answers about what was claimed.

use serde::Serialize;

use super::HitDocument;
use super::document::rounded;

/// `onrecord.series/1`: figures about one thing, in the order of time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Series {
    /// `onrecord.series/1`.
    pub schema: &'static str,
    /// The thing counted or measured, as it is most often called.
    pub thing: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The figures; those of no known time last.
    pub points: Vec<SeriesPoint>,
}

/// A figure in its series.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesPoint {
    /// Its name: the document's number and the figure, `12:f4`.
    pub figure: String,
    /// The day it stands for; null where no document proves one.
    pub day: Option<String>,
    /// A plain number.
    pub value: f64,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// The whole that it is a part of.
    pub out_of: Option<f64>,
    /// `=` `<` `>` `~` `up` `down`.
    pub comparison: String,
    /// The thing, in the words of this sentence.
    pub of: Option<String>,
    /// Where, or among whom, it holds.
    pub scope: Option<String>,
    /// When it holds, in its words.
    pub time: Option<String>,
    /// first, agrees, differs in value, differs in scope, supersedes, undated.
    pub relation: &'static str,
    /// The earlier point (index) that the relation is to.
    pub beside: Option<usize>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The day on which it was said.
    pub said: Option<String>,
    /// Where it stands.
    pub document: HitDocument,
    /// First code point of the figure.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its sentence.
    pub sentence: String,
}

impl SeriesPoint {
    /// Whether it stands for a day after the one on which it was said.
    pub fn is_forecast(&self) -> bool {
        // ISO days are in order as words
        self.day.as_ref().zip(self.said.as_ref()).is_some_and(|(day, said)| day > said)
    }
}

/// `onrecord.commitment/1`: what somebody undertakes, and what was said of it later. Not whether it was kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommitmentAnswer {
    /// `onrecord.commitment/1`.
    pub schema: &'static str,
    /// Its name: the document's number and the commitment, `12:c4`.
    pub commitment: String,
    /// Where it stands.
    pub document: HitDocument,
    /// Who says it.
    pub speaker: Option<String>,
    /// The day on which it was said.
    pub said: Option<String>,
    /// The words for who undertakes it.
    pub who: Option<String>,
    /// promise, agreement, plan, expectation, appeal.
    pub firmness: String,
    /// Said not to be undertaken.
    pub negated: bool,
    /// It depends on something.
    pub conditional: bool,
    /// The probability that it is one; null of documents that an older program added.
    pub confidence: Option<f64>,
    /// To whom, or for whom.
    pub to: Option<String>,
    /// By when, in its words.
    pub by: Option<String>,
    /// The last day of that.
    pub until: Option<String>,
    /// First code point of what is undertaken.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What is undertaken.
    pub words: String,
    /// Its sentence.
    pub sentence: String,
    /// Later sentences about the same, by day; null where they were not looked for.
    pub later: Option<Vec<LaterStatement>>,
}

/// A later sentence about the same undertaking.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaterStatement {
    /// Where it stands.
    pub document: HitDocument,
    /// The day.
    pub said: String,
    /// The sentence.
    pub words: String,
    /// The share of what is undertaken that it speaks of, 0 to 1.
    pub share: f64,
}

/// `onrecord.position/1`: one position, held by those who state it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PositionAnswer {
    /// `onrecord.position/1`.
    pub schema: &'static str,
    /// single, one speaker, set phrase, taken up.
    pub spread: &'static str,
    /// Those who state it, in the order of their first statements.
    pub speakers: Vec<String>,
    /// In the order of their days; undated ones last.
    pub statements: Vec<PositionStatement>,
}

/// A statement of a position.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PositionStatement {
    /// Where it stands.
    pub document: HitDocument,
    /// Who says it.
    pub speaker: Option<String>,
    /// The day; null where no document proves one.
    pub said: Option<String>,
    /// said, quoted.
    pub how: &'static str,
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// The share of words that it has with the first statement, 0 to 1.
    pub alike: f64,
    /// Words of the first statement that it has not.
    pub lacks: Vec<String>,
    /// Its own words that the first has not.
    pub adds: Vec<String>,
}

impl Series {
    /// What is counted or measured, with its unit.
    pub fn name(&self) -> String {
        let thing = self.thing.as_deref().unwrap_or("not named");
        self.unit.as_deref().map_or_else(|| thing.to_owned(), |unit| format!("{thing} ({unit})"))
    }
}

impl SeriesPoint {
    /// The figure in short: `> 9 to 23 of 32`.
    pub fn short(&self) -> String {
        let sign = if self.comparison == "=" { String::new() } else { format!("{} ", self.comparison) };
        let upper = self.upper.map(|upper| format!(" to {upper}")).unwrap_or_default();
        let whole = self.out_of.map(|whole| format!(" of {whole}")).unwrap_or_default();
        format!("{sign}{}{upper}{whole}", self.value)
    }
}

impl CommitmentAnswer {
    /// How firm it is, in short: `not plan, on a condition · by 2030`.
    pub fn short(&self) -> String {
        let negated = if self.negated { "not " } else { "" };
        let condition = if self.conditional { ", on a condition" } else { "" };
        let by = self.by.as_deref().map(|by| format!(" · {by}")).unwrap_or_default();
        format!("{negated}{}{condition}{by}", self.firmness)
    }
}

impl From<keep::Series> for Series {
    fn from(series: keep::Series) -> Self {
        let points = series.points.into_iter().map(SeriesPoint::from).collect();
        Series { schema: "onrecord.series/1", thing: series.thing, unit: series.unit, points }
    }
}

impl From<keep::Point> for SeriesPoint {
    fn from(point: keep::Point) -> Self {
        let claim = point.claim;
        SeriesPoint {
            figure: format!("{}:{}", claim.document.number, claim.figure),
            day: point.day,
            value: claim.value,
            upper: claim.upper,
            out_of: claim.out_of,
            comparison: claim.comparison,
            of: claim.of,
            scope: claim.scope,
            time: claim.time,
            relation: point.relation.name(),
            beside: point.beside,
            speaker: claim.speaker,
            said: claim.said,
            document: claim.document.into(),
            start: claim.start,
            end: claim.end,
            sentence: claim.sentence,
        }
    }
}

impl From<keep::Undertaking> for CommitmentAnswer {
    fn from(one: keep::Undertaking) -> Self {
        let later = one.later.map(|later| later.into_iter().map(LaterStatement::from).collect());
        CommitmentAnswer {
            schema: "onrecord.commitment/1",
            commitment: format!("{}:{}", one.document.number, one.commitment),
            document: one.document.into(),
            speaker: one.speaker,
            said: one.said,
            who: one.who,
            firmness: one.firmness,
            negated: one.negated,
            conditional: one.conditional,
            confidence: one.confidence.map(rounded),
            to: one.to,
            by: one.by,
            until: one.until,
            start: one.start,
            end: one.end,
            words: one.words,
            sentence: one.sentence,
            later,
        }
    }
}

impl From<keep::Later> for LaterStatement {
    fn from(later: keep::Later) -> Self {
        let share = rounded(later.share);
        LaterStatement { document: later.document.into(), said: later.said, words: later.words, share }
    }
}

impl From<keep::Position> for PositionAnswer {
    fn from(position: keep::Position) -> Self {
        let mut speakers: Vec<String> = Vec::new();
        for speaker in position.statements.iter().filter_map(|stated| stated.speaker.as_ref()) {
            if !speakers.contains(speaker) {
                speakers.push(speaker.clone());
            }
        }
        let statements = position.statements.into_iter().map(|stated| PositionStatement {
            document: stated.document.into(),
            speaker: stated.speaker,
            said: stated.said,
            how: if stated.quoted { "quoted" } else { "said" },
            start: stated.start,
            end: stated.end,
            words: stated.words,
            alike: rounded(stated.alike),
            lacks: stated.lacks,
            adds: stated.adds,
        });
        let statements = statements.collect();
        PositionAnswer { schema: "onrecord.position/1", spread: position.spread.name(), speakers, statements }
    }
}
