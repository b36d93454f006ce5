//! Where a clause begins after a cue without "that": "said on Monday the talks would go on", "told reporters he would stay".

use crate::analysis::Tag;
use crate::lexicon::Class;
use crate::reported::Finder;
use crate::token::Sign;

/// Most items that the words between a cue and its clause take.
const LONGEST_ASIDE: usize = 8;

impl Finder<'_> {
    /// Past "reporters", "him", "Tuesday", "The Associated Press on Friday", "in July".
    pub(crate) fn after_addressee(&self, from: usize, cue: &str) -> usize {
        let mut at = from;
        let tells = matches!(cue.to_ascii_lowercase().as_str(), "tell" | "tells" | "told" | "telling");
        while self.is(at, Class::OBJECT | Class::ADVERB | Class::CALENDAR)
            && !self.possessed(at)
            && at < from + LONGEST_ASIDE
        {
            at += 1;
        }
        if tells && at == from {
            at = self.after_person_told(at);
        }
        while at < from + LONGEST_ASIDE
            && let Some(after) = self.after_time(at)
        {
            at = after;
        }
        at
    }

    /// Past "reporters", "the paper", "Morning Show host Jane Doe".
    fn after_person_told(&self, at: usize) -> usize {
        let plural = self.reader.token(at).is_some_and(|token| {
            !token.capital && token.sign == Sign::Word && token.of(self.reader.text).ends_with('s')
        });
        let named = self.reader.token(at).is_some_and(|token| token.is_capital_word());
        let article = self.is(at, Class::DETERMINER | Class::POSSESSIVE) && !self.ends(at + 1);
        if !plural && !named && !article && !self.is(at, Class::COLLECTIVE) {
            return at;
        }
        let end = if article { at + 1 + self.run_length(at + 1) } else { at + self.run_length(at) };
        let titled = self.is(end, Class::ROLE | Class::TITLE)
            && self.reader.token(end + 1).is_some_and(|token| token.is_capital_word());
        if titled { end + 1 + self.run_length(end + 1) } else { end }
    }

    /// Past "Tuesday", "on Tuesday", "in July", "in 2016".
    fn after_time(&self, at: usize) -> Option<usize> {
        let time = |at: usize| self.is(at, Class::CALENDAR) && !self.possessed(at);
        let year = |at: usize| self.sign(at) == Some(Sign::Number) && !self.ends(at);
        let leads = matches!(self.word(at), "on" | "in" | "last" | "this" | "early" | "late");
        match () {
            () if time(at) => Some(at + 1 + usize::from(year(at + 1))),
            () if leads && time(at + 1) => Some(at + 2 + usize::from(year(at + 2))),
            () if self.word(at) == "in" && year(at + 1) && self.word(at + 1).len() == 4 => Some(at + 2),
            () => None,
        }
    }

    /// "Tuesday's"
    fn possessed(&self, item: usize) -> bool {
        self.sign(item + 1) == Some(Sign::Clitic)
    }

    /// Words of one name, else one.
    fn run_length(&self, item: usize) -> usize {
        let capital = |at: &usize| {
            *at < self.frame.items.end && self.reader.token(*at).is_some_and(|token| token.is_capital_word())
        };
        (item..item + 6).take_while(capital).count().max(1)
    }

    /// Whether a clause of three words or more begins here, not a stop, a comma or a phrase that tells where or to whom.
    /// `bare`: after "said" an object is rare, so that the verb may stand far away; after "added" it is not.
    pub(crate) fn begins_clause(&self, item: usize, bare: bool) -> bool {
        const LEAST: usize = 3;
        const BARE_REACH: usize = 60;
        const REACH: usize = 10;
        if self.ends(item) || item + LEAST > self.frame.items.end {
            return false;
        }
        let Some(token) = self.reader.token(item) else { return false };
        let place = token.is(Class::PREPOSITION) && !self.holds_clause(item);
        let other = token.is(Class::SUBORDINATOR)
            && !matches!(token.of(self.reader.text), "if" | "as" | "when" | "while" | "that" | "because");
        let sign = matches!(token.sign, Sign::Word | Sign::Number | Sign::Other | Sign::Open);
        let reach = if bare { BARE_REACH } else { REACH };
        sign && !place && !other && (token.is(Class::SUBJECT) || self.has_main_verb(item, reach))
    }

    /// Whether a verb comes within so many items that no relative or adverbial clause takes for itself: "the boat that
    /// sank was old", not "the boat that sank".
    fn has_main_verb(&self, item: usize, reach: usize) -> bool {
        let end = self.clause_end(item).min(item + reach);
        let (mut opened, mut in_group) = (0, false);
        for at in item..end {
            if matches!(self.sign(at), Some(Sign::Dash | Sign::Semicolon | Sign::Colon)) {
                return false;
            }
            if self.opens_inner(item, at) {
                opened += 1;
                in_group = false;
            } else if self.is_verb_like(at) {
                if !in_group && opened == 0 {
                    return true;
                }
                opened -= usize::from(!in_group);
                in_group = true;
            } else {
                in_group &= self.is(at, Class::ADVERB | Class::NEGATION);
            }
        }
        false
    }

    /// Whether a relative or adverbial clause opens at an item: "that", "who", "before they"; "the talks he led".
    fn opens_inner(&self, start: usize, at: usize) -> bool {
        let dated =
            || self.is(at + 1, Class::CALENDAR | Class::ING) || self.sign(at + 1) == Some(Sign::Number);
        let timed = self.is(at, Class::PREPOSITION) || matches!(self.word(at), "as" | "than");
        let reduced = self.is(at, Class::SUBJECT)
            && at > start
            && self.is_nominal(at - 1)
            && !self.is(at, Class::OBJECT);
        at > start && (reduced || self.is(at, Class::SUBORDINATOR) && !(timed && dated()))
    }

    fn is_nominal(&self, item: usize) -> bool {
        self.reader.tag(item) == Tag::Nominal
    }

    /// Whether a phrase that begins with a preposition leads into a clause: "in the north, people are leaving".
    fn holds_clause(&self, item: usize) -> bool {
        const REACH: usize = 12;
        let end = self.clause_end(item);
        let speech = (item..end.min(item + 5))
            .any(|at| self.is(at, Class::SPEECH_NOUN | Class::CALENDAR) || self.word(at) == "reporters");
        let subject = (item + 1..end.min(item + REACH)).any(|at| {
            self.is(at, Class::SUBJECT)
                || (self.is(at, Class::DETERMINER) && !self.is(at - 1, Class::PREPOSITION))
        });
        !speech && subject && (item..end).any(|at| self.is(at, Class::AUXILIARY | Class::MODAL))
    }

    /// A word that is the verb of a clause: "is", "will", "signed".
    fn is_verb(&self, item: usize) -> bool {
        let Some(token) = self.reader.token(item) else { return false };
        self.reader.tag(item) == Tag::Finite || token.is(Class::MODAL | Class::AUXILIARY)
    }

    /// A word that can be the verb of a clause, marked words included.
    pub(crate) fn is_verb_like(&self, item: usize) -> bool {
        let Some(token) = self.reader.token(item) else { return true };
        self.is_verb(item)
            || (token.sign == Sign::Clitic && self.is(item - 1, Class::SUBJECT | Class::SUBORDINATOR))
    }
}
