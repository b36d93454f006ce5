//! Numbers as people write them: digits, words, both, fractions, ratios.

use super::cardinal::MOST_WORDS;
use super::number_word::NumberWord;
use super::piece::{Kind, Sentence};

/// A number found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// First piece.
    pub start: usize,
    /// One past the last piece.
    pub end: usize,
    /// What it says; of "dozens" the least.
    pub value: f64,
    /// Of "dozens" the most.
    pub upper: Option<f64>,
    /// How it is written.
    pub form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits alone: perhaps a year, or the number of a thing.
    Bare,
    /// Digits with a point, a comma or a scale.
    Digits,
    /// Words.
    Words,
    /// The word "one" alone, which may be a pronoun.
    One,
    /// A part of a whole: "half", "two thirds", "3/4".
    Fraction,
    /// "dozens", "hundreds".
    Vague,
}

impl Numeral {
    pub(super) fn new(start: usize, end: usize, value: f64, form: Form) -> Self {
        Numeral { start, end, value, upper: None, form }
    }
}

/// The number that begins at piece `at`. `money`: a currency stands before it, so that "m" is a million, not a metre.
pub(super) fn numeral(sentence: &Sentence, at: usize, money: bool) -> Option<Numeral> {
    let (minus, first) = match minus(sentence, at) {
        Some(first) => (true, first),
        None => (false, at),
    };
    let reader = Reader { sentence, money };
    let found = reader.digits(first).or_else(|| reader.words(first))?;
    let mut found = if money { found } else { reader.over(found) };
    found.start = at;
    if minus {
        found.value = -found.value;
        found.form = if found.form == Form::One { Form::Words } else { found.form };
    }
    found.value.is_finite().then_some(found)
}

/// Past a sign that makes the number negative: "minus", "-" with a space before it and none behind.
fn minus(sentence: &Sentence, at: usize) -> Option<usize> {
    let word = sentence.is_any(at, &["minus", "negative"]);
    let sign = sentence.get(at)?.kind == Kind::Sign('-') || sentence.is_sign(at, '−');
    let sign = sign && !sentence.is_glued(at) && sentence.is_glued(at + 1);
    (word || sign).then_some(())?;
    let hyphen = word && sentence.is_hyphen(at + 1);
    Some(if hyphen { at + 2 } else { at + 1 })
}

/// Reads numbers from the pieces of a sentence.
pub(super) struct Reader<'s, 'a> {
    pub(super) sentence: &'s Sentence<'a>,
    money: bool,
}

impl Reader<'_, '_> {
    pub(super) fn word(&self, at: usize) -> Option<NumberWord> {
        self.sentence.get(at)?.number_word()
    }

    pub(super) fn number(&self, at: usize) -> Option<f64> {
        match self.sentence.get(at)?.kind {
            Kind::Digits(digits) => Some(digits.value),
            _ => None,
        }
    }

    /// "one over twenty", where nothing is counted by the second number.
    fn over(&self, found: Numeral) -> Numeral {
        if !self.sentence.is(found.end, "over") {
            return found;
        }
        let at = found.end + 1;
        let digits = self.number(at).map(|value| (value, at + 1));
        let Some((below, end)) = digits.or_else(|| self.cardinal(at)).filter(|(below, _)| *below > 0.0)
        else {
            return found;
        };
        let sign = self
            .sentence
            .get(end)
            .is_none_or(|piece| matches!(piece.kind, Kind::Sign('.' | ',' | '?' | ')' | ';')));
        if sign { Numeral { value: found.value / below, end, form: Form::Fraction, ..found } } else { found }
    }

