//! A small network over hashed features: each known feature has a row of weights, the rows of a decision are summed,
//! cut at zero and weighed into one score a class.
//!
//! Rows are 8-bit, sums 16-bit, scores 32-bit integers, so results are the same on any machine. This is the linear
//! model's sum of feature weights with one bend in it, which spares most of the hand-made feature conjunctions.

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
        Some(Self { index: Index::new(keys), rows: rows.as_chunks().0, bias, out, out_bias })
    }

    /// The number of classes.
    pub fn classes(&self) -> usize {
        self.out.len()
    }

    /// The hidden units for a decision's features; unknown features count nothing.
    pub fn hidden(&self, features: &[u32]) -> Hidden<H> {
        let mut sum = self.bias;
        let mut known = 0i16;
        for &feature in features {
            if let Some(place) = self.index.find(feature) {
                known += 1;
                for (unit, &weight) in sum.iter_mut().zip(&self.rows[place]) {
                    *unit = unit.wrapping_add(i16::from(weight));
                }
            }
        }
        let raised = known.wrapping_mul(ROW_ZERO);
        sum.map(|unit| unit.wrapping_sub(raised).max(0))
    }

    /// The score of one class.
    pub fn score(&self, hidden: &Hidden<H>, class: usize) -> i32 {
        let sum: i32 = self.out[class].iter().zip(hidden).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        sum + self.out_bias[class]
    }

    /// The best class of `range`, the first of equals.
    pub fn best(&self, hidden: &Hidden<H>, range: std::ops::Range<usize>) -> usize {
        let mut best = (range.start, i32::MIN);
        for class in range {
            let score = self.score(hidden, class);
            if score > best.1 {
                best = (class, score);
            }
        }
        best.0
    }
}

/// Takes `N` bytes from the front.
pub(crate) fn take<const N: usize>(bytes: &mut &'static [u8]) -> Option<[u8; N]> {
    let (front, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*front)
}
