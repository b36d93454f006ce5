//! The occasion that an article reports: the transcripts to which its surer quotations lead.

use crate::SpeakerCheck;
use crate::proposal::Proposal;
use crate::setting::Wanted;
use crate::utterance::Utterance;

/// Confidence from which a quotation counts as sure.
const SURE: f32 = 0.9;
/// Words of a quotation that can be sure without others.
const SURE_WORDS: u32 = 6;
/// Quotations that must lead to a transcript for others to be called missing from it.
const LEAST_SUPPORT: usize = 2;
/// The same to a transcript that is no news.
const LEAST_SUPPORT_OLD: usize = 3;
/// Words in a row, and days between article and transcript, by which one quotation is enough.
const ALONE_WORDS: u32 = 8;
const ALONE_DAYS: u32 = 4;
/// Days after which an occasion is no news.
const NEWS_DAYS: u32 = 30;
/// Quotations of an article that stand close together.
const BESIDE: usize = 10;
/// The same, of the speaker's own quotations.
const BESIDE_OF_SPEAKER: usize = 2;
/// Transcripts that are read through for what is left, at most.
const MOST_READ: usize = 3;

/// A transcript and the quotations that lead to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// Which document.
    pub document: u32,
    /// The quotations that surely lead to it, in the article's order.
    pub anchors: Vec<Anchor>,
    told: f32,
}

/// A quotation and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// The quotation's index.
    pub quotation: usize,
    /// Place of its first word in the archive's words.
    pub place: u32,
    utterance: Utterance,
    /// The speaker named is not known to be another.
    borne_out: bool,
    /// Long, and said within days of the article: sure by itself.
    alone: bool,
    /// Said long before the article, which then reports another occasion: words said often lead there as well.
    old: bool,
}

impl Anchor {
    fn of(quotation: usize, wanted: &Wanted, proposal: &Proposal) -> Self {
        let evidence = &proposal.evidence;
        Self {
            quotation,
            utterance: wanted.utterance,
            place: proposal.composition.main().places().0,
            borne_out: evidence.speaker != SpeakerCheck::Differs || wanted.speaker.doubtful,
            alone: evidence.run >= ALONE_WORDS && evidence.days.is_some_and(|days| days <= ALONE_DAYS),
            old: evidence.days.is_some_and(|days| days > NEWS_DAYS),
        }
    }
}

impl Occasion {
    /// Whether a quotation other than number `index` leads to it.
    pub fn is_supported(&self, index: usize) -> bool {
        self.anchors.iter().any(|anchor| anchor.quotation != index)
    }

    /// Whether it is so surely what the article reports that words may be missed in it: one quotation may be a stock phrase
    /// or an older one.
    pub fn is_sure(&self) -> bool {
        let borne_out = || self.anchors.iter().filter(|anchor| anchor.borne_out);
        borne_out().filter(|anchor| !anchor.old).count() >= LEAST_SUPPORT
            || borne_out().count() >= LEAST_SUPPORT_OLD
            || borne_out().any(|anchor| anchor.alone)
    }

    /// Whether a quotation that leads to it stands close to number `index` in the article: what is quoted far from those
    /// may come from another occasion. What others are quoted with in between makes it no farther.
    pub fn is_told_beside(&self, index: usize, utterance: &Utterance) -> bool {
        self.anchors.iter().any(|anchor| {
            let same = utterance.speaker.is_some() && utterance.speaker == anchor.utterance.speaker;
            anchor.quotation.abs_diff(index) <= BESIDE
                || same && anchor.utterance.ordinal.abs_diff(utterance.ordinal) <= BESIDE_OF_SPEAKER
        })
    }

    /// Adds the quotations that were surely found in it when it was read from end to end.
    pub fn confirm(&mut self, wanted: &[Wanted], found: &[Vec<Proposal>]) {
        for (quotation, proposals) in found.iter().enumerate() {
            let in_it = proposals.first().filter(|best| best.document() == self.document);
            let sure = in_it.filter(|best| is_sure(best));
            self.anchors.extend(sure.map(|best| Anchor::of(quotation, &wanted[quotation], best)));
        }
        // of two for one quotation the earlier stays: it was found without the transcript's being read
        self.anchors.sort_by_key(|anchor| anchor.quotation);
        self.anchors.dedup_by_key(|anchor| anchor.quotation);
    }

    /// Whether a quotation leads to both.
    pub fn shares_anchor(&self, other: &Occasion) -> bool {
        let leads = |anchor: &Anchor| other.anchors.iter().any(|held| held.quotation == anchor.quotation);
        self.anchors.iter().any(leads)
    }

    /// The places of the quotations that stand next to number `index` in the article, before it and after it.
    fn beside(&self, index: usize) -> (Option<u32>, Option<u32>) {
        let before = self.anchors.iter().rev().find(|anchor| anchor.quotation < index);
        let after = self.anchors.iter().find(|anchor| anchor.quotation > index);
        (before.map(|anchor| anchor.place), after.map(|anchor| anchor.place))
    }

    /// Words from `place` to the nearer of the places beside quotation number `index`.
    pub fn apart(&self, index: usize, place: u32) -> u32 {
        let (before, after) = self.beside(index);
        before.iter().chain(&after).map(|other| other.abs_diff(place)).min().unwrap_or(u32::MAX)
    }

    /// Whether `place` stands between the places beside quotation number `index`.
    pub fn in_order(&self, index: usize, place: u32) -> bool {
        let (before, after) = self.beside(index);
        before.is_none_or(|before| before <= place) && after.is_none_or(|after| place <= after)
    }
}

/// The transcripts that the article reports, the surest first. `found` has each quotation's proposals, best first.
pub fn occasions(wanted: &[Wanted], found: &[Vec<Proposal>]) -> Vec<Occasion> {
    let mut occasions: Vec<Occasion> = Vec::new();
    for (quotation, proposals) in found.iter().enumerate() {
        let Some(best) = proposals.first().filter(|best| is_sure(best)) else {
            continue;
        };
        // the same words may stand in several transcripts of the event, or at several events: each is supported
        let equal = proposals.iter().filter(|other| other.composition.score >= 0.95 * best.composition.score);
        for proposal in equal {
            let share = proposal.evidence.confidence() * proposal.composition.score.max(1.0);
            let document = proposal.document();
            let anchor = Anchor::of(quotation, &wanted[quotation], proposal);
            match occasions.iter_mut().find(|occasion| occasion.document == document) {
                Some(occasion) => {
                    occasion.anchors.push(anchor);
                    occasion.told += share;
                }
                None => occasions.push(Occasion { document, anchors: vec![anchor], told: share }),
            }
        }
    }
    occasions.iter_mut().for_each(|occasion| occasion.anchors.dedup_by_key(|anchor| anchor.quotation));
    occasions
        .sort_by(|left, right| right.told.total_cmp(&left.told).then(left.document.cmp(&right.document)));
    occasions.truncate(MOST_READ);
    occasions
}

/// Whether a quotation surely stands there, and is long enough to lead to the transcript.
fn is_sure(best: &Proposal) -> bool {
    best.evidence.confidence() >= SURE && best.evidence.words >= SURE_WORDS
}
