//! Turns of real transcripts against right answers that a person wrote down (`turns.tsv`).
//!
//! The documents lie outside the repository; ONRECORD_DATA names the folder they are unpacked in. Without it the test
//! says so and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use read::Raw;
use text::{Document, Span};
use understand::Understanding;

const TABLE: &str = include_str!("turns.tsv");

/// One line of the table.
struct Answer<'t> {
    place: &'t str,
    length: usize,
    columns: Vec<&'t str>,
}

/// What the columns say.
enum Right<'t> {
    /// A turn with its label and speaker.
    Turn(Span, Option<Span>, &'t str),
    /// No label at this byte.
    None(usize),
}

impl<'t> Answer<'t> {
    fn of(line: &'t str) -> Self {
        let columns: Vec<&str> = line.split('\t').collect();
        Answer { place: columns[0], length: columns[1].parse().unwrap(), columns: columns[2..].to_vec() }
    }

    fn right(&self) -> Right<'t> {
        let number = |index: usize| self.columns[index].parse::<usize>().ok();
        let span = |first: usize| Some(Span::new(number(first)?, number(first + 1)?));
        match self.columns.len() {
            1 => Right::None(number(0).unwrap()),
            _ => Right::Turn(span(0).unwrap(), span(2), self.columns[4]),
        }
    }

    fn holds(&self, found: &Understanding) -> bool {
        let mut turns = found.turns.iter();
        match self.right() {
            Right::None(at) => !turns.any(|turn| turn.label.is_some_and(|label| label.contains_offset(at))),
            Right::Turn(span, label, speaker) => turns.any(|turn| {
                let name = turn.speaker.map_or("", |id| &found.person(id).name);
                turn.span == span && turn.label == label && name == speaker
            }),
        }
    }
}

/// The folder with the unpacked data, if there is one.
fn data() -> Option<PathBuf> {
    let named = std::env::var_os("ONRECORD_DATA").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache/onrecord-data"));
    named.or(home).filter(|folder| folder.join("wh_briefings").is_dir())
}

/// The document at a place: a file, or a record of a file.
fn document(folder: &Path, place: &str) -> Option<Document> {
    let (path, record) = place.split_once('#').unwrap_or((place, ""));
    let bytes = std::fs::read(folder.join(path)).ok()?;
    let raw = if record.is_empty() {
        Raw::new(path, bytes)
    } else {
        let quoted = format!("\"{record}\"");
        let lines = String::from_utf8(bytes).ok()?;
        let (index, line) = lines.lines().enumerate().find(|(_, line)| line.contains(&quoted))?;
        Raw::record(path, index as u64 + 1, line.as_bytes().to_vec())
    };
    Some(raw.read().ok()?.document)
}

#[test]
fn turns_of_real_transcripts() {
    let Some(folder) = data() else {
        println!("skipped: ONRECORD_DATA names no folder with the unpacked data");
        return;
    };
    let mut by_place: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let answer = Answer::of(line);
        by_place.entry(answer.place).or_default().push(answer);
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for (place, answers) in by_place {
        let same = |document: &Document| document.text.len() == answers[0].length;
        let Some(document) = document(&folder, place).filter(same) else {
            println!("skipped, not there or read otherwise than when the answers were written: {place}");
            continue;
        };
        let found = understand::source(&document);
        for answer in answers {
            if answer.holds(&found) {
                right += 1
            } else {
                wrong.push(format!("{place} {:?}", answer.columns))
            }
        }
    }
    println!("{right} right, {} wrong: {wrong:#?}", wrong.len());
    assert!(right * 100 >= (right + wrong.len()) * 98, "{right} right, wrong: {wrong:#?}");
}
