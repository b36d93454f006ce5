//! When something holds, as words say it: "this year", "since 2014", "four years ago", "by June 2026".
//!
//! What the words alone leave open is taken from the document's date. Where it has none, or the words are vague ("in recent
//! years"), the days stay open and the words are all there is.

use std::ops::Range;

use text::{Date, DateReading, Span, WrittenDate};

use super::number_word::NumberWord;
use super::piece::{Kind, Sentence};
use crate::finding::Period;
use crate::lexicon::{Class, lexicon};

/// A time in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Its pieces, the preposition before it included.
    pub pieces: Range<usize>,
    /// What it says.
    pub period: Period,
}

/// First and last day, as far as they are known.
type Days = (Option<Date>, Option<Date>);

/// A length of time that calendars count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// Puts the times of a sentence into `found`, in order. `dates` are the dates written in it; `anchor` is the day on which
/// its words were said.
pub(super) fn times(sentence: &Sentence, dates: &[WrittenDate], anchor: Option<Date>, found: &mut Vec<Said>) {
    found.clear();
    let finder = Finder { sentence, anchor };
    let mut at = 0;
    let mut dates = dates.iter().peekable();
    while let Some(piece) = sentence.get(at) {
        while dates.next_if(|date| date.span.end <= piece.start).is_some() {}
        let dated = dates.peek().filter(|date| date.span.overlaps(piece.span()));
        let time = match dated {
            Some(date) => Some((finder.past_date(at, date.span), finder.of_date(date.reading))),
            None => finder.time(at),
        };
        let Some((end, days)) = time else {
            at += 1;
            continue;
        };
        let said = finder.said(at, end, days);
        let of_saying = lexicon().class(sentence.before(said.pieces.start, 1)).any(Class::CUE);
        if !of_saying {
            found.push(said);
        }
        at = end.max(at + 1);
    }
}

struct Finder<'s, 'a> {
    sentence: &'s Sentence<'a>,
    anchor: Option<Date>,
}

impl Finder<'_, '_> {
    /// The time with what stands before it: "since 2014" is open at its end.
    fn said(&self, start: usize, end: usize, (from, until): Days) -> Said {
        let sentence = self.sentence;
        let mut first = start;
        for _ in 0..3 {
            let before = first.wrapping_sub(1);
            if !sentence.is_any(before, &["the", "early", "late", "mid", "end", "of", "fiscal", "year"]) {
                break;
            }
            first = before;
        }
        let lead = sentence.before(first, 1);
        let is = |words: &[&str]| words.iter().any(|word| lead.eq_ignore_ascii_case(word));
        let when = sentence.is(end, "when"); // "since 2014, when three did": in that year
        let (from, until, led) = if when {
            (from, until, is(&["since", "from", "in", "after", "by", "during"]))
        } else if is(&["since", "from", "after"]) {
            (from, None, true)
        } else if is(&["until", "till", "by", "before", "through"]) {
            (None, until, true)
        } else {
            (from, until, is(&["in", "during", "over", "for", "within", "on", "of", "as"]))
        };
        let first = first - usize::from(led);
        let span = |at: usize| sentence.get(at).map_or(Span::new(0, 0), |piece| piece.span());
        let words = span(first).hull(span(end - 1));
        Said { pieces: first..end, period: Period { span: words, from, until } }
    }

    /// The time that begins at piece `at`, without its preposition, and the piece after it.
    fn time(&self, at: usize) -> Option<(usize, Days)> {
        (self.day_word(at).or_else(|| self.year(at)).or_else(|| self.ago(at)))
            .or_else(|| self.relative(at))
            .or_else(|| self.clause(at))
    }

    /// "when she took office,": a time that no calendar tells, unless it says so itself ("when she took office in 2021,").
    fn clause(&self, at: usize) -> Option<(usize, Days)> {
        const LONGEST: usize = 16;
        const LEAST: usize = 3;
        let sentence = self.sentence;
        let opens = at <= 1 || sentence.is_sign(at - 1, ',');
        (opens && sentence.is(at, "when")).then_some(())?;
        let ends = |at: &usize| {
            sentence
                .get(*at)
                .is_none_or(|piece| matches!(piece.kind, Kind::Sign(',' | ';' | '—' | '.' | '!')))
        };
        let end = (at + LEAST..at + LONGEST).find(ends)?;
        let said = (at + 1..end).find_map(|at| {
            (self.day_word(at).or_else(|| self.year(at)).or_else(|| self.ago(at)))
                .or_else(|| self.relative(at))
        });
        Some((end, said.map_or((None, None), |(_, days)| days)))
    }

