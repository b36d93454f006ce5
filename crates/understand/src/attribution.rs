//! Who is said to speak: the cue in a sentence and the mention that is its subject.

use std::ops::Range;

use text::Span;

use crate::analysis::{Analysis, Tag};
use crate::finding::Cue;
use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::mark::Marked;
use crate::mention::{Run, Sort};
use crate::token::{Sign, Token};

/// A cue with whom it makes the speaker.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// The cue; `None` for "Name: words" and "words – Name".
    pub cue: Option<Cue>,
    /// Items of the cue.
    pub at: Range<usize>,
    /// The speaker.
    pub speaker: Mention,
    /// How it stands to the words reported.
    pub form: Form,
}

/// How a cue stands to the words reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "Doe said", "said Doe".
    Verb,
    /// "…, saying that …": the subject is that of the sentence.
    Participle,
    /// "according to Doe".
    According,
    /// "Doe: …"
    Colon,
    /// "… – Doe"
    Dash,
}

/// A mention of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its words.
    pub span: Span,
    /// What it is.
    pub who: Who,
}

impl Mention {
    /// Whether it names a person.
    pub fn is_person(&self, reader: &Reader) -> bool {
        matches!(self.who, Who::Run(run) if reader.runs[run].sort == Sort::Person)
    }
}

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A named person or an office (index of the run).
    Run(usize),
    /// "he", "she".
    Pronoun,
    /// "they", "it", "we".
    Other,
    /// "I".
    Writer,
    /// A person described: "the Dutch politician".
    Described,
    /// A body described or named: "the ministry", "officials".
    Body,
    /// Nobody is mentioned: "saying", "he concluded" without "he".
    Missing,
}

/// What attributions are read from.
pub(crate) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub items: &'a [Item],
    pub runs: &'a [Run],
    pub marked: &'a [Marked],
    pub analysis: Analysis,
}

/// Longest stretch, in items, that a speaker's description is looked for in.
pub(crate) const REACH: usize = 40;

