//! `onrecord figures`, `commitments`, `positions`: what was claimed, side by side.

use std::io::Write;

use anyhow::Result;
use onrecord::{Asked, Limits, Record, report};
use tempfile::TempDir;

use crate::arguments::{Claims, Commitments, ExtractFormat, Figures, FiguresFormat, Positions};
use crate::outcome::Outcome;
use crate::show::Answers;

/// Figures as series.
pub fn figures(arguments: &Figures) -> Result<Outcome> {
    let (record, _place, outcome) = open(&arguments.claims)?;
    let mut series = record.series(&asked(&arguments.about, &arguments.claims))?;
    series.truncate(arguments.claims.limit);
    let format = match arguments.format {
        FiguresFormat::Svg => {
            std::io::stdout().lock().write_all(report::series_svg(&series).as_bytes())?;
            return Ok(outcome);
        }
        FiguresFormat::Text => ExtractFormat::Text,
        FiguresFormat::Json => ExtractFormat::Json,
        FiguresFormat::Jsonl => ExtractFormat::Jsonl,
        FiguresFormat::Csv => ExtractFormat::Csv,
    };
    let mut answers = Answers::new(format);
    series.iter().try_for_each(|series| answers.show_series(series))?;
    answers.finish()?;
    Ok(outcome)
}

/// Commitments with their trails.
pub fn commitments(arguments: &Commitments) -> Result<Outcome> {
    let (record, _place, outcome) = open(&arguments.claims)?;
    let asked = asked(&arguments.about, &arguments.claims);
    let found = record.commitments(&asked, arguments.no_later_statement, arguments.claims.limit)?;
    let mut answers = Answers::new(arguments.format);
    found.iter().try_for_each(|commitment| answers.show(commitment))?;
    answers.finish()?;
    Ok(outcome)
}

/// Positions with their statements.
pub fn positions(arguments: &Positions) -> Result<Outcome> {
    let (record, _place, outcome) = open(&arguments.claims)?;
    let about = Some(arguments.about.clone());
    let mut found = record.positions(&asked(&about, &arguments.claims))?;
    found.truncate(arguments.claims.limit);
    let mut answers = Answers::new(arguments.format);
    found.iter().try_for_each(|position| answers.show_position(position))?;
    answers.finish()?;
    Ok(outcome)
}

fn asked<'a>(about: &'a Option<String>, claims: &'a Claims) -> Asked<'a> {
    Asked {
        about: about.as_deref(),
        by: claims.by.as_deref(),
        since: claims.since.as_deref(),
        until: claims.until.as_deref(),
        ..Asked::default()
    }
}

/// The record that is asked; of documents given a record of their own, gone with its folder.
fn open(claims: &Claims) -> Result<(Record, Option<TempDir>, Outcome)> {
    let mut outcome = Outcome::default();
    if claims.paths.is_empty() {
        return Ok((Record::open(&claims.record.record)?, None, outcome));
    }
    let folder = tempfile::tempdir()?;
    let mut record = Record::create(&folder.path().join("onrecord.db"))?;
    let summary = record.add(&claims.paths, &Limits::default(), |_| {})?;
    summary.failures.iter().for_each(|failure| outcome.not_read(failure));
    Ok((record, Some(folder), outcome))
}
