//! Who said what in a document: turns, people, quotations, occasion.
//!
//! Pure: same document, same findings. `article` does everything; `source` does what a document that is only
//! searched needs (turns, people, kind and standing).

mod finding;
#[allow(dead_code)] // whole once article and source use it
mod lexicon;
#[allow(dead_code)] // whole once article and source use it
mod name;
#[allow(dead_code)] // whole once article and source use it
mod people;
#[allow(dead_code)] // whole once article and source use it
mod token;

pub use finding::{
    Commitment, Cue, Figure, Occasion, Person, PersonId, Quotation, QuotationKind, Turn, Understanding,
};
