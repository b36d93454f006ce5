//! The words that make a commitment.

use std::ops::Range;

use super::Sentence;
use super::act::is_verb;
use super::doubt::Doubts;
use super::subject::Subject;
use crate::finding::Firmness;
use crate::lexicon::{Class, lexicon};
use crate::token::{Sign, Token};

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
const STEMS: [(&str, Kind); 43] = [
    ("propose", Kind::Own(Plan)),
    ("intention", Kind::Own(Plan)),
    ("target", Kind::Own(Plan)),
    ("resolve", Kind::Own(Plan)),
    ("press", Kind::Others(Appeal)),
    ("task", Kind::Others(Appeal)),
    ("demand", Kind::Others(Appeal)),
    ("order", Kind::Others(Appeal)),
    ("insist", Kind::Others(Appeal)),
    ("require", Kind::Others(Appeal)),
    ("decide", Kind::Own(Plan)),
    ("intent", Kind::Own(Plan)),
    ("invite", Kind::Others(Appeal)),
    ("direct", Kind::Others(Appeal)),
    ("instruct", Kind::Others(Appeal)),
    ("request", Kind::Others(Appeal)),
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
        .or_else(|| ends("ing").then(|| cut(3).or_else(|| with_e(word))).flatten())
}

/// "urging" → "urge".
fn with_e(word: &str) -> Option<Kind> {
    let stem = word.get(..word.len() - "ing".len())?;
    let urge = |verb: &str| verb.strip_suffix('e').is_some_and(|verb| verb.eq_ignore_ascii_case(stem));
    STEMS.iter().find(|(verb, _)| urge(verb)).map(|&(_, kind)| kind)
}

/// Whether a word can begin a cue.
pub(super) fn can_begin(text: &str, token: &Token) -> bool {
    token.sign == Sign::Word && (token.is(Class::UNDERTAKE) || super::is_short_will(token.of(text)))
}

/// The cue that begins at this word, with what speaks against it.
pub(super) fn cue(sentence: &Sentence, at: usize) -> Option<(Cue, Doubts)> {
    sentence.get(at).filter(|token| can_begin(sentence.text, token))?;
    let mut doubts = Doubts::default();
    let made = |end: usize, kind| Some(Cue { words: at..end, act: end, kind });
    let to = sentence.is(at + 1, "to");
    let cue = match () {
        () if sentence.is_short_will(at) || sentence.is_any(at, &["will", "shall", "won't", "won’t"]) => {
            doubts.note(Doubts::INVERTED, sentence.has(at + 1, Class::SUBJECT)); // "will you"
            made(at + 1, Kind::Will)
        }
        () if sentence.is(at, "going") && to => {
            doubts.note(Doubts::GIVEN_UP, is_past(sentence, at));
            doubts.note(Doubts::NO_ACT, is_place(sentence, at));
            made(at + 2, Kind::Will)
        }
        () if sentence.is(at, "gonna") => made(at + 1, Kind::Will),
        () if sentence.is_any(at, &["must", "should", "gotta"]) => made(at + 1, Kind::Must),
        () if sentence.is_any(at, &["need", "needs"]) => needed(sentence, at, &mut doubts),
        () if sentence.is_any(at, &["have", "has", "ought", "got"]) => {
            doubts.note(Doubts::SUPPOSED, is_duty_supposed(sentence, at));
            doubts.note(Doubts::NO_ACT, !is_verb(sentence, at + 2));
            to.then(|| made(at + 2, Kind::Must)).flatten()
        }
        () if sentence.is_any(at, &["scheduled", "set", "ready"]) => {
            let is = (1..=2).any(|back| sentence.has(at.wrapping_sub(back), Class::AUXILIARY));
            doubts.note(Doubts::NOUN, !is);
            let led =
                to && is_verb(sentence, at + 2) || sentence.is(at, "scheduled") && sentence.is(at + 1, "for");
            led.then(|| made(at + 2, Kind::Own(Plan))).flatten()
        }
        () => verb(sentence, at, &mut doubts),
    };
    cue.map(|cue| (cue, doubts))
}

/// "going to schools", "keep going to", "going to work.": somebody goes there.
fn is_place(sentence: &Sentence, going: usize) -> bool {
    let goal = going + 2;
    let noun = sentence.has(goal, Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT)
        || sentence.get(goal).is_some_and(|next| next.capital);
    let works =
        sentence.is_any(goal, &["work", "school", "bed"]) && sentence.sign(goal + 1) != Some(Sign::Word);
    noun && !is_verb(sentence, goal) || works || sentence.is(going.wrapping_sub(1), "keep")
}

