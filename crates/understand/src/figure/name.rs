//! Numbers that are no quantities: years, dates, scores, ordinals, and the numbers that are part of a name.

use super::numeral::Form;
use super::piece::{Kind, Sentence};
use super::quantity::Quantity;
use super::thing;

/// Words that a number behind them belongs to as a label: "Article 5", "page 3".
const LABELS: [&str; 58] = [
    "article",
    "page",
    "pages",
    "pp",
    "chapter",
    "section",
    "sections",
    "no",
    "no.",
    "nos",
    "number",
    "numbers",
    "nr",
    "nrs",
    "version",
    "phase",
    "grade",
    "type",
    "room",
    "flight",
    "route",
    "highway",
    "figure",
    "table",
    "item",
    "day",
    "season",
    "episode",
    "part",
    "step",
    "title",
    "rule",
    "group",
    "tier",
    "stage",
    "round",
    "lot",
    "class",
    "paragraph",
    "line",
    "volume",
    "vol",
    "act",
    "resolution",
    "question",
    "exercise",
    "exercises",
    "platform",
    "gate",
    "interstate",
    "channel",
    "apartment",
    "suite",
    "box",
    "pier",
    "mark",
    "bill",
    "proposition",
];

/// Words before a number of four digits that make it a year.
const BEFORE_YEAR: [&str; 28] = [
    "in", "since", "by", "from", "until", "till", "before", "after", "during", "early", "late", "mid",
    "through", "year", "years", "the", "of", "spring", "summer", "autumn", "fall", "winter", "back",
    "fiscal", "circa", "its", "around", "for",
];

