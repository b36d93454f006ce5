//! Who said what in a document: turns, people, quotations, occasion.
//!
//! Pure: same document, same findings. [`article`] does everything; `source` does what a document that is only
//! searched needs (turns, people, kind and standing).

mod article;
mod attribution;
mod finding;
mod frame;
mod lexicon;
mod mark;
mod mention;
mod name;
mod people;
mod quotation;
mod token;

pub use article::article;
pub use finding::{
    Commitment, Cue, Figure, Occasion, Person, PersonId, Quotation, QuotationKind, Turn, Understanding,
};
