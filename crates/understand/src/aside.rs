//! What stands inside a turn and was not spoken: "(inaudible)", "[laughter]", struck-out words, time codes, link addresses.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::{memchr, memchr3};
use text::Span;

use crate::finding::{Unspoken, UnspokenKind};

/// Longest bracketed aside looked for, in bytes; keeps the search linear when a bracket never closes.
const LONGEST: usize = 400;

// Words that are missing because nobody could hear or set them down.
const INAUDIBLE: &[&str] = &[
    "inaudible",
    "unintelligible",
    "indistinct",
    "crosstalk",
    "cross talk",
    "cross-talk",
    "off mic",
    "off-mic",
    "off mike",
    "off-mike",
    "no audio",
    "audio drop",
    "audio cut",
    "audio gap",
    "garbled",
    "indiscernible",
    "overlapping",
    "simultaneous",
    "untranslated",
    "no translation",
    "foreign language",
    "no microphone",
    "off-microphone",
];

// Words that somebody left out.
const CUT: &[&str] = &[
    "gap",
    "continued",
    "continues in",
    "in progress",
    "break",
    "omitted",
    "omission",
    "redacted",
    "ends abruptly",
    "missing",
    "incomplete",
    "cut off",
    "recording stop",
    "recording end",
    "recording begin",
    "recording paus",
    "transcript begins",
    "transcript ends",
    "transcript start",
    "portion",
    "skipped",
    "technical difficult",
    "feed lost",
    "...",
    "…",
    "—",
    "audio begins",
    "audio ends",
    "not transcribed",
    "interrupt",
    "removed",
    "deleted",
    "withheld",
    "truncated",
    "abridged",
    "elided",
    "elision",
    "illegible",
    "left out",
    "cut out",
    "cuts out",
    "edited out",
    "unavailable",
    "not available",
    "not included",
];

// Sounds, stage directions and remarks on the manner of speaking.
const NOISE: &[&str] = &[
    "applau",
    "laugh",
    "cheer",
    "boo",
    "music",
    "chant",
    "gasp",
    "sigh",
    "cough",
    "pause",
    "silence",
    "bell",
    "gavel",
    "whistl",
    "snap",
    "clap",
    "sing",
    "song",
    "hum",
    "video",
    "audio",
    "nod",
    "gestur",
    "point",
    "kiss",
    "hug",
    "ring",
    "interpret",
    "translat",
    "in english",
    "in spanish",
    "sic",
    "ph",
    "sp",
    "toast",
    "moment",
    "cry",
    "tear",
    "phonetic",
    "sneez",
    "groan",
    "clears",
    "indicat",
    "begin",
    "end",
    "start",
    "standing",
    "imitat",
    "mimic",
    "mouth",
    "whisper",
    "shout",
    "yell",
    "scream",
    "read",
    "playing",
    "played",
    "noise",
    "reaction",
    "display",
    "holds up",
    "recess",
];

/// All unspoken stretches of `span`, in order.
pub(crate) fn unspoken(text: &str, span: Span) -> Vec<Unspoken> {
    let bytes = text.as_bytes();
    let (mut at, end) = (span.start as usize, span.end as usize);
    let mut found = Vec::new();
    let mut tag = next_struck_tag(text, at, end);
    while let Some(offset) = memchr3(b'(', b'[', b'~', &bytes[at..end]) {
        let open = at + offset;
        if let Some(struck) = tag.filter(|struck| (struck.start as usize) < open) {
            found.push(Unspoken { span: struck, kind: UnspokenKind::Struck });
            at = struck.end as usize;
            tag = next_struck_tag(text, at, end);
            continue;
        }
        at = match aside(text, open, end) {
            Some((unspoken, next)) => {
                found.extend(unspoken);
                next
            }
            None => open + 1,
        };
        if tag.is_some_and(|struck| (struck.start as usize) < at) {
            tag = next_struck_tag(text, at, end);
        }
    }
    while let Some(struck) = tag {
        found.push(Unspoken { span: struck, kind: UnspokenKind::Struck });
        tag = next_struck_tag(text, struck.end as usize, end);
    }
    found
}

/// The aside that opens at `open`, and where to go on.
fn aside(text: &str, open: usize, end: usize) -> Option<(Option<Unspoken>, usize)> {
    let bytes = text.as_bytes();
    let (mut found, next) = match bytes[open] {
        b'~' => struck(text, open, end)?,
        b'(' => {
            let close = close(bytes, open, end, b')')?;
            let kind = of_parentheses(text, open, close);
            (kind.map(|kind| Unspoken { span: Span::new(open, close + 1), kind }), close + 1)
        }
        _ => bracket(text, open, end)?,
    };
    if let Some(unspoken) = &mut found
        && lacks_nothing(&text[open + 1..next - 1], &text[next..end])
    {
        unspoken.kind = UnspokenKind::Noise;
    }
    Some((found, next))
}

