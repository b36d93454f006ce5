//! Who is said to act: the words before a cue, or between it and "to".

use std::ops::Range;

use super::Sentence;
use crate::lexicon::Class;
use crate::token::Sign;

/// Who is said to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// Their words.
    pub words: Range<usize>,
    /// "I" or "we".
    pub speaks: bool,
    /// Somebody, or something that binds somebody: a law, a budget, a programme.
    pub acts: bool,
    /// A measure that binds somebody: a law, an order, a budget.
    pub binds: bool,
    /// Inside a question or a relative clause: "what we will do", "people who will".
    pub embedded: bool,
    /// A pronoun behind a noun: "the resources they".
    pub after_noun: bool,
}

impl Subject {
    /// Whether it is this one word, "I've" being "I".
    pub fn is(&self, sentence: &Sentence, word: &str) -> bool {
        let own = sentence.word(self.words.start).split(['\'', '’']).next().unwrap_or_default();
        self.words.len() == 1 && own.eq_ignore_ascii_case(word)
    }
}

/// Whether these words are the speaker's own side.
pub(super) fn is_own(words: &str) -> bool {
    let short = words.split(['\'', '’']).next().unwrap_or_default();
    ["I", "we"].iter().any(|own| short.eq_ignore_ascii_case(own))
}

/// The subject before the word at `at`; for "we'll" the word itself.
pub(super) fn before(sentence: &Sentence, at: usize) -> Option<Subject> {
    if sentence.is_short_will(at) {
        return Some(pronoun(sentence, at));
    }
    let mut last = at.checked_sub(1)?;
    for _ in 0..6 {
        let adverb = sentence.has(last, Class::ADVERB | Class::NEGATION | Class::AUXILIARY | Class::MODAL)
            || sentence.is_any(
                last,
                &[
                    "also",
                    "then",
                    "both",
                    "all",
                    "each",
                    "fully",
                    "further",
                    "remain",
                    "remains",
                    "reaffirmed",
                    "reiterated",
                    "made",
                    "their",
                    "its",
                    "our",
                ],
            )
            || sentence.sign(last) == Some(Sign::Clitic);
        let modals =
            sentence.has(last, Class::CONJUNCTION) && sentence.has(last.wrapping_sub(1), Class::MODAL);
        if !adverb && !modals {
            break;
        }
        last = last.checked_sub(1)?;
    }
    if sentence.has(last, Class::CONJUNCTION)
        && let Some(earlier) = first_of(sentence, last)
    {
        return Some(pronoun(sentence, earlier)); // "we have built it and will keep it"
    }
    if sentence.sign(last) == Some(Sign::Quote) {
        last = last.checked_sub(1)?; // "the “Fair Plan” will"
    }
    if sentence.sign(last) == Some(Sign::Close) {
        last = before_brackets(sentence, last)?; // "the Harbour Act (HA) will"
    }
    // "that's going to": a clause of its own
    let is = sentence.is(last, "that") && sentence.sign(last + 1) == Some(Sign::Clitic);
    if !is && sentence.is_any(last, &["which", "who", "that"]) {
        return relative(sentence, last);
    }
    if matches!(sentence.sign(last), Some(Sign::Comma | Sign::Dash)) {
        last = before_aside(sentence, last)?;
    }
    let token = sentence.get(last)?;
    if token.is(Class::SUBJECT) || is_own(sentence.word(last)) {
        return Some(pronoun(sentence, last));
    }
    noun(sentence, last, false)
}

/// Of "the centre, which will": the centre.
fn relative(sentence: &Sentence, pronoun: usize) -> Option<Subject> {
    let comma = usize::from(sentence.sign(pronoun.wrapping_sub(1)) == Some(Sign::Comma));
    let antecedent = noun(sentence, pronoun.checked_sub(1 + comma)?, true)?;
    Some(Subject { acts: antecedent.acts && comma > 0, embedded: false, ..antecedent })
}

/// The pronoun whose second verb stands behind this "and".
fn first_of(sentence: &Sentence, and: usize) -> Option<usize> {
    const REACH: usize = 8;
    let first = and.saturating_sub(REACH);
    let clause = (first..and)
        .rev()
        .take_while(|&at| sentence.sign(at) == Some(Sign::Word) || sentence.sign(at) == Some(Sign::Clitic));
    let is_person = |at: &usize| {
        let person = sentence.is_any(*at, &["he", "she", "they"]) || is_own(sentence.word(*at));
        person && !sentence.is_short_will(*at)
    };
    clause.filter(is_person).last()
}

