//! Making the weights from treebanks. Only in builds with the feature `learn`.

mod conllu;
mod network;
mod score;
mod tagger;

pub use conllu::{Sample, read_conllu};
pub use score::{Score, score};

use crate::tagger::Tag;
use crate::word::Word;
use tagger::Lesson;

/// The weights of a model, a file each.
#[derive(Clone, Debug)]
pub struct Weights {
    /// `tagger.bin`
    pub tagger: Vec<u8>,
}

/// Trains a model. The same samples in the same order give the same weights.
pub fn train(samples: &[Sample]) -> Weights {
    let words: Vec<Vec<Word>> = samples.iter().map(words).collect();
    let lessons: Vec<Lesson> =
        samples.iter().zip(&words).map(|(sample, words)| Lesson { words, tags: tags(sample) }).collect();
    let mut weights = Weights { tagger: Vec::new() };
    tagger::train(&lessons, &mut weights.tagger);
    weights
}

fn words(sample: &Sample) -> Vec<Word> {
    sample.tokens.iter().map(|token| Word::new(token.span.of(&sample.text))).collect()
}

fn tags(sample: &Sample) -> Vec<Tag> {
    sample.tokens.iter().map(|token| Tag { upos: token.tag, penn: token.form }).collect()
}
