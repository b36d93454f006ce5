//! Fits the weights by which `trace` turns evidence into confidence: `cargo xtask calibrate DATA`.
//!
//! Two logistic regressions over the development data: one for passages found anywhere, one for places in the
//! transcript of the occasion. Every other article is fitted on, the rest only measured. What it prints goes into
//! `crates/trace/src/evidence.rs`; since the weights choose among passages, run it again until they stay.

mod case;
pub mod regression;

use std::path::Path;

use anyhow::Result;

use case::{Case, Set};
use regression::{Sample, fit, probability};

use crate::gold::Fields;

/// What a hand-traced quotation weighs against a made one: there are twenty times as many of those.
const TRACED_WEIGHT: f64 = 6.0;

/// Fits and prints the weights.
pub fn calibrate(data: &Path) -> Result<()> {
    let altered = data.join("altered");
    let made = Set {
        sources: &altered.join("sources.jsonl"),
        articles: &altered.join("articles.jsonl"),
        gold: &altered.join("gold.jsonl"),
        fields: Fields::MADE,
        real: false,
        weight: 1.0,
        few_every: 8,
    };
    let traced = Set {
        sources: &data.join("dev_haystack"),
        articles: &data.join("dev_articles.jsonl"),
        gold: &data.join("dev_gold.jsonl"),
        fields: Fields::TRACED,
        real: true,
        weight: TRACED_WEIGHT,
        few_every: 2,
    };
    let mut cases = made.cases()?;
    cases.extend(traced.cases()?);
    let (within, open): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| case.within);
    for (name, cases) in [("OPEN_WEIGHTS", open), ("WITHIN_WEIGHTS", within)] {
        let samples: Vec<Sample> = cases.into_iter().map(|case| case.sample).collect();
        let weights = fit(&samples);
        // the last one only tells the two sets apart
        println!("{name} {:?}", rounded(&weights[..weights.len() - 1]));
        reliability(&samples, &weights);
    }
    Ok(())
}

fn rounded(weights: &[f64]) -> Vec<f64> {
    weights.iter().map(|weight| (weight * 1000.0).round() / 1000.0).collect()
}

/// Prints, for ten bins of confidence, what was expected and what was right on the articles not fitted on, and the mean
/// distance between the two.
fn reliability(samples: &[Sample], weights: &[f64]) {
    let mut bins = [(0usize, 0.0f64, 0.0f64); 10];
    for sample in samples.iter().filter(|sample| !sample.fitted) {
        let known = sample.features.len() - 1;
        let expected = probability(&weights[..known], &sample.features[..known]);
        let bin = &mut bins[((expected * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += expected;
        bin.2 += f64::from(u8::from(sample.right));
    }
    let all: usize = bins.iter().map(|bin| bin.0).sum();
    for (number, (count, expected, right)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        let of = *count as f64;
        println!("  0.{number}: {count:5}, expected {:.3}, right {:.3}", expected / of, right / of);
    }
    let error: f64 = bins.iter().map(|(_, expected, right)| (expected - right).abs()).sum();
    println!("  calibration error on the articles not fitted on: {:.4} of {all}", error / all.max(1) as f64);
}
