//! Mentions: runs of capitalised words, and whether they name a person.

use rustc_hash::{FxHashMap, FxHashSet};
use text::Span;

use crate::lexicon::Class;
use crate::people::{FormId, Names};
use crate::token::{Sign, Token};

/// A run of capitalised words: "NATO Secretary General Mark Rutte", "Lake Cowichan".
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Its words.
    pub span: Span,
    /// What it names.
    pub sort: Sort,
    /// The name as noted, for persons and for what may be one.
    pub form: Option<FormId>,
}

/// What a run names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A person: by title, given name, or use.
    Person,
    /// An office alone: "the Secretary General".
    Office,
    /// A body by its last word: "Foreign Ministry".
    Body,
    /// A place, a body, a thing: it does not show.
    Unknown,
}

/// All runs of a text in order, with the persons among them noted.
pub(crate) fn mentions<'t>(text: &'t str, tokens: &[Token], names: &mut Names<'t>) -> Vec<Run> {
    let mut runs = runs(text, tokens);
    mend_glued(text, &mut runs);
    let mut persons: FxHashMap<&str, bool> = FxHashMap::default();
    for run in runs.iter().filter(|run| run.sort == Sort::Person && run.last - run.first > 1) {
        let surname = last_word(run.span.of(text));
        persons.insert(surname, true);
        let first = run.span.of(text).split_whitespace().find(|word| !is_title(word)).unwrap_or_default();
        persons.entry(first).or_insert(false);
    }
    let speakers = speaking_words(text, tokens, &runs);
    for run in &mut runs {
        let words = run.span.of(text);
        let length = run.last - run.first;
        let known = length == 1 && persons.contains_key(words);
        let speaks = (2..=3).contains(&length) && speakers.contains(last_word(words));
        if run.sort == Sort::Unknown && (known || speaks) {
            run.sort = Sort::Person;
        }
        if matches!(run.sort, Sort::Person | Sort::Office) {
            run.form = Some(names.note(words, run.span.start as usize));
        }
    }
    runs
}

fn runs(text: &str, tokens: &[Token]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !begins_run(tokens, at) {
            at += 1;
            continue;
        }
        let end = run_end(text, tokens, at);
        runs.push(Run {
            first: at as u32,
            last: end as u32,
            span: tokens[at].span().hull(tokens[end - 1].span()),
            sort: sort(&tokens[at..end]),
            form: None,
        });
        at = end;
    }
    runs
}

/// A capital that is no mere beginning of a sentence.
fn begins_run(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if !token.is_capital_word() || token.is(Class::SUBJECT | Class::POSSESSIVE) {
        return false;
    }
    let named = |next: &Token| next.is_capital_word() && !next.is(Class::FUNCTION | Class::CALENDAR);
    let before_name = tokens.get(at + 1).is_some_and(named);
    if token.is(Class::GIVEN | Class::TITLE) && (before_name || !token.is(Class::CALENDAR | Class::FUNCTION))
    {
        return true;
    }
    !token.is(Class::FUNCTION | Class::CALENDAR)
}

fn run_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut end = from + 1;
    loop {
        let Some(next) = tokens.get(end) else { return end };
        let capital_follows = |at: usize| tokens.get(at).is_some_and(Token::is_capital_word);
        if next.sign != Sign::Word {
            return end;
        }
        let plain = !next.is(Class::FUNCTION) || (next.end - next.start <= 2 && next.is(Class::PARTICLE));
        let month = next.is(Class::CALENDAR) && !tokens[end - 1].is(Class::GIVEN);
        let particle = !next.capital && next.is(Class::PARTICLE);
        let field = next.of(text) == "of" && tokens[end - 1].is(Class::TITLE | Class::BODY | Class::OFFICE);
        if next.capital && plain && !month {
            end += 1;
        } else if (particle || field) && capital_follows(end + 1) {
            end += 2;
        } else {
            return end;
        }
    }
}

fn sort(run: &[Token]) -> Sort {
    let title = run.iter().rposition(|token| token.is(Class::TITLE));
    let last = &run[run.len() - 1];
    match title {
        Some(title) if title + 1 == run.len() => Sort::Office,
        Some(title) if run[title + 1..].iter().all(|token| token.is(Class::OFFICE) || !token.capital) => {
            Sort::Office
        }
        Some(_) if last.is(Class::BODY) => Sort::Body,
        Some(_) => Sort::Person,
        None if last.is(Class::BODY | Class::OFFICE) && run.len() > 1 => Sort::Body,
        None if run.len() > 1 && run[0].is(Class::GIVEN) => Sort::Person,
        None => Sort::Unknown,
    }
}

fn is_title(word: &str) -> bool {
    crate::lexicon::lexicon().class(word).any(Class::TITLE)
}

fn last_word(words: &str) -> &str {
    words.split_whitespace().next_back().unwrap_or_default()
}

/// Words that stand alone beside a verb of saying: surnames, most of them.
fn speaking_words<'t>(text: &'t str, tokens: &[Token], runs: &[Run]) -> FxHashSet<&'t str> {
    let cue =
        |token: Option<&Token>| token.is_some_and(|token| token.is(Class::SAY) && token.is(Class::FINITE));
    let alone = runs.iter().filter(|run| run.last - run.first == 1 && run.sort == Sort::Unknown);
    let speaking = alone.filter(|run| {
        cue(tokens.get(run.last as usize))
            || run.first.checked_sub(1).is_some_and(|at| cue(tokens.get(at as usize)))
    });
    speaking.map(|run| run.span.of(text)).collect()
}

/// Words that a missing space glues to a name: "Blinkenafter meeting".
const GLUED: [&str; 14] =
    ["after", "and", "said", "says", "who", "that", "the", "told", "has", "was", "with", "for", "of", "in"];

/// Cuts what is glued to a name that the text also has alone.
fn mend_glued(text: &str, runs: &mut [Run]) {
    let alone: FxHashSet<&str> = runs.iter().map(|run| last_word(run.span.of(text))).collect();
    for run in runs {
        let word = last_word(run.span.of(text));
        let bare = GLUED.iter().filter_map(|glued| word.strip_suffix(glued));
        let cut = bare
            .filter(|bare| bare.len() > 3 && alone.contains(bare))
            .map(|bare| word.len() - bare.len())
            .next();
        run.span.end -= cut.unwrap_or(0) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn found(text: &str) -> Vec<(&str, Sort)> {
        let mut names = Names::default();
        mentions(text, &tokens(text), &mut names).iter().map(|run| (run.span.of(text), run.sort)).collect()
    }

    #[test]
    fn persons_offices_and_bodies_are_told_apart() {
        let text = "In Paris, the Foreign Ministry met Secretary of State Jane Doe. The Secretary General and Anna Lind left.";
        assert_eq!(
            found(text),
            [
                ("Paris", Sort::Unknown),
                ("Foreign Ministry", Sort::Body),
                ("Secretary of State Jane Doe", Sort::Person),
                ("Secretary General", Sort::Office),
                ("Anna Lind", Sort::Person)
            ]
        );
    }

    #[test]
    fn a_name_that_is_known_in_full_is_a_person_alone() {
        let text = "Lindqvist left. Ingrid Lindqvist came back, and Lindqvistsaid so.";
        assert_eq!(
            found(text),
            [("Lindqvist", Sort::Unknown), ("Ingrid Lindqvist", Sort::Unknown), ("Lindqvist", Sort::Unknown)]
        );
        let text = "Lindqvist left. Ann Lindqvist came back, she said. Lindqvistafter all.";
        assert!(found(text).iter().all(|(_, sort)| *sort == Sort::Person));
    }
}
