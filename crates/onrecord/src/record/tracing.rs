//! Reports traced to the record that holds them: new ones, and earlier ones when what they lacked arrives.

use keep::{Held, KeepError, Tracing};
use rayon::prelude::*;
use read::Limits;
use text::Kind;
use trace::{Archive, Settings, Status};

use super::Record;
use crate::Sources;

/// Reports traced at a time, and kept together.
const BATCH: usize = 64;

/// New documents beyond which earlier reports are not first compared with those alone.
const MANY: usize = 2_000;

impl Record {
    /// Makes what is made of all documents together: families, people, findings, the occasions that documents tell of, and the index
    /// beside the record. `tell` is told how many reports were traced.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub(super) fn bring_up(&mut self, limits: &Limits, tell: impl FnMut(usize)) -> Result<(), KeepError> {
        let last = self.kept.last()?;
        let known = self.kept.families_known()? >= last && self.kept.ties_known()? >= last;
        if known && self.kept.untraced()?.is_empty() && self.kept.lagging()?.is_empty() {
            return Ok(());
        }
        let sources = self.sources(&[], limits, |_| {})?;
        self.find_families(&sources)?;
        self.kept.join_names()?;
        self.trace(&sources, tell)?;
        self.kept.tie_occasions()
    }

    /// Traces the reports that were not traced yet, and again those with a quotation that was not, where documents added
    /// since have something like it. `tell` is told how many reports are done.
    ///
    /// # Errors
    /// A damaged record, or one that may not be written.
    fn trace(&mut self, sources: &Sources, mut tell: impl FnMut(usize)) -> Result<(), KeepError> {
        let seen = sources.kept().bounds.iter().map(|bound| bound.document).max().unwrap_or_default();
        let mut reports = self.kept.untraced()?;
        reports.retain(|&report| report <= seen);
        reports.extend(self.traced_again(seen)?);
        reports.sort_unstable();
        for (done, batch) in reports.chunks(BATCH).enumerate() {
            let held: Vec<Held> =
                batch.iter().map(|&number| self.kept.report(number)).collect::<Result<_, _>>()?;
            let tracings: Vec<Tracing> = held.into_par_iter().map(|held| traced(held, sources)).collect();
            if let Some(fault) = sources.take_faults().pop() {
                return Err(fault);
            }
            self.kept.put_tracings(&tracings, seen)?;
            tell(done * BATCH + batch.len());
        }
        self.kept.all_seen(seen)
    }

    /// Earlier reports for which something was added since.
    fn traced_again(&self, seen: i64) -> Result<Vec<i64>, KeepError> {
        let mut again = Vec::new();
        for before in self.kept.lagging()? {
            let new: Vec<_> = (self.kept.listed()?.into_iter())
                .filter(|document| document.number > before && document.number <= seen)
                .filter(|document| document.kind != Kind::Report || document.one_voice)
                .collect();
            if new.is_empty() {
                continue;
            }
            let since = new.iter().map(|document| document.published).min().flatten();
            let lacking = self.kept.lacking(before, since.map(|day| day.to_string()).as_deref())?;
            if new.len() > MANY {
                again.extend(lacking);
                continue;
            }
            let numbers: Vec<i64> = new.iter().map(|document| document.number).collect();
            let added = self.archive_of(&numbers)?;
            for batch in lacking.chunks(BATCH) {
                let held: Vec<Held> =
                    batch.iter().map(|&number| self.kept.report(number)).collect::<Result<_, _>>()?;
                let found = held.into_par_iter().filter_map(|held| may_stand_in(held, &added));
                again.par_extend(found);
            }
        }
        Ok(again)
    }

    fn archive_of(&self, numbers: &[i64]) -> Result<Archive, KeepError> {
        let mut archive = Archive::builder();
        for &number in numbers {
            let held = self.kept.source(number)?;
            archive.add(trace::prepare(held.document, held.understanding));
        }
        Ok(archive.finish())
    }
}

fn traced(mut held: Held, sources: &Sources) -> Tracing {
    let archive = sources.archive();
    let findings = archive.check(&held.document, &mut held.understanding, &Settings::default());
    Tracing::new(&held, &findings, archive, |document| sources.number(document))
}

/// The report's number, if a few documents have something like one of its quotations.
fn may_stand_in(mut held: Held, documents: &Archive) -> Option<i64> {
    let findings = documents.check(&held.document, &mut held.understanding, &Settings::default());
    let like = findings.iter().any(|finding| {
        finding.status == Status::Traced || !finding.sources.is_empty() || !finding.related.is_empty()
    });
    like.then_some(held.number)
}