/// Words behind a number that make it a time of day.
const CLOCK: [&str; 14] =
    ["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "gmt", "est", "edt", "et", "utc", "bst"];

/// What follows a score or comes before one.
const SCORED: [&str; 16] = [
    "win", "victory", "loss", "defeat", "draw", "lead", "record", "vote", "decision", "tie", "won", "beat",
    "lost", "ruling", "beating", "triumph",
];

/// Ends of streets' names.
const STREETS: [&str; 14] = [
    "Road",
    "Street",
    "Avenue",
    "Lane",
    "Drive",
    "Boulevard",
    "Rd",
    "St",
    "Ave",
    "Blvd",
    "Way",
    "Square",
    "Court",
    "Place",
];

/// Whether the quantity is none by the definition in docs/figures.md. `dated`: the pieces that belong to a date.
pub(super) fn is_name(sentence: &Sentence, found: &Quantity, dated: impl Fn(usize) -> bool) -> bool {
    let (start, end) = (found.start, found.end);
    if dated(start)
        || is_grown_together(sentence, found)
        || is_ordinal(sentence, found)
        || is_clock(sentence, end)
    {
        return true;
    }
    match found.number.form {
        Form::One => is_pronoun(sentence, found),
        Form::Fraction => is_other_part(sentence, found),
        Form::Bare => found.unit.is_none() && is_bare_name(sentence, found),
        Form::Words => {
            found.unit.is_none()
                && (is_spoken_year(sentence, found)
                    || is_labelled(sentence, found)
                    || is_capital(sentence, found.start))
        }
        _ => false,
    }
}

/// "F-35", "COVID-19", "2018/19", "3D", "#5", "@3", "1970s", "10K run"
fn is_grown_together(sentence: &Sentence, found: &Quantity) -> bool {
    let (start, end) = (found.start, found.end);
    let before = start.checked_sub(1);
    let sign = before
        .filter(|&at| sentence.is_glued(start) && !sentence.get(at).is_some_and(|piece| piece.is_word()));
    if let Some(sign) = sign {
        let joins = sentence.is_glued(sign) && sign > 0;
        let word = joins
            && sentence.is_dash(sign)
            && !sentence.is_any(sign - 1, &["sub", "minus", "plus", "non"])
            && sentence.get(sign - 1).is_some_and(|piece| piece.is_word() || piece.kind == Kind::Name);
        let slash = joins && sentence.is_sign(sign, '/');
        if word && found.unit.is_none()
            || slash
            || ["#", "@", "№"].contains(&sentence.word(sign))
            || sentence.get(sign).is_some_and(|piece| piece.kind == Kind::Name)
        {
            return true;
        }
    }
    if before
        .is_some_and(|at| sentence.is_glued(start) && sentence.get(at).is_some_and(|piece| piece.is_word()))
    {
        return true;
    }
    let glued = sentence.is_glued(end)
        && sentence.get(end).is_some_and(|piece| piece.is_word() || piece.kind == Kind::Name);
    let digits = matches!(sentence.get(found.number.start).map(|piece| piece.kind), Some(Kind::Digits(_)));
    let slash = digits
        && sentence.is_sign(end, '/')
        && sentence.is_glued(end)
        && matches!(sentence.get(end + 1).map(|p| p.kind), Some(Kind::Digits(_)));
    glued && digits || slash
}

/// "22nd", "twenty-first", "third-largest"
fn is_ordinal(sentence: &Sentence, found: &Quantity) -> bool {
    use super::number_word::NumberWord;
    let end = found.end;
    let next = end + usize::from(sentence.is_hyphen(end));
    let part = matches!(sentence.get(next).and_then(|piece| piece.number_word()), Some(NumberWord::Part(..)));
    found.unit.is_none()
        && part
        && matches!(found.number.form, Form::Words | Form::One)
        && (next > end || found.number.value >= 20.0)
}

fn is_clock(sentence: &Sentence, end: usize) -> bool {
    sentence.is_any(end, &CLOCK)
}

/// "one" that counts nothing: "no one", "the one", "one another", "one day".
fn is_pronoun(sentence: &Sentence, found: &Quantity) -> bool {
    if found.unit.is_some() {
        return sentence.is(found.end - 1, "day")
            || sentence.is_any(found.start.wrapping_sub(1), &["no", "the", "this", "that"])
                && found.end == found.start + 1;
    }
    let before = sentence.before(found.start, 1);
    let pointed = [
        "no", "any", "the", "this", "that", "which", "every", "each", "some", "another", "as", "number",
        "or", "last",
    ];
    if pointed.iter().any(|word| before.eq_ignore_ascii_case(word)) {
        return true;
    }
    let next = found.end;
    if sentence.is(next, "of") {
        return false;
    }
    let idiom = [
        "day", "time", "thing", "way", "hand", "side", "point", "another", "last", "more", "s", "can",
        "would", "who", "that", "else", "time",
    ];
    let word = sentence.get(next).is_some_and(|piece| piece.kind == Kind::Word(None) && !piece.glued);
    !word || sentence.is_any(next, &idiom) || thing::is_function(sentence.word(next))
}

/// "the first half", "half-time", "this quarter", "better half".
fn is_other_part(sentence: &Sentence, found: &Quantity) -> bool {
    let half = sentence.is(found.start, "half") && found.end == found.start + 1;
    let other = [
        "first", "second", "other", "latter", "this", "last", "next", "better", "final", "opening", "each",
        "either", "top", "bottom", "that",
    ];
    let before = sentence.before(found.start, 1);
    half && (other.iter().any(|word| before.eq_ignore_ascii_case(word))
        || sentence.is_any(found.end, &["time", "way", "back", "term", "brother", "sister"]))
}

/// Digits alone that are a year, a label, a score or part of a name.
fn is_bare_name(sentence: &Sentence, found: &Quantity) -> bool {
    is_year(sentence, found)
        || is_bare_age(sentence, found)
        || is_score(sentence, found)
        || is_labelled(sentence, found)
        || is_in_name(sentence, found)
        || is_street(sentence, found.end)
}

/// "in 2014", "the 2016 election", "2014-2016".
fn is_year(sentence: &Sentence, found: &Quantity) -> bool {
    const YEARS: std::ops::Range<f64> = 1500.0..2200.0;
    let value = found.number.value;
    let digits = sentence.get(found.number.start).map_or(0, |piece| piece.end - piece.start);
    if !YEARS.contains(&value) || digits != 4 {
        return false;
    }
    let years = found.upper.is_none_or(|upper| YEARS.contains(&upper) || upper < 100.0);
    let counted = sentence.get(found.end).is_some_and(|piece| !piece.capital)
        && thing::is_plural(sentence.word(found.end));
    let named = BEFORE_YEAR.iter().any(|word| sentence.before(found.start, 1).eq_ignore_ascii_case(word));
    years && (!counted || named) && !is_hedged(sentence, found.start)
}

/// "Doe, 65, said", "women aged 25 to 54": an age that tells people apart and is told of nobody else.
fn is_bare_age(sentence: &Sentence, found: &Quantity) -> bool {
    let before = found.start.wrapping_sub(1);
    let apposed = sentence.is_sign(before, ',') && sentence.is_sign(found.end, ',');
    let name = sentence.get(found.start.wrapping_sub(2)).is_some_and(|piece| piece.capital);
    sentence.is_any(before, &["aged", "ages"]) || apposed && name
}

/// "Kick Six": a capital in mid-sentence behind another.
fn is_capital(sentence: &Sentence, start: usize) -> bool {
    let capital = |at: usize| sentence.get(at).is_some_and(|piece| piece.capital);
    start > 1 && capital(start) && capital(start - 1)
}

/// "about 2000", "more than 2000".
fn is_hedged(sentence: &Sentence, start: usize) -> bool {
    sentence.is_any(
        start.wrapping_sub(1),
        &["about", "some", "approximately", "roughly", "nearly", "almost", "than", "over", "least"],
    )
}

/// "3-1", "beat them 2-0".
fn is_score(sentence: &Sentence, found: &Quantity) -> bool {
    let Some(upper) = found.upper else { return false };
    let hyphened = sentence.is_dash(found.number.start + 1);
    let said = |at: usize| sentence.is_any(at, &SCORED);
    let falling = upper <= found.number.value;
    let around = (1..=4).any(|back| found.start >= back && said(found.start - back)) || said(found.end);
    hyphened && (falling || around)
}

/// "Article 5", "No. 10", "page three".
fn is_labelled(sentence: &Sentence, found: &Quantity) -> bool {
    let point = usize::from(sentence.is_sign(found.start.wrapping_sub(1), '.'));
    let at = found.start.wrapping_sub(1 + point);
    let counts = sentence.get(found.end).is_some_and(|piece| !piece.capital)
        && thing::is_plural(sentence.word(found.end));
    sentence.is_any(at, &LABELS) && !counts
}

/// "S&P 500", "Watch 5", "Model 3 sedans": digits behind a name, unless something is counted by them.
fn is_in_name(sentence: &Sentence, found: &Quantity) -> bool {
    const SMALL: f64 = 20.0;
    let Some(at) = found.start.checked_sub(1) else { return false };
    let opens = at == 0 || sentence.is_sign(at - 1, '.');
    let inner = sentence.word(at).bytes().any(|byte| byte.is_ascii_uppercase());
    let name = sentence
        .get(at)
        .is_some_and(|piece| piece.kind == Kind::Name || piece.is_word() && (piece.capital || inner));
    if !name
        || sentence.is_glued(found.start)
        || opens && thing::is_function(sentence.word(at))
        || is_hedged(sentence, found.start)
    {
        return false;
    }
    let counts = sentence.get(found.end).is_some_and(|piece| !piece.capital)
        && thing::counted(sentence, found.end, false)
            .is_some_and(|thing| thing::is_plural(sentence.word(thing.end - 1)));
    !counts || found.number.value < SMALL && !opens
}

fn is_street(sentence: &Sentence, end: usize) -> bool {
    const LONGEST: usize = 3;
    let capital = |at: &usize| sentence.get(*at).is_some_and(|piece| piece.capital);
    (end..end + LONGEST).take_while(capital).skip(1).any(|at| STREETS.contains(&sentence.word(at)))
}

/// "nineteen eighty-four", "twenty sixteen".
fn is_spoken_year(sentence: &Sentence, found: &Quantity) -> bool {
    let two = |at: usize| {
        super::numeral::numeral(sentence, at, false)
            .filter(|number| number.form == Form::Words && (10.0..100.0).contains(&number.value))
    };
    let century = |value: f64| (15.0..=21.0).contains(&value);
    let opens = century(found.number.value) && found.end == found.start + 1 && two(found.end).is_some();
    let closes = (10.0..100.0).contains(&found.number.value)
        && found
            .start
            .checked_sub(1)
            .and_then(two)
            .is_some_and(|first| century(first.value) && first.end == found.start);
    opens || closes
}