impl<'a> Reader<'a> {
    /// The token at an item, if it is one.
    pub fn token(&self, item: usize) -> Option<&'a Token> {
        match self.items.get(item)? {
            Item::Token(token) => Some(&self.tokens[*token as usize]),
            Item::Marked(_) => None,
        }
    }

    /// What the tagger says of an item.
    pub fn tag(&self, item: usize) -> Tag {
        match self.items.get(item) {
            Some(Item::Token(token)) => self.analysis.tag(*token),
            _ => Tag::Other,
        }
    }

    /// Finds the parts of speech of a sentence that may report something.
    pub fn analyse(&mut self, frame: &Frame) {
        self.analysis.read(self.text, self.tokens, self.items, self.marked, frame);
    }

    pub(crate) fn is(&self, item: usize, class: Class) -> bool {
        self.token(item).is_some_and(|token| token.is(class))
    }

    pub(crate) fn sign(&self, item: usize) -> Option<Sign> {
        self.token(item).map(|token| token.sign)
    }

    /// All attributions of a sentence, in order.
    pub fn attributions(&self, frame: &Frame) -> Vec<Attribution> {
        let mut found: Vec<Attribution> = Vec::new();
        let marked = self.items[frame.items.clone()].iter().any(|item| matches!(item, Item::Marked(_)));
        for item in frame.items.clone() {
            let Some(token) = self.token(item) else { continue };
            if token.is(Class::THOUGHT) && !marked {
                continue;
            }
            let attribution = match token.sign {
                Sign::Word if token.is(Class::CUE) && self.run_of_item(item).is_none() => self
                    .verb(frame, item, found.last())
                    .or_else(|| self.noun(frame, item).filter(|_| token.is(Class::CONTENT_NOUN))),
                Sign::Word if token.of(self.text) == "clear" => self.made_clear(frame, item),
                Sign::Word if token.of(self.text).starts_with('@') => self.handle(frame, item),
                Sign::Word if token.is(Class::SPEECH_NOUN | Class::CONTENT_NOUN) => self.noun(frame, item),
                Sign::Word => self.according(frame, item),
                Sign::Colon => self.colon(frame, item),
                Sign::Dash => self.dash(frame, item),
                _ => None,
            };
            found.extend(attribution);
        }
        found
    }

    fn verb(&self, frame: &Frame, item: usize, previous: Option<&Attribution>) -> Option<Attribution> {
        let token = self.token(item)?;
        let start = self.verb_start(frame, item);
        let before = start.checked_sub(1).filter(|&at| at >= frame.items.start);
        if self.is_no_verb(before, start, item) {
            return None;
        }
        let progressive = (start..item).any(|at| self.is(at, Class::AUXILIARY));
        if token.is(Class::ING) && !progressive {
            return self.participle(frame, item, previous);
        }
        if before.is_some_and(|at| self.is_noun_after(at, item)) || !self.is_finite(start, item) {
            return None;
        }
        let left = || self.subject_before(frame, start);
        let right = || self.subject_after(frame, item + 1);
        let after_marks =
            before.is_none_or(|at| !self.is_subject_end(at) || self.is_inverted(frame, at, item));
        let joined = before
            .filter(|&at| self.is(at, Class::CONJUNCTION))
            .map(|at| frame.items.start.max(at.saturating_sub(REACH))..at);
        let spoken = previous.filter(|previous| previous.form == Form::Verb).map(|previous| previous.speaker);
        let shared = || joined.and_then(|before| spoken.or_else(|| self.subject(before)));
        let speaker = if after_marks { shared().or_else(right).or_else(left) } else { left().or_else(right) };
        let speaker = speaker.unwrap_or(Mention { span: token.span(), who: Who::Missing });
        Some(Attribution { cue: Some(self.cue(start, item)), at: start..item + 1, speaker, form: Form::Verb })
    }

    /// Whether the tagger's word is taken that this is a noun ("the report") or a participle ("added sugar", "asked about
    /// the plan, she …"): not beside the words it reports, nor after "they" or "officials".
    fn is_no_verb(&self, before: Option<usize>, start: usize, item: usize) -> bool {
        let beside = before.is_some_and(|at| self.ends_open(at));
        let spoken = before.is_some_and(|at| self.is(at, Class::COLLECTIVE | Class::SUBJECT));
        let noun = self.tag(item) == Tag::Nominal && !self.is(item, Class::BARE) && !beside && !spoken;
        let helped = (start..item).any(|at| self.is(at, Class::AUXILIARY | Class::MODAL | Class::NEGATION));
        let participle = self.tag(item) == Tag::Verb && self.is(item, Class::FINITE) && !helped;
        let asked = self.is(item, Class::ASK | Class::TOLD)
            && before.is_none_or(|at| self.is(at, Class::SUBORDINATOR) || self.sign(at) == Some(Sign::Comma));
        let judged = self.is(item, Class::JUDGE) && !self.is(item + 1, Class::SUBJECT | Class::OBJECT);
        let governed = before.is_some_and(|at| matches!(self.tag(at), Tag::Verb | Tag::Finite));
        let apart = before.is_some_and(|at| self.sign(at) == Some(Sign::Comma));
        let modifies =
            governed && !self.is(item, Class::BARE) || apart && !self.is(item, Class::SAY | Class::WRITE);
        noun || participle && (asked || judged || modifies)
    }

    /// "Talks go on, insists Jane Doe, in private": the subject of what stands before the comma has its verb, and a person
    /// stands behind.
    fn is_inverted(&self, frame: &Frame, comma: usize, item: usize) -> bool {
        if self.sign(comma) != Some(Sign::Comma) {
            return false;
        }
        let floor = frame.items.start.max(comma.saturating_sub(REACH));
        let start = self.clause_start(floor, comma, true);
        let verb = (start..comma).any(|at| self.tag(at) == Tag::Finite);
        let relative = (start..comma).any(|at| self.is(at, Class::SUBORDINATOR));
        let person = || {
            self.subject_after(frame, item + 1).is_some_and(|mention| {
                matches!(mention.who, Who::Described | Who::Pronoun) || mention.is_person(self)
            })
        };
        verb && !relative && person()
    }

    /// "the call", "Doe's call", "of reports": nouns that look like verbs.
    fn is_noun_after(&self, before: usize, item: usize) -> bool {
        let some_say = self.is(before, Class::COLLECTIVE) && self.tag(item) != Tag::Nominal;
        self.is(before, Class::DETERMINER | Class::POSSESSIVE) && !some_say
            || self.sign(before) == Some(Sign::Clitic)
            || self.is_noun_like(before, item)
    }

    /// "five points", "news reports", "of reports": nouns that look like verbs. As a verb such a form needs a name, a
    /// pronoun or a person or body of one word before it.
    fn is_noun_like(&self, before: usize, item: usize) -> bool {
        if self.is(before, Class::PREPOSITION) && !self.is(item, Class::SAY | Class::CLAIM) {
            return self.token(before).is_none_or(|token| token.of(self.text) != "to");
        }
        if !self.is(item, Class::NOUN_LIKE) {
            return false;
        }
        let plain = self.token(before).is_some_and(|token| token.sign == Sign::Word && !token.capital);
        let number = self.sign(before) == Some(Sign::Number);
        let subject = Class::SUBJECT
            | Class::ROLE
            | Class::BODY
            | Class::COLLECTIVE
            | Class::TITLE
            | Class::SUBORDINATOR;
        number
            || (plain
                && !self.is(
                    before,
                    subject | Class::ADVERB | Class::AUXILIARY | Class::MODAL | Class::CONJUNCTION,
                ))
    }

    /// First item of the verb group: "has also said", "did not say".
    pub(crate) fn verb_start(&self, frame: &Frame, item: usize) -> usize {
        let mut start = item;
        while start > frame.items.start
            && (self.is(start - 1, Class::AUXILIARY | Class::MODAL | Class::NEGATION | Class::ADVERB)
                || self.is_manner(start - 1))
            && !self.is(start - 1, Class::SUBJECT | Class::CALENDAR)
        {
            start -= 1;
        }
        start
    }

    /// "bluntly"
    fn is_manner(&self, item: usize) -> bool {
        self.token(item).is_some_and(|token| {
            !token.capital
                && token.sign == Sign::Word
                && token.end - token.start > 4
                && token.of(self.text).ends_with("ly")
        })
    }

    /// Whether the verb group is active and finite: not "was told", not a bare noun.
    fn is_finite(&self, start: usize, item: usize) -> bool {
        let group = start..item;
        let word = |at: usize| self.word(at);
        let passive = |at: usize| {
            matches!(
                word(at).to_ascii_lowercase().as_str(),
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "wasn't" | "weren't"
            )
        };
        if self.is(item, Class::ING) {
            return true;
        }
        if group.clone().any(passive) {
            return false;
        }
        if self.is(item, Class::FINITE) || self.tag(item) == Tag::Finite {
            return true;
        }
        let helped = group.clone().any(|at| self.is(at, Class::MODAL | Class::AUXILIARY | Class::NEGATION));
        let plural = start.checked_sub(1).is_some_and(|at| self.is_plural(at));
        helped || plural
    }

    fn is_plural(&self, item: usize) -> bool {
        self.token(item).is_some_and(|token| {
            token.is(Class::COLLECTIVE)
                || matches!(token.of(self.text), "they" | "we" | "you" | "I" | "They" | "We" | "You")
                || (!token.capital
                    && token.of(self.text).ends_with('s')
                    && !token.is(Class::FUNCTION | Class::ADVERB))
        })
    }

    /// Whether a subject may end here, just before the verb.
    fn is_subject_end(&self, item: usize) -> bool {
        match self.sign(item) {
            Some(Sign::Word) => {
                !self.is(item, Class::CONJUNCTION | Class::PREPOSITION) || self.is(item, Class::SUBORDINATOR)
            }
            Some(Sign::Clitic | Sign::Number | Sign::Close) => true,
            Some(Sign::Comma | Sign::Dash) => {
                let before = item.checked_sub(1).and_then(|at| self.token(at));
                before.is_some_and(|token| token.sign == Sign::Word || token.sign == Sign::Number)
            }
            _ => false,
        }
    }

    pub(crate) fn cue(&self, start: usize, item: usize) -> Cue {
        let negated = (start..item).any(|at| self.is(at, Class::NEGATION));
        let modal = (start..item).any(|at| self.is(at, Class::MODAL));
        let span = self.token(item).map(Token::span).unwrap_or_default();
        Cue { span, negated, modal }
    }

    /// "…, adding that …", "while guaranteeing …": the speaker is the subject of what stands before.
    fn participle(&self, frame: &Frame, item: usize, previous: Option<&Attribution>) -> Option<Attribution> {
        let before = item.checked_sub(1).filter(|&at| at >= frame.items.start);
        let adjoined = before.is_none_or(|at| {
            self.token(at).is_none()
                || matches!(self.sign(at), Some(Sign::Comma | Sign::Dash))
                || self.is(at, Class::SUBORDINATOR | Class::PREPOSITION | Class::ADVERB | Class::CONJUNCTION)
                || self.is(at, Class::CALENDAR | Class::SPEECH_NOUN)
        });
        if !adjoined {
            return self.accompanied(frame, item);
        }
        let inherited =
            previous.filter(|previous| previous.form == Form::Verb && !self.is_relative(previous));
        let inherited = inherited.map(|previous| previous.speaker);
        let about = || self.subject(frame.items.start.max(item.saturating_sub(REACH))..item);
        let speaker = inherited.or_else(|| self.main_subject(frame, item)).or_else(about);
        let speaker = speaker.unwrap_or(Mention { span: self.token(item)?.span(), who: Who::Missing });
        Some(Attribution {
            cue: Some(self.cue(item, item)),
            at: item..item + 1,
            speaker,
            form: Form::Participle,
        })
    }

    /// "…, with a spokesman calling it …"
    fn accompanied(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        const LONGEST: usize = 10;
        let floor = frame.items.start.max(item.saturating_sub(LONGEST));
        let with = (floor..item).rev().find(|&at| self.word(at) == "with")?;
        let clear = (with + 1..item).all(|at| !self.is(at, Class::CUE | Class::SUBORDINATOR));
        let apart = with == frame.items.start
            || self.sign(with - 1) == Some(Sign::Comma)
            || self.token(with - 1).is_none();
        let speaker = self.noun_phrase(with + 1..item).filter(|_| clear && apart)?;
        let cue = Some(self.cue(item, item));
        Some(Attribution { cue, at: item..item + 1, speaker, form: Form::Participle })
    }

    /// The subject of the first verb of a sentence.
    fn main_subject(&self, frame: &Frame, before: usize) -> Option<Mention> {
        let start = frame.items.start.max(before.saturating_sub(REACH));
        let verb = (start..before).find(|&at| self.tag(at) == Tag::Finite)?;
        let comma = (start..verb).rev().find(|&at| self.sign(at) == Some(Sign::Comma));
        let apposed = comma.is_some_and(|at| at + 1 == verb);
        if apposed {
            self.apposed(start..verb - 1)
        } else {
            self.noun_phrase(comma.map_or(start, |at| at + 1)..verb)
        }
    }

    /// Mention of a body that a sentence begins with: "EDC declined".
    pub fn leading_body(&self, frame: &Frame) -> Option<Mention> {
        let first = frame.items.clone().find(|&at| !self.is(at, Class::DETERMINER | Class::CONJUNCTION))?;
        let run = self.run_of_item(first)?;
        let next = self.item_after_run(first, run);
        let body = matches!(self.runs[run].sort, Sort::Body | Sort::Unknown);
        let verb = self.tag(next) == Tag::Finite
            || self.is(next, Class::AUXILIARY | Class::MODAL | Class::CUE | Class::ADVERB);
        let single = self.runs[run].last - self.runs[run].first == 1;
        let named = !single || self.runs[run].organisation;
        (body && verb && named).then(|| self.run_mention(run))
    }

    /// Whether a cue stands in a relative clause: "economists who said".
    fn is_relative(&self, attribution: &Attribution) -> bool {
        attribution.at.start.checked_sub(1).is_some_and(|at| self.is(at, Class::SUBORDINATOR))
    }

    /// "according to …", "in the words of …".
    fn according(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let word = |at: usize| self.token(at).map(|token| token.of(self.text)).unwrap_or_default();
        let next = |at: usize, wanted: &str| at < frame.items.end && word(at).eq_ignore_ascii_case(wanted);
        let end = match word(item) {
            "according" | "According" if next(item + 1, "to") => item + 2,
            "in" | "In" if next(item + 1, "the") && next(item + 3, "of") && self.is_view(item + 2) => {
                item + 4
            }
            "in" | "In" if self.is(item + 1, Class::POSSESSIVE) && next(item + 2, "words") => {
                return self.in_her_words(item);
            }
            _ => return None,
        };
        let speaker = self.subject_after(frame, end)?;
        let span = self.token(item)?.span().hull(self.token(end - 1)?.span());
        let cue = Cue { span, negated: false, modal: false };
        Some(Attribution { cue: Some(cue), at: item..end, speaker, form: Form::According })
    }

    /// "in her words"
    fn in_her_words(&self, item: usize) -> Option<Attribution> {
        let who = match self.word(item + 1) {
            "his" | "her" => Who::Pronoun,
            _ => return None,
        };
        let speaker = Mention { span: self.token(item + 1)?.span(), who };
        let span = self.token(item)?.span().hull(self.token(item + 2)?.span());
        let cue = Cue { span, negated: false, modal: false };
        Some(Attribution { cue: Some(cue), at: item..item + 3, speaker, form: Form::According })
    }

    fn is_view(&self, item: usize) -> bool {
        let word = self.token(item).map(|token| token.of(self.text)).unwrap_or_default();
        matches!(
            word,
            "words" | "opinion" | "view" | "eyes" | "judgment" | "judgement" | "estimation" | "account"
        )
    }
}
