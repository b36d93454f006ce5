//! What could not be read or decided, said instead of guessed.

use crate::Span;

/// Something a reader should know: what was wrong, where, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A stable, hyphenated name such as `unclosed-quotation`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
    /// The place in the document's text, where there is one.
    pub span: Option<Span>,
}

impl Problem {
    /// A problem at a place of the text.
    pub fn at(code: &'static str, message: impl Into<String>, span: Span) -> Self {
        Self { code, message: message.into(), span: Some(span) }
    }

    /// A problem of the whole document.
    pub fn whole(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None }
    }
}
