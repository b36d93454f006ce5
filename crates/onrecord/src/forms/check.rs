//! `onrecord.check/1`: what `check` and `trace` give for one article or quotation.

use serde::Serialize;
use text::{Offsets, Span};
use trace::Archive;

use super::Extract;
use super::document::{Place, Points, quotation_id, rounded, turn_id};

/// One article with a finding for each of its quotations.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// `onrecord.check/1`.
    pub schema: &'static str,
    /// The article.
    pub article: Extract,
    /// One for each quotation, in the quotations' order.
    pub findings: Vec<Finding>,
    /// Counts.
    pub summary: Summary,
    /// What ran, on what.
    pub run: Run,
}

/// The verdict on one quotation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The quotation's id.
    pub quotation: String,
    /// traced, not_in_transcript, undecided.
    pub status: &'static str,
    /// Why undecided.
    pub reason: Option<&'static str>,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<&'static str>,
    /// Every difference is shown to the reader.
    pub signalled: bool,
    /// Probability that status and source are right.
    pub confidence: f64,
    /// agrees, differs, unknown.
    pub speaker_check: &'static str,
    /// Best first.
    pub sources: Vec<Source>,
    /// Differences.
    pub changes: Vec<Change>,
    /// Like statements that are no sources.
    pub related: Vec<Related>,
    /// What was searched.
    pub searched: Searched,
    /// A person's last word on the quotation, where the record has one: it comes before the program's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Reviewed>,
}

/// A person's word on a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reviewed {
    /// confirm, reject, note.
    pub verdict: String,
    /// What the reviewer adds.
    pub note: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// When, in UTC.
    pub at: String,
}

/// A document named as a source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceDocument {
    /// Its id.
    pub id: String,
    /// As given.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// ISO 8601 day.
    pub published: Option<String>,
    /// What it says of its own making.
    pub standing: &'static str,
}

/// A place that has the words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// The document.
    pub document: SourceDocument,
    /// Its turn's id.
    pub turn: Option<String>,
    /// Who speaks there.
    pub speaker: Option<String>,
    /// First code point in that document's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words there.
    pub words: String,
    /// The document presents them as someone else's.
    pub second_hand: bool,
}

/// One difference.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// dropped, added, replaced, moved.
    pub kind: &'static str,
    /// Which of the finding's sources it is a difference from, counted from 0.
    pub source_index: usize,
    /// Place in the article.
    pub quote: Place,
    /// Place in the source.
    pub source: Place,
    /// Words in the article.
    pub quote_words: String,
    /// Words in the source.
    pub source_words: String,
    /// Shown to the reader.
    pub signalled: bool,
    /// What it touches.
    pub touches: Vec<&'static str>,
}

/// A like statement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Related {
    /// The document.
    pub document: SourceDocument,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// Why it is shown.
    pub why: &'static str,
}

/// The nearest passage.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nearest {
    /// The words.
    pub words: String,
    /// Likeness, 0 to 1.
    pub score: f64,
    /// The document.
    pub document: SourceDocument,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What was searched.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Searched {
    /// How many documents.
    pub documents: usize,
    /// The occasion reported: title (else id) of its transcript.
    pub occasion: Option<String>,
    /// Ids of transcripts read through for this quotation.
    pub transcripts_read: Vec<String>,
    /// The nearest passage.
    pub nearest: Option<Nearest>,
}

/// Counts over the findings of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Summary {
    /// Quotations.
    pub quotations: usize,
    /// Traced.
    pub traced: usize,
    /// Traced and not verbatim.
    pub changed: usize,
    /// Not in the transcript of the occasion.
    pub not_in_transcript: usize,
    /// Undecided.
    pub undecided: usize,
}

/// What ran, on what.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    /// Of onrecord.
    pub version: &'static str,
    /// The settings that bear on the findings.
    pub settings: SearchSettings,
    /// SHA-256 over the SHA-256s of all documents searched, in order.
    pub against: String,
}

/// Settings that bear on the findings.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchSettings {
    /// Passages without marks looked for too.
    pub unmarked: bool,
}

impl Check {
    /// An article with the findings on its quotations.
    pub(crate) fn new(article: Extract, findings: Vec<Finding>, run: Run) -> Self {
        Check { schema: "onrecord.check/1", article, summary: Summary::of(&findings), findings, run }
    }
}

/// Makes the output form of an article's findings.
pub(crate) struct FindingMaker<'a> {
    article: Points<'a>,
    archive: &'a Archive,
    /// What people said of quotations of these bytes, the last first.
    reviews: Vec<&'a keep::Review>,
}

impl<'a> FindingMaker<'a> {
    pub fn new(document: &'a text::Document, archive: &'a Archive, reviews: &'a [keep::Review]) -> Self {
        let of_it = reviews.iter().rev().filter(|review| review.sha256 == document.sha256);
        let article = Points { text: &document.text, offsets: Offsets::new(&document.text) };
        FindingMaker { article, archive, reviews: of_it.collect() }
    }

