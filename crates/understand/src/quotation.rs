//! Marked words in their sentence: a quotation or only a term, whole or part of a reported clause.

use std::ops::Range;

use text::Span;

use crate::attribution::{Attribution, Form, Reader};
use crate::finding::QuotationKind;
use crate::frame::{Frame, Item};
use crate::lexicon::Class;
use crate::mark::{Marked, State};
use crate::reported::Reported;
use crate::token::{Sign, Token};

/// How marked words stand in their sentence.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// Which marked words.
    pub marked: usize,
    /// Their item.
    pub item: usize,
    /// The attribution of the sentence that fits best (index), and how well, 0 to 100.
    pub attribution: Option<(usize, u32)>,
}

/// Finds for every marked words of a sentence the attribution that fits best.
pub(crate) fn standings(
    reader: &Reader,
    frame: &Frame,
    attributions: &[Attribution],
    reported: &[Reported],
) -> Vec<Standing> {
    let marked = frame.items.clone().filter_map(|item| match reader.items[item] {
        Item::Marked(marked) => Some((item, marked as usize)),
        Item::Token(_) => None,
    });
    let mut nearest = Nearest::new(attributions);
    let mut next = 0;
    let standing = |(item, marked)| {
        let attribution = nearest.best(reader, item);
        while reported.get(next).is_some_and(|clause| clause.end() <= item) {
            next += 1;
        }
        let outer = reported.get(next).filter(|clause| clause.holds(item));
        let attribution =
            outer.and_then(|outer| outranked(reader, attributions, attribution, outer)).or(attribution);
        Standing { marked, item, attribution }
    };
    marked.map(standing).collect()
}

/// Where the best attribution only describes ("expresses", "believes") inside a clause that another reports, the other.
fn outranked(
    reader: &Reader,
    attributions: &[Attribution],
    best: Option<(usize, u32)>,
    outer: &Reported,
) -> Option<(usize, u32)> {
    const REPORTED: u32 = 91;
    const FAR: u32 = 60;
    let Some((index, fit)) = best else { return Some((outer.attribution, REPORTED)) };
    if index == outer.attribution {
        return Some((index, fit.max(FAR)));
    }
    let inner = &attributions[index];
    let says = reader.token(inner.at.end - 1).is_some_and(|token| token.is(Class::BARE));
    let inside = outer.holds(inner.at.start);
    (inside && !says).then_some((outer.attribution, fit))
}

/// Looks only at the attributions around a place, so that a sentence of many quotations costs linear time.
struct Nearest<'a> {
    attributions: &'a [Attribution],
    next: usize,
}

/// Attributions looked at on either side of marked words.
const AROUND: usize = 3;

impl<'a> Nearest<'a> {
    fn new(attributions: &'a [Attribution]) -> Self {
        Self { attributions, next: 0 }
    }

    fn best(&mut self, reader: &Reader, item: usize) -> Option<(usize, u32)> {
        while self.attributions.get(self.next).is_some_and(|attribution| attribution.at.start < item) {
            self.next += 1;
        }
        let window = self.next.saturating_sub(AROUND)..(self.next + AROUND).min(self.attributions.len());
        let scored = window.map(|index| (index, fit(reader, item, &self.attributions[index])));
        scored.max_by_key(|&(index, score)| (score, std::cmp::Reverse(index))).filter(|(_, score)| *score > 0)
    }
}

/// Items between marked words and an attribution beyond which the two have nothing to do with each other.
const FARTHEST: usize = 120;

/// How well an attribution fits marked words at an item, 0 to 100.
fn fit(reader: &Reader, item: usize, attribution: &Attribution) -> u32 {
    let cue = &attribution.at;
    let (gap, before) = if cue.end <= item { (cue.end..item, true) } else { (item + 1..cue.start, false) };
    if gap.len() > FARTHEST {
        return 0;
    }
    let distance = gap.len().min(40) as u32;
    let marks = gap.clone().filter(|&at| reader.token(at).is_none()).count() as u32;
    let linked = gap.clone().all(|at| links(reader, at));
    let stopped = gap.clone().any(|at| reader.token(at).is_some_and(|token| token.sign == Sign::Semicolon));
    let base = match (attribution.form, before) {
        (Form::Colon, true) if gap.is_empty() && attribution.speaker.is_person(reader) => 99,
        (Form::Colon, true) if gap.is_empty() => 80,
        (Form::Dash, false) if gap.is_empty() => 97,
        (Form::Colon | Form::Dash, _) => 20,
        (Form::According, _) => 75 - distance,
        (_, true) if linked => 98 - distance.min(20),
        (_, true) if judges(reader, attribution, &gap) => 93,
        (_, true) => 80 - distance,
        (_, false) if attached(reader, item) => 96 - distance.min(20),
        (_, false) => 62 - distance,
    };
    let thought = reader.token(cue.end.saturating_sub(1)).is_some_and(|token| token.is(Class::THOUGHT));
    base.saturating_sub(15 * marks + if thought && base < 90 { 30 } else { 0 } + if stopped { 20 } else { 0 })
}