/// The word before the brackets that close here.
fn before_brackets(sentence: &Sentence, close: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let open =
        (close.saturating_sub(LONGEST)..close).rev().find(|&at| sentence.sign(at) == Some(Sign::Open))?;
    open.checked_sub(1)
}

/// The word before ", the minister," at whose last comma we stand.
fn before_aside(sentence: &Sentence, comma: usize) -> Option<usize> {
    const LONGEST: usize = 30;
    let first = comma.saturating_sub(LONGEST);
    let open = (first..comma).rev().find(|&at| sentence.sign(at) == sentence.sign(comma))?;
    open.checked_sub(1)
}

fn pronoun(sentence: &Sentence, at: usize) -> Subject {
    let word = sentence.word(at);
    let short = word.split(['\'', '’']).next().unwrap_or_default();
    let speaks = is_own(word);
    let acts = speaks || ["he", "she", "they"].iter().any(|person| short.eq_ignore_ascii_case(person));
    let is_noun = |at: usize| {
        sentence.get(at).is_some_and(|before| {
            before.sign == Sign::Word
                && !before.capital
                && !before.is(Class::FUNCTION | Class::CUE | Class::ADVERB)
        })
    };
    let noun = is_noun(at.wrapping_sub(1));
    // "the resources they need to", "the help that they need to"
    let they = short.eq_ignore_ascii_case("they");
    let that = sentence.is(at.wrapping_sub(1), "that");
    let comma = sentence.sign(at.wrapping_sub(2)) == Some(Sign::Comma);
    let relative = they && (noun || that && (comma || is_noun(at.wrapping_sub(2))));
    let embedded = relative || is_embedded(sentence, at);
    Subject { words: at..at + 1, speaks, acts, binds: false, embedded, after_noun: noun }
}

/// Whether a question word or a doubt leads into the clause, or it tells "the way that we'll".
fn is_embedded(sentence: &Sentence, start: usize) -> bool {
    let before = start.wrapping_sub(1);
    if sentence.is(before, "why")
        && sentence
            .get(before.wrapping_sub(1))
            .is_some_and(|is| is.is(Class::AUXILIARY) || is.sign == Sign::Clitic)
    {
        return false; // "that is why we will"
    }
    let that = usize::from(sentence.is(before, "that"));
    if sentence.is_any(before.wrapping_sub(that), &["way", "ways", "idea", "notion", "suggestion"]) {
        return true;
    }
    sentence.is_any(
        before,
        &[
            "suggest",
            "suggests",
            "suggested",
            "what",
            "how",
            "where",
            "whether",
            "why",
            "who",
            "when",
            "whatever",
            "if",
        ],
    ) || sentence.is(before, "think")
        && (sentence.has(start, Class::SUBJECT) || sentence.has(before.wrapping_sub(1), Class::NEGATION))
}

/// The noun phrase that ends at `last`.
fn noun(sentence: &Sentence, last: usize, governed: bool) -> Option<Subject> {
    const LONGEST: usize = 14;
    let mut start = last + 1;
    while start > 0 && last + 1 - start < LONGEST {
        let at = start - 1;
        let Some(token) = sentence.get(at) else { break };
        let linked = sentence.is_any(at, &["of", "and", "for", "in", "on"]) && start <= last && at > 0;
        let inside = token.sign == Sign::Clitic
            || token.sign == Sign::Word && !token.is(Class::FUNCTION | Class::CUE)
            || token.sign == Sign::Number
            || token.sign == Sign::Word && token.is(Class::CUE) && token.capital
            || token.is(Class::DETERMINER | Class::POSSESSIVE)
            || linked;
        if !inside {
            break;
        }
        start = at;
        let opens = token.is(Class::DETERMINER | Class::POSSESSIVE);
        if opens && !sentence.is_any(start.wrapping_sub(1), &["of", "and", "for", "in", "on"]) {
            break;
        }
    }
    while start <= last && sentence.is_any(start, &["of", "and", "for", "in", "on", "that"]) {
        start += 1;
    }
    if start > last {
        return None;
    }
    let words = start..last + 1;
    if !governed
        && start > 0
        && sentence.has(start - 1, Class::PREPOSITION)
        && !sentence.has(start - 1, Class::SUBORDINATOR)
    {
        return None; // "the rules that apply to every judge": the subject stands before
    }
    let acts =
        (words.clone()).filter(|&at| is_head(sentence, words.clone(), at)).any(|at| is_actor(sentence, at));
    let binds =
        words.clone().any(|at| is_head(sentence, words.clone(), at) && sentence.has(at, Class::MEASURE));
    Some(Subject {
        embedded: is_embedded(sentence, start),
        speaks: false,
        acts,
        binds,
        words,
        after_noun: false,
    })
}

