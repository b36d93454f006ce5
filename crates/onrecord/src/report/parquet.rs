//! A table of the record as a Parquet file.

use std::io::Write;
use std::sync::Arc;

use keep::{Cell, Holds, KeepError};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::export_cell;
use crate::Record;

/// Rows written together, at most; …
const ROWS: usize = 50_000;
/// … or so many bytes of texts.
const BYTES: usize = 32 << 20;

/// Why a table could not be written.
#[derive(Debug)]
pub enum ParquetError {
    /// The record.
    Record(KeepError),
    /// The file, or what was to be written to it.
    Parquet(parquet::errors::ParquetError),
}

impl std::fmt::Display for ParquetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ParquetError::Record(error) => error.fmt(f),
            ParquetError::Parquet(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ParquetError {}

impl From<KeepError> for ParquetError {
    fn from(error: KeepError) -> Self {
        ParquetError::Record(error)
    }
}

impl From<parquet::errors::ParquetError> for ParquetError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        ParquetError::Parquet(error)
    }
}

/// Writes a table of [`TABLES`](crate::TABLES) as a Parquet file, packed with Zstandard: whole numbers as INT64, numbers as
/// DOUBLE, texts as strings, bytes as they are. Every column may hold nothing.
///
/// # Errors
/// A damaged record; what the file does not take.
pub fn table(record: &Record, table: &str, to: impl Write + Send) -> Result<(), ParquetError> {
    let columns = record.columns(table)?;
    let packed = Compression::ZSTD(ZstdLevel::try_new(3)?);
    let properties = Arc::new(WriterProperties::builder().set_compression(packed).build());
    let mut file = SerializedFileWriter::new(to, Arc::new(schema(table, &columns)?), properties)?;
    let mut rows = Rows::new(&columns);
    record.export::<ParquetError>(table, |_, cells| {
        rows.push(cells);
        if rows.are_many() { rows.write(&mut file) } else { Ok(()) }
    })?;
    rows.write(&mut file)?;
    file.close()?;
    Ok(())
}

fn schema(table: &str, columns: &[(String, Holds)]) -> Result<Type, ParquetError> {
    let field = |(name, holds): &(String, Holds)| {
        let physical = match holds {
            Holds::Integers => Physical::INT64,
            Holds::Reals => Physical::DOUBLE,
            Holds::Texts | Holds::Bytes => Physical::BYTE_ARRAY,
        };
        let logical = (*holds == Holds::Texts).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(name, physical);
        let field = field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()?;
        Ok(Arc::new(field))
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, ParquetError>>()?;
    Ok(Type::group_type_builder(table).with_fields(fields).build()?)
}

/// The values of a column that are there, and for each row whether it has one.
struct Column {
    values: Values,
    there: Vec<i16>,
}

enum Values {
    Integers(Vec<i64>),
    Reals(Vec<f64>),
    Texts(Vec<ByteArray>),
}

impl Column {
    fn new(holds: Holds) -> Self {
        let values = match holds {
            Holds::Integers => Values::Integers(Vec::new()),
            Holds::Reals => Values::Reals(Vec::new()),
            Holds::Texts | Holds::Bytes => Values::Texts(Vec::new()),
        };
        Column { values, there: Vec::new() }
    }

    /// Takes a value, and gives its length where it is a text.
    fn push(&mut self, cell: &Cell) -> usize {
        self.there.push(i16::from(*cell != Cell::Null));
        match (&mut self.values, cell) {
            (_, Cell::Null) => return 0,
            (Values::Integers(values), Cell::Integer(number)) => values.push(*number),
            (Values::Reals(values), Cell::Real(number)) => values.push(*number),
            (Values::Texts(values), Cell::Bytes(bytes)) => values.push(bytes.to_vec().into()),
            (Values::Texts(values), cell) => values.push(export_cell(cell).into_bytes().into()),
            // tables are STRICT: a column holds what it says, or nothing
            _ => *self.there.last_mut().expect("it was just put there") = 0,
        }
        match cell {
            Cell::Text(text) => text.len(),
            Cell::Bytes(bytes) => bytes.len(),
            _ => 0,
        }
    }
}

/// Rows that wait to be written.
struct Rows {
    columns: Vec<Column>,
    bytes: usize,
}

impl Rows {
    fn new(columns: &[(String, Holds)]) -> Self {
        Rows { columns: columns.iter().map(|(_, holds)| Column::new(*holds)).collect(), bytes: 0 }
    }

    fn push(&mut self, cells: &[Cell]) {
        let columns = self.columns.iter_mut().zip(cells);
        self.bytes += columns.map(|(column, cell)| column.push(cell)).sum::<usize>();
    }

    fn count(&self) -> usize {
        self.columns.first().map_or(0, |column| column.there.len())
    }

    fn are_many(&self) -> bool {
        self.count() >= ROWS || self.bytes >= BYTES
    }

    /// Writes the rows, if there are any, and forgets them.
    fn write<W: Write + Send>(&mut self, file: &mut SerializedFileWriter<W>) -> Result<(), ParquetError> {
        if self.count() == 0 {
            return Ok(());
        }
        let mut group = file.next_row_group()?;
        let mut columns = self.columns.iter_mut();
        while let (Some(mut to), Some(Column { values, there })) = (group.next_column()?, columns.next()) {
            let there_all = Some(there.as_slice());
            match (to.untyped(), &mut *values) {
                (ColumnWriter::Int64ColumnWriter(to), Values::Integers(values)) => {
                    to.write_batch(values, there_all, None)?;
                    values.clear();
                }
                (ColumnWriter::DoubleColumnWriter(to), Values::Reals(values)) => {
                    to.write_batch(values, there_all, None)?;
                    values.clear();
                }
                (ColumnWriter::ByteArrayColumnWriter(to), Values::Texts(values)) => {
                    to.write_batch(values, there_all, None)?;
                    values.clear();
                }
                _ => {
                    return Err(
                        parquet::errors::ParquetError::General("a column changed its type".into()).into()
                    );
                }
            }
            there.clear();
            to.close()?;
        }
        group.close()?;
        self.bytes = 0;
        Ok(())
    }
}
