//! What is known of a sentence.

use text::Span;

use crate::{Entity, Penn, Relation, Upos};

/// A word or mark with its analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text.
    pub span: Span,
    /// Its part of speech.
    pub tag: Upos,
    /// Its finer part of speech: the form of a verb, for instance.
    pub form: Penn,
    /// The number of its head in the sentence, counted from 1; 0 for the root and before parsing.
    pub head: u32,
    /// Its relation to its head.
    pub relation: Relation,
}

/// The tokens of a sentence. The buffers are used again from sentence to sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// In order of the text.
    pub tokens: Vec<Token>,
    /// In order of the text; found by [`Model::find_entities`](crate::Model::find_entities), else empty.
    pub entities: Vec<Entity>,
}

impl Sentence {
    /// The index of a token's head in `tokens`; `None` for the root.
    pub fn head(&self, index: usize) -> Option<usize> {
        (self.tokens[index].head as usize).checked_sub(1)
    }

    /// The indices of a token's dependents, in order. Takes time linear in the sentence.
    pub fn dependents(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let number = index as u32 + 1;
        (0..self.tokens.len()).filter(move |&at| self.tokens[at].head == number)
    }
}
