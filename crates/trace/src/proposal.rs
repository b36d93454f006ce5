//! Possible sources of one quotation, weighed against each other.

use std::cmp::Ordering;
use std::ops::Range;

use crate::Archive;
use crate::alignment::{Fragment, align};
use crate::candidate::{densest, passages};
use crate::evidence::{Evidence, Within};
use crate::occasion::Occasion;
use crate::query::Query;
use crate::setting::{Setting, Wanted};
use crate::verdict::{Composition, turn_of};

/// Passages that could be the source, and what speaks for them.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The passages.
    pub composition: Composition,
    /// What speaks for them.
    pub evidence: Evidence,
}

/// Passages weighed, at most.
const MOST_PASSAGES: usize = 24;
/// Words that the best passage leaves at an edge of the quotation, from which they are searched for by themselves.
const LEAST_REST: usize = 4;
/// Passages that a composition is begun with, at most.
const BEGINNINGS: usize = 8;
/// Share of the best passage's score below which none is begun with.
const LEAST_SHARE: f32 = 0.6;
/// What each of several places tells at least, beyond naming it, for a passage to be taken apart into them, in nats.
const SURELY_JOINED: f32 = 12.0;
/// Share of a passage's score from which another is a rival.
const NEARLY: f32 = 0.7;

impl Proposal {
    /// Weighs a composition by its words, its speaker and its date.
    pub fn new(archive: &Archive, setting: &Setting, wanted: &Wanted, composition: Composition) -> Self {
        let mut evidence = Evidence::of(&wanted.query, &composition);
        evidence.held = held(archive, &wanted.query, &composition);
        let main = composition.main();
        evidence.speaker = wanted.speaker_check(archive, main.document, turn_of(archive, main));
        evidence.unattributed = wanted.speaker.is_empty() && !setting.alone;
        let days = setting.days_to(archive, main.document);
        evidence.days = days.map(i32::unsigned_abs);
        evidence.later = days.is_some_and(|days| days > 0);
        Self { composition, evidence }
    }

    /// The document that holds most of it.
    pub fn document(&self) -> u32 {
        self.composition.main().document
    }

    /// Whether it surely is the source and has all the words.
    pub fn is_whole(&self) -> bool {
        self.evidence.aligned == self.evidence.words && self.evidence.odds() > SURE_ODDS
    }

    /// Its place among others, the greater the better.
    fn rank(&self) -> [f32; 3] {
        let odds = self.evidence.odds();
        let told = if odds > SURE_ODDS { self.composition.score } else { 0.0 };
        [odds.min(SURE_ODDS), told, odds]
    }

    /// Whether one document holds all of it.
    pub fn is_of_one_document(&self) -> bool {
        self.composition.parts.iter().all(|part| part.fragment.document == self.document())
    }
}

