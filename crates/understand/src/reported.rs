//! The reported clause of an attribution: what "Doe said …", "…, Doe said" and "according to Doe, …" report.

use std::ops::Range;

use text::Span;

use crate::analysis::Tag;
use crate::attribution::{Attribution, Form, Reader};
use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::token::Sign;

/// What an attribution reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reported {
    /// Which attribution of the sentence.
    pub attribution: usize,
    /// Items of the clause, in order: two pieces where "…, he said, …" breaks it.
    pub pieces: Vec<Range<usize>>,
}

impl Reported {
    /// One past its last item.
    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.end)
    }

    /// Whether an item stands in it.
    pub fn holds(&self, item: usize) -> bool {
        self.pieces.iter().any(|piece| piece.contains(&item))
    }
}

/// Where the reported words stand.
enum Place {
    /// After this item: "Doe said that …".
    After(usize),
    /// Before the comma at this item: "…, Doe said".
    Before(usize),
    /// Around the attribution: "…, Doe said, …".
    Around(usize, usize),
}

/// Finds the clauses that a sentence reports; a clause inside another's is left to the outer.
pub(crate) fn reported(reader: &Reader, frame: &Frame, attributions: &[Attribution]) -> Vec<Reported> {
    let mut found: Vec<Reported> = Vec::new();
    let closing = closing(reader, frame, attributions);
    for (index, attribution) in attributions.iter().enumerate() {
        let last = found.last();
        let inner = index < closing && !says(reader, attribution);
        if inner || last.is_some_and(|outer| outer.holds(attribution.at.start)) {
            continue;
        }
        let floor =
            last.map_or(frame.items.start, |last| last.end().max(attributions[last.attribution].at.end));
        let finder = Finder { reader, frame, attribution, later: &attributions[index + 1..], floor };
        let pieces = finder.pieces();
        if !pieces.is_empty() {
            found.push(Reported { attribution: index, pieces });
        }
    }
    found
}

/// The "according to" that closes a sentence, if only what asks or judges stands before it: that is part of what it
/// reports. "The firm told its staff to wait, according to a memo." 0 where there is none.
fn closing(reader: &Reader, frame: &Frame, attributions: &[Attribution]) -> usize {
    let last = attributions.iter().rposition(|attribution| attribution.form == Form::According).unwrap_or(0);
    let before = attributions.get(last).and_then(|closing| closing.at.start.checked_sub(1));
    let apart = before.is_some_and(|at| at > frame.items.start && reader.sign(at) == Some(Sign::Comma));
    let said = attributions[..last].iter().any(|attribution| says(reader, attribution));
    if apart && last + 1 == attributions.len() && !said { last } else { 0 }
}

/// Whether the cue is one of plain saying.
fn says(reader: &Reader, attribution: &Attribution) -> bool {
    attribution.at.end.checked_sub(1).and_then(|at| reader.token(at)).is_none_or(|cue| cue.is(Class::BARE))
}

pub(crate) struct Finder<'a> {
    pub reader: &'a Reader<'a>,
    pub frame: &'a Frame,
    pub attribution: &'a Attribution,
    /// The attributions that follow in the sentence.
    later: &'a [Attribution],
    /// First item that no earlier clause has taken.
    floor: usize,
}

