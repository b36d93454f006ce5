//! The words of documents, one after the other, and the index of their seeds: what can be kept between two runs.

use std::ops::Range;

use crate::archive::Prepared;
use crate::column::Column;
use crate::count::WordCounts;
use crate::seed::{Seeds, cap};
use crate::{Normal, words};

/// Words between two remembered byte places of a document.
pub(crate) const STRIDE: usize = 64;

/// Most words of an index: places are numbers of 32 bits.
const MOST_WORDS: usize = u32::MAX as usize;

/// An index as numbers in rows, to be written to a file and read from it again.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The normal forms of all words.
    pub words: Column<Normal>,
    /// Where each document begins in them, and the end of the last.
    pub starts: Column<u32>,
    /// Byte places of every 64th word, document after document.
    pub blocks: Column<u32>,
    /// Where each bucket of seeds begins in `places`, and the end of the last.
    pub seeds: Column<u32>,
    /// The places of seeds.
    pub places: Column<u32>,
    /// How often each word stands there, by hash.
    pub counts: Column<u32>,
    /// The logarithm of the number of buckets.
    pub bits: u32,
    /// Most places of a bucket.
    pub cap: u32,
}

/// The words of documents and their seeds. Does not change once built.
#[derive(Clone, Debug, Default)]
pub struct Index {
    words: Column<Normal>,
    starts: Column<u32>,
    blocks: Column<u32>,
    /// Where each document begins in `blocks`.
    first_blocks: Vec<u32>,
    pub(crate) seeds: Seeds,
    pub(crate) counts: WordCounts,
}

impl Index {
    /// Takes an index that was kept. `None` when its rows do not fit each other.
    pub fn from_rows(rows: Rows) -> Option<Self> {
        let Rows { words, starts, blocks, seeds, places, counts, bits, cap } = rows;
        let rising = starts.is_sorted() && starts.first() == Some(&0);
        let whole = starts.last().is_some_and(|&end| end as usize == words.len());
        if !rising || !whole {
            return None;
        }
        let first_blocks = first_blocks(&starts);
        let seeds = Seeds::from_rows(bits, cap, seeds, places)?;
        let counts = WordCounts::from_table(counts)?;
        let fits = first_blocks.last().is_some_and(|&end| end as usize == blocks.len());
        fits.then_some(Index { words, starts, blocks, first_blocks, seeds, counts })
    }

    /// The rows, to be kept.
    pub fn rows(&self) -> Rows {
        let (bits, cap, seeds, places) = self.seeds.rows();
        Rows {
            words: self.words.clone(),
            starts: self.starts.clone(),
            blocks: self.blocks.clone(),
            seeds,
            places,
            counts: self.counts.table(),
            bits,
            cap,
        }
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many words.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// Bytes held or lent.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.words.len() + self.starts.len() + self.blocks.len())
            + self.seeds.bytes()
            + self.counts.bytes()
    }

    /// The words at these places.
    pub(crate) fn words_at(&self, places: Range<u32>) -> &[Normal] {
        self.words.get(places.start as usize..places.end as usize).unwrap_or_default()
    }

    /// The places of a document's words.
    pub(crate) fn places_of(&self, document: u32) -> Range<u32> {
        self.starts[document as usize]..self.starts[document as usize + 1]
    }

    /// The document that holds the word at `place`.
    pub(crate) fn document_of(&self, place: u32) -> u32 {
        let after = self.starts.partition_point(|&start| start <= place);
        (after.max(1) - 1).min(self.len().saturating_sub(1)) as u32
    }

    /// Byte places of every [`STRIDE`]th word of a document.
    pub(crate) fn blocks_of(&self, document: u32) -> &[u32] {
        let document = document as usize;
        &self.blocks[self.first_blocks[document] as usize..self.first_blocks[document + 1] as usize]
    }
}

/// Where each document's blocks begin, and the end of the last.
fn first_blocks(starts: &[u32]) -> Vec<u32> {
    let mut firsts = Vec::with_capacity(starts.len());
    let mut first = 0;
    firsts.push(first);
    for bounds in starts.windows(2) {
        first += (bounds[1] - bounds[0]).div_ceil(STRIDE as u32);
        firsts.push(first);
    }
    firsts
}

/// An index while documents are added to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct IndexBuilder {
    words: Vec<Normal>,
    starts: Vec<u32>,
    blocks: Vec<u32>,
}

impl IndexBuilder {
    /// Adds a document. Beyond four thousand million words in all, further words are not searched.
    pub fn add(&mut self, words: &[Normal], blocks: &[u32]) {
        self.starts.push(self.words.len() as u32);
        if self.words.len() + words.len() < MOST_WORDS {
            self.words.extend_from_slice(words);
            self.blocks.extend_from_slice(blocks);
        }
    }

    /// Adds a document whose words are read.
    pub fn add_prepared(&mut self, prepared: &Prepared) {
        self.add(&prepared.words, &prepared.blocks);
    }

    /// Reads the seeds. `others` is how many words other indexes hold of the same archive: a pair is common by all of them.
    pub fn finish(mut self, others: usize) -> Index {
        self.starts.push(self.words.len() as u32);
        self.words.shrink_to_fit();
        let seeds = Seeds::build(&self.words, &self.starts, cap(self.words.len() + others));
        let counts = WordCounts::of(&self.words);
        let first_blocks = first_blocks(&self.starts);
        let (words, starts, blocks) = (self.words.into(), self.starts.into(), self.blocks.into());
        Index { words, starts, blocks, first_blocks, seeds, counts }
    }
}

/// A number that is another one as soon as words are read otherwise: an index kept by another release goes by it.
pub fn reading() -> u64 {
    const SAMPLE: &str = "It's 2 % of the U.S. programme; we can't, won't and cannot organise 1,200 Defences “at \
                          half-past” three, uh, coöperating nations’ centres stopped travelling through 2.5 colours.";
    let mut reading = STRIDE as u64 | crate::archive::LEFT_OUT << 32;
    for word in words(SAMPLE, &[], 0) {
        reading = (reading ^ u64::from(word.normal.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        reading ^= reading >> 29 ^ u64::from(word.span.start);
    }
    crate::word::second_forms().fold(reading, |reading, form| {
        (reading ^ u64::from(form.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17)
    })
}
