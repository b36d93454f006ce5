//! The head of a document: the lines before the first spoken word, and what they tell: place, date, persons.

use text::{Date, Document, Span};

use crate::line::{Line, lines};

/// How far the head reaches at most, in bytes.
const LONGEST: usize = 4000;

/// The lines of the head, each without white space and marks at its edges.
pub(crate) fn head(text: &str, before: usize) -> Vec<&str> {
    let mut stop = before.min(LONGEST).min(text.len());
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    lines(&text[..stop], 0)
        .map(|line| plain(line.of(text)))
        .filter(|line| !line.is_empty())
        .take(40)
        .collect()
}

/// A line without white space, marks and escapes at its edges.
pub(crate) fn plain(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '\\' | '#' | '>' | '•' | '|' | '\u{feff}')
    })
}

/// Whether a line is a clock time, alone or with its day's half and zone: "12:52 P.M. EDT".
pub(crate) fn is_clock(line: &str) -> bool {
    let digits = line.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count();
    let rest = line[digits..].trim();
    digits >= 3
        && line.as_bytes().contains(&b':')
        && rest.len() <= 20
        && (rest.starts_with(['A', 'P', 'a', 'p'])
            || rest.is_empty()
            || rest.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a line ends a transcript: "END 1:57 P.M. EDT", "###", "(end transcript)".
pub(crate) fn is_end(line: &str) -> bool {
    let words = plain(line);
    if words.is_empty() {
        return line.contains('#') || line.trim().bytes().filter(|b| matches!(b, b'*' | b'_')).count() >= 3;
    }
    let folded = words.trim_start_matches(['(', '[']);
    let end = folded.get(..3).is_some_and(|word| word == "END")
        && !folded[3..].starts_with(|c: char| c.is_alphanumeric())
        && folded.split_whitespace().count() <= 6;
    end || is_clock(words) || words == "-30-" || is_notice(words)
}

/// Whether a line is about the text, not of it: republishers' and copyright notices, footnotes.
fn is_notice(words: &str) -> bool {
    [
        "/Public Release",
        "©",
        "Copyright",
        "This transcript",
        "This material",
        "All rights reserved",
        "Transcript by",
        "View in full",
    ]
    .iter()
    .any(|start| words.starts_with(start))
}

/// A date written in a line: "(February 13, 2025)", "18 June 2024", "12/03/2024", "2024-11-13".
pub(crate) fn date_in(line: &str) -> Option<Date> {
    let mut words = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|' | '.'))
        .filter(|word| !word.is_empty());
    let mut before: [&str; 2] = ["", ""];
    words.find_map(|word| {
        let found = year(word).and_then(|year| written(before, year)).or_else(|| numeric(word));
        before = [before[1], word];
        found
    })
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1700..2200).contains(year))
}

/// Month and day in either order before a year.
fn written(before: [&str; 2], year: i16) -> Option<Date> {
    let (month, day) = match (month(before[0]), month(before[1])) {
        (Some(month), _) => (month, before[1]),
        (None, Some(month)) => (month, before[0]),
        _ => return None,
    };
    let digits = day.trim_end_matches(|c: char| c.is_alphabetic());
    Date::new(year, month, digits.parse().ok()?).ok()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let whole = word.len() == 3 || word.bytes().all(|b| b.is_ascii_alphabetic());
    MONTHS.iter().position(|month| *month == start && whole).map(|index| index as i8 + 1)
}