/// Whether no words are missing, by what follows a sign: "(OFF-MIKE) Thank you", whose words were heard; "(BREAK)" after which
/// the broadcast goes on with a new sentence.
fn lacks_nothing(sign: &str, follows: &str) -> bool {
    let begins = |start: &str| sign.get(..start.len()).is_some_and(|sign| sign.eq_ignore_ascii_case(start));
    let next = || follows.trim_start().chars().next();
    if begins("off") {
        let same_line = follows.trim_start_matches(' ').chars().next();
        return same_line.is_some_and(char::is_alphanumeric);
    }
    sign.eq_ignore_ascii_case("break") && next().is_none_or(char::is_uppercase)
}

/// The closing byte that matches the one at `open`; nesting is followed.
fn close(bytes: &[u8], open: usize, end: usize, closing: u8) -> Option<usize> {
    let opening = bytes[open];
    let mut depth = 0;
    for (offset, &byte) in bytes[open..end.min(open + LONGEST)].iter().enumerate() {
        if byte == opening {
            depth += 1;
        } else if byte == closing {
            depth -= 1;
            if depth == 0 {
                return Some(open + offset);
            }
        }
    }
    None
}

/// `~~struck out~~`.
fn struck(text: &str, open: usize, end: usize) -> Option<(Option<Unspoken>, usize)> {
    let rest = text.as_bytes()[open..end.min(open + 4 * LONGEST)].strip_prefix(b"~~")?;
    let close = memchr::memmem::find(rest, b"~~")?;
    let span = Span::new(open, open + close + 4);
    Some((Some(Unspoken { span, kind: UnspokenKind::Struck }), span.end as usize))
}

/// `[…]`: a transcriber's words, or a link whose words are spoken and whose address is not.
fn bracket(text: &str, open: usize, end: usize) -> Option<(Option<Unspoken>, usize)> {
    let bytes = text.as_bytes();
    let shut = close(bytes, open, end, b']')?;
    if bytes.get(shut + 1) == Some(&b'(') {
        let stop = close(bytes, shut + 1, end, b')')? + 1;
        return Some((Some(Unspoken { span: Span::new(shut, stop), kind: UnspokenKind::Furniture }), stop));
    }
    let start = open - usize::from(open > 0 && bytes[open - 1] == b'\\');
    let inner = text[open + 1..shut].trim_end_matches('\\');
    let kind =
        if inner.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.') && !inner.starts_with('.') {
            UnspokenKind::Furniture
        } else {
            of_words(inner).unwrap_or(UnspokenKind::Inserted)
        };
    Some((Some(Unspoken { span: Span::new(start, shut + 1), kind }), shut + 1))
}

/// What these parentheses hold, if it was not spoken.
fn of_parentheses(text: &str, open: usize, close: usize) -> Option<UnspokenKind> {
    let inner = text[open + 1..close].trim();
    if !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit() || b == b':') && inner.contains(':') {
        return Some(UnspokenKind::Furniture);
    }
    // Words that belong to a sentence may be spoken: "(they are missing from every one of the lists)".
    let sentence = inner.starts_with(char::is_lowercase) && inner.split_whitespace().count() > 6;
    if let Some(kind) = of_words(inner).filter(|kind| *kind == UnspokenKind::Inaudible || !sentence) {
        return Some(kind);
    }
    let shouted = inner.chars().any(char::is_uppercase)
        && !inner.chars().any(char::is_lowercase)
        && inner.contains(' ');
    let stage = inner.chars().next().is_some_and(char::is_uppercase)
        && inner.ends_with(['.', '!', '—', '-'])
        && inner.contains(' ');
    (shouted || stage).then_some(UnspokenKind::Noise)
}

/// All words of the lists above, INAUDIBLE first, then CUT, then NOISE.
static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = INAUDIBLE.iter().chain(CUT).chain(NOISE);
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("fixed words")
});

/// Longest noise, in bytes: a longer aside is told by its form only.
const LONGEST_NOISE: usize = 60;

/// The kind that the words of an aside name: that of the first list which has one of them.
fn of_words(inner: &str) -> Option<UnspokenKind> {
    if speaks_otherwise(inner) {
        return Some(UnspokenKind::Inaudible);
    }
    // "(COMMERCIAL BREAK)": the broadcast paused, no words are missing
    if inner.as_bytes().get(..10).is_some_and(|start| start.eq_ignore_ascii_case(b"commercial")) {
        return Some(UnspokenKind::Noise);
    }
    let first = WORDS
        .find_overlapping_iter(inner)
        .filter(|found| {
            found.pattern().as_usize() < INAUDIBLE.len() || is_begin(inner, found.start(), found.end())
        })
        .map(|found| found.pattern().as_usize())
        .min()?;
    if first < INAUDIBLE.len() {
        Some(UnspokenKind::Inaudible)
    } else if first < INAUDIBLE.len() + CUT.len() {
        Some(UnspokenKind::Cut)
    } else {
        (inner.len() <= LONGEST_NOISE).then_some(UnspokenKind::Noise)
    }
}