/// "was going to", "were never going to": a future that is past.
fn is_past(sentence: &Sentence, going: usize) -> bool {
    const PAST: [&str; 6] = ["was", "were", "wasn't", "wasn’t", "weren't", "weren’t"];
    (1..=3).any(|back| sentence.is_any(going.wrapping_sub(back), &PAST))
}

/// Words looked at on one side.
const REACH: usize = 22;

/// Whether the verb of an act is none by the tagger: "going to schools", "agree to further talks".
pub(super) fn is_no_verb(sentence: &Sentence, cue: &Cue, act: usize) -> bool {
    let led = matches!(cue.kind, Kind::Will | Kind::Must) || sentence.is(cue.act.wrapping_sub(1), "to");
    let gerund = sentence.word(act).ends_with("ing");
    led && !gerund
        && !is_set_on(sentence, cue.words.start)
        && !matches!(tag(sentence, act), Some(syntax::Upos::Verb | syntax::Upos::Aux))
}

/// "the work we'll do", "the growth that we will see": the clause tells which work, not what will be done.
pub(super) fn is_relative(sentence: &Sentence, subject: &Subject) -> bool {
    let start = subject.words.start;
    let own = subject.words.len() == 1 || sentence.has(start, Class::DETERMINER | Class::POSSESSIVE);
    let that = sentence.is(start.wrapping_sub(1), "that");
    let Some(noun) = start.checked_sub(if that { 2 } else { 1 }).filter(|_| own || that) else {
        return false;
    };
    let small = sentence.get(noun).is_some_and(|token| token.sign == Sign::Word && !token.capital);
    let told = lexicon().class(sentence.word(noun)).any(
        Class::FUNCTION
            | Class::COLLECTIVE
            | Class::ROLE
            | Class::ACTOR
            | Class::ADVERB
            | Class::CALENDAR
            | Class::CONTENT_NOUN
            | Class::SPEECH_NOUN,
    );
    let when = [
        "day", "days", "weeks", "months", "years", "time", "times", "moment", "hours", "decade", "summer",
        "fall", "way",
    ];
    // "that is something that we'll do" says that we will
    let cleft = subject.words.len() == 1
        && (1..=3).any(|back| {
            let at = noun.wrapping_sub(back);
            sentence.has(at, Class::AUXILIARY) || sentence.sign(at) == Some(Sign::Clitic)
        });
    if !small || told || cleft || sentence.is_any(noun, &when) || !that && !is_said(sentence, noun) {
        return false;
    }
    sentence.is_any(noun, &["something", "everything", "anything"])
        || tag(sentence, noun) == Some(syntax::Upos::Noun)
}

/// Whether the words before a noun already say something: "laid out the work", not "at the summit".
fn is_said(sentence: &Sentence, noun: usize) -> bool {
    let least = noun.saturating_sub(REACH);
    let clause = (least..noun)
        .rev()
        .find(|&at| sentence.sign(at) == Some(Sign::Comma))
        .map_or(least, |comma| comma + 1);
    let first = clause + usize::from(sentence.has(clause, Class::CONJUNCTION));
    !sentence.has(first, Class::PREPOSITION | Class::SUBORDINATOR)
        && (first..noun).any(|at| {
            sentence.has(at, Class::AUXILIARY | Class::MODAL | Class::CUE | Class::SUBJECT)
                || sentence.word(at).ends_with("ed")
                || sentence.sign(at) == Some(Sign::Clitic)
        })
}

/// The part of speech of a word that was tagged.
fn tag(sentence: &Sentence, at: usize) -> Option<syntax::Upos> {
    sentence.tags.of(sentence, at).tag
}

/// "nobody should have to", "they don't need to".
fn is_duty_supposed(sentence: &Sentence, at: usize) -> bool {
    let before = sentence.word(at.wrapping_sub(1));
    sentence.is_any(at.wrapping_sub(1), &["would", "could", "might", "should", "may"])
        || ["'d", "’d", "n't", "n’t"].iter().any(|end| before.ends_with(end))
}

