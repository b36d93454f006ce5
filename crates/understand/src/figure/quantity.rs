//! A number with its unit, and two of them as a range.

use super::numeral::{Form, Numeral, numeral};
use super::piece::{Kind, Sentence};
use super::unit::{self, Dimension, Unit};

/// A number with its unit, or a range of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// First piece.
    pub start: usize,
    /// One past the last piece.
    pub end: usize,
    /// The number.
    pub number: Numeral,
    /// The other end of a range, of "dozens", or of a way "from 4.8 to 4.7".
    pub upper: Option<f64>,
    /// The unit, where one is said.
    pub unit: Option<Unit>,
    /// The piece of "per barrel", "a week" that names what it is reckoned by.
    pub per: Option<usize>,
    /// An age: "65-year-old".
    pub age: bool,
}

/// The quantity whose number, or currency sign, begins at piece `at`.
pub(super) fn quantity(sentence: &Sentence, at: usize) -> Option<Quantity> {
    let first = single(sentence, at)?;
    Some(range(sentence, first).unwrap_or(first))
}

/// One number with its unit. `at` is the number's first piece.
fn single(sentence: &Sentence, at: usize) -> Option<Quantity> {
    let money = unit::before(sentence, at);
    let number = numeral(sentence, at, money.is_some())?;
    let mut found = Quantity {
        start: at,
        end: number.end,
        number,
        upper: number.upper,
        unit: None,
        per: None,
        age: false,
    };
    if let Some((currency, start)) = money {
        found.start = start;
        found.unit = Some(currency);
        found.signed(sentence);
        found.more_exact(sentence);
    } else {
        found.take_unit(sentence);
    }
    found.coins(sentence);
    found.rate(sentence);
    found.years_of_age(sentence);
    Some(found)
}

impl Quantity {
    /// `-$5`
    fn signed(&mut self, sentence: &Sentence) {
        let Some(sign) = self.start.checked_sub(1) else { return };
        if sentence.is_dash(sign) && !sentence.is_glued(sign) && sentence.is_glued(self.start) {
            self.start = sign;
            self.number.value = -self.number.value;
        }
    }

    /// "$76 US", "$5 CAD", "$3 Australian dollars": the currency said behind the amount.
    fn more_exact(&mut self, sentence: &Sentence) {
        if let Some((unit, end)) =
            unit::after(sentence, self.end).filter(|(unit, _)| unit.dimension == Dimension::Money)
        {
            let sign = matches!(sentence.get(self.end).map(|piece| piece.kind), Some(Kind::Sign(_)));
            let shared = unit.name.len() != 3;
            if !sign && !shared {
                self.unit = Some(unit);
                self.end = end;
            }
        } else if sentence.is_any(self.end, &["US", "U.S."]) {
            self.end += 1;
        }
    }

    fn take_unit(&mut self, sentence: &Sentence) {
        let hyphen = usize::from(sentence.is_hyphen(self.end));
        let of = usize::from(self.number.form == Form::Vague && sentence.is(self.end, "of"));
        let an = usize::from(self.number.form == Form::Fraction && sentence.is_any(self.end, &["a", "an"]));
        let Some((unit, end)) = unit::after(sentence, self.end + hyphen + of + an) else {
            return self.percent_of(sentence);
        };
        if is_other_sense(sentence, self, unit, end) {
            return;
        }
        self.unit = Some(unit);
        self.end = end;
        if unit.name == "pound" && self.number.value.abs() >= 1e6 {
            self.unit = Some(Unit { name: "GBP", dimension: Dimension::Money }); // nobody weighs a million pounds
        }
        self.magnified(sentence);
    }

    /// "percent of 10", with no number before it and nothing counted behind.
    fn percent_of(&mut self, sentence: &Sentence) {
        let Some(at) = self.start.checked_sub(2).filter(|_| sentence.is(self.start - 1, "of")) else {
            return;
        };
        let start = if at > 0 && sentence.is(at - 1, "per") { at - 1 } else { at };
        let ratio = unit::after(sentence, start)
            .filter(|(unit, end)| unit.dimension == Dimension::Ratio && *end == at + 1);
        let word = |at: usize| sentence.get(at).is_some_and(|piece| piece.is_word());
        let numbered = start
            .checked_sub(1)
            .and_then(|at| sentence.get(at))
            .is_some_and(|piece| matches!(piece.kind, Kind::Digits(_) | Kind::Word(Some(_))));
        if let Some((unit, _)) = ratio.filter(|_| !numbered && !word(self.end)) {
            self.unit = Some(unit);
            self.start = start;
        }
    }