    /// "3", "2.8bn", "1 3/4", "3½ million", "3 × 10⁸".
    fn digits(&self, at: usize) -> Option<Numeral> {
        let sentence = self.sentence;
        if let Some(value) = self.vulgar(at) {
            return Some(self.scaled(Numeral::new(at, at + 1, value, Form::Fraction)));
        }
        let Kind::Digits(digits) = sentence.get(at)?.kind else { return None };
        let form = if digits.bare { Form::Bare } else { Form::Digits };
        if let Some((value, end)) = self.written_fraction(at) {
            return Some(Numeral::new(at, end, value, Form::Fraction));
        }
        let mut found = Numeral::new(at, at + 1, digits.value, form);
        if let Some(part) = self.vulgar(at + 1) {
            found = Numeral { value: found.value + part, end: at + 2, form: Form::Digits, ..found };
        } else if let Some((part, end)) = self.written_fraction(at + 1).filter(|_| !sentence.is_glued(at + 1))
        {
            found = Numeral { value: found.value + part, end, form: Form::Digits, ..found };
        } else if let Some((factor, end)) = self.power(at + 1, digits.value) {
            found = Numeral { value: factor, end, form: Form::Digits, ..found };
        }
        Some(self.and_part(self.scaled(found)))
    }

    /// "× 10−8", "x10^6", "^23"; gives the whole value.
    fn power(&self, at: usize, base: f64) -> Option<(f64, usize)> {
        let sentence = self.sentence;
        if sentence.is_sign(at, '^') && sentence.is_glued(at) {
            let (exponent, end) = self.exponent(at + 1)?;
            return Some((base.powf(exponent), end));
        }
        let times = sentence.is_sign(at, '×') || sentence.is(at, "x");
        if !times || self.number(at + 1) != Some(10.0) {
            return None;
        }
        let at = at + 2 + usize::from(sentence.is_sign(at + 2, '^'));
        let (exponent, end) = self.exponent(at).filter(|_| sentence.is_glued(at))?;
        Some((base * 10f64.powf(exponent), end))
    }

    fn exponent(&self, at: usize) -> Option<(f64, usize)> {
        let sentence = self.sentence;
        let minus = sentence.is_sign(at, '-') || sentence.is_sign(at, '−');
        let at = at + usize::from(minus || sentence.is_sign(at, '+'));
        let value = self.number(at)?;
        Some((if minus { -value } else { value }, at + 1))
    }

    /// Takes the words and signs of scale behind a number: "million", "bn", "k", "lakh crore".
    pub(super) fn scaled(&self, mut found: Numeral) -> Numeral {
        while let Some((scale, end)) =
            self.scale(found.end).filter(|(_, end)| *end <= found.start + MOST_WORDS)
        {
            let form = if found.form == Form::Fraction { Form::Words } else { Form::Digits };
            found = Numeral { value: found.value * scale, end, form, ..found };
        }
        found
    }

    pub(super) fn scale(&self, at: usize) -> Option<(f64, usize)> {
        let hyphen = usize::from(self.sentence.is_hyphen(at));
        match self.word(at + hyphen) {
            Some(NumberWord::Scale(scale)) => return Some((scale, at + hyphen + 1)),
            Some(NumberWord::Hundred) => return Some((100.0, at + 1)),
            Some(NumberWord::Dozen | NumberWord::Vague(12.0)) => return Some((12.0, at + 1)),
            _ => {}
        }
        let glued = self.sentence.is_glued(at);
        let scale = match self.sentence.word(at) {
            "bn" | "bln" | "Bn" | "BN" => 1e9,
            "tn" | "tln" | "trn" | "Tn" => 1e12,
            "mln" | "mn" | "MM" | "mil" => 1e6,
            "mm" if self.money => 1e6,
            "K" | "k" if glued || self.money => 1e3,
            "k" => 1e3,
            "M" if glued || self.money => 1e6,
            "m" if self.money => 1e6,
            "B" | "b" if glued || self.money => 1e9,
            "T" if self.money => 1e12,
            _ => return None,
        };
        Some((scale, at + 1))
    }

    /// A number in words.
    fn words(&self, at: usize) -> Option<Numeral> {
        let sentence = self.sentence;
        if let Some(found) = self.vague(at).or_else(|| self.fraction(at)) {
            return Some(found);
        }
        let (value, end) = self.cardinal(at).map(|whole| self.without_parts(at, whole))?;
        let found =
            Numeral::new(at, end, value, if end == at + 1 && value == 1.0 { Form::One } else { Form::Words });
        if sentence.is(end, "point")
            && let Some((decimals, end)) = self.decimals(end + 1)
        {
            return Some(self.scaled(Numeral { value: value + decimals, end, form: Form::Words, ..found }));
        }
        Some(self.and_part(found))
    }
}
