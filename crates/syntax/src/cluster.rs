//! Clusters of words that stand beside the same words: what is known of a word that the treebanks do not hold.

use crate::index::Index;

/// The cluster of each known word.
#[derive(Debug)]
pub(crate) struct Clusters {
    index: Index,
    clusters: &'static [[u8; 2]],
}

impl Clusters {
    /// Reads little-endian clusters: the number of words (u32), their hashes (u32 each), their clusters (u16 each).
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let (count, bytes) = bytes.split_first_chunk::<4>()?;
        let (keys, clusters) = bytes.split_at_checked(u32::from_le_bytes(*count) as usize * 4)?;
        let clusters = clusters.as_chunks().0;
        (clusters.len() * 4 == keys.len()).then_some(Self { index: Index::new(keys)?, clusters })
    }

    /// The cluster of the word with this hash in lower case; 0 for none.
    pub fn of(&self, lower: u32) -> u16 {
        self.index.find(lower).map_or(0, |place| u16::from_le_bytes(self.clusters[place]))
    }
}
