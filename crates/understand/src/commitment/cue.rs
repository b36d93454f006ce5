//! The words that make a commitment, and the verbs that make none.

use std::ops::Range;

use super::Sentence;
use crate::finding::Firmness;
use crate::lexicon::{Class, lexicon};
use crate::token::Sign;

/// Words that make a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// The words.
    pub words: Range<usize>,
    /// Where the act is looked for.
    pub act: usize,
    /// What they make.
    pub kind: Kind,
}

/// What kind of commitment a cue makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// "will", "is going to": a promise of the speaker's own, a plan of others.
    Will,
    /// "must", "have to": an appeal to the subject.
    Must,
    /// A verb of the one who undertakes: "pledged to".
    Own(Firmness),
    /// A verb of one who wants others to act: "urged … to".
    Others(Firmness),
}

use Firmness::{Agreement, Appeal, Expectation, Plan, Promise};

/// Stems of the verbs and nouns that make commitments, with what they make. A verb needs "to" behind it.
const STEMS: [(&str, Kind); 27] = [
    ("pledge", Kind::Own(Promise)),
    ("promise", Kind::Own(Promise)),
    ("vow", Kind::Own(Promise)),
    ("commit", Kind::Own(Promise)),
    ("committed", Kind::Own(Promise)),
    ("committing", Kind::Own(Promise)),
    ("recommit", Kind::Own(Promise)),
    ("recommitted", Kind::Own(Promise)),
    ("commitment", Kind::Own(Promise)),
    ("guarantee", Kind::Own(Promise)),
    ("undertake", Kind::Own(Promise)),
    ("undertook", Kind::Own(Promise)),
    ("agree", Kind::Own(Agreement)),
    ("plan", Kind::Own(Plan)),
    ("planned", Kind::Own(Plan)),
    ("planning", Kind::Own(Plan)),
    ("intend", Kind::Own(Plan)),
    ("aim", Kind::Own(Plan)),
    ("aiming", Kind::Own(Plan)),
    ("determined", Kind::Own(Plan)),
    ("prepare", Kind::Own(Plan)),
    ("seek", Kind::Own(Plan)),
    ("expect", Kind::Others(Expectation)),
    ("hope", Kind::Others(Expectation)),
    ("urge", Kind::Others(Appeal)),
    ("call", Kind::Others(Appeal)),
    ("encourage", Kind::Others(Appeal)),
];

/// Other words that can make one.
const WORDS: [&str; 20] = [
    "will",
    "shall",
    "won't",
    "won’t",
    "going",
    "gonna",
    "must",
    "should",
    "need",
    "needs",
    "have",
    "has",
    "got",
    "ought",
    "scheduled",
    "set",
    "ask",
    "asks",
    "asked",
    "asking",
];

