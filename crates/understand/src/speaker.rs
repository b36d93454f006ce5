//! Whom a mention of a speaker stands for: names, "she", "the minister", "the agency".

use crate::attribution::{Mention, Who};
use crate::finding::PersonId;
use crate::lexicon::{Class, lexicon};
use crate::mention::{Run, Sort};
use crate::people::{Gender, People};

/// What has been read so far, as far as it tells whom "he" or "the agency" means.
pub(crate) struct Focus<'a> {
    text: &'a str,
    runs: &'a [Run],
    /// Everybody known.
    pub people: People,
    /// Persons that sentences were about, last first; short.
    persons: Vec<PersonId>,
    /// Bodies that spoke or were named, last first; short.
    bodies: Vec<PersonId>,
    /// First run of the text after the place read.
    next: usize,
}

/// Bodies of any kind, which go by these nouns after their name: "the company".
const GENERIC: [&str; 20] = [
    "company",
    "firm",
    "group",
    "team",
    "organization",
    "organisation",
    "agency",
    "club",
    "utility",
    "manufacturer",
    "airline",
    "retailer",
    "carrier",
    "outlet",
    "newspaper",
    "charity",
    "bank",
    "union",
    "party",
    "corporation",
];

/// Persons and bodies kept in mind.
const KEPT: usize = 8;

impl<'a> Focus<'a> {
    /// Starts with nobody in mind.
    pub fn new(text: &'a str, runs: &'a [Run], people: People) -> Self {
        Self { text, runs, people, persons: Vec::new(), bodies: Vec::new(), next: 0 }
    }

    /// The person that sentences are about.
    pub fn person(&self) -> Option<PersonId> {
        self.persons.first().copied()
    }

    /// The person that a name names.
    pub fn known(&self, run: usize) -> Option<PersonId> {
        let run = &self.runs[run];
        run.form.map(|form| self.people.person(form, run.span.start as usize))
    }

    /// Brings a person to mind.
    pub fn about(&mut self, person: PersonId) {
        remember(&mut self.persons, person);
    }

    /// Whether a mention is of a person, so that "he" may go on from it.
    pub fn is_person(&self, mention: Mention) -> bool {
        match mention.who {
            Who::Run(run) => {
                matches!(self.runs[run].sort, Sort::Person | Sort::Office) || self.stands_alone(run)
            }
            Who::Pronoun | Who::Described => true,
            Who::Other | Who::Body | Who::Writer | Who::Missing => false,
        }
    }

    /// One capitalised word that speaks: a surname more often than not.
    fn stands_alone(&self, run: usize) -> bool {
        let run = &self.runs[run];
        run.last - run.first == 1 && run.form.is_some()
    }

    /// Brings a body to mind.
    pub fn about_body(&mut self, body: PersonId) {
        remember(&mut self.bodies, body);
    }

    /// Whom a mention stands for.
    pub fn resolve(&mut self, mention: Mention) -> Option<PersonId> {
        self.resolve_beside(mention, None)
    }

    /// Whom a mention of a speaker stands for; the person told ("he told Doe") is not who tells.
    pub fn resolve_beside(&mut self, mention: Mention, told: Option<PersonId>) -> Option<PersonId> {
        let words = mention.span.of(self.text);
        match mention.who {
            Who::Run(run) => Some(self.named(run)),
            Who::Pronoun => self.pronoun(mention, words, told),
            Who::Missing => self.person(),
            Who::Described => Some(self.described(words)),
            Who::Other => self.bodies.first().copied().or_else(|| self.person()),
            Who::Body => Some(self.body(words)),
            Who::Writer => None,
        }
    }

    fn named(&mut self, run: usize) -> PersonId {
        let found = &self.runs[run];
        match found.form {
            Some(form) => {
                let named = self.people.person(form, found.span.start as usize);
                if found.sort == Sort::Unknown {
                    remember(&mut self.bodies, named); // "it" may go on from it
                }
                named
            }
            None => {
                let body = self.people.described(found.span.of(self.text));
                remember(&mut self.bodies, body);
                body
            }
        }
    }

    /// "he", "she": the last person spoken of who can be meant.
    fn pronoun(&mut self, mention: Mention, words: &str, told: Option<PersonId>) -> Option<PersonId> {
        let she = ["she", "her"].iter().any(|word| words.to_ascii_lowercase().starts_with(word))
            && !words.to_ascii_lowercase().starts_with("he'");
        let gender = if she { Gender::Woman } else { Gender::Man };
        let fits = |people: &People, person: PersonId| {
            Some(person) != told && people.gender(person).is_none_or(|known| known == gender)
        };
        let known = self.persons.iter().copied().find(|&person| fits(&self.people, person));
        known.or_else(|| self.named_before(mention.span.start, |people, person| fits(people, person)))
    }

    /// The last person named before a place that is wanted.
    fn named_before(&mut self, at: u32, wanted: impl Fn(&People, PersonId) -> bool) -> Option<PersonId> {
        const LOOK_BACK: usize = 24;
        while self.runs.get(self.next).is_some_and(|run| run.span.start < at) {
            self.next += 1;
        }
        let before = self.runs[self.next.saturating_sub(LOOK_BACK)..self.next].iter().rev();
        let persons = before.filter(|run| run.sort == Sort::Person && run.span.start < at);
        let mut named =
            persons.filter_map(|run| Some(self.people.person(run.form?, run.span.start as usize)));
        named.find(|&person| wanted(&self.people, person))
    }