/// Other documents with a passage that scores nearly as high.
fn rivals(first: &Fragment, passages: &[Fragment]) -> u32 {
    let near = |passage: &&Fragment| passage.score >= NEARLY * first.score;
    let mut documents: Vec<u32> = passages.iter().filter(near).map(|passage| passage.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.retain(|&document| document != first.document);
    documents.len() as u32
}

/// Where the whole archive has the words, best first.
pub fn proposals(archive: &Archive, setting: &Setting, wanted: &Wanted) -> Vec<Proposal> {
    let query = &wanted.query;
    let mut passages = found(archive, setting, wanted, 0..query.len());
    let Some(best) = passages.first().cloned() else { return Vec::new() };
    let whole = passages.len();
    for rest in rests(query.len(), best.words()) {
        let elsewhere = found(archive, setting, wanted, rest.clone());
        // its document is read only where the rest was not found in it
        if elsewhere.iter().all(|passage| passage.document != best.document) {
            passages.extend(densest(query, archive, best.document, rest).into_iter().take(1));
        }
        passages.extend(elsewhere);
    }
    let core = core(query, archive, &best);
    for rest in core.iter().flat_map(|core| rests(query.len(), core.words())) {
        passages.extend(densest(query, archive, best.document, rest).into_iter().take(1));
    }
    let beginnings =
        passages.iter().take(BEGINNINGS).take_while(|passage| passage.score >= LEAST_SHARE * best.score);
    let begun = |first| (first, Composition::begun(query, archive, first, &passages, false));
    let cored = core.iter().map(begun).filter(|(_, composition)| composition.weakest >= SURELY_JOINED);
    let mut proposals: Vec<Proposal> = beginnings
        .map(begun)
        .chain(cored)
        .map(|(first, composition)| {
            let mut proposal = Proposal::new(archive, setting, wanted, composition);
            proposal.evidence.rivals = rivals(first, &passages[..whole]);
            proposal
        })
        .collect();
    sort(&mut proposals);
    proposals
}

/// What a passage leaves of the quotation before and after its own words, where that is enough to be searched for.
fn rests(length: usize, words: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    [0..words.start, words.end..length].into_iter().filter(|rest| rest.len() >= LEAST_REST)
}

/// The passage without edges that few of the words hold together, if it has such: those may be words of another place,
/// which chance has strewn here as well.
fn core(query: &Query, archive: &Archive, passage: &Fragment) -> Option<Fragment> {
    let mut aligned = vec![false; query.len()];
    passage.pairs.iter().for_each(|pair| aligned[pair.quote as usize] = true);
    // the stretch of words with the greatest sum, by which at least two in three are aligned at either edge
    let (mut best, mut best_sum, mut start, mut sum) = (0..0, 0, 0, 0);
    for (at, &aligned) in aligned.iter().enumerate() {
        sum += if aligned || query.inserted[at] { 1 } else { -2 };
        if sum <= 0 {
            (start, sum) = (at + 1, 0);
        } else if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    let words = passage.words();
    let cut = best.start - words.start.min(best.start) >= LEAST_REST
        || words.end.saturating_sub(best.end) >= LEAST_REST;
    if !cut {
        return None;
    }
    let pairs: Vec<_> = passage.pairs.iter().filter(|pair| best.contains(&(pair.quote as usize))).collect();
    let places = pairs.first()?.place..pairs.last()?.place + 1;
    align(query, archive, passage.document, places, |at| best.contains(&at))
}

/// Passages for some of the words, best first, none from a copy of the article.
fn found(archive: &Archive, setting: &Setting, wanted: &Wanted, range: Range<usize>) -> Vec<Fragment> {
    let admitted = |document| setting.admits(archive, document);
    let mut passages = passages(&wanted.query, archive, range, &admitted);
    passages.truncate(MOST_PASSAGES);
    passages.retain(|passage| !setting.is_copy(archive, passage.document));
    passages
}

/// The best places of the occasion's transcript, read from end to end for the words; `index` is the quotation's.
pub fn read_through(
    archive: &Archive,
    setting: &Setting,
    wanted: &Wanted,
    occasion: &Occasion,
    index: usize,
) -> Vec<Proposal> {
    let query = &wanted.query;
    let mut passages = densest(query, archive, occasion.document, 0..query.len());
    let Some(best) = passages.first().cloned() else { return Vec::new() };
    let rival = passages.get(1).map_or(0.0, |next| next.score).max(0.0);
    let places = passages.partition_point(|passage| passage.score >= LEAST_SHARE * best.score);
    for rest in rests(query.len(), best.words()) {
        passages.extend(densest(query, archive, occasion.document, rest).into_iter().take(1));
    }
    let proposal = |at: usize| {
        let first = &passages[at];
        let composition = Composition::begun(query, archive, first, &passages, true);
        let mut proposal = Proposal::new(archive, setting, wanted, composition);
        let place = first.places().0;
        proposal.evidence.occasion = true;
        proposal.evidence.within = Some(Within {
            ahead: first.score - if at > 0 { best.score } else { rival },
            apart: occasion.apart(index, place),
            in_order: occasion.in_order(index, place),
        });
        proposal
    };
    (0..places).map(proposal).collect()
}

/// Share of a quotation's weight that stands in the passages or beside them: a translation moves words about.
fn held(archive: &Archive, query: &Query, composition: &Composition) -> f32 {
    let beside = query.len() as u32 / 2 + 1;
    let mut stands = vec![false; query.len()];
    for part in &composition.parts {
        let bounds = archive.places_of(part.fragment.document);
        let (first, last) = part.fragment.places();
        let window = first.saturating_sub(beside).max(bounds.start)..(last + beside + 1).min(bounds.end);
        for &word in archive.words_at(part.fragment.document, window) {
            query.matches(word).for_each(|at| stands[at] = true);
        }
    }
    let spoken = (0..query.len()).filter(|&at| stands[at] && !query.inserted[at]);
    let standing: f32 = spoken.map(|at| query.weights[at]).sum();
    (standing / query.total_weight().max(f32::MIN_POSITIVE)).min(1.0)
}

/// Odds beyond which one source is as sure as another: then the one that has more of the words comes first.
const SURE_ODDS: f32 = 3.0;

/// Best first.
pub fn sort(proposals: &mut Vec<Proposal>) {
    let mut ranked: Vec<_> = proposals.drain(..).map(|proposal| (proposal.rank(), proposal)).collect();
    ranked.sort_by(|(left, _), (right, _)| {
        let mut by_part = right.iter().zip(left).map(|(right, left)| right.total_cmp(left));
        by_part.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    proposals.extend(ranked.into_iter().map(|(_, proposal)| proposal));
}
