//! What each command does.

mod check;
mod extract;
mod quotes;
mod trace;

use anyhow::{Result, ensure};
use clap::CommandFactory;
use onrecord::{Limits, Settings, Sources, forms};

use crate::arguments::{Against, Arguments, Command, FailOn};
use crate::outcome::Outcome;
use crate::progress::Progress;

/// Runs the command given.
pub fn run(arguments: Arguments) -> Result<Outcome> {
    match arguments.command {
        Command::Check(check) => check::run(&check),
        Command::Trace(trace) => trace::run(&trace),
        Command::Extract(extract) => extract::run(&extract),
        Command::Completions(completions) => {
            let mut command = Arguments::command();
            clap_complete::generate(completions.shell, &mut command, "onrecord", &mut std::io::stdout());
            Ok(Outcome::default())
        }
    }
}

/// Reads what is to be searched, naming what cannot be read.
fn sources(against: &Against, outcome: &mut Outcome) -> Result<(Sources, Settings)> {
    ensure!(
        !against.against.is_empty(),
        "nothing to compare with: give transcripts with --against PATH... (files, folders, globs)"
    );
    let progress = Progress::start("Reading sources");
    let sources = Sources::read(&against.against, &Limits::default(), |done| progress.at(done));
    drop(progress);
    sources.failures().iter().for_each(|failure| outcome.not_read(failure));
    ensure!(
        !sources.is_empty(),
        "nothing to compare with: no document could be read from what --against names"
    );
    let settings = Settings { unmarked: against.unmarked };
    Ok((sources, settings))
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