impl Finder<'_> {
    fn pieces(&self) -> Vec<Range<usize>> {
        let place = match self.attribution.form {
            Form::Verb => self.of_verb(),
            Form::Participle => self.after_cue(self.attribution.at.end).map(Place::After),
            Form::According => self.of_according(),
            Form::Colon => self.of_label(),
            Form::Dash => None,
        };
        let (first, second) = match place {
            Some(Place::After(start)) => (start..self.clause_end(start), None),
            Some(Place::Before(end)) => (self.floor.min(end)..end, None),
            Some(Place::Around(end, start)) => {
                (self.floor.min(end)..end, Some(start..self.clause_end(start)))
            }
            None => return Vec::new(),
        };
        let pieces = std::iter::once(first).chain(second);
        pieces.map(|piece| self.trimmed(piece)).filter(|piece| !piece.is_empty()).collect()
    }

    pub(crate) fn sign(&self, item: usize) -> Option<Sign> {
        self.reader.token(item).map(|token| token.sign)
    }

    pub(crate) fn is(&self, item: usize, class: Class) -> bool {
        item < self.frame.items.end && self.reader.token(item).is_some_and(|token| token.is(class))
    }

    pub(crate) fn word(&self, item: usize) -> &str {
        self.reader
            .token(item)
            .filter(|_| item < self.frame.items.end)
            .map(|token| token.of(self.reader.text))
            .unwrap_or_default()
    }

    pub(crate) fn ends(&self, item: usize) -> bool {
        item >= self.frame.items.end || matches!(self.sign(item), Some(Sign::Stop))
    }

    /// First item at or after a byte.
    fn item_at(&self, byte: u32) -> usize {
        let frame = &self.frame.items;
        frame.start
            + self.reader.items[frame.clone()].partition_point(|item| match *item {
                Item::Token(token) => self.reader.tokens[token as usize].start < byte,
                Item::Marked(marked) => self.reader.marked[marked as usize].span.start < byte,
            })
    }

    fn of_verb(&self) -> Option<Place> {
        let cue = &self.attribution.at;
        let mention = self.attribution.speaker.span;
        let subject = self.item_at(mention.start);
        let inverted = subject >= cue.end;
        let start = if inverted { cue.start } else { subject.min(cue.start) };
        let end = if inverted { self.item_at(mention.end) } else { cue.end };
        if !inverted && let Some(after) = self.after_opening(cue).or_else(|| self.after_cue(cue.end)) {
            return Some(Place::After(after));
        }
        let start = self.description_start(start);
        let comma = start.checked_sub(1).filter(|&at| at > self.floor && self.closes_clause(at))?;
        let before = if self.sign(comma).is_none() { comma + 1 } else { comma };
        let joined = self.is(start, Class::CONJUNCTION | Class::SUBORDINATOR)
            && !self.word(start).eq_ignore_ascii_case("as");
        let on = self.goes_on(end);
        let clause =
            self.is_clause(self.floor..before) || on.is_some_and(|on| self.is_broken_clause(before, on));
        if joined || !self.follows_its_words() || !clause || self.has_object(end) {
            return None;
        }
        match on {
            Some(on) => Some(Place::Around(before, on)),
            None => Some(Place::Before(before)),
        }
    }

    /// Whether the cue may stand after the words it reports: "said", not "called" nor "who said".
    fn follows_its_words(&self) -> bool {
        let cue = &self.attribution.at;
        let reports = self.is(cue.end - 1, Class::SAY | Class::CLAIM | Class::WRITE);
        let relative = cue.start > self.frame.items.start && self.is(cue.start - 1, Class::SUBORDINATOR);
        reports && !relative && !self.is(cue.end - 1, Class::THOUGHT)
    }

    /// Whether these items can be a clause: not "Meanwhile", "In May", "When talks began".
    fn is_clause(&self, items: Range<usize>) -> bool {
        const LEAST: usize = 3;
        let marked = items.clone().any(|at| self.reader.token(at).is_none());
        let first = items
            .clone()
            .find(|&at| self.sign(at).is_none_or(|sign| sign == Sign::Word))
            .unwrap_or(items.start);
        let verb = items.clone().any(|at| self.is_verb_like(at));
        let inner = items.clone().any(|at| self.sign(at) == Some(Sign::Comma));
        let aside = self.is(first, Class::PREPOSITION | Class::SUBORDINATOR)
            && !self.is(first, Class::DETERMINER)
            && !inner;
        let asked = self.is(first, Class::ASK | Class::TOLD) && self.reader.tag(first) == Tag::Verb;
        let aside = aside || asked; // "Asked about it, Doe said"
        (marked && !aside) || (items.len() >= LEAST && verb && !aside)
    }

    /// "Residents, Doe said, have no plan", "Too often, Doe said, they wait": a clause only with what goes on behind.
    fn is_broken_clause(&self, before: usize, on: usize) -> bool {
        const LONGEST: usize = 12;
        let short = before > self.floor && before - self.floor <= LONGEST;
        let plain = (self.floor..before).all(|at| self.sign(at) != Some(Sign::Comma));
        short && plain && (self.is(on, Class::SUBJECT) || self.is_verb_like(on))
    }

    /// Whether something stands after the attribution that it reports instead: "…, the board criticized the plan".
    fn has_object(&self, end: usize) -> bool {
        if end >= self.frame.items.end {
            return false;
        }
        let Some(token) = self.reader.token(end) else { return true };
        let other = Class::PREPOSITION
            | Class::ADVERB
            | Class::CALENDAR
            | Class::OBJECT
            | Class::CONJUNCTION
            | Class::SUBORDINATOR;
        let told = self.is(self.attribution.at.end - 1, Class::TOLD);
        let words = matches!(token.sign, Sign::Word | Sign::Number) && !token.is(other) && !told;
        words || token.sign == Sign::Colon
    }

    /// Where the attribution begins, its description taken in: ", the company's Jane Doe said".
    fn description_start(&self, subject: usize) -> usize {
        const LONGEST: usize = 14;
        let floor = self.frame.items.start.max(subject.saturating_sub(LONGEST));
        let comma = (floor..subject).rev().find(|&at| self.closes_clause(at) || self.ends(at));
        comma.map_or(subject, |at| at + 1)
    }

    /// A comma, or marked words that end with one.
    fn closes_clause(&self, item: usize) -> bool {
        match self.sign(item) {
            Some(sign) => sign == Sign::Comma,
            None => self.reader.ends_open(item),
        }
    }

    /// After "…, Doe said," where the clause goes on.
    fn goes_on(&self, end: usize) -> Option<usize> {
        let comma = self.sign(end) == Some(Sign::Comma) && !self.ends(end + 1);
        let next = end + 1;
        let that = self.word(next) == "that";
        let other = self.is(next, Class::ING)
            || self
                .is(next, Class::SUBORDINATOR | Class::CONJUNCTION | Class::DETERMINER | Class::PREPOSITION);
        let marked = self.reader.token(next).is_none();
        (comma && (that || !other) && !marked && end > self.attribution.at.start).then_some(next)
    }

    /// Where the clause of a noun begins that the cue ends with the opening of: "her answer was that …", "her message: …".
    fn after_opening(&self, cue: &Range<usize>) -> Option<usize> {
        let opens = self.word(cue.end - 1) == "that" || self.sign(cue.end - 1) == Some(Sign::Colon);
        let words = self.reader.token(cue.end).is_some() && !self.ends(cue.end);
        (opens && words).then_some(cue.end)
    }

    /// Where the clause after a cue begins: after "that", after the person told, at "to" of "urged them to".
    fn after_cue(&self, from: usize) -> Option<usize> {
        const REACH: usize = 14;
        let cue = self.reader.token(self.attribution.at.end - 1)?;
        let that = (from..self.frame.items.end.min(from + REACH))
            .take_while(|&at| !matches!(self.sign(at), Some(Sign::Stop | Sign::Colon | Sign::Semicolon)))
            .find(|&at| self.word(at).eq_ignore_ascii_case("that") && self.only_addresses(from..at));
        if cue.is(Class::JUDGE)
            && let Some(predicate) = self.predicate(from)
        {
            return Some(predicate);
        }
        if let Some(that) = that {
            return (!cue.is(Class::JUDGE | Class::THOUGHT)).then_some(that + 1);
        }
        if cue.is(Class::INFINITIVE)
            && let Some(to) = self.infinitive(from)
        {
            return Some(to);
        }
        let start = self.after_addressee(from, cue.of(self.reader.text));
        let clause =
            cue.is(Class::BARE | Class::MOSTLY_BARE) && self.begins_clause(start, cue.is(Class::BARE));
        clause.then_some(start)
    }

    /// Of "called it a mistake", "describes himself as the last one": the predicate.
    fn predicate(&self, from: usize) -> Option<usize> {
        const LONGEST_OBJECT: usize = 5;
        let verb = self.word(self.attribution.at.end - 1);
        let calls = verb.starts_with("call") || verb.starts_with("dub") || verb.starts_with("label");
        let mut object = from..self.frame.items.end.min(from + LONGEST_OBJECT);
        let end = object.end;
        let clear = |at: usize| {
            self.sign(at).is_some_and(|sign| matches!(sign, Sign::Word | Sign::Clitic))
                && !self.is(at, Class::PREPOSITION)
        };
        let starts = |at: usize| matches!(self.word(at), "a" | "an" | "the" | "one") && at > from;
        let found = object.find(|&at| starts(at) || !clear(at)).unwrap_or(end);
        let describes = !calls && self.word(found) == "as" && found > from;
        let start = if describes { found + 1 } else { found };
        let content = self.frame.items.end.saturating_sub(start) > 2 && self.reader.token(start).is_some();
        (content && (describes || (calls && starts(found)))).then_some(start)
    }

    /// Between a cue and "that": whom, when and where, but no verb and no clause of its own. Only verbs of telling take
    /// somebody without a preposition.
    fn only_addresses(&self, items: Range<usize>) -> bool {
        let told = self.is(self.attribution.at.end - 1, Class::TOLD);
        items.clone().all(|at| match self.sign(at) {
            Some(Sign::Comma) => at > items.start && self.is(at - 1, Class::ADVERB),
            None => false,
            Some(_) => {
                let article = self.is(at, Class::DETERMINER | Class::POSSESSIVE);
                let governed = at > items.start && self.is(at - 1, Class::PREPOSITION | Class::CONJUNCTION);
                let plain = at == items.start
                    && self.sign(at) == Some(Sign::Word)
                    && self.reader.token(at).is_some_and(|t| !t.capital);
                let placed =
                    self.is(at, Class::PREPOSITION | Class::ADVERB | Class::CALENDAR | Class::OBJECT);
                !self.is(at, Class::AUXILIARY | Class::MODAL | Class::SUBORDINATOR | Class::SUBJECT)
                    && (told || !article || governed)
                    && (told || !plain || placed)
            }
        })
    }

    /// "[the public not] to speculate"
    fn infinitive(&self, from: usize) -> Option<usize> {
        const REACH: usize = 14;
        let mut at = from;
        while at < self.frame.items.end.min(from + REACH) {
            if self.word(at) == "not" && self.word(at + 1) == "to" {
                return Some(at);
            }
            let own = self.is(at, Class::PREPOSITION) && self.word(at) != "to" && at == from;
            if own {
                return None;
            }
            let verb =
                self.reader.token(at + 1).is_some_and(|token| token.sign == Sign::Word && !token.capital);
            let governed = Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT;
            if self.word(at) == "to" && verb && !self.is(at + 1, governed) {
                return Some(at);
            }
            let stops = self
                .reader
                .token(at)
                .is_none_or(|token| token.sign == Sign::Stop || token.sign == Sign::Colon)
                || self.is(at, Class::AUXILIARY | Class::MODAL | Class::SUBORDINATOR);
            if stops {
                return None;
            }
            at += 1;
        }
        None
    }

    fn of_according(&self) -> Option<Place> {
        let frame = &self.frame.items;
        let start = self.attribution.at.start;
        let mention = self.item_at(self.attribution.speaker.span.end);
        let comma =
            (mention..frame.end.min(mention + 16)).find(|&at| matches!(self.sign(at), Some(Sign::Comma)));
        let leads = (frame.start..start)
            .all(|at| self.is(at, Class::CONJUNCTION | Class::ADVERB) || self.sign(at) != Some(Sign::Word));
        match comma {
            Some(comma) if leads => self.is_clause(comma + 1..frame.end).then_some(Place::After(comma + 1)),
            None if leads => None,
            Some(comma) if self.sign(start - 1) == Some(Sign::Comma) && !self.ends(comma + 1) => {
                Some(Place::Around(start - 1, comma + 1))
            }
            _ => Some(Place::Before(start)),
        }
    }

    /// "Doe: talks to go on" at the beginning of a line.
    fn of_label(&self) -> Option<Place> {
        let colon = self.attribution.at.start;
        let marked =
            self.reader.items[self.frame.items.clone()].iter().any(|item| matches!(item, Item::Marked(_)));
        (!marked
            && self.item_at(self.attribution.speaker.span.start) == self.frame.items.start
            && colon + 4 < self.frame.items.end)
            .then_some(Place::After(colon + 1))
    }

    /// Where the clause that begins at `start` ends: with the sentence, or before the next attribution's own words.
    pub(crate) fn clause_end(&self, start: usize) -> usize {
        /// Attributions looked at: no sentence that people write has more, and none takes longer for it.
        const MOST: usize = 32;
        let frame = &self.frame.items;
        let end = self.relative_end(start).unwrap_or(frame.end);
        let later = self.later.iter().take(MOST).filter(|next| next.at.start > start);
        later
            .map(|next| (next, self.own_start(next, start)))
            .find(|&(next, cut)| self.parts(next, cut, start))
            .map_or(end, |(_, cut)| end.min(cut))
    }

    /// Where a later attribution's own words begin: at its subject, or at its cue.
    fn own_start(&self, next: &Attribution, start: usize) -> usize {
        let subject = self.item_at(next.speaker.span.start);
        let leads = next.form != Form::Participle && subject > start;
        if leads { subject.min(next.at.start) } else { next.at.start }
    }

    /// Whether the clause from `start` on ends where a later attribution begins: a comma parts them, or "and" with the
    /// same speaker: "said it would rain and warned that …".
    fn parts(&self, next: &Attribution, cut: usize, start: usize) -> bool {
        let Some(before) = cut.checked_sub(1).filter(|&at| at > start) else { return false };
        let joined = self.is(before, Class::CONJUNCTION | Class::SUBORDINATOR) && before > start + 1;
        let comma = |at: usize| matches!(self.sign(at), Some(Sign::Comma | Sign::Dash));
        let shared = next.speaker.span == self.attribution.speaker.span
            && self.is(before, Class::CONJUNCTION)
            && (self.word(next.at.end) == "that" || self.is(next.at.end, Class::SUBJECT));
        comma(before) || self.sign(before) == Some(Sign::Semicolon) || joined && (comma(before - 1) || shared)
    }

    /// Where the clause of "Doe, who said …, left" ends: at the comma before the main verb.
    fn relative_end(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 120;
        let cue = self.attribution.at.start;
        let relative = cue >= self.frame.items.start + 2
            && self.is(cue - 1, Class::SUBORDINATOR)
            && self.sign(cue - 2) == Some(Sign::Comma);
        let closes = |at: &usize| {
            self.sign(*at) == Some(Sign::Comma)
                && at + 1 < self.frame.items.end
                && self.reader.tag(at + 1) == Tag::Finite
        };
        (start..self.frame.items.end.min(start + LONGEST)).filter(|_| relative).find(closes)
    }

    /// Without "that", commas, conjunctions and stops at the edges.
    fn trimmed(&self, piece: Range<usize>) -> Range<usize> {
        let mut piece = piece;
        let edge = |at: usize| {
            matches!(
                self.sign(at),
                Some(Sign::Comma | Sign::Stop | Sign::Semicolon | Sign::Colon | Sign::Dash)
            )
        };
        while piece.start < piece.end
            && (edge(piece.start)
                || self.word(piece.start).eq_ignore_ascii_case("that")
                    && self.is(piece.start + 1, Class::SUBJECT | Class::DETERMINER))
        {
            piece.start += 1;
        }
        while piece.start < piece.end
            && (edge(piece.end - 1) || self.is(piece.end - 1, Class::CONJUNCTION | Class::SUBORDINATOR))
        {
            piece.end -= 1;
        }
        piece
    }
}

impl Reader<'_> {
    /// The place of items, marks included.
    pub(crate) fn place(&self, items: &Range<usize>) -> Span {
        let start = |item: &Item| match *item {
            Item::Token(token) => self.tokens[token as usize].start,
            Item::Marked(marked) => self.tokens[self.marked[marked as usize].open].start,
        };
        let end = |item: &Item| match *item {
            Item::Token(token) => self.tokens[token as usize].end,
            Item::Marked(marked) => self.tokens[self.marked[marked as usize].close - 1].end,
        };
        Span { start: start(&self.items[items.start]), end: end(&self.items[items.end - 1]) }
    }
}