    /// "75 USD million"
    fn magnified(&mut self, sentence: &Sentence) {
        let Some(super::number_word::NumberWord::Scale(scale)) =
            sentence.get(self.end).and_then(|piece| piece.number_word())
        else {
            return;
        };
        if self.unit.is_some_and(|unit| unit.dimension == Dimension::Money) {
            self.number.value *= scale;
            self.end += 1;
        }
    }

    /// "3 dollars 50 cents", "thirteen dollars and forty-five cents", "thirteen dollars forty-five".
    fn coins(&mut self, sentence: &Sentence) {
        let main =
            |unit: Unit| unit.dimension == Dimension::Money && unit.name.len() == 3 && unit.name != "fen";
        if !self.unit.is_some_and(main) || self.start + 1 >= self.end || self.number.form == Form::Fraction {
            return;
        }
        let behind = self.number.end < self.end; // "$5" takes no coins
        let and = usize::from(sentence.is(self.end, "and"));
        let Some(coins) =
            numeral(sentence, self.end + and, false).filter(|coins| (1.0..100.0).contains(&coins.value))
        else {
            return;
        };
        let coin = unit::after(sentence, coins.end).filter(|(unit, _)| matches!(unit.name, "cent" | "penny"));
        let ends = sentence
            .get(coins.end)
            .is_none_or(|piece| matches!(piece.kind, Kind::Sign(_)) && !piece.glued || piece.is_sign('.'));
        if let Some((_, end)) = coin {
            self.end = end;
        } else if behind && and == 0 && ends {
            self.end = coins.end;
        } else {
            return;
        }
        self.number.value += coins.value / 100.0;
    }

    /// "per barrel", "a week", "/day": what the figure is reckoned by.
    fn rate(&mut self, sentence: &Sentence) {
        let hyphen = usize::from(sentence.is_hyphen(self.end));
        let at = self.end + hyphen;
        let unit_at = |at: usize| {
            unit::after(sentence, at)
                .filter(|(unit, _)| matches!(unit.dimension, Dimension::Time | Dimension::Other))
        };
        let per = sentence.is(at, "per")
            || sentence.is_sign(at, '/') && sentence.is_glued(at) && sentence.is_glued(at + 1);
        let article = sentence.is_any(at, &["a", "an"]);
        let next = at + 1 + usize::from(sentence.is_hyphen(at + 1));
        if per && sentence.is_any(next, &["cent", "cents"]) {
            return;
        }
        let end = match unit_at(next) {
            Some((_, end))
                if (per || article)
                    && self.unit.is_some_and(|unit| unit.dimension != Dimension::Time || per) =>
            {
                end
            }
            Some((_, end)) if per => end,
            None if per && sentence.get(next).is_some_and(|piece| piece.is_word()) => next + 1,
            None if article
                && sentence
                    .is_any(next, &["share", "head", "person", "night", "barrel", "ounce", "dozen"]) =>
            {
                next + 1
            }
            _ => return,
        };
        self.per = Some(next);
        self.end = end;
    }

    /// "65-year-old", "30 years old", "30 years of age": an age.
    fn years_of_age(&mut self, sentence: &Sentence) {
        if !self.unit.is_some_and(|unit| unit.dimension == Dimension::Time) {
            return;
        }
        let at = self.end + usize::from(sentence.is_hyphen(self.end));
        if sentence.is_any(at, &["old", "olds"]) {
            self.age = true;
            self.end = at + 1;
        } else if sentence.is(at, "of") && sentence.is(at + 1, "age") {
            self.age = true;
            self.end = at + 2;
        }
    }
}

/// Words that are units elsewhere: "3 won", "the 2 second homes", "pounds" of money, "one second".
fn is_other_sense(sentence: &Sentence, found: &Quantity, unit: Unit, end: usize) -> bool {
    let word = sentence.word(end - 1);
    match unit.name {
        "second" if sentence.is(end - 1, "s") => {
            found.number.form == Form::Bare && found.number.value % 10.0 == 0.0
        }
        "second" => {
            sentence.is(end - 1, "second") && found.number.value != 1.0 && !sentence.is_hyphen(found.end)
        }
        "degree" => sentence.is(end, "of"),
        "stone" | "bit" | "knot" | "crown" => {
            found.number.form == Form::One || !super::thing::is_plural(word) && !sentence.is_hyphen(found.end)
        }
        "in." => true,
        _ => matches!(word, "won" | "real" | "sen") && found.number.form != Form::Digits,
    }
}

