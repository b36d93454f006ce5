//! `onrecord extract`: who said what in each document.

use anyhow::Result;
use onrecord::Limits;

use crate::arguments::Extract;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::show::Extracts;

/// Extracts from the documents in order and prints each as it is done.
pub fn run(arguments: &Extract) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut extracts = Extracts::new(arguments.format, arguments.no_text);
    let progress = Progress::start("Reading");
    for extract in onrecord::extract(&arguments.paths, &Limits::default()) {
        match extract {
            Ok(extract) => progress.aside(|| extracts.show(extract))?,
            Err(error) => progress.aside(|| outcome.not_read(&error)),
        }
        progress.one_more();
    }
    drop(progress);
    extracts.finish()?;
    Ok(outcome)
}
