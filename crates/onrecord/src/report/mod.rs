//! Reports made from the forms, for people and spreadsheets: any face can give them.

mod csv;
mod export;
mod html;
pub mod layout;
mod linked;
mod marked;
mod markup;
#[cfg(feature = "parquet")]
mod parquet;
mod row;
mod series;
mod words;

pub use self::csv::{check_rows, extract_rows};
#[cfg(feature = "parquet")]
pub use self::parquet::{ParquetError, table as parquet_table};
pub use export::{export_cell, export_line};
pub use html::html;
pub use keep::CONTEXT;
pub use linked::{ANNOTATIONS_HEAD, ANNOTATIONS_TAIL, annotation, claim_review, selectors};
pub use marked::{Piece, echo_pieces, quoted_pieces, source_pieces};
pub use markup::{class, escape, link};
pub use row::Row;
pub use series::{series_chart, series_svg, sparkline};
pub use words::{CAVEAT, headline, summary, verdict};
