//! Cardinal numbers in words: "one hundred and sixty-one", "two dozen", and those that say only the least: "dozens".

use super::number_word::NumberWord;
use super::numeral::{Form, Numeral, Reader};

/// The most pieces that one number is read from: no number that somebody says has more, and no text takes longer for it.
pub(super) const MOST_WORDS: usize = 32;

impl Reader<'_, '_> {
    /// "dozens", "hundreds of thousands", "several hundred": from the least they say to ten times that.
    pub(super) fn vague(&self, at: usize) -> Option<Numeral> {
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
    pub(super) fn decimals(&self, at: usize) -> Option<(f64, usize)> {
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
    pub(super) fn cardinal(&self, at: usize) -> Option<(f64, usize)> {
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
    pub(super) fn hyphen_joins(&self, at: usize) -> bool {
        match (self.word(at), self.word(at + 2)) {
            (Some(NumberWord::Tens(_)), Some(NumberWord::Small(1..10))) => true,
            (Some(_), Some(NumberWord::Hundred | NumberWord::Scale(_))) => self.sentence.is_glued(at + 2),
            _ => false,
        }
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
