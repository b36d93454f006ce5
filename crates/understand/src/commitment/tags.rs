//! The words of a sentence as the tagger sees them: parts of speech only of those around a cue, found when asked for.

use std::cell::RefCell;
use std::ops::Range;

use syntax::{Model, Penn, Scratch, Upos};

use super::Sentence;

/// The words of one sentence after the other, in buffers that are used again.
#[derive(Default)]
pub(super) struct Tags(RefCell<Buffers>);

#[derive(Default)]
struct Buffers {
    /// Of the whole sentence: letters and cluster of each word.
    words: Vec<(u32, u16)>,
    /// Which words are tagged.
    window: Range<usize>,
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
    /// Part of speech, of words around the cue.
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
        let mut buffers = self.0.borrow_mut();
        buffers.words.clear();
        buffers.window = 0..0;
    }

    /// Tags some words of the sentence; those tagged before are forgotten.
    pub fn read(&self, sentence: &Sentence, window: Range<usize>) {
        let window = window.start..window.end.min(sentence.tokens.len());
        let buffers = &mut *self.0.borrow_mut();
        if buffers.window == window {
            return;
        }
        let word =
            |token: &crate::token::Token| syntax::Token { span: token.span(), ..syntax::Token::default() };
        buffers.sentence.tokens.clear();
        buffers.sentence.tokens.extend(sentence.tokens[window.clone()].iter().map(word));
        Model::english().tag(sentence.text, &mut buffers.sentence, &mut buffers.scratch);
        buffers.window = window;
    }

    /// A word of the sentence.
    pub fn of(&self, sentence: &Sentence, at: usize) -> Tagged {
        let buffers = &mut *self.0.borrow_mut();
        if buffers.words.is_empty() {
            let model = Model::english();
            buffers.words.extend(sentence.tokens.iter().map(|token| model.word(token.of(sentence.text))));
        }
        let Some(&(word, cluster)) = buffers.words.get(at) else { return Tagged::default() };
        let token = at.checked_sub(buffers.window.start).and_then(|at| buffers.sentence.tokens.get(at));
        let token = token.filter(|_| buffers.window.contains(&at));
        Tagged { word, cluster, tag: token.map(|token| token.tag), form: token.map(|token| token.form) }
    }
}
