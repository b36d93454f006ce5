//! Reports made from the forms, for people and spreadsheets: any face can give them.

mod csv;
mod html;
mod marked;
mod words;

pub use self::csv::{check_rows, extract_rows};
pub use html::html;
pub use marked::{Piece, quoted_pieces, source_pieces};
pub use words::{CAVEAT, headline, summary, verdict};
