//! Calendar dates, and how people write them.

use crate::Span;

/// A day of the proleptic Gregorian calendar, without time or zone: all that a document's date line proves.
pub type Date = jiff::civil::Date;

/// A date as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The words of the date, without a weekday or a time of day.
    pub span: Span,
    /// What they say.
    pub reading: DateReading,
}

/// What the words of a date say, no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateReading {
    /// A day: `June 18, 2024`, `18 Jun. 2024`, `2024-06-18`, `06/18/2024`, `18.06.2024`.
    /// Of a range of days (`June 18-20, 2024`) the first.
    Day(Date),
    /// Two days, since both numbers may be the month: `12/03/2024`.
    Either {
        /// Read as in the United States: 3 December.
        month_first: Date,
        /// Read as in most other places: 12 March.
        day_first: Date,
    },
    /// A day without its year: `June 18`, `the 18th of June`.
    DayOfYear {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A month: `June 2024`.
    Month {
        /// The year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
}

/// Which number of `12/03/2024` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 December.
    MonthFirst,
    /// 12 March.
    DayFirst,
}

impl DateReading {
    /// The day, when it is said in full and, if it has two readings, the order is known.
    pub fn day(self, order: Option<DateOrder>) -> Option<Date> {
        match (self, order) {
            (DateReading::Day(day), _) => Some(day),
            (DateReading::Either { month_first, .. }, Some(DateOrder::MonthFirst)) => Some(month_first),
            (DateReading::Either { day_first, .. }, Some(DateOrder::DayFirst)) => Some(day_first),
            _ => None,
        }
    }
}

/// The dates in a text, in order; one pass, each number looked at once.
///
/// Months are English, written out or cut ("Jun.", "Sept"), with a capital letter: "may 5" is no date.
///
/// ```
/// use text::{DateReading, written_dates};
/// let text = "They met on Tuesday, June 18, 2024, and on 2 July.";
/// let found: Vec<_> = written_dates(text).map(|date| (date.span.of(text), date.reading)).collect();
/// assert_eq!(found, [
///     ("June 18, 2024", DateReading::Day("2024-06-18".parse().unwrap())),
///     ("2 July", DateReading::DayOfYear { month: 7, day: 2 }),
/// ]);
/// ```
pub fn written_dates(text: &str) -> impl Iterator<Item = WrittenDate> + '_ {
    let mut at = 0;
    let mut free = 0;
    std::iter::from_fn(move || {
        while let Some(number) = Number::next(text, at) {
            at = number.end;
            if let Some(date) = around(text, number, free) {
                at = date.span.end as usize;
                free = at;
                return Some(date);
            }
        }
        None
    })
}

/// The date that a metadata field such as `published` gives: the first day in it, also as eight digits.
pub fn date_of_field(field: &str) -> Option<DateReading> {
    let field = field.trim();
    let digits = field.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        return compact(&field[..8]).map(DateReading::Day);
    }
    let is_day = |reading: &DateReading| matches!(reading, DateReading::Day(_) | DateReading::Either { .. });
    written_dates(field).map(|date| date.reading).find(is_day)
}

/// The day that a file name bears, year first: `2024-06-18-briefing.txt`, `briefing_20240618.txt`.
/// Other orders prove nothing and give `None`, as do names with two different days.
pub fn date_of_name(name: &str) -> Option<Date> {
    let mut days = written_dates(name).filter_map(|date| match date.reading {
        DateReading::Day(day) if name[date.span.range()].as_bytes().get(4) == Some(&b'-') => Some(day),
        _ => None,
    });
    let run = |run: &&str| run.len() == 8 && run.bytes().all(|byte| byte.is_ascii_digit());
    let mut compacts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(run).filter_map(compact);
    let day = days.next().or_else(|| compacts.next())?;
    (days.all(|other| other == day) && compacts.all(|other| other == day)).then_some(day)
}

/// Years that eight digits may begin with; other such numbers are identifiers.
const COMPACT_YEARS: std::ops::Range<i16> = 1700..2100;

fn compact(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok()?;
    let date = Date::new(year, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?).ok()?;
    COMPACT_YEARS.contains(&year).then_some(date)
}

/// A run of digits that stands by itself.
#[derive(Clone, Copy, Debug)]
struct Number {
    start: usize,
    end: usize,
    value: i16,
}

