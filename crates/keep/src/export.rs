//! The tables, row by row, for other programs.

use rusqlite::types::ValueRef;

use crate::Record;
use crate::error::{At, Cause, Result};

/// The tables that hold the record's truth and what was understood. The index of words is left out, for it is made of the
/// passages.
pub const TABLES: [&str; 29] = [
    "documents",
    "raws",
    "texts",
    "people",
    "appearances",
    "aliases",
    "occasions",
    "turns",
    "unspoken",
    "times",
    "quotations",
    "figures",
    "commitments",
    "problems",
    "reviews",
    "removals",
    "likenesses",
    "traces",
    "sources",
    "changes",
    "tracings",
    "copies",
    "ties",
    "placings",
    "passages",
    "callings",
    "progress",
    "offices",
    "told",
];

/// What a column holds, besides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Whole numbers.
    Integers,
    /// Numbers.
    Reals,
    /// Texts.
    Texts,
    /// Bytes.
    Bytes,
}

/// A value of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl Record {
    /// The columns of a table of [`TABLES`], and what they hold.
    ///
    /// # Errors
    /// A damaged record.
    pub fn columns(&self, table: &str) -> Result<Vec<(String, Holds)>> {
        let sql = "SELECT name, type FROM pragma_table_info(?1) ORDER BY cid";
        self.all(sql, [table], |row| {
            let holds = match row.get::<_, String>(1)?.as_str() {
                "INTEGER" => Holds::Integers,
                "REAL" => Holds::Reals,
                "BLOB" => Holds::Bytes,
                _ => Holds::Texts, // what a view makes of several columns is text
            };
            Ok((row.get(0)?, holds))
        })
    }

    /// Hands over every row of a table of [`TABLES`], with the names of its columns, in the order of its key.
    ///
    /// # Errors
    /// When there is no such table; a damaged record; what `each` says, as it says it.
    pub fn export<E: From<crate::KeepError>>(
        &self,
        table: &str,
        mut each: impl FnMut(&[String], &[Cell]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        if !TABLES.contains(&table) {
            let why = format!("{table} is no table that can be exported: {}", TABLES.join(", "));
            return Err(self.error(Cause::Question(why)).into());
        }
        let mut rows = self.connection.prepare(&format!("SELECT * FROM {table}")).at(&self.path)?;
        let columns: Vec<String> = rows.column_names().map(str::to_owned).collect();
        let mut rows = rows.query([]).at(&self.path)?;
        while let Some(row) = rows.next().at(&self.path)? {
            let cells: Result<Vec<Cell>> = (0..columns.len())
                .map(|at| cell(row.get_ref(at).at(&self.path)?).map_err(|cause| self.error(cause)))
                .collect();
            each(&columns, &cells?)?;
        }
        Ok(())
    }
}

fn cell(value: ValueRef<'_>) -> std::result::Result<Cell<'_>, Cause> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(text) => {
            Cell::Text(std::str::from_utf8(text).map_err(|error| Cause::Corrupt(error.to_string()))?)
        }
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    })
}
