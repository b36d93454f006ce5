//! Labels: what stands before a speaker's words, read from one place of the text without knowing the rest.
//!
//! `SECRETARY X:`, `**MS. X:**`, a bare `Q`, `Speaker Name (00:12):`, `(APPLAUSE) X:`. Whether a label really opens a turn
//! is for [`crate::turn`] to say, which sees them all.

use text::Span;

use crate::title;

/// Longest label looked for, in bytes: "HILLARY … (D-NY), FORMER SECRETARY OF STATE, PRESIDENTIAL CANDIDATE:" has 74.
const LONGEST: usize = 130;

/// How the label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// In capitals: `MS. X:`.
    Upper,
    /// Like a name: `Ms. X:`.
    Title,
    /// Like a name before a full stop: `The Chair. Order.`
    Stopped,
    /// A bare letter of a question or an answer: `Q`, `A.`.
    Letter,
}

/// A label read at one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    /// From the name's first byte to the colon's end; what the output shows.
    pub span: Span,
    /// The words that name the speaker, without colon, marks and parentheses at the end.
    pub name: Span,
    /// Where the speaker's words start.
    pub body: usize,
    /// How it is written.
    pub style: Style,
    /// Whether it is set in bold, italics or the like.
    pub marked: bool,
}

/// Reads a label whose line starts at byte `start` and ends at `end` (line feed not included).
pub(crate) fn at_line(text: &str, start: usize, end: usize) -> Option<Label> {
    let lead = lead(&text[start..end]);
    let from = start + lead;
    let marked = text[start..from].bytes().any(|b| matches!(b, b'*' | b'_' | b'<' | b'#'));
    let first = text[from..end].chars().next()?;
    if !(first.is_uppercase() || first.is_ascii_digit()) {
        return None;
    }
    letter(text, from, end, marked)
        .or_else(|| named(text, from, end, marked))
        .or_else(|| stopped(text, from, end, marked))
}

/// Bytes of white space, marks, tags, time codes and noise that may stand before a label.
fn lead(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let Some(c) = rest.chars().next() else { return at };
        let step = match c {
            '*' | '_' | '\\' | '#' | '>' | '\u{feff}' | '\u{200b}' | '\u{a0}' | '♪' => c.len_utf8(),
            '<' => closing(rest, b'>', 80),
            '(' => closing(rest, b')', 40),
            '[' if is_time(&rest[1..]) => closing(rest, b']', 40),
            '0'..='9' if is_time(rest) => {
                rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count()
            }
            _ if c.is_whitespace() => c.len_utf8(),
            _ => 0,
        };
        if step == 0 {
            return at;
        }
        at += step;
    }
}

/// Length up to and with `close` within `limit` bytes, else 0.
fn closing(rest: &str, close: u8, limit: usize) -> usize {
    rest.bytes().take(limit).position(|b| b == close).map_or(0, |n| n + 1)
}

/// "00:12", "1:02:33".
fn is_time(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_digit())
        && text.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count() >= 4
        && text.bytes().take(4).any(|b| b == b':')
}

/// A bare `Q` or `A`, with a colon, a full stop or wide space after it.
fn letter(text: &str, from: usize, end: usize, marked: bool) -> Option<Label> {
    let rest = &text[from..end];
    if !rest.starts_with(['Q', 'A']) {
        return None;
    }
    let after = &rest[1..];
    let closed = after.trim_start_matches(['*', '_', '\\']);
    let marks = after.len() - closed.len();
    let point = closed.starts_with([':', '.']);
    let gap = closed[usize::from(point)..]
        .chars()
        .take_while(|c| c.is_whitespace())
        .fold(0, |n, c| n + if c == ' ' { 1 } else { 2 });
    let empty = closed[usize::from(point)..].trim().is_empty();
    let wide = gap >= 2
        || (marks > 0 && (gap > 0 || empty))
        || (rest.starts_with('Q') && gap == 1 && opens_sentence(closed));
    if !(wide || (point && gap > 0) || empty && rest.starts_with('Q')) {
        return None;
    }
    let stop = from + 1 + if point { marks + 1 } else { 0 };
    Some(Label {
        span: Span::new(from, stop),
        name: Span::new(from, from + 1),
        body: body_start(text, from + 1 + marks + usize::from(point), end),
        style: Style::Letter,
        marked: marked || marks > 0,
    })
}

