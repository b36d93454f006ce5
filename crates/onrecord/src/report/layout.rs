//! Articles with their findings laid out for a page: paragraphs, marked runs of words, and a card for each finding.

use super::{Piece, class, headline, link, quoted_pieces, source_pieces, summary, verdict};
use crate::forms::{Check, Extract, Finding, Quotation, Source, SourceDocument};

/// An article with its findings.
pub struct Article<'a> {
    /// A name for links to it, `a1`.
    pub id: String,
    /// Title, else id.
    pub headline: &'a str,
    /// Date, publisher, author, path.
    pub about: String,
    /// Counts, in one line.
    pub summary: String,
    /// Its paragraphs.
    pub rows: Vec<Paragraph<'a>>,
}

/// A paragraph of the article and the findings on the quotations that begin in it.
pub struct Paragraph<'a> {
    /// Its words.
    pub runs: Vec<Run>,
    /// The findings.
    pub cards: Vec<Card<'a>>,
}

/// A run of the paragraph's words, inside a quotation or not.
pub struct Run {
    /// The words.
    pub words: String,
    /// The quotation they belong to.
    pub mark: Option<Mark>,
}

/// The quotation that a run of words belongs to.
#[derive(Clone)]
pub struct Mark {
    /// The name of its card.
    pub anchor: String,
    /// Its number in the article, from 1.
    pub number: usize,
    /// same, changed, absent, undecided.
    pub class: &'static str,
    /// What is said when it is pointed at.
    pub title: String,
    /// The first run of its quotation carries the anchor and its number.
    pub first: bool,
}

/// One finding.
pub struct Card<'a> {
    /// Its name for links.
    pub anchor: String,
    /// The quotation's number in the article, from 1.
    pub number: usize,
    /// same, changed, absent, undecided.
    pub class: &'static str,
    /// The verdict as a phrase.
    pub verdict: String,
    /// In percent.
    pub confidence: u32,
    /// To whom the article gives the words.
    pub speaker: Option<&'a str>,
    /// The words quoted, changes marked.
    pub quoted: Vec<Piece>,
    /// The words spoken, best place first.
    pub sources: Vec<Spoken>,
    /// What the differences touch.
    pub touches: String,
    /// Like statements that are no sources.
    pub related: Vec<Passage>,
    /// What was searched.
    pub searched: String,
    /// The nearest passage where there is no source.
    pub nearest: Option<Passage>,
}

/// Words in a source.
pub struct Spoken {
    /// Who speaks.
    pub speaker: String,
    /// Title or id, date and standing of the document.
    pub document: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The place, in words.
    pub place: String,
    /// The document, and the place in its text.
    pub at: At,
    /// The document presents them as someone else's.
    pub second_hand: bool,
    /// The words, changes marked.
    pub pieces: Vec<Piece>,
}

/// A place in a document that was searched, in code points.
pub struct At {
    /// The document's id.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Words that are no source.
pub struct Passage {
    /// The words.
    pub words: String,
    /// Title or id, date and standing of the document.
    pub from: String,
    /// Why it is shown.
    pub note: String,
    /// Where it stands.
    pub at: At,
}

/// Lays out articles with their findings.
pub fn articles(checks: &[Check]) -> Vec<Article<'_>> {
    checks.iter().enumerate().map(|(index, check)| article(index, check)).collect()
}

fn article(index: usize, check: &Check) -> Article<'_> {
    let id = format!("a{}", index + 1);
    let document = &check.article.document;
    let about = [&document.published, &document.publisher, &document.author, &document.path];
    Article {
        headline: headline(document),
        about: about.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · "),
        summary: summary(&check.summary),
        rows: rows(&id, check),
        id,
    }
}

fn rows<'a>(article: &str, check: &'a Check) -> Vec<Paragraph<'a>> {
    let extract = &check.article;
    let text = extract.document.text.as_deref().unwrap_or_default();
    let mut start = 0;
    let mut rows = Vec::new();
    for line in text.split('\n') {
        let end = start + line.chars().count();
        if !line.trim().is_empty() {
            let cards = pairs(check).filter(|(_, (quotation, _))| (start..=end).contains(&quotation.start));
            let cards = cards.map(|(index, pair)| card(article, index, pair, check)).collect();
            rows.push(Paragraph { runs: runs(article, start, end, check), cards });
        }
        start = end + 1;
    }
    rows
}

fn pairs(check: &Check) -> impl Iterator<Item = (usize, (&Quotation, &Finding))> {
    check.article.quotations.iter().zip(&check.findings).enumerate()
}

