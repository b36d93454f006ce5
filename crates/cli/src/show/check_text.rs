//! A checked article for a person at a terminal.

use std::io;

use anstyle::Style;
use onrecord::forms::{Check, Finding, Quotation, Source, SourceDocument};
use onrecord::report::{self, Piece};

use super::page::{BLUE, GREEN, RED, SOFT, STRONG, YELLOW, gap, harmless, paragraph, styled};

/// Prints each quotation in its place, the spoken words under it, and a summary.
pub fn print(check: &Check, first: bool) -> io::Result<()> {
    if !first {
        gap()?;
    }
    heading(check)?;
    for (quotation, finding) in check.article.quotations.iter().zip(&check.findings) {
        gap()?;
        print_finding(check, quotation, finding)?;
    }
    gap()?;
    paragraph("", &styled(STRONG, &report::summary(&check.summary)))?;
    paragraph("", &styled(SOFT, report::CAVEAT))
}

/// Title, date, publisher and path; words without an article have none of them.
fn heading(check: &Check) -> io::Result<()> {
    let document = &check.article.document;
    paragraph("", &styled(STRONG, &harmless(report::headline(document))))?;
    let path = document.path.as_ref().filter(|path| *path != report::headline(document));
    let about = [document.published.as_ref(), document.publisher.as_ref(), path];
    let about: Vec<_> = about.into_iter().flatten().map(String::as_str).collect();
    match about.is_empty() {
        true => Ok(()),
        false => paragraph("", &styled(SOFT, &harmless(&about.join(" · ")))),
    }
}

fn print_finding(check: &Check, quotation: &Quotation, finding: &Finding) -> io::Result<()> {
    let speaker = check.article.name(quotation.speaker.as_deref()).unwrap_or("no speaker named");
    let line = line_of(check, quotation);
    let verdict = styled(colour(finding), &report::verdict(finding));
    let confidence = styled(SOFT, &format!("confidence {:.2}", finding.confidence));
    let place = styled(SOFT, &format!("line {line}, {},", quotation.kind));
    paragraph("", &format!("{} {place} {}: {verdict} · {confidence}", quotation.id, harmless(speaker)))?;
    reviewed(finding)?;
    paragraph("  quoted  ", &marked(&report::quoted_pieces(&check.article, quotation, finding)))?;
    for (index, source) in finding.sources.iter().enumerate().take(SOURCES_SHOWN) {
        paragraph("  spoken  ", &marked(&report::source_pieces(finding, index)))?;
        paragraph("          ", &styled(SOFT, &from(source)))?;
    }
    if finding.sources.len() > SOURCES_SHOWN {
        let more =
            format!("and at {} more places (see --format json)", finding.sources.len() - SOURCES_SHOWN);
        paragraph("          ", &styled(SOFT, &more))?;
    }
    touches(finding)?;
    if finding.sources.is_empty() {
        nearest(finding)?;
    }
    Ok(())
}

/// What a person said of it stands before what the program found.
fn reviewed(finding: &Finding) -> io::Result<()> {
    let Some(review) = &finding.review else { return Ok(()) };
    let about = [review.note.as_deref(), review.who.as_deref(), Some(review.at.as_str())];
    let about = harmless(&about.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    paragraph("  reviewed  ", &format!("{} {}", styled(STRONG, &review.verdict), styled(SOFT, &about)))
}

/// Places shown for one quotation before the rest is only counted.
const SOURCES_SHOWN: usize = 3;

/// The words with their changes in brackets that read without colour: `[-left out-]`, `{+only here+}`, `{~other~}`.
fn marked(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let words = harmless(&piece.words);
        match piece.change {
            None => words,
            Some("dropped") => styled(RED, &format!("[-{words}-]")),
            Some("added") => styled(GREEN, &format!("{{+{words}+}}")),
            Some(_) => styled(YELLOW, &format!("{{~{words}~}}")),
        }
    };
    pieces.iter().map(piece).collect()
}

fn touches(finding: &Finding) -> io::Result<()> {
    let touches = finding.touches();
    match touches.is_empty() {
        true => Ok(()),
        false => paragraph("  touches ", &styled(YELLOW, &touches.join(", "))),
    }
}

fn nearest(finding: &Finding) -> io::Result<()> {
    let searched = &finding.searched;
    let occasion = searched.occasion.as_ref().map(|name| format!("; transcript of the occasion: {name}"));
    let line = format!("searched {} documents{}", searched.documents, occasion.unwrap_or_default());
    paragraph("  ", &styled(SOFT, &harmless(&line)))?;
    let Some(nearest) = &searched.nearest else { return Ok(()) };
    paragraph("  nearest ", &styled(SOFT, &harmless(&nearest.words)))?;
    let from = format!("{} · likeness {:.2}", document(&nearest.document), nearest.score);
    paragraph("          ", &styled(SOFT, &from))
}

fn from(source: &Source) -> String {
    let speaker = source.speaker.as_deref().unwrap_or("speaker not named");
    let second_hand = if source.second_hand { " · there as someone else's words" } else { "" };
    let place = format!("{}–{}", source.start, source.end);
    harmless(&format!("{speaker} · {} · characters {place}{second_hand}", document(&source.document)))
}

fn document(document: &SourceDocument) -> String {
    let title = document.title.as_deref().unwrap_or(&document.id);
    let date = document.published.as_deref().unwrap_or("undated");
    let path = document.path.as_deref().or(document.url.as_deref()).filter(|path| *path != title);
    let path = path.map(|path| format!(" · {path}")).unwrap_or_default();
    match document.standing {
        "unknown" => format!("{title}, {date}{path}"),
        standing => format!("{title}, {date}, {}{path}", standing.replace('_', " ")),
    }
}

fn colour(finding: &Finding) -> Style {
    match (finding.status, finding.wording) {
        ("traced", Some("verbatim")) => GREEN,
        ("traced", _) => YELLOW,
        ("not_in_transcript", _) => RED,
        _ => BLUE,
    }
}

/// The line of the article that the quotation begins in, counted from 1.
fn line_of(check: &Check, quotation: &Quotation) -> usize {
    1 + check.article.words(0, quotation.start).matches('\n').count()
}
