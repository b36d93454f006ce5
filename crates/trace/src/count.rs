//! How often each word stands in an index.

use crate::Normal;
use crate::column::Column;

/// Slots of the table of word counts, as a power of two: 4 MiB, little more than a second-level cache.
const COUNT_BITS: u32 = 20;

/// How often each word stands there, by hash: two rare words that share a slot count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordCounts {
    table: Column<u32>,
}

impl WordCounts {
    /// Counts words.
    pub fn of(words: &[Normal]) -> Self {
        let mut table = vec![0u32; 1 << COUNT_BITS];
        words.iter().for_each(|&word| table[slot(word)] += 1);
        Self { table: table.into() }
    }

    /// Takes counts that were kept. `None` for a table of another size.
    pub fn from_table(table: Column<u32>) -> Option<Self> {
        (table.len() == 1 << COUNT_BITS).then_some(Self { table })
    }

    /// The table, to be kept.
    pub fn table(&self) -> Column<u32> {
        self.table.clone()
    }

    /// About how often a word stands there.
    pub fn count(&self, word: Normal) -> u32 {
        self.table.get(slot(word)).copied().unwrap_or(0)
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        4 * self.table.len()
    }
}

fn slot(word: Normal) -> usize {
    (word.0.wrapping_mul(0x9e37_79b1) >> (32 - COUNT_BITS)) as usize
}
