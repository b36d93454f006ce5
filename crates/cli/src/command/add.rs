//! `onrecord add`: documents into a record.

use std::time::Duration;

use anyhow::Result;
use onrecord::{AddSummary, Limits, Record, Watch};

use crate::arguments::Add;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::show::Answers;

/// How often to look for what arrives; a file is added when two looks found it the same.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Adds the documents, and prints what became of them; with `--watch` goes on with what arrives.
pub fn run(arguments: &Add) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut record = Record::create(&arguments.record.record)?;
    let mut answers = Answers::new(arguments.format);
    let summary = add(&mut record, &arguments.paths, &mut outcome)?;
    answers.show(&summary.form(&record)?)?;
    if !arguments.watch {
        answers.finish()?;
        return Ok(outcome);
    }
    let mut watch = Watch::default();
    loop {
        let arrived = watch.arrived(&arguments.paths);
        if !arrived.is_empty() {
            let summary = add(&mut record, &arrived, &mut outcome)?;
            if summary.done() > summary.known {
                answers.show(&summary.form(&record)?)?;
            }
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

fn add(record: &mut Record, paths: &[String], outcome: &mut Outcome) -> Result<AddSummary> {
    let progress = Progress::start("Adding");
    let summary = record.add(paths, &Limits::default(), |so_far| progress.at(so_far.done()))?;
    drop(progress);
    name(&summary, outcome);
    Ok(summary)
}

fn name(summary: &AddSummary, outcome: &mut Outcome) {
    summary.failures.iter().for_each(|failure| outcome.not_read(failure));
    for removed in &summary.removed {
        anstream::eprintln!("onrecord: {removed}");
        outcome.unread = true;
    }
}
