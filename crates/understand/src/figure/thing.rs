//! What a figure counts or measures.

use super::piece::{Kind, Piece, Sentence};
use crate::lexicon::{Class, lexicon};

/// Most words of a thing's name.
const LONGEST: usize = 6;

/// Plurals without -s.
const IRREGULAR: [&str; 21] = [
    "people",
    "men",
    "women",
    "children",
    "police",
    "troops",
    "staff",
    "personnel",
    "feet",
    "teeth",
    "mice",
    "sheep",
    "fish",
    "deer",
    "aircraft",
    "species",
    "series",
    "media",
    "data",
    "clergy",
    "cattle",
];

/// Words in -s that are no plurals.
const SINGULAR: [&str; 24] = [
    "is",
    "was",
    "has",
    "does",
    "this",
    "its",
    "us",
    "as",
    "his",
    "plus",
    "less",
    "yes",
    "says",
    "always",
    "perhaps",
    "goes",
    "thus",
    "versus",
    "besides",
    "towards",
    "afterwards",
    "across",
    "times",
    "ours",
];

/// Whether a word is a plural noun by its looks.
pub(super) fn is_plural(word: &str) -> bool {
    let any = |list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    let letter = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphabetic();
    let ending = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "ous"].iter().any(|end| word.ends_with(end))
        && word.bytes().all(|byte| letter(&byte));
    any(&IRREGULAR) || word == "times" || ending && !any(&SINGULAR)
}

/// Whether a word ends a name: a function word, a verb of saying, a weekday.
pub(super) fn is_function(word: &str) -> bool {
    let class = lexicon().class(word);
    class.any(Class::FUNCTION | Class::ADVERB | Class::CALENDAR)
        || class.any(Class::CUE) && class.any(Class::FINITE)
        || [
            "more",
            "other",
            "of",
            "per",
            "each",
            "ago",
            "early",
            "earlier",
            "later",
            "old",
            "away",
            "today",
            "worldwide",
            "overall",
            "than",
        ]
        .iter()
        .any(|other| word.eq_ignore_ascii_case(other))
}

/// The pieces of the thing that is counted from piece `at` on: "residential burglaries", "other NATO Allies". It ends with
/// its first plural; after "one", with the first word that is no adjective by its looks.
pub(super) fn counted(sentence: &Sentence, at: usize, one: bool) -> Option<std::ops::Range<usize>> {
    let start = past(sentence, at);
    if sentence.is_any(start.wrapping_sub(1), &EXTRA) && sentence.is_any(start, &["in", "on", "for"]) {
        return phrase(sentence, start + 1).filter(|found| !sentence.pieces[found.start].capital);
    }
    let mut end = start;
    while end < start + LONGEST {
        let Some(piece) = sentence.get(end) else { break };
        let hyphen = end > start && sentence.is_hyphen(end);
        if hyphen {
            end += 1;
            continue;
        }
        let inner = end > start && sentence.is_hyphen(end - 1);
        let first = end == start && is_counted(sentence.word(end));
        if !is_part(piece) || !inner && !first && is_function(sentence.word(end)) {
            break;
        }
        end += 1;
        let word = sentence.word(end - 1);
        let goes_on = sentence.is_hyphen(end);
        if is_possessive(sentence, end) && sentence.is(end + 1, "s") && sentence.is_glued(end + 1) {
            end += 2; // "three of the union's member states"
            continue;
        }
        let head = if one {
            !is_adjective(word) && !piece.capital
        } else {
            is_plural(word) && !is_possessive(sentence, end)
        };
        if head && !goes_on {
            break;
        }
    }
    while end > start && !sentence.get(end - 1).is_some_and(is_part) {
        end -= 1;
    }
    let verb = end == start + 1
        && sentence.word(start).ends_with("ing")
        && sentence.get(end).is_some_and(|next| !next.is_dash());
    if verb && !matches!(sentence.pieces[end].kind, Kind::Sign(_)) {
        return None; // "23 spending 2 percent", "40 waiting for it"
    }
    (start < end).then_some(start..end)
}

/// Whether a verb of saying is the plural of a thing here, right behind its number: "two points".
fn is_counted(word: &str) -> bool {
    let class = lexicon().class(word);
    is_plural(word) && class.any(Class::CUE) && !class.any(Class::FUNCTION | Class::ADVERB | Class::CALENDAR)
}

/// Words of an addition: "640 billion extra in aid".
const EXTRA: [&str; 4] = ["extra", "more", "additional", "further"];

/// Past "of the", "more", "other", "additional", a hyphen.
fn past(sentence: &Sentence, at: usize) -> usize {
    let mut at = at + usize::from(sentence.is_hyphen(at));
    let mut of = false;
    for _ in 0..4 {
        if sentence.is(at, "of") && !of {
            of = true;
        } else if !(sentence.is_any(at, &EXTRA)
            || sentence.is(at, "other")
            || of
                && sentence.is_any(
                    at,
                    &[
                        "the", "its", "their", "our", "his", "her", "all", "these", "those", "your", "my",
                        "a", "an", "most",
                    ],
                ))
        {
            break;
        }
        at += 1;
    }
    at
}

