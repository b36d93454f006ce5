//! `onrecord check`: every quotation of an article, taken to its source.

use anyhow::Result;
use onrecord::Limits;

use crate::arguments::Check;
use crate::command::{met, sources};
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::show::Checks;

/// Checks the articles in order and prints each as it is done.
pub fn run(arguments: &Check) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (sources, settings) = sources(&arguments.against, &mut outcome)?;
    let mut checks = Checks::new(arguments.format, arguments.no_text);
    let progress = Progress::start("Checking");
    for check in onrecord::check(&arguments.articles, &sources, &settings, &Limits::default()) {
        match check {
            Ok(check) => {
                outcome.met |= check.findings.iter().any(|finding| met(&arguments.fail_on, finding));
                progress.aside(|| checks.show(check))?;
            }
            Err(error) => progress.aside(|| outcome.not_read(&error)),
        }
        progress.one_more();
    }
    drop(progress);
    checks.finish()?;
    outcome.not_taken(&sources);
    Ok(outcome)
}
