//! From passages to what may be said of a quotation.

use crate::alignment::Fragment;
use crate::query::Query;
use crate::{Archive, Change, ChangeKind, Wording};

/// A passage and the part of the quotation that it answers for.
#[derive(Clone, Debug)]
pub struct Part {
    /// The passage.
    pub fragment: Fragment,
    /// Words of the quotation.
    pub reach: std::ops::Range<usize>,
}

/// The passages that together hold a quotation, in the quotation's order.
#[derive(Clone, Debug, Default)]
pub struct Composition {
    /// One, or several where the quotation joins places.
    pub parts: Vec<Part>,
    /// What they tell, in nats.
    pub score: f32,
    /// Share of the quotation's weight that is aligned.
    pub coverage: f32,
}

/// Fewest aligned words of a further part.
const LEAST_PART: usize = 3;

impl Composition {
    /// The best passage, and what others add to the words that it leaves. `floor` is the least, in nats, that a
    /// further part must tell.
    pub fn best(query: &Query, passages: &[Fragment], floor: f32) -> Option<Self> {
        let first = passages.first()?.clone();
        let mut parts = vec![first];
        for passage in &passages[1..] {
            if parts.len() == 4 {
                break;
            }
            if let Some(rest) = remainder(query, passage, &parts)
                && rest.score >= floor
            {
                parts.push(rest);
            }
        }
        Some(Self::of(query, parts))
    }

    /// The parts put in the quotation's order, each with the words up to the next.
    pub fn of(query: &Query, mut fragments: Vec<Fragment>) -> Self {
        fragments.sort_by_key(Fragment::quoted);
        let total = query.total_weight().max(f32::MIN_POSITIVE);
        let matched: f32 = fragments
            .iter()
            .flat_map(|fragment| &fragment.pairs)
            .filter(|pair| !query.inserted[pair.quote as usize])
            .map(|pair| query.weights[pair.quote as usize])
            .sum();
        let score = fragments.iter().map(|fragment| fragment.score).sum();
        let starts: Vec<usize> = fragments.iter().map(|fragment| fragment.quoted().0 as usize).collect();
        let ends = starts.iter().skip(1).copied().chain([query.len()]);
        let parts = fragments
            .into_iter()
            .zip(starts.iter().enumerate().map(|(index, &start)| if index == 0 { 0 } else { start }))
            .zip(ends)
            .map(|((fragment, start), end)| Part { fragment, reach: start..end })
            .collect();
        Self { parts, score, coverage: (matched / total).min(1.0) }
    }
}

/// What a passage adds to parts already chosen: its aligned words before, after or between theirs.
fn remainder(query: &Query, passage: &Fragment, parts: &[Fragment]) -> Option<Fragment> {
    let free = |quote: u32| parts.iter().all(|part| quote < part.quoted().0 || quote > part.quoted().1);
    let first = passage.pairs.iter().position(|pair| free(pair.quote))?;
    let side = |quote: u32| parts.iter().filter(|part| part.quoted().0 > quote).count();
    let pairs: Vec<_> = passage.pairs[first..]
        .iter()
        .take_while(|pair| free(pair.quote) && side(pair.quote) == side(passage.pairs[first].quote))
        .copied()
        .collect();
    if pairs.len() < LEAST_PART {
        return None;
    }
    let lost = passage.pairs.len() - pairs.len();
    let weight: f32 = pairs.iter().map(|pair| query.weights[pair.quote as usize]).sum();
    let all: f32 = passage.pairs.iter().map(|pair| query.weights[pair.quote as usize]).sum();
    let score = if lost == 0 { passage.score } else { passage.score * weight / all };
    Some(Fragment { document: passage.document, pairs, score })
}

/// Words apart beyond which one pair of marks joins places.
const JOINED: u32 = 40;

/// The wording class of a composition, by CONTRACT.md.
pub fn wording(archive: &Archive, query: &Query, composition: &Composition, changes: &[Change]) -> Wording {
    let silently_joined = composition.parts.windows(2).any(|pair| {
        let (left, right) = (&pair[0].fragment, &pair[1].fragment);
        let shown = query.gap_before[pair[1].reach.start];
        let apart = right.places().0.checked_sub(left.places().1);
        let same_turn = left.document == right.document && turn_of(archive, left) == turn_of(archive, right);
        !(shown || same_turn && apart.is_some_and(|apart| apart <= JOINED + 1))
    });
    if silently_joined {
        Wording::Joined
    } else if content_coverage(query, composition) < 0.5 {
        Wording::Paraphrased
    } else if changes.iter().any(|change| change.kind != ChangeKind::Dropped) {
        Wording::Variant
    } else if changes.is_empty() && composition.parts.len() == 1 {
        Wording::Verbatim
    } else {
        Wording::Trimmed
    }
}

/// The turn in which a fragment begins.
pub fn turn_of(archive: &Archive, fragment: &Fragment) -> Option<usize> {
    let (first, _) = fragment.places();
    let start = archive.read(first, first).first()?.span.start;
    archive.understanding(fragment.document).turn_at(start as usize)
}

/// Weight above which a word is a content word: rarer than one in two hundred.
const CONTENT: f32 = 5.3;

/// Share of the quotation's content words that are aligned.
pub fn content_coverage(query: &Query, composition: &Composition) -> f32 {
    let content = |at: usize| query.weights[at] >= CONTENT && !query.inserted[at];
    let all = (0..query.len()).filter(|&at| content(at)).count();
    if all == 0 {
        return composition.coverage;
    }
    let aligned = composition
        .parts
        .iter()
        .flat_map(|part| &part.fragment.pairs)
        .filter(|pair| content(pair.quote as usize))
        .count();
    aligned as f32 / all as f32
}
