//! Figures and commitments as rows of the record.

use rusqlite::{Transaction, params};
use understand::Period;

use crate::entry::Entry;

/// Writes the figures of a document.
pub(crate) fn figures(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO figures (document, number, start, \"end\", value, upper, unit, \"of\", comparison, speaker, \
         sentence_start, sentence_end, out_of, scope_start, scope_end, time_start, time_end, time_from, time_until) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    )?;
    let figures = entry.understanding.figures.iter().filter(|figure| figure.value.is_finite());
    for (number, figure) in figures.enumerate() {
        let (start, end) = entry.points(figure.span);
        let sentence = entry.points(figure.sentence);
        let scope = entry.points_of(figure.scope);
        let time = Time::of(entry, figure.time);
        let finite = |number: Option<f64>| number.filter(|number| number.is_finite());
        put.execute(params![
            document,
            number as i64,
            start,
            end,
            figure.value,
            finite(figure.upper),
            figure.unit,
            figure.of,
            figure.comparison,
            figure.speaker.map(|person| person.0),
            sentence.0,
            sentence.1,
            finite(figure.out_of),
            scope.0,
            scope.1,
            time.start,
            time.end,
            time.from,
            time.until,
        ])?;
    }
    Ok(())
}

/// Writes the commitments of a document.
pub(crate) fn commitments(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO commitments (document, number, start, \"end\", speaker, sentence_start, sentence_end, cue_start, \
         cue_end, who_start, who_end, undertaker, to_start, to_end, by_start, by_end, by_from, by_until, firmness, negated, \
         conditional, confidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, \
         ?20, ?21, ?22)",
    )?;
    for (number, commitment) in entry.understanding.commitments.iter().enumerate() {
        let (start, end) = entry.points(commitment.span);
        let (sentence, cue) = (entry.points(commitment.sentence), entry.points(commitment.cue));
        let (who, whom) = (entry.points_of(commitment.who), entry.points_of(commitment.to));
        let by = Time::of(entry, commitment.by);
        put.execute(params![
            document,
            number as i64,
            start,
            end,
            commitment.speaker.map(|person| person.0),
            sentence.0,
            sentence.1,
            cue.0,
            cue.1,
            who.0,
            who.1,
            commitment.undertaker.map(|person| person.0),
            whom.0,
            whom.1,
            by.start,
            by.end,
            by.from,
            by.until,
            commitment.firmness.name(),
            commitment.negated,
            commitment.conditional,
            f64::from(commitment.confidence),
        ])?;
    }
    Ok(())
}

/// A period as columns.
#[derive(Default)]
struct Time {
    start: Option<i64>,
    end: Option<i64>,
    from: Option<String>,
    until: Option<String>,
}

impl Time {
    fn of(entry: &Entry, period: Option<Period>) -> Self {
        let Some(period) = period else { return Time::default() };
        let (start, end) = entry.points(period.span);
        let day = |date: Option<text::Date>| date.map(|date| date.to_string());
        Time { start: Some(start), end: Some(end), from: day(period.from), until: day(period.until) }
    }
}
