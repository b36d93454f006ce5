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

/// For each proposal, whether the rest of its utterance was not found in its document.
pub fn mark_torn(wanted: &[Wanted], found: &mut [Vec<Proposal>]) {
    let mut by_utterance: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, wanted) in wanted.iter().enumerate().filter(|(_, wanted)| !wanted.scanned) {
        by_utterance.entry((wanted.utterance.line, wanted.utterance.speaker)).or_default().push(index);
    }
    for of_one in by_utterance.values().filter(|of_one| of_one.len() > 1) {
        mark_torn_in(of_one, wanted, found);
    }
}

/// The same among the quotations of one utterance.
fn mark_torn_in(of_one: &[usize], wanted: &[Wanted], found: &mut [Vec<Proposal>]) {
    // a word or two that are not found show nothing
    let telling = of_one.iter().copied().filter(|&index| wanted[index].is_claim_of_words());
    let documents: BTreeMap<usize, BTreeSet<u32>> =
        telling.map(|index| (index, traced_in(&wanted[index], &found[index]))).collect();
    let mut held: BTreeMap<u32, usize> = BTreeMap::new();
    documents.values().flatten().for_each(|&document| *held.entry(document).or_default() += 1);
    for &index in of_one {
        let own = documents.get(&index);
        let others = documents.len() - usize::from(own.is_some());
        for proposal in &mut found[index] {
            let document = proposal.document();
            let itself = own.is_some_and(|own| own.contains(&document));
            let with_it = held.get(&document).copied().unwrap_or(0) - usize::from(itself);
            proposal.evidence.torn = others > 0 && with_it == 0;
        }
    }
}

/// The documents to which a quotation is traced.
fn traced_in(wanted: &Wanted, proposals: &[Proposal]) -> BTreeSet<u32> {
    let traced = proposals.iter().filter(|proposal| is_traced(wanted, proposal));
    traced.map(Proposal::document).collect()
}
