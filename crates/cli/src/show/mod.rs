//! Forms, printed.

mod answers;
mod check_text;
mod extract_text;
mod json;
mod page;

use std::io::{StdoutLock, Write, stdout};

use anyhow::Result;
use onrecord::forms::{Check, Extract};
use onrecord::report;

use crate::arguments::{CheckFormat, ExtractFormat};
use json::Json;

pub use answers::{Answer, Answers};

/// Prints checked articles as they come.
pub struct Checks {
    no_text: bool,
    printer: Printer,
    /// Articles kept for a page that can only be written whole.
    kept: Option<Vec<Check>>,
}

/// Prints extracts as they come.
pub struct Extracts {
    no_text: bool,
    printer: Printer,
}

/// Where forms go, and in what shape.
enum Printer {
    Text { first: bool },
    Json(Json),
    Csv { rows: Box<csv::Writer<StdoutLock<'static>>>, first: bool },
}

impl Checks {
    /// Prints in this format.
    pub fn new(format: CheckFormat, no_text: bool) -> Self {
        let printer = match format {
            CheckFormat::Text | CheckFormat::Html => Printer::Text { first: true },
            CheckFormat::Json => Printer::Json(Json::array()),
            CheckFormat::Jsonl => Printer::Json(Json::lines()),
            CheckFormat::Csv => Printer::csv(),
        };
        Checks { no_text, printer, kept: (format == CheckFormat::Html).then(Vec::new) }
    }

    /// Prints one article's findings.
    pub fn show(&mut self, mut check: Check) -> Result<()> {
        if let Some(kept) = &mut self.kept {
            kept.push(check);
            return Ok(());
        }
        match &mut self.printer {
            Printer::Text { first } => check_text::print(&check, std::mem::replace(first, false))?,
            Printer::Csv { rows, first } => {
                report::check_rows(&check, std::mem::replace(first, false), rows)?
            }
            Printer::Json(json) => {
                check.article.document.text.take_if(|_| self.no_text);
                json.show(&check)?;
            }
        }
        Ok(())
    }

    /// Closes what is open.
    pub fn finish(self) -> Result<()> {
        if let Some(checks) = self.kept {
            stdout().lock().write_all(report::html(&checks)?.as_bytes())?;
            return Ok(());
        }
        self.printer.finish()
    }
}

impl Extracts {
    /// Prints in this format.
    pub fn new(format: ExtractFormat, no_text: bool) -> Self {
        Extracts { no_text, printer: Printer::new(format) }
    }

    /// Prints one document's extract.
    pub fn show(&mut self, mut extract: Extract) -> Result<()> {
        match &mut self.printer {
            Printer::Text { first } => extract_text::print(&extract, std::mem::replace(first, false))?,
            Printer::Csv { rows, first } => {
                report::extract_rows(&extract, std::mem::replace(first, false), rows)?
            }
            Printer::Json(json) => {
                extract.document.text.take_if(|_| self.no_text);
                json.show(&extract)?;
            }
        }
        Ok(())
    }

    /// Closes what is open.
    pub fn finish(self) -> Result<()> {
        self.printer.finish()
    }
}

impl Printer {
    fn new(format: ExtractFormat) -> Self {
        match format {
            ExtractFormat::Text => Printer::Text { first: true },
            ExtractFormat::Json => Printer::Json(Json::array()),
            ExtractFormat::Jsonl => Printer::Json(Json::lines()),
            ExtractFormat::Csv => Printer::csv(),
        }
    }

    fn csv() -> Self {
        Printer::Csv { rows: Box::new(csv::Writer::from_writer(stdout().lock())), first: true }
    }

    fn finish(self) -> Result<()> {
        match self {
            Printer::Text { .. } => Ok(()),
            Printer::Csv { mut rows, .. } => Ok(rows.flush()?),
            Printer::Json(json) => json.finish(),
        }
    }
}
