//! What a cue makes: who undertakes it, how firmly, and what speaks against its being a commitment.

use super::cue::{self, Cue};
use super::doubt::Doubts;
use super::subject::{self, Subject};
use super::{Sentence, act};
use crate::finding::Firmness;
use crate::lexicon::Class;

/// Who undertakes it, how firmly, and what speaks against its being one.
pub(super) type Undertaking = (Option<Subject>, Firmness, Doubts);

/// What a cue makes.
pub(super) fn of(sentence: &Sentence, cue: &Cue, subject: Option<&Subject>, act: usize) -> Undertaking {
    match cue.kind {
        cue::Kind::Will => will(sentence, cue, subject, act),
        cue::Kind::Must => must(sentence, cue, subject, act),
        cue::Kind::Own(firmness) => own(sentence, cue, subject, act, firmness),
        cue::Kind::Others(firmness) => others(sentence, cue, subject, act, firmness),
    }
}

/// "we will open", "the budget will provide", "it will be extended".
fn will(sentence: &Sentence, cue: &Cue, subject: Option<&Subject>, act: usize) -> Undertaking {
    let done = act::is_done(sentence, act);
    let mut doubts = Doubts::default();
    let Some(subject) = subject else {
        doubts.note(Doubts::NOBODY, !done);
        return (None, Firmness::Plan, doubts);
    };
    let (doer, firmness) = match subject {
        Subject { speaks: true, .. } => (act::Doer::Own, Firmness::Promise),
        Subject { binds: true, .. } => (act::Doer::Measure, Firmness::Plan),
        _ => (act::Doer::Other, Firmness::Plan),
    };
    // what is done to persons is seldom anybody's plan: "he will be remembered"
    let person = subject.words.len() == 1 && (subject.acts || subject.is(sentence, "you"));
    let short = sentence.is_short_will(cue.words.start) && !sentence.word(act + 1).ends_with("ing");
    // "I'll be brief", "I'm going to have to": how the talk goes on
    let brief = subject.is(sentence, "I") && (short || sentence.is(cue.act, "have"));
    doubts.note(Doubts::SUFFERED, done && person);
    doubts.note(Doubts::SHORT, brief);
    doubts.note(Doubts::EMBEDDED, subject.embedded);
    doubts.note(Doubts::TALK, subject.speaks && act::is_conduct(sentence, act));
    doubts.note(Doubts::WHICH, cue::is_relative(sentence, subject));
    doubts.note(Doubts::STATE, !act::is_act(sentence, act, doer));
    doubts.note(Doubts::NOBODY, !subject.acts && !done);
    (Some(subject.clone()), firmness, doubts)
}

/// "they must come", "we have to find a way".
fn must(sentence: &Sentence, cue: &Cue, subject: Option<&Subject>, act: usize) -> Undertaking {
    let start = cue.words.start;
    let mut doubts = Doubts::default();
    doubts.note(Doubts::NEEDLESS, sentence.has(start.wrapping_sub(1), Class::NEGATION));
    doubts.note(Doubts::STATE, !act::is_duty(sentence, act));
    let Some(subject) = subject else {
        doubts.note(Doubts::NOBODY, true); // "is unacceptable and must end"
        return (None, Firmness::Appeal, doubts);
    };
    let must = sentence.is(start, "must");
    // "the resources they need to", "I have to run": nobody else is asked
    let they = subject.words.len() == 1 && !subject.speaks;
    let have = !must && !sentence.is(start, "should");
    let wanted =
        have && (subject.after_noun || subject.is(sentence, "I") || cue::is_relative(sentence, subject));
    let it = ["it", "there", "that", "this"].iter().any(|word| subject.is(sentence, word));
    let any = must && !it && act::is_act(sentence, act, act::Doer::Other);
    doubts.note(Doubts::SUFFERED, !must && they && act::is_done(sentence, act)); // "they need to be protected"
    doubts.note(Doubts::EMBEDDED, subject.embedded);
    doubts.note(Doubts::TALK, subject.speaks && act::is_talk(sentence, act));
    doubts.note(Doubts::WHICH, wanted);
    doubts.note(Doubts::NOBODY, !subject.acts && !any);
    (Some(subject.clone()), Firmness::Appeal, doubts)
}

/// "they pledged to", "we plan to", "she is expected to".
fn own(
    sentence: &Sentence,
    cue: &Cue,
    subject: Option<&Subject>,
    act: usize,
    firmness: Firmness,
) -> Undertaking {
    let embedded = subject.is_some_and(|subject| subject.embedded);
    let acts = subject.is_some_and(|subject| subject.acts);
    let start = cue.words.start;
    let background = is_background(sentence, subject);
    let act_of = |doer| act::is_act(sentence, act, doer);
    let mut doubts = Doubts::default();
    doubts.note(Doubts::EMBEDDED, embedded);
    doubts.note(Doubts::WHICH, subject.is_some_and(|subject| cue::is_relative(sentence, subject)));
    match firmness {
        Firmness::Promise => doubts.note(Doubts::BACKGROUND, sentence.is(start, "committed") && background),
        Firmness::Plan if sentence.is(start, "set") => doubts.note(Doubts::NOBODY, !acts),
        Firmness::Plan if sentence.is(start, "prepared") => {
            doubts.note(Doubts::NOBODY, !subject.is_some_and(|subject| subject.speaks));
            doubts.note(Doubts::TALK, act::is_conduct(sentence, act));
        }
        Firmness::Plan => {
            doubts.note(Doubts::BACKGROUND, background);
            doubts.note(Doubts::STATE, !act_of(act::Doer::Own));
        }
        Firmness::Expectation => {
            doubts.note(Doubts::NOBODY, !acts);
            doubts.note(Doubts::STATE, !act_of(act::Doer::Other));
        }
        _ => {}
    }
    (subject.filter(|_| !embedded).cloned(), firmness, doubts)
}

/// "as we seek to end it, …"
fn is_background(sentence: &Sentence, subject: Option<&Subject>) -> bool {
    subject.is_some_and(|subject| sentence.is_any(subject.words.start.wrapping_sub(1), &["as", "while"]))
}

/// "we urge them to", "we expect allies to", "the order calls for".
fn others(
    sentence: &Sentence,
    cue: &Cue,
    subject: Option<&Subject>,
    act: usize,
    firmness: Firmness,
) -> Undertaking {
    const LASTS: [&str; 16] = [
        "have", "see", "get", "last", "benefit", "fall", "rise", "grow", "happen", "become", "remain",
        "cost", "continue", "be", "end", "prevail",
    ];
    let whom = subject::after(sentence, cue.words.end, cue.act);
    let acts = whom.as_ref().is_some_and(|whom| whom.acts);
    // "my hope is that it will last"
    let lasts = sentence.is_any(act, &LASTS) && !act::is_act(sentence, act, act::Doer::Other);
    // "the mission they were asked to do"
    let told = sentence.is(cue.words.start, "asked") && subject.is_some_and(|subject| subject.after_noun);
    let binds = subject.is_some_and(|subject| subject.binds);
    // "it encourages efforts to"
    let nobody = cue::needs_somebody(sentence, cue.words.start) || firmness != Firmness::Appeal && !binds;
    let mut doubts = Doubts::default();
    doubts.note(Doubts::TOLD, told);
    doubts.note(Doubts::LASTS, firmness == Firmness::Expectation && lasts);
    doubts.note(Doubts::NOBODY, nobody && !acts);
    match binds {
        true => (subject.cloned(), Firmness::Plan, doubts), // "the order calls for a return"
        false => (whom, firmness, doubts),
    }
}
