//! Aligns a quotation with a stretch of a document: the best chain of equal words.
//!
//! Every word of the stretch that the quotation has (in the same form, or another form of the same stem) is a point; a
//! chain of points rises in both texts. A point tells the weight of its word, a gap costs by the words it leaves out on
//! either side. The cost of finding the best chain grows with the points, not with the product of the lengths.

use crate::query::Query;
use crate::{Archive, Normal};

/// A word of the quotation and the same word in the archive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index in the quotation's words.
    pub quote: u32,
    /// Place in the archive's words.
    pub place: u32,
    /// The same form, not only the same stem.
    pub exact: bool,
}

/// A part of a quotation and a passage that holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Which document.
    pub document: u32,
    /// Aligned words, rising on both sides; never empty.
    pub pairs: Vec<Pair>,
    /// What the chain tells, in nats, less what its gaps cost.
    pub score: f32,
}

impl Fragment {
    /// Places of the first and last aligned word.
    pub fn places(&self) -> (u32, u32) {
        (self.pairs[0].place, self.pairs[self.pairs.len() - 1].place)
    }

    /// The quotation's words from the first that is aligned to the last.
    pub fn words(&self) -> std::ops::Range<usize> {
        self.pairs[0].quote as usize..self.pairs[self.pairs.len() - 1].quote as usize + 1
    }
}

/// A source gap longer than this ends a fragment, in words; CONTRACT.md: 40 words apart is `joined`.
const LONGEST_GAP: u32 = 40;
/// The same where the reader is shown that something is left out.
const LONGEST_SHOWN_GAP: u32 = 160;
/// Points looked back at, so that stretches of repeated words cost linear time.
const LOOK_BACK: usize = 64;
/// What a match of another form of the same stem tells, as a share.
const OTHER_FORM: f32 = 0.8;
/// What an edit costs, in nats: how rare it is among the words of a quotation that is kept as it was said.
const KEPT: f32 = 0.1;
const REPLACED: f32 = 0.7;
const SHIFTED: f32 = 3.5;
const DROPPED: f32 = 0.12;
const DROPPED_SHOWN: f32 = 0.01;
const ADDED: f32 = 0.6;

struct Point {
    quote: u32,
    place: u32,
    exact: bool,
    /// Best score of a chain that ends here.
    score: f32,
    /// The best score of the points up to this one.
    top: f32,
    /// The point before in that chain.
    before: u32,
}

/// The best chain of the quotation's words in `stretch` (places in the archive's words, all of one document);
/// `wanted` says which words of the quotation may be used.
pub fn align(
    query: &Query,
    archive: &Archive,
    document: u32,
    stretch: std::ops::Range<u32>,
    wanted: impl Fn(usize) -> bool,
) -> Option<Fragment> {
    let words: &[Normal] = archive.words_at(document, stretch.clone());
    let shows_gaps = query.shows_gap(0..query.len());
    let mut points: Vec<Point> = Vec::new();
    let mut best = None;
    for (offset, &word) in words.iter().enumerate() {
        let place = stretch.start + offset as u32;
        for quote in query.matches(word).filter(|&quote| wanted(quote)) {
            let exact = query.words[quote].normal == word;
            let point = extended(query, &points, (quote as u32, place), exact, shows_gaps);
            if best.is_none_or(|best: usize| points[best].score < point.score) {
                best = Some(points.len());
            }
            points.push(point);
        }
    }
    let score = points[best?].score;
    let mut pairs = Vec::new();
    let mut at = best? as u32;
    while let Some(point) = points.get(at as usize) {
        pairs.push(Pair { quote: point.quote, place: point.place, exact: point.exact });
        at = point.before;
    }
    pairs.reverse();
    Some(Fragment { document, pairs, score })
}

/// The point with the best chain that leads to it.
fn extended(
    query: &Query,
    points: &[Point],
    (quote, place): (u32, u32),
    exact: bool,
    shows_gaps: bool,
) -> Point {
    let longest = if shows_gaps { LONGEST_SHOWN_GAP } else { LONGEST_GAP };
    let weight = query.gains[quote as usize] * if exact { 1.0 } else { OTHER_FORM } - KEPT;
    let (mut score, mut before) = (weight, u32::MAX);
    for (index, earlier) in points.iter().enumerate().rev().take(LOOK_BACK) {
        let apart = place - earlier.place;
        let missing = score - weight + if shows_gaps { 0.0 } else { least_cost(apart) };
        if apart > longest + 1 || earlier.top <= missing {
            break;
        }
        if apart == 0 || earlier.quote >= quote || earlier.score <= missing {
            continue;
        }
        let reached = earlier.score + weight - gap_cost(query, earlier, quote, place);
        if reached > score {
            (score, before) = (reached, index as u32);
        }
    }
    let top = points.last().map_or(score, |last| last.top.max(score));
    Point { quote, place, exact, score, top, before }
}

/// What it costs at least to come from a point so many words before, where the reader is shown no gap.
fn least_cost(apart: u32) -> f32 {
    (REPLACED * apart.saturating_sub(1) as f32).min(SHIFTED)
}

/// What it costs to leave out the words between two points, on both sides.
fn gap_cost(query: &Query, earlier: &Point, quote: u32, place: u32) -> f32 {
    let skipped = place - earlier.place - 1;
    let unmatched = quote - earlier.quote - 1;
    if skipped == 0 && unmatched == 0 {
        return 0.0;
    }
    let shown = query.shows_gap(earlier.quote as usize + 1..quote as usize + 1);
    let unmatched = unmatched - query.inserted_in(earlier.quote as usize + 1..quote as usize);
    if skipped > if shown { LONGEST_SHOWN_GAP } else { LONGEST_GAP } {
        return f32::INFINITY;
    }
    let replaced = skipped.min(unmatched);
    let (dropped, added) = (skipped - replaced, unmatched - replaced);
    let shift = if shown { DROPPED_SHOWN * dropped as f32 } else { DROPPED * dropped as f32 };
    let shift = if dropped + added == 0 || shown { shift } else { shift + SHIFTED };
    shift + REPLACED * replaced as f32 + ADDED * added as f32
}
