//! Everything read and understood anew from the bytes kept.

use keep::{Entry, KeepError, Kept, Origin};
use rayon::prelude::*;
use read::{Limits, Raw, ReadError, Reading};

use super::Record;
use super::add::entry_of;

/// Documents read and written at a time.
const BATCH: usize = 128;

impl Record {
    /// Reads and understands every document anew from its bytes, so that a better release serves what was added before.
    /// Reviews, removals and joined names stay; what is derived of
    /// all documents is made anew too. `tell` is told how many documents are done. Each batch is on the disk once
    /// it is told of; a rebuild that was broken off may simply be started again.
    ///
    /// Gives the documents that this release cannot read any more; they stay as they were.
    ///
    /// # Errors
    /// A damaged record, or one that may not be written.
    pub fn rebuild(&mut self, mut tell: impl FnMut(usize)) -> Result<Vec<ReadError>, KeepError> {
        let (mut last, mut done) = (0, 0);
        let mut failures = Vec::new();
        loop {
            let kept = self.kept.kept_after(last, BATCH)?;
            let Some(end) = kept.last() else { break };
            last = end.number;
            done += kept.len();
            let anew: Vec<_> = kept.into_par_iter().map(|kept| anew(&kept)).collect();
            let mut entries = Vec::with_capacity(anew.len());
            for entry in anew {
                match entry {
                    Ok(entry) => entries.push(entry),
                    Err(failure) => failures.push(failure),
                }
            }
            self.kept.replace(&entries)?;
            tell(done);
        }
        self.kept.forget_tracings()?;
        self.kept.forget_families()?;
        self.kept.forget_index()?;
        self.bring_up(&Limits::default(), |_| {})?;
        Ok(failures)
    }
}

fn anew(kept: &Kept) -> Result<(i64, Entry), ReadError> {
    let origin = Origin { name: &kept.name, line: kept.line, bytes: &kept.bytes };
    Ok((kept.number, entry_of(origin, read_again(kept)?)))
}

/// The document in bytes that are kept.
pub(super) fn read_again(kept: &Kept) -> Result<Reading, ReadError> {
    let bytes = || kept.bytes.clone();
    match kept.line {
        Some(line) => Raw::record(&kept.name, line, bytes()).read(),
        // a file that held a single record is kept as that record
        None => (Raw::new(&kept.name, bytes()).read())
            .or_else(|error| Raw::record(&kept.name, 1, bytes()).read().map_err(|_| error)),
    }
}
