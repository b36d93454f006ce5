//! What each command does.

mod add;
mod ask;
mod check;
mod claims;
mod export;
mod extract;
mod import;
mod quotes;
mod search;
mod serve;
mod trace;
mod upkeep;
mod word;

use std::path::Path;

use anyhow::{Result, ensure};
use clap::CommandFactory;
use onrecord::{Limits, Record, Settings, Sources, forms};

use crate::arguments::{Against, Arguments, Command, FailOn};
use crate::outcome::Outcome;
use crate::progress::Progress;

/// Runs the command given.
pub fn run(arguments: Arguments) -> Result<Outcome> {
    match arguments.command {
        Command::Check(check) => check::run(&check),
        Command::Trace(trace) => trace::run(&trace),
        Command::Extract(extract) => extract::run(&extract),
        Command::Add(add) => add::run(&add),
        Command::Search(search) => search::run(&search),
        Command::Statements(statements) => ask::statements(&statements),
        Command::Trail(trail) => ask::trail(&trail),
        Command::People(people) => ask::people(&people),
        Command::Occasions(occasions) => ask::occasions(&occasions),
        Command::Figures(figures) => claims::figures(&figures),
        Command::Commitments(commitments) => claims::commitments(&commitments),
        Command::Positions(positions) => claims::positions(&positions),
        Command::Review(review) => word::review(&review),
        Command::Remove(remove) => word::remove(&remove),
        Command::Verify(verify) => upkeep::verify(&verify),
        Command::Rebuild(rebuild) => upkeep::rebuild(&rebuild),
        Command::Export(export) => export::run(&export),
        Command::Import(import) => import::run(&import),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Completions(completions) => {
            let mut command = Arguments::command();
            clap_complete::generate(completions.shell, &mut command, "onrecord", &mut std::io::stdout());
            Ok(Outcome::default())
        }
    }
}

/// Reads what is to be searched, naming what cannot be read.
fn sources(against: &Against, outcome: &mut Outcome) -> Result<(Sources, Settings)> {
    let record = record(against)?;
    ensure!(
        !against.against.is_empty() || record.is_some(),
        "nothing to compare with: give transcripts with --against PATH... (files, folders, globs), or a record with --record FILE"
    );
    let progress = Progress::start("Reading sources");
    let (paths, limits) = (&against.against, Limits::default());
    let sources = match &record {
        Some(record) => record.sources(paths, &limits, |done| progress.at(done))?,
        None => Sources::read(paths, &limits, |done| progress.at(done)),
    };
    drop(progress);
    sources.failures().iter().for_each(|failure| outcome.not_read(failure));
    ensure!(
        !sources.is_empty(),
        "nothing to compare with: no document could be read from what --against or --record names"
    );
    let settings = Settings { unmarked: against.unmarked, ..Settings::default() };
    Ok((sources, settings))
}

/// The record named, else the usual one where there is one and nothing else is named.
fn record(against: &Against) -> Result<Option<Record>> {
    let usual = Path::new("onrecord.db");
    let path = match &against.record {
        Some(path) => Some(path.as_path()),
        None => Some(usual).filter(|usual| against.against.is_empty() && usual.exists()),
    };
    Ok(path.map(Record::open).transpose()?)
}

/// Whether a finding meets one of the conditions.
fn met(conditions: &[FailOn], finding: &forms::Finding) -> bool {
    conditions.iter().any(|condition| match condition {
        FailOn::Changed => finding.wording.is_some_and(|wording| wording != "verbatim"),
        FailOn::Touches => finding.changes.iter().any(|change| !change.touches.is_empty()),
        FailOn::SpeakerDiffers => finding.speaker_check == "differs",
        FailOn::NotInTranscript => finding.status == "not_in_transcript",
        FailOn::Undecided => finding.status == "undecided",
    })
}
