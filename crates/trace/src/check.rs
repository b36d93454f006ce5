//! Every quotation of an article taken back to the archive.

use text::{Date, Document, Span};
use understand::Understanding;

use crate::occasion::{Occasion, occasions};
use crate::proposal::{Proposal, proposals, read_through, sort};
use crate::query::Query;
use crate::setting::{Setting, Wanted};
use crate::speaker::Speaker;
use crate::unmarked::unmarked;
use crate::{Archive, Finding};

/// What a user may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Also list passages taken over without quotation marks.
    pub unmarked: bool,
}

/// Confidence from which the transcripts of the occasion are not read through as well.
const SURE: f32 = 0.95;

impl Archive {
    /// One finding for each quotation of the article, in order. With [`Settings::unmarked`], passages taken over
    /// without marks are appended to the quotations first.
    pub fn check(
        &self,
        article: &Document,
        understanding: &mut Understanding,
        settings: &Settings,
    ) -> Vec<Finding> {
        let setting = Setting::of(article, understanding);
        let marked = understanding.quotations.len();
        if settings.unmarked {
            let found = unmarked(self, &setting, understanding);
            understanding.quotations.extend(found);
        }
        let wanted: Vec<Wanted> = (understanding.quotations.iter())
            .map(|quotation| Wanted::of(&article.text, understanding, quotation, self))
            .collect();
        let mut found: Vec<Vec<Proposal>> = (wanted.iter().enumerate())
            .map(|(index, wanted)| match wanted.indirect && index < marked {
                true => Vec::new(),
                false => proposals(self, &setting, wanted),
            })
            .collect();
        let occasions = occasions(&found);
        for (index, (wanted, proposals)) in wanted.iter().zip(&mut found).enumerate() {
            self.weigh_by_occasion(&setting, wanted, index, proposals, &occasions);
        }
        (wanted.iter().zip(&found).enumerate())
            .map(|(index, (wanted, proposals))| Finding {
                quotation: index,
                ..self.finding(&setting, wanted, proposals, &occasions)
            })
            .collect()
    }

    /// The finding for words without an article; `by` and `date` are what the user knows of them.
    pub fn trace(&self, words: &str, by: Option<&str>, date: Option<Date>, _settings: &Settings) -> Finding {
        let setting = Setting::alone(words, date);
        let query = Query::new(words, &[Span::new(0, words.len())], self);
        let wanted =
            Wanted { query, speaker: by.map_or_else(Speaker::default, Speaker::named), indirect: false };
        let proposals = proposals(self, &setting, &wanted);
        self.finding(&setting, &wanted, &proposals, &[])
    }

    /// Raises the proposals that the article's other quotations support, and adds what a reading of the transcripts
    /// of the occasion finds.
    fn weigh_by_occasion(
        &self,
        setting: &Setting,
        wanted: &Wanted,
        index: usize,
        proposals: &mut Vec<Proposal>,
        occasions: &[Occasion],
    ) {
        let by_others = |occasion: &&Occasion| occasion.quotations.iter().any(|&other| other != index);
        let supporting: Vec<u32> =
            occasions.iter().filter(by_others).map(|occasion| occasion.document).collect();
        for proposal in proposals.iter_mut() {
            proposal.evidence.occasion = supporting.contains(&proposal.document());
        }
        if !proposals.iter().any(|proposal| proposal.evidence.confidence() > SURE) {
            let read =
                supporting.iter().filter_map(|&document| read_through(self, setting, wanted, document));
            proposals.extend(read);
        }
        sort(proposals);
    }
}
