//! Where a quotation could stand: seeds vote for diagonals, the best of them are aligned.

use crate::alignment::{Fragment, align};
use crate::archive::Places;
use crate::query::Query;
use crate::seed::REACH;
use crate::{Archive, Normal};

/// Words on a diagonal's bin.
const BIN: u32 = 32;
/// Words read on either side of where a diagonal puts the quotation.
const SLACK: u32 = 44;
/// Places that may vote, for a quotation of no words, and for each of its words.
const VOTES: usize = 600;
const VOTES_PER_WORD: usize = 30;
/// Diagonals that are aligned, at most, of a quotation of up to so many words; fewer of a longer one, for the more words
/// vote, the further the right place is ahead of the others.
const CANDIDATES: usize = 16;
const CANDIDATES_WORDS: usize = 32;
const LEAST_CANDIDATES: usize = 6;

/// Places of a seed that is rare enough to vote for words taken over without marks.
const RARE: usize = 48;
/// Votes that must agree there, in nats: about five rare seeds.
const AGREED: f32 = 60.0;
/// Diagonals that are aligned there, at most.
const BORROWED: usize = 8;

/// Words of a block, and how many blocks are aligned, when one document is read from end to end.
const BLOCK: usize = 32;
const DENSEST: usize = 4;
/// The same for fewer words: more places hold all of them.
const FEW_WORDS: usize = 8;
const DENSEST_OF_FEW: usize = 12;

/// Words of an archive from which more is looked at.
const LARGE: f32 = 40e6;

/// Share of the best diagonal's votes below which none is aligned.
const LEAST_VOTES: f32 = 0.35;

/// Passages that hold some of the words at `range` of the quotation, best first, at most one for each stretch of a
/// document.
pub fn passages(
    query: &Query,
    archive: &Archive,
    range: std::ops::Range<usize>,
    admitted: &dyn Fn(u32) -> bool,
) -> Vec<Fragment> {
    let bins = best_bins(query, archive, range.clone());
    aligned(query, archive, bins, range, admitted)
}

/// The passages at these bins, best first.
fn aligned(
    query: &Query,
    archive: &Archive,
    bins: Vec<Bin>,
    range: std::ops::Range<usize>,
    admitted: &dyn Fn(u32) -> bool,
) -> Vec<Fragment> {
    let mut found: Vec<Fragment> = stretches(query, archive, bins)
        .into_iter()
        .filter(|stretch| admitted(stretch.document))
        .filter_map(|stretch| {
            align(query, archive, stretch.document, stretch.places, |at| range.contains(&at))
        })
        .collect();
    found.sort_by(|left, right| {
        right.score.total_cmp(&left.score).then_with(|| left.pairs[0].place.cmp(&right.pairs[0].place))
    });
    found
}

/// Passages that hold a good part of some of the words, by what rare seeds agree on; best first.
pub fn borrowed(query: &Query, archive: &Archive, admitted: &dyn Fn(u32) -> bool) -> Vec<Fragment> {
    let mut seeds = seeds(query, archive, 0..query.len());
    seeds.retain(|seed| seed.places.all <= RARE);
    let mut bins = tally(&votes(query, archive, seeds, usize::MAX), archive);
    bins.retain(|bin| bin.votes >= AGREED);
    bins.sort_unstable_by(|left, right| {
        right.votes.total_cmp(&left.votes).then(left.number.cmp(&right.number))
    });
    bins.truncate(BORROWED);
    aligned(query, archive, bins, 0..query.len(), admitted)
}

/// The passages of one document that hold most of the words at `range`, best first: read from end to end, the densest
/// places are aligned.
pub fn densest(
    query: &Query,
    archive: &Archive,
    document: u32,
    range: std::ops::Range<usize>,
) -> Vec<Fragment> {
    let bounds = archive.places_of(document);
    let told = told_by_blocks(query, archive.words_of(document), &range);
    let mut blocks: Vec<usize> = (0..told.len()).filter(|&block| told[block] > 0.0).collect();
    blocks.sort_by(|&left, &right| told[right].total_cmp(&told[left]));
    blocks.truncate(if range.len() < FEW_WORDS { DENSEST_OF_FEW } else { DENSEST });
    let reach = query.len() + SLACK as usize;
    let mut stretches: Vec<Stretch> = blocks
        .into_iter()
        .map(|block| {
            let start = bounds.start + (block * BLOCK).saturating_sub(reach) as u32;
            let end = (bounds.start + ((block + 2) * BLOCK + reach) as u32).min(bounds.end);
            Stretch { document, places: start..end }
        })
        .collect();
    stretches.sort_unstable_by_key(|stretch| stretch.places.start);
    let mut found: Vec<Fragment> = merged(stretches)
        .into_iter()
        .filter_map(|stretch| align(query, archive, document, stretch.places, |at| range.contains(&at)))
        .collect();
    found.sort_by(|left, right| right.score.total_cmp(&left.score));
    found
}

/// Words of one document that are worth aligning.
struct Stretch {
    document: u32,
    places: std::ops::Range<u32>,
}

/// A bin of diagonals with its votes and a place that voted.
#[derive(Clone, Copy)]
struct Bin {
    number: u32,
    votes: f32,
    place: u32,
}

/// Stretches worth aligning, by place, not overlapping.
fn stretches(query: &Query, archive: &Archive, bins: Vec<Bin>) -> Vec<Stretch> {
    let length = query.len() as u32;
    let mut stretches: Vec<Stretch> = Vec::new();
    for bin in bins {
        let document = archive.document_of(bin.place);
        let bounds = archive.places_of(document);
        let first = (bin.number * BIN).saturating_sub(length);
        let start = first.saturating_sub(SLACK).max(bounds.start);
        let end = (first + length + BIN + SLACK).min(bounds.end);
        if start < end {
            stretches.push(Stretch { document, places: start..end });
        }
    }
    stretches.sort_unstable_by_key(|stretch| (stretch.document, stretch.places.start));
    merged(stretches)
}

