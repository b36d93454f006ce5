//! `onrecord statements`, `people`, `occasions`: questions to a record.

use anyhow::Result;
use onrecord::Record;

use crate::arguments::{
    self, Occasions, OccasionsAction, People, PeopleAction, RecordFile, Statements, Trail, Word,
};
use crate::outcome::Outcome;
use crate::show::{Answer, Answers};

/// Statements of a person, latest first.
pub fn statements(arguments: &Statements) -> Result<Outcome> {
    let record = open(&arguments.answers.record)?;
    let (by, about) = (arguments.by.as_deref(), arguments.about.as_deref());
    show(&arguments.answers, record.statements(by, about, arguments.answers.limit)?)
}

/// Quotations of a statement, by day.
pub fn trail(arguments: &Trail) -> Result<Outcome> {
    let answers = &arguments.answers;
    let mut trail = open(&answers.record)?.trail(&arguments.statement)?;
    trail.quoted.truncate(answers.limit);
    let mut shown = Answers::new(answers.format);
    shown.show_trail(&trail)?;
    shown.finish()?;
    Ok(Outcome::default())
}

/// Who is in the record, and who is whom.
pub fn people(arguments: &People) -> Result<Outcome> {
    match &arguments.action {
        PeopleAction::List { words, answers } => {
            show(answers, open(&answers.record)?.people(&words.join(" "), 0, answers.limit)?)
        }
        PeopleAction::Show { name, answers } => {
            let sightings = open(&answers.record)?.sightings(name)?;
            show(answers, sightings.into_iter().take(answers.limit))
        }
        PeopleAction::Merge { name, into, word } => {
            Record::existing(&word.record.record)?.merge_people(name, into, word.who().as_deref())?;
            Ok(Outcome::default())
        }
        PeopleAction::Split { name, word } => {
            Record::existing(&word.record.record)?.split_person(name, word.who().as_deref())?;
            Ok(Outcome::default())
        }
    }
}

/// Occasions, latest first, and which documents tell of them.
pub fn occasions(arguments: &Occasions) -> Result<Outcome> {
    let place = |document: &str, occasion, word: &Word| -> Result<Outcome> {
        let mut record = Record::existing(&word.record.record)?;
        record.place_document(document, occasion, word.who().as_deref())?;
        Ok(Outcome::default())
    };
    match &arguments.action {
        None => {
            let (words, answers) = (arguments.words.join(" "), &arguments.answers);
            show(answers, open(&answers.record)?.occasions(&words, 0, answers.limit)?)
        }
        Some(OccasionsAction::Show { occasion, answers }) => {
            show(answers, [open(&answers.record)?.occasion(*occasion)?.occasion])
        }
        Some(OccasionsAction::Join { document, occasion, word }) => place(document, Some(*occasion), word),
        Some(OccasionsAction::Part { document, word }) => place(document, None, word),
    }
}

fn open(file: &RecordFile) -> Result<Record> {
    Ok(Record::open(&file.record)?)
}

fn show<A: Answer>(how: &arguments::Answers, found: impl IntoIterator<Item = A>) -> Result<Outcome> {
    let mut answers = Answers::new(how.format);
    for answer in found {
        answers.show(&answer)?;
    }
    answers.finish()?;
    Ok(Outcome::default())
}
