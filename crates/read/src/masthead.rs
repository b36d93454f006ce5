//! What a text says about itself above and below its words: title, date, publisher, author, address.
//!
//! Only lines made for it are read. A date inside a sentence is no date of publication.

use crate::{Reading, TimeCode};
use text::{Date, DateOrder, DateReading, Document, Problem, date_of_name, written_dates};

/// Bytes at the head that are looked at, and lines in them.
const HEAD_BYTES: usize = 2000;
const HEAD_LINES: usize = 14;

/// Bytes at the foot that are looked at.
const FOOT_BYTES: usize = 600;

/// A document as its format gives it, before its own words are asked.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) document: Document,
    pub(crate) problems: Vec<Problem>,
    /// The date as the metadata write it.
    pub(crate) date: Option<String>,
    /// When the words were spoken.
    pub(crate) times: Vec<TimeCode>,
    /// Lines that stood above the main text and are no part of it.
    pub(crate) above: String,
}

impl Draft {
    pub(crate) fn of_text(text: String, problems: Vec<Problem>) -> Self {
        Self { document: Document { text, ..Document::default() }, problems, ..Self::default() }
    }
}

/// Fills in what metadata left open from the text itself, then from the names of file and address.
pub(crate) fn complete(draft: Draft) -> Reading {
    let Draft { mut document, mut problems, date, times, above } = draft;
    let masthead = Masthead::of(&above, &document.text);
    let (title, publisher) = (masthead.title.clone(), masthead.publisher.map(str::to_owned));
    let (author, url) = (masthead.author.map(str::to_owned), masthead.url.map(str::to_owned));
    let reading = field_date(date.as_deref(), &mut problems).or(masthead.date);
    document.title = document.title.take().or(title);
    document.publisher = document.publisher.take().or(publisher);
    document.author = document.author.take().or(author);
    document.url = document.url.take().or(url);
    document.published = match reading {
        Some(reading) => settled(reading, &document, &mut problems),
        None => date_of_place(&document),
    };
    Reading { document, problems, times }
}

/// The date that a metadata field gives.
fn field_date(field: Option<&str>, problems: &mut Vec<Problem>) -> Option<DateReading> {
    let field = field?;
    let reading = text::date_of_field(field);
    if reading.is_none() {
        let shown: String = field.chars().take(40).collect();
        problems.push(Problem::whole(
            "unread-date",
            format!("the metadata's date “{shown}” names no day; it is left out"),
        ));
    }
    reading
}

/// The day that the file's name or the address bears.
fn date_of_place(document: &Document) -> Option<Date> {
    let name = document.path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next());
    name.and_then(date_of_name).or_else(|| document.url.as_deref().and_then(date_of_url))
}

/// The day in `https://…/2024/06/18/…`, year first; other orders prove nothing.
fn date_of_url(url: &str) -> Option<Date> {
    let is_year_first =
        |date: &text::WrittenDate| matches!(date.span.of(url).as_bytes().get(4), Some(b'/' | b'-'));
    written_dates(url).filter(is_year_first).find_map(|date| date.reading.day(None))
}

/// The day, where the document itself settles which of two is meant.
fn settled(reading: DateReading, document: &Document, problems: &mut Vec<Problem>) -> Option<Date> {
    let DateReading::Either { month_first, day_first } = reading else { return reading.day(None) };
    let pick = |day: Date| (day == month_first || day == day_first).then_some(day);
    let day = date_of_place(document)
        .and_then(pick)
        .or_else(|| one_named(&document.text, month_first, day_first))
        .or_else(|| reading.day(order_of_others(&document.text).or_else(|| order_of_country(document))));
    if day.is_none() {
        let message = format!(
            "its date may be {month_first} or {day_first}, and nothing in it says which; it is left open"
        );
        problems.push(Problem::whole("ambiguous-date", message));
    }
    day
}

