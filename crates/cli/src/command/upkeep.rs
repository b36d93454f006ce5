//! `onrecord verify`, `rebuild`: whether a record is whole, and all of it anew.

use anyhow::Result;
use onrecord::Record;

use crate::arguments::{Rebuild, Verify};
use crate::outcome::Outcome;
use crate::progress::Progress;

/// Looks at everything and names what is wrong.
pub fn verify(arguments: &Verify) -> Result<Outcome> {
    // a record that may be written is opened so: only then can its index of words be compared
    let path = &arguments.record.record;
    let record = match Record::existing(path) {
        Err(error) if error.is_read_only() => Record::open(path)?,
        record => record?,
    };
    let faults = record.verify(|_| {});
    for fault in &faults {
        let document = fault.document.map(|number| format!("document {number}: ")).unwrap_or_default();
        anstream::println!("{}: {document}{}", fault.part, fault.what);
    }
    if faults.is_empty() {
        anstream::println!("{} is whole: {} documents", record.path().display(), record.len()?);
    }
    Ok(Outcome { unread: !faults.is_empty(), ..Outcome::default() })
}

/// Reads and understands every document anew.
pub fn rebuild(arguments: &Rebuild) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut record = Record::existing(&arguments.record.record)?;
    let progress = Progress::start("Rebuilding");
    let failures = record.rebuild(|done| progress.at(done))?;
    drop(progress);
    failures.iter().for_each(|failure| outcome.not_read(failure));
    Ok(outcome)
}