/// "called the plan “…”", "described him as “…”": the marks hold the whole of the judgement.
fn judges(reader: &Reader, attribution: &Attribution, gap: &Range<usize>) -> bool {
    const LONGEST_OBJECT: usize = 5;
    let judge = reader.token(attribution.at.end - 1).is_some_and(|token| token.is(Class::JUDGE));
    let plain = |at: usize| {
        reader.token(at).is_some_and(|token| {
            let preposition = token.is(Class::PREPOSITION) && !token.is(Class::SUBORDINATOR);
            matches!(token.sign, Sign::Word | Sign::Clitic) && !preposition
        })
    };
    judge && gap.len() <= LONGEST_OBJECT && gap.clone().all(plain)
}

/// Words that may stand between a cue and what it introduces: "that", commas, "him".
fn links(reader: &Reader, item: usize) -> bool {
    reader.token(item).is_some_and(|token| {
        matches!(token.sign, Sign::Comma | Sign::Colon | Sign::Dash)
            || token.is(Class::ADVERB | Class::OBJECT | Class::DETERMINER)
            || token.is(Class::COLLECTIVE)
    })
}

/// Whether the sentence goes on after marked words with a comma or directly with an attribution: “…,” she said.
fn attached(reader: &Reader, item: usize) -> bool {
    let Item::Marked(_) = reader.items[item] else { return false };
    reader.ends_open(item) || reader.token(item + 1).is_some_and(|token| token.sign == Sign::Comma)
}

impl Reader<'_> {
    /// Whether marked words end with a comma, question or exclamation mark, as before an attribution.
    pub(crate) fn ends_open(&self, item: usize) -> bool {
        self.last_sign(item).is_some_and(|sign| matches!(sign, ',' | '?' | '!' | '…' | '—' | '–' | '-'))
    }

    /// The last sign of marked words, closing marks passed over.
    fn last_sign(&self, item: usize) -> Option<char> {
        let Item::Marked(marked) = self.items[item] else { return None };
        let words = self.marked[marked as usize].span.of(self.text);
        words.trim_end_matches(['’', '\'', '”', ')', ' ', '*', '_']).chars().next_back()
    }
}

/// Whether marked words are a term, a title or a name rather than somebody's words. `reported`: they stand in a clause
/// that the sentence reports.
pub(crate) fn is_term(reader: &Reader, standing: &Standing, words: &[Token], reported: bool) -> bool {
    let fit = standing.attribution.map_or(0, |(_, fit)| fit);
    let count = words.iter().filter(|token| matches!(token.sign, Sign::Word | Sign::Number)).count();
    if count == 0 {
        return true;
    }
    let ends = words.last().is_some_and(|token| matches!(token.sign, Sign::Stop | Sign::Comma));
    let named = standing.item > 0
        && reader
            .token(standing.item - 1)
            .is_some_and(|token| token.is(Class::NAMING) && !token.is(Class::JUDGE));
    let titled = count > 1 && is_title(words);
    match fit {
        90.. => named && titled && count < 8,
        _ if reported => named || (titled && count < 8),
        60..90 if count < 3 => true,
        60..90 => named || (titled && count < 8),
        _ => named || (titled && count < 12) || (count < 5 && !ends) || (count < 3),
    }
}

/// Whether all words but the small ones have capitals, as in titles.
fn is_title(words: &[Token]) -> bool {
    let content = words.iter().filter(|token| token.sign == Sign::Word && !token.is(Class::FUNCTION));
    let (mut capital, mut all) = (0, 0);
    for token in content {
        all += 1;
        capital += usize::from(token.capital);
    }
    all > 0 && capital == all
}

