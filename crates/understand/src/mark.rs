//! Quotation marks: which opens, which closes, and the words between.

use text::{Problem, Span};

use crate::token::{Sign, Token};

/// Words between marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The words, marks not included.
    pub span: Span,
    /// Token of the opening mark, or the first token if none opens.
    pub open: usize,
    /// One past the token of the closing mark, or past the last token if none closes.
    pub close: usize,
    /// What the marks are like.
    pub state: State,
    /// The marked words (index) whose next paragraph this is.
    pub continues: Option<usize>,
    /// Single marks, which also stand around terms.
    pub single: bool,
}

/// Whether both marks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Opened and closed.
    Whole,
    /// Ends with its paragraph; the next opens again.
    Continued,
    /// Never closed.
    Unclosed,
    /// Never opened.
    Unopened,
}

/// Which way a mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// A sign with the way it faces.
#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    side: Side,
    /// First token of its paragraph.
    leads: bool,
}

/// What stands between the marks of a document.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// In order, not overlapping: a quotation inside a quotation belongs to the outer.
    pub outer: Vec<Marked>,
    /// Those inside others, in order.
    pub inner: Vec<Marked>,
    /// Marks that are broken.
    pub problems: Vec<Problem>,
}

/// Finds what stands between marks.
pub(crate) fn marked(text: &str, tokens: &[Token], paragraphs: &[std::ops::Range<usize>]) -> Marks {
    let mut pairing = Pairing {
        text,
        tokens,
        outward: guillemets_point_outward(text, tokens),
        found: Vec::new(),
        inner: Vec::new(),
        problems: Vec::new(),
    };
    let british = pairing.singles_are_primary(paragraphs);
    for paragraph in paragraphs {
        if british {
            pairing.singles(paragraph.clone());
        } else {
            pairing.doubles(paragraph.clone());
        }
    }
    pairing.link_paragraphs();
    if british {
        pairing.fill_gaps(paragraphs, Pairing::doubles);
    } else {
        pairing.fill_gaps(paragraphs, Pairing::singles);
    }
    pairing.report();
    pairing.singles_inside();
    Marks { outer: pairing.found, inner: pairing.inner, problems: pairing.problems }
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// «so» as in French, not »so« as in German books.
    outward: bool,
    found: Vec<Marked>,
    inner: Vec<Marked>,
    problems: Vec<Problem>,
}