fn is_part(piece: &Piece) -> bool {
    matches!(piece.kind, Kind::Word(None) | Kind::Name)
        || matches!(piece.kind, Kind::Word(Some(_))) && piece.capital
}

fn is_possessive(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.word(at), "'" | "’") && sentence.is_glued(at)
}

/// Whether a word looks like an adjective.
fn is_adjective(word: &str) -> bool {
    [
        "al", "ive", "ous", "ic", "ful", "able", "ible", "ish", "ed", "less", "ary", "ent", "ant", "new",
        "er", "ean", "ian",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
        && ![
            "friend",
            "deal",
            "goal",
            "animal",
            "hospital",
            "student",
            "agent",
            "president",
            "member",
            "leader",
            "worker",
            "soldier",
            "player",
            "officer",
            "letter",
            "number",
            "event",
            "moment",
            "accident",
            "incident",
        ]
        .contains(&word)
}

/// The thing that a share, an amount or a length is of: behind it ("60 % of the workers", "an 18 % increase in spending"),
/// else before it ("spending rose by 18 %").
/// `scopes` are the sentence's, which are no part of it.
pub(super) fn measured(
    sentence: &Sentence,
    start: usize,
    end: usize,
    scopes: &[std::ops::Range<usize>],
) -> Option<std::ops::Range<usize>> {
    behind(sentence, end).or_else(|| subject(sentence, start, scopes))
}

fn behind(sentence: &Sentence, end: usize) -> Option<std::ops::Range<usize>> {
    let mut at = end + usize::from(sentence.is_hyphen(end));
    if super::comparison::direction(sentence.word(at)).is_some()
        || sentence.is_any(at, &["growth", "reduction", "cut", "hike"])
    {
        at += 1;
        if !sentence.is_any(at, &["in", "of"]) {
            return None;
        }
    }
    let linked = sentence.is_any(at, &["of", "in"]);
    let of = sentence.is(at, "of");
    if linked {
        at += 1;
        while sentence
            .is_any(at, &["the", "its", "their", "our", "his", "her", "all", "these", "those", "a", "an"])
        {
            at += 1;
        }
    }
    let found = phrase(sentence, at)?;
    let verb =
        found.len() == 1 && sentence.word(at).ends_with("ing") && is_function(sentence.word(found.end));
    if verb && !linked {
        return None; // "billions rolling in"
    }
    let capital = sentence.get(found.start).is_some_and(|piece| piece.capital);
    (of || !capital).then_some(found)
}

/// A noun phrase from piece `at` on, up to a function word.
fn phrase(sentence: &Sentence, at: usize) -> Option<std::ops::Range<usize>> {
    let mut end = at;
    while end < at + LONGEST {
        let Some(piece) = sentence.get(end) else { break };
        let hyphen = end > at && sentence.is_hyphen(end);
        if !hyphen && (!is_part(piece) || is_function(sentence.word(end))) {
            break;
        }
        end += 1;
        if is_plural(sentence.word(end - 1)) && !sentence.is_hyphen(end) {
            break;
        }
    }
    (at < end).then_some(at..end)
}

/// The words before the verb that leads to the figure.
fn subject(
    sentence: &Sentence,
    start: usize,
    scopes: &[std::ops::Range<usize>],
) -> Option<std::ops::Range<usize>> {
    const REACH: usize = 8;
    let verb = (1..=REACH.min(start)).map(|back| start - back).find(|&at| {
        let word = sentence.word(at);
        let stop = matches!(sentence.get(at).map(|piece| piece.kind), Some(Kind::Sign(',' | ';' | ':')));
        stop || super::comparison::direction(word).is_some()
            || lexicon().class(word).any(Class::AUXILIARY | Class::MODAL)
    })?;
    if matches!(sentence.get(verb)?.kind, Kind::Sign(_)) {
        return None;
    }
    let mut end = verb;
    while end > 0 && verb - end < 4 && sentence.get(end - 1)?.is_word() && {
        let class = lexicon().class(sentence.word(end - 1));
        class.any(Class::AUXILIARY | Class::MODAL | Class::ADVERB | Class::NEGATION)
    } {
        end -= 1;
    }
    if let Some(scope) = (scopes.partition_point(|scope| scope.start < end).checked_sub(1))
        .map(|last| &scopes[last])
        .filter(|scope| scope.end >= end)
    {
        end = scope.start; // "spending across the north is up 3 percent"
    }
    let mut begin = end;
    while begin > 0 && end - begin < LONGEST {
        let piece = sentence.get(begin - 1)?;
        let word = sentence.word(begin - 1);
        let pronoun = lexicon().class(word).any(Class::SUBJECT);
        if !is_part(piece) || is_function(word) || pronoun {
            break;
        }
        begin -= 1;
    }
    (begin < end).then_some(begin..end)
}
