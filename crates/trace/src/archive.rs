//! The documents held, and what is needed to find words in them.

use text::{Document, Offsets, Span};
use understand::Understanding;

use crate::seed::Seeds;
use crate::{Normal, Word, words};

/// Words between two remembered byte places of a document.
const STRIDE: usize = 64;

/// Slots of the table of word counts, as a power of two: 4 MiB, little more than a second-level cache.
const COUNT_BITS: u32 = 20;

/// What a match of any word tells at least, in nats.
const LEAST_WEIGHT: f32 = 0.5;

/// A document with its words read: the work that can be done on many threads.
#[derive(Clone, Debug)]
pub struct Prepared {
    held: Held,
    words: Vec<Normal>,
}

/// A document held.
#[derive(Clone, Debug)]
struct Held {
    document: Document,
    understanding: Understanding,
    /// Labels and what was not spoken, sorted.
    silent: Vec<Span>,
    /// Byte places of every [`STRIDE`]th word.
    blocks: Vec<u32>,
    offsets: Offsets,
}

/// Reads the words of a document.
pub fn prepare(document: Document, understanding: Understanding) -> Prepared {
    let silent = silent(&document.text, &understanding);
    let mut all = Vec::with_capacity(document.text.len() / 5);
    let mut blocks = Vec::with_capacity(document.text.len() / (5 * STRIDE) + 1);
    for word in words(&document.text, &silent, 0) {
        if all.len().is_multiple_of(STRIDE) {
            blocks.push(word.span.start);
        }
        all.push(word.normal);
    }
    all.shrink_to_fit();
    blocks.shrink_to_fit();
    let offsets = Offsets::new(&document.text);
    Prepared { held: Held { document, understanding, silent, blocks, offsets }, words: all }
}

/// Labels and unspoken places, sorted, within the text.
fn silent(text: &str, understanding: &Understanding) -> Vec<Span> {
    let mut silent: Vec<Span> = Vec::new();
    for turn in &understanding.turns {
        silent.extend(turn.label);
        silent.extend(turn.unspoken.iter().map(|unspoken| unspoken.span));
    }
    silent.retain(|span| text.get(span.range()).is_some());
    silent.sort_unstable();
    silent
}

/// Gathers documents; the order of adding is their order in the archive.
#[derive(Debug, Default)]
pub struct ArchiveBuilder {
    held: Vec<Held>,
    words: Vec<Normal>,
    starts: Vec<u32>,
}

impl ArchiveBuilder {
    /// Adds a document. Beyond four thousand million words in all, further words are not searched.
    pub fn add(&mut self, prepared: Prepared) {
        self.starts.push(self.words.len() as u32);
        if self.words.len() + prepared.words.len() < u32::MAX as usize {
            self.words.extend_from_slice(&prepared.words);
        }
        self.held.push(prepared.held);
    }

    /// Builds the index.
    pub fn finish(mut self) -> Archive {
        self.starts.push(self.words.len() as u32);
        self.words.shrink_to_fit();
        let seeds = Seeds::build(&self.words, &self.starts);
        let counts = WordCounts::new(&self.words);
        Archive { held: self.held, words: self.words, starts: self.starts, seeds, counts }
    }
}

/// The documents held, what was understood in them, and the index of their words. Does not change once built.
#[derive(Debug)]
pub struct Archive {
    held: Vec<Held>,
    words: Vec<Normal>,
    starts: Vec<u32>,
    pub(crate) seeds: Seeds,
    counts: WordCounts,
}

impl Archive {
    /// Gathers documents.
    pub fn builder() -> ArchiveBuilder {
        ArchiveBuilder::default()
    }

    /// How many documents are held.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether none is held.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Document number `index`.
    pub fn document(&self, index: u32) -> &Document {
        &self.held[index as usize].document
    }

    /// Converts places in document number `index` to code points.
    pub fn offsets(&self, index: u32) -> &Offsets {
        &self.held[index as usize].offsets
    }

