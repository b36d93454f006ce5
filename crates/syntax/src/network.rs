//! A small network over hashed features: each known feature has a row of weights, the rows of a decision are summed,
//! cut at zero and weighed into one score a class.
//!
//! Rows are 8-bit, sums 16-bit, scores 32-bit integers, so results are the same on any machine. This is the linear
//! model's sum of feature weights with one bend in it, which spares most of the hand-made feature conjunctions.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use crate::feature::MOST;
use crate::index::Index;

/// Units of a row's weights in 1.0.
#[cfg(feature = "learn")]
pub(crate) const ROW_UNIT: f32 = 64.0;
/// What stands for 0.0 in a row. Bytes without a sign are widened in fewer instructions; the sum of the zeros is taken
/// off once at the end.
pub(crate) const ROW_ZERO: i16 = 128;
/// Units of an output weight in 1.0.
#[cfg(feature = "learn")]
pub(crate) const OUT_UNIT: f32 = 1024.0;

/// A network with `H` hidden units, reading its rows from the embedded weights.
#[derive(Debug)]
pub(crate) struct Network<const H: usize> {
    /// The widest instructions of this machine; the results do not depend on them.
    arch: Arch,
    index: Index,
    rows: &'static [[u8; H]],
    bias: [i16; H],
    out: Vec<[i16; H]>,
    out_bias: Vec<i32>,
}

/// The hidden units of one decision.
pub(crate) type Hidden<const H: usize> = [i16; H];

impl<const H: usize> Network<H> {
    /// Reads a network from the front of `bytes`, which then stand behind it; `None` where they hold none.
    ///
    /// Layout, little-endian: features, classes (u32 each); the features' keys (u32); rows (u8 × H); hidden biases
    /// (i16 × H); output rows (i16 × H); output biases (i32).
    pub fn read(bytes: &mut &'static [u8]) -> Option<Self> {
        let features = u32::from_le_bytes(take(bytes)?) as usize;
        let classes = u32::from_le_bytes(take(bytes)?) as usize;
        let (keys, rest) = bytes.split_at_checked(features.checked_mul(4)?)?;
        let (rows, rest) = rest.split_at_checked(features.checked_mul(H)?)?;
        *bytes = rest;
        let mut bias = [0; H];
        for unit in &mut bias {
            *unit = i16::from_le_bytes(take(bytes)?);
        }
        let mut out = vec![[0; H]; classes];
        for unit in out.iter_mut().flatten() {
            *unit = i16::from_le_bytes(take(bytes)?);
        }
        let mut out_bias = vec![0; classes];
        for unit in &mut out_bias {
            *unit = i32::from_le_bytes(take(bytes)?);
        }
        Some(Self {
            arch: Arch::new(),
            index: Index::new(keys)?,
            rows: rows.as_chunks().0,
            bias,
            out,
            out_bias,
        })
    }

    /// The number of classes.
    pub fn classes(&self) -> usize {
        self.out.len()
    }

    /// The hidden units for a decision's features; unknown features count nothing.
    pub fn hidden(&self, features: &[u32]) -> Hidden<H> {
        self.arch.dispatch(Sum { network: self, features })
    }

    /// The score of one class.
    pub fn score(&self, hidden: &Hidden<H>, class: usize) -> i32 {
        self.arch.dispatch(Best { network: self, hidden, classes: class..class + 1 }).1
    }

    /// The best class of `classes`, the first of equals.
    pub fn best(&self, hidden: &Hidden<H>, classes: Range<usize>) -> usize {
        self.arch.dispatch(Best { network: self, hidden, classes }).0
    }
}

/// Sums the rows of a decision's features.
struct Sum<'a, const H: usize> {
    network: &'a Network<H>,
    features: &'a [u32],
}

impl<const H: usize> WithSimd for Sum<'_, H> {
    type Output = Hidden<H>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Hidden<H> {
        let mut sum = self.network.bias;
        let mut places = [0u32; MOST];
        let mut known = 0;
        for &feature in self.features {
            if let Some(place) = self.network.index.find(feature) {
                places[known] = place as u32;
                known += 1;
            }
        }
        for &place in &places[..known] {
            for (unit, &weight) in sum.iter_mut().zip(&self.network.rows[place as usize]) {
                *unit = unit.wrapping_add(i16::from(weight));
            }
        }
        let raised = (known as i16).wrapping_mul(ROW_ZERO);
        for unit in &mut sum {
            *unit = unit.wrapping_sub(raised).max(0);
        }
        sum
    }
}

/// Finds the best class and its score.
struct Best<'a, const H: usize> {
    network: &'a Network<H>,
    hidden: &'a Hidden<H>,
    classes: Range<usize>,
}

impl<const H: usize> WithSimd for Best<'_, H> {
    type Output = (usize, i32);

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> (usize, i32) {
        let mut best = (self.classes.start, i32::MIN);
        for class in self.classes {
            let products =
                self.network.out[class].iter().zip(self.hidden).map(|(&a, &b)| i32::from(a) * i32::from(b));
            let score = self.network.out_bias[class] + products.sum::<i32>();
            if score > best.1 {
                best = (class, score);
            }
        }
        best
    }
}

/// Takes `N` bytes from the front.
pub(crate) fn take<const N: usize>(bytes: &mut &'static [u8]) -> Option<[u8; N]> {
    let (front, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*front)
}
