//! Parts of a whole: "half", "two thirds", `3/4`, `½`.

use super::number_word::{Number, NumberWord};
use super::numeral::{Form, Numeral, Reader};
use super::piece::Kind;

impl Reader<'_, '_> {
    /// `½`
    pub(super) fn vulgar(&self, at: usize) -> Option<f64> {
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
    pub(super) fn written_fraction(&self, at: usize) -> Option<(f64, usize)> {
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

    /// Takes "and a half", "and three quarters" behind a number, and a scale behind that. Behind a scale the part is of
    /// the scale: "two million and a half".
    pub(super) fn and_part(&self, found: Numeral) -> Numeral {
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

    /// Leaves "and three" to the part behind it: "one hundred and three quarters".
    pub(super) fn without_parts(&self, at: usize, (value, end): (f64, usize)) -> (f64, usize) {
        match (self.word(end - 1), self.denominator(end)) {
            (Some(NumberWord::Small(parts)), Some((below, Number::Plural, _)))
                if self.is_mixed(at, end, below) =>
            {
                (value - f64::from(parts), end - 2)
            }
            _ => (value, end),
        }
    }

    /// A part of a whole: "half", "a third", "two thirds", "half a million", "three twenty-firsts".
    pub(super) fn fraction(&self, at: usize) -> Option<Numeral> {
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
    pub(super) fn is_mixed(&self, at: usize, after: usize, below: f64) -> bool {
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
    pub(super) fn lone_quarter(&self, at: usize) -> Option<(f64, usize)> {
        let scale = matches!(self.word(at + 1), Some(NumberWord::Scale(_)));
        (scale && self.word(at) == Some(NumberWord::Quarter(Number::Singular))).then_some((1.0, at))
    }

    /// "one hundred thirty fifths" is a hundred of the thirty-fifth parts; "twenty fifths" are twenty fifths.
    pub(super) fn split_tens(&self, at: usize, above: f64, after: usize) -> (f64, usize) {
        let Some(NumberWord::Tens(tens)) = after.checked_sub(1).and_then(|last| self.word(last)) else {
            return (above, after);
        };
        let inner = after > at + 1 && !self.sentence.is(after - 2, "and");
        let part = self.word(after + usize::from(self.sentence.is_dash(after)));
        let splits = inner && matches!(part, Some(NumberWord::Part(below, _)) if below < 10.0);
        if splits { (above - f64::from(tens), after - 1) } else { (above, after) }
    }

    pub(super) fn half(&self, at: usize, end: usize) -> Option<Numeral> {
        let sentence = self.sentence;
        if sentence.is_hyphen(end) {
            return None; // half-time, half-hearted
        }
        Some(self.of_scale(Numeral::new(at, end, 0.5, Form::Fraction)))
    }

    /// "half a million", "two thirds of a million", "half a dozen".
    pub(super) fn of_scale(&self, found: Numeral) -> Numeral {
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
    pub(super) fn denominator(&self, at: usize) -> Option<(f64, Number, usize)> {
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
    pub(super) fn ends_fraction(&self, at: usize) -> bool {
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
