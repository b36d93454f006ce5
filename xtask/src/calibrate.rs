//! Fits the weights by which `trace` turns evidence into confidence: `cargo xtask calibrate DATA`.
//!
//! A logistic regression over the development data, with the gold's own spans as quotations: every other article is
//! fitted on, the rest only measured. What it prints goes into `crates/trace/src/evidence.rs`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use read::Limits;
use serde_json::Value;
use text::{Document, Offsets, Span};
use trace::{Archive, Finding, Settings, prepare};
use understand::{Person, PersonId, Quotation, QuotationKind, Understanding};

/// What a hand-traced quotation weighs against a made one: there are twenty times as many of those.
const TRACED_WEIGHT: f64 = 6.0;
/// Strength of the pull towards zero.
const RIDGE: f64 = 2.0;
const ROUNDS: usize = 12;

/// A quotation with its features and whether the best passage found is right.
struct Sample {
    features: Vec<f64>,
    right: bool,
    weight: f64,
    fitted: bool,
}

/// Names of the fields of the two gold files.
struct Fields {
    start: &'static str,
    end: &'static str,
    speaker: &'static str,
    /// One where the set's own odds are to be told apart from the other's; it is left out of the weights.
    set: f64,
    weight: f64,
}

/// Fits and prints the weights.
pub fn calibrate(data: &Path) -> Result<()> {
    let made = Fields { start: "begin", end: "end", speaker: "speaker_stated", set: 0.0, weight: 1.0 };
    let traced = Fields { start: "start", end: "end", speaker: "speaker", set: 1.0, weight: TRACED_WEIGHT };
    let altered = data.join("altered");
    let mut samples = samples(
        &[altered.join("sources.jsonl")],
        &altered.join("articles.jsonl"),
        &altered.join("gold.jsonl"),
        &made,
    )?;
    samples.extend(self::samples(
        &[data.join("dev_haystack")],
        &data.join("dev_articles.jsonl"),
        &data.join("dev_gold.jsonl"),
        &traced,
    )?);
    let weights = fit(&samples);
    let settings = trace::Evidence::default().setting_features().len();
    let wording = weights.len() - 1 - settings;
    println!("WORDING_WEIGHTS {:?}", rounded(&weights[..wording]));
    println!("SETTING_WEIGHTS {:?}", rounded(&weights[wording..wording + settings]));
    println!("calibration error on the articles not fitted on: {:.4}", calibration_error(&samples, &weights));
    Ok(())
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).context("not JSON")).collect()
}

fn archive(paths: &[PathBuf]) -> Archive {
    let paths: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let mut builder = Archive::builder();
    for raw in read::inputs(&paths, &Limits::default()) {
        let Ok(reading) = raw.and_then(|raw| raw.read()) else { continue };
        let understanding = understand::source(&reading.document);
        builder.add(prepare(reading.document, understanding));
    }
    builder.finish()
}

fn samples(sources: &[PathBuf], articles: &Path, gold: &Path, fields: &Fields) -> Result<Vec<Sample>> {
    let archive = archive(sources);
    let gold = lines(gold)?;
    let mut samples = Vec::new();
    for (number, article) in lines(articles)?.iter().enumerate() {
        let id = article["id"].as_str().unwrap_or_default();
        let items: Vec<&Value> = gold.iter().filter(|item| item["article"] == id).collect();
        let document = Document {
            id: id.to_owned(),
            text: article["text"].as_str().unwrap_or_default().to_owned(),
            published: article["date"].as_str().and_then(|date| date.parse().ok()),
            ..Document::default()
        };
        let mut understanding = understood(&document.text, &items, fields);
        let findings = archive.check(&document, &mut understanding, &Settings::default());
        samples.extend(items.iter().zip(&findings).map(|(item, finding)| Sample {
            features: features(finding, fields),
            right: right(&archive, finding, item),
            weight: fields.weight,
            fitted: number % 2 == 0,
        }));
    }
    Ok(samples)
}

/// The gold's quotations and speakers, as if they had been found.
fn understood(text: &str, items: &[&Value], fields: &Fields) -> Understanding {
    let offsets = Offsets::new(text);
    let mut understanding = Understanding::default();
    for item in items {
        let byte = |field: &str| offsets.byte(text, item[field].as_u64().unwrap_or(0) as usize).unwrap_or(0);
        let span = Span::new(byte(fields.start), byte(fields.end));
        let speaker = item[fields.speaker].as_str().map(|name| {
            understanding.people.push(Person { name: name.to_owned(), ..Person::default() });
            PersonId(understanding.people.len() as u32 - 1)
        });
        understanding.quotations.push(Quotation {
            span,
            spans: vec![span],
            kind: QuotationKind::Direct,
            clause: None,
            continues: None,
            speaker,
            speaker_mention: None,
            cue: None,
            confidence: 1.0,
        });
    }
    understanding
}

fn features(finding: &Finding, fields: &Fields) -> Vec<f64> {
    let wording = finding.evidence.wording_features();
    let setting = finding.evidence.setting_features();
    wording.iter().chain(&setting).map(|&feature| f64::from(feature)).chain([fields.set]).collect()
}

/// Whether the nearest passage is one that the gold gives.
fn right(archive: &Archive, finding: &Finding, item: &Value) -> bool {
    let Some(nearest) = &finding.searched.nearest else { return false };
    let document = archive.document(nearest.document);
    let offsets = Offsets::new(&document.text);
    let (start, end) = offsets.points(&document.text, nearest.span);
    let overlaps = |place: &Value| {
        let at = |field: &str| place[field].as_u64().unwrap_or(0) as usize;
        end.min(at("end")) >= start.max(at("begin")) + 10
    };
    let made = item["src"].as_array().into_iter().flatten();
    let traced = ["sources", "other_events"]
        .into_iter()
        .flat_map(|field| item[field].as_array().into_iter().flatten());
    let path = document.path.as_deref().unwrap_or("");
    made.into_iter().any(|place| place["source"] == document.id.as_str() && overlaps(place))
        || traced.filter_map(|place| place["doc"].as_str().or(place.as_str())).any(|doc| {
            !path.is_empty()
                && path.ends_with(doc.rsplit('#').next().unwrap_or(doc))
                && item["status"] == "traced"
        })
}

fn probability(weights: &[f64], features: &[f64]) -> f64 {
    let odds: f64 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
    1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp())
}

/// Newton's method on the penalised likelihood.
fn fit(samples: &[Sample]) -> Vec<f64> {
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

fn rounded(weights: &[f64]) -> Vec<f64> {
    weights.iter().map(|weight| (weight * 1000.0).round() / 1000.0).collect()
}

/// Mean distance, over ten bins of confidence, between what was expected and what was right.
fn calibration_error(samples: &[Sample], weights: &[f64]) -> f64 {
    let mut bins = [(0.0f64, 0.0f64); 10];
    let held: Vec<&Sample> = samples.iter().filter(|sample| !sample.fitted).collect();
    for sample in &held {
        let mut features = sample.features.clone();
        features.pop();
        let expected = probability(weights, &features);
        let bin = &mut bins[((expected * 10.0) as usize).min(9)];
        bin.0 += expected;
        bin.1 += f64::from(u8::from(sample.right));
    }
    bins.iter().map(|(expected, right)| (expected - right).abs()).sum::<f64>() / held.len().max(1) as f64
}
