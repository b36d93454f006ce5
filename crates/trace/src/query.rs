//! A quotation as it is searched for: its words, what each tells, and where the reader is shown a gap.

use text::Span;

use crate::{Archive, Normal, Word, words};

/// The words of a quotation.
#[derive(Clone, Debug)]
pub struct Query {
    /// The words of all its spans, in order.
    pub words: Vec<Word>,
    /// What a match of each tells, in nats.
    pub weights: Vec<f32>,
    /// The same to one who has read the word before: little in a stock phrase.
    pub gains: Vec<f32>,
    /// Whether something may be left out before the word: an ellipsis stands there, or the quotation is broken.
    pub gap_before: Vec<bool>,
    /// Whether the word stands in brackets or parentheses: not claimed to have been spoken.
    pub inserted: Vec<bool>,
    /// How many of the words up to each are behind a gap, and how many in brackets: what lies between two words is asked of
    /// every two that an alignment tries.
    gaps: Vec<u32>,
    insertions: Vec<u32>,
    /// Whether a stem may be one of the words', by ten bits of it: nearly all words of a document are none.
    stems: [u64; 16],
    /// From stem to the first word that has it: open addressing, `u32::MAX` where free.
    slots: Vec<u32>,
    /// The next word of the same stem, or `u32::MAX`.
    later: Vec<u32>,
}

impl Query {
    /// Reads the words at `spans` of `text`.
    pub fn new(text: &str, spans: &[Span], archive: &Archive) -> Self {
        let mut query = Self {
            words: Vec::new(),
            weights: Vec::new(),
            gains: Vec::new(),
            gap_before: Vec::new(),
            inserted: Vec::new(),
            gaps: Vec::new(),
            insertions: Vec::new(),
            stems: [0; 16],
            slots: Vec::new(),
            later: Vec::new(),
        };
        for &span in spans {
            query.add(text, span, archive);
        }
        query.gaps = counts(&query.gap_before);
        query.insertions = counts(&query.inserted);
        query.index();
        query
    }

    fn add(&mut self, text: &str, span: Span, archive: &Archive) {
        let mut last = span.start as usize;
        let mut depth = 0i32;
        let limit = text.get(..span.end as usize).unwrap_or(text);
        for word in words(limit, &[], span.start as usize) {
            let between = &limit[last.min(word.span.start as usize)..word.span.start as usize];
            for mark in between.chars() {
                match mark {
                    '[' | '(' => depth += 1,
                    ']' | ')' => depth = (depth - 1).max(0),
                    _ => {}
                }
            }
            let broken = last == span.start as usize && !self.words.is_empty();
            self.gap_before.push(broken || shows_gap(between));
            self.inserted.push(depth > 0);
            let weight = archive.weight(word.normal);
            let before = self.words.last().map(|before| before.normal);
            self.gains
                .push(before.map_or(weight, |before| archive.weight_after(before, word.normal).min(weight)));
            self.weights.push(weight);
            self.words.push(word);
            last = word.span.end as usize;
        }
    }

    fn index(&mut self) {
        let size = (self.words.len() * 2).next_power_of_two().max(8);
        self.slots = vec![u32::MAX; size];
        self.later = vec![u32::MAX; self.words.len()];
        for at in (0..self.words.len()).rev() {
            let (block, bit) = sieve(self.words[at].normal);
            self.stems[block] |= bit;
            let slot = self.slot(self.words[at].normal);
            self.later[at] = std::mem::replace(&mut self.slots[slot], at as u32);
        }
    }

    /// The slot of the word's stem, or the free one where it would stand.
    #[inline]
    fn slot(&self, word: Normal) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (mixed(word) >> 8) as usize & mask;
        // half of the slots are free, so this ends
        while self.slots[slot] != u32::MAX
            && self.words[self.slots[slot] as usize].normal.stem() != word.stem()
        {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The first word of the quotation with the same stem as `word`.
    #[inline]
    pub fn first(&self, word: Normal) -> Option<usize> {
        let (block, bit) = sieve(word);
        if self.stems[block] & bit == 0 {
            return None;
        }
        let first = self.slots[self.slot(word)];
        (first != u32::MAX).then_some(first as usize)
    }

    /// The words of the quotation with the same stem as `word`, in order.
    #[inline]
    pub fn matches(&self, word: Normal) -> impl Iterator<Item = usize> {
        std::iter::successors(self.first(word), |&at| {
            Some(self.later[at]).filter(|&at| at != u32::MAX).map(|at| at as usize)
        })
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it is written as a title is: four long words or more, all with a capital.
    pub fn is_title(&self, text: &str) -> bool {
        let written = self.words.iter().filter_map(|word| text.get(word.span.range()));
        let long: Vec<&str> = written.filter(|word| word.chars().count() > 3).collect();
        long.len() >= 4 && long.iter().all(|word| !word.starts_with(char::is_lowercase))
    }

    /// Whether the reader is shown a gap before one of these words.
    pub fn shows_gap(&self, words: std::ops::Range<usize>) -> bool {
        self.gaps[words.end] > self.gaps[words.start]
    }

    /// How many of these words stand in brackets.
    pub fn inserted_in(&self, words: std::ops::Range<usize>) -> u32 {
        self.insertions[words.end] - self.insertions[words.start]
    }

    /// All that its words could tell.
    pub fn total_weight(&self) -> f32 {
        self.weights
            .iter()
            .zip(&self.inserted)
            .filter(|(_, inserted)| !**inserted)
            .map(|(weight, _)| weight)
            .sum()
    }
}

/// Where in the sieve of stems a word's stem stands.
#[inline]
fn sieve(word: Normal) -> (usize, u64) {
    let bits = mixed(word) >> 22;
    (bits as usize >> 6, 1 << (bits & 63))
}

/// A word's stem spread over all bits, the upper ones best.
#[inline]
fn mixed(word: Normal) -> u32 {
    word.stem().wrapping_mul(0x9e37_79b1)
}

/// How many of the first 0, 1, 2, … are so.
fn counts(so: &[bool]) -> Vec<u32> {
    let count = |count: &mut u32, &so: &bool| {
        *count += u32::from(so);
        Some(*count)
    };
    std::iter::once(0).chain(so.iter().scan(0, count)).collect()
}

/// Whether an ellipsis, or brackets around one, stand between two words.
fn shows_gap(between: &str) -> bool {
    between.contains('…') || between.contains("...") || between.contains(". . .") || between.contains("[]")
}