/// Whether marked words are the whole of what is reported (direct), or stand in a clause, which is given.
pub(crate) fn kind(
    reader: &Reader,
    frame: &Frame,
    item: usize,
    attribution: Option<&Attribution>,
    clause: Option<Range<usize>>,
) -> (QuotationKind, Option<Span>) {
    let Some(attribution) = attribution else { return (alone(reader, frame, item), None) };
    if let Some(clause) = clause {
        let whole = marked_share(reader, &clause) >= WHOLE;
        return if whole {
            (QuotationKind::Direct, None)
        } else {
            (QuotationKind::Mixed, Some(reader.place(&clause)))
        };
    }
    let mention = attribution.speaker.span;
    let outside = |range: Range<usize>, mention: Span| {
        range.filter(move |&at| {
            reader.token(at).is_some_and(|token| {
                matches!(token.sign, Sign::Word | Sign::Number) && !mention.contains(token.span())
            })
        })
    };
    let before_cue = attribution.at.end <= item;
    if before_cue && judges(reader, attribution, &(attribution.at.end..item)) {
        return (QuotationKind::Direct, None);
    }
    let reported = if before_cue {
        outside(attribution.at.end..item, mention).filter(|&at| !links(reader, at)).count()
    } else {
        outside(frame.items.start..item, mention).count()
    };
    (if reported == 0 { QuotationKind::Direct } else { QuotationKind::Mixed }, None)
}

/// Share of a clause that stands between marks from which on the marks hold the whole of it.
const WHOLE: f32 = 0.95;

/// Share of the characters of a clause that stand between marks.
fn marked_share(reader: &Reader, clause: &Range<usize>) -> f32 {
    let (mut inside, mut outside) = (0, 0);
    for item in clause.clone() {
        match reader.items[item] {
            Item::Marked(marked) => inside += reader.marked[marked as usize].span.len(),
            Item::Token(token) => {
                let token = &reader.tokens[token as usize];
                outside +=
                    if matches!(token.sign, Sign::Word | Sign::Number) { token.span().len() } else { 0 };
            }
        }
    }
    inside as f32 / (inside + outside).max(1) as f32
}

/// Words in marks without attribution: whole sentences are direct.
fn alone(reader: &Reader, frame: &Frame, item: usize) -> QuotationKind {
    let before = frame.items.start..item;
    let words = before.filter(|&at| reader.token(at).is_some_and(|token| token.sign == Sign::Word)).count();
    if words == 0 { QuotationKind::Direct } else { QuotationKind::Mixed }
}

/// Whether `second` goes on with the sentence that “…, he said, …” broke off at `first`: nothing but the attribution, and
/// to whom or when it was said, stands between.
pub(crate) fn is_broken(
    reader: &Reader,
    first: &Standing,
    second: &Standing,
    attributions: &[Attribution],
) -> bool {
    /// Words besides the cue: "the minister told reporters in the capital on Tuesday".
    const MOST_BETWEEN: usize = 14;
    let same = match (first.attribution, second.attribution) {
        (Some((one, _)), Some((two, _))) => (one == two).then(|| &attributions[one]),
        _ => None,
    };
    let between = first.item + 1..second.item;
    let stands_between = same.is_some_and(|attribution| between.contains(&attribution.at.start));
    let (one, two) = (&reader.marked[first.marked], &reader.marked[second.marked]);
    let whole = one.state == State::Whole && one.single == two.single;
    let open = !matches!(reader.last_sign(first.item), Some('.' | '!' | '?'));
    let sign = |item: usize| reader.token(item).map(|token| token.sign);
    let resumed = matches!(
        sign(second.item - 1),
        Some(Sign::Comma | Sign::Dash | Sign::Word | Sign::Stop | Sign::Other)
    );
    let comma_inside = reader.last_sign(first.item) == Some(',') || sign(first.item + 1) == Some(Sign::Comma);
    let inner = between.start + 1..between.end.saturating_sub(1).max(between.start + 1);
    let goes_on = inner.clone().any(|item| {
        sign(item) == Some(Sign::Comma)
            && reader.token(item + 1).is_some_and(|next| next.is(Class::CONJUNCTION))
    });
    stands_between
        && whole
        && open
        && resumed
        && comma_inside
        && !goes_on
        && (2..=MOST_BETWEEN).contains(&between.len())
}

/// The words of marked words as tokens.
pub(crate) fn words<'a>(tokens: &'a [Token], marked: &Marked) -> &'a [Token] {
    let start = tokens.partition_point(|token| token.start < marked.span.start);
    let end = tokens.partition_point(|token| token.end <= marked.span.end);
    &tokens[start..end.max(start)]
}
