//! The record as the shelf from which tracing takes texts when it looks at them.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use text::Document;
use understand::Understanding;

use crate::Record;
use crate::error::{At, KeepError, Result};
use crate::held::{Held, Listed};

/// A record as it stood at one moment: what others write after that is not seen.
#[derive(Debug)]
pub struct Shelf {
    record: Mutex<Record>,
    /// The number in the record of each document of the index.
    numbers: Vec<i64>,
    /// What could not be fetched, and why.
    faults: Arc<Mutex<Vec<KeepError>>>,
}

impl Shelf {
    /// Opens the record at `path` for itself, as it stands now.
    ///
    /// # Errors
    /// As for [`Record::open`].
    pub fn open(path: &Path) -> Result<Self> {
        let record = Record::open(path)?;
        record.connection.execute_batch("BEGIN").at(path)?;
        Ok(Shelf { record: Mutex::new(record), numbers: Vec::new(), faults: Arc::default() })
    }

    /// The current documents, in the order of adding.
    ///
    /// # Errors
    /// A damaged record.
    pub fn listed(&self) -> Result<Vec<Listed>> {
        self.with(Record::listed)
    }

    /// A document with its people, turns and occasion.
    ///
    /// # Errors
    /// A damaged record.
    pub fn source(&self, number: i64) -> Result<Held> {
        self.with(|record| record.source(number))
    }

    /// The shelf for an index of these documents.
    pub fn for_index(self, numbers: Vec<i64>) -> Self {
        Shelf { numbers, ..self }
    }

    /// What could not be fetched so far, also when the shelf was given away.
    pub fn faults(&self) -> Arc<Mutex<Vec<KeepError>>> {
        self.faults.clone()
    }

    fn with<T>(&self, ask: impl FnOnce(&Record) -> Result<T>) -> Result<T> {
        // a record is only read here: whoever gave up in the middle left nothing half done
        ask(&self.record.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl trace::Shelf for Shelf {
    fn fetch(&self, document: u32) -> Option<(Document, Understanding)> {
        let number = *self.numbers.get(document as usize)?;
        match self.source(number) {
            Ok(held) => Some((held.document, held.understanding)),
            Err(fault) => {
                self.faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
                None
            }
        }
    }
}
