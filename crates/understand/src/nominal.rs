//! Nouns that report: "her answer was that …", "a warning from the ministry that …", "he repeated his claim that …".

use std::ops::Range;

use crate::analysis::Tag;
use crate::attribution::{Attribution, Form, Mention, Reader, Who};
use crate::finding::Cue;
use crate::frame::Frame;
use crate::lexicon::Class;
use crate::token::Sign;

impl Reader<'_> {
    /// The attribution that a noun of speech makes with what follows it.
    pub(crate) fn noun(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let opening = self.predicate_opening(frame, item);
        let (speaker, end) = match opening {
            Some(at) => (self.owner(frame, item)?, if self.token(at).is_none() { at } else { at + 1 }),
            None => self.claimed(frame, item)?,
        };
        let cue = Cue { span: self.token(item)?.span(), negated: false, modal: false };
        Some(Attribution { cue: Some(cue), at: item..end, speaker, form: Form::Verb })
    }

    /// "Doe made it clear that …"
    pub(crate) fn made_clear(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let made = |at: usize| matches!(self.word(at), "made" | "makes" | "make" | "making");
        let verb = (frame.items.start.max(item.saturating_sub(2))..item).rev().find(|&at| made(at))?;
        let plain = verb + 1 == item || self.word(verb + 1) == "it";
        let start = self.verb_start(frame, verb);
        let speaker = self.subject_before(frame, start).filter(|_| plain && self.word(item + 1) == "that")?;
        let cue =
            Cue { span: self.token(verb)?.span().hull(self.token(item)?.span()), ..self.cue(start, verb) };
        Some(Attribution { cue: Some(cue), at: start..item + 1, speaker, form: Form::Verb })
    }

    /// Where what was said opens after "Doe's answer was that …", "her message now is simple: …".
    fn predicate_opening(&self, frame: &Frame, item: usize) -> Option<usize> {
        const REACH: usize = 5;
        let window = item + 1..frame.items.end.min(item + 1 + REACH);
        let is = window.clone().find(|&at| matches!(self.word(at), "is" | "was" | "read" | "reads"))?;
        let opens = |at: usize| {
            self.token(at).is_none() || self.word(at) == "that" || self.sign(at) == Some(Sign::Colon)
        };
        let opening = (is + 1..frame.items.end.min(is + 4)).find(|&at| opens(at))?;
        self.is_plain(item + 1..opening).then_some(opening)
    }

    /// "a claim that …" with whose it is, and one past "that": "her claim that", "a warning from the ministry that",
    /// "the ministry issued a warning that". Whoever rejects a claim does not make it.
    fn claimed(&self, frame: &Frame, item: usize) -> Option<(Mention, usize)> {
        const LONGEST: usize = 10;
        if !self.is(item, Class::CONTENT_NOUN) {
            return None;
        }
        let that = (item + 1..frame.items.end.min(item + LONGEST)).find(|&at| self.word(at) == "that")?;
        if self.tag(that + 1) == Tag::Finite || self.is(that + 1, Class::AUXILIARY | Class::MODAL) {
            return None; // "the claim that won": a relative clause
        }
        let from = matches!(self.word(item + 1), "from" | "by");
        let speaker = if from {
            self.noun_phrase(item + 2..that).filter(|_| self.is_plain(item + 2..that))?
        } else if that == item + 1 {
            self.owner(frame, item).or_else(|| self.utterer(frame, item))?
        } else {
            return None;
        };
        Some((speaker, that + 1))
    }

    /// Whose noun it is: "Doe's first answer", "her message".
    fn owner(&self, frame: &Frame, item: usize) -> Option<Mention> {
        let at = self.phrase_start(frame, item)?;
        if self.sign(at) == Some(Sign::Clitic) {
            return self.subject_before(frame, at);
        }
        let who = match self.word(at).to_ascii_lowercase().as_str() {
            "his" | "her" => Who::Pronoun,
            "its" | "their" => Who::Other,
            _ => return None,
        };
        Some(Mention { span: self.token(at)?.span(), who })
    }

    /// Who "issued a warning", "repeated the claim".
    fn utterer(&self, frame: &Frame, item: usize) -> Option<Mention> {
        let start = self.phrase_start(frame, item).unwrap_or(item);
        let verb = start.checked_sub(1).filter(|&at| at > frame.items.start && self.is(at, Class::UTTER))?;
        self.subject_before(frame, self.verb_start(frame, verb))
    }

    /// The article or the possessor that begins the phrase of a noun.
    fn phrase_start(&self, frame: &Frame, item: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let floor = frame.items.start.max(item.saturating_sub(LONGEST));
        let begins = |at: &usize| {
            self.is(*at, Class::DETERMINER | Class::POSSESSIVE) || self.sign(*at) == Some(Sign::Clitic)
        };
        let at = (floor..item).rev().find(begins)?;
        self.is_plain(at + 1..item).then_some(at)
    }

    /// Whether nothing but words stands here.
    fn is_plain(&self, items: Range<usize>) -> bool {
        items.into_iter().all(|at| matches!(self.sign(at), Some(Sign::Word | Sign::Clitic)))
    }
}
