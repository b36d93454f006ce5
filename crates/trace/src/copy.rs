//! Copies and near copies, found by containment: what share of one text's runs of words stands in the other.
//!
//! Containment, not likeness: a copy cut to half its length still holds all its own runs. The record uses the same test.

use rustc_hash::FxHashSet;

use crate::Normal;

/// Words in a run: long enough that two independent texts share few.
const RUN: usize = 5;
/// Share of runs from which one text is a copy of the other.
const COPIED: f32 = 0.5;
/// One run in so many is looked at to turn away the texts that are no copies.
const SAMPLED: usize = 8;
/// Fewest runs that show anything.
const LEAST_RUNS: usize = 20;

/// The runs of words of a text, hashed.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    runs: FxHashSet<u64>,
    /// One bit for each run, by its highest bits: most runs of another text are turned away here.
    sieve: Vec<u64>,
}

/// Bits of the sieve, as a power of two.
const SIEVE: u32 = 15;

impl Runs {
    /// Reads the runs of stretches of a text; no run spans two.
    pub fn of<'a>(stretches: impl Iterator<Item = &'a [Normal]>) -> Self {
        let runs: FxHashSet<u64> = stretches.flat_map(hashes).collect();
        let mut sieve = vec![0; 1 << (SIEVE - 6)];
        for run in &runs {
            let bit = run >> (64 - SIEVE);
            sieve[(bit >> 6) as usize] |= 1 << (bit & 63);
        }
        Self { runs, sieve }
    }

    fn holds(&self, run: u64) -> bool {
        let bit = run >> (64 - SIEVE);
        self.sieve.get((bit >> 6) as usize).is_some_and(|bits| bits >> (bit & 63) & 1 == 1)
            && self.runs.contains(&run)
    }

    /// Whether the text they are of and `other` are copies, one of a part of the other at least.
    pub fn near_copy(&self, other: &[Normal]) -> bool {
        self.may_be_copy(other) && self.shared(other).is_some_and(|shared| shared >= COPIED)
    }

    /// The share of the shorter text's runs that stand in the longer one, at most 1; `None` for texts too short to tell.
    pub fn shared(&self, other: &[Normal]) -> Option<f32> {
        let least = self.runs.len().min(other.len().saturating_sub(RUN - 1));
        let shared = || hashes(other).filter(|&run| self.holds(run)).collect::<FxHashSet<u64>>().len();
        (least >= LEAST_RUNS).then(|| (shared() as f32 / least as f32).min(1.0))
    }

    /// Whether enough of a sample of the runs of `other` stand here: a copy's runs do, wherever the sample falls.
    fn may_be_copy(&self, other: &[Normal]) -> bool {
        let least = self.runs.len().min(other.len());
        let sample = (0..other.len()).step_by(SAMPLED).filter_map(|at| other.get(at..at + RUN));
        let shared = sample.filter(|run| self.holds(hash(run))).count();
        (shared * SAMPLED) as f32 >= 0.5 * COPIED * least as f32 - SAMPLED as f32
    }
}

fn hashes(words: &[Normal]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(hash)
}

fn hash(run: &[Normal]) -> u64 {
    const FACTORS: [u64; RUN] = [
        0x9e37_79b9_7f4a_7c15,
        0xbf58_476d_1ce4_e5b9,
        0x94d0_49bb_1331_11eb,
        0xd6e8_feb8_6659_fd93,
        0xa076_1d64_78bd_642f,
    ];
    let terms = run.iter().zip(FACTORS).map(|(word, factor)| u64::from(word.0).wrapping_mul(factor));
    terms.fold(0, u64::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn normals(text: &str) -> Vec<Normal> {
        words(text, &[], 0).map(|word| word.normal).collect()
    }

    fn story(from: u32, to: u32) -> String {
        (from..to).map(|number| format!("item{number} came before thing{} ", number * 7)).collect()
    }

    #[test]
    fn a_half_length_cut_is_a_copy_and_another_text_is_not() {
        let (whole, half, other) =
            (normals(&story(0, 100)), normals(&story(20, 70)), normals(&story(200, 300)));
        let runs = Runs::of([whole.as_slice()].into_iter());
        assert!(runs.near_copy(&half));
        assert!(!runs.near_copy(&other));
        assert!(Runs::of([half.as_slice()].into_iter()).near_copy(&whole));
    }
}
