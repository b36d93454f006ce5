//! How well a model does on a treebank.

use text::Span;

use super::Sample;
use super::entity::{gold_entities, mentions};
use crate::{Entity, Model, Scratch, Sentence, Upos, tokenise};

/// Counts over a treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Words of the treebank.
    pub words: usize,
    /// Words with the right universal part of speech, tokens given.
    pub upos: usize,
    /// Words with the right Penn tag, tokens given.
    pub penn: usize,
    /// Words other than punctuation.
    pub arcs: usize,
    /// Those with the right head, tokens given, tags predicted.
    pub heads: usize,
    /// Those with the right head and relation, subtypes not counted.
    pub relations: usize,
    /// Names of persons, organisations and places: in the treebank, found, right in span and kind.
    pub names: Found,
    /// Common nouns for persons, organisations and places.
    pub nouns: Found,
    /// Mentions of any kind, by their spans.
    pub mentions: Found,
    /// Tokens that the tokeniser makes of the raw sentences.
    pub tokens: usize,
    /// Those of them that the treebank has too.
    pub tokens_right: usize,
}

/// What is in the treebank, what was found, and what is in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In the treebank.
    pub gold: usize,
    /// Found.
    pub found: usize,
    /// Found and in the treebank.
    pub right: usize,
}

impl Found {
    fn count<T: PartialEq>(&mut self, gold: &[T], found: &[T]) {
        self.gold += gold.len();
        self.found += found.len();
        self.right += found.iter().filter(|item| gold.contains(item)).count();
    }

    /// Precision, recall and their harmonic mean, in percent.
    pub fn percent(&self) -> [f64; 3] {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        [
            share(self.found),
            share(self.gold),
            200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64,
        ]
    }
}

impl Score {
    fn entities(&mut self, sample: &Sample, sentence: &Sentence) {
        let gold = gold_entities(sample);
        for (named, score) in [(true, &mut self.names), (false, &mut self.nouns)] {
            let of = |entities: &[Entity]| -> Vec<Entity> {
                entities.iter().copied().filter(|entity| entity.named == named).collect()
            };
            score.count(&of(&gold), &of(&sentence.entities));
        }
        let gold: Vec<(usize, usize)> =
            mentions(sample).iter().map(|mention| (mention.start, mention.end)).collect();
        let found: Vec<(usize, usize)> = sentence
            .mentions()
            .iter()
            .map(|mention| (mention.start as usize, mention.end as usize))
            .collect();
        self.mentions.count(&gold, &found);
    }
}

/// Scores `model` on `samples`.
pub fn score(model: &Model, samples: &[Sample]) -> Score {
    let mut score = Score::default();
    let (mut sentence, mut scratch, mut spans) = (Sentence::default(), Scratch::default(), Vec::new());
    for sample in samples {
        spans.clear();
        tokenise(&sample.text, Span::new(0, sample.text.len()), &mut spans);
        score.tokens += spans.len();
        score.tokens_right +=
            sample.tokens.iter().filter(|token| spans.binary_search(&token.span).is_ok()).count();
        sentence.tokens.clone_from(&sample.tokens);
        model.tag(&sample.text, &mut sentence, &mut scratch);
        model.find_entities(&sample.text, &mut sentence, &mut scratch);
        model.parse(&sample.text, &mut sentence, &mut scratch);
        score.entities(sample, &sentence);
        for (gold, found) in sample.tokens.iter().zip(&sentence.tokens) {
            score.words += 1;
            score.upos += usize::from(gold.tag == found.tag);
            score.penn += usize::from(gold.form == found.form);
            if gold.tag != Upos::Punct {
                let head = gold.head == found.head;
                score.arcs += 1;
                score.heads += usize::from(head);
                score.relations += usize::from(head && gold.relation.base() == found.relation.base());
            }
        }
    }
    score
}
