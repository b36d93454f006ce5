//! Finding the place of a hashed key.

/// Keys to their places in the list that they were read from.
#[derive(Debug)]
pub(crate) struct Index {
    /// Open addressing, at most two thirds full: (key, place + 1), 0 in an empty slot.
    slots: Vec<(u32, u32)>,
}

impl Index {
    /// An index of little-endian keys.
    pub fn new(keys: &[u8]) -> Self {
        let keys = keys.as_chunks::<4>().0;
        let mut slots = vec![(0, 0); (keys.len() * 3 / 2 + 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (place, &key) in keys.iter().enumerate() {
            let key = u32::from_le_bytes(key);
            let mut at = key as usize & mask;
            while slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (key, place as u32 + 1);
        }
        Self { slots }
    }

    /// The place of a key.
    pub fn find(&self, key: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return None,
                (found, place) if found == key => return Some(place as usize - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_where_they_stood() {
        let keys = [7u32, 7 + 1024, 9, 0];
        let index = Index::new(&keys.iter().flat_map(|key| key.to_le_bytes()).collect::<Vec<_>>());
        assert_eq!(keys.map(|key| index.find(key)), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(index.find(8), None);
    }
}
