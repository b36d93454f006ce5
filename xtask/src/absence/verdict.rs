//! What the program says of the built cases.

use std::collections::BTreeMap;
use std::fs::{self, File};

use anyhow::Result;
use serde_json::Value;

use super::Layout;
use crate::gold::{lines, offset, string};
use crate::shell::{command, root, run};

/// Verdicts on the cases of one kind.
#[derive(Default)]
pub struct Tally {
    cases: usize,
    not_extracted: usize,
    verdicts: BTreeMap<String, usize>,
}

impl Tally {
    /// The share of found cases that were called `not_in_transcript`, in percent.
    pub fn not_in_transcript(&self) -> f64 {
        let called = self.verdicts.get("not_in_transcript").copied().unwrap_or(0);
        100.0 * called as f64 / (self.cases - self.not_extracted).max(1) as f64
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Tally { cases, not_extracted, verdicts } = self;
        let share = self.not_in_transcript();
        write!(
            f,
            "not_in_transcript {share:5.1} % of {cases} cases ({not_extracted} not extracted): {verdicts:?}"
        )
    }
}

impl Layout {
    /// Runs the released program and counts its verdicts on the cases.
    pub fn judged(&self, kind: &str) -> Result<Tally> {
        let kept = root().join("target/accuracy");
        fs::create_dir_all(&kept)?;
        let found = kept.join(format!("absence_{kind}.jsonl"));
        let program = root().join("target/release/onrecord");
        let mut check = command(&program.to_string_lossy(), "check");
        check.arg(&self.articles).arg("--against").arg(&self.against).args([
            "--format",
            "jsonl",
            "--no-text",
        ]);
        check.stdout(File::create(&found)?);
        run(check)?;
        let checks =
            lines(&found)?.into_iter().map(|check| (string(&check["article"]["document"]["id"]), check));
        let checks: BTreeMap<_, _> = checks.collect();
        let mut tally = Tally { cases: self.places.len(), ..Tally::default() };
        for (article, start, end) in &self.places {
            match checks.get(article).and_then(|check| verdict(check, *start, *end)) {
                Some(verdict) => *tally.verdicts.entry(verdict).or_default() += 1,
                None => tally.not_extracted += 1,
            }
        }
        Ok(tally)
    }
}

/// The verdict, with its reason, on the marked quotation that covers most of the place.
fn verdict(check: &Value, start: usize, end: usize) -> Option<String> {
    let overlap = |quotation: &Value| {
        offset(&quotation["end"]).min(end).saturating_sub(offset(&quotation["start"]).max(start))
    };
    let pairs = check["article"]["quotations"].as_array()?.iter().zip(check["findings"].as_array()?);
    let marked = pairs.filter(|(quotation, _)| quotation["kind"] != "indirect");
    let (quotation, finding) = marked.max_by_key(|(quotation, _)| overlap(quotation))?;
    let reason = finding["reason"].as_str().map(|reason| format!(" {reason}")).unwrap_or_default();
    (overlap(quotation) * 2 >= end - start).then(|| string(&finding["status"]) + &reason)
}