    /// What was understood in document number `index`.
    pub fn understanding(&self, index: u32) -> &Understanding {
        &self.held[index as usize].understanding
    }

    /// How many words are held.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// Bytes of the index: words, places, counts; not the documents themselves.
    pub fn index_bytes(&self) -> usize {
        let blocks: usize = self.held.iter().map(|held| held.blocks.len()).sum();
        4 * (self.words.len() + self.starts.len() + blocks + self.counts.table.len()) + self.seeds.bytes()
    }

    /// All words, document after document.
    pub(crate) fn words(&self) -> &[Normal] {
        &self.words
    }

    /// The document that holds word number `place`.
    pub(crate) fn document_of(&self, place: u32) -> u32 {
        self.starts.partition_point(|&start| start <= place) as u32 - 1
    }

    /// The words of a document, as places in [`Archive::words`].
    pub(crate) fn places_of(&self, document: u32) -> std::ops::Range<u32> {
        self.starts[document as usize]..self.starts[document as usize + 1]
    }

    /// The words of a document.
    pub(crate) fn words_of(&self, document: u32) -> &[Normal] {
        let places = self.places_of(document);
        &self.words[places.start as usize..places.end as usize]
    }

    /// The words from place `first` to place `last`, both of one document, with their places in its text.
    pub(crate) fn read(&self, first: u32, last: u32) -> Vec<Word> {
        let document = self.document_of(first);
        let held = &self.held[document as usize];
        let offset = (first - self.starts[document as usize]) as usize;
        let Some(&from) = held.blocks.get(offset / STRIDE) else { return Vec::new() };
        words(&held.document.text, &held.silent, from as usize)
            .skip(offset % STRIDE)
            .take((last - first) as usize + 1)
            .collect()
    }

    /// How much a match of this word tells, in nats: minus the logarithm of its share of all words.
    pub(crate) fn weight(&self, word: Normal) -> f32 {
        self.counts.weight(word)
    }

    /// How much a match of `word` tells where the word before it, `before`, is matched already.
    pub(crate) fn weight_after(&self, before: Normal, word: Normal) -> f32 {
        let together = self.seeds.count(before, word) as f32;
        ((self.counts.count(before) as f32 + 1.0) / (together + 1.0)).ln().max(LEAST_WEIGHT)
    }
}

/// How often each word stands in the archive, by hash: two rare words that share a slot count together.
#[derive(Debug)]
struct WordCounts {
    table: Vec<u32>,
    total: f32,
}

impl WordCounts {
    fn new(words: &[Normal]) -> Self {
        let mut table = vec![0u32; 1 << COUNT_BITS];
        for &word in words {
            table[Self::slot(word)] += 1;
        }
        Self { table, total: words.len() as f32 }
    }

    fn slot(word: Normal) -> usize {
        (word.0.wrapping_mul(0x9e37_79b1) >> (32 - COUNT_BITS)) as usize
    }

    fn count(&self, word: Normal) -> u32 {
        self.table[Self::slot(word)]
    }

    fn weight(&self, word: Normal) -> f32 {
        // a small archive knows too little of a word's frequency: as if ten thousand words more were held
        ((self.total + 10_000.0) / (self.count(word) as f32 + 1.0)).ln().max(LEAST_WEIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back_where_they_stand() {
        let text = "one two three four five six seven ".repeat(40);
        let mut builder = Archive::builder();
        for _ in 0..3 {
            let document = Document { text: text.clone(), ..Document::default() };
            builder.add(prepare(document, Understanding::default()));
        }
        let archive = builder.finish();
        let places = archive.places_of(2);
        let found: Vec<&str> = archive
            .read(places.start + 100, places.start + 102)
            .iter()
            .map(|word| word.span.of(&text))
            .collect();
        assert_eq!(found, ["three", "four", "five"]);
        assert_eq!(archive.document_of(places.start + 100), 2);
    }
}
