//! What is known of an article before its quotations are traced: its date, its people, its own words.

use std::cell::RefCell;
use std::collections::BTreeMap;

use text::{Date, Document, Kind, Span};
use understand::{Quotation, QuotationKind, Understanding};

use crate::copy::Runs;
use crate::medium::Medium;
use crate::query::Query;
use crate::speaker::Speaker;
use crate::utterance::Utterance;
use crate::{Archive, Normal, SpeakerCheck, speaker, words};

/// Days by which a source may postdate the article: dates in archives are off by one or two.
const DAYS_AFTER: i32 = 3;

/// Confidence of an attribution from which words may be missed in the speaker's transcript, or be said to be another's:
/// somebody is accused by it.
const ATTRIBUTED: f32 = 0.6;

/// Where quotations stand.
pub struct Setting<'a> {
    /// The article's text.
    pub text: &'a str,
    /// When it appeared.
    pub date: Option<Date>,
    /// The words are asked for by themselves: that nobody is named for them shows nothing.
    pub alone: bool,
    sha256: &'a str,
    /// Runs of the article's own words, quotations left out: by these a copy is known.
    runs: Runs,
    /// Whether a document is a copy, as far as asked.
    copies: RefCell<BTreeMap<u32, bool>>,
}

impl<'a> Setting<'a> {
    /// The setting of an article, or of words asked for by themselves.
    pub fn of(article: &'a Document, understanding: &Understanding, alone: bool) -> Self {
        let quoted: Vec<Span> = understanding.quotations.iter().map(|quotation| quotation.span).collect();
        let own: Vec<Normal> = words(&article.text, &quoted, 0).map(|word| word.normal).collect();
        let runs = Runs::of([own.as_slice()].into_iter());
        Self {
            text: &article.text,
            date: article.published,
            alone,
            sha256: &article.sha256,
            runs,
            copies: RefCell::default(),
        }
    }

    /// Whether a document may be a source: not later than the article, not the article. Whether it is a copy of it costs more to know.
    pub fn admits(&self, archive: &Archive, document: u32) -> bool {
        let held = archive.card(document);
        let itself = !self.sha256.is_empty() && held.sha256 == self.sha256;
        let too_late = self.days_to(archive, document).is_some_and(|days| days > DAYS_AFTER);
        // a document that is one person's words is no report, whatever it looks like
        let primary = held.kind != Kind::Report || held.one_voice;
        primary && !itself && !too_late && !held.withdrawn
    }

    /// Whether a document is a near copy of the article.
    pub fn is_copy(&self, archive: &Archive, document: u32) -> bool {
        let known = self.copies.borrow().get(&document).copied();
        known.unwrap_or_else(|| {
            let copy = self.runs.near_copy(archive.words_of(document));
            self.copies.borrow_mut().insert(document, copy);
            copy
        })
    }

    /// Days from the article to the document; negative when the document is older.
    pub fn days_to(&self, archive: &Archive, document: u32) -> Option<i32> {
        let source = archive.card(document).published?;
        Some((source - self.date?).get_days())
    }
}

/// A quotation to be traced.
pub struct Wanted<'a> {
    /// Its words.
    pub query: Query,
    /// Whose words the article says they are.
    pub speaker: Speaker<'a>,
    /// What else the article gives as said with them.
    pub utterance: Utterance,
    /// How the article says that they were uttered.
    pub medium: Medium,
    /// A reported clause without marks: its words may be the reporter's own.
    pub indirect: bool,
    /// Whole sentences, as it is written.
    pub whole: bool,
    /// The article surely gives these words as that speaker's.
    pub attributed: bool,
    /// Found by its likeness to a document: of many passages the likeliest, so that likeness shows less.
    pub scanned: bool,
}

impl<'a> Wanted<'a> {
    /// Whether it is words that a whole transcript would have to hold: marked, and enough of them that they are no term,
    /// title or turn of phrase.
    pub fn is_claim_of_words(&self) -> bool {
        const LEAST_WORDS: usize = 5;
        !self.indirect && self.query.len() >= LEAST_WORDS
    }

    /// A quotation of an article, of which the words at `spans` are looked for.
    pub fn of(
        text: &str,
        understanding: &'a Understanding,
        quotation: &Quotation,
        spans: &[Span],
        utterance: Utterance,
        archive: &Archive,
    ) -> Self {
        let person = quotation.speaker.and_then(|id| understanding.people.get(id.0 as usize));
        let mut speaker = person.map_or_else(Speaker::default, Speaker::of);
        let indirect = quotation.kind == QuotationKind::Indirect;
        let opens = quotation.span.of(text).trim_start().chars().next();
        let whole = quotation.kind == QuotationKind::Direct && opens.is_some_and(char::is_uppercase);
        let attributed = quotation.confidence >= ATTRIBUTED;
        speaker.doubtful |= !attributed;
        let query = Query::new(text, spans, archive);
        let medium = Medium::of(text, quotation.span);
        Self { query, speaker, utterance, medium, indirect, whole, attributed, scanned: false }
    }

    /// Whether the speaker of a turn is the one the article names.
    pub fn speaker_check(&self, archive: &Archive, document: u32, turn: Option<usize>) -> SpeakerCheck {
        let spoken = archive.speaker(document, turn);
        let one_voice = || archive.understanding(document).turns.len() <= 1;
        if spoken.is_empty() && one_voice() && self.is_named_on(archive.document(document)) {
            return SpeakerCheck::Agrees;
        }
        speaker::compare(&self.speaker, &spoken)
    }

    /// Whether the title or the file's name has the speaker's name: often the only sign of whose speech it is.
    fn is_named_on(&self, document: &Document) -> bool {
        document.titles().any(|title| speaker::in_title(&self.speaker.names, &title))
    }
}

/// Where the words of each quotation stand that no quotation inside it has: those are another's.
pub fn own_spans(quotations: &[Quotation]) -> Vec<Vec<Span>> {
    let is_marked = |one: &&Quotation| matches!(one.kind, QuotationKind::Direct | QuotationKind::Mixed);
    let mut marked: Vec<Span> = quotations.iter().filter(is_marked).map(|one| one.span).collect();
    marked.sort_unstable_by_key(|span| (span.start, span.end));
    let own = |quotation: &Quotation| {
        let hull = std::slice::from_ref(&quotation.span);
        let spans = if quotation.spans.is_empty() { hull } else { &quotation.spans };
        let after = marked.partition_point(|other| other.start <= quotation.span.start);
        let within = |span: Span| {
            let others = marked[after..].iter().take_while(move |other| other.start < span.end);
            others.copied().filter(move |other| span.contains(*other))
        };
        match is_marked(&quotation) {
            true => spans.iter().flat_map(|&span| without(span, within(span))).collect(),
            false => spans.to_vec(),
        }
    };
    quotations.iter().map(own).collect()
}

/// What others inside a span leave of it; they are in order.
fn without(span: Span, others: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut left = vec![span];
    for other in others {
        if let Some(rest) = left.pop_if(|rest| rest.start <= other.start && other.end <= rest.end) {
            left.push(Span { end: other.start, ..rest });
            left.push(Span { start: other.end, ..rest });
        }
    }
    left.retain(|rest| rest.start < rest.end);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_are_anothers() {
        let others = [Span::new(3, 5), Span::new(4, 5), Span::new(8, 10)];
        assert_eq!(without(Span::new(0, 10), others.into_iter()), [Span::new(0, 3), Span::new(5, 8)]);
        assert_eq!(without(Span::new(0, 10), [].into_iter()), [Span::new(0, 10)]);
    }
}
