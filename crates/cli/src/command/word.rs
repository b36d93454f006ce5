//! `onrecord review`, `remove`: a person's word, kept.

use anyhow::Result;
use onrecord::{Record, Verdict};

use crate::arguments::{Remove, Review, Said};
use crate::outcome::Outcome;
use crate::show::Answers;

/// Keeps a word on a quotation, or lists all.
pub fn review(arguments: &Review) -> Result<Outcome> {
    let path = &arguments.word.record.record;
    match (&arguments.finding, arguments.verdict) {
        (Some(finding), Some(said)) => {
            let (note, who) = (arguments.note.as_deref(), arguments.word.who());
            Record::existing(path)?.review(finding, verdict(said), note, who.as_deref())?;
        }
        _ => {
            let mut answers = Answers::new(arguments.format);
            for review in Record::open(path)?.reviews()? {
                answers.show(&review)?;
            }
            answers.finish()?;
        }
    }
    Ok(Outcome::default())
}

/// Takes a document out for good.
pub fn remove(arguments: &Remove) -> Result<Outcome> {
    let mut record = Record::existing(&arguments.word.record.record)?;
    let removed = record.remove(&arguments.document, &arguments.reason, arguments.word.who().as_deref())?;
    let noun = if removed == 1 { "document" } else { "documents (versions of one)" };
    anstream::eprintln!("removed {removed} {noun}; {} are left", record.len()?);
    Ok(Outcome::default())
}

fn verdict(said: Said) -> Verdict {
    match said {
        Said::Confirm => Verdict::Confirm,
        Said::Reject => Verdict::Reject,
        Said::Note => Verdict::Note,
    }
}
