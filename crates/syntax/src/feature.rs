//! Features: facts about a place in a sentence, hashed to 32 bits.

/// The most features of one decision.
pub(crate) const MOST: usize = 128;

/// Joins two numbers into one, spreading all bits.
pub(crate) fn mix(a: u32, b: u32) -> u32 {
    let mut hash = ((a as u64) << 32 | b as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^= hash >> 32;
    (hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

/// The features of one decision, in a buffer that is used again.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    keys: [u32; MOST],
    count: usize,
}

impl Default for Features {
    fn default() -> Self {
        Self { keys: [0; MOST], count: 0 }
    }
}

impl Features {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.count = 0;
    }

    /// Adds the fact that `slot` (a question) has this `value` (its answer).
    pub fn add(&mut self, slot: u32, value: u32) {
        self.keys[self.count] = mix(slot.wrapping_mul(0x85EB_CA6B) ^ 0xA5A5, value);
        self.count += 1;
    }

    /// Adds the fact that two questions have these answers at once.
    pub fn pair(&mut self, slot: u32, a: u32, b: u32) {
        self.add(slot, mix(a, b));
    }

    /// The hashed facts.
    pub fn keys(&self) -> &[u32] {
        &self.keys[..self.count]
    }
}
