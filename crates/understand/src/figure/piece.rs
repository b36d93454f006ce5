//! The words, numbers and signs of one sentence, cut finer than [`crate::token`]: `US$2.8bn` is four pieces.

use text::Span;

use super::number_word::{NumberWord, number_word};
use super::unit;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Digits, with the marks between them.
    Digits(Digits),
    /// Letters, perhaps the name of a number.
    Word(Option<NumberWord>),
    /// Letters and digits grown together, dates, times of day, addresses: "G7", "11:30", "192.168.1.2".
    Name,
    /// Any other character.
    Sign(char),
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// What it says.
    pub value: f64,
    /// Only digits: no point, comma or exponent, so that it may be a year or the number of a thing.
    pub bare: bool,
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Nothing stands between it and the piece before.
    pub glued: bool,
    /// A word with a capital.
    pub capital: bool,
}

impl Piece {
    /// Its place.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// Whether it is a hyphen or a dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Sign('-' | '–' | '—' | '\u{2010}' | '\u{2011}' | '−'))
    }

    /// Whether it is letters.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }

    /// The number that the word names.
    pub fn number_word(&self) -> Option<NumberWord> {
        match self.kind {
            Kind::Word(word) => word,
            _ => None,
        }
    }
}

/// The pieces of a sentence, with its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The pieces.
    pub pieces: &'a [Piece],
}

impl<'a> Sentence<'a> {
    /// The piece there; signed so that looking back needs no care.
    pub fn get(&self, index: usize) -> Option<&'a Piece> {
        self.pieces.get(index)
    }

    /// Its characters; nothing where there is no piece.
    pub fn word(&self, index: usize) -> &'a str {
        self.get(index).map_or("", |piece| piece.span().of(self.text))
    }

    /// The characters of the piece that stands `back` places before `index`.
    pub fn before(&self, index: usize, back: usize) -> &'a str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// Whether the piece is this word, in any case.
    pub fn is(&self, index: usize, word: &str) -> bool {
        self.word(index).eq_ignore_ascii_case(word)
    }

    /// Whether the piece is one of these words, in any case.
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        let own = self.word(index);
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    /// Whether the piece is this sign.
    pub fn is_sign(&self, index: usize, sign: char) -> bool {
        self.get(index).is_some_and(|piece| piece.is_sign(sign))
    }

    /// Whether the piece follows without a space.
    pub fn is_glued(&self, index: usize) -> bool {
        self.get(index).is_some_and(|piece| piece.glued)
    }

    /// Whether a hyphen or dash stands there.
    pub fn is_dash(&self, index: usize) -> bool {
        self.get(index).is_some_and(Piece::is_dash)
    }

    /// A hyphen inside a word or between two numbers: no space on either side.
    pub fn is_hyphen(&self, index: usize) -> bool {
        self.is_dash(index) && self.is_glued(index) && self.is_glued(index + 1)
    }
}

/// Cuts the sentence at `span` into pieces, which replace those in `pieces`.
pub(super) fn cut(text: &str, span: Span, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut cutter = Cutter { text, at: span.start as usize, end: span.end as usize, pieces };
    let mut glued = false;
    while cutter.at < cutter.end {
        glued = cutter.step(glued);
    }
}

struct Cutter<'t, 'p> {
    text: &'t str,
    at: usize,
    end: usize,
    pieces: &'p mut Vec<Piece>,
}

impl Cutter<'_, '_> {
    /// Takes one piece or space; gives whether the next piece is glued to it.
    fn step(&mut self, glued: bool) -> bool {
        let bytes = &self.text.as_bytes()[..self.end];
        let byte = bytes[self.at];
        let point = byte == b'.' && bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b'*' | b'_' | b'`' | b'\\' => {
                self.at += 1;
                false
            }
            b'0'..=b'9' => self.number(glued),
            b'.' if point && !glued => self.number(glued),
            b'<' if tag(&bytes[self.at..]).is_some() => {
                self.at += tag(&bytes[self.at..]).unwrap_or(1);
                false
            }
            b'a'..=b'z' | b'A'..=b'Z' => self.word(glued),
            _ if byte < 0x80 => self.push(Kind::Sign(byte as char), 1, glued),
            _ => self.wide(glued),
        }
    }

    fn push(&mut self, kind: Kind, length: usize, glued: bool) -> bool {
        let start = self.at;
        self.at = start + length;
        let capital = matches!(kind, Kind::Word(_) | Kind::Name)
            && self.text[start..].chars().next().is_some_and(char::is_uppercase);
        self.pieces.push(Piece { start: start as u32, end: self.at as u32, kind, glued, capital });
        true
    }

    fn wide(&mut self, glued: bool) -> bool {
        let Some(character) = self.text[self.at..self.end].chars().next() else {
            self.at = self.end;
            return false;
        };
        if character.is_whitespace() || character.is_control() {
            self.at += character.len_utf8();
            return false;
        }
        if character.is_alphabetic() {
            return self.word(glued);
        }
        self.push(Kind::Sign(character), character.len_utf8(), glued)
    }

    fn word(&mut self, glued: bool) -> bool {
        let rest = &self.text[self.at..self.end];
        let letters = letters(rest);
        let tail = rest[letters..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let previous = if glued { self.pieces.last().map(|piece| piece.kind) } else { None };
        let times = &rest[..letters] == "x" && matches!(previous, Some(Kind::Digits(_)));
        if tail > 0 && !times && !unit::is_currency_prefix(&rest[..letters]) {
            let known = unit::is_symbol(&rest[..letters + tail]);
            let kind = if known { Kind::Word(None) } else { Kind::Name };
            return self.push(kind, letters + tail, glued);
        }
        self.push(Kind::Word(number_word(&rest[..letters])), letters, glued)
    }

    fn number(&mut self, glued: bool) -> bool {
        let bytes = &self.text.as_bytes()[self.at..self.end];
        let (length, digits) = digits(bytes);
        let separator = bytes.get(length).filter(|byte| matches!(byte, b'.' | b':'));
        if separator.is_some() && bytes.get(length + 1).is_some_and(u8::is_ascii_digit) {
            let inner =
                |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-' | b'/');
            let whole = bytes.iter().take_while(inner).count();
            let whole =
                whole - bytes[..whole].iter().rev().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
            return self.push(Kind::Name, whole, glued);
        }
        self.push(Kind::Digits(digits), length, glued)
    }
}

