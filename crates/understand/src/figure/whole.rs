//! The whole that a number is a part of: "23 of 32 members", "23 members out of the 32", "one in five".

use super::numeral::{Form, numeral};
use super::piece::Sentence;
use super::quantity::Quantity;

/// The whole behind a part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Whole {
    /// How many.
    pub value: f64,
    /// One past its last piece.
    pub end: usize,
}

/// The whole that is said behind the quantity, its thing passed over.
pub(super) fn whole(sentence: &Sentence, part: &Quantity) -> Option<Whole> {
    if part.unit.is_some() || part.upper.is_some() || part.number.form == Form::Fraction {
        return None;
    }
    let after = super::thing::counted(sentence, part.end, false).map_or(part.end, |thing| thing.end);
    let behind = |at: usize| stated(sentence, at, part.number.value);
    behind(part.end).or_else(|| behind(after))
}

fn stated(sentence: &Sentence, at: usize, part: f64) -> Option<Whole> {
    let at = match () {
        () if sentence.is(at, "out") && sentence.is(at + 1, "of") => at + 2,
        () if sentence.is(at, "of") => at + 1,
        () if sentence.is(at, "in") && part == 1.0 => at + 1,
        () => return None,
    };
    const BEFORE: [&str; 9] = ["the", "all", "a", "total", "of", "our", "its", "their", "some"];
    let mut start = at;
    while start < at + 3 && sentence.is_any(start, &BEFORE) {
        start += 1;
    }
    let number = numeral(sentence, start, false)?;
    let count = matches!(number.form, Form::Bare | Form::Words | Form::Digits) && number.value > part;
    let measured = super::unit::after(sentence, number.end).is_some();
    let year = number.form == Form::Bare && (1800.0..2200.0).contains(&number.value) && part < 100.0;
    (count && !measured && !year).then_some(Whole { value: number.value, end: number.end })
}
