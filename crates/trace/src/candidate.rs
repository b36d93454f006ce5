//! Where a quotation could stand: seeds vote for diagonals, the best of them are aligned.

use crate::alignment::{Fragment, align};
use crate::query::Query;
use crate::seed::REACH;
use crate::{Archive, Normal};

/// Words on a diagonal's bin.
const BIN: u32 = 32;
/// Words read on either side of where a diagonal puts the quotation.
const SLACK: u32 = 56;
/// Places that may vote, for a quotation of no words, and for each of its words.
const VOTES: usize = 3000;
const VOTES_PER_WORD: usize = 60;
/// Diagonals that are aligned, at most.
const CANDIDATES: usize = 48;

/// Passages that hold a part of the quotation, best first, at most one for each stretch of a document.
pub fn passages(query: &Query, archive: &Archive, admitted: &dyn Fn(u32) -> bool) -> Vec<Fragment> {
    let mut found: Vec<Fragment> = Vec::new();
    for stretch in stretches(query, archive) {
        let document = archive.document_of(stretch.start);
        if admitted(document)
            && let Some(fragment) = align(query, archive, document, stretch, |_| true)
        {
            found.push(fragment);
        }
    }
    found.sort_by(|left, right| {
        right.score.total_cmp(&left.score).then_with(|| left.pairs[0].place.cmp(&right.pairs[0].place))
    });
    found
}

/// Stretches worth aligning, by place, not overlapping.
fn stretches(query: &Query, archive: &Archive) -> Vec<std::ops::Range<u32>> {
    let length = query.len() as u32;
    let mut stretches: Vec<std::ops::Range<u32>> = Vec::new();
    for bin in best_bins(query, archive) {
        // a bin's first diagonal may lie before the first word of the archive by the length of the quotation
        let first = (bin * BIN).saturating_sub(length);
        let middle = (first + length / 2).min(archive.words().len() as u32 - 1);
        let bounds = archive.places_of(archive.document_of(middle));
        let start = first.saturating_sub(SLACK).max(bounds.start);
        let end = (first + length + BIN + SLACK).min(bounds.end);
        if start < end {
            stretches.push(start..end);
        }
    }
    stretches.sort_unstable_by_key(|stretch| stretch.start);
    merged(stretches, archive)
}

/// Joins stretches of one document that overlap.
fn merged(stretches: Vec<std::ops::Range<u32>>, archive: &Archive) -> Vec<std::ops::Range<u32>> {
    let mut merged: Vec<std::ops::Range<u32>> = Vec::new();
    for stretch in stretches {
        match merged.last_mut() {
            Some(last)
                if stretch.start < last.end
                    && archive.document_of(last.start) == archive.document_of(stretch.start) =>
            {
                last.end = last.end.max(stretch.end);
            }
            _ => merged.push(stretch),
        }
    }
    merged
}

/// The bins of diagonals with the most votes.
fn best_bins(query: &Query, archive: &Archive) -> Vec<u32> {
    let mut seeds = seeds(query, archive);
    seeds.sort_by_key(|(places, _)| places.len());
    let mut left = VOTES + VOTES_PER_WORD * query.len();
    let mut votes: Vec<(u32, f32)> = Vec::new();
    let total = archive.words().len() as f32;
    for (places, offset) in seeds {
        if places.len() > left {
            break;
        }
        left -= places.len();
        let vote = (total / places.len().max(1) as f32).ln().max(0.1);
        let shift = query.len() as u32 - offset;
        votes.extend(places.iter().map(|&place| ((place + shift) / BIN, vote)));
    }
    votes.sort_unstable_by_key(|&(bin, _)| bin);
    let mut bins = tally(&votes);
    if bins.len() > CANDIDATES {
        bins.select_nth_unstable_by(CANDIDATES, |left, right| {
            right.1.total_cmp(&left.1).then(left.0.cmp(&right.0))
        });
        bins.truncate(CANDIDATES);
    }
    bins.into_iter().map(|(bin, _)| bin).collect()
}

/// Sums the votes of each bin and of the next, for a passage may straddle two.
fn tally(votes: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut bins: Vec<(u32, f32)> = Vec::new();
    for &(bin, vote) in votes {
        match bins.last_mut() {
            Some(last) if last.0 == bin => last.1 += vote,
            _ => bins.push((bin, vote)),
        }
    }
    for at in 0..bins.len().saturating_sub(1) {
        if bins[at].0 + 1 == bins[at + 1].0 {
            bins[at].1 += 0.5 * bins[at + 1].1;
        }
    }
    bins
}

/// The places of each of the quotation's seeds, with the offset of the seed's first word.
fn seeds<'a>(query: &Query, archive: &'a Archive) -> Vec<(&'a [u32], u32)> {
    let words: Vec<Normal> = query.words.iter().map(|word| word.normal).collect();
    let mut seeds = Vec::with_capacity(words.len() * REACH);
    for (offset, &first) in words.iter().enumerate() {
        for &second in words[offset + 1..].iter().take(REACH) {
            let places = archive.seeds.places(first, second);
            if !places.is_empty() {
                seeds.push((places, offset as u32));
            }
        }
    }
    seeds
}