/// The one of two days that the text also names in words.
fn one_named(text: &str, one: Date, other: Date) -> Option<Date> {
    let names = |day: Date| {
        written_dates(text).any(|date| match date.reading {
            DateReading::Day(named) => named == day,
            DateReading::DayOfYear { month, day: of_month } => (month, of_month) == (day.month(), day.day()),
            _ => false,
        })
    };
    match (names(one), names(other)) {
        (true, false) => Some(one),
        (false, true) => Some(other),
        _ => None,
    }
}

/// The order in which the text's other numeric dates stand, as far as they show it: `12/25/2024`.
fn order_of_others(text: &str) -> Option<DateOrder> {
    let (mut month_first, mut day_first) = (false, false);
    for date in written_dates(text) {
        let (DateReading::Day(day), words) = (date.reading, date.span.of(text)) else { continue };
        let numbers = words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/' || byte == b'-');
        if let (true, Some(Ok(first)), true) =
            (numbers, words.split(['/', '-']).next().map(str::parse::<i8>), day.month() != day.day())
        {
            month_first |= first == day.month();
            day_first |= first == day.day();
        }
    }
    match (month_first, day_first) {
        (true, false) => Some(DateOrder::MonthFirst),
        (false, true) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

/// How a publisher that names its country writes dates: in the United States the month comes first (Unicode CLDR,
/// `en-US`), in the other countries that publish in English as a rule the day (`en-GB`, `en-AU`, `en-IE`, `en-NZ`, `en-IN`).
fn order_of_country(document: &Document) -> Option<DateOrder> {
    const MONTH_FIRST: &[&str] = &["U.S.", "US", "USA", "United States", "American"];
    const DAY_FIRST: &[&str] = &[
        "UK",
        "U.K.",
        "United Kingdom",
        "British",
        "Australian",
        "Australia",
        "Ireland",
        "Irish",
        "New Zealand",
        "India",
    ];
    let publisher = document.publisher.as_deref()?;
    let names = |country: &&str| {
        publisher.match_indices(country).any(|(at, name)| {
            let joins = |c: char| c.is_alphanumeric();
            !publisher[..at].ends_with(joins) && !publisher[at + name.len()..].starts_with(joins)
        })
    };
    match (MONTH_FIRST.iter().any(names), DAY_FIRST.iter().any(names)) {
        (true, false) => Some(DateOrder::MonthFirst),
        (false, true) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

#[derive(Debug, Default)]
struct Masthead<'a> {
    title: Option<String>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    date: Option<DateReading>,
}

impl<'a> Masthead<'a> {
    fn of(above: &'a str, text: &'a str) -> Self {
        let mut masthead = Masthead::default();
        above.lines().for_each(|line| masthead.take(line.trim()));
        let head = &text[..text.floor_char_boundary(HEAD_BYTES)];
        let mut lines = Lines { rest: head, alone: true };
        for (line, alone) in lines.by_ref().take(HEAD_LINES) {
            if is_prose(line) {
                masthead.take_dateline(line);
                break;
            }
            masthead.take_title(line, alone);
            masthead.take(line);
            if alone && masthead.publisher.is_none() && is_organisation(line) {
                masthead.publisher = Some(line);
            }
        }
        // a text of one line is words, not a title without them
        masthead.title = masthead.title.filter(|title| title.len() < text.trim().len());
        let foot = &text[text.ceil_char_boundary(text.len().saturating_sub(FOOT_BYTES))..];
        foot.lines().rev().take(6).for_each(|line| masthead.take_labelled(line.trim()));
        masthead
    }

    /// A line above the words that is no prose.
    fn take(&mut self, line: &'a str) {
        if let Some(reading) = date_of_line(line) {
            self.date = self.date.or(Some(reading));
        } else if let Some(author) = author_of_line(line) {
            self.author = self.author.or(Some(author));
        } else {
            self.take_labelled(line);
        }
    }

    /// A line that says what it gives: `Published: 3 May 2024`, `Source: https://…`.
    fn take_labelled(&mut self, line: &'a str) {
        let Some((label, value)) = line.split_once([':', ' ']) else { return };
        let (label, value) = (label.trim_end_matches(':'), value.trim());
        let is = |labels: &[&str]| labels.iter().any(|of| label.eq_ignore_ascii_case(of));
        if is(&["source", "url", "link", "permalink", "original"]) && is_address(value) {
            self.url = self.url.or(Some(value));
        } else if is(&["published", "date", "released", "posted"]) && line.len() < 80 {
            self.date = self.date.or_else(|| written_dates(value).map(|date| date.reading).find(is_day));
        }
    }

    /// The first line of three words or more that is nothing else; the next joins it if it goes on in lower case.
    fn take_title(&mut self, line: &'a str, alone: bool) {
        let words = line.trim_start_matches(['#', ' ', '*']).trim_end_matches(['#', ' ', '*']);
        match &mut self.title {
            None if alone && is_title(words) => self.title = Some(words.to_owned()),
            Some(title) if alone && self.date.is_none() && goes_on(title, words) => {
                *title = format!("{title} {words}")
            }
            _ => {}
        }
    }

    /// The place, day and agency before the first sentence: `GENEVA, June 18, 2024 (Agency) –`.
    fn take_dateline(&mut self, line: &'a str) {
        if is_labelled_turn(line) {
            return;
        }
        let head = &line[..line.floor_char_boundary(100)];
        let is_place = |before: &str| {
            !before.is_empty()
                && before
                    .chars()
                    .all(|c| c.is_uppercase() || matches!(c, ' ' | ',' | '.' | '–' | '—' | '-' | '(' | '/'))
        };
        if let Some(date) =
            written_dates(head).next().filter(|date| is_place(&head[..date.span.start as usize]))
        {
            self.date = self.date.or(Some(date.reading).filter(is_day));
        }
        if let Some((before, rest)) = head.split_once('(') {
            let (name, behind) = rest.split_once(')').unwrap_or_default();
            let is_dash = behind.trim_start().starts_with(['-', '–', '—']);
            let place = before.trim_end_matches(|c: char| !c.is_uppercase());
            if is_dash && place.len() >= 3 && place.split(',').next().is_some_and(is_place) {
                self.publisher =
                    self.publisher.or(Some(name).filter(|name| name.len() < 40 && !name.is_empty()));
            }
        }
    }
}

/// Lines that are not blank, each with whether it stands alone between blank lines.
struct Lines<'a> {
    rest: &'a str,
    alone: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a str, bool);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let line = line.trim();
            if line.is_empty() {
                self.alone = true;
                continue;
            }
            let ends = rest.lines().next().is_none_or(|next| next.trim().is_empty());
            let alone = self.alone && ends;
            self.alone = false;
            return Some((line, alone));
        }
        None
    }
}

