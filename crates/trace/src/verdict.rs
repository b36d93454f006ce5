//! From passages to what may be said of a quotation.

use crate::alignment::{Fragment, Pair};
use crate::query::Query;
use crate::{Archive, Change, ChangeKind, Touch, Wording};

/// A passage and the part of the quotation that it answers for.
#[derive(Clone, Debug)]
pub struct Part {
    /// The passage.
    pub fragment: Fragment,
    /// Words of the quotation.
    pub reach: std::ops::Range<usize>,
}

/// The passages that together hold a quotation, in the quotation's order; never empty.
#[derive(Clone, Debug)]
pub struct Composition {
    /// One, or several where the quotation joins places.
    pub parts: Vec<Part>,
    /// What they tell, in nats, less what it takes to name each place.
    pub score: f32,
    /// What the part tells that tells least, of several, beyond naming its place.
    pub weakest: f32,
    /// Share of the quotation's weight that is aligned.
    pub coverage: f32,
}

/// Fewest aligned words of a further part.
const LEAST_PART: usize = 3;
/// Most parts of one quotation.
const MOST_PARTS: usize = 4;
/// What a further part must tell beyond naming its place, in nats.
const LEAST_GAIN: f32 = 4.0;

impl Composition {
    /// A passage, and what others add to the words that it leaves. With `known`, its document was chosen beforehand: only
    /// its place there has to be named.
    pub fn begun(
        query: &Query,
        archive: &Archive,
        first: &Fragment,
        passages: &[Fragment],
        known: bool,
    ) -> Self {
        let cost = |part: &Fragment| place_cost(archive, part, first);
        let mut parts = vec![first.clone()];
        let mut told = vec![first.score - if known { cost(first) } else { archive_cost(archive) }];
        while parts.len() < MOST_PARTS {
            let further = passages
                .iter()
                .filter_map(|passage| remainder(query, passage, &parts))
                .map(|rest| (rest.score - cost(&rest), rest))
                .filter(|(gain, _)| *gain >= LEAST_GAIN)
                .max_by(|left, right| left.0.total_cmp(&right.0));
            let Some((gain, rest)) = further else { break };
            parts.push(rest);
            told.push(gain);
        }
        Self::of(query, parts, &told)
    }

    /// The parts put in the quotation's order, each with the words up to the next.
    fn of(query: &Query, mut fragments: Vec<Fragment>, told: &[f32]) -> Self {
        let score = told.iter().sum();
        let weakest = if told.len() > 1 { told.iter().copied().fold(f32::INFINITY, f32::min) } else { 0.0 };
        fragments.sort_by_key(|fragment| fragment.words().start);
        let total = query.total_weight().max(f32::MIN_POSITIVE);
        let matched: f32 = fragments
            .iter()
            .flat_map(|fragment| &fragment.pairs)
            .filter(|pair| !query.inserted[pair.quote as usize])
            .map(|pair| query.weights[pair.quote as usize])
            .sum();
        let starts: Vec<usize> = fragments.iter().map(|fragment| fragment.words().start).collect();
        let ends = starts.iter().skip(1).copied().chain([query.len()]);
        let parts = fragments
            .into_iter()
            .zip(starts.iter().enumerate().map(|(index, &start)| if index == 0 { 0 } else { start }))
            .zip(ends)
            .map(|((fragment, start), end)| Part { fragment, reach: start..end })
            .collect();
        Self { parts, score, weakest, coverage: (matched / total).min(1.0) }
    }

    /// The part that tells most.
    pub fn main(&self) -> &Fragment {
        let told = |part: &&Part| part.fragment.score;
        let main = self.parts.iter().max_by(|left, right| told(left).total_cmp(&told(right)));
        &main.unwrap_or(&self.parts[0]).fragment
    }
}

/// What it takes to say where a part stands, in nats: anywhere in the archive, or elsewhere in the document of `first`.
fn place_cost(archive: &Archive, part: &Fragment, first: &Fragment) -> f32 {
    if first.document != part.document {
        return archive_cost(archive);
    }
    (archive.places_of(part.document).len() as f32 + 1.0).ln()
}

fn archive_cost(archive: &Archive) -> f32 {
    (archive.word_count() as f32 + 1.0).ln()
}

