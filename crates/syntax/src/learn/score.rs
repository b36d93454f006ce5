//! How well a model does on a treebank.

use text::Span;

use super::Sample;
use crate::{Model, Scratch, Sentence, Upos, tokenise};

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
    /// Tokens that the tokeniser makes of the raw sentences.
    pub tokens: usize,
    /// Those of them that the treebank has too.
    pub tokens_right: usize,
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
        model.parse(&sample.text, &mut sentence, &mut scratch);
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
