//! Takes quotations back to the words of transcripts: seeds, candidates, alignment, verdict. Pure, given an index.

mod alignment;
mod archive;
mod candidate;
mod change;
mod check;
mod copy;
mod evidence;
mod finding;
mod hearsay;
mod occasion;
mod proposal;
mod query;
mod report;
mod seed;
mod setting;
mod speaker;
mod touch;
mod unmarked;
mod verdict;
mod word;

pub use archive::{Archive, ArchiveBuilder, Prepared, prepare};
pub use check::Settings;
pub use evidence::Evidence;
pub use finding::{
    Change, ChangeKind, Finding, Nearest, Reason, Related, Searched, Source, SpeakerCheck, Status, Touch,
    Wording,
};
pub use word::{Normal, Word, Words, words};