impl Pairing<'_> {
    fn character(&self, token: usize) -> char {
        self.tokens[token].of(self.text).chars().next().unwrap_or(' ')
    }

    fn before(&self, token: usize) -> char {
        let mut back = self.text[..self.tokens[token].start as usize].chars().rev();
        back.find(|c| !matches!(c, '*' | '_' | '\\')).unwrap_or('\n')
    }

    fn after(&self, token: usize) -> char {
        let mut ahead = self.text[self.tokens[token].end as usize..].chars();
        ahead.find(|c| !matches!(c, '*' | '_' | '\\')).unwrap_or('\n')
    }

    /// Which way the spaces around a mark say that it faces.
    fn flank(&self, token: usize) -> Side {
        let (before, after) = (self.before(token), self.after(token));
        let opens = before.is_whitespace()
            || matches!(before, '(' | '[' | '—' | '–' | '-' | '/' | '>' | ':' | '¿' | '¡');
        let closes = after.is_whitespace()
            || matches!(
                after,
                ')' | ']' | ',' | '.' | ';' | ':' | '!' | '?' | '—' | '–' | '-' | '/' | '<' | '’' | '\''
            );
        match (opens, closes) {
            (true, false) => Side::Open,
            (false, true) => Side::Close,
            (true, true)
                if before.is_whitespace() && !after.is_whitespace() && after != ',' && after != '.' =>
            {
                Side::Open
            }
            _ => Side::Either,
        }
    }

    /// The way a double mark faces; `None` for other signs.
    fn double_side(&self, token: usize) -> Option<Side> {
        let flank = self.flank(token);
        match self.character(token) {
            _ if self.is_doubled(token) => Some(flank),
            '"' | '＂' => Some(flank),
            '“' => Some(if flank == Side::Close && self.before(token) != '\n' {
                Side::Either
            } else {
                Side::Open
            }),
            '”' | '〞' => Some(if flank == Side::Open { Side::Either } else { Side::Close }),
            '„' | '‟' | '〝' | '「' | '『' => Some(Side::Open),
            '」' | '』' => Some(Side::Close),
            '«' | '‹' => Some(if self.outward { Side::Open } else { Side::Close }),
            '»' | '›' => Some(if self.outward { Side::Close } else { Side::Open }),
            _ => None,
        }
    }

    /// The way a single mark faces; `None` for apostrophes.
    fn single_side(&self, token: usize) -> Option<Side> {
        let (character, before, after) = (self.character(token), self.before(token), self.after(token));
        let free = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | ',');
        match character {
            _ if self.is_doubled(token) => None,
            '‘' | '‚' | '‛' if after.is_alphanumeric() || after == '[' => Some(Side::Open),
            '\'' if free && after.is_alphabetic() && !self.elided(token) => Some(Side::Open),
            '\'' | '’' if !before.is_whitespace() && !after.is_alphanumeric() => Some(Side::Close),
            _ => None,
        }
    }

    /// Two single marks that stand for a double one: ''so''.
    fn is_doubled(&self, token: usize) -> bool {
        let sign = self.tokens[token].of(self.text);
        sign.len() > 1 && sign.chars().count() == 2
    }

    /// "'em", "'tis", "'90s": an apostrophe for letters left out.
    fn elided(&self, token: usize) -> bool {
        let next = self.tokens.get(token + 1).map(|next| next.of(self.text)).unwrap_or_default();
        ["em", "tis", "twas", "til", "till", "cause", "n", "round", "bout"]
            .iter()
            .any(|word| next.eq_ignore_ascii_case(word))
    }

    fn marks(&self, range: std::ops::Range<usize>, side: impl Fn(&Self, usize) -> Option<Side>) -> Vec<Mark> {
        let first = range.start;
        let quotes = range.filter(|&token| self.tokens[token].sign == Sign::Quote);
        quotes
            .filter_map(|token| side(self, token).map(|side| Mark { token, side, leads: token == first }))
            .collect()
    }

    /// Pairs the double marks of one paragraph.
    fn doubles(&mut self, range: std::ops::Range<usize>) {
        let marks = self.marks(range.clone(), Self::double_side);
        let mut open: Option<usize> = None;
        let mut index = 0;
        while index < marks.len() {
            let mark = marks[index];
            match (open, self.facing(&marks, index, open)) {
                (None, Side::Close) => self.unopened(range.start, mark.token),
                (None, _) => open = Some(index),
                (Some(first), Side::Open) => {
                    if nests(&marks[index + 1..]) {
                        self.push_inner(mark.token, marks[index + 1].token + 1);
                        index += 1; // its own closing mark
                    } else if self.restarts(marks[first].token, mark.token) {
                        self.push(marks[first].token, mark.token, State::Unclosed);
                        open = Some(index);
                    }
                }
                (Some(first), _) => {
                    self.push(marks[first].token, mark.token + 1, State::Whole);
                    open = None;
                }
            }
            index += 1;
        }
        if let Some(first) = open {
            self.push(marks[first].token, range.end, State::Unclosed);
        }
    }

    /// The way a mark faces given what stands open: a German “ closes what „ opened, a mark that could be either
    /// closes if something is open.
    fn facing(&self, marks: &[Mark], index: usize, open: Option<usize>) -> Side {
        let mark = marks[index];
        let low = open.is_some_and(|open| matches!(self.character(marks[open].token), '„' | '‚' | '‟'));
        match mark.side {
            Side::Open if low && self.character(mark.token) == '“' => Side::Close,
            Side::Either if open.is_some() && !mark.leads => Side::Close,
            Side::Either => Side::Open,
            side => side,
        }
    }

    /// Whether a second opening mark begins another quotation (the first was never closed) or repeats the first.
    fn restarts(&self, first: usize, second: usize) -> bool {
        use crate::lexicon::Class;
        let between = &self.tokens[first + 1..second];
        let tail = &between[between.len().saturating_sub(4)..];
        let mut words =
            tail.iter().rev().skip_while(|token| token.sign != Sign::Word && token.sign != Sign::Stop);
        let stop = tail.last().is_some_and(|token| token.sign == Sign::Stop);
        stop || words.next().is_some_and(|word| word.is(Class::CUE) && word.is(Class::FINITE | Class::ING))
    }

    fn push(&mut self, open: usize, close: usize, state: State) {
        let start = match state {
            State::Unopened => self.tokens[open].start,
            _ => self.tokens[open].end,
        };
        let last = &self.tokens[close - 1];
        let end = match state {
            State::Unclosed | State::Continued => last.end,
            _ => last.start,
        };
        if start >= end {
            return;
        }
        let span = Span { start, end }.trimmed(self.text);
        if !span.is_empty() {
            let single = matches!(self.character(open), '\'' | '‘' | '‚' | '‛') && !self.is_doubled(open);
            self.found.push(Marked { span, open, close, state, continues: None, single });
        }
    }

    fn push_inner(&mut self, open: usize, close: usize) {
        let before = self.found.len();
        self.push(open, close, State::Whole);
        let inner = self.found.drain(before..);
        self.inner.extend(inner);
    }

    /// Finds single marks inside double ones.
    fn singles_inside(&mut self) {
        let found = std::mem::take(&mut self.found);
        self.inner.sort_by_key(|marked| marked.open);
        let mut next = 0;
        for outer in found.iter().filter(|outer| !outer.single) {
            while self.inner.get(next).is_some_and(|inner| inner.open < outer.open) {
                next += 1;
            }
            let nested = self.inner.get(next).is_some_and(|inner| inner.close <= outer.close);
            if !nested && outer.open + 1 < outer.close {
                self.singles(outer.open + 1..outer.close - 1);
            }
        }
        let singles = std::mem::replace(&mut self.found, found);
        self.inner.extend(singles);
        self.inner.sort_by_key(|marked| marked.span.start);
    }

    /// A closing mark that nothing opened. Where words in marks end just before, the sentence runs on from there.
    fn unopened(&mut self, paragraph: usize, token: usize) {
        let previous = self.found.last().filter(|marked| marked.open >= paragraph).map(|marked| marked.close);
        let runs_on = previous.is_some_and(|close| {
            let words = &self.tokens[close..token];
            words.len() > 3 && words[0].sign == Sign::Word && !words[0].capital
        });
        match previous {
            Some(close) if runs_on => self.push(close, token + 1, State::Unopened),
            _ if self.before(token).is_ascii_digit() => {}
            _ => self.problems.push(Problem::at(
                "unopened-quotation",
                "A closing quotation mark without an opening one; its words are not taken for a quotation.",
                self.tokens[token].span(),
            )),
        }
    }

    /// Pairs the single marks of one paragraph (or of a gap between double marks).
    fn singles(&mut self, range: std::ops::Range<usize>) {
        let marks = self.marks(range, Self::single_side);
        let mut index = 0;
        while index < marks.len() {
            let close = (marks[index].side == Side::Open).then(|| self.single_close(&marks, index)).flatten();
            match close {
                Some(close) => {
                    self.push(marks[index].token, marks[close].token + 1, State::Whole);
                    index = close + 1;
                }
                None => index += 1,
            }
        }
    }

    /// The closing mark of a single opening one: the first after punctuation, else the first that can be no possessive.
    fn single_close(&self, marks: &[Mark], open: usize) -> Option<usize> {
        const LONGEST: usize = 64;
        let later = open + 1..marks.len().min(open + 1 + LONGEST);
        let reopened = later.clone().find(|&index| marks[index].side == Side::Open).unwrap_or(later.end);
        let mut closing = (later.start..reopened).filter(|&index| marks[index].side == Side::Close);
        let after_punctuation =
            |index: &usize| matches!(self.before(marks[*index].token), '.' | ',' | '!' | '?' | '…' | ';');
        let possessive =
            |index: &usize| self.before(marks[*index].token) == 's' && self.after(marks[*index].token) == ' ';
        closing
            .clone()
            .find(|index| after_punctuation(index) || !possessive(index))
            .or_else(|| closing.next())
    }

    /// Whether the document marks speech with single marks, as British papers do.
    fn singles_are_primary(&self, paragraphs: &[std::ops::Range<usize>]) -> bool {
        let signs = || {
            paragraphs
                .iter()
                .flat_map(|range| range.clone())
                .filter(|&token| self.tokens[token].sign == Sign::Quote)
        };
        let doubles = signs().filter(|&token| self.double_side(token).is_some()).count();
        let ends_speech = |token: &usize| {
            self.single_side(*token) == Some(Side::Close)
                && matches!(self.before(*token), ',' | '.' | '?' | '!')
        };
        let singles = signs().filter(ends_speech).count();
        singles > 1 && singles * 2 > doubles
    }

    /// Looks for the other kind of mark outside what has been found.
    fn fill_gaps(
        &mut self,
        paragraphs: &[std::ops::Range<usize>],
        pair: fn(&mut Self, std::ops::Range<usize>),
    ) {
        let found = std::mem::take(&mut self.found);
        let mut next = 0;
        for paragraph in paragraphs {
            let mut from = paragraph.start;
            while next < found.len() && found[next].open < paragraph.end {
                pair(self, from..found[next].open.max(from));
                from = found[next].close.max(from);
                next += 1;
            }
            pair(self, from.min(paragraph.end)..paragraph.end);
        }
        let shift: Vec<usize> = order(&found, &self.found);
        let mut all = std::mem::take(&mut self.found);
        for mut marked in found {
            marked.continues = marked.continues.map(|index| shift[index]);
            all.push(marked);
        }
        all.sort_by_key(|marked| marked.span.start);
        self.found = all;
    }

    /// Paragraphs that each open and only the last closes.
    fn link_paragraphs(&mut self) {
        for index in 0..self.found.len().saturating_sub(1) {
            let (this, next) = (&self.found[index], &self.found[index + 1]);
            let gap = &self.tokens[this.close.min(next.open)..next.open];
            let adjacent =
                gap.iter().filter(|token| token.is_break()).count() == 1 && gap.iter().all(Token::is_break);
            let same = self.character(this.open) == self.character(next.open);
            if this.state == State::Unclosed && adjacent && same {
                self.found[index].state = State::Continued;
                self.found[index + 1].continues = Some(index);
            }
        }
    }

    fn report(&mut self) {
        for marked in &self.found {
            let (code, message) = match marked.state {
                State::Unclosed => (
                    "unclosed-quotation",
                    "A quotation that is never closed; it is taken to end with its paragraph.",
                ),
                State::Unopened => (
                    "unopened-quotation",
                    "A quotation that never opens; it is taken to begin where the one before it ends.",
                ),
                State::Whole | State::Continued => continue,
            };
            self.problems.push(Problem::at(code, message, marked.span));
        }
        self.problems.sort_by_key(|problem| problem.span);
    }
}