/// "12/03/2024" (month first, unless that cannot be), "2024-11-13".
fn numeric(word: &str) -> Option<Date> {
    let mut parts = word.split(['/', '-']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok();
    if let Some(year) = year(a) {
        return Date::new(year, number(b)? as i8, number(c)? as i8).ok();
    }
    let year = year(c)?;
    let (a, b) = (number(a)?, number(b)?);
    if a > 31 || b > 31 {
        return None;
    }
    Date::new(year, a as i8, b as i8).or_else(|_| Date::new(year, b as i8, a as i8)).ok()
}

/// The last byte of what is spoken in a turn's span: end marks, clock times and notices after it are left out.
pub(crate) fn without_end_matter(text: &str, span: Span) -> Span {
    let mut end = span.end as usize;
    for line in lines(&text[..end], span.start as usize).collect::<Vec<Line>>() {
        if line.opens && line.start > span.start as usize && is_end(line.of(text)) {
            end = line.start;
            break;
        }
    }
    Span::new(span.start as usize, end).trimmed(text)
}

/// The day on which the words were spoken, as the head or the metadata give it.
pub(crate) fn date(document: &Document, head: &[&str]) -> Option<Date> {
    let written = head.iter().find_map(|line| if line.len() <= 120 { date_in(line) } else { None });
    match (document.published, written) {
        (Some(published), Some(spoken)) => Some(if spoken <= published { spoken } else { published }),
        (published, written) => published.or(written),
    }
}

/// The place that the head names: a line or two of places, without sentence, time or person.
pub(crate) fn place(document: &Document, head: &[&str]) -> Option<String> {
    let title = document.title.as_deref().unwrap_or_default();
    let mut parts: Vec<&str> = Vec::new();
    // Without a title in the metadata, the head's first line is the title.
    for line in head.iter().skip(usize::from(title.is_empty())).take(12) {
        if is_place(line, title) {
            parts.push(line.trim_end_matches(','));
        } else if !parts.is_empty() {
            break;
        }
    }
    (!parts.is_empty() && parts.len() <= 3).then(|| parts.join(", "))
}

fn is_place(line: &str, title: &str) -> bool {
    let words = line.split_whitespace().count();
    let small =
        |word: &str| word.chars().next().is_some_and(char::is_lowercase) && !crate::title::is_particle(word);
    let office = line.split(|c: char| !c.is_alphanumeric()).any(|word| {
        crate::title::is_office(word) && !matches!(word, "House" | "State" | "President" | "General")
    });
    let body = ["Department", "Ministry", "Office of", "Agency", "Bureau", "Council"]
        .iter()
        .any(|name| line.contains(name));
    (1..=10).contains(&words)
        && !body
        && !line.contains([':', '?', '!', '*', '“', '"', '('])
        && !line.ends_with('.') | line.ends_with("D.C.") | line.ends_with("U.S.")
        && line.chars().any(|c| c.is_lowercase())
        && !line.split_whitespace().any(|word| small(word) && word != "at" && word != "in" && word != "en")
        && !office
        && date_in(line).is_none()
        && !title.contains(line)
        && !["Via", "Press", "Remarks", "Transcript", "Readout", "Joint", "Background"]
            .iter()
            .any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_written() {
        let date = |y, m, d| Some(Date::new(y, m, d).unwrap());
        assert_eq!(date_in("(February 13, 2025)"), date(2025, 2, 13));
        assert_eq!(date_in("• 18 Jun. 2024 -"), date(2024, 6, 18));
        assert_eq!(date_in("12/03/2024 | Press release"), date(2024, 12, 3));
        assert_eq!(date_in("Distributed 2024-11-13"), date(2024, 11, 13));
        assert_eq!(date_in("27/3/2024"), date(2024, 3, 27));
        assert_eq!(date_in("Room 2024"), None);
        assert_eq!(date_in("99/99/2024"), None);
    }

    #[test]
    fn ends_and_clocks() {
        assert!(
            is_clock("12:52 P.M. EDT")
                && is_clock("1:06 p.m.")
                && !is_clock("2024")
                && !is_clock("10:30 we met them at the gate")
        );
        assert!(
            is_end("END    1:57 P.M. EDT") && is_end("# # #") && is_end("/Public Release. This material")
        );
        assert!(!is_end("ENDING wars") && !is_end("End of story, I said."));
    }
}
