//! The shapes of CONTRACT.md as plain types: what every face prints, serves or returns.
//!
//! Offsets are Unicode code points, `end` exclusive. The schemas are in `schemas/` at the project's root, and tests
//! hold these types against them.

mod check;
mod claim;
mod document;
mod held;
mod record;

pub(crate) use check::FindingMaker;
pub use check::{
    Change, Check, Finding, Nearest, Related, Reviewed, Run, SearchSettings, Searched, Source,
    SourceDocument, Summary,
};
pub use claim::{CommitmentAnswer, LaterStatement, PositionAnswer, PositionStatement, Series, SeriesPoint};
pub use document::{
    Commitment, Cue, Document, Extract, Figure, Occasion, Period, Person, Place, Problem, Quotation, Turn,
};
pub use held::{
    Count, Echo, EchoChange, Facets, HeldDocument, HeldPerson, HeldPlace, HeldProblem, HeldQuotation,
    HeldStatement, HeldTurn, OccasionName, OccasionPage, Origin, Overview, Profile, Speaker, Spoken,
    SpokenPart, Waiting,
};
pub use record::{
    Added, Hit, HitDocument, Occasion as OccasionAnswer, Office, PersonAnswer, Quoted, Refused, Review,
    Sighting, Statement, Trail,
};

/// Words in the order of the alphabet, each once.
fn each_once<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}
