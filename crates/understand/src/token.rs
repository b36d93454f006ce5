//! The words and signs of a text, with what each can be.

use crate::lexicon::{Class, lexicon};
use text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Letters, with inner apostrophes, hyphens and the stops of abbreviations.
    Word,
    /// Digits first.
    Number,
    /// `'s` after a word: possessive or "is".
    Clitic,
    /// A sign that can open or close a quotation.
    Quote,
    /// `.` `!` `?` `…`
    Stop,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// Any dash that is not inside a word.
    Dash,
    /// `(` `[`
    Open,
    /// `)` `]`
    Close,
    /// One line break.
    Line,
    /// A blank line.
    Paragraph,
    /// Anything else.
    Other,
}

/// A word or sign of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub sign: Sign,
    /// Begins with a capital letter.
    pub capital: bool,
    /// What the word can be.
    pub class: Class,
}

impl Token {
    /// Its place.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Its characters.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }

    /// Whether it is a word of any of these classes.
    pub fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }

    /// Whether it is a word with a capital.
    pub fn is_capital_word(&self) -> bool {
        self.sign == Sign::Word && self.capital
    }

    /// Whether a line ends here.
    pub fn is_break(&self) -> bool {
        matches!(self.sign, Sign::Line | Sign::Paragraph)
    }
}

/// All tokens of a text, in order. White space inside a line, emphasis signs of Markdown and tags are left out.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut scanner =
        Scanner { text, bytes: text.as_bytes(), at: 0, tokens: Vec::with_capacity(text.len() / 5 + 8) };
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.tokens
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'@' => self.word(),
            b'0'..=b'9' => self.number(),
            b' ' | b'\t' | b'*' | b'\\' | b'`' | b'~' | b'^' => self.at += 1,
            b'#' if self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                self.push(Sign::Other, 1)
            }
            b'_' | b'#' | b'>' => self.at += 1,
            b'\n' | b'\r' => self.line_break(),
            b'<' => self.tag(),
            b'-' => self.run(Sign::Dash, b'-'),
            b'.' => self.run(Sign::Stop, b'.'),
            b'\'' if self.bytes.get(self.at + 1) == Some(&b'\'') => self.push(Sign::Quote, 2),
            _ if byte < 0x80 => self.push(ascii_sign(byte), 1),
            _ => self.wide(),
        }
    }

    fn push(&mut self, sign: Sign, length: usize) {
        let start = self.at;
        self.at += length;
        self.tokens.push(Token {
            start: start as u32,
            end: self.at as u32,
            sign,
            capital: false,
            class: Class::NONE,
        });
    }

    fn run(&mut self, sign: Sign, byte: u8) {
        let length = self.bytes[self.at..].iter().take_while(|&&next| next == byte).count();
        self.push(sign, length);
    }

    fn line_break(&mut self) {
        let rest = &self.bytes[self.at..];
        let blank = |byte: &&u8| matches!(**byte, b'\n' | b'\r' | b' ' | b'\t' | b'>');
        let length = rest.iter().take_while(blank).count();
        let lines = memchr::memchr_iter(b'\n', &rest[..length]).count();
        self.push(if lines > 1 { Sign::Paragraph } else { Sign::Line }, length.max(1));
    }

    /// Skips a tag such as `<u>` or `</span>`; a lone `<` is a sign of its own.
    fn tag(&mut self) {
        let rest = &self.bytes[self.at + 1..];
        let opens = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
        let window = &rest[..rest.len().min(80)];
        match memchr::memchr2(b'>', b'\n', window) {
            Some(end) if opens && window[end] == b'>' => self.at += end + 2,
            _ => self.push(Sign::Other, 1),
        }
    }

    fn number(&mut self) {
        let rest = &self.bytes[self.at..];
        let mut length = 1;
        while let Some(byte) = rest.get(length) {
            let inner = matches!(byte, b'.' | b',' | b':' | b'-')
                && rest.get(length + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_alphanumeric() && !inner {
                break;
            }
            length += 1;
        }
        if rest.get(length) == Some(&b'-') && rest.get(length + 1).is_some_and(u8::is_ascii_alphabetic) {
            length += 1; // "26-year-old"
            while rest.get(length).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
                length += 1;
            }
        }
        self.push(Sign::Number, length);
    }

    /// A character beyond ASCII.
    fn wide(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else { return };
        let length = character.len_utf8();
        match character {
            '’' | '‘' if self.text[self.at + length..].starts_with(character) => {
                self.push(Sign::Quote, 2 * length)
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '‛' | '「' | '」' | '『'
            | '』' | '〝' | '〞' | '＂' => self.push(Sign::Quote, length),
            '…' => self.push(Sign::Stop, length),
            '–' | '—' | '―' => self.push(Sign::Dash, length),
            '\u{2028}' => self.push(Sign::Line, length),
            '\u{2029}' => self.push(Sign::Paragraph, length),
            _ if character.is_alphabetic() => self.word(),
            _ if character.is_numeric() => self.push(Sign::Number, length),
            _ if character.is_whitespace() || is_invisible(character) => self.at += length,
            _ => self.push(Sign::Other, length),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let end = word_end(self.text, start);
        if self.text[start..end].starts_with("http") && self.text[end..].starts_with("://") {
            let length = self.text[start..].find(char::is_whitespace).unwrap_or(self.text.len() - start);
            return self.push(Sign::Other, length);
        }
        let (body, clitic) = split_clitic(&self.text[start..end]);
        self.push_word(start, start + body);
        if clitic {
            self.at = start + body;
            self.push(Sign::Clitic, end - self.at);
        }
        self.at = end;
        self.abbreviation(start + body == end);
    }

    fn push_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let first = self.bytes[start];
        let capital = match first {
            byte if byte.is_ascii() => byte.is_ascii_uppercase() || byte == b'@',
            _ => word.chars().next().is_some_and(char::is_uppercase),
        };
        let class = lexicon().class(word);
        self.tokens.push(Token { start: start as u32, end: end as u32, sign: Sign::Word, capital, class });
    }

    /// Takes the stop into an abbreviation or an initial: "Sen.", "J.".
    fn abbreviation(&mut self, whole: bool) {
        if !whole || self.bytes.get(self.at) != Some(&b'.') || self.bytes.get(self.at + 1) == Some(&b'.') {
            return;
        }
        let Some(token) = self.tokens.last_mut() else { return };
        let initial =
            token.capital && token.end - token.start == 1 && self.bytes[token.start as usize] != b'I';
        let dotted = memchr::memchr(b'.', &self.bytes[token.start as usize..token.end as usize]).is_some();
        if initial || dotted || token.is(Class::ABBREVIATION) {
            token.end += 1;
            self.at += 1;
        }
    }
}

