//! JSON: one array, or one object a line.

use std::io::{BufWriter, StdoutLock, Write, stdout};

use anyhow::Result;
use serde::Serialize;

/// Writes objects as they come.
pub struct Json {
    out: BufWriter<StdoutLock<'static>>,
    array: bool,
    first: bool,
}

impl Json {
    /// One array of all.
    pub fn array() -> Self {
        Json { out: BufWriter::new(stdout().lock()), array: true, first: true }
    }

    /// One object a line, each written out at once.
    pub fn lines() -> Self {
        Json { array: false, ..Json::array() }
    }

    /// Writes one object.
    pub fn show(&mut self, form: &impl Serialize) -> Result<()> {
        if self.array {
            self.out.write_all(if self.first { b"[\n" } else { b",\n" })?;
        }
        self.first = false;
        serde_json::to_writer(&mut self.out, form)?;
        if !self.array {
            self.out.write_all(b"\n")?;
            self.out.flush()?;
        }
        Ok(())
    }

    /// Closes the array.
    pub fn finish(mut self) -> Result<()> {
        if self.array {
            self.out.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(self.out.flush()?)
    }
}
