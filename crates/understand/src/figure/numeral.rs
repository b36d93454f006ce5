//! Numbers as people write them: digits, words, both, fractions, ratios.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::piece::{Kind, Sentence};

/// What a word says of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    /// zero to nineteen.
    Small(u8),
    /// twenty to ninety.
    Tens(u8),
    /// hundred.
    Hundred,
    /// thousand, million, lakh.
    Scale(f64),
    /// dozen.
    Dozen,
    /// dozens, hundreds: the least they say.
    Vague(f64),
    /// half, halves.
    Half,
    /// An ordinal as a denominator: third, fifths. "first" and "second" only behind tens: "twenty-firsts".
    Part(f64, Number),
    /// quarter, quarters.
    Quarter(Number),
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Singular,
    Plural,
}

/// The longest name of a number ("quadrillionths") in bytes.
const LONGEST: usize = 14;

/// The most pieces that one number is read from: no number that somebody says has more, and no text takes longer for it.
const MOST_WORDS: usize = 32;

/// What this word, in any case, says of a number.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    let mut lower = [0u8; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    names().get(&*lower).copied()
}

fn names() -> &'static FxHashMap<Vec<u8>, NumberWord> {
    static NAMES: OnceLock<FxHashMap<Vec<u8>, NumberWord>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = FxHashMap::default();
        let mut put = |name: &str, word| {
            names.insert(name.as_bytes().to_vec(), word);
        };
        cardinals(&mut put);
        scales(&mut put);
        ordinals(&mut put);
        names
    })
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn cardinals(put: &mut impl FnMut(&str, NumberWord)) {
    SMALL.iter().zip(0..).for_each(|(name, value)| put(name, NumberWord::Small(value)));
    TENS.iter().zip(2..).for_each(|(name, value)| put(name, NumberWord::Tens(value * 10)));
    ["nought", "naught"].iter().for_each(|name| put(name, NumberWord::Small(0)));
    put("fourty", NumberWord::Tens(40));
    put("hundred", NumberWord::Hundred);
    ["dozen", "doz", "dz"].iter().for_each(|name| put(name, NumberWord::Dozen));
    put("half", NumberWord::Half);
    put("halves", NumberWord::Half);
    put("quarter", NumberWord::Quarter(Number::Singular));
    put("quarters", NumberWord::Quarter(Number::Plural));
}

fn scales(put: &mut impl FnMut(&str, NumberWord)) {
    let scales = [
        ("thousand", 1e3),
        ("lakh", 1e5),
        ("million", 1e6),
        ("crore", 1e7),
        ("billion", 1e9),
        ("trillion", 1e12),
        ("quadrillion", 1e15),
    ];
    for (name, value) in scales {
        put(name, NumberWord::Scale(value));
        put(&format!("{name}s"), NumberWord::Vague(value));
        put(&format!("{name}th"), NumberWord::Part(value, Number::Singular));
        put(&format!("{name}ths"), NumberWord::Part(value, Number::Plural));
    }
    put("hundreds", NumberWord::Vague(100.0));
    put("tens", NumberWord::Vague(10.0));
    ["dozens", "dozs", "dzs"].iter().for_each(|name| put(name, NumberWord::Vague(12.0)));
}

