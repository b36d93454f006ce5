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
    /// Letters and cluster of each word of the sentence that was asked for.
    words: Vec<Option<(u32, u16)>>,
    /// Which words are tagged, and their tags.
    window: Range<usize>,
    tags: Vec<(Upos, Penn)>,
    /// The words that are tagged together.
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

    /// Tags some words of the sentence. Those tagged before are kept where these follow them, else forgotten.
    pub fn read(&self, sentence: &Sentence, window: Range<usize>) {
        /// Words tagged before that are read again, for what stands behind them.
        const AGAIN: usize = 3;
        let window = window.start..window.end.min(sentence.tokens.len());
        let buffers = &mut *self.0.borrow_mut();
        let follows = buffers.window.contains(&window.start);
        if follows && window.end <= buffers.window.end {
            return;
        }
        if !follows {
            buffers.tags.clear();
            buffers.window = window.start..window.start;
        }
        let first = buffers.window.end.saturating_sub(AGAIN).max(buffers.window.start);
        let word =
            |token: &crate::token::Token| syntax::Token { span: token.span(), ..syntax::Token::default() };
        buffers.sentence.tokens.clear();
        buffers.sentence.tokens.extend(sentence.tokens[first..window.end].iter().map(word));
        Model::english().tag(sentence.text, &mut buffers.sentence, &mut buffers.scratch);
        let fresh = buffers.window.end - first;
        buffers.tags.extend(buffers.sentence.tokens[fresh..].iter().map(|token| (token.tag, token.form)));
        buffers.window.end = window.end;
    }

    /// A word of the sentence.
    pub fn of(&self, sentence: &Sentence, at: usize) -> Tagged {
        let buffers = &mut *self.0.borrow_mut();
        let Some(token) = sentence.tokens.get(at) else { return Tagged::default() };
        buffers.words.resize(sentence.tokens.len(), None);
        let known = || Model::english().word(token.of(sentence.text));
        let (word, cluster) = *buffers.words[at].get_or_insert_with(known);
        let tags = at.checked_sub(buffers.window.start).and_then(|at| buffers.tags.get(at));
        Tagged { word, cluster, tag: tags.map(|tags| tags.0), form: tags.map(|tags| tags.1) }
    }
}
