//! Commitments: what somebody will do, has agreed to do, is expected or asked to do.
//!
//! What a commitment is, docs/commitments.md says. Only sentences with a word that can make one are looked at; each of
//! their words once. No parser: the cue, the words before it and the verb behind it decide.

mod cue;
mod subject;

use std::ops::Range;

use text::{Date, Span};

use crate::figure;
use crate::finding::{Commitment, Firmness, Understanding};
use crate::lexicon::Class;
use crate::token::{Sign, Token};
use cue::Cue;
use subject::Subject;

/// The words of one sentence, line breaks left out.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Sentence<'a> {
    fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn word(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| token.of(self.text))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let own = self.word(at);
        words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    fn has(&self, at: usize, class: Class) -> bool {
        self.get(at).is_some_and(|token| token.is(class))
    }

    fn sign(&self, at: usize) -> Option<Sign> {
        self.get(at).map(|token| token.sign)
    }

    fn span(&self, words: Range<usize>) -> Span {
        self.tokens[words.start].span().hull(self.tokens[words.end - 1].span())
    }

    /// Whether the word ends with a short "will": "we'll".
    fn is_short_will(&self, at: usize) -> bool {
        let word = self.word(at);
        ["'ll", "’ll", "'LL", "’LL"].iter().any(|end| word.ends_with(end))
    }
}

/// The commitments of a text, by cue. `said` is the day on which its words were said. Who says them, [`attribute`] finds.
pub(crate) fn commitments(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    said: Option<Date>,
) -> Vec<Commitment> {
    let mut found = Vec::new();
    let mut words: Vec<Token> = Vec::new();
    for paragraph in paragraphs {
        for tokens in figure::sentences(&tokens[paragraph.clone()]) {
            let cued = tokens.iter().any(|token| token.sign == Sign::Word && cue::can_be(token.of(text)));
            if cued && !asks(text, tokens) {
                words.clear();
                words.extend(tokens.iter().filter(|token| !token.is_break()));
                sentence(Sentence { text, tokens: &words }, said, &mut found);
            }
        }
    }
    found
}

/// Whether the sentence is a question.
fn asks(text: &str, sentence: &[Token]) -> bool {
    let closing = |token: &&Token| matches!(token.sign, Sign::Quote | Sign::Close);
    sentence.iter().rev().find(|token| !closing(token)).is_some_and(|token| token.of(text).contains('?'))
}