/// "we need to", "stressed the need to", "we need you to wash your hands", "the need for governments to show".
fn needed(sentence: &Sentence, at: usize, doubts: &mut Doubts) -> Option<Cue> {
    /// Words between "need" and "to".
    const FEW: usize = 8;
    let noun = sentence.has(at.wrapping_sub(1), Class::DETERMINER | Class::POSSESSIVE)
        || sentence.is_any(at.wrapping_sub(1), &["urgent", "no", "real"]);
    doubts.note(Doubts::SUPPOSED, is_duty_supposed(sentence, at));
    doubts.note(Doubts::NOUN, noun);
    doubts.note(Doubts::UNSAID, noun && !is_stressed(sentence, at));
    if !noun && sentence.is(at + 1, "to") {
        return Some(Cue { words: at..at + 2, act: at + 2, kind: Kind::Must });
    }
    let to = reach(sentence, at + 1).take(FEW).find(|&at| leads(sentence, at))?;
    doubts.note(Doubts::FAR, to > at + 1);
    Some(Cue { words: at..at + 1, act: to + 1, kind: Kind::Others(Appeal) })
}

/// Whether a verb of saying stands before "the need".
fn is_stressed(sentence: &Sentence, need: usize) -> bool {
    const ENDS: [&str; 8] = ["ed", "ing", "ize", "izes", "ight", "ights", "ore", "ores"];
    let verb = sentence.word(need.wrapping_sub(2));
    sentence.has(need.wrapping_sub(2), Class::CUE) || ENDS.iter().any(|end| verb.ends_with(end))
}

/// Whether this is "to" with a verb behind it.
fn leads(sentence: &Sentence, at: usize) -> bool {
    sentence.is(at, "to") && is_verb(sentence, at + 1)
}

/// Forms of "ask".
const ASK: [&str; 4] = ["ask", "asks", "asked", "asking"];

/// A verb or noun of the table, with what must stand behind it.
fn verb(sentence: &Sentence, at: usize, doubts: &mut Doubts) -> Option<Cue> {
    let ask = sentence.is_any(at, &ASK);
    let kind = if ask { Kind::Others(Appeal) } else { stem(sentence.word(at))? };
    doubts.note(Doubts::NOUN, !has_subject(sentence, at));
    doubts.note(Doubts::SUPPOSED, is_supposed(sentence, at));
    doubts.note(Doubts::PURPOSE, sentence.is(at.wrapping_sub(1), "to"));
    doubts.note(Doubts::GIVEN_UP, is_given_up(sentence, at));
    match kind {
        Kind::Others(Expectation) => expected(sentence, at, doubts),
        Kind::Others(_) => asked(sentence, at, doubts),
        _ => undertaken(sentence, at, kind, doubts),
    }
}

/// "pledged to", "committed to restoring", "agreed with them that", "commitment by the town to", "promised action".
fn undertaken(sentence: &Sentence, at: usize, kind: Kind, doubts: &mut Doubts) -> Option<Cue> {
    /// Words between a cue and its "to".
    const FEW: usize = 12;
    let made = |words: usize, act: usize| Some(Cue { words: at..at + words, act, kind });
    let ing = |at: usize| {
        let thing = sentence.is_any(at, &["something", "anything", "everything", "nothing", "bring"]);
        !thing && sentence.word(at).len() > 4 && sentence.word(at).ends_with("ing")
    };
    let promise = matches!(kind, Kind::Own(Promise));
    // "it is intended to reflect": whoever intends it does not say that it will
    doubts.note(Doubts::INTENDED, sentence.is(at, "intended"));
    doubts.note(Doubts::WHICH, is_any_seeker(sentence, at));
    doubts.note(Doubts::STATE, sentence.is(at, "determined") && !is_now(sentence, at));
    if leads(sentence, at + 1) {
        return made(2, at + 2);
    }
    if sentence.has(at + 1, Class::NEGATION) && leads(sentence, at + 2) {
        return made(3, at + 3);
    }
    if promise && (sentence.is(at + 1, "to") && (ing(at + 2) || ing(at + 3)) || is_set_on(sentence, at)) {
        return made(2, at + 2);
    }
    match kind {
        // "pledged $5 million"
        Kind::Own(Promise) if matches!(sentence.sign(at + 1), Some(Sign::Number | Sign::Other)) => {
            return made(1, at + 1);
        }
        Kind::Own(Promise) if sentence.is(at, "committed") && sentence.is(at + 1, "partner") => {
            return made(3, at + 3);
        }
        Kind::Own(Agreement) if sentence.is(at, "agreed") && sentence.is(at + 1, "on") => {
            return made(2, at + 2);
        }
        Kind::Own(Agreement) if sentence.is(at + 1, "that") => {
            doubts.note(Doubts::STATE, !is_for_later(sentence, at));
            return made(2, at + 2);
        }
        Kind::Own(Agreement) if sentence.is(at + 1, "with") => {
            let that =
                reach(sentence, at + 2).take(6).find(|&at| sentence.is_any(at, &["that", "to", "on"]))?;
            return made(1, that + 1);
        }
        _ => {}
    }
    let far = reach(sentence, at + 1)
        .take(FEW)
        .find(|&to| leads(sentence, to) || sentence.is(to, "to") && ing(to + 1));
    if let Some(to) = far {
        doubts.note(Doubts::FAR, true);
        return made(1, to + 1);
    }
    doubts.note(Doubts::NO_ACT, true);
    let thing = at + 1 + usize::from(sentence.is_any(at + 1, &["to", "that"]));
    let object = sentence.sign(thing) == Some(Sign::Word)
        && !sentence.has(thing, Class::PREPOSITION | Class::CONJUNCTION);
    (promise && object).then(|| made(thing - at, thing)).flatten()
}

