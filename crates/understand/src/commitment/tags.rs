//! Parts of speech of a sentence, found when they are first asked for.

use std::cell::RefCell;

use syntax::{Model, Penn, Scratch, Upos};

use super::Sentence;

/// The parts of speech of one sentence after the other, in buffers that are used again.
#[derive(Default)]
pub(super) struct Tags(RefCell<Buffers>);

#[derive(Default)]
struct Buffers {
    sentence: syntax::Sentence,
    scratch: Scratch,
}

/// A word as the tagger sees it; nothing of it is known outside the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tagged {
    /// Its letters in lower case, hashed.
    pub word: u32,
    /// Words that stand beside the same words; 0 for none.
    pub cluster: u16,
    /// Part of speech.
    pub tag: Option<Upos>,
    /// The finer one: of a verb also its tense.
    pub form: Option<Penn>,
}

impl Tagged {
    /// Whether it is a verb, auxiliaries too.
    pub fn is_verb(self) -> bool {
        matches!(self.tag, Some(Upos::Verb | Upos::Aux))
    }
}

impl Tags {
    /// Forgets the sentence before.
    pub fn clear(&self) {
        self.0.borrow_mut().sentence.tokens.clear();
    }

    /// A word of the sentence.
    pub fn of(&self, sentence: &Sentence, at: usize) -> Tagged {
        let Buffers { sentence: tagged, scratch } = &mut *self.0.borrow_mut();
        if tagged.tokens.is_empty() {
            let word =
                |token: &crate::token::Token| syntax::Token { span: token.span(), ..syntax::Token::default() };
            tagged.tokens.extend(sentence.tokens.iter().map(word));
            Model::english().tag(sentence.text, tagged, scratch);
        }
        let Some(token) = tagged.tokens.get(at) else { return Tagged::default() };
        let (word, cluster) = scratch.word(at);
        Tagged { word, cluster, tag: Some(token.tag), form: Some(token.form) }
    }
}
