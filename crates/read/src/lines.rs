//! A record file taken in line by line, whatever its size.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use crate::error::Cause;
use crate::format::Format;
use crate::inputs::{Bytes, broken};
use crate::{Limits, Raw, ReadError};

/// The records of one file. A line that is too long is an error in its place; the lines behind it are still read.
pub(crate) struct Lines {
    name: Arc<str>,
    bytes: Bytes,
    limits: Arc<Limits>,
    number: u64,
    records: u64,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(name: Arc<str>, bytes: Bytes, limits: Arc<Limits>) -> Self {
        Self { name, bytes, limits, number: 0, records: 0, ended: false }
    }

    fn error(&self, line: Option<u64>, cause: Cause) -> ReadError {
        ReadError::new(&*self.name, line, cause)
    }

    /// The next line without its break; `None` at the end of the file.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let limit = self.limits.document_bytes;
        let mut line = Vec::new();
        let count = self.bytes.by_ref().take(limit as u64 + 2).read_until(b'\n', &mut line)?;
        if count == 0 {
            return Ok(None);
        }
        self.number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if count > limit {
            skip_line(&mut self.bytes)?;
        }
        if line.len() > limit { Ok(Some(Line::TooLong)) } else { Ok(Some(Line::Whole(line))) }
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

impl Iterator for Lines {
    type Item = Result<Raw, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.line() {
                Ok(Some(Line::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole(bytes))) => {
                    self.records += 1;
                    let line = Some(self.number);
                    return Some(Ok(Raw { name: self.name.clone(), line, format: Format::Record, bytes }));
                }
                Ok(Some(Line::TooLong)) => {
                    self.records += 1;
                    let cause = Cause::TooLarge { limit: self.limits.document_bytes };
                    return Some(Err(self.error(Some(self.number), cause)));
                }
                Ok(None) => {
                    self.ended = true;
                    if self.records == 0 {
                        return Some(Err(self.error(None, Cause::Empty)));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.error(Some(self.number + 1), broken(&error))));
                }
            }
        }
        None
    }
}

/// Passes over the rest of a line without keeping it.
fn skip_line(bytes: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = bytes.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        match memchr::memchr(b'\n', buffer) {
            Some(at) => {
                bytes.consume(at + 1);
                return Ok(());
            }
            None => {
                let length = buffer.len();
                bytes.consume(length);
            }
        }
    }
}
