//! Takes quotations back to the words of transcripts: seeds, candidates, alignment, verdict. Pure, given an index.

mod finding;

pub use finding::{
    Change, ChangeKind, Finding, Nearest, Reason, Related, Searched, Source, SpeakerCheck, Status, Touch,
    Wording,
};
