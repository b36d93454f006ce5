//! The trained model and how to use it.

use std::sync::LazyLock;

use text::Span;

use crate::cluster::Clusters;
use crate::entity::Recogniser;
use crate::feature::Features;
use crate::parser::Parser;
use crate::tagger::Tagger;
use crate::transition::State;
use crate::word::Word;
use crate::{Sentence, Token, tokenise};

type Bytes = &'static [u8];

static CLUSTERS: Bytes = include_bytes!("../weights/clusters.bin");
static TAGGER: Bytes = include_bytes!("../weights/tagger.bin");
static PARSER: Bytes = include_bytes!("../weights/parser.bin");

static ENTITIES: Bytes = include_bytes!("../weights/entities.bin");

static ENGLISH: LazyLock<Model> = LazyLock::new(|| {
    Model::read([CLUSTERS, TAGGER, PARSER, ENTITIES]).expect("the embedded weights are whole")
});

/// A trained model.
#[derive(Debug)]
pub struct Model {
    clusters: Clusters,
    tagger: Tagger,
    parser: Parser,
    recogniser: Recogniser,
}

/// Buffers that are used again from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    spans: Vec<Span>,
    words: Vec<Word>,
    features: Features,
    state: State,
}

impl Model {
    /// The model of English that is built in.
    pub fn english() -> &'static Model {
        &ENGLISH
    }

    /// Reads a model from its weights: clusters, tagger, parser, entities; `None` where they are not whole.
    pub(crate) fn read([clusters, mut tagger, mut parser, mut entities]: [Bytes; 4]) -> Option<Self> {
        Some(Self {
            clusters: Clusters::read(clusters)?,
            tagger: Tagger::read(&mut tagger)?,
            parser: Parser::read(&mut parser)?,
            recogniser: Recogniser::read(&mut entities)?,
        })
    }

    /// Of a word: its letters in lower case, hashed, and its cluster (words that stand beside the same words; 0 for none).
    pub fn word(&self, word: &str) -> (u32, u16) {
        let word = Word::known(word, &self.clusters);
        (word.lower, word.cluster)
    }

    /// Cuts `text[span]`, one sentence, into tokens and gives each its part of speech. `sentence` is overwritten.
    pub fn tag_into(&self, text: &str, span: Span, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.spans.clear();
        tokenise(text, span, &mut scratch.spans);
        sentence.tokens.clear();
        sentence.entities.clear();
        sentence.tokens.extend(scratch.spans.iter().map(|&span| Token { span, ..Token::default() }));
        self.tag(text, sentence, scratch);
    }

    /// Gives each token of `sentence` its part of speech, keeping the tokens as they are.
    pub fn tag(&self, text: &str, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.read(text, sentence, &self.clusters);
        self.tagger.tag(&scratch.words, &mut sentence.tokens, &mut scratch.features);
    }

    /// Cuts `text[span]`, one sentence, into tokens, tags them and finds the head of each. `sentence` is overwritten.
    /// Takes time linear in the length of the sentence.
    pub fn parse_into(&self, text: &str, span: Span, sentence: &mut Sentence, scratch: &mut Scratch) {
        self.tag_into(text, span, sentence, scratch);
        self.parse_words(sentence, scratch);
    }

    /// Finds the heads of a sentence whose tokens are tagged.
    pub fn parse(&self, text: &str, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.read(text, sentence, &self.clusters);
        self.parse_words(sentence, scratch);
    }

    /// Finds the entities of a sentence whose tokens are tagged, parsed or not.
    pub fn find_entities(&self, text: &str, sentence: &mut Sentence, scratch: &mut Scratch) {
        scratch.read(text, sentence, &self.clusters);
        self.find_entities_of_words(sentence, scratch);
    }

    /// Gives each token its part of speech and finds the entities, looking up the words once.
    pub fn tag_and_find_entities(&self, text: &str, sentence: &mut Sentence, scratch: &mut Scratch) {
        self.tag(text, sentence, scratch);
        self.find_entities_of_words(sentence, scratch);
    }

    fn find_entities_of_words(&self, sentence: &mut Sentence, scratch: &mut Scratch) {
        sentence.entities.clear();
        self.recogniser.find(&scratch.words, &sentence.tokens, &mut sentence.entities, &mut scratch.features);
    }

    fn parse_words(&self, sentence: &mut Sentence, scratch: &mut Scratch) {
        self.parser.parse(&scratch.words, &mut sentence.tokens, &mut scratch.state, &mut scratch.features);
    }
}

impl Scratch {
    fn read(&mut self, text: &str, sentence: &Sentence, clusters: &Clusters) {
        self.words.clear();
        self.words.extend(sentence.tokens.iter().map(|token| Word::known(token.span.of(text), clusters)));
    }
}