/// Length of a tag such as `<u>`.
fn tag(bytes: &[u8]) -> Option<usize> {
    const LONGEST: usize = 80;
    let opens = bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
    let window = &bytes[..bytes.len().min(LONGEST)];
    let end = memchr::memchr2(b'>', b'\n', window).filter(|&end| window[end] == b'>')?;
    opens.then_some(end + 1)
}

/// Length of the letters that begin `rest`; the points of "U.S." and "p.m." and the raised 2 of "m²" go with them.
fn letters(rest: &str) -> usize {
    let mut end = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let single = at == 1 || at >= 2 && rest.as_bytes()[at - 2] == b'.';
        let pointed = character == '.' && single && next.is_some_and(|next| next.is_ascii_alphabetic())
            || character == '.' && at >= 3 && rest.as_bytes()[at - 2] == b'.';
        let apostrophe = matches!(character, '\'' | '’')
            && next.is_some_and(|next| next.is_ascii_alphabetic() && next != 's');
        if !(character.is_alphabetic() || matches!(character, '²' | '³') || pointed || apostrophe) {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

/// The number at the beginning of `bytes` and its length: `1,307,000`, `12,34,567.89`, `0.5`, `.08`, `1 414 021`, `1e10`.
fn digits(bytes: &[u8]) -> (usize, Digits) {
    let mut value = 0.0;
    let mut length = run(bytes, 0);
    let mut bare = true;
    value = add_digits(value, &bytes[..length]);
    while let Some(group) = group(bytes, length) {
        value = add_digits(value, &bytes[group.clone()]);
        length = group.end;
        bare = false;
    }
    let decimal = match bytes.get(length) {
        Some(b'.') => true,
        Some(b',') => {
            bare && matches!(run(bytes, length + 1), 1 | 2)
                && bytes.get(length + 1 + run(bytes, length + 1)) != Some(&b',')
        }
        _ => false,
    };
    let fraction = run(bytes, length + 1);
    if decimal && fraction > 0 {
        let after = &bytes[length + 1..length + 1 + fraction];
        value = exact(&bytes[..length], after).unwrap_or(value);
        length += 1 + fraction;
        bare = false;
    }
    if let Some((exponent, end)) = exponent(bytes, length) {
        return (end, Digits { value: value * 10f64.powi(exponent), bare: false });
    }
    (length, Digits { value, bare })
}

fn run(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

fn add_digits(value: f64, digits: &[u8]) -> f64 {
    digits.iter().fold(value, |value, digit| value * 10.0 + f64::from(digit - b'0'))
}

/// The number with its decimals, read as a whole so that 0.1 is 0.1; `None` for more digits than matter.
fn exact(whole: &[u8], decimals: &[u8]) -> Option<f64> {
    const LONGEST: usize = 40;
    let mut written = [0u8; LONGEST];
    let mut length = 0;
    let digits = whole.iter().filter(|byte| byte.is_ascii_digit());
    for &byte in digits.chain(b".").chain(decimals) {
        *written.get_mut(length)? = byte;
        length += 1;
    }
    std::str::from_utf8(&written[..length]).ok()?.parse().ok()
}

/// The next group of digits after a comma or a space that parts thousands. Groups of two are Indian: 12,34,567.
fn group(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let before = at - bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (gap, spaced) = match bytes.get(at)? {
        b',' => (1, false),
        b' ' => (1, true),
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => (2, true),
        0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xAF | 0x89)) => {
            (3, true)
        }
        _ => return None,
    };
    let start = at + gap;
    let length = run(bytes, start);
    let end = start + length;
    let short = at - before <= 3;
    let indian = !spaced
        && length == 2
        && at - before <= 2
        && bytes.get(end) == Some(&b',')
        && (run(bytes, end + 1) == 3
            || run(bytes, end + 1) == 2 && bytes.get(end + 3) == Some(&b',') && run(bytes, end + 4) == 3);
    if indian {
        return Some(start..end);
    }
    let plain_space = spaced && gap == 1;
    // "in 40 000 homes", "1 414 021 100"; but two numbers side by side stay two
    let round =
        !plain_space || before > 0 || bytes[start..end].ends_with(b"000") || group_follows(bytes, end);
    (length == 3 && short && round).then_some(start..end)
}

/// Whether a space and three more digits follow.
fn group_follows(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b' ') && run(bytes, at + 1) == 3
}

/// `e10`, `e+14`, `e-1`.
fn exponent(bytes: &[u8], at: usize) -> Option<(i32, usize)> {
    matches!(bytes.get(at)?, b'e' | b'E').then_some(())?;
    let (minus, start) = match bytes.get(at + 1)? {
        b'-' => (true, at + 2),
        b'+' => (false, at + 2),
        _ => (false, at + 1),
    };
    let length = run(bytes, start);
    let end = start + length;
    if !(1..=3).contains(&length) || bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let value = add_digits(0.0, &bytes[start..end]) as i32;
    Some((if minus { -value } else { value }, end))
}
