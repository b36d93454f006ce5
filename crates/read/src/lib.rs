//! Readers: bytes in some format → [`Document`](text::Document)s and problems. One file a format.
//!
//! [`inputs`] does the reading of files, one after the other; [`Raw::read`] does the work, on as many threads as
//! the caller likes. No input makes a reader fail whole: what gives no document is a [`ReadError`] that names
//! path and line, and what could only be read in part is a document with [`Problem`](text::Problem)s.

mod article;
mod block;
mod captions;
mod collection;
mod encoding;
mod ends;
mod error;
mod folder;
mod format;
mod fragment;
mod head;
mod inputs;
mod language;
mod limits;
mod lines;
mod loose;
mod markdown;
mod masthead;
mod metadata;
mod page;
mod pdf;
mod proceedings;
mod prose;
mod raw;
mod record;
mod tree;
mod web;
mod word;
mod xml;

pub use error::ReadError;
pub use inputs::{Inputs, documents, files, inputs};
pub use limits::Limits;
pub use raw::{Raw, Reading, TimeCode};
