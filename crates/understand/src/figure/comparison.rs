//! How a figure is compared: "more than", "up to", "about", "rose by".

use super::piece::{Kind, Sentence};
use super::unit::Dimension;

/// Phrases before a figure, with what they say of it. The longest that fits decides.
const BEFORE: [(&str, &str); 70] = [
    ("more than", ">"),
    ("over", ">"),
    ("above", ">"),
    ("at least", ">"),
    ("at the very least", ">"),
    ("greater than", ">"),
    ("higher than", ">"),
    ("longer than", ">"),
    ("older than", ">"),
    ("larger than", ">"),
    ("bigger than", ">"),
    ("better than", ">"),
    ("in excess of", ">"),
    ("upward of", ">"),
    ("upwards of", ">"),
    ("north of", ">"),
    ("no less than", ">"),
    ("no fewer than", ">"),
    ("not less than", ">"),
    ("not fewer than", ">"),
    ("a minimum of", ">"),
    ("exceeding", ">"),
    ("exceeds", ">"),
    ("exceed", ">"),
    ("exceeded", ">"),
    ("surpassing", ">"),
    ("surpassed", ">"),
    ("over the age of", ">"),
    ("above the age of", ">"),
    ("less than", "<"),
    ("fewer than", "<"),
    ("lower than", "<"),
    ("smaller than", "<"),
    ("shorter than", "<"),
    ("younger than", "<"),
    ("under", "<"),
    ("below", "<"),
    ("beneath", "<"),
    ("up to", "<"),
    ("at most", "<"),
    ("no more than", "<"),
    ("not more than", "<"),
    ("no greater than", "<"),
    ("as much as", "<"),
    ("as many as", "<"),
    ("a maximum of", "<"),
    ("south of", "<"),
    ("shy of", "<"),
    ("short of", "<"),
    ("under the age of", "<"),
    ("below the age of", "<"),
    ("about", "~"),
    ("around", "~"),
    ("approximately", "~"),
    ("approx", "~"),
    ("roughly", "~"),
    ("some", "~"),
    ("nearly", "~"),
    ("almost", "~"),
    ("circa", "~"),
    ("close to", "~"),
    ("nearer", "~"),
    ("estimated", "~"),
    ("estimated at", "~"),
    ("in the region of", "~"),
    ("in the order of", "~"),
    ("on the order of", "~"),
    ("in the neighborhood of", "~"),
    ("in the neighbourhood of", "~"),
    ("virtually", "~"),
];

/// Phrases behind a figure.
const BEHIND: [(&str, &str); 18] = [
    ("or more", ">"),
    ("or above", ">"),
    ("or over", ">"),
    ("or higher", ">"),
    ("or greater", ">"),
    ("or older", ">"),
    ("or better", ">"),
    ("and above", ">"),
    ("and over", ">"),
    ("and up", ">"),
    ("plus", ">"),
    ("at least", ">"),
    ("or less", "<"),
    ("or fewer", "<"),
    ("or below", "<"),
    ("or under", "<"),
    ("or so", "~"),
    ("or thereabouts", "~"),
];

/// Words that may stand between a phrase and its figure.
const BETWEEN: [&str; 8] = ["a", "an", "just", "only", "about", "another", "roughly", "well"];

/// Verbs and adverbs of growth.
const UP: [&str; 42] = [
    "up",
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "climb",
    "climbs",
    "climbed",
    "climbing",
    "jump",
    "jumps",
    "jumped",
    "jumping",
    "increase",
    "increases",
    "increased",
    "increasing",
    "advanced",
    "advancing",
    "surge",
    "surged",
    "surging",
    "soar",
    "soared",
    "soaring",
    "rally",
    "rallied",
    "gain",
    "gained",
    "gains",
    "gaining",
    "expanded",
    "expand",
    "swelled",
    "leapt",
    "spiked",
];

