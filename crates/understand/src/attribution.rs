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
const REACH: usize = 40;

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

    fn is(&self, item: usize, class: Class) -> bool {
        self.token(item).is_some_and(|token| token.is(class))
    }

    fn sign(&self, item: usize) -> Option<Sign> {
        self.token(item).map(|token| token.sign)
    }

    /// All attributions of a sentence, in order.
    pub fn attributions(&self, frame: &Frame) -> Vec<Attribution> {
        let mut found: Vec<Attribution> = Vec::new();
        for item in frame.items.clone() {
            let Some(token) = self.token(item) else { continue };
            let attribution = match token.sign {
                Sign::Word if token.is(Class::CUE) && self.run_of_item(item).is_none() => {
                    self.verb(frame, item, found.last())
                }
                Sign::Word => self.according(frame, item),
                Sign::Colon => self.colon(frame, item),
                Sign::Dash => self.dash(frame, item),
                _ => None,
            };
            found.extend(attribution);
        }
        found
    }

    // ---- cues

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
        let subject = Class::SUBJECT | Class::ROLE | Class::BODY | Class::COLLECTIVE | Class::TITLE | Class::SUBORDINATOR;
        number || (plain && !self.is(before, subject | Class::ADVERB | Class::AUXILIARY | Class::MODAL | Class::CONJUNCTION))
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
            !token.capital && token.sign == Sign::Word && token.end - token.start > 4 && token.of(self.text).ends_with("ly")
        })
    }

    /// Whether the verb group is active and finite: not "was told", not a bare noun.
    fn is_finite(&self, start: usize, item: usize) -> bool {
        let group = start..item;
        let word = |at: usize| self.token(at).map(|token| token.of(self.text)).unwrap_or_default();
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
        if self.is(item, Class::FINITE) {
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
            previous.filter(|previous| previous.form == Form::Verb).map(|previous| previous.speaker);
        let speaker =
            inherited.or_else(|| self.subject(frame.items.start.max(item.saturating_sub(REACH))..item));
        let speaker = speaker.unwrap_or(Mention { span: self.token(item)?.span(), who: Who::Missing });
        Some(Attribution {
            cue: Some(self.cue(item, item)),
            at: item..item + 1,
            speaker,
            form: Form::Participle,
        })
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

    // ---- mentions

    /// The run that holds this token.
    fn run_at(&self, token: u32) -> Option<usize> {
        let next = self.runs.partition_point(|run| run.first <= token);
        let index = next.checked_sub(1)?;
        (token < self.runs[index].last).then_some(index)
    }

    fn run_of_item(&self, item: usize) -> Option<usize> {
        match self.items.get(item)? {
            Item::Token(token) => self.run_at(*token),
            Item::Marked(_) => None,
        }
    }

    fn span_of(&self, items: Range<usize>) -> Option<Span> {
        let first = items.clone().find_map(|item| self.token(item))?;
        let last = items.rev().find_map(|item| self.token(item))?;
        Some(first.span().hull(last.span()))
    }

    fn run_mention(&self, run: usize) -> Mention {
        let who = match self.runs[run].sort {
            Sort::Body => Who::Body,
            _ => Who::Run(run),
        };
        Mention { span: self.runs[run].span, who }
    }

    /// The name before a colon: the last person in it that no preposition leads in, else the last run.
    fn labelled(&self, chunk: Range<usize>) -> Option<Mention> {
        let runs: Vec<usize> = self.runs_in(chunk.clone());
        let person = |run: &usize| self.runs[*run].sort == Sort::Person;
        let last =
            runs.last().copied().filter(|run| person(run) && self.run_of_item(chunk.end - 1) == Some(*run));
        let run = last.or(runs.iter().copied().find(person)).or(runs.first().copied());
        run.map(|run| self.run_mention(run)).or_else(|| self.noun_phrase(chunk))
    }

    fn runs_in(&self, items: Range<usize>) -> Vec<usize> {
        let mut runs: Vec<usize> = items.filter_map(|item| self.run_of_item(item)).collect();
        runs.dedup();
        runs
    }

    /// The person a sentence is about: the first named outside marks that no preposition leads in, else the first.
    pub fn subject(&self, items: Range<usize>) -> Option<Mention> {
        self.subject_and_firmness(items).map(|(mention, _)| mention)
    }

    /// The same, and whether no preposition leads it in.
    pub fn subject_and_firmness(&self, items: Range<usize>) -> Option<(Mention, bool)> {
        let mut led_in = None;
        let mut item = items.start;
        while item < items.end {
            if let Some(mention) = self.pronoun(item).filter(|mention| mention.who == Who::Pronoun) {
                return Some((mention, true));
            }
            let Some(run) = self.run_of_item(item) else {
                item += 1;
                continue;
            };
            let next = self.item_after_run(item, run);
            if matches!(self.runs[run].sort, Sort::Person | Sort::Office) && !self.is_possessed(next) {
                if !self.is_led_in(items.start, item) {
                    return Some((self.run_mention(run), true));
                }
                led_in.get_or_insert((self.run_mention(run), false));
            }
            item = next;
        }
        led_in
    }

    /// Whether a preposition stands before a name, with an article or a description between at most.
    fn is_led_in(&self, floor: usize, item: usize) -> bool {
        let word = |at: &usize| self.sign(*at) == Some(Sign::Word);
        let mut before = (floor.max(item.saturating_sub(4))..item).rev().take_while(word);
        let led = before.find(|&at| self.is(at, Class::PREPOSITION | Class::CALENDAR));
        led.is_some_and(|at| !self.is(at, Class::CALENDAR | Class::SUBORDINATOR))
    }

    /// "Doe's plan", but not "Doe's been told".
    fn is_possessed(&self, next: usize) -> bool {
        let verb = |at: usize| {
            self.is(at, Class::AUXILIARY | Class::DETERMINER | Class::ADVERB | Class::NEGATION)
                || self.token(at).is_some_and(|token| token.of(self.text).ends_with("ing"))
        };
        self.sign(next) == Some(Sign::Clitic) && !verb(next + 1)
    }

    /// The item after a run that begins at `item`.
    fn item_after_run(&self, item: usize, run: usize) -> usize {
        (item + 1..self.items.len()).find(|&at| self.run_of_item(at) != Some(run)).unwrap_or(self.items.len())
    }

    fn pronoun(&self, item: usize) -> Option<Mention> {
        let token = self.token(item).filter(|token| token.is(Class::SUBJECT))?;
        let who = match token.of(self.text).to_ascii_lowercase().as_str() {
            "he" | "she" => Who::Pronoun,
            "i" | "we" | "you" => Who::Writer,
            "they" | "it" => Who::Other,
            _ => Who::Body,
        };
        Some(Mention { span: token.span(), who })
    }

    /// The subject that ends just before a verb.
    fn subject_before(&self, frame: &Frame, verb: usize) -> Option<Mention> {
        let floor = frame.items.start.max(verb.saturating_sub(REACH));
        let mut end = verb;
        // "Doe, who …, said", "Doe, a nurse, said": the subject stands before the commas
        let closes = |at: usize| matches!(self.sign(at), Some(Sign::Comma | Sign::Dash | Sign::Close));
        if end > floor && closes(end - 1) {
            let start = self.clause_start(floor, end - 1, true);
            let main = |at: usize| self.is(at, Class::BARE) && self.is(at, Class::FINITE) && self.run_of_item(at).is_none();
            if (start..end - 1).any(main) && !(start..end - 1).any(|at| self.is(at, Class::SUBORDINATOR)) {
                return None; // ", called": the sentence has its verb already
            }
            return self.apposed(start..end - 1);
        }
        if end > floor && self.is(end - 1, Class::SUBORDINATOR) {
            end -= 1; // "Doe, who said"
            if end > floor && closes(end - 1) {
                end -= 1;
            }
        }
        let start = self.clause_start(floor, end, false);
        let verb = (start..end).rev().find(|&at| self.tag(at) == Tag::Finite);
        let after_verb = verb.and_then(|verb| self.noun_phrase(verb + 1..end));
        after_verb.or_else(|| self.noun_phrase(start..end))
    }

    /// Where the clause of a subject begins: after marks, a stop or a comma (unless commas are passed over).
    fn clause_start(&self, floor: usize, end: usize, over_commas: bool) -> usize {
        let mut start = end;
        while start > floor {
            let at = start - 1;
            let boundary = match self.sign(at) {
                None => true,
                Some(Sign::Stop | Sign::Colon | Sign::Semicolon) => true,
                Some(Sign::Comma | Sign::Dash) => !over_commas,
                Some(_) => {
                    !over_commas
                        && (self.is(at, Class::SUBORDINATOR | Class::AUXILIARY | Class::MODAL)
                            || self.is_finite_cue(at))
                }
            };
            if boundary || (!over_commas && self.is(at, Class::CONJUNCTION) && !self.joins_names(at)) {
                break;
            }
            start = at;
        }
        start
    }

    fn is_finite_cue(&self, item: usize) -> bool {
        self.is(item, Class::CUE) && self.is_modifying_verb(item)
            || self.is(item, Class::BARE) && self.is(item, Class::FINITE)
    }

    fn joins_names(&self, item: usize) -> bool {
        item > 0 && self.run_of_item(item - 1).is_some() && self.run_of_item(item + 1).is_some()
    }

    /// Of "Doe, a nurse at the clinic": Doe. Of "In May, Doe, a nurse": Doe.
    fn apposed(&self, items: Range<usize>) -> Option<Mention> {
        let mut parts = Vec::new();
        let mut start = items.start;
        for item in items.clone() {
            if matches!(self.sign(item), Some(Sign::Comma | Sign::Dash)) {
                parts.push(start..item);
                start = item + 1;
            }
        }
        parts.push(start..items.end);
        let leads_in =
            |part: &Range<usize>| self.is(part.start, Class::PREPOSITION | Class::CALENDAR | Class::CUE);
        let named = |part: &&Range<usize>| {
            !leads_in(part) && self.noun_phrase((*part).clone()).is_some_and(|m| matches!(m.who, Who::Run(_)))
        };
        let part = parts.iter().find(named).or_else(|| parts.iter().find(|part| !leads_in(part)))?;
        self.noun_phrase(part.clone())
    }

    /// The subject that begins after a verb or "according to".
    fn subject_after(&self, frame: &Frame, from: usize) -> Option<Mention> {
        let ceiling = frame.items.end.min(from + REACH);
        let mut end = from;
        while end < ceiling {
            let Some(token) = self.token(end) else { break };
            let stops = match token.sign {
                Sign::Word => {
                    token.is(Class::AUXILIARY | Class::MODAL | Class::SUBORDINATOR | Class::OBJECT)
                        || (token.is(Class::CUE)
                            && !token.capital
                            && token.is(Class::FINITE | Class::ING)
                            && end > from)
                        || (self.tag(end) == Tag::Finite && end > from)
                        || (token.is(Class::PREPOSITION | Class::CALENDAR) && end == from)
                        || (token.is(Class::CONJUNCTION) && !self.joins_names(end))
                }
                Sign::Number | Sign::Clitic | Sign::Open | Sign::Close => false,
                _ => true,
            };
            if stops {
                break;
            }
            end += 1;
        }
        if end == from {
            return None;
        }
        let mention = self.noun_phrase(from..end)?;
        let role = matches!(mention.who, Who::Described | Who::Body) || self.is_office(mention);
        let comma = self.sign(end) == Some(Sign::Comma);
        Some(if role && comma { self.named_after(end + 1, mention).unwrap_or(mention) } else { mention })
    }

    fn is_office(&self, mention: Mention) -> bool {
        matches!(mention.who, Who::Run(run) if self.runs[run].sort == Sort::Office)
    }

    /// "the Secretary of State, Jane Doe": the name that explains an office.
    fn named_after(&self, item: usize, office: Mention) -> Option<Mention> {
        let run = self.run_of_item(item)?;
        let token = self.token(item)?;
        let starts = self.runs[run].span.start == token.start;
        let named = starts && self.runs[run].last - self.runs[run].first > 1;
        let body = matches!(self.runs[run].sort, Sort::Body | Sort::Office);
        (named && !body).then(|| Mention { span: office.span.hull(self.runs[run].span), who: Who::Run(run) })
    }

    /// Reads a noun phrase: a name in it, else what its last word says.
    fn noun_phrase(&self, items: Range<usize>) -> Option<Mention> {
        let items = self.trimmed(items);
        if items.is_empty() {
            return None;
        }
        if let Some(pronoun) = items.clone().rev().find_map(|item| self.pronoun(item)) {
            return Some(pronoun);
        }
        let head = self.head(items.clone());
        let whole = self.span_of(items.clone())?;
        let last = head.end - 1;
        if let Some(run) = self.run_of_item(last) {
            let mention = self.run_mention(run);
            return Some(mention);
        }
        let token = self.token(last)?;
        let who = if is_role(token.of(self.text), token) && !token.is(Class::COLLECTIVE) {
            Who::Described
        } else {
            Who::Body
        };
        Some(Mention { span: whole, who })
    }

    /// Without conjunctions, adverbs and prepositional phrases at its start.
    fn trimmed(&self, items: Range<usize>) -> Range<usize> {
        let mut start = items.start;
        let skipped = |at: usize| {
            self.token(at).is_some_and(|token| {
                token.sign != Sign::Word && token.sign != Sign::Number
                    || token.is(Class::CONJUNCTION | Class::ADVERB | Class::SUBORDINATOR)
                        && !token.is(Class::DETERMINER)
            })
        };
        while start < items.end && skipped(start) {
            start += 1;
        }
        let mut end = items.end;
        while end > start
            && (skipped(end - 1) || self.is(end - 1, Class::CALENDAR) || self.is(end - 1, Class::PREPOSITION))
        {
            end -= 1;
        }
        start..end
    }

    /// "obtained", "saying": a verb that begins a modifier, not a plural noun such as "reports".
    fn is_modifying_verb(&self, item: usize) -> bool {
        self.token(item).is_some_and(|token| {
            token.is(Class::CUE)
                && token.is(Class::FINITE | Class::ING)
                && !token.capital
                && !token.of(self.text).ends_with('s')
        })
    }

    /// The phrase up to its first preposition, relative clause or participle: "a spokesman" of "a spokesman for the ministry".
    fn head(&self, items: Range<usize>) -> Range<usize> {
        let inside_run = |item: usize| {
            item > items.start
                && self.run_of_item(item).is_some()
                && self.run_of_item(item) == self.run_of_item(item - 1)
        };
        let cut = items.clone().skip(1).find(|&item| {
            let word =
                self.is(item, Class::PREPOSITION | Class::SUBORDINATOR) || self.is_modifying_verb(item);
            let sign = matches!(self.sign(item), Some(Sign::Open | Sign::Dash));
            (word || sign) && !inside_run(item)
        });
        items.start..cut.unwrap_or(items.end)
    }
}

/// Whether a noun says what a person is: by the tables, or by its ending ("neurosurgeon", "netminder").
fn is_role(word: &str, token: &Token) -> bool {
    let ending = ["er", "or", "ist", "ian", "man", "woman", "eon"]
        .iter()
        .any(|ending| word.len() > 6 && word.ends_with(ending));
    token.is(Class::ROLE | Class::TITLE)
        || (ending && !token.is(Class::BODY | Class::FUNCTION | Class::ADVERB))
}
