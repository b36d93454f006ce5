//! How likely a cue makes a commitment: a logistic regression over hashed features.
//!
//! `weights/commitments.bin` is made by `cargo xtask learn-commitments DATA` from the marks of docs/commitments.md: two
//! little-endian numbers (f32), what all have in common and the unit of the weights, then a weight (i8) for each
//! remainder of a feature's hash. The odds are set so that of commitments given with a probability of 0.8, eighty in a
//! hundred were right by the marks not learnt from.

static WEIGHTS: &[u8; 8 + SIZE] = include_bytes!("../../weights/commitments.bin");

/// Number of weights; a power of two.
pub(super) const SIZE: usize = 1 << 16;

/// Least probability of a commitment that is given: chosen so that 87 in a hundred are right by the marks.
pub(super) const LEAST: f32 = 0.65;

/// The probability that hashed features give.
pub(super) fn probability(features: &[u32]) -> f32 {
    let [bias, unit] = [0, 4].map(|at| f32::from_le_bytes([0, 1, 2, 3].map(|byte| WEIGHTS[at + byte])));
    let weight = |feature: &u32| i32::from(WEIGHTS[8 + *feature as usize % SIZE] as i8);
    let odds = bias + unit * features.iter().map(weight).sum::<i32>() as f32;
    1.0 / (1.0 + (-odds).exp())
}