fn is_day(reading: &DateReading) -> bool {
    matches!(reading, DateReading::Day(_) | DateReading::Either { .. })
}

/// The date of a line made to date the text: it begins the line or ends it behind a mark, and is not said to be that
/// of an update.
fn date_of_line(line: &str) -> Option<DateReading> {
    if line.len() > 160 {
        return None;
    }
    let date = written_dates(line).find(|date| is_day(&date.reading))?;
    let before = &line[..date.span.start as usize];
    let behind = line[date.span.end as usize..].trim_start();
    let label = before.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = label.rsplit(' ').next().unwrap_or_default();
    if label.contains("updated")
        || label.contains("modified")
        || label.contains("accessed")
        || label.contains("retrieved")
    {
        return None;
    }
    let is_labelled = matches!(last, "published" | "date" | "posted" | "released" | "release" | "issued" | "on" if label.len() < 24);
    let begins = label.is_empty()
        && (behind.is_empty() || !behind.starts_with(char::is_alphabetic) || line.len() < 60);
    let is_weekday = label.ends_with("day") && !label.contains(' ');
    let ends = behind.chars().filter(|c| c.is_alphanumeric()).count() < 16
        && before.trim_end().ends_with([',', '|', '-', '–', '—', '(', ':', '•']);
    (begins || is_labelled || is_weekday || ends).then_some(date.reading)
}