/// Whether, after one space, a sentence begins (so that "Q Magazine" is hardly meant).
fn opens_sentence(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or_default();
    let starts = first
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '—' | '-' | '(' | '[' | '…' | '.'));
    starts && !words.next().is_some_and(|next| next.starts_with('&'))
}

/// A name before a colon.
fn named(text: &str, from: usize, end: usize, marked: bool) -> Option<Label> {
    let (name_end, colon) = colon(text, from, end)?;
    if text[from..colon].contains("](") {
        return None;
    }
    let name = Span::new(from, name_end).trimmed(text);
    let style = style(name.of(text))?;
    let after = colon + 1;
    let next = text[after..].chars().next();
    if !next.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '*' | '_' | '<' | '\\' | '"' | '“' | '(' | '[' | '—' | '-' | '…')
            || c.is_uppercase()
    }) {
        return None;
    }
    let line_end = text[after..].find('\n').map_or(text.len(), |n| after + n);
    let closed = text[name_end..colon]
        .bytes()
        .chain(text[after..].bytes().take(2))
        .any(|b| matches!(b, b'*' | b'_' | b'<'));
    Some(Label {
        span: Span::new(from, after),
        name,
        body: body_start(text, after, line_end),
        style,
        marked: marked || closed,
    })
}

/// A name before a full stop, as official papers print it: "The President. Good morning."
fn stopped(text: &str, from: usize, end: usize, marked: bool) -> Option<Label> {
    /// Words of such a label, at most.
    const MOST_WORDS: usize = 5;
    let line = &text[from..end];
    let mut stop = 0;
    for word in line.split([' ', '\u{a0}']).take(MOST_WORDS) {
        if !word.starts_with(char::is_uppercase) && !title::is_particle(word) {
            return None;
        }
        stop += word.len();
        let bare = word.trim_end_matches('.');
        let short = title::is_honorific(&bare.to_uppercase()) || bare.chars().count() < 2;
        if bare.len() < word.len() && !short {
            let name = Span::new(from, from + stop - (word.len() - bare.len()));
            let rest = line[stop..].trim_start();
            let speech = |c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"([—-…".contains(c);
            let is_label = rest.starts_with(speech) && is_name_like(name.of(text));
            return is_label.then(|| Label {
                span: Span::new(from, from + stop),
                name,
                body: body_start(text, from + stop, end),
                style: Style::Stopped,
                marked,
            });
        }
        stop += line[stop..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Where the name ends and where its colon is. The line may break inside a label in capitals.
fn colon(text: &str, from: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let limit = (from + LONGEST).min(bytes.len());
    let mut depth = 0u32;
    let mut name_end = None;
    let mut lower = 0;
    for at in from..limit {
        match bytes[at] {
            b'(' | b'[' | b'<' => {
                name_end = name_end.or(Some(at));
                depth += 1;
            }
            b')' | b']' | b'>' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => {
                return Some((name_end.filter(|_| ends_closed(&bytes[from..at])).unwrap_or(at), at));
            }
            b'*' | b'_' | b'\\' => name_end = name_end.or(Some(at)),
            b'?' | b'!' | b';' | b'"' if depth == 0 => return None,
            b'\n' if at >= end && (lower > 2 || at > end) => return None,
            b'a'..=b'z' if depth == 0 => lower += 1,
            _ => {}
        }
    }
    None
}

/// Whether a label's tail is closed by a bracket or a mark, so that what stands there is no part of the name.
fn ends_closed(label: &[u8]) -> bool {
    label.trim_ascii_end().last().is_some_and(|b| matches!(b, b')' | b']' | b'>' | b'*' | b'_' | b'\\'))
}

/// How these words are written, if they can be a speaker's name, office or part.
fn style(name: &str) -> Option<Style> {
    let (mut upper, mut lower, mut letters) = (0, 0, 0);
    for c in name.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        letters += usize::from(c.is_alphabetic());
    }
    let words = name.split_whitespace().count();
    if letters < 2 || words > 14 || name.contains(['/', '=', '@', '$', '%', '“', '”', '—']) {
        return None;
    }
    if upper >= 2 && (lower == 0 || lower * 3 <= upper) {
        return Some(Style::Upper);
    }
    (name.len() <= 90 && words <= 10 && is_name_like(name)).then_some(Style::Title)
}

/// Each word begins with a capital or is a particle; no full stop but of an abbreviation.
fn is_name_like(name: &str) -> bool {
    let mut words = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let Some(last) = words.next_back() else { return false };
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    (capital(last) || last.starts_with('#'))
        && words.all(|word| {
            (capital(word) || title::is_particle(word)) && (!word.ends_with('.') || word.chars().count() <= 5)
        })
}

/// The first byte of the words, after white space, marks, tags and time codes.
fn body_start(text: &str, from: usize, end: usize) -> usize {
    let mut at = from.min(end);
    loop {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else { return at };
        let step = match c {
            '*' | '_' | '\\' => 1,
            '<' if rest.starts_with("</") => closing(rest, b'>', 12),
            '(' | '[' if is_time(&rest[1..]) => closing(rest, if c == '(' { b')' } else { b']' }, 24),
            _ if c.is_whitespace() => c.len_utf8(),
            _ => 0,
        };
        if step == 0 {
            return at;
        }
        at += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&str, &str, Style)> {
        let end = line.find('\n').unwrap_or(line.len());
        let label = at_line(line, 0, end)?;
        Some((label.name.of(line), &line[label.body..], label.style))
    }

    #[test]
    fn labels_in_their_styles() {
        assert_eq!(read("MS. ODUYA:  Good morning."), Some(("MS. ODUYA", "Good morning.", Style::Upper)));
        assert_eq!(read("**THE CHAIR:** Order."), Some(("THE CHAIR", "Order.", Style::Upper)));
        assert_eq!(read("<strong>MR LEE:</strong>\u{a0}Yes."), Some(("MR LEE", "Yes.", Style::Upper)));
        assert_eq!(read("The Chair. Order."), Some(("The Chair", "Order.", Style::Stopped)));
        assert_eq!(read("Mr. Lee. [Inaudible]"), Some(("Mr. Lee", "[Inaudible]", Style::Stopped)));
        assert_eq!(read("Q    And then?"), Some(("Q", "And then?", Style::Letter)));
        assert_eq!(read("*Q*  And then?"), Some(("Q", "And then?", Style::Letter)));
        assert_eq!(read("Q And then?"), Some(("Q", "And then?", Style::Letter)));
        assert_eq!(read("Ana Lund (00:12): Hello."), Some(("Ana Lund", "Hello.", Style::Title)));
        assert_eq!(read("Ana Lund: (00:12) Hello."), Some(("Ana Lund", "Hello.", Style::Title)));
        assert_eq!(read("[00:01:10] LUND: Hello."), Some(("LUND", "Hello.", Style::Upper)));
        assert_eq!(read("(APPLAUSE) LUND: Hello."), Some(("LUND", "Hello.", Style::Upper)));
        assert_eq!(read("SEN. ANA LUND (X-YZ): No."), Some(("SEN. ANA LUND", "No.", Style::Upper)));
        assert_eq!(
            read("ANA LUND (X-YZ), FORMER\nMAYOR: No."),
            Some(("ANA LUND (X-YZ), FORMER\nMAYOR", "No.", Style::Upper))
        );
    }

    #[test]
    fn what_is_no_label() {
        for line in [
            "The bottom line is this: we go.",
            "Q Magazine & others: a list",
            "At 10:30 they came",
            "HTTPS://example.org",
            "A man came",
            "Is it so? Yes: it is",
            "",
        ] {
            assert!(
                !read(line).is_some_and(|(_, _, style)| style == Style::Upper || style == Style::Title),
                "{line}"
            );
        }
        assert_eq!(read("Q & A about the rule"), None);
        assert_eq!(read("A man came"), None);
    }
}
