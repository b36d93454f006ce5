//! Commitments against marks made by hand: sentences drawn from 80 documents, with what each undertakes.
//!
//! `commitments.tsv` holds places and labels, no text. Set `tuned` and `seen` were read while the rules were written; `fresh`
//! was drawn and marked before the program was run on it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shell::{command, output, root};

const MARKS: &str = include_str!("commitments.tsv");

/// A sentence marked by hand.
struct Mark {
    set: &'static str,
    document: &'static str,
    start: u64,
    end: u64,
    /// How firmly; `-` for no commitment.
    firmness: &'static str,
}

/// What was counted in a set.
#[derive(Default)]
struct Tally {
    right: u32,
    false_alarms: u32,
    missed: u32,
    firm: u32,
}

/// Least precision and recall of each set, in per cent: just under what was reached.
const FLOORS: [(&str, f64, f64); 3] = [("tuned", 94.0, 90.0), ("seen", 90.0, 80.0), ("fresh", 90.0, 85.0)];

/// Finds the commitments of the marked documents, prints precision, recall and firmness for each set, and fails where a set
/// is below its floor.
pub fn measure(data: &Path) -> Result<()> {
    let marks: Vec<Mark> = MARKS.lines().filter(|line| !line.starts_with('#')).filter_map(mark).collect();
    let found = found(data, &marks)?;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for mark in &marks {
        let cues = found.get(mark.document).map(Vec::as_slice).unwrap_or_default();
        tallies.entry(mark.set).or_default().count(mark, cues);
    }
    println!("== commitments");
    tallies.iter().for_each(|(set, tally)| println!("{set}: {}", tally.told()));
    for (set, precision, recall) in FLOORS {
        let tally = tallies.get(set).with_context(|| format!("no marks of the set {set}"))?;
        ensure!(
            tally.precision() >= precision && tally.recall() >= recall,
            "commitments, {set}: below {precision} % precision or {recall} % recall"
        );
    }
    Ok(())
}

impl Tally {
    /// Counts a sentence; `cues` are those found in its document.
    fn count(&mut self, mark: &Mark, cues: &[(u64, String)]) {
        let mut inside = cues.iter().filter(|(at, _)| (mark.start..mark.end).contains(at)).peekable();
        match (mark.firmness, inside.peek().is_some()) {
            ("-", found) => self.false_alarms += u32::from(found),
            (_, false) => self.missed += 1,
            (firm, true) => {
                self.right += 1;
                self.firm += u32::from(inside.any(|(_, firmness)| firmness == firm));
            }
        }
    }

    fn precision(&self) -> f64 {
        share(self.right, self.right + self.false_alarms)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn told(&self) -> String {
        let (found, wanted) = (self.right + self.false_alarms, self.right + self.missed);
        format!(
            "precision {:.1} % ({}), recall {:.1} % ({}), firmness {:.1} %",
            self.precision(),
            interval(self.right, found),
            self.recall(),
            interval(self.right, wanted),
            share(self.firm, self.right)
        )
    }
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1)) * 100.0
}

/// Wilson's interval at 95 %.
fn interval(part: u32, whole: u32) -> String {
    const Z: f64 = 1.96;
    let (share, whole) = (f64::from(part) / f64::from(whole.max(1)), f64::from(whole.max(1)));
    let middle = share + Z * Z / (2.0 * whole);
    let reach = Z * (share * (1.0 - share) / whole + Z * Z / (4.0 * whole * whole)).sqrt();
    let end = |sign: f64| (middle + sign * reach) / (1.0 + Z * Z / whole) * 100.0;
    format!("{part} of {}, {:.0} to {:.0}", whole as u32, end(-1.0), end(1.0))
}

fn mark(line: &'static str) -> Option<Mark> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[set, document, start, end, firmness] = cells.as_slice() else { return None };
    Some(Mark { set, document, start: start.parse().ok()?, end: end.parse().ok()?, firmness })
}

/// Where each marked document has cues, and how firm they are.
fn found(data: &Path, marks: &[Mark]) -> Result<BTreeMap<String, Vec<(u64, String)>>> {
    let files: BTreeSet<&str> =
        marks.iter().map(|mark| mark.document.split('#').next().unwrap_or_default()).collect();
    let mut program = command(
        &root().join("target/release/onrecord").to_string_lossy(),
        "extract --no-text --format jsonl",
    );
    program.args(files.iter().map(|file| data.join(file)));
    let mut found = BTreeMap::new();
    for line in output(program)?.lines() {
        let extract: Value = serde_json::from_str(line)?;
        let path = extract["document"]["path"].as_str().unwrap_or_default();
        let path = Path::new(path).strip_prefix(data).unwrap_or(Path::new(path)).display().to_string();
        let id = extract["document"]["id"].as_str().unwrap_or_default();
        let name = if path.ends_with(".jsonl") { format!("{path}#{id}") } else { path };
        let cues = extract["commitments"].as_array().into_iter().flatten().filter_map(|commitment| {
            Some((commitment["cue"]["start"].as_u64()?, commitment["firmness"].as_str()?.to_owned()))
        });
        found.insert(name, cues.collect());
    }
    Ok(found)
}
