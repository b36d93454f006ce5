//! How likely a cue makes a commitment: a logistic regression over hashed features.
//!
//! `weights/commitments.bin` is made by `cargo xtask learn-commitments DATA` from the marks of docs/commitments.md: two
//! little-endian numbers (f32), what all have in common and the unit of the weights, then a weight (i8) for each
//! remainder of a feature's hash. They are scaled so that of cues with a probability of 0.8 eighty in a hundred make a
//! commitment by marks that were not learnt from.

use crate::finding::Firmness;

/// The odds as they were learnt.
static WEIGHTS: &[u8; 8 + SIZE] = include_bytes!("../../weights/commitments.bin");

/// Number of weights; a power of two.
pub(super) const SIZE: usize = 1 << 17;

/// Least probability of a commitment that is given: chosen so that 85 in a hundred are one and seven in ten are found, by
/// marks not learnt from.
pub(super) const LEAST: f32 = 0.54;

/// The same of an expectation: few were marked, so their odds stay nearer to even.
const LEAST_EXPECTED: f32 = 0.48;

/// Whether a commitment of this firmness is likely enough to be given.
pub(super) fn suffices(chance: f32, firmness: Firmness) -> bool {
    chance >= if firmness == Firmness::Expectation { LEAST_EXPECTED } else { LEAST }
}

/// The probability that hashed features give.
pub(super) fn probability(features: &[u32]) -> f32 {
    let [bias, unit] = [0, 4].map(|at| f32::from_le_bytes([0, 1, 2, 3].map(|byte| WEIGHTS[at + byte])));
    let weight = |feature: &u32| i32::from(WEIGHTS[8 + *feature as usize % SIZE] as i8);
    let odds = bias + unit * features.iter().map(weight).sum::<i32>() as f32;
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_whole() {
        assert!(WEIGHTS[8..].iter().any(|&weight| weight != 0));
        for features in [&[][..], &[0; 400], &[u32::MAX, 7, 7]] {
            assert!((0.0..=1.0).contains(&probability(features)));
        }
    }
}
