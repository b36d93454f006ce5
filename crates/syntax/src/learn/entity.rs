//! Training the recogniser of entities, on the parts of a treebank that mark them as GUM does
//! (<https://gucorpling.org/gum/>).

use super::Sample;
use super::network::{Census, Choice, Dice, Learner, Settings};
use crate::entity::{self, EntityKind, HIDDEN, Part};
use crate::feature::Features;
use crate::word::Word;
use crate::{Entity, Penn, Relation, Token, Upos};

/// Times the treebank is gone through.
const EPOCHS: usize = 10;
const SETTINGS: Settings = Settings { rows: 18_000, least: 2, rate: 0.03, oversight: 0.1, dropout: 0.2 };

/// A sentence to learn from: tags as the tagger gives them.
pub(crate) struct Lesson<'a> {
    pub words: &'a [Word],
    pub tokens: &'a [Token],
    pub parts: Vec<Part>,
}

/// Trains a recogniser and appends it to `bytes` as [`Recogniser::read`](entity::Recogniser::read) takes it.
pub(crate) fn train(lessons: &[Lesson], bytes: &mut Vec<u8>) {
    let mut learner = Learner::<HIDDEN>::new(census(lessons), Part::ALL.len(), SETTINGS, 5);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice::new(6);
    let (mut features, mut choice) = (Features::default(), Choice::default());
    for epoch in 0..EPOCHS {
        dice.shuffle(&mut order);
        for (done, &lesson) in order.iter().enumerate() {
            let passed = (epoch as f32 + done as f32 / order.len() as f32) / EPOCHS as f32;
            learner.rate = SETTINGS.rate * (1.0 - passed);
            study(&mut learner, &lessons[lesson], &mut features, &mut choice);
        }
    }
    learner.write(bytes);
}

fn census(lessons: &[Lesson]) -> Census {
    let (mut census, mut features) = (Census::default(), Features::default());
    for lesson in lessons {
        let mut before = [0; 2];
        for at in 0..lesson.words.len() {
            entity::gather(lesson.words, lesson.tokens, at, before, &mut features);
            census.count(features.keys());
            before = [lesson.parts[at].number() as u32, before[0]];
        }
    }
    census
}

fn study(learner: &mut Learner<HIDDEN>, lesson: &Lesson, features: &mut Features, choice: &mut Choice) {
    let mut before = [0; 2];
    for at in 0..lesson.words.len() {
        entity::gather(lesson.words, lesson.tokens, at, before, features);
        learner.see(features.keys(), true);
        let gold = lesson.parts[at].number();
        let best = learner.choose(0..Part::ALL.len(), |class| class == gold, choice);
        learner.learn(&choice.scores);
        before = [best as u32, before[0]];
    }
}

/// A mention of the treebank: token indices, end exclusive, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoldMention {
    /// Index of the first token.
    pub start: usize,
    /// Index one past the last token.
    pub end: usize,
    /// What it is; `None` for things, events, times and the like.
    pub kind: Option<EntityKind>,
}

/// The mentions that the `Entity` attributes of a sentence mark, those in several pieces left out.
pub fn mentions(sample: &Sample) -> Vec<GoldMention> {
    let mut open: Vec<(&str, GoldMention)> = Vec::new();
    let mut found = Vec::new();
    for (at, attribute) in sample.entities.iter().enumerate() {
        for piece in pieces(attribute) {
            let name = piece.trim_matches(['(', ')']);
            let id = name.split('-').next().unwrap_or_default();
            if piece.starts_with('(') {
                let kind = name.split('-').nth(1).and_then(kind);
                open.push((id, GoldMention { start: at, end: at, kind }));
            }
            if !piece.ends_with(')') {
                continue;
            }
            if let Some(last) = open.iter().rposition(|&(opened, _)| opened == id) {
                found.push(GoldMention { end: at + 1, ..open.remove(last).1 });
            }
        }
    }
    found.retain(|mention| mention.start < mention.end);
    found.sort_unstable();
    found
}