impl Number {
    /// The next run of one, two or four digits at or behind `from`, with no letter or digit before it.
    fn next(text: &str, from: usize) -> Option<Number> {
        let bytes = text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let alone = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'$');
            if let (true, Some(number)) = (alone, Number::of(text, at, end)) {
                return Some(number);
            }
            at = end;
        }
        None
    }

    fn of(text: &str, start: usize, end: usize) -> Option<Number> {
        matches!(end - start, 1 | 2 | 4).then_some(())?;
        Some(Number { start, end, value: text[start..end].parse().ok()? })
    }

    fn digits(self) -> usize {
        self.end - self.start
    }

    /// The number that begins exactly at `start`.
    fn at(text: &str, start: usize) -> Option<Number> {
        let digits = text.as_bytes().get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        Number::of(text, start, start + digits)
    }
}

/// The date that a number belongs to. What lies before byte `free` belongs to an earlier date.
fn around(text: &str, number: Number, free: usize) -> Option<WrittenDate> {
    if number.digits() == 4 {
        return year_first(text, number).or_else(|| month_of_year(text, number, free));
    }
    numeric(text, number)
        .or_else(|| month_then_day(text, number, free))
        .or_else(|| day_then_month(text, number))
}

fn written(start: usize, end: usize, reading: DateReading) -> Option<WrittenDate> {
    Some(WrittenDate { span: Span::new(start, end), reading })
}

/// `2024-06-18`, `2024/6/18`, `2024.06.18`, perhaps with a time behind it.
fn year_first(text: &str, year: Number) -> Option<WrittenDate> {
    let separator = *text.as_bytes().get(year.end)?;
    let (month, day) = two_more(text, year, separator)?;
    if day.digits() == 4 {
        return None;
    }
    let date = Date::new(year.value, month.value.try_into().ok()?, day.value.try_into().ok()?).ok()?;
    written(year.start, day.end, DateReading::Day(date))
}

/// `06/18/2024`, `18.06.2024`, `18-06-2024`. With points the day is first, as nobody writes it otherwise.
fn numeric(text: &str, first: Number) -> Option<WrittenDate> {
    let separator = *text.as_bytes().get(first.end)?;
    let (second, year) = two_more(text, first, separator)?;
    if year.digits() != 4 || second.digits() == 4 {
        return None;
    }
    let (a, b) = (first.value as i8, second.value as i8);
    let day_first = Date::new(year.value, b, a).ok();
    let month_first = if separator == b'.' { None } else { Date::new(year.value, a, b).ok() };
    let reading = match (month_first, day_first) {
        (Some(one), Some(other)) if one != other => {
            DateReading::Either { month_first: one, day_first: other }
        }
        (one, other) => DateReading::Day(one.or(other)?),
    };
    written(first.start, year.end, reading)
}

/// The two numbers behind `first`, joined to it by one and the same separator.
fn two_more(text: &str, first: Number, separator: u8) -> Option<(Number, Number)> {
    matches!(separator, b'-' | b'/' | b'.').then_some(())?;
    let second = Number::at(text, first.end + 1)?;
    (text.as_bytes().get(second.end) == Some(&separator)).then_some(())?;
    Some((second, Number::at(text, second.end + 1)?))
}

/// `June 18, 2024`, `Jun. 18 2024`, `June 18th`, `June 18-20, 2024`.
fn month_then_day(text: &str, day: Number, free: usize) -> Option<WrittenDate> {
    let (start, month) = month_before(text, day.start, free)?;
    let end = behind_ordinal(text, day.end);
    if is_part_of_number(text, end) {
        return None;
    }
    let last = behind_range(text, end);
    dated(text, start, last, month, day.value)
}

/// `18 June 2024`, `18th of Jun. 2024`, `18 June`.
fn day_then_month(text: &str, day: Number) -> Option<WrittenDate> {
    let at = behind_spaces(text, behind_ordinal(text, day.end))?;
    let at = text[at..].strip_prefix("of ").map_or(at, |rest| text.len() - rest.len());
    let word = letters(&text[at..]);
    let month = month_named(word)?;
    let end = at + word.len();
    let end = if text[end..].starts_with('.') && is_cut(word) { end + 1 } else { end };
    dated(text, day.start, end, month, day.value)
}

