//! `onrecord trace`: words without an article.

use anyhow::Result;
use onrecord::Words;

use crate::arguments::Trace;
use crate::command::{met, quotes, sources};
use crate::outcome::Outcome;
use crate::show::Checks;

/// Traces the words given, or each row of the list.
pub fn run(arguments: &Trace) -> Result<Outcome> {
    let asked = match &arguments.quotes {
        Some(path) => quotes::read(path)?,
        None => vec![words(arguments)],
    };
    let mut outcome = Outcome::default();
    let (sources, settings) = sources(&arguments.against, &mut outcome)?;
    let mut checks = Checks::new(arguments.format, false);
    for words in &asked {
        let check = onrecord::trace(words, &sources, &settings);
        outcome.met |= check.findings.iter().any(|finding| met(&arguments.fail_on, finding));
        checks.show(check)?;
    }
    checks.finish()?;
    outcome.not_taken(&sources);
    Ok(outcome)
}

fn words(arguments: &Trace) -> Words {
    let words = arguments.words.clone().unwrap_or_default();
    Words { words, by: arguments.by.clone(), date: arguments.date, id: None }
}
