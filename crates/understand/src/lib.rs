//! Who said what in a document: turns, people, quotations, occasion.
//!
//! Pure: same document, same findings. [`article`] does everything; [`source`] does what a document that is only
//! searched needs (turns, people, kind and standing).

mod acronym;
mod analysis;
mod article;
mod aside;
mod attribution;
mod attributor;
mod called;
mod clause;
mod commitment;
mod confidence;
mod figure;
mod finding;
mod frame;
mod header;
mod inconsistency;
mod kind;
mod label;
mod lexicon;
mod line;
mod mark;
mod mention;
mod misspelt;
mod name;
mod naming;
mod nominal;
mod people;
mod phrase;
mod plate;
mod quotation;
mod reported;
mod signature;
mod sole;
mod source;
mod speaker;
mod surname;
mod title;
mod token;
mod turn;

pub use article::{article, claims};
#[cfg(feature = "learn")]
pub use commitment::{LEAST_CHANCE, Sample, samples};
pub use figure::small_number;
pub use finding::{
    Commitment, Cue, Figure, Firmness, Occasion, Period, Person, PersonId, Quotation, QuotationKind, Turn,
    Understanding, Unspoken, UnspokenKind,
};
pub use name::same_given as same_given_name;
pub use source::source;
