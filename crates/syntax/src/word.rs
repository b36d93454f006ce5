//! What a word shows by itself: its form, ends, shape and cluster, as numbers that features are made of.

use crate::cluster::Clusters;
use crate::feature::mix;

/// Characters of a word's beginning that are kept.
const HEAD: usize = 3;
/// Characters of a word's end that are kept.
const TAIL: usize = 4;

/// The lexical side of a token. All numbers are hashes, the same on any machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// As written, digits as 0.
    pub form: u32,
    /// In lower case, digits as 0.
    pub lower: u32,
    /// The first one, two and three characters, in lower case; 0 where the word is shorter.
    pub prefixes: [u32; HEAD],
    /// The last one to four characters, in lower case; 0 where the word is shorter.
    pub suffixes: [u32; TAIL],
    /// Kinds of characters, runs as one: "Xx" for "Ada".
    pub shape: u32,
    /// The cluster that the word belongs to; 0 for none.
    pub cluster: u16,
}

impl Word {
    /// Reads a token's letters and looks its cluster up.
    pub fn known(token: &str, clusters: &Clusters) -> Self {
        let word = Self::new(token);
        Self { cluster: clusters.of(word.lower), ..word }
    }

    /// Reads a token's letters once.
    pub fn new(token: &str) -> Self {
        let mut word = Word { form: 1, lower: 1, shape: 1, ..Word::default() };
        let mut last = [0u32; TAIL];
        let (mut count, mut kind_before) = (0usize, 0u32);
        for c in token.chars().map(plain) {
            let small = lower(c);
            word.form = mix(word.form, c as u32);
            word.lower = mix(word.lower, small);
            if count < HEAD {
                word.prefixes[count] = word.lower;
            }
            last.rotate_right(1);
            last[0] = small;
            let kind = kind(c);
            if kind != kind_before {
                word.shape = mix(word.shape, kind);
                kind_before = kind;
            }
            count += 1;
        }
        let mut suffix = 7;
        for (length, &c) in last.iter().enumerate().take(count) {
            suffix = mix(suffix, c);
            word.suffixes[length] = suffix;
        }
        word
    }
}

/// Digits as 0, typographic marks as the plain ones.
fn plain(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' => '-',
        _ => c,
    }
}

fn lower(c: char) -> u32 {
    match c {
        'A'..='Z' => c as u32 | 32,
        _ if c.is_ascii() => c as u32,
        _ => c.to_lowercase().next().map_or(c as u32, |c| c as u32),
    }
}

/// Upper case, lower case, digit, or the mark itself.
fn kind(c: char) -> u32 {
    match c {
        'a'..='z' => 'x' as u32,
        'A'..='Z' => 'X' as u32,
        _ if c.is_ascii() => c as u32,
        _ if c.is_uppercase() => 'X' as u32,
        _ if c.is_alphabetic() => 'x' as u32,
        _ => c as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_kind_share_what_they_should() {
        let (first, second) = (Word::new("Walking"), Word::new("TALKING"));
        assert_eq!(first.suffixes, second.suffixes);
        assert_ne!(first.prefixes, second.prefixes);
        assert_ne!(first.shape, second.shape);
        assert_eq!(Word::new("1984").form, Word::new("2026").form);
        assert_eq!(Word::new("don’t").lower, Word::new("Don't").lower);
        assert_eq!(Word::new("a").suffixes[1], 0);
    }
}
