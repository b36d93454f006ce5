//! Rows for a spreadsheet.

use std::io::Write;

use csv::Writer;

use crate::forms::{Check, Extract, Finding, Quotation, Source};

/// Writes findings to `rows`: one row a quotation and source, one for a quotation without a source. The first call
/// writes the header (`header`).
///
/// # Errors
/// What the writer says.
pub fn check_rows(check: &Check, header: bool, rows: &mut Writer<impl Write>) -> csv::Result<()> {
    if header {
        rows.write_record([
            "article",
            "published",
            "quotation",
            "start",
            "end",
            "kind",
            "words",
            "speaker",
            "status",
            "reason",
            "wording",
            "signalled",
            "speaker_check",
            "confidence",
            "touches",
            "source",
            "source_title",
            "source_published",
            "source_standing",
            "source_speaker",
            "source_start",
            "source_end",
            "source_words",
            "second_hand",
        ])?;
    }
    for (quotation, finding) in check.article.quotations.iter().zip(&check.findings) {
        if finding.sources.is_empty() {
            rows.write_record(finding_row(check, quotation, finding, None))?;
        }
        for source in &finding.sources {
            rows.write_record(finding_row(check, quotation, finding, Some(source)))?;
        }
    }
    Ok(())
}

fn finding_row(
    check: &Check,
    quotation: &Quotation,
    finding: &Finding,
    source: Option<&Source>,
) -> Vec<String> {
    let mut row = quotation_row(&check.article, quotation);
    row.extend([
        finding.status.to_owned(),
        finding.reason.unwrap_or_default().to_owned(),
        finding.wording.unwrap_or_default().to_owned(),
        finding.signalled.to_string(),
        finding.speaker_check.to_owned(),
        finding.confidence.to_string(),
        finding.touches().join(" "),
    ]);
    match source {
        None => row.extend(std::iter::repeat_n(String::new(), 9)),
        Some(source) => row.extend([
            source.document.id.clone(),
            source.document.title.clone().unwrap_or_default(),
            source.document.published.clone().unwrap_or_default(),
            source.document.standing.to_owned(),
            source.speaker.clone().unwrap_or_default(),
            source.start.to_string(),
            source.end.to_string(),
            source.words.clone(),
            source.second_hand.to_string(),
        ]),
    }
    row
}

/// Writes a document's turns and quotations to `rows`, one a row.
///
/// # Errors
/// What the writer says.
pub fn extract_rows(extract: &Extract, header: bool, rows: &mut Writer<impl Write>) -> csv::Result<()> {
    if header {
        rows.write_record([
            "document",
            "published",
            "id",
            "start",
            "end",
            "kind",
            "words",
            "speaker",
            "confidence",
        ])?;
    }
    for turn in &extract.turns {
        let place = (turn.start, turn.end);
        let row = statement_row(extract, &turn.id, place, "turn", turn.speaker.as_deref());
        rows.write_record(row.into_iter().chain([String::new()]))?;
    }
    for quotation in &extract.quotations {
        let confidence = quotation.confidence.to_string();
        rows.write_record(quotation_row(extract, quotation).into_iter().chain([confidence]))?;
    }
    Ok(())
}

fn quotation_row(extract: &Extract, quotation: &Quotation) -> Vec<String> {
    let place = (quotation.start, quotation.end);
    statement_row(extract, &quotation.id, place, quotation.kind, quotation.speaker.as_deref())
}

fn statement_row(
    extract: &Extract,
    id: &str,
    (start, end): (usize, usize),
    kind: &str,
    speaker: Option<&str>,
) -> Vec<String> {
    vec![
        extract.document.id.clone(),
        extract.document.published.clone().unwrap_or_default(),
        id.to_owned(),
        start.to_string(),
        end.to_string(),
        kind.to_owned(),
        extract.words(start, end).to_owned(),
        extract.name(speaker).unwrap_or_default().to_owned(),
    ]
}
