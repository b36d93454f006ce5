//! Who is said to speak: the cue in a sentence and the mention that is its subject.

use std::ops::Range;

use syntax::EntityKind;
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
                Sign::Word if token.is(Class::CUE) && self.run_of_item(item).is_none() => {
                    self.verb(frame, item, found.last())
                }
                Sign::Word if token.of(self.text).starts_with('@') => self.handle(frame, item),
                Sign::Word if token.is(Class::SPEECH_NOUN) => self.noun(frame, item),
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
        if self.tag(item) == Tag::Nominal && !self.is(item, Class::BARE) {
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
        let after_marks = before.is_none_or(|at| !self.is_subject_end(at));
        let joined = before
            .filter(|&at| self.is(at, Class::CONJUNCTION))
            .map(|at| frame.items.start.max(at.saturating_sub(REACH))..at);
        let spoken = previous.filter(|previous| previous.form == Form::Verb).map(|previous| previous.speaker);
        let shared = || joined.and_then(|before| spoken.or_else(|| self.subject(before)));
        let speaker = if after_marks { shared().or_else(right).or_else(left) } else { left().or_else(right) };
        let speaker = speaker.unwrap_or(Mention { span: token.span(), who: Who::Missing });
        Some(Attribution { cue: Some(self.cue(start, item)), at: start..item + 1, speaker, form: Form::Verb })
    }

    /// "the call", "Doe's call", "of reports": nouns that look like verbs.
    fn is_noun_after(&self, before: usize, item: usize) -> bool {
        self.is(before, Class::DETERMINER | Class::POSSESSIVE)
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
    fn verb_start(&self, frame: &Frame, item: usize) -> usize {
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

    fn cue(&self, start: usize, item: usize) -> Cue {
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
            return None;
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

    /// "Doe's answer was that …", "her message now is simple: …".
    fn noun(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        const REACH: usize = 5;
        let owner =
            item.checked_sub(1).filter(|&at| at > frame.items.start || self.is(at, Class::POSSESSIVE))?;
        let window = item + 1..frame.items.end.min(item + 1 + REACH);
        let is = window.clone().find(|&at| matches!(self.word(at), "is" | "was" | "read" | "reads"))?;
        let opens = |at: usize| {
            self.token(at).is_none() || self.word(at) == "that" || self.sign(at) == Some(Sign::Colon)
        };
        let opening = (is + 1..frame.items.end.min(is + 4)).find(|&at| opens(at))?;
        let plain = (item + 1..opening).all(|at| self.sign(at) == Some(Sign::Word));
        let speaker = if self.is(owner, Class::POSSESSIVE) && plain {
            let who = match self.word(owner).to_ascii_lowercase().as_str() {
                "his" | "her" => Who::Pronoun,
                "its" | "their" => Who::Other,
                _ => return None,
            };
            Mention { span: self.token(owner)?.span(), who }
        } else if self.sign(owner) == Some(Sign::Clitic) && plain {
            self.subject_before(frame, owner)?
        } else {
            return None;
        };
        let cue = Cue { span: self.token(item)?.span(), negated: false, modal: false };
        let at = item..if self.token(opening).is_none() { opening } else { opening + 1 };
        Some(Attribution { cue: Some(cue), at, speaker, form: Form::Verb })
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
        let named = !single || self.analysis.entity(self.runs[run].first) == Some(EntityKind::Organisation);
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
            _ => return None,
        };
        let speaker = self.subject_after(frame, end)?;
        let span = self.token(item)?.span().hull(self.token(end - 1)?.span());
        let cue = Cue { span, negated: false, modal: false };
        Some(Attribution { cue: Some(cue), at: item..end, speaker, form: Form::According })
    }

    fn is_view(&self, item: usize) -> bool {
        let word = self.token(item).map(|token| token.of(self.text)).unwrap_or_default();
        matches!(
            word,
            "words" | "opinion" | "view" | "eyes" | "judgment" | "judgement" | "estimation" | "account"
        )
    }

    /// "Jane Doe, mayor of Springfield: …" before marked words or a clause.
    fn colon(&self, frame: &Frame, item: usize) -> Option<Attribution> {
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
    fn handle(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let after_marks = item > frame.items.start && self.token(item - 1).is_none();
        let run = self.run_of_item(item).filter(|_| after_marks)?;
        Some(Attribution { cue: None, at: item..item, speaker: self.run_mention(run), form: Form::Dash })
    }

    /// “…” – Jane Doe
    fn dash(&self, frame: &Frame, item: usize) -> Option<Attribution> {
        let after_marks = item > frame.items.start && self.token(item - 1).is_none();
        if !after_marks {
            return None;
        }
        let mention = self.labelled(item + 1..frame.items.end.min(item + 12))?;
        let adjacent = self.token(item + 1).is_some_and(|token| token.capital || token.is(Class::DETERMINER));
        adjacent.then_some(Attribution { cue: None, at: item..item + 1, speaker: mention, form: Form::Dash })
    }
}