/// "are determined to", "remain fully determined to": not "was", nor "anyone determined to".
fn is_now(sentence: &Sentence, at: usize) -> bool {
    const NOW: [&str; 8] = ["is", "are", "am", "remain", "remains", "we're", "we’re", "be"];
    (1..=3).any(|back| {
        let at = at.wrapping_sub(back);
        sentence.is_any(at, &NOW) || sentence.sign(at) == Some(Sign::Clitic)
    })
}

/// "those who seek to", "a manner that seeks to": whoever it is.
fn is_any_seeker(sentence: &Sentence, at: usize) -> bool {
    sentence.is_any(at, &["seek", "seeks", "sought"])
        && sentence.is_any(at.wrapping_sub(1), &["who", "that", "which"])
}

/// "had hoped to", "had planned to": they no longer do.
fn is_given_up(sentence: &Sentence, at: usize) -> bool {
    let was = sentence.word(at).ends_with("ing") && is_past(sentence, at);
    was || (1..=2).any(|back| sentence.is(at.wrapping_sub(back), "had"))
}

/// Whether what is agreed is still to come: "agreed that they would meet", not "that it was dangerous".
fn is_for_later(sentence: &Sentence, at: usize) -> bool {
    let past = |at: usize| {
        sentence.sign(at) == Some(Sign::Clitic)
            || sentence.is_any(at, &["it's", "it’s", "is", "was", "are", "were", "has", "had", "have"])
    };
    let modal = |at: usize| sentence.has(at, Class::MODAL);
    !reach(sentence, at + 2).find(|&at| past(at) || modal(at)).is_some_and(past)
}

/// "would need to undertake", "could agree": nobody has.
fn is_supposed(sentence: &Sentence, at: usize) -> bool {
    (1..=3).any(|back| {
        sentence.is_any(at.wrapping_sub(back), &["would", "could", "might", "wouldn't", "couldn't"])
    })
}

/// "is committed to the success of", "are fully committed to implementation": of people who are, not of a value alone.
fn is_set_on(sentence: &Sentence, at: usize) -> bool {
    let fully = usize::from(sentence.has(at.wrapping_sub(1), Class::ADVERB));
    let is = sentence.has(at.wrapping_sub(1 + fully), Class::AUXILIARY)
        || sentence.is_any(at.wrapping_sub(1 + fully), &["remain", "remains"]);
    sentence.is(at, "committed") && is && sentence.is(at + 1, "to")
}

/// "expect allies to come forward", "is expected to sign", "we hope they will", "we hope to sign", "we hope they act".
fn expected(sentence: &Sentence, at: usize, doubts: &mut Doubts) -> Option<Cue> {
    let made = |words: usize, act: usize, kind| Some(Cue { words: at..at + words, act, kind });
    // "they can expect to", "it was expected of us"
    let possible = (1..=2).any(|back| sentence.is_any(at.wrapping_sub(back), &["can", "may", "should"]));
    doubts.note(Doubts::SUPPOSED, possible);
    doubts.note(Doubts::SUFFERED, (2..=3).any(|back| sentence.is(at.wrapping_sub(back), "it")));
    if leads(sentence, at + 1) {
        return made(2, at + 2, Kind::Own(Expectation));
    }
    let hope = sentence.is_any(at, &["hope", "hopes", "hoped"]);
    let own = sentence.has(at.wrapping_sub(1), Class::SUBJECT)
        || !sentence.has(at.wrapping_sub(1), Class::DETERMINER | Class::PREPOSITION);
    doubts.note(Doubts::NOUN, !own);
    let goes_on =
        |next: &usize| leads(sentence, *next) && !hope || sentence.is_any(*next, &["will", "would", "can"]);
    if let Some(act) = reach(sentence, at + 1).find(goes_on) {
        return made(1, act + 1, Kind::Others(Expectation));
    }
    doubts.note(Doubts::NO_ACT, true);
    let that = usize::from(sentence.is(at + 1, "that"));
    let clause = hope && own && sentence.sign(at + 1 + that) == Some(Sign::Word);
    clause.then(|| made(1, at + 1 + that, Kind::Others(Expectation))).flatten()
}

