//! What an article gives as one utterance: quotations of one speaker in one paragraph.
//!
//! "We will come together," she said. "It began last week." was said at one time. Where the second stands nowhere, or in
//! another document, words that are only like the first are those of another occasion.

use std::collections::{BTreeMap, BTreeSet};

use understand::{PersonId, Quotation};

use crate::proposal::Proposal;
use crate::report::is_traced;
use crate::setting::Wanted;

/// Where an article has a quotation, and whose it says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// To whom the article gives it.
    pub speaker: Option<PersonId>,
    /// Which of that speaker's quotations it is.
    pub ordinal: usize,
    /// Line of the article's text in which it begins.
    line: usize,
}

/// The utterance of each of the quotations.
pub fn utterances(text: &str, quotations: &[Quotation]) -> Vec<Utterance> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line = |start: u32| ends.partition_point(|&end| end < start as usize);
    let mut counts: BTreeMap<Option<PersonId>, usize> = BTreeMap::new();
    let utterance = |quotation: &Quotation| {
        let count = counts.entry(quotation.speaker).or_default();
        *count += 1;
        Utterance { speaker: quotation.speaker, ordinal: *count, line: line(quotation.span.start) }
    };
    quotations.iter().map(utterance).collect()
}

/// For each proposal, whether the rest of its utterance was not found in its document, and the article does not report that
/// document before all others.
pub fn mark_torn(wanted: &[Wanted], found: &mut [Vec<Proposal>]) {
    let traced: Vec<BTreeSet<u32>> =
        wanted.iter().zip(&*found).map(|(wanted, proposals)| traced_in(wanted, proposals)).collect();
    let of_article = Tally::of((0..wanted.len()).filter(|&index| !traced[index].is_empty()), &traced);
    let mut by_utterance: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, wanted) in wanted.iter().enumerate().filter(|(_, wanted)| !wanted.scanned) {
        by_utterance.entry((wanted.utterance.line, wanted.utterance.speaker)).or_default().push(index);
    }
    for of_one in by_utterance.values().filter(|of_one| of_one.len() > 1) {
        // a word or two that are not found show nothing
        let telling = of_one.iter().copied().filter(|&index| wanted[index].is_claim_of_words());
        let of_utterance = Tally::of(telling, &traced);
        for &index in of_one {
            for proposal in &mut found[index] {
                let document = proposal.document();
                let (rest, with_it) = of_utterance.others(index, document);
                let (all, there) = of_article.others(index, document);
                let reported = there >= LEAST_REPORTED && 2 * there > all;
                proposal.evidence.torn = rest > 0 && with_it == 0 && !reported;
            }
        }
    }
}

/// Quotations of an article that lead to a document which it reports, at least; more than half of all that lead anywhere.
const LEAST_REPORTED: usize = 3;

/// Some quotations, and how many of them each document has.
struct Tally<'a> {
    counted: BTreeSet<usize>,
    traced: &'a [BTreeSet<u32>],
    held: BTreeMap<u32, usize>,
}

impl<'a> Tally<'a> {
    fn of(quotations: impl Iterator<Item = usize>, traced: &'a [BTreeSet<u32>]) -> Self {
        let counted: BTreeSet<usize> = quotations.collect();
        let mut held = BTreeMap::new();
        let documents = counted.iter().flat_map(|&index| &traced[index]);
        documents.for_each(|&document| *held.entry(document).or_default() += 1);
        Self { counted, traced, held }
    }

    /// How many there are but for number `index`, and how many of them a document has.
    fn others(&self, index: usize, document: u32) -> (usize, usize) {
        let own = self.counted.contains(&index);
        let own_held = own && self.traced[index].contains(&document);
        let held = self.held.get(&document).copied().unwrap_or(0);
        (self.counted.len() - usize::from(own), held - usize::from(own_held))
    }
}

/// The documents to which a quotation is traced.
fn traced_in(wanted: &Wanted, proposals: &[Proposal]) -> BTreeSet<u32> {
    let traced = proposals.iter().filter(|proposal| is_traced(wanted, proposal));
    traced.map(Proposal::document).collect()
}
