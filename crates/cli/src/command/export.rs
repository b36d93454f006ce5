//! `onrecord export`: a record for other programs.

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use onrecord::{Cell, Found, Record, TABLES, report};
use serde_json::Value;

use crate::arguments::{Export, ExportFormat};
use crate::outcome::Outcome;

/// Writes the tables.
pub fn run(arguments: &Export) -> Result<Outcome> {
    let record = Record::open(&arguments.record.record)?;
    let named: Vec<&str> = arguments.tables.iter().map(String::as_str).collect();
    let tables = if named.is_empty() { &TABLES[..] } else { &named[..] };
    match (arguments.format, &arguments.to) {
        (ExportFormat::Csv, Some(folder)) => {
            files(tables, folder, "csv", |table, file| csv(&record, table, file))?
        }
        #[cfg(feature = "parquet")]
        (ExportFormat::Parquet, Some(folder)) => {
            files(tables, folder, "parquet", |table, file| Ok(report::parquet_table(&record, table, file)?))?
        }
        (ExportFormat::Annotations, _) => {
            found(&record, (report::ANNOTATIONS_HEAD, report::ANNOTATIONS_TAIL), |found| {
                Some(report::annotation(found))
            })?;
        }
        (ExportFormat::ClaimReview, _) => found(&record, ("[", "]"), report::claim_review)?,
        _ => lines(&record, tables)?,
    }
    Ok(Outcome::default())
}

/// A row a line, all tables one after the other.
fn lines(record: &Record, tables: &[&str]) -> Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    for table in tables {
        record.export::<anyhow::Error>(table, |columns, cells| {
            report::export_line(table, columns, cells, &mut out)?;
            Ok(())
        })?;
    }
    Ok(out.flush()?)
}

/// What is made of the findings, as the items of one JSON value.
fn found(record: &Record, ends: (&str, &str), of: impl Fn(&Found) -> Option<Value>) -> Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    out.write_all(ends.0.as_bytes())?;
    let mut between = "\n";
    record.each_found::<anyhow::Error>(|found| {
        if let Some(item) = of(&found) {
            out.write_all(between.as_bytes())?;
            serde_json::to_writer(&mut out, &item)?;
            between = ",\n";
        }
        Ok(())
    })?;
    writeln!(out, "\n{}", ends.1)?;
    Ok(out.flush()?)
}

/// A file a table, written by `write`.
fn files(
    tables: &[&str],
    folder: &Path,
    ending: &str,
    write: impl Fn(&str, &mut BufWriter<File>) -> Result<()>,
) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let empty = folder.read_dir().with_context(|| folder.display().to_string())?.next().is_none();
    ensure!(empty, "{}: is not empty; give a new folder", folder.display());
    for table in tables {
        let path = folder.join(format!("{table}.{ending}"));
        let file = File::create(&path).with_context(|| path.display().to_string())?;
        let mut file = BufWriter::new(file);
        write(table, &mut file)?;
        file.flush().with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The rows of a table as CSV.
fn csv(record: &Record, table: &str, to: &mut BufWriter<File>) -> Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    let mut first = true;
    record.export::<anyhow::Error>(table, |columns, cells| {
        if std::mem::replace(&mut first, false) {
            rows.write_record(columns)?;
        }
        Ok(rows.write_record(cells.iter().map(|cell: &Cell| report::export_cell(cell)))?)
    })?;
    Ok(rows.flush()?)
}
