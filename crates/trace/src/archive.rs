//! The documents held, and what is needed to find words in them.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::OnceLock;

use text::{Date, Document, Kind, Offsets, Span};
use understand::Understanding;

use crate::index::{Index, IndexBuilder, STRIDE};
use crate::{Normal, Word, words};

/// Times that a word is taken to stand besides those that are known, followed by words as they are frequent.
const UNSEEN: f32 = 2.0;
/// Words of an archive that shows half as well as a large one what follows a word.
const FEW_WORDS: f32 = 100_000.0;

/// What a match of any word tells at least, in nats.
const LEAST_WEIGHT: f32 = 0.5;

/// A document with its words read: the work that can be done on many threads.
#[derive(Clone, Debug)]
pub struct Prepared {
    held: Held,
    pub(crate) words: Vec<Normal>,
    pub(crate) blocks: Vec<u32>,
}

/// A document held.
#[derive(Clone, Debug)]
struct Held {
    document: Document,
    understanding: Understanding,
    /// Labels and what was not spoken, sorted.
    silent: Vec<Span>,
    offsets: Offsets,
}

impl Held {
    fn new(document: Document, understanding: Understanding) -> Self {
        let silent = silent(&document.text, &understanding);
        let offsets = Offsets::new(&document.text);
        Held { document, understanding, silent, offsets }
    }
}

/// What of a document must be known before its text is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The day.
    pub published: Option<Date>,
    /// What sort of document.
    pub kind: Kind,
    /// Whether it is one person's words.
    pub one_voice: bool,
    /// Whether it is no source any more: a newer version is held, or it was taken out.
    pub withdrawn: bool,
}

impl Card {
    fn of(document: &Document, understanding: &Understanding) -> Self {
        Card {
            sha256: document.sha256.clone(),
            published: document.published,
            kind: understanding.kind,
            one_voice: document.speaker.is_some(),
            withdrawn: false,
        }
    }
}

/// Where an archive takes documents from whose words are indexed already.
pub trait Shelf: Debug + Send + Sync {
    /// The document of this number (in the order of the index) and its turns and people; `None` where it cannot be had.
    fn fetch(&self, document: u32) -> Option<(Document, Understanding)>;
}

/// Reads the words of a document.
pub fn prepare(document: Document, understanding: Understanding) -> Prepared {
    let held = Held::new(document, understanding);
    let text = &held.document.text;
    let mut all = Vec::with_capacity(text.len() / 5);
    let mut blocks = Vec::with_capacity(text.len() / (5 * STRIDE) + 1);
    for word in words(text, &held.silent, 0) {
        if all.len().is_multiple_of(STRIDE) {
            blocks.push(word.span.start);
        }
        all.push(word.normal);
    }
    all.shrink_to_fit();
    blocks.shrink_to_fit();
    Prepared { held, words: all, blocks }
}

impl Prepared {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.held.document.text
    }
}

/// Which rule [`silent`] is: raised whenever it leaves out other words, so that an index that was kept is made anew.
pub(crate) const LEFT_OUT: u64 = 2;

/// Labels, unspoken places and what stands before the first label, sorted, within the text.
fn silent(text: &str, understanding: &Understanding) -> Vec<Span> {
    let mut silent: Vec<Span> = Vec::new();
    for turn in &understanding.turns {
        silent.extend(turn.label);
        silent.extend(turn.unspoken.iter().map(|unspoken| unspoken.span));
    }
    // before the first label stands who, where and when: an opening statement would be a turn
    let label = understanding.turns.first().and_then(|turn| turn.label);
    silent.extend(label.map(|label| Span { start: 0, end: label.start }).filter(|head| !head.is_empty()));
    silent.retain(|span| text.get(span.range()).is_some());
    silent.sort_unstable();
    silent
}

/// Gathers documents; the order of adding is their order in the archive.
#[derive(Debug, Default)]
pub struct ArchiveBuilder {
    cards: Vec<Card>,
    held: Vec<OnceLock<Held>>,
    shelf: Option<Box<dyn Shelf>>,
    shelved: Index,
    added: IndexBuilder,
}

impl ArchiveBuilder {
    /// Adds a document.
    pub fn add(&mut self, prepared: Prepared) {
        self.cards.push(Card::of(&prepared.held.document, &prepared.held.understanding));
        self.added.add_prepared(&prepared);
        self.held.push(OnceLock::from(prepared.held));
    }

    /// Builds the index of what was added.
    pub fn finish(self) -> Archive {
        let added = self.added.finish(self.shelved.word_count());
        Archive {
            cards: self.cards,
            held: self.held,
            shelf: self.shelf,
            shelved: self.shelved,
            added,
            nothing: Held::new(Document::default(), Understanding::default()),
        }
    }
}