/// The date from `start` to `end`, with the year behind it where there is one.
fn dated(text: &str, start: usize, end: usize, month: i8, day: i16) -> Option<WrittenDate> {
    let day = i8::try_from(day).ok()?;
    if let Some(year) = year_behind(text, end) {
        let date = Date::new(year.value, month, day).ok()?;
        return written(start, year.end, DateReading::Day(date));
    }
    Date::new(2000, month, day).ok()?; // a leap year: 29 February is a day of some year
    written(start, end, DateReading::DayOfYear { month, day })
}

/// `June 2024`, `Jun. 2024`, `June, 2024`, `June of 2024`.
fn month_of_year(text: &str, year: Number, free: usize) -> Option<WrittenDate> {
    let before = text[free..year.start].strip_suffix("of ").map_or(year.start, |rest| free + rest.len());
    let before =
        text[free..before].trim_end_matches(' ').strip_suffix(',').map_or(before, |rest| free + rest.len());
    let (start, month) = month_before(text, before, free)?;
    written(start, year.end, DateReading::Month { year: year.value, month })
}

/// The month's name that ends before `end`, with its start.
fn month_before(text: &str, end: usize, free: usize) -> Option<(usize, i8)> {
    let before = text[free.min(end)..end].trim_end_matches([' ', '\u{A0}']);
    let gap = end - (free.min(end) + before.len());
    (gap <= 4).then_some(())?;
    let (before, pointed) = before.strip_suffix('.').map_or((before, false), |cut| (cut, true));
    // a name has at most nine letters, so that a long word costs no more than a short one
    let count = before.bytes().rev().take(10).take_while(u8::is_ascii_alphabetic).count();
    let word = &before[before.len() - count..];
    let month = month_named(word)?;
    ((gap > 0 || pointed) && (!pointed || is_cut(word))).then_some(())?;
    let start = free.min(end) + before.len() - count;
    (!text[..start].ends_with(char::is_alphanumeric)).then_some((start, month))
}

/// The year behind a day and month: `, 2024` or ` 2024`, no further digits.
fn year_behind(text: &str, end: usize) -> Option<Number> {
    let at = text[end..].strip_prefix(',').map_or(end, |rest| text.len() - rest.len());
    let year = Number::at(text, behind_spaces(text, at)?)?;
    (year.digits() == 4 && (1000..3000).contains(&year.value)).then_some(year)
}

/// Where the text goes on behind up to three spaces; `None` when there is none.
fn behind_spaces(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '\u{A0}']);
    let end = text.len() - rest.len();
    (end > at && end - at <= 4).then_some(end)
}

fn behind_ordinal(text: &str, at: usize) -> usize {
    let word = letters(&text[at..]);
    if ["st", "nd", "rd", "th"].contains(&word) { at + word.len() } else { at }
}

/// Behind the `-20` of `June 18-20`.
fn behind_range(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let Some(rest) = rest.strip_prefix('-').or_else(|| rest.strip_prefix('–')) else { return at };
    match Number::at(text, text.len() - rest.len()) {
        Some(last) if last.digits() <= 2 && last.value <= 31 => behind_ordinal(text, last.end),
        _ => at,
    }
}

/// Whether digits go on behind a comma or point, or a colon: `June 18,000`, `May 4.5`, `June 12:30`.
fn is_part_of_number(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b',' | b'.' | b':') => bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
        Some(b'%') => true,
        Some(byte) => byte.is_ascii_alphanumeric(),
        None => false,
    }
}