/// Verbs and adverbs of shrinking.
const DOWN: [&str; 53] = [
    "down",
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "decline",
    "declines",
    "declined",
    "declining",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "slip",
    "slipped",
    "slipping",
    "slid",
    "slide",
    "sank",
    "sink",
    "sinks",
    "shed",
    "sheds",
    "plunge",
    "plunged",
    "plunging",
    "tumble",
    "tumbled",
    "tumbling",
    "shrink",
    "shrank",
    "shrunk",
    "shrinking",
    "reduce",
    "reduced",
    "reducing",
    "dip",
    "dipped",
    "slump",
    "slumped",
    "eased",
    "easing",
    "retreated",
    "lost",
    "lose",
    "losing",
    "contracted",
    "plummeted",
];

/// Verbs that "up" and "down" belong to without any change: "gave up 500 homes".
const PHRASAL: [&str; 30] = [
    "give", "gives", "gave", "given", "giving", "set", "sets", "setting", "make", "makes", "made", "making",
    "pick", "picks", "picked", "take", "takes", "took", "taken", "end", "ended", "open", "opened", "build",
    "built", "put", "shut", "shot", "turned", "show",
];

/// Verbs that tell of growth only with a share or an amount of money: "gained 3 %", not "lost 300 soldiers".
const OF_MEASURES: [&str; 11] =
    ["gain", "gained", "gains", "gaining", "lost", "lose", "losing", "shed", "sheds", "expand", "expanded"];

/// Nouns of change behind a figure: "an 18 % increase".
const NOUNS: [(&str, &str); 22] = [
    ("increase", "up"),
    ("increases", "up"),
    ("rise", "up"),
    ("growth", "up"),
    ("jump", "up"),
    ("surge", "up"),
    ("gain", "up"),
    ("gains", "up"),
    ("hike", "up"),
    ("uptick", "up"),
    ("spike", "up"),
    ("decrease", "down"),
    ("decreases", "down"),
    ("decline", "down"),
    ("declines", "down"),
    ("drop", "down"),
    ("fall", "down"),
    ("reduction", "down"),
    ("cut", "down"),
    ("cuts", "down"),
    ("plunge", "down"),
    ("slump", "down"),
];

/// A place of a figure in its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// First piece, a currency before the number included.
    pub start: usize,
    /// One past the last piece, the unit included.
    pub end: usize,
    /// What the unit measures.
    pub dimension: Option<Dimension>,
}

/// The comparison of the figure there. `last`: that of the figure before it in the sentence.
pub(super) fn comparison(sentence: &Sentence, place: Place, last: Option<&'static str>) -> &'static str {
    let signed = sign_before(sentence, place.start).or_else(|| sign_behind(sentence, place.end));
    signed
        .or_else(|| phrase_before(sentence, place.start))
        .or_else(|| phrase_behind(sentence, place.end))
        .or_else(|| change(sentence, place))
        .or_else(|| noun_behind(sentence, place.end))
        .or_else(|| shared(sentence, place.start, last))
        .unwrap_or("=")
}

fn sign_before(sentence: &Sentence, start: usize) -> Option<&'static str> {
    let at = start.checked_sub(1)?;
    if sentence.is_hyphen(at) && at > 0 && sentence.is(at - 1, "sub") {
        return Some("<");
    }
    match sentence.get(at)?.kind {
        Kind::Sign('>' | '≥') => Some(">"),
        Kind::Sign('<' | '≤') => Some("<"),
        Kind::Sign('~' | '≈' | '∼' | '≃') => Some("~"),
        _ => None,
    }
}

fn sign_behind(sentence: &Sentence, end: usize) -> Option<&'static str> {
    // "500+ people", and "500 people" whose plus was passed over inside
    (sentence.is_sign(end, '+') && sentence.is_glued(end)).then_some(">")
}

/// Whether the words of a phrase, one space between them, end before piece `end`.
fn ends_with(sentence: &Sentence, end: usize, phrase: &str) -> bool {
    let mut at = end;
    phrase.rsplit(' ').all(|word| {
        at = at.wrapping_sub(1);
        sentence.is(at, word)
    })
}

fn begins_with(sentence: &Sentence, start: usize, phrase: &str) -> bool {
    phrase.split(' ').zip(start..).all(|(word, at)| sentence.is(at, word))
}

