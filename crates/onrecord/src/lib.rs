//! onrecord keeps the public record of who said what, and traces every quotation to the transcripts that hold it.
//!
//! This is the façade, and the only public API: [`extract`] tells who said what in documents; [`check`] takes every
//! quotation of an article to the [`Sources`] and says where the two differ; [`trace()`] does so for words without an
//! article; a [`Record`] keeps documents for good and answers questions. The forms they give are those of CONTRACT.md, with their schemas in `schemas/`.
//!
//! ```
//! use onrecord::{Limits, Settings, Sources, Words};
//! let sources = Sources::from_documents([("speech", "MS. ROWE: We will mend the harbour bridge before winter comes.")]);
//! let words = "We will mend the harbour bridge before winter comes.".to_owned();
//! let words = Words { words, by: Some("Ada Rowe".into()), ..Words::default() };
//! let check = onrecord::trace(&words, &sources, &Settings::default());
//! assert_eq!(check.findings[0].status, "traced");
//! ```

mod batch;
mod check;
mod extract;
pub mod forms;
mod record;
pub mod report;
mod sources;
mod watch;

pub use check::{Step, Words, check, check_bytes, trace};
pub use extract::extract;
pub use keep::KeepError;
pub use read::{Limits, ReadError};
pub use record::{
    AddSummary, Asked, Cell, Fault, Found, Passage, RawDocument, Record, RemovedBefore, ReviewOf, TABLES,
    Verdict,
};
pub use sources::Sources;
pub use text::{Date, on_one_line};
pub use trace::Settings;
pub use watch::Watch;
