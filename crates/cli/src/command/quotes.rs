//! A list of quotations in CSV.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use csv::StringRecord;
use onrecord::Words;

/// Where each column stands in the header.
struct Columns {
    words: usize,
    by: Option<usize>,
    date: Option<usize>,
    id: Option<usize>,
}

/// Reads the list; every row is a quotation. A row without an id is called by its line.
pub fn read(path: &Path) -> Result<Vec<Words>> {
    let name = path.display().to_string();
    let input: Box<dyn Read> = match name.as_str() {
        "-" => Box::new(std::io::stdin()),
        _ => Box::new(File::open(path).with_context(|| format!("{name}: cannot be opened"))?),
    };
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let columns =
        Columns::find(rows.headers().with_context(|| name.clone())?).with_context(|| name.clone())?;
    let rows = rows.records().map(|row| {
        let row = row.with_context(|| name.clone())?;
        let line = row.position().map_or(0, csv::Position::line);
        columns.words(&row, line).with_context(|| format!("{name}, line {line}"))
    });
    rows.collect()
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self> {
        let column = |names: &[&str]| {
            header.iter().position(|cell| {
                names.contains(&cell.trim_start_matches('\u{feff}').trim().to_lowercase().as_str())
            })
        };
        let Some(words) = column(&["words", "quote", "quotation"]) else {
            bail!("no column named words (or quote): name the columns in the first line");
        };
        Ok(Columns { words, by: column(&["by", "speaker"]), date: column(&["date"]), id: column(&["id"]) })
    }

    fn words(&self, row: &StringRecord, line: u64) -> Result<Words> {
        let cell = |column: Option<usize>| {
            column.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let date = cell(self.date)
            .map(|date| date.parse().with_context(|| format!("“{date}” is no date (YYYY-MM-DD)")));
        let Some(words) = cell(Some(self.words)) else { bail!("no words in this row") };
        Ok(Words {
            words: words.to_owned(),
            by: cell(self.by).map(str::to_owned),
            date: date.transpose()?,
            id: Some(cell(self.id).map_or_else(|| format!("line {line}"), str::to_owned)),
        })
    }
}
