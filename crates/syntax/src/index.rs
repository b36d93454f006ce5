//! Finding the place of a hashed key.

/// Keys to their places in the list that they were read from.
///
/// A slot holds the upper half of a key and its place plus one, 0 for an empty slot: four bytes, so that the whole index
/// stays near the processor. The lower half of the key is where the search begins; two keys with the same upper half
/// and neighbouring lower halves may be taken for each other.
#[derive(Debug)]
pub(crate) struct Index {
    /// Open addressing, at most two thirds full.
    slots: Vec<[u16; 2]>,
}

impl Index {
    /// An index of little-endian keys; `None` where there are more than places can number.
    pub fn new(keys: &[u8]) -> Option<Self> {
        let keys = keys.as_chunks::<4>().0;
        let mut slots = vec![[0; 2]; (keys.len() * 3 / 2 + 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (place, &key) in keys.iter().enumerate() {
            let key = u32::from_le_bytes(key);
            let mut at = key as usize & mask;
            while slots[at][1] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = [(key >> 16) as u16, u16::try_from(place + 1).ok()?];
        }
        Some(Self { slots })
    }

    /// The place of a key.
    pub fn find(&self, key: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                [_, 0] => return None,
                [upper, place] if upper == (key >> 16) as u16 => return Some(usize::from(place) - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(keys: &[u32]) -> Option<Index> {
        Index::new(&keys.iter().flat_map(|key| key.to_le_bytes()).collect::<Vec<_>>())
    }

    #[test]
    fn keys_are_found_where_they_stood() {
        let keys = [7 << 16, 8 << 16, 7 << 16 | 9, 0];
        let index = index(&keys).expect("four keys");
        assert_eq!(keys.map(|key| index.find(key)), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(index.find(9 << 16), None);
    }

    #[test]
    fn more_keys_than_places_are_refused() {
        assert!(index(&(0..70_000).collect::<Vec<u32>>()).is_none());
    }
}
