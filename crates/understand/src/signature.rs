//! Names that stand beside words without a verb: "Jane Doe: …", "… – Jane Doe", a name under a paragraph.

use std::ops::Range;

use crate::attribution::{Attribution, Form, Mention, REACH, Reader, Who};
use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::mention::Sort;
use crate::token::Sign;

impl Reader<'_> {
    /// "Jane Doe, mayor of Springfield: …" before marked words or a clause.
    pub(crate) fn colon(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let chunk = self.label_start(frame.items.start.max(item.saturating_sub(REACH)), item)..item;
        if let Some(speaker) = self.clause_before_colon(&chunk, item) {
            return Some(Attribution { cue: None, at: item..item + 1, speaker, form: Form::Colon });
        }
        let verb = chunk.clone().any(|at| self.is(at, Class::CUE) && self.is(at, Class::FINITE | Class::ING));
        let begins_words = matches!(self.items.get(item + 1), Some(Item::Marked(_)));
        if verb || chunk.is_empty() || self.is(chunk.start, Class::CUE | Class::OPENER) {
            return None; // "READ MORE: …"
        }
        let speaker = self.labelled(chunk.clone())?;
        let person = matches!(speaker.who, Who::Run(run) if self.runs[run].sort == Sort::Person);
        let headline = person && self.span_of(chunk) == Some(speaker.span);
        if !begins_words && !headline {
            return None;
        }
        Some(Attribution { cue: None, at: item..item + 1, speaker, form: Form::Colon })
    }

    /// "When Doe left, Roe fired back: …": the subject of the clause before the colon, if no cue is in it.
    fn clause_before_colon(&self, chunk: &Range<usize>, colon: usize) -> Option<Mention> {
        if !matches!(self.items.get(colon + 1), Some(Item::Marked(_))) {
            return None;
        }
        let comma = chunk.clone().rev().find(|&at| self.sign(at) == Some(Sign::Comma));
        let clause = comma.map_or(chunk.start, |at| at + 1)..colon;
        let cue = clause.clone().any(|at| self.is(at, Class::CUE) && self.is(at, Class::FINITE | Class::ING));
        let first = clause.clone().find(|&at| !self.is(at, Class::CONJUNCTION | Class::ADVERB))?;
        let run = self.run_of_item(first);
        let person = run.filter(|&run| {
            self.runs[run].sort == Sort::Person && self.runs[run].last < self.token_index(colon)
        });
        let lower = run.is_none_or(|run| self.is_lower_word(self.item_after_run(first, run)));
        let mention = self
            .pronoun(first)
            .filter(|m| m.who == Who::Pronoun)
            .or_else(|| person.map(|run| self.run_mention(run)))?;
        (!cue && lower).then_some(mention)
    }

    fn is_lower_word(&self, item: usize) -> bool {
        self.token(item).is_some_and(|token| token.sign == Sign::Word && !token.capital)
    }

    fn token_index(&self, item: usize) -> u32 {
        match self.items[item] {
            Item::Token(token) => token,
            Item::Marked(_) => 0,
        }
    }

    /// Where the label before a colon begins: after marks, a stop or a bracket.
    fn label_start(&self, floor: usize, colon: usize) -> usize {
        let ends = |at: &usize| {
            self.sign(*at)
                .is_none_or(|sign| matches!(sign, Sign::Stop | Sign::Close | Sign::Colon | Sign::Semicolon))
        };
        (floor..colon).rev().find(ends).map_or(floor, |at| at + 1)
    }

    /// A line under marked words that names who spoke them: "– Jane Doe, mayor".
    pub fn signature(&self, frame: &Frame, line: &Frame) -> Option<Attribution> {
        const LONGEST: usize = 16;
        let alone =
            frame.items.clone().all(|item| self.token(item).is_none_or(|token| token.sign != Sign::Word));
        let begins = self.token(line.items.start)?;
        let dashed = begins.sign == Sign::Dash;
        let plain = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.sign != Sign::Word
                    || token.capital
                    || token.is(Class::PREPOSITION | Class::PARTICLE | Class::DETERMINER)
            })
        };
        let short = line.items.len() <= LONGEST && line.items.clone().all(plain);
        if !alone || !short || line.paragraph > frame.paragraph + 1 {
            return None;
        }
        let at = line.items.start;
        let run = self.run_of_item(if dashed { at + 1 } else { at });
        let person = run.filter(|&run| matches!(self.runs[run].sort, Sort::Person | Sort::Office));
        let speaker = self.run_mention(if dashed { run? } else { person? });
        Some(Attribution { cue: None, at: frame.items.end..frame.items.end, speaker, form: Form::Dash })
    }

    /// The name that ends a paragraph set apart as somebody's words, without marks: "We will see. Jane Doe, mayor".
    pub fn pulled(&self, line: &Frame) -> Option<Mention> {
        const LONGEST: usize = 14;
        let dashed = self.sign(line.items.start) == Some(Sign::Dash);
        let first = line.items.start + usize::from(dashed);
        let run =
            self.run_of_item(first).filter(|_| first < line.items.end && line.items.len() <= LONGEST)?;
        let after = self.item_after_run(first, run);
        let person = self.runs[run].sort == Sort::Person;
        let known =
            person || (self.runs[run].form.is_some() && self.runs[run].last - self.runs[run].first > 1);
        let whole = after >= line.items.end
            || self.sign(after) == Some(Sign::Comma)
            || (dashed && self.sign(after) == Some(Sign::Open));
        let plain = (after..line.items.end).all(|at| {
            self.token(at)
                .is_some_and(|token| dashed || !token.is(Class::CUE | Class::AUXILIARY | Class::MODAL))
        });
        let stopped = self.sign(line.items.end - 1) == Some(Sign::Stop);
        (known && whole && plain && !stopped).then(|| self.run_mention(run))
    }

    /// “…” @mayor
    pub(crate) fn handle(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let after_marks = item > frame.items.start && self.token(item - 1).is_none();
        let run = self.run_of_item(item).filter(|_| after_marks)?;
        Some(Attribution { cue: None, at: item..item, speaker: self.run_mention(run), form: Form::Dash })
    }

    /// “…” – Jane Doe
    pub(crate) fn dash(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let after_marks = item > frame.items.start && self.token(item - 1).is_none();
        if !after_marks {
            return None;
        }
        let mention = self.labelled(item + 1..frame.items.end.min(item + 12))?;
        let adjacent = self.token(item + 1).is_some_and(|token| token.capital || token.is(Class::DETERMINER));
        let named = matches!(mention.who, Who::Run(_)) || item == frame.items.start + 1;
        (adjacent && named).then_some(Attribution {
            cue: None,
            at: item..item + 1,
            speaker: mention,
            form: Form::Dash,
        })
    }
}
