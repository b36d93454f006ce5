//! Families: which documents of the record repeat each other.

use keep::{KeepError, Pair};
use rayon::prelude::*;
use trace::{Archive, Likeness};

use super::Record;
use crate::Sources;

/// Share of the shorter text's runs of words that a copy has at least: letters written by one form share eight in ten.
const COPIED: f32 = 0.9;
/// The same for texts as long as a speech, which nobody writes by a form: as prepared and as delivered.
const COPIED_SPEECH: f32 = 0.6;
/// Words of a text as long as a speech.
const SPEECH_WORDS: usize = 2_500;
/// The same for texts of days so far apart that nobody publishes one for the other: what is proclaimed every year is for
/// the most part what was proclaimed the year before.
const COPIED_LATER: f32 = 0.99;
/// Days within which a text is published again, as delivered or corrected.
const SOON: i32 = 45;
/// A copy has so much of the longer text's words at least: whoever quotes a page of a speech does not repeat it.
const LEAST_LENGTH: f32 = 0.3;

impl Record {
    /// Finds the families of the documents added since they were last found.
    pub(super) fn find_families(&mut self, sources: &Sources) -> Result<(), KeepError> {
        let known = self.kept.families_known()?;
        let archive = sources.archive();
        let bounds = &sources.kept().bounds;
        let last = bounds.iter().map(|bound| bound.document).max().unwrap_or_default();
        if last <= known {
            return Ok(());
        }
        let new = (0..bounds.len() as u32).into_par_iter().filter(|&document| {
            bounds[document as usize].document > known && !archive.card(document).withdrawn
        });
        let pairs: Vec<Pair> = new
            .flat_map_iter(|one| {
                let like = archive.like(one).into_iter();
                like.filter(move |like| is_copy(archive, one, like)).map(move |like| (one, like))
            })
            .filter_map(|(one, like)| {
                let number = |document| sources.number(document);
                Some(Pair { one: number(one)?, other: number(like.document)?, shared: like.shared.into() })
            })
            .collect();
        self.kept.join_families(&pairs, last)
    }
}

fn is_copy(archive: &Archive, one: u32, like: &Likeness) -> bool {
    let day = |document| archive.card(document).published;
    let apart = day(one).zip(day(like.document)).map_or(0, |(one, other)| (one - other).get_days().abs());
    let speech = archive.words_in(one).min(archive.words_in(like.document)) >= SPEECH_WORDS;
    let copied = match apart <= SOON {
        true if speech => COPIED_SPEECH,
        true => COPIED,
        false => COPIED_LATER,
    };
    like.shared >= copied && like.length.min(1.0 / like.length) >= LEAST_LENGTH
}