/// Whether an opening mark inside a quotation is closed for itself: two closing marks come before the next opening one.
fn nests(later: &[Mark]) -> bool {
    let closes = |mark: Option<&Mark>| mark.is_some_and(|mark| mark.side != Side::Open);
    closes(later.first()) && closes(later.get(1))
}

/// Places that the first list's entries take once both are sorted together.
fn order(first: &[Marked], second: &[Marked]) -> Vec<usize> {
    let mut before = 0;
    let place = |(index, marked): (usize, &Marked)| {
        while second.get(before).is_some_and(|other| other.span.start < marked.span.start) {
            before += 1;
        }
        index + before
    };
    first.iter().enumerate().map(place).collect()
}

fn guillemets_point_outward(text: &str, tokens: &[Token]) -> bool {
    let first = tokens.iter().filter(|token| token.sign == Sign::Quote).map(|token| token.of(text));
    first
        .filter(|sign| matches!(*sign, "«" | "»" | "‹" | "›"))
        .map(|sign| matches!(sign, "«" | "‹"))
        .next()
        .unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::paragraphs;
    use crate::token::tokens;

    fn found(text: &str) -> Vec<(&str, State)> {
        let tokens = tokens(text);
        let marked = marked(text, &tokens, &paragraphs(text, &tokens)).outer;
        marked.iter().map(|marked| (marked.span.of(text), marked.state)).collect()
    }

    fn words(text: &str) -> Vec<&str> {
        found(text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn marks_of_many_languages_are_paired() {
        assert_eq!(words("Sie sagte: „Guten Tag.“ Er: „Nein“."), ["Guten Tag.", "Nein"]);
        assert_eq!(words("Elle dit : « Bonjour. »"), ["Bonjour."]);
        assert_eq!(words("Sie rief: »Halt!«, er: »Warum?«"), ["Halt!", "Warum?"]);
        assert_eq!(words("Powiedział: „Dzień dobry”."), ["Dzień dobry"]);
        assert_eq!(words("Вона сказала: «Так». \"Ні\", — відповів він."), ["Так", "Ні"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(
            words("The workers' union didn't sign. It's the firms' turn, 'tis said."),
            Vec::<&str>::new()
        );
        assert_eq!(
            words("'We don't know,' she said. 'It's the boys' turn.'"),
            ["We don't know,", "It's the boys' turn."]
        );
    }

    #[test]
    fn a_quotation_inside_a_quotation_belongs_to_the_outer() {
        assert_eq!(
            words("\"He told me \"go away\" and left,\" she said."),
            ["He told me \"go away\" and left,"]
        );
        assert_eq!(words("“He said ‘no,’ then left.”"), ["He said ‘no,’ then left."]);
    }

    #[test]
    fn paragraphs_that_each_open_are_linked() {
        let text = "“One.\n\n“Two.\n\n“Three,” she said.";
        let tokens = tokens(text);
        let Marks { outer: marked, problems, .. } = marked(text, &tokens, &paragraphs(text, &tokens));
        assert_eq!(
            marked.iter().map(|marked| marked.continues).collect::<Vec<_>>(),
            [None, Some(0), Some(1)]
        );
        assert!(problems.is_empty());
    }

    #[test]
    fn broken_marks_are_said_to_be_broken() {
        assert_eq!(found("She said “we go.\nNext."), [("we go.", State::Unclosed)]);
        assert_eq!(
            words("“It grew; this came too, “the new troops need an answer,” she said."),
            ["It grew; this came too, “the new troops need an answer,"]
        );
        assert_eq!(
            found("He “has the will.” and takes every chance to go on.”"),
            [("has the will.", State::Whole), ("and takes every chance to go on.", State::Unopened)]
        );
    }

    #[test]
    fn missing_spaces_do_not_lose_a_mark() {
        assert_eq!(
            words("They hold that China“through trade” helps.“Yes,”she said."),
            ["through trade", "Yes,"]
        );
    }
}