/// `By Jane Doe`, `By JANE DOE and JOHN ROE, The Paper`.
fn author_of_line(line: &str) -> Option<&str> {
    let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?.trim();
    let words = name.split_whitespace().count();
    let is_name = name.starts_with(char::is_uppercase) && !ends_sentence(name);
    (is_name && (2..=10).contains(&words) && name.len() < 80).then_some(name)
}

fn is_address(line: &str) -> bool {
    (line.starts_with("https://") || line.starts_with("http://")) && !line.contains(char::is_whitespace)
}

/// Nouns that name an organisation when they end its name or are followed by `of` or `for`.
#[rustfmt::skip]
const ORGANISATIONS: &[&str] = &[
    "Agency", "Assembly", "Association", "Authority", "Bureau", "Commission", "Committee", "Congress", "Council", "Department",
    "Directorate", "Embassy", "Foundation", "Government", "Institute", "Ministry", "News", "Organisation", "Organization",
    "Parliament", "Secretariat", "Senate", "Treasury", "University",
];

/// Nouns that do so only before `of` or `for`; by themselves they are as often rooms and things.
const OFFICES: &[&str] =
    &["Bank", "Cabinet", "Court", "Fund", "House", "Mission", "Office", "Service", "Union"];

/// Whether a line is the name of an organisation and nothing else: capitals throughout, its noun at the end or before
/// `of` or `for`, no lower-case word before that noun.
fn is_organisation(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() < 2
        || words.len() > 10
        || line.contains([':', ';', '|', '?', '!', ',', '“', '"', '\'', '’'])
        || line.ends_with('.')
    {
        return false;
    }
    let is_small = |word: &str| matches!(word, "of" | "for" | "and" | "the" | "on" | "in");
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !words.iter().all(|word| capital(word) || is_small(word)) {
        return false;
    }
    let Some(noun) = words.iter().position(|word| is_small(word)).unwrap_or(words.len()).checked_sub(1)
    else {
        return false;
    };
    words[..=noun].iter().all(|word| capital(word))
        && (ORGANISATIONS.contains(&words[noun]) || OFFICES.contains(&words[noun]) && noun + 1 < words.len())
}

/// Whether a line goes on from a title that it stands below.
fn goes_on(title: &str, line: &str) -> bool {
    line.starts_with(|c: char| c.is_lowercase()) && title.len() + line.len() < 300
}

fn is_title(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (3..=40).contains(&words)
        && line.len() <= 250
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“‘\"'¿¡".contains(c))
        && date_of_line(line).is_none_or(|_| line.len() > 40)
        && author_of_line(line).is_none()
        && !is_organisation(line)
        && !line.contains('|')
}

/// Whether the words begin here: a sentence, a long line, a turn with its label.
fn is_prose(line: &str) -> bool {
    line.len() > 200
        || is_labelled_turn(line)
        || (ends_sentence(line) && line.split_whitespace().count() >= 4)
}

/// `MS. DOE: Good morning`, `Q Thank you`.
fn is_labelled_turn(line: &str) -> bool {
    let label = line.split_once(':').map(|(label, _)| label.trim_matches(['*', ' ']));
    let is_loud = |label: &str| {
        label.len() >= 2
            && label.len() < 60
            && label.chars().any(char::is_uppercase)
            && !label.chars().any(char::is_lowercase)
    };
    label.is_some_and(is_loud) || line.starts_with("Q ") || line.starts_with("Q\t")
}

