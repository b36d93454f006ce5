//! Commitments: what somebody will do, has agreed to do, is expected or asked to do.
//!
//! What a commitment is, docs/commitments.md says. Only sentences with a word that can make one are looked at. Rules
//! propose: the cue, who stands before it, the verb behind it, and what speaks against; odds learnt from marked sentences
//! decide.

mod act;
mod cue;
mod deadline;
mod doubt;
mod evidence;
mod odds;
mod subject;
mod tags;
mod undertaking;

use std::ops::Range;

use text::{Date, Span};

use crate::figure;
use crate::finding::{Commitment, Firmness, Understanding};
use crate::lexicon::Class;
use crate::token::{Sign, Token};
use cue::Cue;
use doubt::Doubts;
use subject::Subject;
use tags::Tags;

/// The words of one sentence, line breaks left out.
#[derive(Clone, Copy)]
struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tags: &'a Tags,
}

/// A cue with all that the rules say of it: whether it makes a commitment, [`odds`] decide.
#[derive(Debug)]
struct Proposal {
    cue: Cue,
    /// Who stands before the cue.
    subject: Option<Subject>,
    /// The verb of what is undertaken.
    act: usize,
    /// One past the last word of it.
    end: usize,
    /// Who would do it.
    who: Option<Subject>,
    firmness: Firmness,
    doubts: Doubts,
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
        is_short_will(self.word(at))
    }
}

/// Whether a word ends with a short "will": "we'll".
fn is_short_will(word: &str) -> bool {
    word.ends_with(['l', 'L']) && ["'ll", "’ll", "'LL", "’LL"].iter().any(|end| word.ends_with(end))
}

/// The commitments of a text, by cue. `said` is the day on which its words were said. Who says them, [`attribute`] finds.
pub(crate) fn commitments(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    said: Option<Date>,
) -> Vec<Commitment> {
    let mut found = Vec::new();
    let style = evidence::style(text, tokens);
    let mut features = Vec::new();
    cued_sentences(text, tokens, paragraphs, |sentence| {
        let conditional = is_conditional(sentence);
        let mut at = 0;
        while at < sentence.tokens.len() {
            let likely = proposal(sentence, at).and_then(|proposal| {
                evidence::write(sentence, &proposal, style, &mut features);
                let chance = odds::probability(&features);
                odds::suffices(chance, proposal.firmness).then_some((proposal, chance))
            });
            at = likely.as_ref().map_or(at + 1, |(proposal, _)| proposal.end);
            found.extend(likely.map(|(proposal, confidence)| Commitment {
                conditional,
                confidence,
                ..commitment(sentence, &proposal, said)
            }));
        }
    });
    found
}

/// A cue with its features, for learning the odds.
#[cfg(feature = "learn")]
#[derive(Debug)]
pub struct Sample {
    /// The words of the cue.
    pub cue: Span,
    /// Its features, hashed.
    pub features: Vec<u32>,
    /// How firm it would be.
    pub firmness: Firmness,
}

/// Least probability of a commitment that is given.
#[cfg(feature = "learn")]
pub const LEAST_CHANCE: f32 = odds::LEAST;

/// Every cue of a text, whatever the odds.
#[cfg(feature = "learn")]
pub fn samples(text: &str) -> Vec<Sample> {
    let tokens = crate::token::tokens(text);
    let paragraphs = crate::frame::paragraphs(text, &tokens);
    let style = evidence::style(text, &tokens);
    let mut samples = Vec::new();
    cued_sentences(text, &tokens, &paragraphs, |sentence| {
        samples.extend((0..sentence.tokens.len()).filter_map(|at| {
            let proposal = proposal(sentence, at)?;
            let mut features = Vec::new();
            evidence::write(sentence, &proposal, style, &mut features);
            let cue = sentence.span(proposal.cue.words.clone());
            Some(Sample { cue, features, firmness: proposal.firmness })
        }));
    });
    samples
}

/// Calls `each` with every sentence that has a word of a cue and is no question.
fn cued_sentences(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    mut each: impl FnMut(&Sentence),
) {
    let tags = Tags::default();
    let mut words: Vec<Token> = Vec::new();
    for paragraph in paragraphs {
        for tokens in figure::sentences(&tokens[paragraph.clone()]) {
            if tokens.iter().any(|token| cue::can_begin(text, token)) && !asks(text, tokens) {
                words.clear();
                words.extend(tokens.iter().filter(|token| !token.is_break()));
                tags.clear();
                each(&Sentence { text, tokens: &words, tags: &tags });
            }
        }
    }
}

/// Whether the sentence is a question.
fn asks(text: &str, sentence: &[Token]) -> bool {
    let closing = |token: &&Token| matches!(token.sign, Sign::Quote | Sign::Close);
    sentence.iter().rev().find(|token| !closing(token)).is_some_and(|token| token.of(text).contains('?'))
}

/// Words before the subject that are tagged.
const BEFORE: usize = 6;
/// Words from the act on that are tagged.
const BEHIND: usize = 5;

/// What the rules make of the cue that begins at this word.
fn proposal(sentence: &Sentence, at: usize) -> Option<Proposal> {
    let (cue, speaks_against) = cue::cue(sentence, at)?;
    let subject = subject::before(sentence, at);
    let act = act(sentence, &cue)?;
    let first = subject.as_ref().map_or(at, |subject| subject.words.start.min(at));
    sentence.tags.read(sentence, first.saturating_sub(BEFORE)..act + BEHIND);
    let (who, firmness, mut doubts) = undertaking::of(sentence, &cue, subject.as_ref(), act);
    doubts |= speaks_against;
    doubts.note(Doubts::NO_VERB, cue::is_no_verb(sentence, &cue, act));
    Some(Proposal { end: clause_end(sentence, act), cue, subject, act, who, firmness, doubts })
}

