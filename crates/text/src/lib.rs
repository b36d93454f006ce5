//! Documents and the words in them: spans, offsets, problems. No I/O, no environment, no clock.
//!
//! Everything that onrecord says points into a [`Document`]'s text by a [`Span`] of bytes. Faces give
//! code points ([`Offsets`] converts).

mod date;
mod document;
mod line;
mod offsets;
mod problem;
mod span;

pub use date::{Date, DateOrder, DateReading, WrittenDate, date_of_field, date_of_name, written_dates};
pub use document::{Document, Kind, Standing};
pub use line::on_one_line;
pub use offsets::Offsets;
pub use problem::Problem;
pub use span::Span;