/// The range that begins with `first`, if another end follows.
fn range(sentence: &Sentence, first: Quantity) -> Option<Quantity> {
    if first.upper.is_some() || first.age {
        return None;
    }
    let joint = joint(sentence, &first)?;
    let second = second(sentence, joint)?;
    let same = match (first.unit, second.unit) {
        (Some(one), Some(other)) => one.name == other.name,
        _ => true,
    };
    let year = first.number.form == Form::Bare
        && first.unit.is_none()
        && (1500.0..2200.0).contains(&first.number.value);
    if !same || second.number.form == Form::Vague || year && second.number.form != Form::Bare {
        return None;
    }
    Some(joined(sentence, first, second))
}

/// The quantity behind "to": a currency may stand before its number.
fn second(sentence: &Sentence, at: usize) -> Option<Quantity> {
    const LONGEST_CURRENCY: usize = 3;
    (at..at + LONGEST_CURRENCY).find_map(|at| single(sentence, at)).filter(|second| second.start == at)
}

/// Where the other end of a range begins: behind "-", "to", "and" of "between", "or" of "two or three".
fn joint(sentence: &Sentence, first: &Quantity) -> Option<usize> {
    let at = first.end;
    if sentence.is_hyphen(at) {
        return Some(at + 1);
    }
    let from = is_before(sentence, first.start, "from");
    let between = is_before(sentence, first.start, "between");
    if sentence.is_any(at, &["to"]) {
        let governed =
            !from && !between && super::comparison::direction(sentence.before(first.start, 1)).is_some()
                || sentence.is(first.start.wrapping_sub(1), "by");
        return (!governed).then_some(at + 1);
    }
    if sentence.is(at, "and") && between {
        return Some(at + 1);
    }
    let small = |at: usize| {
        matches!(
            sentence.get(at).and_then(|piece| piece.number_word()),
            Some(super::number_word::NumberWord::Small(_))
        )
    };
    if sentence.is(at, "or")
        && first.unit.is_none()
        && first.end == first.start + 1
        && small(first.start)
        && small(at + 1)
    {
        return Some(at + 1);
    }
    if from {
        const GAP: usize = 3;
        let plain = |at: usize| sentence.get(at).is_some_and(|piece| piece.kind == Kind::Word(None));
        let to = (at..at + GAP).take_while(|&at| plain(at)).find(|&at| sentence.is(at, "to"));
        return to.map(|to| to + 1);
    }
    None
}

/// Whether `word` stands before, with at most "an estimated" between.
fn is_before(sentence: &Sentence, start: usize, word: &str) -> bool {
    const GAP: usize = 2;
    let nearest = (1..=GAP).find(|&back| sentence.before(start, back).eq_ignore_ascii_case(word));
    nearest.is_some_and(|back| {
        back == 1
            || sentence.is_any(start - 1, &["about", "around", "roughly", "just", "approximately", "nearly"])
    })
}

fn joined(sentence: &Sentence, first: Quantity, second: Quantity) -> Quantity {
    let mut value = first.number.value;
    let mut upper = second.number.value;
    if let Some(scale) = scale(sentence, &second)
        && self::scale(sentence, &first).is_none()
        && value < 1000.0
        && first.unit.is_none_or(|unit| unit.dimension == Dimension::Money)
    {
        value *= scale;
    }
    let mut upper_of_second = second.upper;
    if let Some(last) = upper_of_second.take() {
        upper = last;
    }
    Quantity {
        end: second.end,
        number: Numeral { value, ..first.number },
        upper: Some(upper),
        unit: second.unit.or(first.unit),
        per: second.per.or(first.per),
        age: second.age,
        ..first
    }
}

/// The scale that a number ends with: 1e9 of "33 billion".
fn scale(sentence: &Sentence, quantity: &Quantity) -> Option<f64> {
    let number = quantity.number;
    let last = sentence.get(number.end.checked_sub(1)?)?;
    match last.number_word() {
        Some(super::number_word::NumberWord::Scale(scale)) if number.end > number.start + 1 => Some(scale),
        _ => match last.span().of(sentence.text) {
            "bn" | "bln" | "b" | "B" => Some(1e9),
            "m" | "M" | "mn" | "mln" | "mil" if number.end > number.start + 1 => Some(1e6),
            "k" | "K" if number.end > number.start + 1 => Some(1e3),
            "tn" | "trn" | "tln" => Some(1e12),
            _ => None,
        },
    }
}