fn commitment(sentence: &Sentence, proposal: &Proposal, said: Option<Date>) -> Commitment {
    let Proposal { cue, act, end, who, .. } = proposal;
    let what = sentence.span(*act..*end);
    Commitment {
        span: what,
        sentence: sentence.span(0..sentence.tokens.len()),
        cue: sentence.span(cue.words.clone()),
        who: who.as_ref().map(|who| sentence.span(who.words.clone())),
        undertaker: None,
        to: recipient(sentence, *act..*end).map(|words| sentence.span(words)),
        by: deadline::of(sentence, proposal, said),
        firmness: proposal.firmness,
        negated: is_negated(sentence, cue, *act),
        conditional: false,
        confidence: 0.0,
        speaker: None,
    }
}

/// The verb of what is undertaken: the first word behind the cue that is none of "not", "also", "continue to".
fn act(sentence: &Sentence, cue: &Cue) -> Option<usize> {
    const MOST: usize = 6;
    let first = after_aside(sentence, cue.act);
    let mut at = first;
    while at < first + MOST {
        let aside = matches!(sentence.sign(at), Some(Sign::Comma | Sign::Quote));
        let skipped =
            aside || sentence.has(at, Class::NEGATION | Class::ADVERB) || act::is_manner(sentence.word(at));
        let have_to = sentence.is(at, "have") && sentence.is(at + 1, "to");
        let passed = [
            "longer", "one", "day", "then", "also", "both", "each", "all", "now", "fully", "further",
            "forever", "always",
        ];
        let of_course = sentence.is(at, "of") && sentence.is(at + 1, "course");
        if !skipped && !have_to && !of_course && !sentence.is_any(at, &passed) {
            break;
        }
        at += 1 + usize::from(have_to || of_course);
    }
    let money = at == cue.act && matches!(sentence.sign(at), Some(Sign::Number | Sign::Other));
    (money || sentence.sign(at) == Some(Sign::Word)).then_some(at)
}

/// Behind "in that case," of "we will, in that case, act".
fn after_aside(sentence: &Sentence, act: usize) -> usize {
    const LONGEST: usize = 12;
    let comma = |at: &usize| sentence.sign(*at) == Some(Sign::Comma);
    let close = (act + 2..act + LONGEST).find(comma).filter(|_| comma(&act));
    close.map_or(act, |close| close + 1)
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

#[cfg(test)]
mod tests {
    use text::Document;

    /// What is undertaken, and how firmly, sentence by sentence.
    fn found(text: &str) -> Vec<(String, &'static str)> {
        let document = Document { text: text.to_owned(), ..Document::default() };
        let commitments = crate::article(&document).commitments;
        commitments.iter().map(|one| (one.span.of(text).to_owned(), one.firmness.name())).collect()
    }

    #[track_caller]
    fn check(text: &str, what: &str, firmness: &'static str) {
        assert_eq!(found(text), [(what.to_owned(), firmness)], "{text}");
    }

    #[test]
    fn what_is_undertaken_is_found_behind_asides_and_brackets() {
        check("The Harbour Act (HA) will lower the toll.", "lower the toll", "plan");
        check("We will, if it comes to that, repair the pier.", "repair the pier", "promise");
        check("We have built the pier and will extend it by May.", "extend it by May", "promise");
        check("I strongly urge the Council confirm them.", "the Council confirm them", "appeal");
        check("We still need you to sign the list.", "sign the list", "appeal");
    }

    #[test]
    fn the_time_may_be_set_before_the_subject() {
        for (text, by) in [
            ("In three weeks, we will open the new pier.", Some("In three weeks")),
            ("At the meeting in Lund next month, we will sign the treaty.", Some("next month")),
            ("Tomorrow the minister will travel to Lund.", Some("Tomorrow")),
            ("He wrote to us last week, and we will repair the pier.", None),
        ] {
            let published = Some("2024-06-18".parse().unwrap());
            let document = Document { text: text.to_owned(), published, ..Document::default() };
            let commitments = crate::article(&document).commitments;
            let found: Vec<_> = commitments.iter().map(|one| one.by.map(|by| by.span.of(text))).collect();
            assert_eq!(found, [by], "{text}");
        }
    }

    #[test]
    fn clauses_that_only_tell_which_are_none() {
        assert_eq!(found("They laid out the work we’ll be doing there."), []);
        assert_eq!(found("It’s something that the town has to bear."), []);
        assert_eq!(found("That is the way that we’ll finish it."), []);
        check("That is something that we’re going to mend by May.", "mend by May", "promise");
    }

    #[test]
    fn past_futures_and_suppositions_are_none() {
        assert_eq!(found("She said the town was going to close the pier."), []);
        assert_eq!(found("He had hoped to open it."), []);
        assert_eq!(found("Nobody should have to pay twice."), []);
        assert_eq!(found("They would need to agree to close it."), []);
    }

    #[test]
    fn talk_about_the_talk_is_none() {
        assert_eq!(found("We’ll do some questions."), []);
        assert_eq!(found("I’ll just jump in."), []);
        assert_eq!(found("I’m not going to predict that."), []);
    }

    #[test]
    fn an_act_is_a_verb() {
        assert_eq!(found("The money is going to schools for repairs."), []);
        assert_eq!(found("They agreed to continued talks."), []);
    }
}
