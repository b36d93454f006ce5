//! The documents of a record as sources, by the index beside it where there is one.

use std::collections::HashMap;
use std::io;

use keep::{Bound, KeepError, KeptIndex, Listed, Shelf};
use rayon::prelude::*;
use read::Limits;
use trace::{Card, Index, Prepared};

use super::Record;
use crate::Sources;
use crate::sources::{Gathering, Kept};

/// Documents taken from the file before all cores read their words.
const BATCH: usize = 256;

/// Words that may be read anew whenever the record is opened, besides one in [`SHARE`] of those indexed: a twentieth of a
/// second's work.
const FEW_WORDS: usize = 200_000;
const SHARE: usize = 16;

impl Record {
    /// All current documents, and those of `paths`, ready to be searched for quotations. `read` is told how many are done.
    ///
    /// The index beside the record is used as far as it is right, and written anew when much is missing from it; where it
    /// cannot be written, it is made in memory.
    ///
    /// # Errors
    /// A damaged record. What cannot be read of `paths` is kept in [`Sources::failures`].
    pub fn sources(
        &self,
        paths: &[String],
        limits: &Limits,
        read: impl Fn(usize),
    ) -> Result<Sources, KeepError> {
        let mut gathering = self.gathered(&read)?;
        let done = gathering.kept_documents();
        gathering.read(paths, limits, |more| read(done + more));
        let sources = gathering.finish();
        // a folder that may not be written, a full disk: the record is asked without it
        let _ = self.keep_index(&sources);
        Ok(sources)
    }

    /// The documents of the record, those that the index beside it has first.
    fn gathered(&self, read: &impl Fn(usize)) -> Result<Gathering, KeepError> {
        let shelf = Shelf::open(self.path())?;
        let listed = shelf.listed()?;
        let KeptIndex { index, bounds } =
            KeptIndex::open(self.path()).unwrap_or(KeptIndex { index: Index::default(), bounds: Vec::new() });
        let (cards, missing) = matched(&bounds, &listed);
        let numbers = bounds.iter().map(|bound| bound.document).collect();
        let kept = Kept { bounds, faults: shelf.faults(), reviews: self.kept.reviews()? };
        let prepared = in_batches(&missing, &shelf, read)?;
        let mut gathering = Gathering::on_shelf(index, cards, shelf.for_index(numbers), kept);
        listed.iter().for_each(|document| gathering.name(&document.sha256));
        for (document, prepared) in missing.iter().zip(prepared) {
            gathering.add_kept(Bound::of(document), prepared);
        }
        Ok(gathering)
    }

    /// Writes the index beside the record anew if too much is missing from it, or in it and not in the record.
    fn keep_index(&self, sources: &Sources) -> io::Result<()> {
        let archive = sources.archive();
        let bounds = &sources.kept().bounds;
        let (mut indexed, mut stale) = (0, 0);
        for document in 0..bounds.len() as u32 {
            let words = archive.words_in(document);
            indexed += words;
            let usable = archive.is_shelved(document) && !archive.card(document).withdrawn;
            stale += if usable { 0 } else { words };
        }
        if stale <= FEW_WORDS + indexed / SHARE {
            return Ok(());
        }
        let mut current: Vec<u32> = (0..bounds.len() as u32).collect();
        current.retain(|&document| !archive.card(document).withdrawn);
        current.sort_by_key(|&document| bounds[document as usize].document);
        let bounds: Vec<Bound> = current.iter().map(|&document| bounds[document as usize]).collect();
        KeptIndex::save(self.path(), &archive.index_of(current.into_iter()), &bounds)
    }
}

/// A card for each document of an index, and the documents that it does not have as they are now.
fn matched<'a>(bounds: &[Bound], listed: &'a [Listed]) -> (Vec<Card>, Vec<&'a Listed>) {
    let mut current: HashMap<Bound, &Listed> =
        listed.iter().map(|document| (Bound::of(document), document)).collect();
    let card = |bound| match current.remove(bound) {
        Some(document) => Card {
            sha256: document.sha256.clone(),
            published: document.published,
            kind: document.kind,
            one_voice: document.one_voice,
            withdrawn: false,
        },
        None => Card { withdrawn: true, ..Card::default() },
    };
    let cards = bounds.iter().map(card).collect();
    let mut missing: Vec<&Listed> = current.into_values().collect();
    missing.sort_by_key(|document| document.number);
    (cards, missing)
}

/// Takes documents from the shelf and reads their words, on all cores.
fn in_batches(
    documents: &[&Listed],
    shelf: &Shelf,
    read: &impl Fn(usize),
) -> Result<Vec<Prepared>, KeepError> {
    let mut prepared = Vec::with_capacity(documents.len());
    for batch in documents.chunks(BATCH) {
        let held: Result<Vec<_>, _> = batch.iter().map(|document| shelf.source(document.number)).collect();
        prepared
            .par_extend(held?.into_par_iter().map(|held| trace::prepare(held.document, held.understanding)));
        read(prepared.len());
    }
    Ok(prepared)
}
