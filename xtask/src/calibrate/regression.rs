//! Logistic regression: small, dense, with a pull towards zero.

/// Strength of the pull towards zero.
const RIDGE: f64 = 2.0;
const ROUNDS: usize = 15;

/// What is known of one case, and whether it is so.
pub struct Sample {
    pub features: Vec<f64>,
    pub right: bool,
    pub weight: f64,
    /// Fitted on; else only measured.
    pub fitted: bool,
}

/// The probability that weights give to a case.
pub fn probability(weights: &[f64], features: &[f64]) -> f64 {
    let odds: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
    1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp())
}

/// Newton's method on the penalised likelihood.
pub fn fit(samples: &[Sample]) -> Vec<f64> {
    let size = samples[0].features.len();
    let mut weights = vec![0.0; size];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -RIDGE * weight).collect();
        let mut curve = vec![vec![0.0; size]; size];
        (0..size).for_each(|at| curve[at][at] = RIDGE);
        for sample in samples.iter().filter(|sample| sample.fitted) {
            let expected = probability(&weights, &sample.features);
            let miss = sample.weight * (f64::from(u8::from(sample.right)) - expected);
            let spread = sample.weight * expected * (1.0 - expected);
            for row in 0..size {
                slope[row] += miss * sample.features[row];
                let scale = spread * sample.features[row];
                curve[row]
                    .iter_mut()
                    .zip(&sample.features)
                    .for_each(|(cell, feature)| *cell += scale * feature);
            }
        }
        solve(curve, slope).iter().zip(&mut weights).for_each(|(step, weight)| *weight += step);
    }
    weights
}

/// Gauss–Jordan elimination with pivots.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot =
            (at..size).max_by(|&a, &b| matrix[a][at].abs().total_cmp(&matrix[b][at].abs())).unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        let (pivot_row, pivot_right) = (matrix[at].clone(), right[at]);
        for row in (0..size).filter(|&row| row != at) {
            let factor = matrix[row][at] / pivot_row[at];
            matrix[row].iter_mut().zip(&pivot_row).for_each(|(cell, pivot)| *cell -= factor * pivot);
            right[row] -= factor * pivot_right;
        }
    }
    (0..size).map(|at| right[at] / matrix[at][at]).collect()
}
