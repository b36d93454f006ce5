//! What is undertaken: whether a verb tells an act, and one that can be kept.

use super::Sentence;
use crate::lexicon::{Class, lexicon};
use crate::token::Sign;

/// Whether a verb can stand here behind "to": a word in small letters that is no article, pronoun or number.
pub(super) fn is_verb(sentence: &Sentence, at: usize) -> bool {
    let at = at + usize::from(sentence.sign(at) == Some(Sign::Quote));
    let at = at + usize::from(is_manner(sentence.word(at)) && sentence.sign(at + 1) == Some(Sign::Word));
    let Some(token) = sentence.get(at) else { return false };
    let other = Class::DETERMINER
        | Class::POSSESSIVE
        | Class::OBJECT
        | Class::SUBJECT
        | Class::PREPOSITION
        | Class::NUMBER;
    let small = token.sign == Sign::Word && !token.capital;
    small && !token.is(other) && is_base(token.of(sentence.text))
}

/// Whether a word can be the base form of a verb: not "continued", "schools", "high-level", "truly".
fn is_base(word: &str) -> bool {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let participle = word.len() > 5 && ends(&["ed"]) && !ends(&["ceed", "eed"]);
    let plural = ends(&["s"]) && !ends(&["ss", "us", "as", "is"]);
    !ends(&["ing"]) && !participle && !plural && !word.contains('-') && !is_manner(word)
}

/// The verb that tells what is done: of "continue to support" the second.
fn deed(sentence: &Sentence, act: usize) -> usize {
    if !sentence.is(act, "continue") {
        return act;
    }
    act + if sentence.is(act + 1, "to") { 2 } else { 1 }
}

/// Whether the speaker only says how the talk goes on: "I'll defer to her", "we'll take a break".
pub(super) fn is_conduct(sentence: &Sentence, act: usize) -> bool {
    let act = deed(sentence, act);
    let verb = sentence.has(act, Class::CONDUCT);
    // "take steps", "call on them to act", "get it done" do something
    let acts = sentence.is(act, "take")
        && sentence
            .is_any(act + 1, &["action", "steps", "every", "whatever", "all", "measures", "on", "advantage"])
        || sentence.is(act, "open") && !sentence.is_any(act + 1, &["it", "up"])
        || sentence.is(act, "share")
            && !sentence.is_any(act + 1, &["any", "more", "that", "this", "what", "some", "it", "with", "a"])
        || sentence.is(act, "leave")
            && !sentence.is_any(act + 1, &["it", "that", "this", "there", "things", "you", "to", "those"])
        || sentence.is(act, "give")
            && !sentence.has(act + 1, Class::OBJECT)
            && !sentence.is_any(act + 1, &["you", "it", "a", "an"])
        || sentence.is_any(act, &["stop", "end", "call", "go"])
            && !sentence
                .is_any(act + 1, &["here", "there", "with", "by", "back", "to", "through", "ahead", "into"])
            && sentence.has(act + 1, Class::DETERMINER);
    let being = sentence.is(act, "be") && !sentence.word(act + 1).ends_with("ing");
    let just = (1..=2).any(|back| sentence.is(act.wrapping_sub(back), "just"));
    let light = ["do", "see", "touch", "make", "hold", "take", "get", "put", "keep", "bring", "discuss"];
    let what =
        sentence.is_any(act, &light) && sentence.is_any(act + 1, &["it", "that", "this", "them", "those"]);
    let short = what && sentence.sign(act + 2) != Some(Sign::Word); // "we'll see it", "I'm not going to touch that"
    verb && !acts
        || just
        || short
        || sentence.is(act, "provide") && sentence.is_any(act + 1, &["that", "it", "you", "more", "those"])
        || is_of_talk(sentence, act)
        || being
        || sentence.is(act, "be")
            && sentence.is_any(act + 1, &["talking", "speaking", "looking", "seeing", "going"])
}