/// "Speaks Danish.", "speaking in Danish": words in another language that are not set down.
fn speaks_otherwise(inner: &str) -> bool {
    let mut words = inner.split_whitespace();
    let speaks = words.any(|word| ["speaks", "speaking"].iter().any(|verb| word.eq_ignore_ascii_case(verb)));
    let next = words.find(|word| !word.eq_ignore_ascii_case("in"));
    speaks && next.is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether a word begins with the stretch; short ones ("ph", "sic") must be the whole word.
fn is_begin(inner: &str, start: usize, end: usize) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let bytes = inner.as_bytes();
    let open = start == 0 || !letter(bytes.get(start - 1));
    open && (end - start > 3 || !letter(bytes.get(end)))
}

/// The next `<s>…</s>`, `<strike>…`, `<del>…` from byte `from`.
fn next_struck_tag(text: &str, from: usize, end: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(offset) = memchr(b'<', &bytes[at..end]) {
        let open = at + offset;
        for (tag, shut) in [("<s>", "</s>"), ("<strike>", "</strike>"), ("<del>", "</del>")] {
            if bytes[open..end].starts_with(tag.as_bytes()) {
                let rest = &bytes[open..end.min(open + 4 * LONGEST)];
                if let Some(close) = memchr::memmem::find(rest, shut.as_bytes()) {
                    return Some(Span::new(open, open + close + shut.len()));
                }
            }
        }
        at = open + 1;
    }
    None
}

/// Whether nothing but asides and punctuation stands in the span.
pub(crate) fn is_silent(text: &str, span: Span, unspoken: &[Unspoken]) -> bool {
    if is_bracketed(span.of(text)) {
        return true; // "(AUDIENCE)"
    }
    let mut at = span.start as usize;
    let silent = |from: usize, to: usize| !text[from..to.max(from)].chars().any(char::is_alphanumeric);
    for aside in unspoken {
        if !silent(at, aside.span.start as usize) {
            return false;
        }
        at = aside.span.end as usize;
    }
    silent(at, span.end as usize)
}

/// Whether one pair of brackets holds all these words.
fn is_bracketed(words: &str) -> bool {
    let inner = words.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains(['(', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use UnspokenKind::*;

    fn all(text: &str) -> Vec<(&str, UnspokenKind)> {
        unspoken(text, Span::new(0, text.len())).into_iter().map(|u| (u.span.of(text), u.kind)).collect()
    }

    #[test]
    fn kinds_of_asides() {
        assert_eq!(
            all("Well, (inaudible) it (Laughter.) was [gap] (and I mean it) good [sic]. (APPLAUSE)"),
            [
                ("(inaudible)", Inaudible),
                ("(Laughter.)", Noise),
                ("[gap]", Cut),
                ("[sic]", Noise),
                ("(APPLAUSE)", Noise)
            ]
        );
        assert_eq!(
            all("We spent ~~millions~~ \\[billions\\] then."),
            [("~~millions~~", Struck), ("\\[billions\\]", Inserted)]
        );
        assert_eq!(
            all("a <s>b</s> c (The bill is signed.) d <del>e</del>"),
            [("<s>b</s>", Struck), ("(The bill is signed.)", Noise), ("<del>e</del>", Struck)]
        );
        assert_eq!(
            all("see [our plan](https://example.org/a) [00:12:01]"),
            [("](https://example.org/a)", Furniture), ("[00:12:01]", Furniture)]
        );
        assert_eq!(all("(Speaks Danish.) (speaks with a lisp)"), [("(Speaks Danish.)", Inaudible)]);
        assert_eq!(all("It (which they read to us on that day in May) is."), []);
        assert_eq!(all("That (continued in part two)"), [("(continued in part two)", Cut)]);
        assert_eq!(all("(OFF-MIKE) Thanks. (OFF-MIKE)"), [("(OFF-MIKE)", Noise), ("(OFF-MIKE)", Inaudible)]);
        assert_eq!(
            all("Wait. (BREAK) -- as I said. (BREAK)\n\nWelcome"),
            [("(BREAK)", Cut), ("(BREAK)", Noise)]
        );
    }

    #[test]
    fn unclosed_and_nested_brackets_end() {
        assert!(all(&"(".repeat(5000)).is_empty());
        assert!(all(&"[a".repeat(5000)).is_empty());
        assert_eq!(all("((laughs))"), [("((laughs))", Noise)]);
    }

    #[test]
    fn only_asides() {
        let text = "(Applause.) —";
        assert!(is_silent(text, Span::new(0, text.len()), &unspoken(text, Span::new(0, text.len()))));
        let text = "(Applause.) Yes";
        assert!(!is_silent(text, Span::new(0, text.len()), &unspoken(text, Span::new(0, text.len()))));
    }
}
