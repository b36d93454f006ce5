//! Takes quotations back to the words of transcripts: seeds, candidates, alignment, verdict. Pure, given an index.

mod alignment;
mod archive;
mod candidate;
mod change;
mod check;
mod column;
mod copy;
mod count;
mod evidence;
mod family;
mod finding;
mod gap;
mod hearsay;
mod index;
mod medium;
mod occasion;
mod proposal;
mod query;
mod report;
mod seed;
mod setting;
mod speaker;
mod touch;
mod unmarked;
mod utterance;
mod verdict;
mod word;

pub use archive::{Archive, ArchiveBuilder, Card, Prepared, Shelf, prepare};
pub use check::{Settings, Told, Weighed};
pub use column::Column;
pub use evidence::Evidence;
pub use family::Likeness;
pub use finding::{
    Change, ChangeKind, Finding, Nearest, Reason, Related, Searched, Source, SpeakerCheck, Status, Touch,
    Wording,
};
pub use index::{Index, Rows, reading};
pub use word::{Normal, Word, Words, words};
