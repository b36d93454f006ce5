//! Text that reads like other text: each word follows two others as it did somewhere there.

use std::collections::HashMap;

use trace::Prepared;

/// The words of real texts, and where each pair of them stands.
pub struct Trigrams {
    words: Vec<String>,
    /// Numbers of the words, text after text.
    running: Vec<u32>,
    /// Places, sorted by the pair of words that stands there.
    places: Vec<u32>,
    /// For each place, where its pair's places begin in `places`, and how many there are.
    pairs: Vec<(u32, u32)>,
}

impl Trigrams {
    /// Reads the texts.
    pub fn of(texts: &[Prepared]) -> Self {
        let (mut numbers, mut words, mut running) = (HashMap::new(), Vec::new(), Vec::new());
        for word in texts.iter().flat_map(|prepared| prepared.text().split_ascii_whitespace()) {
            let number = *numbers.entry(word).or_insert_with(|| {
                words.push(word.to_owned());
                words.len() as u32 - 1
            });
            running.push(number);
        }
        let last = running.len().saturating_sub(2) as u32;
        let pair = |place: u32| (running[place as usize], running[place as usize + 1]);
        let mut places: Vec<u32> = (0..last).collect();
        places.sort_unstable_by_key(|&place| pair(place));
        let mut pairs = vec![(0, 0); running.len()];
        let mut first = 0;
        for same in places.chunk_by(|&left, &right| pair(left) == pair(right)) {
            same.iter().for_each(|&place| pairs[place as usize] = (first, same.len() as u32));
            first += same.len() as u32;
        }
        Self { words, running, places, pairs }
    }

    /// So many words, the same for the same `seed`; sentences end where theirs did.
    pub fn text(&self, seed: u64, length: usize) -> String {
        let mut random = Random(seed);
        let mut text = String::with_capacity(6 * length);
        let mut place = random.below(self.places.len() as u32);
        for _ in 0..length {
            let (first, count) = self.pairs[place as usize];
            if count == 0 {
                place = random.below(self.places.len() as u32);
                continue;
            }
            // the word after this pair, wherever the pair stands
            let follows = self.places[(first + random.below(count)) as usize];
            text.push_str(&self.words[self.running[follows as usize + 2] as usize]);
            text.push(' ');
            place = follows + 1;
        }
        text
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % u64::from(bound.max(1))) as u32
    }
}
