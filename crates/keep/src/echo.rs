//! Quotations elsewhere of what a document holds.

use rusqlite::{Row, params};

use crate::Record;
use crate::document::point;
use crate::error::{At, Result};
use crate::held::strings;
use crate::named::Description;

/// A quotation that was traced to a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Echo {
    /// Where the quotation stands.
    pub document: Description,
    /// Its index there.
    pub quotation: usize,
    /// To whom it is given there.
    pub speaker: Option<String>,
    /// Its words.
    pub words: String,
    /// First code point of the words quoted, in the source.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
    /// Probability that this is the source.
    pub confidence: f64,
    /// First code point of the quotation, where it stands.
    pub quote_start: usize,
    /// How it differs from the words here.
    pub changes: Vec<Difference>,
}

/// One difference of a quotation from its source. Places are code points of the two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// dropped, added, replaced, moved.
    pub kind: String,
    /// Place in the quotation's text.
    pub quote: (usize, usize),
    /// Place in the source.
    pub source: (usize, usize),
    /// What it touches.
    pub touches: Vec<String>,
}

impl Record {
    /// The quotations in current documents that were traced to code points `start..end` of document `number`, by date.
    ///
    /// # Errors
    /// A damaged record.
    pub fn echoes(&self, number: i64, (start, end): (usize, usize), most: usize) -> Result<Vec<Echo>> {
        let sql = format!(
            "SELECT {}, q.number, p.name, substr(x.text, q.start + 1, q.\"end\" - q.start), s.start, s.\"end\", \
             t.wording, t.confidence, q.start, s.number FROM sources s \
             JOIN traces t ON t.document = s.document AND t.quotation = s.quotation \
             JOIN quotations q ON q.document = s.document AND q.number = s.quotation \
             JOIN documents d ON d.document = s.document JOIN texts x ON x.document = s.document \
             LEFT JOIN appearances a ON a.document = q.document AND a.number = q.speaker \
             LEFT JOIN people p ON p.person = a.person \
             WHERE s.source = ?1 AND s.start < ?3 AND s.\"end\" > ?2 AND t.status = 'traced' \
             AND d.superseded_by IS NULL ORDER BY d.published, d.document, q.number LIMIT ?4",
            Description::COLUMNS
        );
        let place = |point: usize| i64::try_from(point).unwrap_or(i64::MAX);
        let page = params![number, place(start), place(end), most.min(100_000) as i64];
        let mut found = Vec::new();
        for (mut echo, source) in self.all(&sql, page, echo)? {
            echo.changes = self.differences(&echo, source)?;
            found.push(echo);
        }
        Ok(found)
    }

    fn differences(&self, echo: &Echo, source: i64) -> Result<Vec<Difference>> {
        let sql = "SELECT kind, quote_start, quote_end, source_start, source_end, touches FROM changes \
                   WHERE document = ?1 AND quotation = ?2 AND source = ?3 ORDER BY number";
        let mut changes = self.connection.prepare_cached(sql).at(&self.path)?;
        let of = params![echo.document.number, echo.quotation as i64, source];
        let mut rows = changes.query(of).at(&self.path)?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            let touches: String = row.get(5).at(&self.path)?;
            let place = |at| -> rusqlite::Result<_> { Ok((point(row, at)?, point(row, at + 1)?)) };
            changes.push(Difference {
                kind: row.get(0).at(&self.path)?,
                quote: place(1).at(&self.path)?,
                source: place(3).at(&self.path)?,
                touches: strings(&touches).map_err(|cause| self.error(cause))?,
            });
        }
        Ok(changes)
    }
}

/// An echo without its differences, and the number of the source that it was asked for by.
fn echo(row: &Row) -> rusqlite::Result<(Echo, i64)> {
    let at = Description::WIDTH;
    let echo = Echo {
        document: Description::of(row)?,
        quotation: point(row, at)?,
        speaker: row.get(at + 1)?,
        words: row.get(at + 2)?,
        start: point(row, at + 3)?,
        end: point(row, at + 4)?,
        wording: row.get(at + 5)?,
        confidence: row.get(at + 6)?,
        quote_start: point(row, at + 7)?,
        changes: Vec::new(),
    };
    Ok((echo, row.get(at + 8)?))
}
