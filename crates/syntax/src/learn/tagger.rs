//! Training the tagger.

use super::network::{Census, Choice, Dice, Learner, Settings};
use crate::feature::Features;
use crate::tagger::{self, HIDDEN, Tag};
use crate::word::Word;

/// Pairs of tags seen less often than this in the treebank are not told apart from others.
const LEAST_TAG: usize = 4;
/// Times the treebank is gone through.
const EPOCHS: usize = 8;
const SETTINGS: Settings = Settings { rows: 30_000, least: 3, rate: 0.03, oversight: 0.0, dropout: 0.2 };

/// A sentence to learn from.
pub(crate) struct Lesson<'a> {
    pub words: &'a [Word],
    pub tags: Vec<Tag>,
}

/// Trains a tagger and appends it to `bytes` as [`Tagger::read`](tagger::Tagger::read) takes it.
pub(crate) fn train(lessons: &[Lesson], bytes: &mut Vec<u8>) {
    let tags = tag_list(lessons);
    bytes.push(tags.len() as u8);
    bytes.extend(tags.iter().flat_map(|tag| [tag.upos as u8, tag.penn as u8]));
    let mut learner = Learner::<HIDDEN>::new(census(lessons, &tags), tags.len(), SETTINGS, 1);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice::new(2);
    let mut scratch = (Features::default(), Choice::default());
    for epoch in 0..EPOCHS {
        dice.shuffle(&mut order);
        for (done, &lesson) in order.iter().enumerate() {
            let passed = (epoch as f32 + done as f32 / order.len() as f32) / EPOCHS as f32;
            learner.rate = SETTINGS.rate * (1.0 - passed);
            study(&mut learner, &lessons[lesson], &tags, &mut scratch);
        }
    }
    learner.write(bytes);
}

/// The pairs of tags that are told apart, in a fixed order.
fn tag_list(lessons: &[Lesson]) -> Vec<Tag> {
    let mut counts = std::collections::BTreeMap::<Tag, usize>::new();
    for tag in lessons.iter().flat_map(|lesson| &lesson.tags) {
        *counts.entry(*tag).or_default() += 1;
    }
    counts.into_iter().filter(|&(_, count)| count >= LEAST_TAG).map(|(tag, _)| tag).collect()
}

fn class(tags: &[Tag], tag: Tag) -> Option<usize> {
    tags.binary_search(&tag).ok()
}

fn census(lessons: &[Lesson], tags: &[Tag]) -> Census {
    let (mut census, mut features) = (Census::default(), Features::default());
    for lesson in lessons {
        let mut before = [255; 2];
        for at in 0..lesson.words.len() {
            tagger::gather(lesson.words, at, before, &mut features);
            census.count(features.keys());
            before = [class(tags, lesson.tags[at]).unwrap_or(0) as u32, before[0]];
        }
    }
    census
}

/// Goes through one sentence, with its own choices as the tags before, so that it learns to live with its mistakes.
fn study(
    learner: &mut Learner<HIDDEN>,
    lesson: &Lesson,
    tags: &[Tag],
    (features, choice): &mut (Features, Choice),
) {
    let mut before = [255; 2];
    for at in 0..lesson.words.len() {
        tagger::gather(lesson.words, at, before, features);
        learner.see(features.keys(), true);
        let gold = class(tags, lesson.tags[at]);
        let best = learner.choose(0..tags.len(), |class| Some(class) == gold, choice);
        if gold.is_some() {
            learner.learn(&choice.scores);
        }
        before = [best as u32, before[0]];
    }
}
