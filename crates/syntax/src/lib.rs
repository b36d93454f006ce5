//! A small, fast syntax of English: tokens, parts of speech, dependencies.
//!
//! ```
//! use syntax::{Model, Relation, Scratch, Sentence, Upos};
//! use text::Span;
//!
//! let text = "The minister said that talks would go on.";
//! let (mut sentence, mut scratch) = (Sentence::default(), Scratch::default());
//! Model::english().parse_into(text, Span::new(0, text.len()), &mut sentence, &mut scratch);
//! assert_eq!(sentence.tokens[2].tag, Upos::Verb);
//! assert_eq!((sentence.head(1), sentence.tokens[1].relation), (Some(2), Relation::Nsubj)); // minister ← said
//! ```
//!
//! The weights in `weights/` are trained on treebanks under a licence of their own: see the NOTICE beside them. `cargo
//! xtask train` makes them anew.

mod cluster;
mod entity;
mod feature;
mod index;
#[cfg(feature = "learn")]
pub mod learn;
mod mention;
mod model;
mod network;
mod parser;
mod relation;
mod sentence;
mod surroundings;
mod tagger;
mod token;
mod transition;
mod upos;
mod word;

pub use entity::{Entity, EntityKind};
pub use mention::Mention;
pub use model::{Model, Scratch};
pub use relation::Relation;
pub use sentence::{Sentence, Token};
pub use token::tokenise;
pub use upos::{Penn, Upos};
