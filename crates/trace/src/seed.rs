//! Seeds: pairs of nearby words, by which a passage is found again though words between and around them are changed.
//!
//! A seed is an ordered pair of stems at a distance of one to three words; the distance is not part of it, so that a
//! word dropped or added between the two does not lose the seed. Pairs that stand in very many places tell
//! nothing and are not kept. Places are kept by bucket (a hash of the pair) in one flat array; what else falls into the
//! bucket is noise that no diagonal gathers.

use crate::Normal;
use crate::column::Column;

/// How far apart, in words, the two words of a seed may stand.
pub const REACH: usize = 3;

/// A bucket with more places than one in this many words is left out: a pair that common tells little.
const RARE: usize = 80_000;
/// The cap in a small and in a large archive.
const LEAST_CAP: usize = 100;
const MOST_CAP: usize = 1500;

/// The seeds of an archive.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    bits: u32,
    /// Most places of a bucket that is kept.
    cap: u32,
    /// Where each bucket's places begin, one more at the end; [`DROPPED`] is set where they were not kept.
    starts: Column<u32>,
    /// Places: the index, in the index's words, of the seed's first word; ascending in each bucket.
    places: Column<u32>,
}

/// Most places of a bucket that is kept, among so many words.
pub fn cap(words: usize) -> u32 {
    (words / RARE).clamp(LEAST_CAP, MOST_CAP) as u32
}

impl Seeds {
    /// Reads all words once to count and once to place; `documents` are the starts of the documents and the end of the
    /// last, for a seed never spans two.
    pub fn build(words: &[Normal], documents: &[u32], cap: u32) -> Self {
        let bits = (words.len() as u32 / 4).max(1 << 8).ilog2() + 1;
        let mut counts = vec![0u32; (1 << bits) + 1];
        each_seed(words, documents, bits, |bucket, _| counts[bucket] += 1);
        let mut total = 0;
        for count in &mut counts {
            let kept = if *count > cap { 0 } else { *count };
            // the bucket's end for now: places are filled in from the back
            *count = if kept == 0 && *count > 0 { DROPPED | total } else { total + kept };
            total += kept;
        }
        let mut places = vec![0; total as usize];
        each_seed_backwards(words, documents, bits, |bucket, place| {
            let end = &mut counts[bucket];
            if *end & DROPPED == 0 {
                *end -= 1;
                places[*end as usize] = place;
            }
        });
        Self { bits, cap, starts: counts.into(), places: places.into() }
    }

    /// Takes seeds that were kept. `None` when they do not fit each other.
    pub fn from_rows(bits: u32, cap: u32, starts: Column<u32>, places: Column<u32>) -> Option<Self> {
        let buckets = 1usize.checked_shl(bits).filter(|_| bits < 32)?;
        let last = starts.last().map(|&end| (end & !DROPPED) as usize);
        (starts.len() == buckets + 1 && last == Some(places.len())).then_some(Self {
            bits,
            cap,
            starts,
            places,
        })
    }

    /// The rows, to be kept.
    pub fn rows(&self) -> (u32, u32, Column<u32>, Column<u32>) {
        (self.bits, self.cap, self.starts.clone(), self.places.clone())
    }

    /// The places of a pair, and of whatever shares its bucket.
    pub fn places(&self, first: Normal, second: Normal) -> &[u32] {
        if self.starts.is_empty() {
            return &[];
        }
        let bucket = bucket(first, second, self.bits);
        let start = |bucket: usize| (self.starts[bucket] & !DROPPED) as usize;
        // a file may be damaged where it was not looked at
        self.places.get(start(bucket)..start(bucket + 1)).unwrap_or_default()
    }

    /// Whether the pair's bucket had more places than the cap.
    pub fn is_capped(&self, first: Normal, second: Normal) -> bool {
        !self.starts.is_empty() && self.starts[bucket(first, second, self.bits)] & DROPPED != 0
    }

    /// About how often a pair stands in the archive: its bucket's places less what chance puts there; the cap
    /// where the places were not kept.
    pub fn count(&self, first: Normal, second: Normal) -> usize {
        match self.places(first, second).len() {
            0 => {
                if self.is_capped(first, second) {
                    self.cap as usize
                } else {
                    0
                }
            }
            held => held.saturating_sub(self.places.len() / self.starts.len()),
        }
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        4 * (self.starts.len() + self.places.len())
    }
}

/// Marks a bucket over the cap.
const DROPPED: u32 = 1 << 31;

#[inline]
fn bucket(first: Normal, second: Normal, bits: u32) -> usize {
    let pair = u64::from(first.stem()) << 24 | u64::from(second.stem());
    (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

#[inline]
fn each_seed(words: &[Normal], documents: &[u32], bits: u32, mut take: impl FnMut(usize, u32)) {
    for bounds in documents.windows(2) {
        let document = &words[bounds[0] as usize..bounds[1] as usize];
        for (at, &first) in document.iter().enumerate() {
            for &second in document[at + 1..].iter().take(REACH) {
                take(bucket(first, second, bits), bounds[0] + at as u32);
            }
        }
    }
}

#[inline]
fn each_seed_backwards(words: &[Normal], documents: &[u32], bits: u32, mut take: impl FnMut(usize, u32)) {
    for bounds in documents.windows(2).rev() {
        let document = &words[bounds[0] as usize..bounds[1] as usize];
        for (at, &first) in document.iter().enumerate().rev() {
            for &second in document[at + 1..].iter().take(REACH) {
                take(bucket(first, second, bits), bounds[0] + at as u32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn a_pair_is_found_across_a_changed_word_but_never_across_documents() {
        let text = "they repair old bridges and";
        let all: Vec<Normal> = words(text, &[], 0).map(|word| word.normal).collect();
        let seeds = Seeds::build(&all, &[0, 4, 5], cap(5));
        assert!(seeds.places(all[1], all[3]).contains(&1));
        assert!(!seeds.places(all[3], all[4]).contains(&3));
    }
}