fn ordinals(put: &mut impl FnMut(&str, NumberWord)) {
    let irregular = [
        ("first", 1.0),
        ("second", 2.0),
        ("third", 3.0),
        ("fifth", 5.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("twelfth", 12.0),
    ];
    let regular = SMALL.iter().zip(0u8..).filter(|(_, value)| ![0, 1, 2, 3, 5, 8, 9, 12].contains(value));
    let regular = regular.map(|(name, value)| (format!("{name}th"), f64::from(value)));
    let tens =
        TENS.iter().zip(2u8..).map(|(name, value)| (name.replace('y', "ieth"), f64::from(value) * 10.0));
    let irregular = irregular.iter().map(|&(name, value)| (name.to_owned(), value));
    for (name, value) in irregular.chain(regular).chain(tens).chain([("hundredth".to_owned(), 100.0)]) {
        put(&format!("{name}s"), NumberWord::Part(value, Number::Plural));
        put(&name, NumberWord::Part(value, Number::Singular));
    }
}

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
    /// Of "23 out of 32" the 32.
    pub out_of: Option<f64>,
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
    fn new(start: usize, end: usize, value: f64, form: Form) -> Self {
        Numeral { start, end, value, upper: None, out_of: None, form }
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

struct Reader<'s, 'a> {
    sentence: &'s Sentence<'a>,
    money: bool,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> Option<NumberWord> {
        self.sentence.get(at)?.number_word()
    }

    fn number(&self, at: usize) -> Option<f64> {
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

    /// `½`
    fn vulgar(&self, at: usize) -> Option<f64> {
        let Kind::Sign(sign) = self.sentence.get(at)?.kind else { return None };
        let parts = [
            ('½', 0.5),
            ('⅓', 1.0 / 3.0),
            ('⅔', 2.0 / 3.0),
            ('¼', 0.25),
            ('¾', 0.75),
            ('⅕', 0.2),
            ('⅖', 0.4),
            ('⅗', 0.6),
            ('⅘', 0.8),
            ('⅙', 1.0 / 6.0),
            ('⅚', 5.0 / 6.0),
            ('⅛', 0.125),
            ('⅜', 0.375),
            ('⅝', 0.625),
            ('⅞', 0.875),
        ];
        parts.iter().find(|(part, _)| *part == sign).map(|&(_, value)| value)
    }

    /// `3/4`. Other denominators stand in dates and idioms: 9/11, 24/7.
    fn written_fraction(&self, at: usize) -> Option<(f64, usize)> {
        const DENOMINATORS: [f64; 14] =
            [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 32.0, 64.0, 100.0, 128.0];
        let sentence = self.sentence;
        let slash = sentence.is_sign(at + 1, '/') || sentence.is_sign(at + 1, '⁄');
        let tight = sentence.is_glued(at + 1) && sentence.is_glued(at + 2);
        let (above, below) = (self.number(at)?, self.number(at + 2)?);
        let proper = above > 0.0 && above < below && DENOMINATORS.contains(&below);
        let ends = !(sentence.is_sign(at + 3, '/') && sentence.is_glued(at + 3));
        (slash && tight && proper && ends).then_some((above / below, at + 3))
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
    fn scaled(&self, mut found: Numeral) -> Numeral {
        while let Some((scale, end)) =
            self.scale(found.end).filter(|(_, end)| *end <= found.start + MOST_WORDS)
        {
            let form = if found.form == Form::Fraction { Form::Words } else { Form::Digits };
            found = Numeral { value: found.value * scale, end, form, ..found };
        }
        found
    }

    fn scale(&self, at: usize) -> Option<(f64, usize)> {
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

    /// Takes "and a half", "and three quarters" behind a number, and a scale behind that. Behind a scale the part is of
    /// the scale: "two million and a half".
    fn and_part(&self, found: Numeral) -> Numeral {
        if !self.sentence.is(found.end, "and") {
            return found;
        }
        let Some(part) = self.fraction(found.end + 1) else { return found };
        let scale = match found.end.checked_sub(1).and_then(|at| self.word(at)) {
            Some(NumberWord::Scale(scale)) if !matches!(self.word(part.end), Some(NumberWord::Scale(_))) => {
                scale
            }
            _ => 1.0,
        };
        let form = if found.form == Form::Vague { Form::Vague } else { Form::Words };
        let sum = Numeral { value: found.value + part.value * scale, end: part.end, form, ..found };
        match self.word(sum.end) {
            Some(NumberWord::Scale(scale)) if scale > sum.value => {
                Numeral { value: sum.value * scale, end: sum.end + 1, ..sum }
            }
            _ => sum,
        }
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

    /// Leaves "and three" to the part behind it: "one hundred and three quarters".
    fn without_parts(&self, at: usize, (value, end): (f64, usize)) -> (f64, usize) {
        match (self.word(end - 1), self.denominator(end)) {
            (Some(NumberWord::Small(parts)), Some((below, Number::Plural, _)))
                if self.is_mixed(at, end, below) =>
            {
                (value - f64::from(parts), end - 2)
            }
            _ => (value, end),
        }
    }

    /// "dozens", "hundreds of thousands", "several hundred": from the least they say to ten times that.
    fn vague(&self, at: usize) -> Option<Numeral> {
        const SPREAD: f64 = 10.0;
        let some = self.sentence.is_any(at, &["several", "few", "many"]);
        let (mut least, mut end) = match self.word(at + usize::from(some)) {
            Some(NumberWord::Vague(least)) if !some => (least, at + 1),
            Some(NumberWord::Hundred) if some => (100.0, at + 2),
            Some(NumberWord::Scale(scale)) if some => (scale, at + 2),
            Some(NumberWord::Dozen) if some => (12.0, at + 2),
            _ => return None,
        };
        if !some
            && self.sentence.is(end, "of")
            && let Some(NumberWord::Vague(scale)) = self.word(end + 1)
        {
            least *= scale;
            end += 2;
        }
        while let Some(NumberWord::Scale(scale)) = self.word(end).filter(|_| some) {
            least *= scale;
            end += 1;
        }
        Some(Numeral { upper: Some(least * SPREAD), ..Numeral::new(at, end, least, Form::Vague) })
    }

    /// The decimals after "point": digit words one by one, or one number ("point seventy-one").
    fn decimals(&self, at: usize) -> Option<(f64, usize)> {
        let (mut value, mut place, mut end) = (0.0, 0.1, at);
        while let Some(NumberWord::Small(digit @ 0..10)) = self.word(end) {
            value += f64::from(digit) * place;
            place /= 10.0;
            end += 1;
        }
        if end > at {
            return Some((round_decimals(value), end));
        }
        let (whole, end) = self.cardinal(at)?;
        (whole < 100.0).then_some((whole / 100.0, end))
    }

    /// Cardinal words: "one hundred and sixty-one", "a million", "two dozen".
    fn cardinal(&self, at: usize) -> Option<(f64, usize)> {
        let article = self.sentence.is_any(at, &["a", "an"]);
        let opens =
            matches!(self.word(at + 1), Some(NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Dozen));
        let mut sum = Sum::default();
        let mut next = at;
        if article && opens {
            sum.group = Some(1.0);
            next = at + 1;
        }
        let mut end = None;
        while let Some(word) = self.word(next)
            && next < at + MOST_WORDS
            && sum.add(word)
        {
            end = Some(next + 1);
            let hyphen = self.sentence.is_dash(next + 1) && self.hyphen_joins(next);
            let and = self.sentence.is(next + 1, "and") && sum.takes_and(self.word(next + 2));
            sum.joined = !and;
            next += if hyphen || and { 2 } else { 1 };
        }
        Some((sum.value(), end?))
    }

    /// "fifty-two", "fifty - two", "three-million"
    fn hyphen_joins(&self, at: usize) -> bool {
        match (self.word(at), self.word(at + 2)) {
            (Some(NumberWord::Tens(_)), Some(NumberWord::Small(1..10))) => true,
            (Some(_), Some(NumberWord::Hundred | NumberWord::Scale(_))) => self.sentence.is_glued(at + 2),
            _ => false,
        }
    }

    /// A part of a whole: "half", "a third", "two thirds", "half a million", "three twenty-firsts".
    fn fraction(&self, at: usize) -> Option<Numeral> {
        let sentence = self.sentence;
        let article = sentence.is_any(at, &["a", "an"]);
        if let Some(NumberWord::Half) = self.word(at + usize::from(article)) {
            return self.half(at, at + usize::from(article) + 1);
        }
        let (above, after) =
            if article { (1.0, at + 1) } else { self.cardinal(at).or_else(|| self.lone_quarter(at))? };
        let (above, after) = self.split_tens(at, above, after);
        let gap = usize::from(sentence.is_dash(after));
        let (below, number, end) = self.denominator(after + gap)?;
        let singular = number == Number::Singular;
        let names = article && !self.ends_fraction(end) || above == 1.0 && sentence.is_hyphen(end);
        if singular != (above == 1.0) || names || below < 3.0 && end == after + gap + 1 {
            return None;
        }
        if self.is_mixed(at, after, below) {
            return None;
        }
        let found = Numeral::new(at, end, above / below, Form::Fraction);
        Some(self.of_scale(found))
    }

    /// "one hundred and three quarters" is more than a hundred; "one hundred and thirty fifths" are 130 of them.
    fn is_mixed(&self, at: usize, after: usize, below: f64) -> bool {
        let last = after.wrapping_sub(1);
        let parts = match self.word(last) {
            Some(NumberWord::Small(parts)) if !self.sentence.is_dash(last.wrapping_sub(1)) => {
                f64::from(parts)
            }
            _ => return false,
        };
        last > at && self.sentence.is(last - 1, "and") && parts < below
    }

    /// "quarter million"
    fn lone_quarter(&self, at: usize) -> Option<(f64, usize)> {
        let scale = matches!(self.word(at + 1), Some(NumberWord::Scale(_)));
        (scale && self.word(at) == Some(NumberWord::Quarter(Number::Singular))).then_some((1.0, at))
    }

    /// "one hundred thirty fifths" is a hundred of the thirty-fifth parts; "twenty fifths" are twenty fifths.
    fn split_tens(&self, at: usize, above: f64, after: usize) -> (f64, usize) {
        let Some(NumberWord::Tens(tens)) = after.checked_sub(1).and_then(|last| self.word(last)) else {
            return (above, after);
        };
        let inner = after > at + 1 && !self.sentence.is(after - 2, "and");
        let part = self.word(after + usize::from(self.sentence.is_dash(after)));
        let splits = inner && matches!(part, Some(NumberWord::Part(below, _)) if below < 10.0);
        if splits { (above - f64::from(tens), after - 1) } else { (above, after) }
    }

    fn half(&self, at: usize, end: usize) -> Option<Numeral> {
        let sentence = self.sentence;
        if sentence.is_hyphen(end) {
            return None; // half-time, half-hearted
        }
        Some(self.of_scale(Numeral::new(at, end, 0.5, Form::Fraction)))
    }

    /// "half a million", "two thirds of a million", "half a dozen".
    fn of_scale(&self, found: Numeral) -> Numeral {
        let of = usize::from(self.sentence.is(found.end, "of"));
        let article = usize::from(self.sentence.is(found.end + of, "a"));
        let at = found.end + of + article;
        let scale = match self.word(at) {
            Some(NumberWord::Scale(scale)) if of == 0 || article == 1 => scale,
            Some(NumberWord::Dozen) => 12.0,
            _ => return found,
        };
        Numeral { value: found.value * scale, end: at + 1, form: Form::Words, ..found }
    }

    /// "fifth", "twenty-fifth", "quarter", "hundred thousandth"
    fn denominator(&self, at: usize) -> Option<(f64, Number, usize)> {
        match self.word(at)? {
            NumberWord::Part(below, number) => Some((below, number, at + 1)),
            NumberWord::Quarter(number) => Some((4.0, number, at + 1)),
            NumberWord::Half => {
                Some((2.0, Number::Singular, at + 1)).filter(|_| !self.sentence.is_hyphen(at + 1))
            }
            NumberWord::Tens(tens) => {
                let next = at + 1 + usize::from(self.sentence.is_dash(at + 1));
                match self.word(next)? {
                    NumberWord::Part(below, number) if below < 10.0 => {
                        Some((f64::from(tens) + below, number, next + 1))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether "a third" ends here and does not go on to a thing that comes third: "a third party".
    fn ends_fraction(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let scale = matches!(self.word(at), Some(NumberWord::Scale(_)));
        let word = sentence.get(at).is_some_and(|piece| piece.is_word() || matches!(piece.kind, Kind::Name));
        scale
            || !word && !sentence.is_hyphen(at)
            || sentence.is_any(
                at,
                &["of", "the", "as", "more", "less", "in", "to", "and", "or", "million", "percent"],
            )
    }
}

/// Takes out the error of adding tenths and hundredths.
fn round_decimals(value: f64) -> f64 {
    (value * 1e12).round() / 1e12
}

/// A number being read from words.
#[derive(Default)]
struct Sum {
    /// What is closed by a scale.
    total: f64,
    /// What stands before the next scale.
    group: Option<f64>,
    /// The last scale: the next must be smaller.
    scale: Option<f64>,
    /// The last word was a scale or "dozen".
    closed: bool,
    /// No "and" before the next word.
    joined: bool,
    /// A dozen ends the number.
    ended: bool,
}

impl Sum {
    fn value(&self) -> f64 {
        self.total + self.group.unwrap_or(0.0)
    }

    /// Whether the word goes on with the number.
    fn add(&mut self, word: NumberWord) -> bool {
        if self.ended {
            return false;
        }
        let group = self.group.unwrap_or(0.0);
        let open = self.group.is_none() || group >= 100.0 && group % 100.0 == 0.0;
        let behind_tens = group % 100.0 >= 20.0 && group % 10.0 == 0.0;
        match word {
            NumberWord::Small(0) if self.group.is_some() || self.total > 0.0 => false,
            NumberWord::Small(value @ 0..10) if open || behind_tens => self.put(group + f64::from(value)),
            NumberWord::Small(value) | NumberWord::Tens(value) if open => self.put(group + f64::from(value)),
            NumberWord::Hundred if (1.0..100.0).contains(&group) => self.put(group * 100.0),
            NumberWord::Scale(scale) => self.close(scale),
            NumberWord::Dozen | NumberWord::Vague(12.0) if self.value() > 0.0 => {
                self.ended = true;
                self.total = self.value() * 12.0;
                self.group = None;
                true
            }
            _ => false,
        }
    }

    fn put(&mut self, group: f64) -> bool {
        self.group = Some(group);
        self.closed = false;
        true
    }

    fn close(&mut self, scale: f64) -> bool {
        match self.group.take() {
            Some(group) if group > 0.0 && self.scale.is_none_or(|last| scale < last) => {
                self.total += group * scale;
                self.scale = Some(scale);
            }
            None if self.closed && self.joined => self.total *= scale, // "three lakh crore"
            group => {
                self.group = group;
                return false;
            }
        }
        self.closed = true;
        true
    }

    /// "and" stands behind hundred and behind scales, before a smaller number.
    fn takes_and(&self, next: Option<NumberWord>) -> bool {
        let hundred = self.group.is_some_and(|group| group >= 100.0 && group % 100.0 == 0.0);
        let smaller = matches!(next, Some(NumberWord::Small(1..) | NumberWord::Tens(_)));
        smaller && (hundred || self.closed)
    }
}
