//! The trained model and how to use it.

use std::sync::LazyLock;

use text::Span;

use crate::feature::Features;
use crate::tagger::Tagger;
use crate::word::Word;
use crate::{Sentence, Token, tokenise};

static TAGGER: &[u8] = include_bytes!("../weights/tagger.bin");

static ENGLISH: LazyLock<Model> =
    LazyLock::new(|| Model::read(TAGGER).expect("the embedded weights are whole"));

/// A trained model.
#[derive(Debug)]
pub struct Model {
    tagger: Tagger,
}

/// Buffers that are used again from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    spans: Vec<Span>,
    words: Vec<Word>,
    features: Features,
}

impl Model {
    /// The model of English that is built in.
    pub fn english() -> &'static Model {
        &ENGLISH
    }

    /// Reads a model from its weights; `None` where they are not whole.
    pub(crate) fn read(mut tagger: &'static [u8]) -> Option<Self> {
        Some(Self { tagger: Tagger::read(&mut tagger)? })
    }

    /// Cuts `text[span]`, one sentence, into tokens and gives each its part of speech. `sentence` is overwritten.
    pub fn tag_into(&self, text: &str, span: Span, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.spans.clear();
        tokenise(text, span, &mut scratch.spans);
        sentence.tokens.clear();
        sentence.tokens.extend(scratch.spans.iter().map(|&span| Token { span, ..Token::default() }));
        self.tag(text, sentence, scratch);
    }

    /// Gives each token of `sentence` its part of speech, keeping the tokens as they are.
    pub fn tag(&self, text: &str, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.words.clear();
        scratch.words.extend(sentence.tokens.iter().map(|token| Word::new(token.span.of(text))));
        self.tagger.tag(&scratch.words, &mut sentence.tokens, &mut scratch.features);
    }
}