fn phrase_before(sentence: &Sentence, start: usize) -> Option<&'static str> {
    const MOST_BETWEEN: usize = 2;
    let mut end = start;
    for _ in 0..=MOST_BETWEEN {
        let fitting = BEFORE.iter().filter(|(phrase, _)| ends_with(sentence, end, phrase));
        if let Some(&(phrase, sign)) = fitting.max_by_key(|(phrase, _)| phrase.len()) {
            return (!is_other_sense(sentence, end, phrase)).then_some(sign);
        }
        end = end.checked_sub(1)?;
        if !sentence.is_any(end, &BETWEEN) {
            return None;
        }
    }
    None
}

/// "all over 30 states", "nothing above", "think about 3 things", "not under".
fn is_other_sense(sentence: &Sentence, end: usize, phrase: &str) -> bool {
    let before = sentence.before(end, 2).to_ascii_lowercase();
    match phrase {
        "about" => matches!(
            &*before,
            "talk"
                | "talked"
                | "talking"
                | "think"
                | "thinking"
                | "worried"
                | "learn"
                | "know"
                | "care"
                | "ask"
                | "asked"
                | "forget"
        ),
        "over" => {
            matches!(&*before, "all" | "take" | "took" | "taken" | "hand" | "handed" | "spread" | "control")
        }
        "around" => matches!(&*before, "turn" | "turned" | "built"),
        _ => false,
    }
}

fn phrase_behind(sentence: &Sentence, end: usize) -> Option<&'static str> {
    let at = end + usize::from(sentence.is_hyphen(end));
    BEHIND.iter().find(|(phrase, _)| begins_with(sentence, at, phrase)).map(|&(_, sign)| sign)
}

/// Whether a verb of change governs the figure: "rose 2 %", "was down about 2 %", "grow sales by 35 per cent".
fn change(sentence: &Sentence, place: Place) -> Option<&'static str> {
    const REACH: usize = 5;
    let by = sentence.is(place.start.wrapping_sub(1), "by");
    for back in 1..=REACH {
        let at = place.start.checked_sub(back)?;
        let piece = sentence.get(at)?;
        let word = sentence.word(at);
        let particle = sentence.is_any(at, &["up", "down"]) && sentence.is_any(at.wrapping_sub(1), &PHRASAL);
        if let Some(direction) = direction(word).filter(|_| piece.is_word() && !particle) {
            let measured = place.dimension.is_some_and(|dimension| dimension != Dimension::Time);
            let counted = OF_MEASURES.iter().any(|verb| word.eq_ignore_ascii_case(verb));
            return (measured || !counted && (by || back <= 2)).then_some(direction);
        }
        let filler = [
            "by",
            "about",
            "around",
            "nearly",
            "almost",
            "roughly",
            "some",
            "another",
            "just",
            "only",
            "a",
            "an",
            "sharply",
            "slightly",
            "further",
            "more",
            "than",
            "as",
            "much",
            "over",
            "least",
            "at",
            "estimated",
        ];
        if !(sentence.is_any(at, &filler)
            || by && piece.is_word() && !sentence.is_any(at, &["to", "from", "and"]))
        {
            return None;
        }
    }
    None
}

/// Which way a verb of change goes.
pub(super) fn direction(word: &str) -> Option<&'static str> {
    let holds = |list: &[&str]| list.iter().any(|verb| word.eq_ignore_ascii_case(verb));
    if holds(&UP) {
        Some("up")
    } else if holds(&DOWN) {
        Some("down")
    } else {
        None
    }
}

fn noun_behind(sentence: &Sentence, end: usize) -> Option<&'static str> {
    let at = end + usize::from(sentence.is_hyphen(end));
    NOUNS.iter().find(|(noun, _)| sentence.is(at, noun)).map(|&(_, direction)| direction)
}

/// "… or 2.2 per cent", "…, Burlington by 2.6 %": the change said of the figure before.
fn shared(sentence: &Sentence, start: usize, last: Option<&'static str>) -> Option<&'static str> {
    let change = last.filter(|last| matches!(*last, "up" | "down"))?;
    sentence.is_any(start.wrapping_sub(1), &["or", "by"]).then_some(change)
}
