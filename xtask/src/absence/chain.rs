//! Sentences that nobody said, in the manner of those who speak.

use std::collections::{BTreeMap, BTreeSet};

/// Which words follow which two, within sentences.
#[derive(Default)]
pub struct Chain {
    next: BTreeMap<(String, String), Vec<String>>,
    /// Runs of [`RUN`] words that were really said: no invented sentence has one, else it would be traced rightly.
    said: BTreeSet<String>,
}

/// Words in a run.
const RUN: usize = 5;

/// Words in an invented sentence.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=30;
/// Tries before a chain is held to be too small.
const TRIES: usize = 20_000;
/// Tries for a word that makes no run that was said.
const PICKS: usize = 12;

impl Chain {
    /// Learns a transcript; labels, brackets and quotations are left out.
    pub fn learn(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        self.said.extend(words.windows(RUN).map(run));
        let mut before = (String::new(), String::new());
        for word in words {
            if word.contains(['[', ']', '(', ')', '*', '_', '"', '“', '”', ':', '~', '\\']) {
                before = Default::default();
                continue;
            }
            self.next.entry(before.clone()).or_default().push(word.to_owned());
            let ended = word.ends_with(['.', '?', '!']);
            before = if ended { Default::default() } else { (before.1, word.to_owned()) };
        }
    }

    /// A sentence, without its full stop.
    pub fn sentence(&self, random: &mut Random) -> Option<String> {
        (0..TRIES)
            .map(|_| self.walk(random))
            .find(|words| {
                LENGTH.contains(&words.len()) && words.last().is_some_and(|word| word.ends_with('.'))
            })
            .map(|words| words.join(" ").trim_end_matches('.').to_owned())
    }

    fn walk(&self, random: &mut Random) -> Vec<&str> {
        let mut before = (String::new(), String::new());
        let mut words: Vec<&str> = Vec::new();
        while let Some(next) = self.next.get(&before).filter(|_| words.len() <= *LENGTH.end()) {
            let picked = (0..PICKS).map(|_| next[random.below(next.len())].as_str());
            let Some(word) = picked.into_iter().find(|word| !self.was_said(&words, word)) else { break };
            words.push(word);
            if word.ends_with(['.', '?', '!']) {
                break;
            }
            before = (before.1, word.to_owned());
        }
        words
    }

    /// Whether these words and the next end in a run that was said.
    fn was_said(&self, words: &[&str], next: &str) -> bool {
        let Some(from) = (words.len() + 1).checked_sub(RUN) else { return false };
        self.said.contains(&run(&[&words[from..], &[next]].concat()))
    }
}

/// A run of words, without case and marks.
fn run(words: &[&str]) -> String {
    let letters =
        |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    words.iter().map(letters).collect::<Vec<_>>().join(" ")
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}
