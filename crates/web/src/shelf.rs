//! The record's documents, ready to be searched for quotations: gathered when first wanted, and again when the record
//! has changed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use onrecord::{KeepError, Limits, Record, Sources};

/// The sources of all checks.
#[derive(Default)]
pub(crate) struct Shelf {
    held: Mutex<Option<Held>>,
    /// Documents read so far, while they are gathered.
    read: AtomicUsize,
}

struct Held {
    extent: (i64, i64),
    sources: Arc<Sources>,
}

impl Shelf {
    /// The sources as the record stands now. Takes a while the first time; whoever comes meanwhile waits.
    pub(crate) fn sources(&self, record: &Record) -> Result<Arc<Sources>, KeepError> {
        let extent = record.extent()?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = held.as_ref().filter(|held| held.extent == extent) {
            return Ok(held.sources.clone());
        }
        *held = None; // the old ones and the new ones need not be in memory together
        let sources =
            record.sources(&[], &Limits::default(), |done| self.read.store(done, Ordering::Relaxed))?;
        let sources = Arc::new(sources);
        *held = Some(Held { extent, sources: sources.clone() });
        Ok(sources)
    }

    /// Documents read so far.
    pub(crate) fn read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }
}
