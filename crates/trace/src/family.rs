//! Documents that repeat each other: copies, republications, cut and corrected versions.
//!
//! Words that both have in the same order vote for a pair; a pair with enough votes is compared run by run.

use std::collections::BTreeMap;

use crate::Archive;
use crate::copy::Runs;
use crate::seed::REACH;

/// Pairs of words of a document that are looked up, at most: enough to meet a copy of a tenth of it.
const SAMPLES: usize = 320;
/// Places of a pair beyond which it tells nothing of copies.
const COMMON: usize = 400;
/// Share of the samples, of the part of the document that the other could repeat, that must be met for a comparison.
const MET: f32 = 0.25;
/// Fewest samples met, and documents compared at most.
const LEAST_MET: usize = 5;
const COMPARED: usize = 24;

/// A document that has much of another's words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// The other document.
    pub document: u32,
    /// The share of the shorter one's runs of words that stand in the longer one.
    pub shared: f32,
    /// The words of the other for each of this one.
    pub length: f32,
}

impl Archive {
    /// The documents that share runs of words with this one, by number; not itself, nor such as were withdrawn.
    pub fn like(&self, document: u32) -> Vec<Likeness> {
        let words = self.words_of(document);
        let mut met = BTreeMap::new();
        let mut samples = 0;
        let step = (words.len() / SAMPLES).max(1);
        for at in (0..words.len().saturating_sub(REACH)).step_by(step) {
            samples += usize::from(self.meet(words[at], words[at + REACH], &mut met));
        }
        let mut met: Vec<(u32, usize)> = met.into_iter().filter(|&(other, _)| other != document).collect();
        met.sort_by_key(|&(other, met)| (usize::MAX - met, other));
        let of = |other: u32| self.words_in(other) as f32 / words.len().max(1) as f32;
        let enough = |&(other, met): &(u32, usize)| {
            met >= LEAST_MET && met as f32 >= MET * samples as f32 * of(other).min(1.0)
        };
        let runs = Runs::of(std::iter::once(words));
        let mut like: Vec<Likeness> = (met.into_iter().filter(enough).take(COMPARED))
            .filter(|&(other, _)| !self.card(other).withdrawn)
            .filter_map(|(other, _)| {
                let shared = runs.shared(self.words_of(other))?;
                Some(Likeness { document: other, shared, length: of(other) })
            })
            .collect();
        like.sort_by_key(|like| like.document);
        like
    }

    /// Counts a meeting with each document that has this pair of words, unless very many have it.
    fn meet(&self, first: crate::Normal, second: crate::Normal, met: &mut BTreeMap<u32, usize>) -> bool {
        let mut documents: Vec<u32> = Vec::new();
        for places in self.places(first, second).filter(|places| places.all <= COMMON) {
            let places = places.places.iter().map(|&place| place.saturating_add(places.first));
            documents.extend(
                places
                    .filter(|&place| (place as usize) < self.word_count())
                    .map(|place| self.document_of(place)),
            );
        }
        documents.dedup();
        documents.iter().for_each(|&document| *met.entry(document).or_default() += 1);
        documents.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use text::Document;
    use understand::Understanding;

    use super::*;
    use crate::prepare;

    fn archive(texts: &[&str]) -> Archive {
        let mut builder = Archive::builder();
        for &text in texts {
            let document = Document { text: text.to_owned(), ..Document::default() };
            builder.add(prepare(document, Understanding::default()));
        }
        builder.finish()
    }

    fn story(from: u32, to: u32) -> String {
        (from..to).map(|number| format!("item{number} came before thing{} ", number * 7)).collect()
    }

    #[test]
    fn a_copy_and_a_cut_are_met_and_another_text_is_not() {
        let (whole, cut, other) = (story(0, 300), story(100, 200), story(500, 800));
        let archive = archive(&[&whole, &whole, &cut, &other]);
        let mut like = archive.like(0);
        like.retain(|like| like.shared > 0.1); // "came before" stands in all
        let documents: Vec<u32> = like.iter().map(|like| like.document).collect();
        assert_eq!(documents, [1, 2]);
        assert!(like.iter().all(|like| like.shared > 0.99) && like[1].length < 0.4, "{like:?}");
        assert!(archive.like(3).iter().all(|like| like.shared < 0.1));
    }
}
