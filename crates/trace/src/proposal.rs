//! Possible sources of one quotation, weighed against each other.

use crate::Archive;
use crate::alignment::Fragment;
use crate::candidate::{densest, passages};
use crate::evidence::Evidence;
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

impl Proposal {
    /// Weighs a composition by its words, its speaker and its date.
    pub fn new(archive: &Archive, setting: &Setting, wanted: &Wanted, composition: Composition) -> Self {
        let mut evidence = Evidence::of(&wanted.query, &composition);
        let main = composition.main();
        evidence.speaker = wanted.speaker_check(archive, main.document, turn_of(archive, main));
        evidence.unattributed = wanted.speaker.is_empty();
        evidence.days = setting.days_to(archive, main.document).map(i32::unsigned_abs);
        Self { composition, evidence }
    }

    /// The document that holds most of it.
    pub fn document(&self) -> u32 {
        self.composition.main().document
    }
}

/// Where the whole archive has the words, best first.
pub fn proposals(archive: &Archive, setting: &Setting, wanted: &Wanted) -> Vec<Proposal> {
    let query = &wanted.query;
    let mut passages = found(archive, setting, wanted, 0..query.len());
    let Some(best) = passages.first().cloned() else { return Vec::new() };
    for rest in [0..best.quoted().0 as usize, best.quoted().1 as usize + 1..query.len()] {
        if rest.len() >= LEAST_REST {
            passages.extend(densest(query, archive, best.document, rest.clone()));
            passages.extend(found(archive, setting, wanted, rest));
        }
    }
    let beginnings: Vec<&Fragment> = passages
        .iter()
        .take(BEGINNINGS)
        .take_while(|passage| passage.score >= LEAST_SHARE * best.score)
        .collect();
    let mut proposals: Vec<Proposal> = beginnings
        .into_iter()
        .map(|first| Composition::begun(query, archive, first, &passages))
        .map(|composition| Proposal::new(archive, setting, wanted, composition))
        .collect();
    sort(&mut proposals);
    proposals
}

/// Passages for some of the words, best first, none from a copy of the article.
fn found(
    archive: &Archive,
    setting: &Setting,
    wanted: &Wanted,
    range: std::ops::Range<usize>,
) -> Vec<Fragment> {
    let admitted = |document| setting.admits(archive, document);
    let mut passages = passages(&wanted.query, archive, range, &admitted);
    passages.truncate(MOST_PASSAGES);
    passages.retain(|passage| !setting.is_copy(archive, passage.document));
    passages
}

/// Reads a document from end to end for the words.
pub fn read_through(
    archive: &Archive,
    setting: &Setting,
    wanted: &Wanted,
    document: u32,
) -> Option<Proposal> {
    let fragment = densest(&wanted.query, archive, document, 0..wanted.query.len())?;
    let composition = Composition::within(&wanted.query, archive, fragment);
    let mut proposal = Proposal::new(archive, setting, wanted, composition);
    proposal.evidence.occasion = true;
    Some(proposal)
}

/// Best first.
pub fn sort(proposals: &mut [Proposal]) {
    proposals.sort_by(|left, right| right.evidence.odds().total_cmp(&left.evidence.odds()));
}
