//! `onrecord import`: a record of what `export jsonl` wrote.

use std::fs::{File, remove_file};
use std::io::{BufRead, BufReader, stdin};

use anyhow::{Context, Result, ensure};
use onrecord::Record;

use crate::arguments::Import;
use crate::outcome::Outcome;

/// Makes the record; where that fails, none is left.
pub fn run(arguments: &Import) -> Result<Outcome> {
    let (file, path) = (&arguments.file, &arguments.record.record);
    let lines: Box<dyn BufRead> = match file.as_os_str() == "-" {
        true => Box::new(stdin().lock()),
        false => Box::new(BufReader::new(File::open(file).with_context(|| file.display().to_string())?)),
    };
    ensure!(!path.exists(), "{}: is there already; import makes a new record", path.display());
    let mut record = Record::create(path)?;
    match record.import(lines) {
        Ok(rows) => anstream::println!("{}: {} documents, {rows} rows", path.display(), record.len()?),
        Err(error) => {
            drop(record);
            let _ = remove_file(path); // what was made for nothing
            return Err(error.into());
        }
    }
    Ok(Outcome::default())
}
