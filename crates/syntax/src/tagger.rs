//! Parts of speech, one word after the other from left to right.

use crate::feature::{Features, mix};
use crate::network::{Network, take};
use crate::word::Word;
use crate::{Penn, Token, Upos};

/// Hidden units of the tagger.
pub(crate) const HIDDEN: usize = 64;

/// A universal and a Penn tag that occur together: what the tagger tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tag {
    pub upos: Upos,
    pub penn: Penn,
}

/// The number that stands for "before the sentence" and "behind it" among tags.
const OUTSIDE: u32 = 255;

/// The tagger.
#[derive(Debug)]
pub(crate) struct Tagger {
    tags: Vec<Tag>,
    network: Network<HIDDEN>,
}

impl Tagger {
    /// Reads the tagger from the front of `bytes`: the number of tags (u8), the tags (two u8 each), the network.
    pub fn read(bytes: &mut &'static [u8]) -> Option<Self> {
        let [count] = take(bytes)?;
        let mut tags = Vec::with_capacity(count.into());
        for _ in 0..count {
            let [upos, penn] = take(bytes)?;
            tags.push(Tag {
                upos: *Upos::ALL.get(usize::from(upos))?,
                penn: *Penn::ALL.get(usize::from(penn))?,
            });
        }
        let network = Network::read(bytes)?;
        (network.classes() == tags.len() && !tags.is_empty()).then_some(Self { tags, network })
    }

    /// Gives every token its tags.
    pub fn tag(&self, words: &[Word], tokens: &mut [Token], features: &mut Features) {
        let mut before = [OUTSIDE; 2];
        for at in 0..words.len().min(tokens.len()) {
            gather(words, at, before, features);
            let hidden = self.network.hidden(features.keys());
            let best = self.network.best(&hidden, 0..self.tags.len());
            (tokens[at].tag, tokens[at].form) = (self.tags[best].upos, self.tags[best].penn);
            before = [best as u32, before[0]];
        }
    }
}

/// The features of the word at `at`; `before` are the tags chosen for the one and the two words before.
pub(crate) fn gather(words: &[Word], at: usize, before: [u32; 2], features: &mut Features) {
    static NONE: Word = Word { form: 0, lower: 0, prefixes: [0; 3], suffixes: [0; 4], shape: 0, cluster: 0 };
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&NONE);
    let (word, back, next) = (near(0), near(-1), near(1));
    features.clear();
    features.add(1, word.form);
    features.add(2, word.lower);
    for (slot, &prefix) in word.prefixes.iter().enumerate().filter(|(_, prefix)| **prefix != 0) {
        features.add(3 + slot as u32, prefix);
    }
    for (slot, &suffix) in word.suffixes.iter().enumerate().filter(|(_, suffix)| **suffix != 0) {
        features.add(6 + slot as u32, suffix);
    }
    features.pair(10, word.shape, u32::from(at == 0));
    for (slot, other) in [(0, back), (1, next), (2, near(-2)), (3, near(2))] {
        features.add(11 + slot, other.lower);
        features.add(15 + slot, other.suffixes[2]);
        features.add(19 + slot, other.shape);
        features.add(23 + slot, other.cluster.into());
        features.add(27 + slot, other.suffixes[1]);
    }
    features.add(31, word.cluster.into());
    features.add(32, before[0]);
    features.pair(33, before[0], before[1]);
    features.pair(34, before[0], word.lower);
    features.pair(35, back.lower, word.lower);
    features.pair(36, word.lower, next.lower);
    features.pair(37, before[0], word.suffixes[2]);
    features.pair(38, mix(word.cluster.into(), next.cluster.into()), before[0]);
    features.pair(39, word.suffixes[1], next.suffixes[1]);
}
