//! A document as it is put into the record: everything that can be worked out before the one writer has its turn.

use serde_json::json;
use sha2::{Digest, Sha256};
use text::{Document, Offsets, Span};
use understand::{Period, Quotation, Understanding};

use crate::name;
use crate::passage::{Passage, passages};

/// zstd's level: the higher levels win a few per cent on documents of this size, at several times the cost.
const LEVEL: i32 = 6;

/// Where the bytes of a document came from, and the bytes.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file as given; `-` for standard input. Its ending tells how the bytes are to be read.
    pub name: &'a str,
    /// The line of a record file, from 1.
    pub line: Option<u64>,
    /// The bytes, unpacked.
    pub bytes: &'a [u8],
}

/// A document ready to be written: read, understood, packed. Made on any thread.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) document: Document,
    pub(crate) understanding: Understanding,
    pub(crate) name: String,
    pub(crate) line: Option<u64>,
    pub(crate) length: usize,
    pub(crate) packed: Vec<u8>,
    pub(crate) times: Vec<(Span, u64)>,
    pub(crate) passages: Vec<Passage>,
    pub(crate) offsets: Offsets,
    pub(crate) imprint: i64,
}

impl Entry {
    /// Prepares a document. Spans that do not fit its text are left out: a record holds nothing that cannot be shown.
    pub fn new(origin: Origin, document: Document, mut understanding: Understanding) -> Self {
        keep_what_fits(&document.text, &mut understanding);
        let passages = passages(&document.text, &understanding);
        let offsets = Offsets::new(&document.text);
        Entry {
            name: origin.name.to_owned(),
            line: origin.line,
            length: origin.bytes.len(),
            packed: packed(origin.bytes, &document.text),
            imprint: imprint(&document.text, &understanding),
            times: Vec::new(),
            passages,
            offsets,
            document,
            understanding,
        }
    }

    /// The same with the places that the recording's time is known of, in milliseconds from its beginning.
    pub fn timed(mut self, times: impl IntoIterator<Item = (Span, u64)>) -> Self {
        self.times = times.into_iter().collect();
        self
    }

    /// Bytes of text and of the packed bytes: what it will take in the file, about.
    pub fn bytes(&self) -> usize {
        self.document.text.len() * 2 + self.packed.len()
    }

    /// Start and end of a span in code points.
    pub(crate) fn points(&self, span: Span) -> (i64, i64) {
        let (start, end) = self.offsets.points(&self.document.text, span);
        (start as i64, end as i64)
    }

    /// The same for a span that may be missing.
    pub(crate) fn points_of(&self, span: Option<Span>) -> (Option<i64>, Option<i64>) {
        span.map(|span| self.points(span)).unzip()
    }

    /// The pieces of a quotation as JSON: `[[start, end], …]` in code points.
    pub(crate) fn pieces(&self, quotation: &Quotation) -> String {
        let pieces: Vec<_> = quotation.spans.iter().map(|&span| self.points(span)).collect();
        json!(pieces).to_string()
    }

    /// By what two documents' occasions are known for the same: day and name, as long as both are given.
    pub(crate) fn occasion(&self) -> Option<Occasion<'_>> {
        let occasion = self.understanding.occasion.as_ref()?;
        let (name, date) = (occasion.name.as_deref()?, occasion.date?.to_string());
        let key = format!("{date} {}", name::plain(name));
        Some(Occasion { name, date, place: occasion.place.as_deref(), key })
    }
}

/// An occasion that can be told from others.
pub(crate) struct Occasion<'a> {
    pub name: &'a str,
    pub date: String,
    pub place: Option<&'a str>,
    pub key: String,
}

/// The bytes of a document mostly repeat its text: packed with it as dictionary they take next to nothing.
fn packed(bytes: &[u8], text: &str) -> Vec<u8> {
    zstd::bulk::Compressor::with_dictionary(LEVEL, text.as_bytes())
        .and_then(|mut zstd| zstd.compress(bytes))
        .unwrap_or_default()
}

/// A hash of the text and of all that in it is no word of a speaker, as SQLite keeps numbers.
fn imprint(text: &str, understanding: &Understanding) -> i64 {
    let mut hash = Sha256::new();
    hash.update(text.as_bytes());
    for turn in &understanding.turns {
        let silent = turn.label.into_iter().chain(turn.unspoken.iter().map(|unspoken| unspoken.span));
        for span in silent {
            hash.update(span.start.to_le_bytes());
            hash.update(span.end.to_le_bytes());
        }
    }
    let hash = hash.finalize();
    i64::from_le_bytes(std::array::from_fn(|at| hash[at]))
}

fn keep_what_fits(text: &str, understanding: &mut Understanding) {
    let people = understanding.people.len() as u32;
    let fits = |span: Span| text.get(span.range()).is_some();
    let known = |speaker: &mut Option<understand::PersonId>| {
        speaker.take_if(|person| person.0 >= people);
    };
    for turn in &mut understanding.turns {
        known(&mut turn.speaker);
        turn.unspoken.retain(|unspoken| fits(unspoken.span));
        turn.label.take_if(|label| !fits(*label));
    }
    understanding.turns.retain(|turn| fits(turn.span));
    understanding.quotations.iter_mut().for_each(|quotation| known(&mut quotation.speaker));
    let within = |span: Option<Span>| span.is_none_or(fits);
    let during = |period: Option<Period>| period.is_none_or(|period| fits(period.span));
    understanding.figures.retain(|figure| {
        fits(figure.span) && fits(figure.sentence) && within(figure.scope) && during(figure.time)
    });
    understanding.figures.iter_mut().for_each(|figure| known(&mut figure.speaker));
    understanding.commitments.retain(|commitment| {
        let needed = [commitment.span, commitment.sentence, commitment.cue].into_iter().all(fits);
        needed && within(commitment.who) && within(commitment.to) && during(commitment.by)
    });
    for commitment in &mut understanding.commitments {
        known(&mut commitment.speaker);
        known(&mut commitment.undertaker);
    }
}
