//! Making the weights from treebanks. Only in builds with the feature `learn`.

mod cluster;
mod conllu;
mod entity;
mod network;
mod parser;
mod score;
mod tagger;

pub use cluster::cluster;
pub use conllu::{Sample, read_conllu};
pub use entity::{GoldMention, gold_entities, mentions};
pub use score::{Score, score};

use rustc_hash::FxHashSet;

use crate::cluster::Clusters;
use crate::feature::Features;
use crate::tagger::{Tag, Tagger};
use crate::word::Word;
use crate::{Model, Token};

/// Parts that the treebank is cut into, each tagged by a tagger that has seen only the others: so the parser learns
/// from tags with the mistakes that it will meet.
const FOLDS: usize = 4;

/// The weights of a model, a file each.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// `clusters.bin`, given to the training
    pub clusters: Vec<u8>,
    /// `tagger.bin`
    pub tagger: Vec<u8>,
    /// `parser.bin`
    pub parser: Vec<u8>,
    /// `entities.bin`
    pub entities: Vec<u8>,
}

impl Weights {
    /// The model with these weights, which then live as long as the program.
    pub fn model(self) -> Option<Model> {
        Model::read([self.clusters, self.tagger, self.parser, self.entities].map(|bytes| &*bytes.leak()))
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
    entity::train(&entity_lessons(samples, &lessons), &mut weights.entities);
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

/// The sentences of documents that mark entities.
fn entity_lessons<'a>(samples: &[Sample], tagged: &'a [parser::Lesson]) -> Vec<entity::Lesson<'a>> {
    let marked: FxHashSet<&str> = samples
        .iter()
        .filter(|sample| sample.entities.iter().any(|entity| !entity.is_empty()))
        .map(|sample| sample.document.as_str())
        .collect();
    let pairs = samples.iter().zip(tagged).filter(|(sample, _)| marked.contains(sample.document.as_str()));
    pairs
        .map(|(sample, lesson)| entity::Lesson {
            words: lesson.words,
            tokens: &lesson.tokens,
            parts: entity::parts(sample),
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    const BANK: &str = "# newdoc id = d1\n1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-new)\n\
        2\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn the_same_treebank_gives_the_same_weights_and_they_know_it() {
        let samples = read_conllu(&BANK.repeat(24)).expect("three words a sentence");
        let none = 0u32.to_le_bytes().to_vec();
        let weights = train(none.clone(), &samples).expect("clusters of no word");
        let again = train(none, &samples).expect("clusters of no word");
        assert!(weights.tagger == again.tagger && weights.parser == again.parser);
        assert_eq!(weights.entities, again.entities);
        let score = score(&weights.model().expect("whole weights"), &samples);
        assert_eq!((score.upos, score.relations), (score.words, score.arcs));
    }
}