    /// The form of a finding, with the last that a person said of the words.
    pub fn finding(&self, found: &trace::Finding, article: Option<&Extract>) -> Finding {
        let mut finding = finding(found, &self.article, self.archive);
        let quotation = article.and_then(|article| Some((article, article.quotations.get(found.quotation)?)));
        let words = quotation.map(|(article, quotation)| article.words(quotation.start, quotation.end));
        let said = words.and_then(|words| self.reviews.iter().find(|review| review.words == words));
        finding.review = said.map(|review| Reviewed {
            verdict: review.verdict.clone(),
            note: review.note.clone(),
            who: review.who.clone(),
            at: review.at.clone(),
        });
        finding
    }
}

impl Finding {
    /// What the differences touch (a number, a name, a negation …), each once, in the order of the alphabet.
    pub fn touches(&self) -> Vec<&'static str> {
        super::each_once(self.changes.iter().flat_map(|change| change.touches.iter().copied()))
    }
}

impl Summary {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        let count = |status| findings.iter().filter(|finding| finding.status == status).count();
        let changed = |finding: &&Finding| finding.wording.is_some_and(|wording| wording != "verbatim");
        Summary {
            quotations: findings.len(),
            traced: count("traced"),
            changed: findings.iter().filter(changed).count(),
            not_in_transcript: count("not_in_transcript"),
            undecided: count("undecided"),
        }
    }
}

fn finding(finding: &trace::Finding, article: &Points, archive: &Archive) -> Finding {
    Finding {
        quotation: quotation_id(finding.quotation),
        status: finding.status.name(),
        reason: finding.reason.map(|reason| reason.name()),
        wording: finding.wording.map(|wording| wording.name()),
        signalled: finding.signalled,
        confidence: rounded(finding.confidence),
        speaker_check: finding.speaker_check.name(),
        sources: finding.sources.iter().map(|found| source(found, archive)).collect(),
        changes: finding.changes.iter().map(|c| change(c, finding, article, archive)).collect(),
        related: finding.related.iter().map(|found| related(found, archive)).collect(),
        searched: searched(&finding.searched, archive),
        review: None,
    }
}

fn source(source: &trace::Source, archive: &Archive) -> Source {
    let (Place { start, end }, words) = held(source.document, source.span, archive);
    Source {
        document: source_document(source.document, archive),
        turn: source.turn.map(turn_id),
        speaker: source.speaker.clone(),
        start,
        end,
        words,
        second_hand: source.second_hand,
    }
}

fn change(change: &trace::Change, finding: &trace::Finding, article: &Points, archive: &Archive) -> Change {
    let (source, source_words) = held(finding.sources[change.source_index].document, change.source, archive);
    Change {
        kind: change.kind.name(),
        source_index: change.source_index,
        quote: article.place(change.quote),
        source,
        quote_words: change.quote.of(article.text).to_owned(),
        source_words,
        signalled: change.signalled,
        touches: change.touches.iter().map(|touch| touch.name()).collect(),
    }
}

fn related(related: &trace::Related, archive: &Archive) -> Related {
    let (Place { start, end }, words) = held(related.document, related.span, archive);
    Related { document: source_document(related.document, archive), start, end, words, why: related.why }
}

fn searched(searched: &trace::Searched, archive: &Archive) -> Searched {
    let id = |document: u32| archive.document(document).id.clone();
    let name = |document: u32| archive.document(document).title.clone().unwrap_or_else(|| id(document));
    Searched {
        documents: searched.documents,
        occasion: searched.occasion.map(name),
        transcripts_read: searched.transcripts_read.iter().map(|&document| id(document)).collect(),
        nearest: searched.nearest.as_ref().map(|found| nearest(found, archive)),
    }
}

fn nearest(nearest: &trace::Nearest, archive: &Archive) -> Nearest {
    let (Place { start, end }, words) = held(nearest.document, nearest.span, archive);
    let document = source_document(nearest.document, archive);
    Nearest { words, score: rounded(nearest.score), document, start, end }
}

/// A place in a document held, in code points, and its words.
fn held(document: u32, span: Span, archive: &Archive) -> (Place, String) {
    let text = &archive.document(document).text;
    let (start, end) = archive.offsets(document).points(text, span);
    (Place { start, end }, span.of(text).to_owned())
}

fn source_document(index: u32, archive: &Archive) -> SourceDocument {
    let document = archive.document(index);
    SourceDocument {
        id: document.id.clone(),
        path: document.path.clone(),
        url: document.url.clone(),
        title: document.title.clone(),
        published: document.published.map(|date| date.to_string()),
        standing: archive.understanding(index).standing.name(),
    }
}