/// The documents held, what was understood in them, and the index of their words. Does not change once built.
///
/// It has two parts: documents on a shelf, whose index was built before and whose texts are fetched when they are looked
/// at, and documents added. Places in words are numbered through both.
#[derive(Debug)]
pub struct Archive {
    cards: Vec<Card>,
    held: Vec<OnceLock<Held>>,
    shelf: Option<Box<dyn Shelf>>,
    shelved: Index,
    added: Index,
    /// In the place of a document that cannot be fetched.
    nothing: Held,
}

/// The places of a pair of words, in one part of the archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'a> {
    /// Ascending places, counted from the part's first word.
    pub places: &'a [u32],
    /// The place of the part's first word.
    pub first: u32,
    /// How many places the pair has in all parts.
    pub all: usize,
}

impl Archive {
    /// Gathers documents.
    pub fn builder() -> ArchiveBuilder {
        ArchiveBuilder::default()
    }

    /// Gathers documents after those of an index, which have a card each and are on the shelf.
    pub fn on_shelf(index: Index, mut cards: Vec<Card>, shelf: Box<dyn Shelf>) -> ArchiveBuilder {
        cards.resize_with(index.len(), || Card { withdrawn: true, ..Card::default() });
        let held = cards.iter().map(|_| OnceLock::new()).collect();
        ArchiveBuilder { cards, held, shelf: Some(shelf), shelved: index, added: IndexBuilder::default() }
    }

    /// How many documents are held and not withdrawn.
    pub fn len(&self) -> usize {
        self.cards.iter().filter(|card| !card.withdrawn).count()
    }

    /// Whether none is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of document number `index` without its text.
    pub fn card(&self, index: u32) -> &Card {
        &self.cards[index as usize]
    }

    /// Document number `index`.
    pub fn document(&self, index: u32) -> &Document {
        &self.held(index).document
    }

    /// Converts places in document number `index` to code points.
    pub fn offsets(&self, index: u32) -> &Offsets {
        &self.held(index).offsets
    }

    /// What was understood in document number `index`.
    pub fn understanding(&self, index: u32) -> &Understanding {
        &self.held(index).understanding
    }

    fn held(&self, index: u32) -> &Held {
        self.held[index as usize].get_or_init(|| {
            let fetched = self.shelf.as_ref().and_then(|shelf| shelf.fetch(index));
            fetched.map_or_else(|| self.nothing.clone(), |(document, found)| Held::new(document, found))
        })
    }

    /// How many words are held.
    pub fn word_count(&self) -> usize {
        self.shelved.word_count() + self.added.word_count()
    }

    /// Bytes of the index: words, places, counts; not the documents themselves.
    pub fn index_bytes(&self) -> usize {
        self.shelved.bytes() + self.added.bytes()
    }

    /// Whether a document's words were indexed before.
    pub fn is_shelved(&self, document: u32) -> bool {
        (document as usize) < self.shelved.len()
    }

    /// How many words one document has.
    pub fn words_in(&self, document: u32) -> usize {
        self.places_of(document).len()
    }

    /// One index of these documents, in this order.
    pub fn index_of(&self, documents: impl Iterator<Item = u32> + Clone) -> Index {
        if self.shelved.is_empty() && documents.clone().eq(0..self.added.len() as u32) {
            return self.added.clone();
        }
        let mut builder = IndexBuilder::default();
        for document in documents {
            let (part, _, inner) = self.part_of(document);
            builder.add(part.words_at(part.places_of(inner)), part.blocks_of(inner));
        }
        builder.finish(0)
    }

    /// The part that holds a document, the place of the part's first word, and the document's number there.
    fn part_of(&self, document: u32) -> (&Index, u32, u32) {
        let shelved = self.shelved.len() as u32;
        match document < shelved {
            true => (&self.shelved, 0, document),
            false => (&self.added, self.shelved.word_count() as u32, document - shelved),
        }
    }

    /// The document that holds word number `place`.
    pub(crate) fn document_of(&self, place: u32) -> u32 {
        let shelved = self.shelved.word_count() as u32;
        match place < shelved {
            true => self.shelved.document_of(place),
            false => self.shelved.len() as u32 + self.added.document_of(place - shelved),
        }
    }

    /// The places of a document's words among all words.
    pub(crate) fn places_of(&self, document: u32) -> Range<u32> {
        let (part, first, inner) = self.part_of(document);
        let places = part.places_of(inner);
        places.start + first..places.end + first
    }

    /// The words at places of one document.
    pub(crate) fn words_at(&self, document: u32, places: Range<u32>) -> &[Normal] {
        let (part, first, _) = self.part_of(document);
        part.words_at(places.start - first..places.end - first)
    }

    /// The words of a document.
    pub(crate) fn words_of(&self, document: u32) -> &[Normal] {
        self.words_at(document, self.places_of(document))
    }

