//! Learns the odds of cues from the marks: `cargo xtask learn-commitments DATA`.
//!
//! A logistic regression over hashed features with a pull towards zero. Marks are of sentences: one is marked when at
//! least one of its cues makes a commitment, so the chance of a sentence is that of at least one cue. It is measured by
//! leaving out a fifth of the documents of the sets that the rules were not tuned on, in turn.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::{MARKS, Mark, Tally, documents, mark, weight};
use crate::calibrate::regression;

/// Number of weights, as in `crates/understand/src/commitment/odds.rs`.
const SIZE: usize = 1 << 17;
/// Strength of the pull towards zero.
const RIDGE: f64 = 5.0;
/// Sets that the rules were not tuned on.
const UNTUNED: [&str; 4] = ["drawn 7", "drawn 8", "drawn 9", "drawn 10"];
/// Features seen in fewer cues are left out.
const LEAST: u32 = 2;
const ROUNDS: usize = 200;
const STEP: f64 = 0.1;
const PARTS: usize = 5;

/// A marked sentence with the features of its cues.
struct Case {
    mark: Mark,
    weight: f64,
    cues: Vec<Vec<usize>>,
    /// Which fifth its document belongs to.
    part: usize,
}

impl Case {
    fn right(&self) -> bool {
        self.mark.firmness != "-"
    }
}

/// Learns the odds, prints how well they do on what was left out, and writes them.
pub fn learn(data: &Path) -> Result<()> {
    let cases = cases(data)?;
    let left_out = LeftOut::of(&cases);
    for least in [0.4, 0.45, 0.5, 0.52, 0.54, 0.56, 0.58, 0.6, 0.62, 0.64, 0.66, 0.7, 0.8] {
        println!("{least}: {}", left_out.tally(least).told());
    }
    write(&fit(cases.iter()), left_out.scale)
}

/// How well the odds do on documents that were left out, with the probability from which the program gives a commitment.
pub(super) fn left_out(data: &Path) -> Result<Tally> {
    Ok(LeftOut::of(&cases(data)?).tally(understand::LEAST_CHANCE.into()))
}

/// The sentences of the sets that the rules were not tuned on, each with the odds by the documents of the other parts.
struct LeftOut<'a> {
    /// Sentences with their best odds; none where no cue was found.
    cases: Vec<(&'a Case, Option<f64>)>,
    /// By what odds are raised, and multiplied before, so that they are as often right as they say.
    scale: [f64; 2],
}

impl<'a> LeftOut<'a> {
    fn of(cases: &'a [Case]) -> Self {
        let held = |part| {
            let weights = fit(cases.iter().filter(|case| case.part != part));
            let held = cases.iter().filter(move |case| case.part == part && UNTUNED.contains(&case.mark.set));
            held.map(move |case| (case, best(case, &weights)))
        };
        let cases: Vec<_> = (0..PARTS).flat_map(held).collect();
        let scale = scale(&cases);
        Self { cases, scale }
    }

    fn tally(&self, least: f64) -> Tally {
        let [raise, slope] = self.scale;
        let mut tally = Tally::default();
        for (case, odds) in &self.cases {
            let found = odds.is_some_and(|odds| chance(raise + slope * odds) >= least);
            let cue = [(case.mark.start, String::new())];
            tally.count(&case.mark, case.weight, if found { &cue } else { &[] });
        }
        tally
    }
}

/// The sets that are not learnt from: what the odds do on them is what to expect of texts never read.
const KEPT_APART: [&str; 2] = ["drawn 11", "drawn 12"];

