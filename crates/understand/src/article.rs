//! Everything in an article: quotations with their speakers, and the people.

use std::ops::Range;

use text::{Date, Document, Problem};

use crate::analysis::Analysis;
use crate::attribution::Reader;
use crate::attributor::Attributor;
use crate::commitment;
use crate::figure;
use crate::finding::{Person, PersonId, Understanding};
use crate::frame::{frames, paragraphs};
use crate::inconsistency;
use crate::mark::{Marked, Marks, marked};
use crate::mention::mentions;
use crate::name::Name;
use crate::people::Names;
use crate::source::source;
use crate::speaker::Focus;
use crate::token::tokens;

/// Finds the quotations of a document, who is given as their speaker, and the people it names.
///
/// ```
/// let text = "“We will see,” said Jane Doe, the mayor. “It takes time.”".to_owned();
/// let found = understand::article(&text::Document { text, ..Default::default() });
/// assert_eq!(found.quotations.len(), 2);
/// assert_eq!(found.person(found.quotations[1].speaker.unwrap()).name, "Jane Doe");
/// ```
pub fn article(document: &Document) -> Understanding {
    let mut whole = source(document);
    let occasion = whole.occasion.as_ref().and_then(|occasion| occasion.date);
    let mut found = quotations(document, occasion.or(document.published));
    if let Some(language) = foreign(document) {
        found.problems.push(Problem::whole(
            "language-not-analysed",
            format!("Language {language}: words between marks are found, and their speaker where a name stands before a colon or after a dash. Verbs of saying and reported speech without marks are read in English only."),
        ));
    }
    let places = join(&mut whole.people, std::mem::take(&mut found.people));
    for speaker in found.quotations.iter_mut().filter_map(|quotation| quotation.speaker.as_mut()) {
        *speaker = places[speaker.0 as usize];
    }
    whole.problems.append(&mut found.problems);
    let Understanding { quotations, figures, commitments, .. } = found;
    let mut whole = Understanding { quotations, figures, commitments, ..whole };
    figure::attribute(&mut whole);
    commitment::attribute(&mut whole);
    commitment::name_undertakers(&document.text, &mut whole);
    let inconsistencies = inconsistency::inconsistencies(document, &whole);
    whole.problems.extend(inconsistencies);
    whole
}

/// The figures and commitments of a text alone, without quotations, people and speakers: what they cost is measured by it.
pub fn claims(document: &Document) -> Understanding {
    let text = document.text.as_str();
    let tokens = tokens(text);
    let paragraphs = paragraphs(text, &tokens);
    let figures = figure::figures(text, &tokens, &paragraphs, document.published);
    let commitments = commitment::commitments(text, &tokens, &paragraphs, document.published);
    let found = Understanding { figures, commitments, ..Understanding::default() };
    let problems = inconsistency::inconsistencies(document, &found);
    Understanding { problems, ..found }
}

/// The language of a document, if it is known not to be English.
fn foreign(document: &Document) -> Option<&str> {
    document.language.as_deref().filter(|language| !language.starts_with("en"))
}

/// Adds the people that the text names to those who have turns, and gives the place of each.
fn join(spoken: &mut Vec<Person>, named: Vec<Person>) -> Vec<PersonId> {
    /// Of a document with more speakers than this, names are not compared.
    const MOST: usize = 200;
    let known: Vec<Name> = spoken.iter().take(MOST).map(|person| Name::parse(&person.name)).collect();
    let mut places = Vec::with_capacity(named.len());
    for person in named {
        let name = Name::parse(&person.name);
        let same = |known: &Name| known.agrees(&name) || known.fits(&name) > 2 || name.fits(known) > 2;
        let index = known.iter().position(same).unwrap_or(spoken.len());
        match spoken.get_mut(index) {
            None => spoken.push(person),
            Some(known) => merge(known, person),
        }
        places.push(PersonId(index as u32));
    }
    places
}

/// Takes over the names and roles of the same person.
fn merge(known: &mut Person, other: Person) {
    let fuller = Name::parse(&other.name).keys().len() > Name::parse(&known.name).keys().len();
    let name = if fuller { std::mem::replace(&mut known.name, other.name) } else { other.name };
    for form in std::iter::once(name).chain(other.names) {
        if form != known.name && !known.names.contains(&form) {
            known.names.push(form);
        }
    }
    known.doubtful &= other.doubtful;
    for role in other.roles {
        if !known.roles.iter().any(|held| held.eq_ignore_ascii_case(&role)) {
            known.roles.push(role);
        }
    }
}

/// Quotations, their speakers, the people named, and figures. `said` is the day on which the words were said, where known.
fn quotations(document: &Document, said: Option<Date>) -> Understanding {
    let text = document.text.as_str();
    let tokens = tokens(text);
    let paragraphs = paragraphs(text, &tokens);
    let marks = marked(text, &tokens, &paragraphs);
    let mut names = Names::default();
    for metadata in [&document.speaker, &document.author].into_iter().flatten() {
        names.note(metadata, 0);
    }
    let outer = frames(text, &tokens, &paragraphs, &marks.outer);
    let mut analysis = Analysis::new(tokens.len());
    outer.frames.iter().for_each(|frame| analysis.read(text, &tokens, &outer.items, &marks.outer, frame));
    let runs = mentions(text, &tokens, &paragraphs, &analysis, &mut names);
    let reader =
        Reader { text, tokens: &tokens, items: &outer.items, runs: &runs, marked: &marks.outer, analysis };
    let english = foreign(document).is_none();
    let mut attributor = Attributor::new(reader, Focus::new(text, &runs, names.join()), english);
    for (index, frame) in outer.frames.iter().enumerate() {
        attributor.frame(frame, [outer.frames.get(index + 1), outer.frames.get(index + 2)]);
    }
    let inside = inside(&marks);
    let inner = frames(text, &tokens, &inside, &marks.inner);
    attributor.turn_to(&inner.items, &marks.inner);
    for (index, frame) in inner.frames.iter().enumerate() {
        attributor.inner(frame, inner.frames.get(index + 1));
    }
    let figures = figure::figures(text, &tokens, &paragraphs, said);
    let commitments = commitment::commitments(text, &tokens, &paragraphs, said);
    Understanding { figures, commitments, ..attributor.finish(marks.problems) }
}

/// The words of quotations that hold others, as ranges of tokens.
fn inside(marks: &Marks) -> Vec<Range<usize>> {
    let mut next = 0;
    let holds = |outer: &&Marked| {
        while marks.inner.get(next).is_some_and(|inner| inner.open < outer.open) {
            next += 1;
        }
        marks.inner.get(next).is_some_and(|inner| inner.close <= outer.close)
    };
    marks.outer.iter().filter(holds).map(|outer| outer.open + 1..outer.close).collect()
}