fn sentence(sentence: Sentence, said: Option<Date>, found: &mut Vec<Commitment>) {
    let mut at = 0;
    let conditional = is_conditional(&sentence);
    while at < sentence.tokens.len() {
        match commitment(&sentence, at, said) {
            Some((commitment, end)) => {
                found.push(Commitment { conditional, ..commitment });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// The commitment whose cue begins at this word, and where the words of it end.
fn commitment(sentence: &Sentence, at: usize, said: Option<Date>) -> Option<(Commitment, usize)> {
    let cue = cue::cue(sentence, at)?;
    let subject = subject::before(sentence, at);
    let act = act(sentence, &cue)?;
    let (who, firmness) = undertaking(sentence, &cue, subject.as_ref(), act)?;
    let end = clause_end(sentence, act);
    let whole = sentence.span(0..sentence.tokens.len());
    let what = sentence.span(act..end);
    Some((
        Commitment {
            span: what,
            sentence: whole,
            cue: sentence.span(cue.words.clone()),
            who: who.as_ref().map(|who| sentence.span(who.words.clone())),
            undertaker: None,
            to: recipient(sentence, act..end).map(|words| sentence.span(words)),
            by: deadline(sentence, what, said),
            firmness,
            negated: is_negated(sentence, &cue, act),
            conditional: false,
            speaker: None,
        },
        end,
    ))
}

/// The verb of what is undertaken: the first word behind the cue that is none of "not", "also", "continue to".
fn act(sentence: &Sentence, cue: &Cue) -> Option<usize> {
    const MOST: usize = 6;
    let mut at = cue.act;
    while at < cue.act + MOST {
        let aside = sentence.sign(at) == Some(Sign::Comma);
        let skipped = aside || sentence.has(at, Class::NEGATION | Class::ADVERB);
        let have_to = sentence.is(at, "have") && sentence.is(at + 1, "to");
        let passed = ["then", "also", "both", "each", "all", "now", "fully", "further", "forever", "always"];
        if !skipped && !have_to && !sentence.is_any(at, &passed) {
            break;
        }
        at += 1 + usize::from(have_to);
    }
    (sentence.sign(at) == Some(Sign::Word)).then_some(at)
}

/// Who undertakes it, and how firmly; `None` where it is no commitment.
fn undertaking(
    sentence: &Sentence,
    cue: &Cue,
    subject: Option<&Subject>,
    act: usize,
) -> Option<(Option<Subject>, Firmness)> {
    use Firmness::{Appeal, Expectation, Plan, Promise};
    let by_subject =
        |firmness| subject.filter(|subject| subject.acts).cloned().map(|who| (Some(who), firmness));
    match cue.kind {
        cue::Kind::Will => {
            let Some(subject) = subject else {
                return cue::is_done(sentence, act).then_some((None, Plan)); // "… will be provided"
            };
            let doer = match subject {
                Subject { speaks: true, .. } => cue::Doer::Own,
                Subject { binds: true, .. } => cue::Doer::Measure,
                _ => cue::Doer::Other,
            };
            let talk = subject.speaks && cue::is_conduct(sentence, act);
            if subject.embedded || talk || !cue::is_act(sentence, act, doer) {
                return None;
            }
            let done = cue::is_done(sentence, act).then(|| (Some(subject.clone()), Plan));
            by_subject(if subject.speaks { Promise } else { Plan }).or(done)
        }
        cue::Kind::Must => {
            let subject = subject?;
            let needless = sentence.has(cue.words.start.wrapping_sub(1), Class::NEGATION);

            let talk = subject.speaks && cue::is_conduct(sentence, act);
            if needless || subject.embedded || talk || !cue::is_duty(sentence, act) {
                return None;
            }
            let any = sentence.is(cue.words.start, "must") && cue::is_act(sentence, act, cue::Doer::Other);
            by_subject(Appeal).or(any.then(|| (Some(subject.clone()), Appeal)))
        }
        cue::Kind::Own(firmness) => {
            let who = subject.filter(|subject| !subject.embedded || firmness == Promise).cloned();
            let embedded = subject.is_some_and(|subject| subject.embedded) && firmness != Promise;
            if embedded || firmness == Plan && !cue::is_act(sentence, act, cue::Doer::Own) {
                return None;
            }
            if firmness == Expectation && !who.as_ref().is_some_and(|who| who.acts) {
                return None; // "the clean-up is expected to cost"
            }
            Some((who, firmness))
        }
        cue::Kind::Others(firmness) => {
            let whom = subject::after(sentence, cue.words.end, cue.act);
            if subject.is_some_and(|subject| subject.binds) {
                return Some((subject.cloned(), Plan)); // "the order calls for a return"
            }
            (firmness == Appeal || whom.as_ref().is_some_and(|whom| whom.acts)).then_some((whom, firmness))
        }
    }
}

/// Where the clause of an act ends: before a stop, a bracket, or a comma with a new clause behind it.
fn clause_end(sentence: &Sentence, act: usize) -> usize {
    const LONGEST: usize = 120;
    let last = sentence.tokens.len().min(act + LONGEST);
    for at in act + 1..last {
        let clause = sentence.has(at + 1, Class::SUBJECT | Class::SUBORDINATOR)
            || sentence.has(at + 1, Class::CONJUNCTION) && sentence.has(at + 2, Class::SUBJECT);
        match sentence.sign(at) {
            Some(Sign::Stop | Sign::Semicolon | Sign::Colon | Sign::Quote | Sign::Dash) => return at,
            Some(Sign::Comma) if clause => return at,
            _ => {}
        }
    }
    last
}

/// "… to Ukraine": to whom, or for whom.
fn recipient(sentence: &Sentence, what: Range<usize>) -> Option<Range<usize>> {
    let names = |at: usize| {
        let article = usize::from(sentence.is_any(at + 1, &["the", "our", "its", "their"]));
        let name = sentence
            .get(at + 1 + article)
            .is_some_and(|token| token.is_capital_word() && !token.is(Class::CALENDAR));
        name.then_some(at + 1 + article)
    };
    let first =
        what.clone().skip(1).filter(|&at| sentence.is_any(at, &["to", "for", "with"])).find_map(names)?;
    let word = |at: &usize| sentence.get(*at).is_some_and(|token| token.is_capital_word());
    Some(first..(first..what.end).take_while(word).last()? + 1)
}

/// By when: the time inside the words of what is undertaken.
fn deadline(sentence: &Sentence, what: Span, said: Option<Date>) -> Option<crate::finding::Period> {
    figure::times_in(sentence.text, what, said).into_iter().find(|time| {
        let since =
            time.span.of(sentence.text).get(..5).is_some_and(|word| word.eq_ignore_ascii_case("since"));
        !since
    })
}

fn is_negated(sentence: &Sentence, cue: &Cue, act: usize) -> bool {
    let not = |at: usize| {
        sentence.has(at, Class::NEGATION)
            || sentence.is_any(at, &["won't", "won’t", "never", "refuses", "refused"])
    };
    (cue.words.start.saturating_sub(2)..act).any(not)
}

fn is_conditional(sentence: &Sentence) -> bool {
    (0..sentence.tokens.len()).any(|at| {
        let long =
            sentence.is(at, "long") && sentence.is(at + 1, "as") && sentence.is(at.wrapping_sub(1), "as");
        let bound = sentence.is_any(at, &["unless", "provided"]) && !sentence.is(at + 1, "the");
        long || bound || sentence.is(at, "if")
    })
}

/// Gives each commitment the speaker of the innermost quotation, reported clause or turn that holds it.
pub(crate) fn attribute(found: &mut Understanding) {
    let places: Vec<Span> = found.commitments.iter().map(|commitment| commitment.cue).collect();
    let speakers = figure::speakers(found, &places);
    for (commitment, speaker) in found.commitments.iter_mut().zip(speakers) {
        commitment.speaker = speaker;
    }
}

/// The undertaker of a commitment is its speaker where it says "I" or "we".
pub(crate) fn name_undertakers(text: &str, found: &mut Understanding) {
    for commitment in &mut found.commitments {
        let own = commitment.who.map(|who| who.of(text)).is_some_and(subject::is_own);
        commitment.undertaker = commitment.speaker.filter(|_| own);
    }
}
