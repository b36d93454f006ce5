//! Name plates: turns opened by a line of its own that is a person's name and office, and questions without any label.

use text::Span;

use crate::header;
use crate::line::{Line, lines};
use crate::title;
use crate::turn;

/// Longest plate, in bytes.
const LONGEST: usize = 100;

/// Most plates of a document: with more, lines like these are a list.
const MOST: usize = 1000;

/// A turn opened by a plate, or by nothing: a question of somebody unnamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plated {
    /// The plate's words; `None` for an unlabelled question.
    pub plate: Option<Span>,
    /// The words spoken.
    pub span: Span,
}

/// Turns opened by plates; empty unless at least two plates stand in the text with words after each.
pub(crate) fn turns(text: &str, title: &str) -> Vec<Plated> {
    let all: Vec<Line> = lines(text, 0).collect();
    let plates: Vec<usize> = (0..all.len()).filter(|&index| is_plate(text, &all, index, title)).collect();
    if plates.len() < 2
        || plates.len() > MOST
        || !plates.iter().any(|&index| repeats_or_named(text, &all, &plates, index, title))
    {
        return Vec::new();
    }
    if !are_spoken(text, &all, &plates) {
        return Vec::new();
    }
    let mut turns = Vec::new();
    for (order, &plate) in plates.iter().enumerate() {
        let until = plates.get(order + 1).copied().unwrap_or(all.len());
        if plate + 1 < until {
            turn(text, &all, plate, until, order + 1 < plates.len(), &mut turns);
        }
    }
    turns
}

/// Whether speech follows most plates: somebody is addressed, and no statement in quotation marks is given.
fn are_spoken(text: &str, all: &[Line], plates: &[usize]) -> bool {
    let bodies = plates.iter().filter_map(|&plate| all.get(plate + 1)).map(|line| &text[line.start..]);
    let spoken = bodies.filter(|body| {
        turn::is_spoken(turn::opening(body, 300)) && !body.starts_with(['“', '"', '[', '*', '<'])
    });
    spoken.count() * 2 > plates.len()
}

/// Adds the plate's turn, and the question that ends before the next plate.
fn turn(text: &str, all: &[Line], plate: usize, until: usize, more: bool, turns: &mut Vec<Plated>) {
    let question = if more { question(text, all, plate, until) } else { None };
    let stop = question.unwrap_or(until);
    let span = Span::new(all[plate + 1].start, all[stop - 1].end);
    let name = all[plate];
    let words = header::plain(name.of(text)).trim_end_matches(':');
    let at = name.start + name.of(text).find(words).unwrap_or(0);
    turns.push(Plated {
        plate: Some(Span::new(at, at + words.len())),
        span: header::without_end_matter(text, span),
    });
    if stop < until {
        let span = Span::new(all[stop].start, all[until - 1].end).trimmed(text);
        turns.push(Plated { plate: None, span });
    }
}

/// Where an unlabelled question begins before the next plate: after a blank line within an answer that has none, or
/// after a wider gap; it asks somebody.
fn question(text: &str, all: &[Line], plate: usize, until: usize) -> Option<usize> {
    let first = plate + 1;
    let tight = all[first].blanks == 0;
    let gap = if tight { 1 } else { 2 };
    let start = (first + 1..until).rev().find(|&index| all[index].blanks >= gap)?;
    let words = &text[all[start].start..all[until - 1].end];
    (words.contains('?') && words.len() < 4000).then_some(start)
}

/// Whether a line stands alone, is short, and names an office (with or without a name), or a name that the title has.
fn is_plate(text: &str, all: &[Line], index: usize, title: &str) -> bool {
    let line = all[index];
    if !line.opens || line.end - line.start > 2 * LONGEST {
        return false;
    }
    let words = header::plain(line.of(text)).trim_end_matches(':').trim_end();
    if !(4..=LONGEST).contains(&words.len())
        || !words.starts_with(char::is_uppercase)
        || words.ends_with(['.', ',', '?', '!', ';', '—', ')', '”'])
        || !is_capitalised(words)
    {
        return false;
    }
    let speech = all.get(index + 1).is_some_and(|next| {
        let next = next.of(text).trim();
        (next.len() > words.len() || next.ends_with(['.', ',', '?', '!', ':']))
            && !next.starts_with(['•', '-', '|'])
    });
    let mut tokens = tokens(words);
    let office = tokens.clone().any(title::is_office);
    let verb = tokens.any(|word| {
        word.len() > 5 && word.ends_with("ing")
            || matches!(
                word,
                "Meets"
                    | "Announces"
                    | "Remarks"
                    | "Statement"
                    | "Before"
                    | "After"
                    | "With"
                    | "Meeting"
                    | "And"
                    | "Conference"
            )
    });
    let named = words.contains(' ') && !title.is_empty() && title.contains(words);
    speech
        && !verb
        && (office || named)
        && words.split_whitespace().count() <= 12
        && !words.contains(" and ")
        && words != title
}

/// The words of a plate.
fn tokens(words: &str) -> impl Iterator<Item = &str> + Clone {
    words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')).filter(|word| !word.is_empty())
}

/// Whether every word begins with a capital or is a particle.
fn is_capitalised(words: &str) -> bool {
    tokens(words).all(|word| word.starts_with(char::is_uppercase) || title::is_particle(word))
}

/// Whether a plate stands again, or another plate has its words.
fn repeats_or_named(text: &str, all: &[Line], plates: &[usize], index: usize, title: &str) -> bool {
    let words = header::plain(all[index].of(text)).trim_end_matches(':');
    plates.iter().filter(|&&other| header::plain(all[other].of(text)).contains(words)).count() > 1
        || title.contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Joint press conference\n\n(As delivered)\n\nMinister of Works, Ada Oduya\n\nGood morning, everyone, and welcome.\n\nWe build.\n\n\n\
        Council Secretary General Per Lund\n\nThank you, Ada, for these words.\n\nThank you.\n\n\n\
        Let me turn to both of you. When will it open, do you think?\n\n\
        Secretary General\nIt will open in May, as I said before.\nAnd it will stay open.\n\n\
        Will it rain on that day, Mr Secretary General?\n\nSecretary General:\nI do not know that, and nobody knows it.\n";

    #[test]
    fn plates_open_turns_and_questions_stand_between() {
        let turns = turns(TEXT, "");
        let said: Vec<_> =
            turns.iter().map(|turn| (turn.plate.map(|plate| plate.of(TEXT)), turn.span.of(TEXT))).collect();
        assert_eq!(said.len(), 6, "{said:?}");
        assert_eq!(
            said[0],
            (Some("Minister of Works, Ada Oduya"), "Good morning, everyone, and welcome.\n\nWe build.")
        );
        assert_eq!(said[1].1, "Thank you, Ada, for these words.\n\nThank you.");
        assert_eq!(said[2], (None, "Let me turn to both of you. When will it open, do you think?"));
        assert_eq!(
            said[3],
            (Some("Secretary General"), "It will open in May, as I said before.\nAnd it will stay open.")
        );
        assert_eq!(said[4], (None, "Will it rain on that day, Mr Secretary General?"));
        assert_eq!(said[5].0, Some("Secretary General"));
    }

    #[test]
    fn headings_of_prose_are_no_plates() {
        let text = "Deputy Minister Meets Council\n\nThe deputy minister met the council today in the old hall.\n\nBackground\n\nThe council has met since May.\n";
        assert!(turns(text, "").is_empty());
    }
}
