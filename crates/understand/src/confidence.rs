//! How sure a quotation is: the share of those like it whose span and speaker were right.
//!
//! The shares were counted on a development set of news articles; docs/accuracy.md has the table, and the error on either
//! half of it.

use crate::finding::{PersonId, QuotationKind};
use crate::lexicon::Class;
use crate::mark::State;

/// Of a paragraph that only a name under it makes a quotation.
pub(crate) const PULLED: f32 = 0.6;

/// Of marked words: by kind, by whether their clause is known, by whether the sentence attributes them.
pub(crate) fn of_marked(
    kind: QuotationKind,
    clause: bool,
    attributed: bool,
    speaker: Option<PersonId>,
    state: State,
) -> f32 {
    let whole: f32 = match (kind, attributed) {
        (_, _) if speaker.is_none() => 0.25,
        (QuotationKind::Direct, _) => 0.95,
        (_, true) if clause => 0.78,
        (_, true) => 0.53,
        (_, false) => 0.08,
    };
    if state == State::Whole || state == State::Continued { whole } else { whole * 0.7 }
}

/// Of a reported clause without marks: by its cue.
pub(crate) fn of_reported(cue: Class) -> f32 {
    if cue.any(Class::BARE) { 0.86 } else { 0.64 }
}
