//! Where, or among whom, a figure holds: "across Europe and Canada", "in the north of the country".

use std::ops::Range;

use super::piece::Sentence;
use super::thing::{is_function, is_plural};
use crate::lexicon::{Class, lexicon};

/// Most pieces of a scope.
const LONGEST: usize = 10;

/// Prepositions behind which anything is a scope; behind the others only names and places are.
const WIDE: [&str; 4] = ["across", "throughout", "among", "amongst"];
const NARROW: [&str; 5] = ["in", "within", "around", "inside", "outside"];

/// Scopes of one word.
const ALONE: [&str; 5] = ["worldwide", "nationwide", "statewide", "globally", "nationally"];

/// Nouns for places and for those who live together there.
const PLACES: [&str; 25] = [
    "world",
    "globe",
    "country",
    "countries",
    "nation",
    "nations",
    "state",
    "states",
    "region",
    "regions",
    "continent",
    "city",
    "cities",
    "province",
    "provinces",
    "county",
    "counties",
    "district",
    "districts",
    "area",
    "areas",
    "territory",
    "alliance",
    "union",
    "community",
];

/// Puts the scopes of a sentence into `found`, in order, the preposition included.
pub(super) fn scopes(sentence: &Sentence, found: &mut Vec<Range<usize>>) {
    found.clear();
    let mut at = 0;
    while at < sentence.pieces.len() {
        let end = if sentence.is_any(at, &ALONE) { Some(at + 1) } else { scope(sentence, at) };
        match end {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Where the scope that begins with the preposition at `at` ends.
fn scope(sentence: &Sentence, at: usize) -> Option<usize> {
    let wide = sentence.is_any(at, &WIDE);
    (wide || sentence.is_any(at, &NARROW)).then_some(())?;
    let mut start = at + 1;
    while start < at + 5
        && sentence.is_any(
            start,
            &["the", "our", "its", "their", "all", "of", "entire", "whole", "both", "this", "that", "every"],
        )
    {
        start += 1;
    }
    let mut end = start;
    let mut place = false;
    while end < start + LONGEST {
        let Some(word) = taken(sentence, end, start, wide) else { break };
        place |= word == Word::Place;
        end += 1;
        let link = linked(sentence, end);
        let head = is_head(sentence, end - 1);
        if link > 0 && taken(sentence, end + link, start, wide).is_some() {
            end += link;
        } else if head {
            break;
        }
    }
    (end > start && (wide || place)).then_some(end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// A name, or a noun for a place.
    Place,
    Other,
}

/// What the word says of a place; `None` where the scope ends.
fn taken(sentence: &Sentence, at: usize, start: usize, wide: bool) -> Option<Word> {
    let piece = sentence.get(at)?;
    let word = sentence.word(at);
    if sentence.is_hyphen(at) {
        return Some(Word::Other);
    }
    let class = lexicon().class(word);
    let abbreviated = piece.is_sign('.') && sentence.is_glued(at) && sentence.word(at - 1).len() == 1;
    if abbreviated && at > start {
        return Some(Word::Other); // "U.S."
    }
    if !piece.is_word() || piece.number_word().is_some() || class.any(Class::CALENDAR) {
        return None;
    }
    if piece.capital {
        return Some(Word::Place);
    }
    if is_function(word) || class.any(Class::FINITE | Class::CUE) {
        return None;
    }
    let noun = PLACES.iter().any(|place| word.eq_ignore_ascii_case(place));
    let describes = at < start + 3 && (wide || is_before_place(sentence, at));
    noun.then_some(Word::Place).or_else(|| describes.then_some(Word::Other))
}

/// Whether a name or a noun for a place follows soon: "in the eastern part of the Alliance", "in allied nations".
fn is_before_place(sentence: &Sentence, at: usize) -> bool {
    const REACH: usize = 4;
    for next in at + 1..=at + REACH {
        let Some(piece) = sentence.get(next).filter(|piece| piece.is_word()) else { return false };
        let word = sentence.word(next);
        if piece.capital && !lexicon().class(word).any(Class::CALENDAR) || PLACES.contains(&word) {
            return true;
        }
        if is_function(word) && !matches!(word, "of" | "the") {
            return false;
        }
    }
    false
}

/// A noun that ends a scope, unless it is linked to another: a plural or a place, in small letters.
fn is_head(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at);
    let small = sentence.get(at).is_some_and(|piece| !piece.capital);
    small && (is_plural(word) || PLACES.contains(&word))
}

/// Pieces of a link between the words of a scope: "of the", "and", a comma before another name.
fn linked(sentence: &Sentence, at: usize) -> usize {
    let name = |at: usize| sentence.get(at).is_some_and(|piece| piece.is_word() && piece.capital);
    if sentence.is(at, "of") {
        return 1 + usize::from(sentence.is_any(at + 1, &["the", "our", "its", "their"]));
    }
    if sentence.is_any(at, &["and", "or", "&"]) {
        let article = usize::from(sentence.is(at + 1, "the"));
        return if name(at + 1 + article) { 1 + article } else { 0 };
    }
    0
}