/// "urge all parties to …", "call on X to …", "encourages other donors to support", "calls for a truce", "directs a review".
fn asked(sentence: &Sentence, at: usize, doubts: &mut Doubts) -> Option<Cue> {
    let starts =
        |stem: &str| sentence.word(at).get(..stem.len()).is_some_and(|word| word.eq_ignore_ascii_case(stem));
    let call = starts("call");
    let led = sentence.is_any(at + 1, &["on", "upon", "for"]);
    let start = if call && led { at + 2 } else { at + 1 };
    let is = (1..=2).any(|back| sentence.has(at.wrapping_sub(back), Class::AUXILIARY));
    let has = sentence.is_any(at.wrapping_sub(1), &["have", "has", "had"]);
    // "it is directed to towns to be used", "is called upon to"
    doubts.note(Doubts::SUFFERED, is && !has && sentence.word(at).ends_with("ed"));
    // "areas directed by the council", "you also asked me to"
    let told = sentence.is(at, "asked") && sentence.is_any(at.wrapping_sub(1), &["you", "also"]);
    doubts.note(Doubts::TOLD, sentence.is(start, "by") || told && sentence.has(start, Class::OBJECT));
    // "I'd ask that you limit your questions"
    doubts.note(Doubts::TALK, sentence.is(at, "ask") && sentence.is_any(at.wrapping_sub(1), &["I'd", "I’d"]));
    doubts.note(Doubts::WANTED, is_purpose(sentence, at));
    if call && !led && !leads(sentence, at + 1) {
        return None; // "so called"
    }
    let to = |at: &usize| leads(sentence, *at);
    let far = if starts("request") { 10 } else { REACH };
    if let Some(to) = reach(sentence, start).take(far).find(to) {
        return Some(Cue { words: at..start, act: to + 1, kind: Kind::Others(Appeal) });
    }
    doubts.note(Doubts::NO_ACT, true);
    let bare = call || ["urg", "encourag", "demand"].iter().any(|stem| starts(stem));
    let active = ["require", "direct", "order"].iter().any(|stem| starts(stem)) && (!is || has);
    let that = sentence.is(start, "that");
    let thing = sentence.sign(start) == Some(Sign::Word)
        && !sentence.has(start, Class::PREPOSITION | Class::CONJUNCTION);
    let thing = thing && (bare || active || that);
    let act = start + usize::from(that);
    thing.then_some(Cue { words: at..start, act, kind: Kind::Others(Appeal) })
}

/// "a fund to encourage firms to hire", "whoever wants to encourage them to": nobody is asked yet. "I want to encourage
/// everybody to" asks.
fn is_purpose(sentence: &Sentence, at: usize) -> bool {
    let encourage = sentence.is_any(at, &["encourage", "ask"]) && sentence.is(at.wrapping_sub(1), "to");
    let own = |back: usize| super::subject::is_own(sentence.word(at.wrapping_sub(back)));
    encourage && !(2..=5).any(own)
}

/// Verbs that ask nobody unless somebody is named: "encourages efforts to", "a request to".
pub(super) fn needs_somebody(sentence: &Sentence, at: usize) -> bool {
    ["encourag", "invit", "direct", "instruct", "request"]
        .iter()
        .any(|stem| sentence.word(at).get(..stem.len()).is_some_and(|word| word.eq_ignore_ascii_case(stem)))
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
                || word.ends_with("ly")
                || word == "which")
}

/// The words in which "to" is looked for: up to the end of the clause.
fn reach(sentence: &Sentence, from: usize) -> impl Iterator<Item = usize> {
    let ends = |at: usize| {
        matches!(sentence.sign(at), None | Some(Sign::Stop | Sign::Semicolon | Sign::Colon))
            || sentence
                .is_any(at, &["if", "whether", "how", "what", "about", "why", "because", "who", "which"])
    };
    let end = (from..from + REACH).find(|&at| ends(at)).unwrap_or(from + REACH);
    from..end
}
