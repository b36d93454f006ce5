//! The occasion that an article reports: the transcripts to which its surer quotations lead.

use crate::proposal::Proposal;

/// Confidence from which a quotation counts as sure.
const SURE: f32 = 0.9;
/// Words of a quotation that can be sure without others.
const SURE_WORDS: u32 = 6;
/// Transcripts that are read through for what is left, at most.
const MOST_READ: usize = 3;

/// A transcript and the quotations that lead to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// Which document.
    pub document: u32,
    /// The quotations (indexes) that lead to it, surely.
    pub quotations: Vec<usize>,
    told: f32,
}

/// The transcripts that the article reports, the surest first. `found` has each quotation's proposals, best first.
pub fn occasions(found: &[Vec<Proposal>]) -> Vec<Occasion> {
    let mut occasions: Vec<Occasion> = Vec::new();
    for (quotation, proposals) in found.iter().enumerate() {
        let Some(best) = proposals.first().filter(|best| best.evidence.confidence() >= SURE) else {
            continue;
        };
        // the same words may stand in several transcripts of the event, or at several events: each is supported
        let equal = proposals.iter().filter(|other| other.composition.score >= 0.95 * best.composition.score);
        for proposal in equal.filter(|proposal| proposal.evidence.words >= SURE_WORDS) {
            let share = proposal.evidence.confidence() * proposal.composition.score.max(1.0);
            let document = proposal.document();
            match occasions.iter_mut().find(|occasion| occasion.document == document) {
                Some(occasion) => {
                    occasion.quotations.push(quotation);
                    occasion.told += share;
                }
                None => occasions.push(Occasion { document, quotations: vec![quotation], told: share }),
            }
        }
    }
    occasions.iter_mut().for_each(|occasion| occasion.quotations.dedup());
    occasions
        .sort_by(|left, right| right.told.total_cmp(&left.told).then(left.document.cmp(&right.document)));
    occasions.truncate(MOST_READ);
    occasions
}
