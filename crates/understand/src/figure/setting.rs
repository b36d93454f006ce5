//! Which of a sentence's times and scopes a figure belongs to.

use std::ops::Range;

use super::piece::{Kind, Sentence};
use super::time::Said;
use crate::finding::Period;

/// Pieces looked through on either side of a figure.
const REACH: usize = 40;

/// The times and places that a sentence speaks of.
#[derive(Default)]
pub(super) struct Setting {
    /// In order.
    pub times: Vec<Said>,
    /// In order; preposition included.
    pub scopes: Vec<Range<usize>>,
    /// The last time of the sentence before, in the same paragraph.
    pub before: Option<Period>,
}

impl Setting {
    /// The time of the figure at these pieces: in its part of the sentence the nearest; else the one that the sentence opens
    /// with; else its only one; else, of what "was" or "were", the last of the sentence before.
    pub fn time(&self, sentence: &Sentence, figure: &Range<usize>) -> Option<Period> {
        let place = |said: &Said| said.pieces.clone();
        if near(&self.times, figure.start, place).any(|said| overlap(&said.pieces, figure)) {
            return None; // "four years ago" is a time itself
        }
        let part = part(sentence, figure);
        let own = near(&self.times, figure.start, place)
            .filter(|said| said.pieces.start >= part.start && said.pieces.end <= part.end)
            .filter(|said| !subordinate(sentence, figure, &said.pieces))
            .min_by_key(|said| distance(figure, &said.pieces));
        let leads = |said: &&Said| {
            let opens = said.pieces.start <= 1 && is_apart(sentence, &said.pieces);
            opens || said.pieces.end + 1 == part.start && sentence.is_any(said.pieces.start, &["when"])
        };
        let opening = || {
            near(&self.times, figure.start, place).find(leads).or_else(|| self.times.first().filter(leads))
        };
        let only = || match self.times.as_slice() {
            [said]
                if distance(figure, &said.pieces).0 < REACH
                    && !counts_between(sentence, figure, &said.pieces)
                    && !subordinate(sentence, figure, &said.pieces) =>
            {
                Some(said)
            }
            _ => None,
        };
        let found = own.or_else(opening).or_else(only).map(|said| said.period);
        found.or_else(|| {
            self.before
                .filter(|_| self.times.is_empty() || figure.start <= 1)
                .filter(|_| is_past(sentence, figure))
        })
    }

    /// The scope of the figure at these pieces: in its part of the sentence the nearest, else the one that it opens with.
    pub fn scope(&self, sentence: &Sentence, figure: &Range<usize>) -> Option<&Range<usize>> {
        let part = part(sentence, figure);
        let own = near(&self.scopes, figure.start, Range::clone)
            .filter(|scope| scope.start >= part.start && scope.end <= part.end && !overlap(scope, figure))
            .filter(|scope| !counts_between(sentence, figure, scope) && !subordinate(sentence, figure, scope))
            .min_by_key(|scope| distance(figure, scope));
        own.or_else(|| self.scopes.first().filter(|scope| scope.start <= 1 && is_apart(sentence, scope)))
    }
}

/// Those that lie within reach of a piece.
fn near<T>(all: &[T], at: usize, place: impl Fn(&T) -> Range<usize>) -> impl Iterator<Item = &T> {
    let first = all.partition_point(|one| place(one).end + REACH < at);
    let last = all.partition_point(|one| place(one).start <= at + REACH);
    all[first..last.max(first)].iter()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Pieces between the two; behind the figure is nearer than before it.
fn distance(figure: &Range<usize>, other: &Range<usize>) -> (usize, bool) {
    match other.start >= figure.end {
        true => (other.start - figure.end, false),
        false => (figure.start.saturating_sub(other.end), true),
    }
}

fn between(figure: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    if other.start >= figure.end { figure.end..other.start } else { other.end..figure.start.max(other.end) }
}

/// Whether a clause of its own lies between: "23 allies, which joined in 1999".
fn subordinate(sentence: &Sentence, figure: &Range<usize>, other: &Range<usize>) -> bool {
    const OPENERS: [&str; 13] = [
        "who",
        "which",
        "that",
        "when",
        "where",
        "after",
        "before",
        "while",
        "because",
        "established",
        "signed",
        "set",
        "than",
    ];
    other.start >= figure.end && between(figure, other).any(|at| sentence.is_any(at, &OPENERS))
}

/// Whether another number lies between.
fn counts_between(sentence: &Sentence, figure: &Range<usize>, other: &Range<usize>) -> bool {
    let number = |at: usize| {
        sentence.get(at).is_some_and(|piece| matches!(piece.kind, Kind::Digits(_) | Kind::Word(Some(_))))
    };
    between(figure, other).any(number)
}

/// Whether a comma parts it from the sentence that it opens, or the sentence goes on without one.
fn is_apart(sentence: &Sentence, opening: &Range<usize>) -> bool {
    sentence.is_sign(opening.end, ',')
        || sentence.is_sign(opening.end, '—')
        || sentence.get(opening.end).is_some_and(|piece| piece.is_word())
}

/// The part of the sentence between commas and their like that holds the figure.
fn part(sentence: &Sentence, figure: &Range<usize>) -> Range<usize> {
    let parts = |at: usize| match sentence.get(at).map(|piece| piece.kind) {
        Some(Kind::Sign(',' | ';' | ':' | '—' | '(' | ')')) | None => true,
        Some(Kind::Sign('-' | '–')) => !sentence.is_hyphen(at),
        _ => sentence.is(at, "but") || sentence.is(at, "while"),
    };
    let first = figure.start.saturating_sub(REACH);
    let start = (first..figure.start).rev().find(|&at| parts(at)).map_or(first, |at| at + 1);
    let end = (figure.end..figure.end + REACH).find(|&at| parts(at)).unwrap_or(figure.end + REACH);
    start..end
}

/// Whether a past tense follows soon.
fn is_past(sentence: &Sentence, figure: &Range<usize>) -> bool {
    const SOON: usize = 4;
    figure.start <= 1
        && (figure.end..figure.end + SOON).any(|at| sentence.is_any(at, &["was", "were", "had"]))
}
