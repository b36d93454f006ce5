//! Passages taken over without quotation marks: a copied release, dropped marks.
//!
//! The article's words outside its quotations are read paragraph by paragraph; rare seeds alone vote, and a diagonal
//! that several of them agree on is aligned.

use text::Span;
use understand::{Quotation, QuotationKind, Understanding};

use crate::Archive;
use crate::candidate::borrowed;
use crate::query::Query;
use crate::setting::Setting;

/// Fewest words that are listed.
const LEAST_WORDS: usize = 8;
/// Fewest nats that the aligned words tell, for the passage to be looked at closely.
const LEAST_TOLD: f32 = 30.0;
/// Share of a passage's words that must be aligned.
const LEAST_ALIGNED: f32 = 0.6;
/// Bytes of a paragraph read at once: a longer one is cut.
const LONGEST: usize = 4000;

/// The article's passages of eight words or more that seem taken from a document, as quotations without marks; inside
/// indirect speech they keep its kind and speaker. In order, not overlapping.
pub fn unmarked(archive: &Archive, setting: &Setting, understanding: &Understanding) -> Vec<Quotation> {
    let marked = |quotation: &&Quotation| quotation.kind != QuotationKind::Indirect;
    let mut taken: Vec<Span> = understanding.quotations.iter().filter(marked).flat_map(pieces).collect();
    taken.sort_unstable();
    let mut found = Vec::new();
    for paragraph in stretches(setting.text, &taken) {
        let query = Query::new(setting.text, &[paragraph], archive);
        let admitted = |document| setting.admits(archive, document) && !setting.is_copy(archive, document);
        for fragment in borrowed(&query, archive, &admitted) {
            let words = fragment.words();
            let enough = words.len() >= LEAST_WORDS
                && fragment.score >= LEAST_TOLD
                && fragment.pairs.len() as f32 >= LEAST_ALIGNED * words.len() as f32;
            let span = query.words[words.start].span.hull(query.words[words.end - 1].span);
            if enough && found.iter().all(|other: &Quotation| !other.span.overlaps(span)) {
                found.push(quotation(span, understanding));
            }
        }
    }
    found.sort_by_key(|quotation| quotation.span);
    found
}

fn pieces(quotation: &Quotation) -> Vec<Span> {
    if quotation.spans.is_empty() { vec![quotation.span] } else { quotation.spans.clone() }
}

/// The text between the `taken` places, cut at line ends.
fn stretches(text: &str, taken: &[Span]) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut from = 0;
    let ends =
        taken.iter().map(|span| (span.start as usize, span.end as usize)).chain([(text.len(), text.len())]);
    for (start, end) in ends {
        if from < start && text.is_char_boundary(from) && text.is_char_boundary(start) {
            cut(text, from, start, &mut stretches);
        }
        from = from.max(end);
    }
    stretches
}

/// Cuts a stretch at empty lines, and where it is too long at the next space.
fn cut(text: &str, from: usize, to: usize, stretches: &mut Vec<Span>) {
    let mut start = from;
    for line in text[from..to].split_inclusive('\n') {
        let mut left = line;
        while left.len() > LONGEST {
            let mut at = LONGEST;
            while !left.is_char_boundary(at) {
                at += 1;
            }
            let at = left[at..].find(' ').map_or(left.len(), |space| at + space);
            stretches.push(Span::new(start, start + at));
            start += at;
            left = &left[at..];
        }
        if !left.trim().is_empty() {
            stretches.push(Span::new(start, start + left.len()));
        }
        start += left.len();
    }
}

fn quotation(span: Span, understanding: &Understanding) -> Quotation {
    let within = understanding
        .quotations
        .iter()
        .find(|quotation| quotation.kind == QuotationKind::Indirect && quotation.span.overlaps(span));
    Quotation {
        span,
        spans: vec![span],
        kind: within.map_or(QuotationKind::Unmarked, |quotation| quotation.kind),
        clause: None,
        continues: None,
        speaker: within.and_then(|quotation| quotation.speaker),
        speaker_mention: within.and_then(|quotation| quotation.speaker_mention),
        cue: within.and_then(|quotation| quotation.cue),
        confidence: within.map_or(0.5, |quotation| quotation.confidence),
    }
}
