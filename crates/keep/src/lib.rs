//! The record on disk: one SQLite file that keeps documents, their bytes, and what was understood of them.
//!
//! This crate is the only writer of the file. What is written is described in docs/record.md, so that anyone can ask the
//! file with `sqlite3` alone. [`Record::add`] acknowledges a batch once it is on the disk; a batch is in the record whole
//! or not at all.
//!
//! ```
//! use keep::{Added, Entry, Origin, Record};
//! # let folder = tempfile::tempdir().unwrap();
//! let mut record = Record::create(&folder.path().join("onrecord.db"))?;
//! let text = "MS. ROWE: We will mend the bridge.";
//! let document = text::Document { text: text.into(), sha256: "5f…".into(), ..Default::default() };
//! let understanding = understand::source(&document);
//! let entry = Entry::new(Origin { name: "talk.txt", line: None, bytes: text.as_bytes() }, document, understanding);
//! assert_eq!(record.add(&[entry])?, [Added::New]);
//! let found = record.search(&record.question("\"mend the bridge\"")?, 0, 10)?;
//! assert_eq!(found.len(), 1);
//! # Ok::<(), keep::KeepError>(())
//! ```

mod add;
mod claim;
mod condition;
mod document;
mod echo;
mod entry;
mod error;
mod export;
mod family;
mod figure;
mod file;
mod found;
mod held;
mod identity;
mod import;
mod index;
mod map;
mod name;
mod named;
mod occasion;
mod overview;
mod passage;
mod person;
mod position;
mod profile;
mod question;
mod rebuild;
mod removal;
mod review;
mod schema;
mod search;
mod series;
mod shelf;
mod statement;
mod tally;
mod term;
mod tie;
mod tracing;
mod trail;
mod undertaking;
mod verify;

pub use add::Added;
pub use document::{Appearance, Part, Quote, Whole};
pub use echo::{Difference, Echo};
pub use entry::{Entry, Origin};
pub use error::{KeepError, Result};
pub use export::{Cell, Holds, TABLES};
pub use family::Pair;
pub use figure::{Asked, Claim};
pub use file::Record;
pub use found::{CONTEXT, Found, Passage};
pub use held::{Held, Listed};
pub use index::{Bound, Kept as KeptIndex};
pub use named::Description;
pub use occasion::Occasion;
pub use overview::{Counted, Facets, Overview, Waiting};
pub use person::{Office, Person, Sighting};
pub use position::{Position, Spread, Stated};
pub use profile::{Profile, Spoken};
pub use question::Question;
pub use rebuild::Kept;
pub use review::{Review, Verdict};
pub use search::Hit;
pub use series::{Point, Relation, Series, series};
pub use shelf::Shelf;
pub use statement::Statement;
pub use tracing::Tracing;
pub use trail::{After, Quoted, Trail};
pub use undertaking::{Later, Undertaking};
pub use verify::Fault;