    /// The words from place `first` to place `last`, both of one document, with their places in its text.
    pub(crate) fn read(&self, first: u32, last: u32) -> Vec<Word> {
        let document = self.document_of(first);
        let held = self.held(document);
        let (part, _, inner) = self.part_of(document);
        let offset = (first - self.places_of(document).start) as usize;
        let from = part.blocks_of(inner).get(offset / STRIDE).map(|&from| from as usize);
        let Some(from) = from.filter(|&from| held.document.text.is_char_boundary(from)) else {
            return Vec::new();
        };
        words(&held.document.text, &held.silent, from)
            .skip(offset % STRIDE)
            .take((last - first) as usize + 1)
            .collect()
    }

    /// The places of a pair of words in each part; none where the pair is too common to tell anything.
    pub(crate) fn places(&self, first: Normal, second: Normal) -> impl Iterator<Item = Places<'_>> {
        let parts = [(&self.shelved, 0), (&self.added, self.shelved.word_count() as u32)];
        let common = parts.iter().any(|(part, _)| part.seeds.is_capped(first, second));
        let places = parts.map(|(part, start)| (part.seeds.places(first, second), start));
        let all: usize = places.iter().map(|(places, _)| places.len()).sum();
        places
            .into_iter()
            .filter(move |(places, _)| !common && !places.is_empty())
            .map(move |(places, first)| Places { places, first, all })
    }

    /// About how often a word stands in the archive.
    fn count(&self, word: Normal) -> f32 {
        self.shelved.counts.count(word) as f32 + self.added.counts.count(word) as f32
    }

    /// How much a match of this word tells, in nats: minus the logarithm of its share of all words.
    pub(crate) fn weight(&self, word: Normal) -> f32 {
        // a small archive knows too little of a word's frequency: as if ten thousand words more were held
        let total = self.word_count() as f32 + 10_000.0;
        (total / (self.count(word) + 1.0)).ln().max(LEAST_WEIGHT)
    }

    /// How much a match of `word` tells where the word before it, `before`, is matched already.
    pub(crate) fn weight_after(&self, before: Normal, word: Normal) -> f32 {
        let together = self.shelved.seeds.count(before, word) + self.added.seeds.count(before, word);
        // what stands a few times, or in a small archive, shows little of what follows it: as if it stood oftener,
        // followed by any word
        let unseen = UNSEEN * (1.0 + FEW_WORDS / self.word_count().max(1) as f32);
        let alone = unseen * (-self.weight(word)).exp();
        ((self.count(before) + unseen) / (together as f32 + alone)).ln().max(LEAST_WEIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one two three four five six seven ";

    fn prepared(text: &str) -> Prepared {
        prepare(Document { text: text.to_owned(), ..Document::default() }, Understanding::default())
    }

    /// Documents that are all alike.
    #[derive(Debug)]
    struct Alike(String);

    impl Shelf for Alike {
        fn fetch(&self, _: u32) -> Option<(Document, Understanding)> {
            Some((Document { text: self.0.clone(), ..Document::default() }, Understanding::default()))
        }
    }

    fn check_reading(archive: &Archive, text: &str) {
        for document in 0..archive.len() as u32 {
            let places = archive.places_of(document);
            let found: Vec<&str> = archive
                .read(places.start + 100, places.start + 102)
                .iter()
                .map(|word| word.span.of(text))
                .collect();
            assert_eq!(found, ["three", "four", "five"]);
            assert_eq!(archive.document_of(places.start + 100), document);
        }
    }

    #[test]
    fn words_are_read_back_where_they_stand() {
        let text = TEXT.repeat(40);
        let mut builder = Archive::builder();
        (0..3).for_each(|_| builder.add(prepared(&text)));
        check_reading(&builder.finish(), &text);
    }

    #[test]
    fn documents_on_a_shelf_and_documents_added_are_one_archive() {
        let text = TEXT.repeat(40);
        let mut builder = Archive::builder();
        (0..2).for_each(|_| builder.add(prepared(&text)));
        let index = builder.finish().index_of(0..2);
        let kept = Index::from_rows(index.rows()).expect("its own rows fit");
        let cards = vec![Card::default(); 2];
        let mut builder = Archive::on_shelf(kept, cards, Box::new(Alike(text.clone())));
        builder.add(prepared(&text));
        let archive = builder.finish();
        assert_eq!((archive.len(), archive.word_count()), (3, 3 * 280));
        check_reading(&archive, &text);
    }

    #[test]
    fn rows_that_do_not_fit_are_no_index() {
        let mut builder = Archive::builder();
        builder.add(prepared(TEXT));
        let rows = builder.finish().index_of(0..1).rows();
        assert!(Index::from_rows(crate::Rows { starts: vec![0, 9].into(), ..rows.clone() }).is_none());
        assert!(Index::from_rows(crate::Rows { seeds: vec![0].into(), ..rows.clone() }).is_none());
        assert!(Index::from_rows(crate::Rows { blocks: Vec::new().into(), ..rows }).is_none());
    }
}
