//! How sure a quotation is: the share of those like it whose span and speaker were right.
//!
//! The shares were counted on one half of a development set of news articles and checked on the other; docs/accuracy.md
//! has the table of both.

use crate::finding::{PersonId, QuotationKind};
use crate::lexicon::Class;
use crate::mark::State;

/// Of a paragraph that only a name under it makes a quotation.
pub(crate) const PULLED: f32 = 0.6;

/// Of marked words: by kind, by whether their clause is known, by how well the attribution fits (0 to 100), if there is
/// one.
pub(crate) fn of_marked(
    kind: QuotationKind,
    clause: bool,
    fit: Option<u32>,
    speaker: Option<PersonId>,
    state: State,
) -> f32 {
    let whole: f32 = match (kind, fit) {
        (_, _) if speaker.is_none() => 0.25,
        (QuotationKind::Direct, Some(_)) => 0.93,
        (QuotationKind::Direct, None) => 0.9,
        (_, Some(90..)) if clause => 0.8,
        (_, Some(_)) if clause => 0.78,
        (_, Some(_)) => 0.5,
        (_, None) => 0.12,
    };
    if state == State::Whole || state == State::Continued { whole } else { whole * 0.7 }
}

/// Of a reported clause without marks: by its cue.
pub(crate) fn of_reported(cue: Class) -> f32 {
    if cue.any(Class::BARE) { 0.82 } else { 0.66 }
}
