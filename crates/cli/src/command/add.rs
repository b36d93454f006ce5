//! `onrecord add`: documents into a record.

use anyhow::Result;
use onrecord::{AddSummary, Limits, Record};

use crate::arguments::Add;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::show::Answers;

/// Adds the documents, and prints what became of them.
pub fn run(arguments: &Add) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut record = Record::create(&arguments.record.record)?;
    let progress = Progress::start("Adding");
    let summary = record.add(&arguments.paths, &Limits::default(), |so_far| progress.at(so_far.done()))?;
    drop(progress);
    name(&summary, &mut outcome);
    let mut answers = Answers::new(arguments.format);
    answers.show(&summary.form(&record)?)?;
    answers.finish()?;
    Ok(outcome)
}

fn name(summary: &AddSummary, outcome: &mut Outcome) {
    summary.failures.iter().for_each(|failure| outcome.not_read(failure));
    for removed in &summary.removed {
        anstream::eprintln!("onrecord: {removed}");
        outcome.unread = true;
    }
}
