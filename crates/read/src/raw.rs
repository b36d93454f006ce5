//! One document before and after it is read.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use text::{Document, Problem, Span};

use crate::error::{Cause, ReadError};
use crate::format::Format;
use crate::masthead::{self, Draft};
use crate::{captions, collection, encoding, language, markdown, page, pdf, proceedings, record, web, word};

/// The bytes of one document, unpacked, and where they come from.
#[derive(Clone, Debug)]
pub struct Raw {
    pub(crate) name: Arc<str>,
    pub(crate) line: Option<u64>,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
}

/// A document, and what could not be read of it or decided about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What a reader of the document should know, in the order of its text.
    pub problems: Vec<Problem>,
    /// When its words were spoken, where the format says so (captions), in the order of the text.
    pub times: Vec<TimeCode>,
}

/// When a stretch of a text was spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeCode {
    /// The words.
    pub span: Span,
    /// Milliseconds from the beginning of the recording.
    pub millis: u64,
}

impl Raw {
    /// A document that is in memory already. The format is that of the name's ending, else what the bytes show;
    /// a name of `-` stands for standard input.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let format = Format::of(name, &bytes);
        Self { name: name.into(), line: None, format, bytes }
    }

    /// The same for line number `line` (from 1) of a record file.
    pub fn record(name: &str, line: u64, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), line: Some(line), format: Format::Record, bytes }
    }

    /// The path as given; `None` for standard input.
    pub fn path(&self) -> Option<&str> {
        (&*self.name != "-").then_some(&*self.name)
    }

    /// The line of a record file, from 1.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The bytes themselves, unpacked.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads text and metadata. Pure work on the bytes in memory: call it from any thread.
    pub fn read(&self) -> Result<Reading, ReadError> {
        let error = |cause| ReadError::new(&*self.name, self.line, cause);
        let mut draft = self.draft().map_err(error)?;
        if draft.document.text.trim_start().is_empty() {
            return Err(error(Cause::Empty));
        }
        // a record's file says nothing about the single record
        draft.document.path = if self.line.is_none() { self.path().map(str::to_owned) } else { None };
        let mut reading = masthead::complete(draft);
        let document = &mut reading.document;
        document.path = self.path().map(str::to_owned);
        document.sha256 = hex(&Sha256::digest(&self.bytes));
        document.language = language::of(&document.text).map(str::to_owned);
        if document.url.is_none() && self.line.is_none() {
            document.url = self.path().filter(|path| web::is_address(path)).map(str::to_owned);
        }
        if document.id.is_empty() {
            document.id = document.url.clone().unwrap_or_else(|| self.place());
        }
        Ok(reading)
    }

    fn draft(&self) -> Result<Draft, Cause> {
        match self.format {
            Format::Plain => {
                encoding::decoded(&self.bytes).map(|(text, problems)| Draft::of_text(text, problems))
            }
            Format::Markdown => markdown::draft(&self.bytes),
            Format::Page => page::draft(&self.bytes),
            Format::Record => record::draft(&self.bytes),
            Format::Captions => captions::draft(&self.bytes),
            Format::Word => word::draft(&self.bytes),
            Format::Pdf => pdf::draft(&self.bytes),
            Format::Proceedings => proceedings::draft(&self.bytes),
            Format::Xml => Err(Cause::UnknownXml),
            Format::Json => first(collection::of_json(&self.bytes)?),
            Format::Feed => first(collection::of_feed(&self.bytes)?),
        }
    }

    /// The path as given, with the line for a record.
    fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.name),
            None => self.name.to_string(),
        }
    }
}

/// The first document of a collection; [`inputs`](crate::inputs) gives them all.
fn first(records: Vec<Vec<u8>>) -> Result<Draft, Cause> {
    record::draft(records.first().ok_or(Cause::Empty)?)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}