/// The stem of a verb: "pledged" → "pledge".
fn stem(word: &str) -> Option<Kind> {
    let find =
        |word: &str| STEMS.iter().find(|(stem, _)| word.eq_ignore_ascii_case(stem)).map(|&(_, kind)| kind);
    let cut = |end: usize| word.len().checked_sub(end).and_then(|at| word.get(..at)).and_then(find);
    let ends = |end: &str| {
        word.len() > end.len()
            && word.as_bytes()[word.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    find(word)
        .or_else(|| ends("s").then(|| cut(1)).flatten())
        .or_else(|| ends("ed").then(|| cut(2).or_else(|| cut(1))).flatten())
        .or_else(|| ends("ing").then(|| cut(3)).flatten())
}

/// Whether a word can be part of a cue.
pub(super) fn can_be(word: &str) -> bool {
    let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
    let short = word.ends_with("ll") && word.len() > 3;
    short
        || b"acdeghimnoprsuvw".contains(&first)
            && (WORDS.iter().any(|cue| word.eq_ignore_ascii_case(cue))
                || word.len() > 2 && stem(word).is_some())
}

/// The cue that begins at this word.
pub(super) fn cue(sentence: &Sentence, at: usize) -> Option<Cue> {
    if sentence.sign(at) != Some(Sign::Word) || !can_be(sentence.word(at)) {
        return None;
    }
    let noun = sentence.word(at).to_ascii_lowercase().starts_with("commitment");
    if noun && !sentence.word(at + 2).ends_with("ing") && !is_tagged_verb(sentence, at + 2) {
        return None; // "commitment to free elections"
    }
    let made = |end: usize, kind| Some(Cue { words: at..end, act: end, kind });
    let to = |at: usize| sentence.is(at, "to") && is_verb(sentence, at + 1);
    match () {
        () if sentence.is_short_will(at) || sentence.is_any(at, &["will", "shall", "won't", "won’t"]) => {
            made(at + 1, Kind::Will)
        }
        () if sentence.is(at, "going")
            && sentence.is(at + 1, "to")
            && (is_verb(sentence, at + 2)
                || !sentence.has(at + 2, Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT)
                    && !sentence.get(at + 2).is_some_and(|next| next.capital))
            && !sentence.is_any(at - usize::from(at > 0), &["keep"]) =>
        {
            made(at + 2, Kind::Will)
        }
        () if sentence.is(at, "gonna") => made(at + 1, Kind::Will),
        () if sentence.is_any(at, &["must", "should"]) => made(at + 1, Kind::Must),
        () if sentence.is_any(at, &["need", "needs", "have", "has", "got", "ought"]) && to(at + 1) => {
            duty(sentence, at)
        }
        () if sentence.is_any(at, &["scheduled", "set"])
            && (to(at + 1) || sentence.is(at, "scheduled") && sentence.is(at + 1, "for")) =>
        {
            made(at + 2, Kind::Own(Plan))
        }
        () => verb(sentence, at),
    }
}

/// Words looked at on either side.
const REACH: usize = 22;

/// Whether the tagger takes the word for a verb.
fn is_tagged_verb(sentence: &Sentence, at: usize) -> bool {
    let word = |token: &crate::token::Token| syntax::Token { span: token.span(), ..syntax::Token::default() };
    let mut tagged = syntax::Sentence::default();
    tagged.tokens.extend(sentence.tokens.iter().take(at + REACH).skip(at.saturating_sub(REACH)).map(word));
    syntax::Model::english().tag(sentence.text, &mut tagged, &mut syntax::Scratch::default());
    tagged.tokens.get(at.min(REACH)).is_some_and(|token| token.tag == syntax::Upos::Verb)
}

/// "have to", "need to"; of the noun only "the need to respect" behind a verb of saying.
fn duty(sentence: &Sentence, at: usize) -> Option<Cue> {
    if !sentence.has(at.wrapping_sub(1), Class::DETERMINER) {
        let to = sentence.is(at + 1, "to");
        return to.then_some(Cue { words: at..at + 2, act: at + 2, kind: Kind::Must });
    }
    let verb = sentence.word(at.wrapping_sub(2));
    let stressed = sentence.has(at.wrapping_sub(2), Class::CUE)
        || ["ed", "ing", "ize", "izes", "ight", "ights", "ore", "ores"].iter().any(|end| verb.ends_with(end));
    let to = |at: &usize| sentence.is(*at, "to") && is_verb(sentence, *at + 1);
    let act = reach(sentence, at + 1).take(8).find(to).filter(|_| stressed)?;
    Some(Cue { words: at..at + 2, act: act + 1, kind: Kind::Others(Appeal) })
}

/// Forms of "ask".
const ASK: [&str; 4] = ["ask", "asks", "asked", "asking"];

/// A verb or noun of the table, with what must stand behind it.
fn verb(sentence: &Sentence, at: usize) -> Option<Cue> {
    let ask = sentence.is_any(at, &ASK);
    let kind = if ask { Kind::Others(Appeal) } else { stem(sentence.word(at))? };
    let made = |words: usize, act: usize| Some(Cue { words: at..at + words, act, kind });
    let to = |at: usize| sentence.is(at, "to") && is_verb(sentence, at + 1);
    let ing = |at: usize| sentence.word(at).len() > 4 && sentence.word(at).ends_with("ing");
    match kind {
        Kind::Own(Plan) if sentence.is(at, "plan") && !has_subject(sentence, at) => None,
        Kind::Own(_) if to(at + 1) => made(2, at + 2),
        Kind::Own(_) if sentence.has(at + 1, Class::NEGATION) && to(at + 2) => made(3, at + 3),
        Kind::Own(Promise) if sentence.is(at + 1, "to") && (ing(at + 2) || ing(at + 3)) => made(2, at + 2),
        Kind::Own(Promise) if is_set_on(sentence, at) => made(2, at + 2),
        Kind::Own(Promise) if sentence.is(at, "committed") && sentence.is(at + 1, "partner") => {
            made(3, at + 3)
        }
        Kind::Own(Agreement) if sentence.is_any(at + 1, &["on", "that"]) => made(2, at + 2),
        Kind::Own(Agreement) if sentence.is(at + 1, "with") => {
            let that =
                reach(sentence, at + 2).take(6).find(|&at| sentence.is_any(at, &["that", "to", "on"]))?;
            made(1, that + 1)
        }
        Kind::Own(_) => None,
        Kind::Others(Expectation) => expected(sentence, at),
        Kind::Others(_) => asked(sentence, at),
        _ => None,
    }
}

/// "is committed to the success of", "are fully committed to implementation": of people who are, not of a value alone.
fn is_set_on(sentence: &Sentence, at: usize) -> bool {
    let fully = usize::from(sentence.has(at.wrapping_sub(1), Class::ADVERB));
    let is = sentence.has(at.wrapping_sub(1 + fully), Class::AUXILIARY)
        || sentence.is_any(at.wrapping_sub(1 + fully), &["remain", "remains"]);
    sentence.is(at, "committed") && is && sentence.is(at + 1, "to")
}

/// "expect allies to come forward", "is expected to sign", "we hope they will", "we hope to sign".
fn expected(sentence: &Sentence, at: usize) -> Option<Cue> {
    let to = |at: usize| sentence.is(at, "to") && is_verb(sentence, at + 1);
    let made = |words: usize, act: usize, kind| Some(Cue { words: at..at + words, act, kind });
    if to(at + 1) {
        return made(2, at + 2, Kind::Own(Expectation));
    }
    let hope = sentence.is_any(at, &["hope", "hopes", "hoped"]);
    let own = sentence.has(at.wrapping_sub(1), Class::SUBJECT)
        || !sentence.has(at.wrapping_sub(1), Class::DETERMINER | Class::PREPOSITION);
    if !own {
        return None;
    }
    let goes_on = |next: &usize| to(*next) && !hope || sentence.is_any(*next, &["will", "can", "would"]);
    let act = reach(sentence, at + 1).find(goes_on)?;
    made(1, act + 1, Kind::Others(Expectation))
}

/// "urge all parties to …", "call on X to …", "encourages other donors to support".
fn asked(sentence: &Sentence, at: usize) -> Option<Cue> {
    let call = sentence.word(at).get(..4).is_some_and(|word| word.eq_ignore_ascii_case("call"));
    let on = sentence.is_any(at + 1, &["on", "upon"]);
    let for_act = call && sentence.is(at + 1, "for") && has_subject(sentence, at);
    let start = if call { at + 2 } else { at + 1 };
    if call && !on && !for_act || sentence.has(at.wrapping_sub(1), Class::DETERMINER) {
        return None;
    }
    let to = |at: &usize| sentence.is(*at, "to") && is_verb(sentence, *at + 1);
    if let Some(to) = reach(sentence, start).find(to) {
        return Some(Cue { words: at..start, act: to + 1, kind: Kind::Others(Appeal) });
    }
    for_act.then_some(Cue { words: at..start, act: start, kind: Kind::Others(Appeal) })
}

/// Whether somebody stands before a word that may be a noun too: "we plan", "leaders call", not "the repeated call".
fn has_subject(sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| sentence.get(at)) else { return true };
    let word = before.of(sentence.text);
    let function = before.is(Class::DETERMINER | Class::POSSESSIVE | Class::PREPOSITION);
    before.sign != Sign::Word
        || before.is(Class::SUBJECT | Class::CONJUNCTION | Class::ADVERB | Class::MODAL | Class::AUXILIARY)
        || !function
            && (before.capital
                || before.is(Class::MEASURE | Class::ACTOR)
                || word.ends_with('s')
                || word == "which")
}

/// The words in which "to" is looked for: up to the end of the clause.
fn reach(sentence: &Sentence, from: usize) -> impl Iterator<Item = usize> {
    let ends = |at: usize| {
        matches!(sentence.sign(at), None | Some(Sign::Stop | Sign::Semicolon | Sign::Colon))
            || sentence.is_any(at, &["if", "whether", "how", "what", "about", "why"])
    };
    let end = (from..from + REACH).find(|&at| ends(at)).unwrap_or(from + REACH);
    from..end
}

/// Whether a verb can stand here behind "to": a word in small letters that is no article, pronoun or number.
fn is_verb(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.get(at) else { return false };
    let other = Class::DETERMINER
        | Class::POSSESSIVE
        | Class::OBJECT
        | Class::SUBJECT
        | Class::PREPOSITION
        | Class::NUMBER;
    let small = token.sign == Sign::Word && !token.capital;
    small && !token.is(other) && !token.of(sentence.text).ends_with("ing")
}

/// Verbs that tell how the talk goes on, not what will be done.
const CONDUCT: [&str; 64] = [
    "lie",
    "date",
    "defer",
    "say",
    "tell",
    "add",
    "end",
    "close",
    "turn",
    "note",
    "mention",
    "see",
    "let",
    "start",
    "repeat",
    "refer",
    "point",
    "hear",
    "talk",
    "read",
    "answer",
    "give",
    "know",
    "remember",
    "forget",
    "find",
    "show",
    "understand",
    "admit",
    "miss",
    "pass",
    "hand",
    "introduce",
    "call",
    "go",
    "get",
    "come",
    "leave",
    "think",
    "look",
    "conclude",
    "quote",
    "discuss",
    "cover",
    "speak",
    "guess",
    "stop",
    "try",
    "ask",
    "take",
    "skip",
    "elaborate",
    "explain",
    "like",
    "remind",
    "reiterate",
    "acknowledge",
    "wait",
    "check",
    "comment",
    "argue",
    "assume",
    "believe",
    "thank",
];

/// Whether the speaker only says how the talk goes on: "I'll defer to her", "we'll take a break".
pub(super) fn is_conduct(sentence: &Sentence, act: usize) -> bool {
    let word = sentence.word(act);
    let verb = CONDUCT.iter().any(|verb| word.eq_ignore_ascii_case(verb));
    // "take steps", "call on them to act", "get it done" do something
    let acts = sentence.is(act, "take")
        && sentence.is_any(act + 1, &["action", "steps", "every", "whatever", "all", "measures", "on"])
        || sentence.is_any(act, &["stop", "end", "call", "go"])
            && !sentence
                .is_any(act + 1, &["here", "there", "with", "by", "back", "to", "through", "ahead", "into"])
            && sentence.has(act + 1, Class::DETERMINER);
    let being = sentence.is(act, "be") && !sentence.word(act + 1).ends_with("ing");
    verb && !acts
        || being
        || sentence.is(act, "be")
            && sentence.is_any(act + 1, &["talking", "speaking", "looking", "seeing", "going"])
}

/// Verbs of what only happens or is so.
const STATES: [&str; 44] = [
    "possess",
    "be",
    "have",
    "remain",
    "need",
    "mean",
    "become",
    "benefit",
    "face",
    "cost",
    "represent",
    "result",
    "last",
    "contain",
    "stay",
    "happen",
    "begin",
    "end",
    "include",
    "offer",
    "depend",
    "exist",
    "seem",
    "appear",
    "matter",
    "suffer",
    "die",
    "lose",
    "fall",
    "rise",
    "grow",
    "drop",
    "like",
    "love",
    "know",
    "require",
    "feel",
    "belong",
    "allow",
    "never",
    "take",
    "see",
    "find",
    "get",
];

/// Participles of what is done to somebody or is only felt: "will be remembered".
const SUFFERED: [&str; 24] = [
    "needed",
    "required",
    "remembered",
    "missed",
    "excited",
    "pleased",
    "interested",
    "affected",
    "impacted",
    "killed",
    "forced",
    "surprised",
    "disappointed",
    "concerned",
    "worried",
    "based",
    "used",
    "focused",
    "faced",
    "honored",
    "allowed",
    "asked",
    "involved",
    "related",
];

/// Who would do it, as far as verbs differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    /// The speaker's own side.
    Own,
    /// A measure: a law, an order.
    Measure,
    /// Anybody else.
    Other,
}

