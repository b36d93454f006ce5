//! By when something is undertaken.

use std::ops::Range;

use text::Date;

use super::{Proposal, Sentence};
use crate::figure;
use crate::finding::Period;
use crate::lexicon::Class;
use crate::token::Sign;

/// By when: the time near the act, or set before the subject ("in three weeks, we will"), or further behind.
pub(super) fn of(sentence: &Sentence, proposal: &Proposal, said: Option<Date>) -> Option<Period> {
    /// Words behind an act in which a time surely belongs to it.
    const NEAR: usize = 12;
    let Proposal { act, end, .. } = *proposal;
    let near = end.min(act + NEAR);
    let within = |words: Range<usize>| {
        let times = figure::times_in(sentence.text, sentence.span(words), said);
        times.into_iter().find(|time| !is_other_time(sentence, time))
    };
    let past = |time: &Period| time.until.zip(said).is_some_and(|(until, said)| until < said);
    let set = || {
        let words = set_before(sentence, proposal)?;
        let after = words.start..words.end;
        within(words).filter(|time| !past(time)).or_else(|| time_ahead(sentence, after))
    };
    within(act..near).or_else(set).or_else(|| within(act..end))
}

/// "since 2014" began before, "the challenges of today" only tells which.
fn is_other_time(sentence: &Sentence, time: &Period) -> bool {
    let first = time.span.of(sentence.text).split_ascii_whitespace().next().unwrap_or_default();
    ["since", "of"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// "in just a few weeks", at the start of some words: its days are left open.
fn time_ahead(sentence: &Sentence, words: Range<usize>) -> Option<Period> {
    const FILLERS: [&str; 11] =
        ["just", "about", "only", "the", "next", "coming", "a", "few", "couple", "of", "several"];
    const LENGTHS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];
    sentence.is_any(words.start, &["in", "within", "over"]).then_some(())?;
    let filler = |at: &usize| {
        sentence.is_any(*at, &FILLERS)
            || sentence.has(*at, Class::NUMBER)
            || sentence.sign(*at) == Some(Sign::Number)
    };
    let length = (words.start + 1..words.end).find(|at| !filler(at))?;
    let span = sentence.span(words.start..length + 1);
    sentence.is_any(length, &LENGTHS).then_some(Period { span, from: None, until: None })
}

/// What is set before the subject and tells when: "at the meeting next month, [we] will", "tomorrow [we] will".
fn set_before(sentence: &Sentence, proposal: &Proposal) -> Option<Range<usize>> {
    const LONGEST: usize = 24;
    let subject = proposal.subject.as_ref().map(|subject| subject.words.start);
    let end = subject.unwrap_or(proposal.cue.words.start).min(proposal.cue.words.start);
    let least = end.saturating_sub(LONGEST);
    let apart = |at: &usize| matches!(sentence.sign(*at), Some(Sign::Semicolon | Sign::Colon | Sign::Dash));
    let clause = (least..end).rev().find(apart).map_or(least, |at| at + 1);
    let opens = |at: &usize| {
        let first = *at == clause && *at == 0 || *at > 0 && sentence.sign(at - 1) != Some(Sign::Word);
        let led = at.checked_sub(1).is_some_and(|at| sentence.has(at, Class::CONJUNCTION));
        let when = sentence.has(*at, Class::PREPOSITION | Class::CALENDAR)
            || sentence.is_any(*at, &["tomorrow", "today", "tonight", "later", "next", "this", "starting"]);
        when && (first || led)
    };
    let start = (clause..end).find(opens)?;
    Some(start..end)
}