/// What a passage adds to parts already chosen: its aligned words before, after or between theirs.
fn remainder(query: &Query, passage: &Fragment, parts: &[Fragment]) -> Option<Fragment> {
    let free = |quote: u32| parts.iter().all(|part| !part.words().contains(&(quote as usize)));
    let side = |quote: u32| parts.iter().filter(|part| part.words().start > quote as usize).count();
    let pairs = &passage.pairs;
    let rests = pairs.chunk_by(|left, right| {
        free(left.quote) == free(right.quote) && side(left.quote) == side(right.quote)
    });
    let weight = |pairs: &[Pair]| pairs.iter().map(|pair| query.gains[pair.quote as usize]).sum::<f32>();
    let (gained, rest) = rests
        .filter(|rest| rest.len() >= LEAST_PART && free(rest[0].quote))
        .map(|rest| (weight(rest), rest))
        .max_by(|left, right| left.0.total_cmp(&right.0))?;
    let score = passage.score * gained / weight(pairs).max(f32::MIN_POSITIVE);
    Some(Fragment { document: passage.document, pairs: rest.to_vec(), score })
}

/// Words apart beyond which one pair of marks joins places.
const JOINED: u32 = 40;

/// The wording class of a composition, by CONTRACT.md.
pub fn wording(archive: &Archive, query: &Query, composition: &Composition, changes: &[Change]) -> Wording {
    // punctuation is not compared: where it changes the sense it is shown, but makes no other wording
    let mut of_words = changes.iter().filter(|change| change.touches != [Touch::Punctuation]).peekable();
    let silently_joined = composition.parts.windows(2).any(|pair| {
        let (left, right) = (&pair[0].fragment, &pair[1].fragment);
        let shown = query.gap_before[pair[1].reach.start];
        let apart = right.places().0.checked_sub(left.places().1);
        let same_turn = left.document == right.document && turn_of(archive, left) == turn_of(archive, right);
        !(shown || same_turn && apart.is_some_and(|apart| apart <= JOINED + 1))
    });
    let leaps = composition.parts.iter().any(|part| leaps(archive, query, &part.fragment));
    if silently_joined || leaps {
        Wording::Joined
    } else if content_coverage(query, composition) < 0.5 {
        Wording::Paraphrased
    } else if of_words.peek().is_none() && composition.parts.len() == 1 {
        Wording::Verbatim
    } else if of_words.any(|change| change.kind != ChangeKind::Dropped) {
        Wording::Variant
    } else {
        Wording::Trimmed
    }
}

/// Whether a passage goes on far away or in another turn, and the reader is not shown it.
fn leaps(archive: &Archive, query: &Query, fragment: &Fragment) -> bool {
    let turn = |place: u32| {
        let word = archive.read(place, place);
        archive.understanding(fragment.document).turn_at(word.first()?.span.start as usize)
    };
    fragment.pairs.windows(2).any(|pair| {
        let skipped = pair[1].place.saturating_sub(pair[0].place + 1);
        let shown = query.shows_gap(pair[0].quote as usize + 1..pair[1].quote as usize + 1);
        skipped > 0 && !shown && (skipped > JOINED || turn(pair[0].place) != turn(pair[1].place))
    })
}

/// The turn in which a fragment begins.
pub fn turn_of(archive: &Archive, fragment: &Fragment) -> Option<usize> {
    let (first, _) = fragment.places();
    let start = archive.read(first, first).first()?.span.start;
    archive.understanding(fragment.document).turn_at(start as usize)
}

/// Weight above which a word is a content word: rarer than one in two hundred.
const CONTENT: f32 = 5.3;

/// Whether a word of the quotation is a content word that is claimed to have been spoken.
pub fn is_content(query: &Query, at: usize) -> bool {
    query.weights[at] >= CONTENT && !query.inserted[at]
}

/// Share of the quotation's content words that are aligned.
pub fn content_coverage(query: &Query, composition: &Composition) -> f32 {
    let all = (0..query.len()).filter(|&at| is_content(query, at)).count();
    if all == 0 {
        return composition.coverage;
    }
    let pairs = composition.parts.iter().flat_map(|part| &part.fragment.pairs);
    pairs.filter(|pair| is_content(query, pair.quote as usize)).count() as f32 / all as f32
}