/// What the words at `range` of the quotation that stand in a block or in the next tell; a word counts once, for "the" six
/// times tells no more.
fn told_by_blocks(query: &Query, words: &[Normal], range: &std::ops::Range<usize>) -> Vec<f32> {
    let mut gains = [0.0f32; 64];
    // at the first of the words that are one: "the" in the document then asks once, not for every "the" of the quotation
    let mut bits = vec![0u64; query.len()];
    for quote in range.clone() {
        gains[quote % 64] = query.gains[quote].max(gains[quote % 64]);
        query.first(query.words[quote].normal).into_iter().for_each(|first| bits[first] |= 1 << (quote % 64));
    }
    let held = |block: &[Normal]| {
        block.iter().filter_map(|&word| query.first(word)).fold(0u64, |held, first| held | bits[first])
    };
    let held: Vec<u64> = words.chunks(BLOCK).map(held).collect();
    (0..held.len())
        .map(|block| {
            let both = held[block] | held.get(block + 1).copied().unwrap_or(0);
            let rest = |rest: &u64| Some(rest & (rest - 1)).filter(|&rest| rest > 0);
            let bits = std::iter::successors(Some(both).filter(|&both| both > 0), rest);
            bits.map(|bits| gains[bits.trailing_zeros() as usize]).sum()
        })
        .collect()
}

/// Joins stretches of one document that overlap.
fn merged(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut merged: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match merged.last_mut() {
            Some(last) if stretch.document == last.document && stretch.places.start < last.places.end => {
                last.places.end = last.places.end.max(stretch.places.end);
            }
            _ => merged.push(stretch),
        }
    }
    merged
}

/// The bins of diagonals with the most votes.
fn best_bins(query: &Query, archive: &Archive, range: std::ops::Range<usize>) -> Vec<Bin> {
    let mut seeds = seeds(query, archive, range.clone());
    seeds.sort_by_key(|seed| seed.places.all);
    let breadth = breadth(archive);
    let most = (breadth * (VOTES + VOTES_PER_WORD * range.len()) as f32) as usize;
    let votes = votes(query, archive, seeds, most);
    let mut bins = tally(&votes, archive);
    let most = (breadth * CANDIDATES as f32) as usize * CANDIDATES_WORDS / range.len().max(CANDIDATES_WORDS);
    let most = most.max(LEAST_CANDIDATES);
    if bins.len() > most {
        bins.select_nth_unstable_by(most, |left, right| {
            right.votes.total_cmp(&left.votes).then(left.number.cmp(&right.number))
        });
        bins.truncate(most);
    }
    let best = bins.iter().map(|bin| bin.votes).fold(0.0, f32::max);
    bins.retain(|bin| bin.votes >= LEAST_VOTES * best);
    bins
}

/// How much more is looked at in a large archive, where more places agree by chance.
fn breadth(archive: &Archive) -> f32 {
    (archive.word_count() as f32 / LARGE).sqrt().max(1.0)
}

/// The votes of seeds, rarest first, by bin; `most` places vote.
fn votes(query: &Query, archive: &Archive, seeds: Vec<Seed>, most: usize) -> Vec<Bin> {
    let mut votes: Vec<Bin> = Vec::new();
    let total = archive.word_count() as u32;
    for Seed { places, offset } in seeds {
        if votes.len() + places.places.len() > most {
            break;
        }
        let vote = (total as f32 / places.all.max(1) as f32).ln().max(0.1);
        // a passage may begin before the first word of the archive by the length of the quotation
        let shift = query.len() as u32 - offset;
        // a file may be damaged where it was not looked at: no place lies beyond the last word
        let places = places
            .places
            .iter()
            .map(|&place| place.saturating_add(places.first))
            .filter(|&place| place < total);
        votes.extend(places.map(|place| Bin { number: (place + shift) / BIN, votes: vote, place }));
    }
    votes.sort_unstable_by_key(|vote| vote.number);
    votes
}

/// Sums the votes of each bin and of the next, for a passage may straddle two. Where one document ends and the next
/// begins within a bin, each has its own.
fn tally(votes: &[Bin], archive: &Archive) -> Vec<Bin> {
    let mut bins: Vec<Bin> = Vec::new();
    // most bins have one vote: the document is only looked up for a second one
    let mut held = None;
    for vote in votes {
        if let Some(last) = bins.last_mut()
            && last.number == vote.number
        {
            let held = held.get_or_insert_with(|| archive.places_of(archive.document_of(last.place)));
            if held.contains(&vote.place) {
                last.votes += vote.votes;
                continue;
            }
        }
        bins.push(*vote);
        held = None;
    }
    for at in 0..bins.len().saturating_sub(1) {
        if bins[at].number + 1 == bins[at + 1].number {
            bins[at].votes += 0.5 * bins[at + 1].votes;
        }
    }
    bins
}

/// A pair of the quotation's words, and where it stands in one part of the archive.
struct Seed<'a> {
    places: Places<'a>,
    /// The first word's offset in the quotation.
    offset: u32,
}

/// The places of each seed at `range` of the quotation.
fn seeds<'a>(query: &Query, archive: &'a Archive, range: std::ops::Range<usize>) -> Vec<Seed<'a>> {
    let mut seeds = Vec::with_capacity(range.len() * REACH);
    for offset in range.clone() {
        let first = query.words[offset].normal;
        for second in query.words[offset + 1..range.end].iter().take(REACH) {
            let places = archive.places(first, second.normal);
            seeds.extend(places.map(|places| Seed { places, offset: offset as u32 }));
        }
    }
    seeds
}
