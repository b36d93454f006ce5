//! Paragraphs, and the sentences around quotations: in a frame, words between marks count as one thing.

use std::ops::Range;

use crate::lexicon::Class;
use crate::mark::Marked;
use crate::token::{Sign, Token};

/// A token outside marks, or marked words (an index).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Index of a token.
    Token(u32),
    /// Index of marked words.
    Marked(u32),
}

/// The items of a document and the sentences they make.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    /// All tokens outside marks and all marked words, line breaks left out.
    pub items: Vec<Item>,
    /// Sentences as ranges of items, in order.
    pub frames: Vec<Frame>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Its items.
    pub items: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: usize,
}

/// Paragraphs as ranges of tokens, breaks not included. In hard-wrapped text only blank lines part them.
pub(crate) fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let wrapped = is_hard_wrapped(text, tokens);
    let ends = |token: &Token| token.sign == Sign::Paragraph || (token.sign == Sign::Line && !wrapped);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        if ends(token) {
            if start < index {
                paragraphs.push(start..index);
            }
            start = index + 1;
        }
    }
    if start < tokens.len() {
        paragraphs.push(start..tokens.len());
    }
    paragraphs
}

/// Whether single line breaks stand in mid-sentence: more than a third of them come before a small letter.
fn is_hard_wrapped(text: &str, tokens: &[Token]) -> bool {
    let (mut lines, mut inner) = (0usize, 0usize);
    for pair in tokens.windows(2).filter(|pair| pair[0].sign == Sign::Line) {
        lines += 1;
        let first = text[pair[1].start as usize..].chars().next();
        inner += usize::from(first.is_some_and(char::is_lowercase));
    }
    inner * 3 > lines
}

/// Cuts the document into sentences around marked words.
pub(crate) fn frames(text: &str, tokens: &[Token], paragraphs: &[Range<usize>], marked: &[Marked]) -> Frames {
    let mut cutter = Cutter { text, tokens, marked, frames: Frames::default() };
    let mut next = 0;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let start = cutter.frames.items.len();
        let mut at = paragraph.start;
        while at < paragraph.end {
            if next < marked.len() && marked[next].open <= at {
                cutter.frames.items.push(Item::Marked(next as u32));
                at = marked[next].close.max(at + 1);
                next += 1;
                continue;
            }
            if !tokens[at].is_break() {
                cutter.frames.items.push(Item::Token(at as u32));
            }
            at += 1;
        }
        cutter.cut(start, number);
    }
    cutter.frames
}

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    marked: &'a [Marked],
    frames: Frames,
}

impl Cutter<'_> {
    /// Cuts the items from `start` on, one paragraph.
    fn cut(&mut self, start: usize, paragraph: usize) {
        let end = self.frames.items.len();
        let mut from = start;
        for index in start..end {
            if index + 1 < end && self.ends_sentence(index, end) {
                self.frames.frames.push(Frame { items: from..index + 1, paragraph });
                from = index + 1;
            }
        }
        if from < end {
            self.frames.frames.push(Frame { items: from..end, paragraph });
        }
    }

    fn token(&self, index: usize) -> Option<&Token> {
        match self.frames.items.get(index)? {
            Item::Token(token) => Some(&self.tokens[*token as usize]),
            Item::Marked(_) => None,
        }
    }

    fn ends_sentence(&self, index: usize, end: usize) -> bool {
        match self.frames.items[index] {
            Item::Token(token) => {
                let stop = self.tokens[token as usize].sign == Sign::Stop;
                stop && self.begins_sentence(index + 1)
            }
            Item::Marked(marked) => self.ends_with_stop(marked) && self.begins_after_marks(index + 1, end),
        }
    }

    /// Whether the marked words end with a full stop, question or exclamation mark.
    fn ends_with_stop(&self, marked: u32) -> bool {
        let words = self.marked[marked as usize].span.of(self.text);
        words.trim_end_matches(['’', '\'', '”', ')', ' ', '*', '_']).ends_with(['.', '!', '?', '…'])
    }

    fn begins_sentence(&self, index: usize) -> bool {
        self.token(index).is_none_or(|next| {
            next.capital || matches!(next.sign, Sign::Number | Sign::Open | Sign::Quote | Sign::Dash)
        })
    }

    /// After “Really?” a sentence begins, unless the attribution follows: "Doe asked".
    fn begins_after_marks(&self, index: usize, end: usize) -> bool {
        let Some(next) = self.token(index) else { return true };
        match next.sign {
            Sign::Word if !next.capital || next.of(self.text).starts_with('@') => false,
            Sign::Word => !self.is_attribution(index, end),
            Sign::Dash => self.is_label(index, end),
            Sign::Comma | Sign::Semicolon | Sign::Open | Sign::Close | Sign::Clitic => false,
            Sign::Stop => false,
            _ => true,
        }
    }

    /// After a dash a list goes on with the next label: "- Jane Doe: “…”".
    fn is_label(&self, index: usize, end: usize) -> bool {
        const LONGEST: usize = 16;
        let colon = (index..end.min(index + LONGEST))
            .find(|&at| self.token(at).is_none_or(|token| token.sign == Sign::Colon));
        colon.is_some_and(|at| self.token(at).is_some())
    }

    /// A short "Name cue" or "cue name" that reports nothing of its own.
    fn is_attribution(&self, index: usize, end: usize) -> bool {
        const LONGEST: usize = 16;
        let window = index..end.min(index + LONGEST);
        let mut cue = None;
        for at in window {
            match self.token(at) {
                Some(token) if token.sign == Sign::Stop || token.sign == Sign::Colon => break,
                Some(token) if token.is(Class::CUE) && token.is(Class::FINITE) => {
                    cue = Some(at);
                    break;
                }
                Some(_) => {}
                None => break,
            }
        }
        cue.is_some_and(|cue| cue > index && self.reports_nothing(cue + 1, end))
    }

    /// After the cue comes the end, a comma or a preposition, not a clause or other marked words.
    fn reports_nothing(&self, index: usize, end: usize) -> bool {
        if index >= end {
            return true;
        }
        let Some(next) = self.token(index) else { return false };
        let comma_then_marks = next.sign == Sign::Comma && index + 1 < end && self.token(index + 1).is_none();
        match next.sign {
            Sign::Stop => true,
            Sign::Comma => !comma_then_marks || self.ends_lower(index + 1),
            Sign::Word => {
                next.is(Class::PREPOSITION | Class::ADVERB | Class::CALENDAR | Class::OBJECT) || next.capital
            }
            _ => false,
        }
    }

    /// Whether marked words begin with a small letter: they go on with what was broken.
    fn ends_lower(&self, index: usize) -> bool {
        match self.frames.items[index] {
            Item::Marked(marked) => {
                let first = self.marked[marked as usize].span.of(self.text).chars().next();
                first.is_some_and(char::is_lowercase)
            }
            Item::Token(_) => false,
        }
    }
}
