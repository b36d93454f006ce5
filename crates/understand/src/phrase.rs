//! Noun phrases: the mention of a speaker that stands before or after a cue.

use std::ops::Range;

use text::Span;

use crate::analysis::Tag;
use crate::attribution::{Mention, REACH, Reader, Who};
use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::mention::Sort;
use crate::token::{Sign, Token};

impl Reader<'_> {
    /// The run that holds this token.
    pub(crate) fn run_at(&self, token: u32) -> Option<usize> {
        let next = self.runs.partition_point(|run| run.first <= token);
        let index = next.checked_sub(1)?;
        (token < self.runs[index].last).then_some(index)
    }

    pub(crate) fn run_of_item(&self, item: usize) -> Option<usize> {
        match self.items.get(item)? {
            Item::Token(token) => self.run_at(*token),
            Item::Marked(_) => None,
        }
    }

    pub(crate) fn span_of(&self, items: Range<usize>) -> Option<Span> {
        let first = items.clone().find_map(|item| self.token(item))?;
        let last = items.rev().find_map(|item| self.token(item))?;
        Some(first.span().hull(last.span()))
    }

    pub(crate) fn run_mention(&self, run: usize) -> Mention {
        let who = match self.runs[run].sort {
            Sort::Body => Who::Body,
            _ => Who::Run(run),
        };
        Mention { span: self.runs[run].span, who }
    }

    /// The name before a colon: the last person in it that no preposition leads in, else the last run.
    pub(crate) fn labelled(&self, chunk: Range<usize>) -> Option<Mention> {
        let runs: Vec<usize> = self.runs_in(chunk.clone());
        let person = |run: &usize| self.runs[*run].sort == Sort::Person;
        let last =
            runs.last().copied().filter(|run| person(run) && self.run_of_item(chunk.end - 1) == Some(*run));
        let run = last.or(runs.iter().copied().find(person)).or(runs.first().copied());
        run.map(|run| self.run_mention(run)).or_else(|| self.noun_phrase(chunk))
    }

    pub(crate) fn runs_in(&self, items: Range<usize>) -> Vec<usize> {
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
    pub(crate) fn is_led_in(&self, floor: usize, item: usize) -> bool {
        let word = |at: &usize| self.sign(*at) == Some(Sign::Word);
        let mut before = (floor.max(item.saturating_sub(4))..item).rev().take_while(word);
        let led = before.find(|&at| self.is(at, Class::PREPOSITION | Class::CALENDAR));
        let topic =
            |at: usize| at > floor && self.word(at) == "for" && self.word(at - 1).eq_ignore_ascii_case("as");
        let fronted = |at: usize| at == floor && self.word(at) == "For";
        led.is_some_and(|at| {
            !self.is(at, Class::CALENDAR | Class::SUBORDINATOR) && !topic(at) && !fronted(at)
        })
    }

    /// The characters of an item, empty for marked words.
    pub(crate) fn word(&self, item: usize) -> &str {
        self.token(item).map(|token| token.of(self.text)).unwrap_or_default()
    }

    /// "Doe's plan", but not "Doe's been told".
    pub(crate) fn is_possessed(&self, next: usize) -> bool {
        let verb = |at: usize| {
            self.is(at, Class::AUXILIARY | Class::DETERMINER | Class::ADVERB | Class::NEGATION)
                || self.token(at).is_some_and(|token| token.of(self.text).ends_with("ing"))
        };
        self.sign(next) == Some(Sign::Clitic) && !verb(next + 1)
    }

    /// The item after a run that begins at `item`.
    pub(crate) fn item_after_run(&self, item: usize, run: usize) -> usize {
        (item + 1..self.items.len()).find(|&at| self.run_of_item(at) != Some(run)).unwrap_or(self.items.len())
    }

    pub(crate) fn pronoun(&self, item: usize) -> Option<Mention> {
        let token = self.token(item).filter(|token| token.is(Class::SUBJECT))?;
        let word = token.of(self.text);
        let bare = word.split(['\'', '’']).next().unwrap_or(word);
        let who = match bare.to_ascii_lowercase().as_str() {
            "he" | "she" => Who::Pronoun,
            "i" | "we" | "you" => Who::Writer,
            "they" | "it" => Who::Other,
            _ => Who::Body,
        };
        Some(Mention { span: token.span(), who })
    }

    /// The subject that ends just before a verb.
    pub(crate) fn subject_before(&self, frame: &Frame, verb: usize) -> Option<Mention> {
        let floor = frame.items.start.max(verb.saturating_sub(REACH));
        let mut end = verb;
        let mut relative = false;
        // "Doe, who …, said", "Doe, a nurse, said": the subject stands before the commas
        let closes = |at: usize| matches!(self.sign(at), Some(Sign::Comma | Sign::Dash | Sign::Close));
        if end > floor && closes(end - 1) {
            let start = self.clause_start(floor, end - 1, true);
            let main = |at: usize| {
                self.is(at, Class::BARE) && self.is(at, Class::FINITE) && self.run_of_item(at).is_none()
            };
            if (start..end - 1).any(main) && !(start..end - 1).any(|at| self.is(at, Class::SUBORDINATOR)) {
                return None; // ", called": the sentence has its verb already
            }
            return self.apposed(start..end - 1);
        }
        if end > floor && self.is(end - 1, Class::SUBORDINATOR) {
            relative = true;
            end -= 1; // "Doe, who said"
            if end > floor && closes(end - 1) {
                end -= 1;
            }
        }
        let start = self.clause_start(floor, end, false);
        let last_preposition = |end: usize| (start..end).rev().find(|&at| self.is(at, Class::PREPOSITION));
        let mut noun = last_preposition(end).filter(|_| relative);
        if let Some(at) = noun.filter(|&at| self.tells_whence(at)) {
            end = at; // "Doe of Springfield, who said"
            noun = last_preposition(end);
        }
        let verb = noun.or_else(|| (start..end).rev().find(|&at| self.tag(at) == Tag::Finite));
        let after_verb = verb.and_then(|verb| self.noun_phrase(verb + 1..end));
        let mention = after_verb.or_else(|| self.noun_phrase(start..end))?;
        Some(self.apposed_to(start, mention))
    }

    /// "Doe of Springfield": whether a preposition parts a person from the name of where they belong.
    fn tells_whence(&self, item: usize) -> bool {
        let before = item.checked_sub(1).and_then(|at| self.run_of_item(at));
        matches!(self.word(item), "of" | "from")
            && before.is_some_and(|run| self.runs[run].sort == Sort::Person)
            && self.run_of_item(item + 1).is_some()
    }

    /// "Doe, the winner who said": the description stands for the name before it.
    fn apposed_to(&self, start: usize, mention: Mention) -> Mention {
        let comma = start.checked_sub(1).filter(|&at| self.sign(at) == Some(Sign::Comma));
        let before = comma.and_then(|at| at.checked_sub(1)).and_then(|at| self.run_of_item(at));
        let person =
            before.filter(|&run| self.runs[run].sort == Sort::Person && mention.who == Who::Described);
        let article = self.is(start, Class::DETERMINER);
        person.filter(|_| article).map_or(mention, |run| Mention { who: Who::Run(run), ..mention })
    }

    /// Where the clause of a subject begins: after marks, a stop or a comma (unless commas are passed over).
    pub(crate) fn clause_start(&self, floor: usize, end: usize, over_commas: bool) -> usize {
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

    pub(crate) fn is_finite_cue(&self, item: usize) -> bool {
        self.is(item, Class::CUE) && self.is_modifying_verb(item)
            || self.is(item, Class::BARE) && self.is(item, Class::FINITE)
    }

    pub(crate) fn joins_names(&self, item: usize) -> bool {
        item > 0 && self.run_of_item(item - 1).is_some() && self.run_of_item(item + 1).is_some()
    }

    /// Of "Doe, a nurse at the clinic": Doe. Of "In May, Doe, a nurse": Doe.
    pub(crate) fn apposed(&self, items: Range<usize>) -> Option<Mention> {
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
        let part = self.name_apart(&parts).or_else(|| parts.iter().find(named));
        let part = part.or_else(|| parts.iter().find(|part| !leads_in(part)))?;
        self.noun_phrase(part.clone())
    }

    /// Of "Keeper of the Seal, Jane Doe": the part that is nothing but a full name, if the one before it is none.
    pub(crate) fn name_apart<'p>(&self, parts: &'p [Range<usize>]) -> Option<&'p Range<usize>> {
        let whole = |part: &Range<usize>| {
            let run = self.run_of_item(part.start).filter(|_| part.len() > 1)?;
            (self.item_after_run(part.start, run) == part.end).then_some(run)
        };
        let person = |part: &&Range<usize>| {
            whole(part).is_some_and(|run| !matches!(self.runs[run].sort, Sort::Body | Sort::Office))
        };
        let first = parts.iter().find(person)?;
        let at = parts.iter().position(|part| part == first)?;
        let described = at > 0
            && parts[0].clone().any(|item| self.is(item, Class::ROLE | Class::TITLE | Class::PREPOSITION));
        described.then_some(first)
    }

    /// The subject that begins after a verb or "according to".
    pub(crate) fn subject_after(&self, frame: &Frame, from: usize) -> Option<Mention> {
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

    pub(crate) fn is_office(&self, mention: Mention) -> bool {
        matches!(mention.who, Who::Run(run) if self.runs[run].sort == Sort::Office)
    }

    /// "the Secretary of State, Jane Doe": the name that explains an office.
    pub(crate) fn named_after(&self, item: usize, office: Mention) -> Option<Mention> {
        let run = self.run_of_item(item)?;
        let token = self.token(item)?;
        let starts = self.runs[run].span.start == token.start;
        let next = self.item_after_run(item, run);
        let set_apart = matches!(self.sign(next), None | Some(Sign::Stop | Sign::Comma));
        let named = starts && (self.runs[run].last - self.runs[run].first > 1 || set_apart);
        let body = matches!(self.runs[run].sort, Sort::Body | Sort::Office);
        (named && !body).then(|| Mention { span: office.span.hull(self.runs[run].span), who: Who::Run(run) })
    }

    /// Reads a noun phrase: a name in it, else what its last word says.
    pub(crate) fn noun_phrase(&self, items: Range<usize>) -> Option<Mention> {
        let items = self.trimmed(items);
        let only_leads = items.len() == 1 && self.is(items.start, Class::PREPOSITION);
        if items.is_empty() || only_leads {
            return None;
        }
        let pronoun = items.clone().rev().find_map(|item| self.pronoun(item));
        if let Some(pronoun) = pronoun.filter(|pronoun| pronoun.who != Who::Body || items.len() == 1) {
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
        let aged = items.clone().any(|item| {
            self.token(item)
                .is_some_and(|token| token.sign == Sign::Number && token.of(self.text).ends_with("-old"))
        });
        let who = if aged || is_role(token.of(self.text), token) && !token.is(Class::COLLECTIVE) {
            Who::Described
        } else {
            Who::Body
        };
        Some(Mention { span: whole, who })
    }

    /// Of "in early November the company": where "the company" begins.
    pub(crate) fn past_preposition(&self, items: Range<usize>) -> usize {
        if !self.is(items.start, Class::PREPOSITION) || self.run_of_item(items.start).is_some() {
            return items.start;
        }
        let begins = |at: &usize| {
            let phrase = self.is(*at, Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT)
                || (self.run_of_item(*at).is_some() && self.run_of_item(*at) != self.run_of_item(*at - 1));
            phrase && !self.is(*at - 1, Class::PREPOSITION | Class::DETERMINER)
        };
        (items.start + 1..items.end).find(begins).unwrap_or(items.start)
    }

    /// Without conjunctions, adverbs and prepositional phrases at its start.
    pub(crate) fn trimmed(&self, items: Range<usize>) -> Range<usize> {
        let mut start = self.past_preposition(items.clone());
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
        let late = Class::CALENDAR | Class::PREPOSITION | Class::ADVERB | Class::DETERMINER;
        while end > start && (skipped(end - 1) || (end - 1 > start && self.is(end - 1, late))) {
            end -= 1;
        }
        start..end
    }

    /// "obtained", "saying": a verb that begins a modifier, not a plural noun such as "reports".
    pub(crate) fn is_modifying_verb(&self, item: usize) -> bool {
        self.token(item).is_some_and(|token| {
            token.is(Class::CUE)
                && token.is(Class::FINITE | Class::ING)
                && !token.capital
                && !token.of(self.text).ends_with('s')
        })
    }

    /// The phrase up to its first preposition, relative clause or participle: "a spokesman" of "a spokesman for the ministry".
    pub(crate) fn head(&self, items: Range<usize>) -> Range<usize> {
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