    /// "the Dutch politician", "a spokesman", "the delegate of Chad".
    fn described(&mut self, words: &str) -> PersonId {
        let own = self.is_own(words);
        let role = role_word(words);
        if !own {
            let called = |people: &People, person: PersonId| is_called(people, person, role);
            let known = self.persons.iter().copied().find(|&person| called(&self.people, person));
            let gender = Gender::of_word(role);
            let fits = |person: &PersonId| {
                gender.is_none() || self.people.gender(*person).is_none_or(|g| Some(g) == gender)
            };
            let about = self.persons.iter().copied().find(fits).filter(|_| !has_part(role));
            if let Some(known) = known.or(about) {
                return known;
            }
        }
        let somebody = self.people.described(words);
        self.people.shown_by(somebody, role);
        if is_definite(words) && has_field(words) {
            self.people.people[somebody.0 as usize].doubtful = false; // one person, though without a name
        }
        somebody
    }

    /// Whether a description introduces somebody: "a spokesman", "Doe's lawyer", "the delegate of Chad".
    fn is_own(&self, words: &str) -> bool {
        let possessed =
            words.contains("'s ") || words.contains("’s ") || words.contains("s' ") || words.contains("s’ ");
        !is_definite(words) || possessed || has_field(words)
    }

    /// "the ministry": a body named before, else one by these words.
    fn body(&mut self, words: &str) -> PersonId {
        let last = words.split_whitespace().next_back().unwrap_or_default();
        let mut parts = words.split_whitespace();
        let definite = parts
            .next()
            .is_some_and(|word| ["the", "this", "that"].iter().any(|the| word.eq_ignore_ascii_case(the)));
        let generic = GENERIC.contains(&last);
        let short = parts.clone().count() <= if generic { 3 } else { 1 };
        let body = lexicon().class(last).any(Class::BODY);
        if lexicon().class(last).any(Class::SPEECH_NOUN)
            && let Some(author) = self.author(words)
        {
            return author;
        }
        if definite && short && body {
            let named = |&person: &PersonId| is_called(&self.people, person, last);
            let known = self.bodies.iter().copied().find(named).or_else(|| self.body_named(last));
            let any = || self.bodies.first().copied().filter(|_| generic);
            if let Some(known) = known.or_else(any) {
                return known;
            }
        }
        let body = self.people.described(words);
        remember(&mut self.bodies, body);
        body
    }

    /// Who is behind "her statement", "the Doe campaign statement".
    fn author(&mut self, words: &str) -> Option<PersonId> {
        let first = words.split_whitespace().next().unwrap_or_default();
        if lexicon().class(first).any(Class::POSSESSIVE) {
            return if first.eq_ignore_ascii_case("its") {
                self.bodies.first().copied()
            } else {
                self.person()
            };
        }
        let start = words.as_ptr() as usize - self.text.as_ptr() as usize;
        let end = start + words.len();
        let runs = self.runs.partition_point(|run| (run.span.start as usize) < start);
        let inside = self.runs[runs..].iter().position(|run| (run.span.end as usize) < end)?;
        (inside == 0 && (self.runs[runs].span.start as usize) < end).then(|| self.named(runs))
    }

    /// A body among the runs just before whose name has this word.
    fn body_named(&mut self, word: &str) -> Option<PersonId> {
        const LOOK_BACK: usize = 24;
        let before = self.runs[self.next.saturating_sub(LOOK_BACK)..self.next].iter().rev();
        let mut bodies = before.filter(|run| matches!(run.sort, Sort::Body | Sort::Unknown));
        let named = bodies.find(|run| {
            run.span.of(self.text).split_whitespace().any(|part| part.eq_ignore_ascii_case(word))
        });
        named.map(|run| self.people.described(run.span.of(self.text)))
    }
}

/// Puts somebody first.
fn remember(list: &mut Vec<PersonId>, person: PersonId) {
    list.retain(|&known| known != person);
    list.insert(0, person);
    list.truncate(KEPT);
}

/// Whether a description is of somebody who is known: "the delegate", "her lawyer".
fn is_definite(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    ["the", "this", "that", "his", "her"].iter().any(|the| first.eq_ignore_ascii_case(the))
}

/// Whether a description says by a name where somebody belongs: "the delegate of Chad".
fn has_field(words: &str) -> bool {
    let mut after = words
        .split_whitespace()
        .skip(1)
        .skip_while(|word| !matches!(*word, "of" | "for" | "from" | "at" | "with"));
    after.nth(1).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// The word of a description that says what somebody is: "politician" of "the Dutch politician".
fn role_word(words: &str) -> &str {
    let head = words.split_whitespace().take_while(|word| !lexicon().class(word).any(Class::PREPOSITION));
    head.filter(|word| lexicon().class(word).any(Class::ROLE | Class::TITLE)).last().unwrap_or_default()
}

/// Whether a word gives somebody's part in a talk, which is not that of the person talked with: "the moderator".
fn has_part(role: &str) -> bool {
    ["moderator", "host", "anchor", "interviewer", "interpreter", "reporter"].contains(&role)
}

/// Whether somebody holds an office or goes by a description with this word.
fn is_called(people: &People, person: PersonId, word: &str) -> bool {
    let name = &people.people[person.0 as usize].name;
    let in_name = || name.split_whitespace().any(|part| part.eq_ignore_ascii_case(word));
    !word.is_empty() && (people.holds(person, word) || in_name())
}
