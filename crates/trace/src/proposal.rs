//! Possible sources of one quotation, weighed against each other.

use crate::Archive;
use crate::alignment::{Fragment, align};
use crate::candidate::passages;
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
    let mut passages = passages(&wanted.query, archive, &|document| setting.admits(archive, document));
    passages.truncate(MOST_PASSAGES);
    passages.retain(|passage| !setting.is_copy(archive, passage.document));
    let Some(best) = passages.first().map(|best| best.score) else { return Vec::new() };
    let beginnings =
        passages.iter().take(BEGINNINGS).take_while(|passage| passage.score >= LEAST_SHARE * best);
    let mut proposals: Vec<Proposal> = beginnings
        .map(|first| Composition::begun(&wanted.query, archive, first, &passages))
        .map(|composition| Proposal::new(archive, setting, wanted, composition))
        .collect();
    sort(&mut proposals);
    proposals
}

/// Reads a document from end to end for the words.
pub fn read_through(
    archive: &Archive,
    setting: &Setting,
    wanted: &Wanted,
    document: u32,
) -> Option<Proposal> {
    let whole = archive.places_of(document);
    let fragment: Fragment = align(&wanted.query, archive, document, whole, |_| true)?;
    let composition = Composition::within(&wanted.query, archive, fragment);
    let mut proposal = Proposal::new(archive, setting, wanted, composition);
    proposal.evidence.occasion = true;
    Some(proposal)
}

/// Best first.
pub fn sort(proposals: &mut [Proposal]) {
    proposals.sort_by(|left, right| right.evidence.odds().total_cmp(&left.evidence.odds()));
}