    /// "now", "today", "yesterday"
    fn day_word(&self, at: usize) -> Option<(usize, Days)> {
        let sentence = self.sentence;
        let day = match () {
            () if sentence.is_any(at, &["now", "today", "currently", "tonight", "presently"]) => self.anchor,
            () if sentence.is(at, "yesterday") => self.anchor.and_then(|day| day.yesterday().ok()),
            () if sentence.is(at, "tomorrow") => self.anchor.and_then(|day| day.tomorrow().ok()),
            () => return None,
        };
        Some((at + 1, (day, day)))
    }

    /// A year: "in 2014", "(2014)", "June's 2014 summit" not. Of a fiscal year the days are not known.
    fn year(&self, at: usize) -> Option<(usize, Days)> {
        const BEFORE: [&str; 23] = [
            "in", "since", "by", "from", "until", "till", "before", "after", "during", "early", "late",
            "mid", "through", "year", "spring", "summer", "autumn", "fall", "winter", "fiscal", "to", "of",
            "and",
        ];
        let sentence = self.sentence;
        let Kind::Digits(digits) = sentence.get(at)?.kind else { return None };
        let year = digits.value as i16;
        let written = sentence.word(at);
        let bracketed = sentence.is_sign(at.wrapping_sub(1), '(') && sentence.is_sign(at + 1, ')');
        let named = sentence.is_any(at.wrapping_sub(1), &BEFORE);
        let counted = sentence.get(at + 1).is_some_and(|next| {
            sentence.is_glued(at + 1) && (next.is_word() || next.is_dash())
                || next.is_word() && super::thing::is_plural(sentence.word(at + 1))
        });
        if !(digits.bare && written.len() == 4 && (1800..2200).contains(&year)) || counted {
            return None;
        }
        (named || bracketed).then_some(())?;
        let fiscal = sentence.is(at.wrapping_sub(1), "fiscal")
            || sentence.is(at.wrapping_sub(1), "year") && sentence.is(at.wrapping_sub(2), "fiscal");
        Some((at + 1, if fiscal { (None, None) } else { whole(Length::Year, Date::new(year, 1, 1).ok()) }))
    }

    /// "four years ago", "a year ago"
    fn ago(&self, at: usize) -> Option<(usize, Days)> {
        let many = self.number(at)?;
        let length = self.length(at + 1)?;
        self.sentence.is_any(at + 2, &["ago", "earlier"]).then_some(())?;
        let day = self.anchor.and_then(|anchor| moved(anchor, length, -many));
        Some((at + 3, whole(length, day)))
    }

    /// "this year", "next month", "the past two years", "the coming weeks"
    fn relative(&self, at: usize) -> Option<(usize, Days)> {
        let sentence = self.sentence;
        let back = sentence.is_any(at, &["last", "past", "previous", "recent"]);
        let ahead = sentence.is_any(at, &["next", "coming", "upcoming", "following"]);
        let this = sentence.is_any(at, &["this", "current"]);
        (back || ahead || this).then_some(())?;
        let (many, end) = self.how_many(at + 1)?;
        let length = self.length(end)?;
        let article = sentence.is_any(at.wrapping_sub(1), &["the", "these", "our", "over"]);
        let stretch = many.is_some_and(|many| many > 1) || article && !this;
        let days = match (self.anchor, many) {
            (None, _) | (_, None) => (None, None),
            (Some(anchor), Some(_)) if this => whole(length, Some(anchor)),
            (Some(anchor), Some(many)) if stretch && back => (moved(anchor, length, -many), Some(anchor)),
            (Some(anchor), Some(many)) if stretch => (Some(anchor), moved(anchor, length, many)),
            (Some(anchor), Some(_)) => whole(length, moved(anchor, length, if back { -1 } else { 1 })),
        };
        Some((end + 1, days))
    }

