//! One series against the documents read by hand: how many Allies meet the mark of two per cent, told over twelve years.
//!
//! `series.tsv` holds every sentence of the briefings that mentions the mark beside the Allies, and those that count them
//! without it: places, values and days, no text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shell::{command, output, root};

const READ: &str = include_str!("series.tsv");

/// What is asked for, as a user would.
const ASKED: &str = "2 percent allies";

/// Least share of sentences and of counts that are right, in per cent: just under what was reached.
const LEAST: (f64, f64) = (94.0, 82.0);

/// A count with its day, where one is known.
type Count = (String, Option<String>);

/// A point of the series as the program tells it.
struct Point {
    start: u64,
    count: Count,
    speaker: String,
}

/// Asks for the series of the documents that were read, compares it with the table sentence by sentence and fails under the
/// floors. A sentence is right when it adds its counts, with their days and speaker, or none where it has none.
pub fn measure(data: &Path) -> Result<()> {
    let rows: Vec<Vec<&str>> =
        READ.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let series = series(data, rows.iter().map(|row| row[0]))?;
    let (mut right, mut counts, mut right_counts) = (0, 0, 0);
    for row in &rows {
        let points = series.get(row[0]).map(Vec::as_slice).unwrap_or_default();
        let place = row[1].parse::<u64>()?..row[2].parse::<u64>()?;
        let wanted: BTreeSet<Count> = row[3].split(',').filter(|count| *count != "-").map(count).collect();
        // one speaker's count is told once a document: another sentence may tell it
        let told = |point: &&Point| place.contains(&point.start) || wanted.contains(&point.count);
        let spoken = |point: &&Point| row[4] == "-" || point.speaker.ends_with(row[4]);
        let found: BTreeSet<Count> =
            points.iter().filter(told).filter(spoken).map(|point| point.count.clone()).collect();
        let wrong = points.iter().filter(told).any(|point| !wanted.contains(&point.count));
        counts += wanted.len();
        right_counts += wanted.intersection(&found).count();
        right += usize::from(!wrong && wanted.is_subset(&found));
        if std::env::var_os("ONRECORD_SHOW").is_some() && (wrong || !wanted.is_subset(&found)) {
            println!("wrong  {} {} wanted {wanted:?} found {found:?}", row[0], row[1]);
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let (sentences, counted) = (share(right, rows.len()), share(right_counts, counts));
    println!("== series\nsentences {}, right {right}: {sentences:.1} %", rows.len());
    println!("counts {counts}, right {right_counts}: {counted:.1} %");
    ensure!(sentences >= LEAST.0 && counted >= LEAST.1, "series: below {} % or {} %", LEAST.0, LEAST.1);
    Ok(())
}

/// "23@2024-06-17", or "9" of a time that no calendar tells.
fn count(written: &str) -> Count {
    match written.split_once('@') {
        Some((value, day)) => (value.to_owned(), Some(day.to_owned())),
        None => (written.to_owned(), None),
    }
}

/// The points of the first series of plain counts, by document.
fn series<'a>(data: &Path, documents: impl Iterator<Item = &'a str>) -> Result<BTreeMap<String, Vec<Point>>> {
    let documents: BTreeSet<&str> = documents.collect();
    let program = root().join("target/release/onrecord").display().to_string();
    let mut program = command(&program, "figures --format json --about");
    program.arg(ASKED).args(documents.iter().map(|document| data.join(document)));
    let found: Value = serde_json::from_str(&output(program)?)?;
    let counts = |series: &&Value| series["unit"].is_null();
    let series = found.as_array().and_then(|all| all.iter().find(counts)).context("no series of counts")?;
    let mut points: BTreeMap<String, Vec<Point>> = BTreeMap::new();
    for point in series["points"].as_array().into_iter().flatten() {
        let path = point["document"]["path"].as_str().unwrap_or_default();
        let document = Path::new(path).strip_prefix(data).unwrap_or(Path::new(path)).display().to_string();
        let value = point["value"].as_f64().unwrap_or_default().to_string();
        points.entry(document).or_default().push(Point {
            start: point["start"].as_u64().unwrap_or_default(),
            count: (value, point["day"].as_str().map(str::to_owned)),
            speaker: point["speaker"].as_str().unwrap_or_default().to_owned(),
        });
    }
    Ok(points)
}
