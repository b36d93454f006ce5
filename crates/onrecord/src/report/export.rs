//! Rows of the record's tables as lines and cells.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::Cell;

/// Writes one row as a JSON object on a line: `table` first, then the columns under their names. Bytes are lower-case hex.
///
/// # Errors
/// What the writer says.
pub fn export_line(table: &str, columns: &[String], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line { table, columns, cells })?;
    out.write_all(b"\n")
}

/// A value as the text of a cell; bytes are lower-case hex, nothing is empty.
pub fn export_cell(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => (*text).to_owned(),
        Cell::Bytes(bytes) => crate::sources::hex(bytes),
    }
}

struct Line<'a> {
    table: &'a str,
    columns: &'a [String],
    cells: &'a [Cell<'a>],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(Some(self.columns.len() + 1))?;
        row.serialize_entry("table", self.table)?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Null => row.serialize_entry(column, &())?,
                Cell::Integer(number) => row.serialize_entry(column, number)?,
                Cell::Real(number) => row.serialize_entry(column, number)?,
                Cell::Text(text) => row.serialize_entry(column, text)?,
                Cell::Bytes(bytes) => row.serialize_entry(column, &crate::sources::hex(bytes))?,
            }
        }
        row.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_has_its_form() {
        let columns = ["a", "b", "c", "d", "e"].map(str::to_owned);
        let cells =
            [Cell::Null, Cell::Integer(-1), Cell::Real(0.5), Cell::Text("“x”\n"), Cell::Bytes(&[0, 255])];
        let mut line = Vec::new();
        export_line("t", &columns, &cells, &mut line).unwrap();
        let expected = r#"{"table":"t","a":null,"b":-1,"c":0.5,"d":"“x”\n","e":"00ff"}"#;
        assert_eq!(String::from_utf8(line).unwrap().trim_end(), expected);
        assert_eq!(cells.each_ref().map(export_cell), ["", "-1", "0.5", "“x”\n", "00ff"]);
    }
}