fn ends_sentence(line: &str) -> bool {
    let words = line.trim_end_matches(['"', '”', '’', ')', '*', '»']);
    words.ends_with(['.', '!', '?', '…'])
        && !words.ends_with("a.m.")
        && !words.ends_with("p.m.")
        && !words.ends_with(".M.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Reading {
        complete(Draft::of_text(text.to_owned(), Vec::new()))
    }

    fn day(reading: &Reading) -> Option<String> {
        reading.document.published.map(|day| day.to_string())
    }

    #[test]
    fn publisher_date_and_title_stand_above_the_words() {
        let found = read(
            "Harbour Ministry\n\n14/05/2031 | Statement | Distributed by Wire on 14/05/2031 09:50\n\nMinister Doe opens the new pier\n\nMINISTER DOE: Good day.\n",
        );
        assert_eq!(found.document.publisher.as_deref(), Some("Harbour Ministry"));
        assert_eq!(found.document.title.as_deref(), Some("Minister Doe opens the new pier"));
        assert_eq!(day(&found).as_deref(), Some("2031-05-14"));
    }

    #[test]
    fn a_title_over_two_lines_is_joined_and_an_update_is_no_publication() {
        let found = read(
            "Joint press point here\n\nwith Jane Doe of the Harbour Ministry\n\n  • 4 Mar. 2031 -\n  • |\n  • Last updated: 5 Mar. 2031 14:16\n\nGood morning, everyone.\n",
        );
        assert_eq!(
            found.document.title.as_deref(),
            Some("Joint press point here with Jane Doe of the Harbour Ministry")
        );
        assert_eq!(day(&found).as_deref(), Some("2031-03-04"));
        assert_eq!(day(&read("Talks go on\n\nLast updated: 5 Mar. 2031\n\nGood morning to you all.")), None);
    }

    #[test]
    fn a_date_with_two_readings_needs_evidence() {
        let unclear = read("Talks on the harbour, 3/5/2031\n\nGood morning to you all.");
        assert_eq!(day(&unclear), None);
        assert_eq!(unclear.problems[0].code, "ambiguous-date");
        for (text, expected) in [
            ("Talks on the harbour, 3/5/2031\n\nThey met on May 3 in the old town.", "2031-05-03"),
            ("Talks on the harbour, 3/5/2031\n\nThe next talks are on 3/25/2031, they said.", "2031-03-05"),
            ("U.S. Harbour Department\n\n3/5/2031 | Statement\n\nThey met in the old town.", "2031-03-05"),
            ("UK Harbour Department\n\n3/5/2031 | Statement\n\nThey met in the old town.", "2031-05-03"),
        ] {
            assert_eq!(day(&read(text)).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_file_name_and_the_address_date_what_does_not_date_itself() {
        let dated = |path: &str, url: Option<&str>| {
            let mut draft = Draft::of_text("Good morning to you all.".into(), Vec::new());
            draft.document.path = Some(path.into());
            draft.document.url = url.map(str::to_owned);
            day(&complete(draft))
        };
        assert_eq!(dated("talks/2031-03-05-harbour.txt", None).as_deref(), Some("2031-03-05"));
        assert_eq!(
            dated("a.txt", Some("https://a.example/2031/03/05/harbour/")).as_deref(),
            Some("2031-03-05")
        );
        assert_eq!(dated("talks/03-05-2031.txt", None), None);
        assert_eq!(dated("a.txt", Some("https://a.example/25/12/2031/harbour/")), None);
    }

    #[test]
    fn dates_inside_prose_and_titles_are_no_dates_of_publication() {
        for text in [
            "The talks of 5 March 2031 were long, and nobody knew why they had begun.",
            "Statement on the Flood of March 5, 2031\n\nGood morning to you all.",
            "MS. DOE: March 5, 2031 was the day.",
        ] {
            assert_eq!(day(&read(text)), None, "{text}");
        }
    }

    #[test]
    fn bylines_datelines_and_labels_are_read() {
        let found = read(
            "Harbour opens at last\nBy Jane Doe\n\nOLD TOWN, March 5, 2031 (Harbour Wire) – The harbour is open, the town said.\n\nSource: https://a.example/x\n",
        );
        assert_eq!(found.document.author.as_deref(), Some("Jane Doe"));
        assert_eq!(found.document.publisher.as_deref(), Some("Harbour Wire"));
        assert_eq!(found.document.url.as_deref(), Some("https://a.example/x"));
        assert_eq!(day(&found).as_deref(), Some("2031-03-05"));
    }
}