/// Whether what is done is done to the talk itself: "do some questions", "move to another topic".
fn is_of_talk(sentence: &Sentence, act: usize) -> bool {
    const NEAR: usize = 7;
    const TALK: [&str; 15] = [
        "comment",
        "comments",
        "timeframe",
        "timeline",
        "update",
        "updates",
        "question",
        "questions",
        "q",
        "remarks",
        "podium",
        "readout",
        "topic",
        "speculation",
        "hypotheticals",
    ];
    let ends = |at: usize| matches!(sentence.sign(at), None | Some(Sign::Comma | Sign::Stop));
    (act + 1..act + NEAR).take_while(|&at| !ends(at)).any(|at| sentence.is_any(at, &TALK))
}

/// The same of a duty: "we have to find ways to", "we must stop this" are none.
pub(super) fn is_talk(sentence: &Sentence, act: usize) -> bool {
    const DEEDS: [&str; 12] =
        ["find", "get", "show", "stop", "come", "pass", "turn", "close", "call", "try", "give", "start"];
    is_conduct(sentence, act) && !sentence.is_any(act, &DEEDS)
}

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
    let manner = sentence.has(act + 1, Class::ADVERB) || is_manner(sentence.word(act + 1));
    let next = act + 1 + usize::from(manner);
    let word = sentence.word(next);
    sentence.is(act, "be")
        && word.ends_with("ed")
        && !word.contains('-')
        && !sentence.has(next, Class::SUFFERED)
}

/// Whether the verb is an act. A state of the speaker's own is none either: "we will be there".
pub(super) fn is_act(sentence: &Sentence, act: usize, doer: Doer) -> bool {
    if sentence.is(act, "be") {
        let next = sentence.word(act + 1);
        return is_done(sentence, act) && doer != Doer::Own
            || next.ends_with("ing") && next != "being" && next != "going";
    }
    if sentence.is(act, "continue") {
        let deed = deed(sentence, act);
        if sentence.is_any(deed, &["hear", "see", "have", "need", "rise", "grow", "fall"]) {
            return false;
        }
        let able = sentence.is(deed, "be") && sentence.is(deed + 1, "able");
        let ours = doer == Doer::Own && sentence.has(act + 1, Class::POSSESSIVE); // "continue our dialogue"
        return !able && (ours || sentence.is(act + 1, "to") || sentence.word(act + 1).ends_with("ing"));
    }
    let state = sentence.has(act, Class::STATE)
        || sentence.is_any(act, &["tell", "say"]) && sentence.is(act + 1, "you");
    doer == Doer::Own && !sentence.has(act, Class::OWN_STATE)
        || doer != Doer::Own && !state
        || doer == Doer::Measure && sentence.is_any(act, &["end", "allow", "begin", "take"])
}

/// "be held", "be fully protected", "be working": not "be able", "be very clear".
fn is_participle(sentence: &Sentence, at: usize) -> bool {
    const SHORT: [&str; 24] = [
        "held", "made", "brought", "given", "done", "taken", "put", "met", "kept", "built", "sent", "paid",
        "set", "cut", "found", "heard", "seen", "shown", "spent", "told", "taught", "led", "left", "won",
    ];
    let at = at + usize::from(sentence.has(at, Class::ADVERB) || sentence.word(at).ends_with("ly"));
    let word = sentence.word(at);
    SHORT.contains(&word)
        || ["ed", "ing", "en", "own"].iter().any(|end| word.len() > 4 && word.ends_with(end))
}

/// An adverb of manner: "resolutely", not "apply".
pub(super) fn is_manner(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ly") && !["supply", "comply", "multiply", "reapply"].contains(&word)
}

/// Whether the verb behind "must" can be asked of somebody.
pub(super) fn is_duty(sentence: &Sentence, act: usize) -> bool {
    let class = lexicon().class(sentence.word(act));
    let acts = sentence.is_any(act, &["recognize", "recognise"]) && !sentence.is(act + 1, "that");
    let known = sentence.has(act, Class::MENTAL) && !acts;
    let able = sentence.is(act, "be")
        && !is_participle(sentence, act + 1)
        && !sentence.is(act.wrapping_sub(1), "must");
    let able = able || sentence.is(act, "be") && sentence.is_any(act + 1, &["able", "no", "a", "an", "the"]);
    !known && !able && !class.any(Class::DETERMINER | Class::SUBJECT)
}