/// A word before a link, or the last: of "governments of the region" both.
fn is_head(sentence: &Sentence, words: Range<usize>, at: usize) -> bool {
    let link = |at: usize| sentence.is_any(at, &["of", "in", "on", "for"]);
    let last = at + 1 == words.end;
    // of "training in Rome" it is the training that does something, of "most of Rome" Rome
    let share =
        sentence.is_any(words.start, &["all", "most", "some", "both", "many", "much", "half", "rest"]);
    let ends = last && (share || sentence.is(at, "administration") || !words.clone().any(link));
    ends || words.contains(&at) && (link(at + 1) || sentence.is(at + 1, "and"))
}

/// Plurals that end like those of people who do something, and are things.
const NO_AGENTS: [&str; 56] = [
    "orders",
    "numbers",
    "letters",
    "matters",
    "others",
    "powers",
    "centers",
    "errors",
    "variants",
    "restaurants",
    "pollutants",
    "warrants",
    "elephants",
    "constants",
    "implants",
    "factors",
    "sectors",
    "corridors",
    "barriers",
    "borders",
    "papers",
    "rivers",
    "computers",
    "servers",
    "chambers",
    "chapters",
    "shelters",
    "disasters",
    "quarters",
    "headquarters",
    "corners",
    "layers",
    "markers",
    "drivers",
    "offers",
    "rumors",
    "rumours",
    "indicators",
    "reactors",
    "semiconductors",
    "conductors",
    "sensors",
    "tractors",
    "motors",
    "behaviors",
    "behaviours",
    "summers",
    "winters",
    "helicopters",
    "tankers",
    "rollers",
    "colors",
    "labors",
    "ventilators",
    "transfers",
    "waters",
];

/// Plurals for those who do something: "participants", "mentors", "journalists".
fn is_agent(word: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end));
    ends(&["ants", "ists", "ians", "eers"]) && !NO_AGENTS.contains(&word)
        || ends(&["ers", "ors"]) && !NO_AGENTS.contains(&word)
        || word == "experts"
        || word == "students"
}

/// Whether a word names somebody who can undertake something, or a measure that binds somebody.
fn is_actor(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.get(at) else { return false };
    let somebody = Class::ROLE | Class::COLLECTIVE | Class::ACTOR | Class::MEASURE;
    let opening = at == 0 || !sentence.get(at - 1).is_some_and(|before| before.sign == Sign::Word);
    token.sign == Sign::Word
        && (token.is(somebody)
            || is_agent(token.of(sentence.text))
            || token.is(Class::BODY) && !token.is(Class::THING)
            || token.capital && !token.is(Class::CALENDAR) && !opening
            || token.capital
                && opening
                && !token.is(Class::FUNCTION)
                && !token.of(sentence.text).ends_with("ing")
                && !token.of(sentence.text).ends_with('s'))
}

/// Whoever stands between a cue and "to": "urge [all parties] to". `act` is the word behind "to".
pub(super) fn after(sentence: &Sentence, from: usize, act: usize) -> Option<Subject> {
    let end = act.checked_sub(1).filter(|&end| end > from)?;
    let words = from..end.min(sentence.tokens.len());
    let that = usize::from(sentence.is(from, "that"));
    let words = words.start + that..words.end;
    if words.is_empty() {
        return None;
    }
    let acts = words.clone().any(|at| {
        is_actor(sentence, at)
            || sentence.is_any(at, &["you", "them", "him", "everyone", "us"])
            || sentence.is(at, "her") && at + 1 == words.end
            || sentence.has(at, Class::SUBJECT)
    });
    let own = words.len() == 1 && is_own(sentence.word(words.start));
    Some(Subject { words, speaks: own, acts, binds: false, embedded: false, after_noun: false })
}