/// Cuts "(1-person-new(2-place-new)3)" into its openings and closings.
fn pieces(attribute: &str) -> impl Iterator<Item = &str> {
    let mut rest = attribute;
    std::iter::from_fn(move || {
        let stop = rest.char_indices().skip(1).find(|&(_, c)| c == '(').map_or(rest.len(), |(at, _)| at);
        let stop = rest.find(')').map_or(stop, |close| stop.min(close + 1));
        let (piece, behind) = rest.split_at(stop);
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

fn kind(name: &str) -> Option<EntityKind> {
    match name {
        "person" => Some(EntityKind::Person),
        "organization" => Some(EntityKind::Organisation),
        "place" => Some(EntityKind::Place),
        _ => None,
    }
}

/// The part of each token: names are the longest first, a name's titles and articles left out.
pub(crate) fn parts(sample: &Sample) -> Vec<Part> {
    let mut parts = vec![Part::Outside; sample.tokens.len()];
    let mut mentions = mentions(sample);
    mentions.sort_by_key(|mention| std::cmp::Reverse(mention.end - mention.start));
    for mention in mentions {
        let Some(kind) = mention.kind else { continue };
        let head = head(sample, mention);
        let (start, end) = name(sample, mention, head);
        if start < end && parts[start..end].iter().all(|&part| part == Part::Outside) {
            parts[start..end].fill(Part::Inside(kind));
            parts[start] = Part::Begin(kind);
        } else if sample.tokens[head].tag == Upos::Noun && parts[head] == Part::Outside {
            parts[head] = Part::Noun(kind);
        }
    }
    parts
}

/// The entities of a sentence of the treebank, as the recogniser should find them.
pub fn gold_entities(sample: &Sample) -> Vec<Entity> {
    let mut entities = Vec::new();
    for (at, part) in parts(sample).into_iter().enumerate() {
        entity::add(part, at as u32, &mut entities);
    }
    entities
}

/// The token of a mention whose head stands outside.
fn head(sample: &Sample, mention: GoldMention) -> usize {
    let outside = |&at: &usize| {
        let head = sample.tokens[at].head as usize;
        head <= mention.start || head > mention.end
    };
    (mention.start..mention.end).find(outside).unwrap_or(mention.start)
}

/// The tokens of the name in a mention: the run of proper nouns around the head, or the names that follow it ("actor
/// Ada Stone"), with "of" and the like between them; empty where there is none.
fn name(sample: &Sample, mention: GoldMention, head: usize) -> (usize, usize) {
    let proper = |at: usize| matches!(sample.tokens[at].form, Penn::Nnp | Penn::Nnps);
    let seed = (mention.start..mention.end).find(|&at| {
        proper(at)
            && (at == head
                || sample.tokens[at].relation == Relation::Flat
                    && sample.tokens[at].head as usize == head + 1)
    });
    let Some(seed) = seed else { return (0, 0) };
    let joins =
        |at: usize| matches!(sample.tokens[at].form, Penn::In | Penn::Dt | Penn::Cc | Penn::Pos | Penn::Hyph);
    let (mut start, mut end) = (seed, seed + 1);
    while start > mention.start && proper(start - 1) {
        start -= 1;
    }
    while end < mention.end {
        match (end..mention.end.min(end + 3)).find(|&at| !joins(at)) {
            Some(next) if proper(next) => end = next + 1,
            _ => break,
        }
    }
    while start < seed && sample.tokens[start].relation == Relation::NmodDesc {
        start += 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_single_token_mentions_are_read() {
        let entities =
            ["(1-organization-new(2-person-new)", "", "(3-place-new)1)", "4)"].map(String::from).to_vec();
        let found = mentions(&Sample { entities, ..Sample::default() });
        let spans: Vec<(usize, usize)> = found.iter().map(|mention| (mention.start, mention.end)).collect();
        assert_eq!(spans, [(0, 1), (0, 3), (2, 3)]);
        assert_eq!(found[1].kind, Some(EntityKind::Organisation));
    }
}
