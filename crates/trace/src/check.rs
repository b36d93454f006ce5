//! Every quotation of an article taken back to the archive.

use text::{Document, Span};
use understand::Understanding;

use crate::occasion::{Occasion, occasions};
use crate::proposal::{Proposal, proposals, read_through, sort};
use crate::setting::{Setting, Wanted, own_spans};
use crate::unmarked::unmarked;
use crate::utterance::{mark_torn, utterances};
use crate::{Archive, Evidence, Finding};

/// Words of a quotation that seeds find wherever they stand unchanged: some pair of them is rare enough.
const FOUND_BY_SEEDS: usize = 8;

/// What a user may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Also list passages taken over without quotation marks.
    pub unmarked: bool,
    /// The words are asked for by themselves, without an article: that nobody is named for them shows nothing.
    pub alone: bool,
}

/// What is told of a check while it goes on: once `Begun`, then for each quotation `Looked`, then for each `Made`.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// The quotations are known that findings will be made for.
    Begun(&'a Understanding),
    /// The words of one more quotation are looked up.
    Looked,
    /// A finding is made.
    Made(&'a Finding),
}

/// A passage that could be the source of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Which document of the archive.
    pub document: u32,
    /// The place of its main part in the document's text.
    pub span: Span,
    /// What speaks for it.
    pub evidence: Evidence,
}

impl Archive {
    /// One finding for each quotation of the article, in order. With [`Settings::unmarked`], passages taken over
    /// without marks are appended to the quotations first.
    pub fn check(
        &self,
        article: &Document,
        understanding: &mut Understanding,
        settings: &Settings,
    ) -> Vec<Finding> {
        self.check_telling(article, understanding, settings, |_| {})
    }

    /// [`Archive::check`] for somebody who waits: `tell` hears how far it is.
    pub fn check_telling(
        &self,
        article: &Document,
        understanding: &mut Understanding,
        settings: &Settings,
        mut tell: impl FnMut(Told),
    ) -> Vec<Finding> {
        let setting = Setting::of(article, understanding, settings.alone);
        let marked = understanding.quotations.len();
        if settings.unmarked {
            let found = unmarked(self, &setting, understanding);
            understanding.quotations.extend(found);
        }
        tell(Told::Begun(understanding));
        let mut wanted = self.wanted(article, understanding);
        wanted.iter_mut().skip(marked).for_each(|wanted| wanted.scanned = true);
        let (found, occasions) = self.found(&setting, &wanted, || tell(Told::Looked));
        (wanted.iter().zip(&found).enumerate())
            .map(|(index, (wanted, proposals))| {
                let finding = self.finding(&setting, index, wanted, proposals, &occasions);
                tell(Told::Made(&finding));
                finding
            })
            .collect()
    }

    /// All passages that could be the source of each quotation, best first, whatever is then said of them: what the
    /// confidence is fitted on.
    pub fn weigh(&self, article: &Document, understanding: &Understanding) -> Vec<Vec<Weighed>> {
        let setting = Setting::of(article, understanding, false);
        let wanted = self.wanted(article, understanding);
        let (found, _) = self.found(&setting, &wanted, || {});
        let weighed = |proposal: Proposal| {
            let main = proposal.composition.main();
            Weighed { document: main.document, span: self.span_of(main), evidence: proposal.evidence }
        };
        found.into_iter().map(|proposals| proposals.into_iter().map(weighed).collect()).collect()
    }

    fn wanted<'a>(&self, article: &Document, understanding: &'a Understanding) -> Vec<Wanted<'a>> {
        let quotations = &understanding.quotations;
        let utterances = utterances(&article.text, quotations);
        let own_spans = own_spans(quotations);
        let mut wanted: Vec<Wanted> = (quotations.iter().zip(&own_spans).zip(utterances))
            .map(|((quotation, spans), utterance)| {
                Wanted::of(&article.text, understanding, quotation, spans, utterance, self)
            })
            .collect();
        for next in 1..wanted.len() {
            let (before, one) = (&wanted[..next], &wanted[next]);
            let theirs = before.iter().rev().find(|other| other.utterance.speaker == one.utterance.speaker);
            if let Some(other) = theirs.filter(|_| one.medium.goes_on) {
                wanted[next].medium = other.medium.clone(); // "he tweeted. “…,” he added"
            }
        }
        wanted
    }

    /// What is found of each quotation, best first, and the occasions that the article reports. Indirect ones are looked
    /// for in the occasion's transcript alone. `looked` is called after each.
    fn found(
        &self,
        setting: &Setting,
        wanted: &[Wanted],
        mut looked: impl FnMut(),
    ) -> (Vec<Vec<Proposal>>, Vec<Occasion>) {
        let mut found: Vec<Vec<Proposal>> = wanted
            .iter()
            .map(|wanted| {
                let found = match wanted.indirect && !wanted.scanned {
                    true => Vec::new(),
                    false => proposals(self, setting, wanted),
                };
                looked();
                found
            })
            .collect();
        let mut occasions = occasions(wanted, &found);
        for (index, (wanted, proposals)) in wanted.iter().zip(&mut found).enumerate() {
            self.weigh_by_occasion(setting, wanted, index, proposals, &occasions);
        }
        occasions.iter_mut().for_each(|occasion| occasion.confirm(wanted, &found));
        mark_torn(wanted, &mut found);
        (found, occasions)
    }

    /// Puts what a reading of the occasion's transcripts from end to end finds in the place of what was found there among
    /// all documents: within them other odds hold. Words that were found there whole need no such reading.
    fn weigh_by_occasion(
        &self,
        setting: &Setting,
        wanted: &Wanted,
        index: usize,
        proposals: &mut Vec<Proposal>,
        occasions: &[Occasion],
    ) {
        let supported: Vec<&Occasion> =
            occasions.iter().filter(|occasion| occasion.is_supported(index)).collect();
        let of_occasion =
            |proposal: &Proposal| supported.iter().any(|occasion| occasion.document == proposal.document());
        for proposal in proposals.iter_mut() {
            proposal.evidence.occasion = of_occasion(proposal);
        }
        // several words that stand somewhere whole were looked for in all documents as well as reading would
        let searched = wanted.query.len() >= FOUND_BY_SEEDS;
        let is_settled = |proposal: &Proposal| (searched || of_occasion(proposal)) && proposal.is_whole();
        if proposals.iter().any(is_settled) {
            return;
        }
        proposals.retain(|proposal| !(of_occasion(proposal) && proposal.is_of_one_document()));
        proposals.extend(
            supported.iter().flat_map(|occasion| read_through(self, setting, wanted, occasion, index)),
        );
        sort(proposals);
    }
}
