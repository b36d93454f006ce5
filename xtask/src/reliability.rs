//! Whether `confidence` is the share that is right: precision and recall at three levels of it, a reliability table and
//! its expected calibration error, on the articles of the quotation set.
//!
//! Right is a quotation whose words share half of their union with the gold's, one to one, and whose speaker's mention
//! overlaps the gold's (or whose name is the gold's, where one of the two has no mention).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use text::{Document, Offsets};
use understand::{Quotation, Understanding};

/// A range of code points, end exclusive.
type Points = (usize, usize);

/// Levels of confidence at which precision and recall are given.
const LEVELS: [f32; 3] = [0.0, 0.7, 0.9];

/// Bins of the reliability table.
const BINS: usize = 10;

/// Greatest expected calibration error that is let pass.
const MOST_ERROR: f64 = 0.05;

/// A quotation found.
struct Claim {
    confidence: f32,
    right: bool,
    /// The number of its article: every second one was looked at when shares were counted.
    article: usize,
}

/// Quotations found and how many the gold has.
#[derive(Default)]
struct Claims {
    found: Vec<Claim>,
    gold: usize,
}

/// Prints the tables; an error above the bound fails.
pub fn measure(data: &Path) -> Result<()> {
    let lines =
        fs::read_to_string(data.join("ggt_dev.jsonl")).context("the quotation set is not unpacked")?;
    let mut claims = Claims::default();
    for (article, line) in lines.lines().enumerate() {
        claims.read(article, &serde_json::from_str(line)?);
    }
    println!("== confidence");
    for level in LEVELS {
        let (given, right) = claims.at_least(level);
        let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        println!(
            "from {level:.1}: {given} quotations, precision {:.1}, recall {:.1}",
            share(given),
            share(claims.gold)
        );
    }
    claims.print_bins();
    let error = |half: Option<usize>| claims.error(half);
    println!(
        "expected calibration error: {:.3} (even articles {:.3}, odd {:.3})",
        error(None),
        error(Some(0)),
        error(Some(1))
    );
    ensure!(error(None) <= MOST_ERROR, "the calibration error is {:.3}, at most {MOST_ERROR}", error(None));
    Ok(())
}

impl Claims {
    fn read(&mut self, article: usize, gold: &Value) {
        let text = gold["text"].as_str().unwrap_or_default().to_owned();
        let document = Document { text, ..Document::default() };
        let found = understand::article(&document);
        let golds = gold["quotes"].as_array().map(Vec::as_slice).unwrap_or_default();
        self.gold += golds.len();
        let offsets = Offsets::new(&document.text);
        let points = |span: text::Span| offsets.points(&document.text, span);
        let mut pairs = Vec::new();
        let counted = counted(&found);
        for (index, quotation) in counted.iter().enumerate() {
            let words = words(quotation).into_iter().map(points).collect::<Vec<_>>();
            for (other, gold) in golds.iter().enumerate() {
                let overlap = overlap(&words, &ranges(&gold["spans"]));
                if overlap >= 0.5 {
                    pairs.push((overlap, index, other));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut right, mut used) = (vec![false; counted.len()], vec![false; golds.len()]);
        let mut matched = vec![false; counted.len()];
        for (_, index, other) in pairs {
            if !matched[index] && !used[other] {
                (matched[index], used[other]) = (true, true);
                let mention = counted[index].speaker_mention.map(points);
                right[index] = same_speaker(&found, counted[index], mention, &golds[other]);
            }
        }
        let claim = |(quotation, right): (&&Quotation, bool)| Claim {
            confidence: quotation.confidence,
            right,
            article,
        };
        self.found.extend(counted.iter().zip(right).map(claim));
    }

    /// How many have at least this confidence, and how many of these are right.
    fn at_least(&self, level: f32) -> (usize, usize) {
        let sure = || self.found.iter().filter(|claim| claim.confidence >= level);
        (sure().count(), sure().filter(|claim| claim.right).count())
    }

    /// The claims of a bin, of all articles or of one half.
    fn bin(&self, bin: usize, half: Option<usize>) -> impl Iterator<Item = &Claim> {
        let place = |claim: &Claim| ((claim.confidence * BINS as f32) as usize).min(BINS - 1);
        let wanted = move |claim: &&Claim| half.is_none_or(|half| claim.article % 2 == half);
        self.found.iter().filter(wanted).filter(move |claim| place(claim) == bin)
    }

    fn print_bins(&self) {
        println!("| confidence | quotations | mean | right |\n| --- | ---: | ---: | ---: |");
        for bin in 0..BINS {
            let (count, mean, right) = summary(self.bin(bin, None));
            if count > 0 {
                let (from, to) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
                println!("| {from:.1}–{to:.1} | {count} | {mean:.2} | {right:.2} |");
            }
        }
    }

    /// The mean distance between confidence and share right over bins, weighted by their quotations.
    fn error(&self, half: Option<usize>) -> f64 {
        let (mut all, mut sum) = (0, 0.0);
        for bin in 0..BINS {
            let (count, mean, right) = summary(self.bin(bin, half));
            all += count;
            sum += count as f64 * (mean - right).abs();
        }
        sum / all.max(1) as f64
    }
}

/// Number, mean confidence and share right.
fn summary<'c>(claims: impl Iterator<Item = &'c Claim>) -> (usize, f64, f64) {
    let (mut count, mut sum, mut right) = (0, 0.0, 0);
    for claim in claims {
        count += 1;
        sum += f64::from(claim.confidence);
        right += usize::from(claim.right);
    }
    let share = |sum: f64| sum / count.max(1) as f64;
    (count, share(sum), share(right as f64))
}

/// Quotations as the gold counts them: the pieces of one reported clause together.
fn counted(found: &Understanding) -> Vec<&Quotation> {
    let mut clauses = Vec::new();
    let first = |quotation: &&Quotation| match quotation.clause {
        Some(clause) if clauses.contains(&clause) => false,
        clause => {
            clauses.extend(clause);
            true
        }
    };
    found.quotations.iter().filter(first).collect()
}

fn words(quotation: &Quotation) -> Vec<text::Span> {
    quotation.clause.map_or_else(|| quotation.spans.clone(), |clause| vec![clause])
}

fn ranges(value: &Value) -> Vec<Points> {
    let number = |value: &Value| value.as_u64().unwrap_or(0) as usize;
    value.as_array().into_iter().flatten().map(|pair| (number(&pair[0]), number(&pair[1]))).collect()
}

/// Shared length over the length of the union.
fn overlap(one: &[Points], other: &[Points]) -> f64 {
    let length = |ranges: &[Points]| ranges.iter().map(|(start, end)| end - start).sum::<usize>();
    let shared = one.iter().flat_map(|a| other.iter().map(|b| shared(*a, *b))).sum::<usize>();
    shared as f64 / (length(one) + length(other) - shared).max(1) as f64
}

fn shared(one: Points, other: Points) -> usize {
    one.1.min(other.1).saturating_sub(one.0.max(other.0))
}

fn same_speaker(found: &Understanding, quotation: &Quotation, mention: Option<Points>, gold: &Value) -> bool {
    let golds = ranges(&gold["speaker_spans"]);
    match mention {
        Some(mention) if !golds.is_empty() => golds.iter().any(|&gold| shared(mention, gold) > 0),
        None if golds.is_empty() => true,
        None => false,
        Some(_) => {
            let last = |name: &str| name.split_whitespace().next_back().map(str::to_lowercase);
            let name = quotation.speaker.and_then(|speaker| last(&found.person(speaker).name));
            name.is_some() && name == gold["speaker_name"].as_str().and_then(last)
        }
    }
}