/// The marked sentences that are learnt from, with their cues.
fn cases(data: &Path) -> Result<Vec<Case>> {
    let marks: Vec<Mark> =
        MARKS.lines().filter_map(mark).filter(|mark| !KEPT_APART.contains(&mark.set)).collect();
    let mut found = BTreeMap::new();
    let mut counts = vec![0u32; SIZE];
    for (name, text) in documents(data, &marks)? {
        let offsets = text::Offsets::new(&text);
        let cue = |sample: understand::Sample| {
            let (at, _) = offsets.points(&text, sample.cue);
            let mut features: Vec<usize> =
                sample.features.iter().map(|&feature| feature as usize % SIZE).collect();
            features.sort_unstable();
            features.dedup();
            (at as u64, features)
        };
        let cues: Vec<(u64, Vec<usize>)> = understand::samples(&text).into_iter().map(cue).collect();
        found.insert(name, cues);
    }
    let weights: Vec<f64> = marks.iter().map(|mark| weight(&marks, mark)).collect();
    let case = |(mark, weight): (Mark, f64)| {
        let cues = found.get(mark.document).into_iter().flatten();
        let inside = cues.filter(|(at, _)| (mark.start..mark.end).contains(at));
        let cues: Vec<Vec<usize>> = inside.map(|(_, features)| features.clone()).collect();
        cues.iter().flatten().for_each(|&feature| counts[feature] += 1);
        let part = part(mark.document);
        Case { mark, weight, cues, part }
    };
    let mut cases: Vec<Case> = marks.into_iter().zip(weights).map(case).collect();
    for case in &mut cases {
        case.cues.iter_mut().for_each(|cue| cue.retain(|&feature| counts[feature] >= LEAST));
    }
    Ok(cases)
}

/// A fifth of the documents, by name.
fn part(document: &str) -> usize {
    document.bytes().fold(7usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) / 8 % PARTS
}

fn chance(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp())
}

fn odds(cue: &[usize], weights: &[f64]) -> f64 {
    cue.iter().map(|&feature| weights[feature]).sum()
}

/// The best odds of a sentence's cues.
fn best(case: &Case, weights: &[f64]) -> Option<f64> {
    case.cues.iter().map(|cue| odds(cue, weights)).max_by(f64::total_cmp)
}

/// Gradient descent with a step of its own for each weight (AdaGrad) on the penalised likelihood.
fn fit<'a>(cases: impl Iterator<Item = &'a Case>) -> Vec<f64> {
    let cases: Vec<&Case> = cases.collect();
    let mut weights = vec![0.0; SIZE];
    let mut squares = vec![1e-6; SIZE];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -RIDGE * weight).collect();
        cases.iter().for_each(|case| climb(case, &weights, &mut slope));
        for at in 0..SIZE {
            squares[at] += slope[at] * slope[at];
            weights[at] += STEP * slope[at] / squares[at].sqrt();
        }
    }
    weights
}

/// Adds what a sentence says of the slope of the likelihood.
fn climb(case: &Case, weights: &[f64], slope: &mut [f64]) {
    let chances: Vec<f64> = case.cues.iter().map(|cue| chance(odds(cue, weights))).collect();
    let none: f64 = chances.iter().map(|chance| 1.0 - chance).product();
    let none = none.min(1.0 - 1e-9);
    for (cue, chance) in case.cues.iter().zip(chances) {
        let share = if case.right() { chance * none / (1.0 - none) } else { -chance };
        cue.iter().for_each(|&feature| slope[feature] += share);
    }
}

/// By what odds are raised, and multiplied before, so that they are as often right as they say.
fn scale(cases: &[(&Case, Option<f64>)]) -> [f64; 2] {
    let sample = |(case, odds): &(&Case, Option<f64>)| {
        Some(regression::Sample {
            features: vec![1.0, (*odds)?],
            right: case.right(),
            weight: case.weight,
            fitted: true,
        })
    };
    let weights = regression::fit(&cases.iter().filter_map(sample).collect::<Vec<_>>());
    [weights[0], weights[1]]
}

fn write(weights: &[f64], [bias, slope]: [f64; 2]) -> Result<()> {
    let most = weights.iter().fold(0.0f64, |most, weight| most.max(weight.abs()));
    let unit = most * slope / 127.0;
    let mut bytes: Vec<u8> = [bias, unit].iter().flat_map(|&number| (number as f32).to_le_bytes()).collect();
    bytes.extend(weights.iter().map(|weight| (weight * slope / unit).round() as i8 as u8));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/understand/weights/commitments.bin");
    std::fs::write(path, bytes)?;
    Ok(())
}
