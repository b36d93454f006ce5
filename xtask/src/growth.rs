//! What tracing costs and finds while the archive grows: `cargo xtask growth DATA [MILLIONS...]`.
//!
//! The archive is made of real transcripts, those that the gold names always among them, and beyond those of text
//! generated from their own trigrams. For each size the gold's quotations are traced by one thread, and its processor
//! time is counted.

mod trigrams;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use read::Limits;
use text::Document;
use trace::{Archive, Prepared, Settings, prepare};
use understand::Understanding;

use self::trigrams::Trigrams;
use crate::clock::cpu_seconds;
use crate::gold::{Article, Fields, articles};

/// Sizes of the archive, in millions of words, when none are asked for.
const SIZES: [usize; 6] = [5, 10, 20, 36, 80, 160];
/// Words of a generated document.
const GENERATED: usize = 20_000;
/// Articles of made quotations that are traced, of the two thousand.
const MADE_ARTICLES: usize = 600;

/// Traces the gold at each size and prints a table.
pub fn measure(data: &Path, sizes: &[&str]) -> Result<()> {
    let sizes: Vec<usize> = sizes
        .iter()
        .map(|size| size.parse().context("sizes are millions of words"))
        .collect::<Result<_>>()?;
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let altered = data.join("altered");
    let mut made = articles(&altered.join("articles.jsonl"), &altered.join("gold.jsonl"), &Fields::MADE)?;
    made.truncate(MADE_ARTICLES);
    let traced = articles(&data.join("dev_articles.jsonl"), &data.join("dev_gold.jsonl"), &Fields::TRACED)?;
    let mut supply = Supply::new(data, &[&made, &traced]);
    println!(
        "million words | documents | index B/word | words/s indexed | quotations/s traced by hand, recall | made, recall"
    );
    for size in sizes {
        let (archive, seconds) = supply.archive(size * 1_000_000);
        let indexed = archive.word_count() as f64 / seconds;
        print!(
            "{:13.1} | {:9} | {:12.1} | {indexed:15.0}",
            archive.word_count() as f64 / 1e6,
            archive.len(),
            archive.index_bytes() as f64 / archive.word_count() as f64
        );
        for gold in [&traced, &made] {
            let (speed, recall) = traced_in(&archive, gold);
            print!(" | {speed:8.0} {:6.2} %", 100.0 * recall);
        }
        println!();
    }
    Ok(())
}

/// Quotations traced a second of processor time, and the share of those that stand somewhere that were traced there.
fn traced_in(archive: &Archive, gold: &[Article]) -> (f64, f64) {
    let (mut seconds, mut quotations, mut found, mut standing) = (0.0, 0, 0, 0);
    for article in gold {
        let mut understanding = article.understanding.clone();
        let started = cpu_seconds();
        let findings = archive.check(&article.document, &mut understanding, &Settings::default());
        seconds += cpu_seconds() - started;
        quotations += findings.len();
        for (item, finding) in article.items.iter().zip(&findings).filter(|(item, _)| item.stands()) {
            standing += 1;
            found += usize::from(finding.status == trace::Status::Traced && item.is_right(archive, finding));
        }
    }
    (quotations as f64 / seconds, f64::from(found as u32) / f64::from(standing.max(1)))
}

/// Documents in the order in which archives are filled: the gold's, other real ones, generated ones.
struct Supply {
    real: Vec<Prepared>,
    /// How many of them are always in.
    needed: usize,
    trigrams: Option<Trigrams>,
}

impl Supply {
    fn new(data: &Path, gold: &[&[Article]]) -> Self {
        let named: HashSet<&str> = gold
            .iter()
            .flat_map(|articles| articles.iter())
            .flat_map(|article| &article.items)
            .flat_map(|item| item.documents())
            .collect();
        let paths = ["dev_haystack", "altered/sources.jsonl", "wh_briefings"];
        let paths = paths.map(|path| data.join(path).to_string_lossy().into_owned());
        let (mut needed, mut others, mut known) = (Vec::new(), Vec::new(), HashSet::new());
        for raw in read::inputs(&paths, &Limits::default()) {
            let Ok(reading) = raw.and_then(|raw| raw.read()) else { continue };
            let document = reading.document;
            if !known.insert(document.sha256.clone()) {
                continue;
            }
            let path = document.path.as_deref().unwrap_or("").to_owned();
            let is_named =
                named.contains(document.id.as_str()) || named.iter().any(|name| path.ends_with(name));
            let understanding = understand::source(&document);
            let list = if is_named { &mut needed } else { &mut others };
            list.push(prepare(document, understanding));
        }
        let count = needed.len();
        needed.extend(others);
        Self { real: needed, needed: count, trigrams: None }
    }

    /// An archive of about so many words, and the seconds of processor time that indexing them took.
    fn archive(&mut self, words: usize) -> (Archive, f64) {
        let (mut builder, mut held, mut seconds) = (Archive::builder(), 0, 0.0);
        let mut add = |prepared: Prepared| {
            let length = prepared.len();
            let started = cpu_seconds();
            builder.add(prepared);
            seconds += cpu_seconds() - started;
            length
        };
        for (index, prepared) in self.real.iter().enumerate() {
            if index >= self.needed && held >= words {
                break;
            }
            held += add(prepared.clone());
        }
        for number in 0.. {
            if held >= words {
                break;
            }
            let trigrams = self.trigrams.get_or_insert_with(|| Trigrams::of(&self.real));
            let text = trigrams.text(number, GENERATED);
            let document = Document { id: format!("generated-{number}"), text, ..Document::default() };
            held += add(prepare(document, Understanding::default()));
        }
        let started = cpu_seconds();
        let archive = builder.finish();
        (archive, seconds + cpu_seconds() - started)
    }
}