/// The ASCII letters that a text begins with, at most ten.
fn letters(text: &str) -> &str {
    let count = text.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    &text[..count]
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month that a capitalised word names, in full or cut to three letters (or "Sept").
fn month_named(word: &str) -> Option<i8> {
    if !(3..=9).contains(&word.len()) || !word.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    let names = |month: &&str| {
        let cut = word.len() == 3 || word.len() == 4 && month.starts_with("sept");
        (cut || word.len() == month.len())
            && month.as_bytes()[..word.len()].eq_ignore_ascii_case(word.as_bytes())
    };
    MONTHS.iter().position(|month| month.len() >= word.len() && names(month)).map(|at| at as i8 + 1)
}

/// Whether a month's name is a cut one, behind which a point belongs to it.
fn is_cut(word: &str) -> bool {
    word.len() <= 4 && !["may", "june", "july"].iter().any(|full| word.eq_ignore_ascii_case(full))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateReading {
        DateReading::Day(text.parse().expect("a date"))
    }

    fn check(text: &str, expected: &[(&str, DateReading)]) {
        let found: Vec<_> = written_dates(text).map(|date| (date.span.of(text), date.reading)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        for words in [
            "June 8, 2024",
            "JUNE 8, 2024",
            "Jun. 8, 2024",
            "June 8 2024",
            "June 8th, 2024",
            "June 8-10, 2024",
            "8 June 2024",
            "8 Jun. 2024",
            "08 Jun 2024",
            "8th of June, 2024",
            "2024-06-08",
            "2024/6/8",
            "2024.06.08",
            "08.06.2024",
        ] {
            check(&format!("(On {words}), they met."), &[(words, day("2024-06-08"))]);
        }
        check("Sat, 22 May 2021 12:00:47 +0000", &[("22 May 2021", day("2021-05-22"))]);
        check("2024-10-29T23:59:00-04:00", &[("2024-10-29", day("2024-10-29"))]);
        check(
            "6/18/2024 18/6/2024 6/6/2024",
            &[
                ("6/18/2024", day("2024-06-18")),
                ("18/6/2024", day("2024-06-18")),
                ("6/6/2024", day("2024-06-06")),
            ],
        );
    }

    #[test]
    fn what_has_two_readings_keeps_both() {
        let date = written_dates("12/03/2024").next().expect("a date").reading;
        assert_eq!(date.day(None), None);
        assert_eq!(date.day(Some(DateOrder::MonthFirst)), Some("2024-12-03".parse().unwrap()));
        assert_eq!(date.day(Some(DateOrder::DayFirst)), Some("2024-03-12".parse().unwrap()));
    }

    #[test]
    fn parts_of_dates_are_said_to_be_parts() {
        check(
            "on June 18 and in Sept. 2023 and May of 2022",
            &[
                ("June 18", DateReading::DayOfYear { month: 6, day: 18 }),
                ("Sept. 2023", DateReading::Month { year: 2023, month: 9 }),
                ("May of 2022", DateReading::Month { year: 2022, month: 5 }),
            ],
        );
        check("on 5 November 23 Allies", &[("5 November", DateReading::DayOfYear { month: 11, day: 5 })]);
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "you may 5 times",
            "June 18,000 people",
            "May 4.5 percent",
            "1/2/3/4",
            "13/13/2024",
            "version 2024.13.40",
            "$12/03/2024",
            "March 32",
            "Mayor 5",
            "Decent 4, 2020",
            "in 2024",
            "phone 555-12-2024",
            "A12 June",
            "Mar12",
        ] {
            let days: Vec<_> =
                written_dates(text).filter(|date| matches!(date.reading, DateReading::Day(_))).collect();
            assert_eq!(days, [], "in {text:?}");
        }
        check("June 18,000 people, Marchs 5, may 5, 31 Feb", &[]);
    }

    #[test]
    fn fields_and_file_names_give_days() {
        assert_eq!(date_of_field(" 20240618T120000Z "), Some(day("2024-06-18")));
        assert_eq!(date_of_field("Tuesday, June 18, 2024"), Some(day("2024-06-18")));
        assert_eq!(date_of_field("June 2024"), None);
        let named = |name| date_of_name(name).map(|date| date.to_string());
        assert_eq!(named("2016-06-15-rally.txt").as_deref(), Some("2016-06-15"));
        assert_eq!(named("2016-6-5 20.00.00 (Complete) Rally.txt").as_deref(), Some("2016-06-05"));
        assert_eq!(named("rally_20160615.txt").as_deref(), Some("2016-06-15"));
        for name in [
            "06-15-2016.txt",
            "20162615.txt",
            "6c5b20160615.txt",
            "12345678.txt",
            "2016-01-01_2016-01-02.txt",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn a_megabyte_of_digits_or_months_takes_no_time() {
        for piece in ["1", "1 ", "May ", "May", "1/", "12 of ", ", 2024", "May 1-", "\u{A0}1"] {
            let text = piece.repeat(1_000_000 / piece.len());
            assert!(written_dates(&text).count() <= text.len());
        }
    }
}