fn ascii_sign(byte: u8) -> Sign {
    match byte {
        b'"' | b'\'' => Sign::Quote,
        b'!' | b'?' => Sign::Stop,
        b',' => Sign::Comma,
        b':' => Sign::Colon,
        b';' => Sign::Semicolon,
        b'(' | b'[' => Sign::Open,
        b')' | b']' => Sign::Close,
        _ => Sign::Other,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2060}' | '\u{202a}'..='\u{202e}')
        || (character as u32) < 0xa0
}

/// Where the word that starts at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while !text.is_char_boundary(at) {
        at += 1;
    }
    loop {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_alphanumeric() => at += 1,
            Some(b'\'' | b'-' | b'.' | b'&') => {
                if !joins(bytes, at, bytes[at]) {
                    return at;
                }
                at += 1;
            }
            Some(byte) if !byte.is_ascii() => match wide_word_character(text, at) {
                Some(length) => at += length,
                None => return at,
            },
            _ => return at,
        }
    }
}

/// Whether an apostrophe, hyphen or stop at `at` stands inside a word: "don't", "rock-hard", "U.S".
fn joins(bytes: &[u8], at: usize, sign: u8) -> bool {
    let letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let next = bytes.get(at + 1);
    match sign {
        b'.' => {
            let single = at < 2 || !bytes[at - 2].is_ascii_alphanumeric();
            single
                && next.is_some_and(u8::is_ascii_alphabetic)
                && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic)
        }
        b'-' => {
            letter(next)
                && bytes
                    .get(at + 1)
                    .is_none_or(|byte| byte.is_ascii() || bytes[at + 1] >= 0xc3 && bytes[at + 1] <= 0xdf)
        }
        _ => letter(next) && next.is_some_and(u8::is_ascii),
    }
}

/// Length of the letter, combining mark or inner curly apostrophe at `at`.
fn wide_word_character(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    let character = rest.next()?;
    let inner = match character {
        '’' | 'ʼ' => rest.next().is_some_and(char::is_alphabetic),
        '\u{2010}' | '\u{2011}' => rest.next().is_some_and(char::is_alphanumeric),
        '\u{300}'..='\u{36f}' | '\u{ad}' => true,
        _ => character.is_alphanumeric(),
    };
    inner.then_some(character.len_utf8())
}

/// Length of the word without `'s`, and whether there is one.
fn split_clitic(word: &str) -> (usize, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(body) = word.strip_suffix(ending)
            && !body.is_empty()
        {
            return (body.len(), true);
        }
    }
    (word.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn abbreviations_keep_their_stop_and_words_their_apostrophe() {
        assert_eq!(
            words("Sen. J. Doe didn’t see the U.S. team’s game."),
            ["Sen.", "J.", "Doe", "didn’t", "see", "the", "U.S.", "team", "’s", "game", "."]
        );
    }

    #[test]
    fn emphasis_and_tags_are_no_tokens() {
        assert_eq!(words("**Ann** said <u>_yes_</u>"), ["Ann", "said", "yes"]);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let signs: Vec<_> = tokens("a\nb\r\n\r\nc").iter().map(|token| token.sign).collect();
        assert_eq!(signs, [Sign::Word, Sign::Line, Sign::Word, Sign::Paragraph, Sign::Word]);
    }
}