    /// How many lengths of time: one where no number stands, `None` for "few", "several" and plurals without a number.
    fn how_many(&self, at: usize) -> Option<(Option<i32>, usize)> {
        let sentence = self.sentence;
        if sentence.is_any(at, &["few", "several"]) {
            return Some((None, at + 1));
        }
        if sentence.is(at, "couple") {
            return Some((None, at + 1 + usize::from(sentence.is(at + 1, "of"))));
        }
        if let Some(many) = self.number(at) {
            return Some((Some(many), at + 1));
        }
        let plural = sentence.word(at).ends_with(['s', 'S']);
        Some((if plural { None } else { Some(1) }, at))
    }

    fn number(&self, at: usize) -> Option<i32> {
        const MOST: f64 = 1000.0;
        match self.sentence.get(at)?.kind {
            Kind::Digits(digits) if digits.bare && digits.value < MOST => Some(digits.value as i32),
            Kind::Word(Some(NumberWord::Small(many) | NumberWord::Tens(many))) => Some(i32::from(many)),
            _ if self.sentence.is_any(at, &["a", "an"]) => Some(1),
            _ => None,
        }
    }

    fn length(&self, at: usize) -> Option<Length> {
        let sentence = self.sentence;
        match () {
            () if sentence.is_any(at, &["day", "days"]) => Some(Length::Day),
            () if sentence.is_any(at, &["week", "weeks"]) => Some(Length::Week),
            () if sentence.is_any(at, &["month", "months"]) => Some(Length::Month),
            () if sentence.is_any(at, &["year", "years"]) => Some(Length::Year),
            () if sentence.is_any(at, &["decade", "decades"]) => Some(Length::Decade),
            () => None,
        }
    }

    /// Past the pieces of a written date.
    fn past_date(&self, at: usize, date: Span) -> usize {
        let inside = |at: &usize| self.sentence.get(*at).is_some_and(|piece| piece.start < date.end);
        (at..).take_while(inside).last().map_or(at + 1, |last| last + 1)
    }

    fn of_date(&self, reading: DateReading) -> Days {
        match reading {
            DateReading::Day(day) => (Some(day), Some(day)),
            DateReading::Either { .. } => (None, None),
            DateReading::Month { year, month } => whole(Length::Month, Date::new(year, month, 1).ok()),
            DateReading::DayOfYear { month, day } => {
                let day = self.anchor.and_then(|anchor| Date::new(anchor.year(), month, day).ok());
                (day, day)
            }
        }
    }
}

/// The whole week, month, year or decade of a day; of a day itself the day.
fn whole(length: Length, day: Option<Date>) -> Days {
    let Some(day) = day else { return (None, None) };
    match length {
        Length::Day => (Some(day), Some(day)),
        Length::Week => {
            let monday = moved(day, Length::Day, -i32::from(day.weekday().to_monday_zero_offset()));
            (monday, monday.and_then(|monday| moved(monday, Length::Day, 6)))
        }
        Length::Month => (Some(day.first_of_month()), Some(day.last_of_month())),
        Length::Year => (Some(day.first_of_year()), Some(day.last_of_year())),
        Length::Decade => {
            let first = day.year() - day.year().rem_euclid(10);
            (Date::new(first, 1, 1).ok(), Date::new(first + 9, 12, 31).ok())
        }
    }
}

/// The day so many lengths of time away; the last of the month where it has no such day.
fn moved(day: Date, length: Length, by: i32) -> Option<Date> {
    const SECONDS_A_DAY: u64 = 86_400;
    let days = |many: i32| {
        let apart = std::time::Duration::from_secs(u64::from(many.unsigned_abs()) * SECONDS_A_DAY);
        if many < 0 { day.checked_sub(apart).ok() } else { day.checked_add(apart).ok() }
    };
    let months = |many: i32| {
        let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + many;
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        let first = Date::new(year, month.rem_euclid(12) as i8 + 1, 1).ok()?;
        first.with().day(day.day().min(first.days_in_month())).build().ok()
    };
    match length {
        Length::Day => days(by),
        Length::Week => days(by.checked_mul(7)?),
        Length::Month => months(by),
        Length::Year => months(by.checked_mul(12)?),
        Length::Decade => months(by.checked_mul(120)?),
    }
}
