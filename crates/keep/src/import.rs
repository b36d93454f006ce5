//! A record made of the rows that [`Record::export`] gave, as JSON lines.

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

use rusqlite::Transaction;
use rusqlite::types::Value;
use serde_json::value::RawValue;

use crate::add::STRETCH;
use crate::error::{Cause, Result};
use crate::{Record, TABLES};

/// A row by its columns. Numbers stay as they were written until they are stored: every digit counts.
type Row = BTreeMap<String, Box<RawValue>>;

/// Exported views: they are made of the other rows.
const VIEWS: [&str; 2] = ["offices", "told"];

impl Record {
    /// Takes in the lines of an exported record, all or none, and gives how many rows that were. The record must hold no
    /// document yet. What is derived for search and counting is made anew.
    ///
    /// # Errors
    /// When documents are held already; when a line is no row of a record, or names what is not there; as for
    /// [`Record::add`].
    pub fn import(&mut self, lines: impl BufRead) -> Result<usize> {
        if self.last()? > 0 {
            let why = "holds documents already; import into a new record".to_owned();
            return Err(self.error(Cause::Question(why)));
        }
        self.write(|transaction| import(transaction, lines))
    }
}

fn import(to: &Transaction, lines: impl BufRead) -> std::result::Result<usize, Cause> {
    // a document may name another that comes later
    to.pragma_update(None, "defer_foreign_keys", true)?;
    let mut tables = HashMap::new();
    let mut rows = 0;
    for (at, line) in lines.lines().enumerate() {
        let wrong = |why: String| Cause::Question(format!("line {} is no row of a record: {why}", at + 1));
        let mut row: Row = serde_json::from_str(&line?).map_err(|error| wrong(error.to_string()))?;
        let table = row.remove("table").and_then(|table| serde_json::from_str(table.get()).ok());
        let table: String = table
            .filter(|table: &String| TABLES.contains(&table.as_str()))
            .ok_or_else(|| wrong("it names no table".to_owned()))?;
        if VIEWS.contains(&table.as_str()) {
            continue;
        }
        if !tables.contains_key(&table) {
            tables.insert(table.clone(), columns(to, &table)?);
        }
        insert(to, &table, &tables[&table], &row)?.map_err(wrong)?;
        rows += 1;
    }
    to.execute(&format!("{STRETCH} WHERE first_passage IS NULL"), [])?;
    to.execute_batch(
        "INSERT INTO search (search) VALUES ('rebuild');
         INSERT OR IGNORE INTO recounts (person) SELECT person FROM people;",
    )?;
    Ok(rows)
}

/// The columns of a table, and whether they hold bytes.
fn columns(of: &Transaction, table: &str) -> rusqlite::Result<HashMap<String, bool>> {
    let mut columns = of.prepare("SELECT name, type = 'BLOB' FROM pragma_table_info(?1)")?;
    columns.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Writes one row; the inner error says what in it does not fit.
fn insert(
    to: &Transaction,
    table: &str,
    columns: &HashMap<String, bool>,
    row: &Row,
) -> std::result::Result<std::result::Result<(), String>, Cause> {
    let mut names = Vec::with_capacity(row.len());
    let mut values = Vec::with_capacity(row.len());
    for (column, value) in row {
        let Some(&bytes) = columns.get(column) else {
            return Ok(Err(format!("{table} has no column {column}")));
        };
        let Some(value) = stored(value.get(), bytes) else {
            return Ok(Err(format!("{table}.{column} cannot hold {value}")));
        };
        names.push(format!("\"{column}\""));
        values.push(value);
    }
    let places = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({places})", names.join(", "));
    Ok(match to.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values)) {
        Err(rusqlite::Error::SqliteFailure(failure, Some(why)))
            if failure.code == rusqlite::ErrorCode::ConstraintViolation =>
        {
            Err(why)
        }
        written => Ok(written.map(drop)?),
    })
}

/// What a value written as JSON is in the file.
fn stored(json: &str, bytes: bool) -> Option<Value> {
    Some(match json.as_bytes().first()? {
        b'n' => Value::Null,
        b't' | b'f' => Value::Integer(i64::from(json == "true")),
        b'"' => {
            let text: String = serde_json::from_str(json).ok()?;
            if bytes { Value::Blob(unhexed(&text)?) } else { Value::Text(text) }
        }
        b'[' | b'{' => return None,
        _ => json.parse().map(Value::Integer).or_else(|_| json.parse().map(Value::Real)).ok()?,
    })
}

/// Bytes from lower- or upper-case hex.
fn unhexed(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| Some((digit(pair[0])? * 16 + digit(*pair.get(1)?)?) as u8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_bytes_or_nothing() {
        assert_eq!(unhexed("00fFa1"), Some(vec![0, 255, 161]));
        assert_eq!(stored("0.9987670183181763", false), Some(Value::Real(0.9987670183181763)));
        assert_eq!(stored("[1]", false), None);
        assert_eq!((unhexed("0"), unhexed("0g"), unhexed("é")), (None, None, None));
    }
}