/// Whether something will be done to the subject, whoever does it: "will be extended".
pub(super) fn is_done(sentence: &Sentence, act: usize) -> bool {
    let next = act + 1 + usize::from(sentence.has(act + 1, Class::ADVERB));
    let word = sentence.word(next);
    sentence.is(act, "be") && word.ends_with("ed") && !SUFFERED.contains(&word)
}

/// Whether the verb is an act. A state of the speaker's own is none either: "we will be there".
pub(super) fn is_act(sentence: &Sentence, act: usize, doer: Doer) -> bool {
    let word = sentence.word(act);
    if sentence.is(act, "be") {
        let next = sentence.word(act + 1);
        return is_done(sentence, act) && doer != Doer::Own
            || next.ends_with("ing") && next != "being" && next != "going";
    }
    if sentence.is(act, "continue") {
        return sentence.is(act + 1, "to") || sentence.word(act + 1).ends_with("ing");
    }
    let state = STATES.iter().any(|state| word.eq_ignore_ascii_case(state));
    doer == Doer::Own
        || !state
        || doer == Doer::Measure && sentence.is_any(act, &["end", "allow", "begin", "take"])
}

/// Whether the verb behind "must" can be asked of somebody.
pub(super) fn is_duty(sentence: &Sentence, act: usize) -> bool {
    let class = lexicon().class(sentence.word(act));
    let known = sentence.is_any(
        act,
        &[
            "have",
            "know",
            "remember",
            "understand",
            "note",
            "see",
            "think",
            "say",
            "look",
            "feel",
            "wait",
            "admit",
            "like",
            "mean",
        ],
    );
    let able = sentence.is(act, "be") && sentence.is_any(act + 1, &["able", "no", "a", "an", "the"]);
    !known && !able && !class.any(Class::DETERMINER | Class::SUBJECT)
}
