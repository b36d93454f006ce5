//! Making the weights from treebanks. Only in builds with the feature `learn`.

mod cluster;
mod conllu;
mod network;
mod parser;
mod score;
mod tagger;

pub use cluster::cluster;
pub use conllu::{Sample, read_conllu};
pub use score::{Score, score};

use crate::cluster::Clusters;
use crate::feature::Features;
use crate::tagger::{Tag, Tagger};
use crate::word::Word;
use crate::{Model, Token};

/// Parts that the treebank is cut into, each tagged by a tagger that has seen only the others: so the parser learns
/// from tags with the mistakes that it will meet.
const FOLDS: usize = 2;

/// The weights of a model, a file each.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// `clusters.bin`, given to the training
    pub clusters: Vec<u8>,
    /// `tagger.bin`
    pub tagger: Vec<u8>,
    /// `parser.bin`
    pub parser: Vec<u8>,
}

impl Weights {
    /// The model with these weights, which then live as long as the program.
    pub fn model(self) -> Option<Model> {
        Model::read(self.clusters.leak(), self.tagger.leak(), self.parser.leak())
    }
}

/// Trains a model with the given clusters. The same samples in the same order give the same weights; `None` where the
/// clusters cannot be read.
pub fn train(clusters: Vec<u8>, samples: &[Sample]) -> Option<Weights> {
    let known = Clusters::read(clusters.clone().leak())?;
    let words: Vec<Vec<Word>> = samples.iter().map(|sample| words(sample, &known)).collect();
    let mut weights = Weights { clusters, ..Weights::default() };
    tagger::train(&tag_lessons(samples, &words, |_| true), &mut weights.tagger);
    let mut lessons: Vec<parser::Lesson> = samples
        .iter()
        .zip(&words)
        .map(|(sample, words)| parser::Lesson { words, tokens: sample.tokens.clone() })
        .collect();
    tag_by_others(samples, &words, &mut lessons);
    parser::train(&lessons, &mut weights.parser);
    Some(weights)
}

/// Replaces the treebank's tags by those of taggers that have not seen the sentence.
fn tag_by_others(samples: &[Sample], words: &[Vec<Word>], lessons: &mut [parser::Lesson]) {
    let mut features = Features::default();
    for fold in 0..FOLDS {
        let mut bytes = Vec::new();
        tagger::train(&tag_lessons(samples, words, |at| at % FOLDS != fold), &mut bytes);
        // Weights are read from memory that stays: the model's own are embedded in the program.
        let Some(tagger) = Tagger::read(&mut &*bytes.leak()) else { continue };
        for lesson in lessons.iter_mut().skip(fold).step_by(FOLDS) {
            tagger.tag(lesson.words, &mut lesson.tokens, &mut features);
        }
    }
}

fn tag_lessons<'a>(
    samples: &[Sample],
    words: &'a [Vec<Word>],
    wanted: impl Fn(usize) -> bool,
) -> Vec<tagger::Lesson<'a>> {
    let lesson =
        |(sample, words): (&Sample, &'a Vec<Word>)| tagger::Lesson { words, tags: tags(&sample.tokens) };
    samples
        .iter()
        .zip(words)
        .enumerate()
        .filter(|&(at, _)| wanted(at))
        .map(|(_, pair)| lesson(pair))
        .collect()
}

fn words(sample: &Sample, clusters: &Clusters) -> Vec<Word> {
    sample.tokens.iter().map(|token| Word::known(token.span.of(&sample.text), clusters)).collect()
}

fn tags(tokens: &[Token]) -> Vec<Tag> {
    tokens.iter().map(|token| Tag { upos: token.tag, penn: token.form }).collect()
}