/// The paragraph from code point `start` to `end`, cut at the edges of quotations; the shortest quotation wins.
fn runs(article: &str, start: usize, end: usize, check: &Check) -> Vec<Run> {
    let inside = |(_, (quotation, _)): &(usize, (&Quotation, &Finding))| {
        quotation.start < end && quotation.end > start
    };
    let here: Vec<_> = pairs(check).filter(inside).collect();
    let mut cuts = vec![start, end];
    let edges = here.iter().flat_map(|(_, (quotation, _))| quotation.spans.iter().flatten().copied());
    cuts.extend(edges.filter(|edge| (start..end).contains(edge)));
    cuts.sort_unstable();
    cuts.dedup();
    let run = |cut: &[usize]| {
        let covers = |spans: &[[usize; 2]]| spans.iter().any(|span| span[0] <= cut[0] && cut[1] <= span[1]);
        let owner = here.iter().filter(|(_, (quotation, _))| covers(&quotation.spans));
        let owner = owner.min_by_key(|(_, (quotation, _))| quotation.end - quotation.start);
        let mark = owner.map(|&(index, (quotation, finding))| Mark {
            anchor: format!("{article}-{}", quotation.id),
            number: index + 1,
            class: class(Some(finding.status), finding.wording),
            title: hover(finding),
            first: quotation.start == cut[0],
        });
        Run { words: check.article.words(cut[0], cut[1]).to_owned(), mark }
    };
    cuts.windows(2).map(run).collect()
}

/// What the mark says when pointed at: the verdict and the words spoken.
fn hover(finding: &Finding) -> String {
    let spoken = finding.sources.first().map(|source| format!("\nSpoken: {}", source.words));
    verdict(finding) + &spoken.unwrap_or_default()
}

fn card<'a>(
    article: &str,
    index: usize,
    (quotation, finding): (&Quotation, &Finding),
    check: &'a Check,
) -> Card<'a> {
    let extract: &Extract = &check.article;
    Card {
        anchor: format!("{article}-{}", quotation.id),
        number: index + 1,
        class: class(Some(finding.status), finding.wording),
        verdict: verdict(finding),
        confidence: (finding.confidence * 100.0).round() as u32,
        speaker: extract.name(quotation.speaker.as_deref()),
        quoted: quoted_pieces(extract, quotation, finding),
        sources: finding.sources.iter().enumerate().map(|(i, source)| spoken(finding, i, source)).collect(),
        touches: finding.touches().join(", "),
        related: finding.related.iter().map(related).collect(),
        searched: searched(finding),
        nearest: nearest(finding),
    }
}

fn spoken(finding: &Finding, index: usize, source: &Source) -> Spoken {
    Spoken {
        speaker: source.speaker.clone().unwrap_or_else(|| "speaker not named".to_owned()),
        document: named(&source.document),
        url: link(source.document.url.as_deref()).map(str::to_owned),
        place: format!("characters {}–{}", source.start, source.end),
        at: At { id: source.document.id.clone(), start: source.start, end: source.end },
        second_hand: source.second_hand,
        pieces: source_pieces(finding, index),
    }
}

fn related(related: &crate::forms::Related) -> Passage {
    let note = related.why.to_owned();
    let at = At { id: related.document.id.clone(), start: related.start, end: related.end };
    Passage { words: related.words.clone(), from: named(&related.document), note, at }
}

/// The nearest passage, where there is no source to show.
fn nearest(finding: &Finding) -> Option<Passage> {
    let nearest = finding.searched.nearest.as_ref().filter(|_| finding.sources.is_empty())?;
    let note = format!("likeness {:.2}", nearest.score);
    let at = At { id: nearest.document.id.clone(), start: nearest.start, end: nearest.end };
    Some(Passage { words: nearest.words.clone(), from: named(&nearest.document), note, at })
}

fn searched(finding: &Finding) -> String {
    let documents = finding.searched.documents;
    let occasion =
        finding.searched.occasion.as_ref().map(|name| format!("; the occasion's transcript: {name}"));
    format!("{documents} documents searched{}", occasion.unwrap_or_default())
}

/// Title or id, date, and what the document says of its own making.
fn named(document: &SourceDocument) -> String {
    let title = document.title.as_deref().unwrap_or(&document.id);
    let date = document.published.as_deref().unwrap_or("undated");
    match document.standing {
        "unknown" => format!("{title}, {date}"),
        standing => format!("{title}, {date}, {}", standing.replace('_', " ")),
    }
}
