//! Who said what in a document: turns, people, quotations, occasion.
//!
//! Pure: same document, same findings. [`article`] does everything; [`source`] does what a document that is only
//! searched needs (turns, people, kind and standing).

mod finding;

pub use finding::{
    Commitment, Cue, Figure, Occasion, Person, PersonId, Quotation, QuotationKind, Turn, Understanding,
};
