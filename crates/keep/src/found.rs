//! Every finding of the record, one after the other, for other programs.

use rusqlite::Row;

use crate::Record;
use crate::document::point;
use crate::error::{At, Result};
use crate::named::Description;

/// Code points before and after the words, by which they are found again in a text that has changed.
pub const CONTEXT: usize = 32;

/// Words at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The document.
    pub document: Description,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// What stands before them, …
    pub before: String,
    /// … and after.
    pub after: String,
}

/// A quotation that was traced, and a person's last word on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The quotation.
    pub quoted: Passage,
    /// Its index in the document.
    pub quotation: usize,
    /// Whom the document names as speaker, by the name they have in the record.
    pub speaker: Option<String>,
    /// traced, not_in_transcript, undecided.
    pub status: String,
    /// The wording where it was traced.
    pub wording: Option<String>,
    /// Probability that this is right.
    pub confidence: f64,
    /// The best place that has the words.
    pub source: Option<Passage>,
    /// confirm, reject, note.
    pub verdict: Option<String>,
    /// What the reviewer adds.
    pub note: Option<String>,
    /// Who said so.
    pub who: Option<String>,
    /// When, in UTC.
    pub at: Option<String>,
}

impl Record {
    /// Hands over the findings of all current documents, in the order of adding.
    ///
    /// # Errors
    /// A damaged record; what `each` says, as it says it.
    pub fn each_found<E: From<crate::KeepError>>(
        &self,
        mut each: impl FnMut(Found) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let sql = format!(
            "SELECT {quoted}, q.number, p.name, t.status, t.wording, t.confidence, r.verdict, r.note, r.who, r.at, \
             s.source, s.start, s.\"end\" \
             FROM traces t JOIN quotations q ON q.document = t.document AND q.number = t.quotation \
             JOIN documents d ON d.document = t.document JOIN texts x ON x.document = t.document \
             LEFT JOIN appearances a ON a.document = q.document AND a.number = q.speaker \
             LEFT JOIN people p ON p.person = a.person \
             LEFT JOIN sources s ON s.document = t.document AND s.quotation = t.quotation AND s.number = 0 \
             LEFT JOIN reviews r ON r.review = (SELECT max(review) FROM reviews l WHERE l.sha256 = d.sha256 \
              AND l.words = substr(x.text, q.start + 1, q.\"end\" - q.start)) \
             WHERE d.superseded_by IS NULL ORDER BY t.document, t.quotation",
            quoted = passage("q.start", "q.\"end\"")
        );
        let mut found = self.connection.prepare(&sql).at(&self.path)?;
        let mut rows = found.query([]).at(&self.path)?;
        while let Some(row) = rows.next().at(&self.path)? {
            let (mut found, place) = read(row).at(&self.path)?;
            if let (Some(document), Some(start), Some(end)) = place {
                found.source = self.passage(document, start, end)?;
            }
            each(found)?;
        }
        Ok(())
    }

    fn passage(&self, document: i64, start: i64, end: i64) -> Result<Option<Passage>> {
        let sql = format!(
            "SELECT {} FROM documents d JOIN texts x USING (document) WHERE d.document = ?1",
            passage("?2", "?3")
        );
        Ok(self.all(&sql, [document, start, end], read_passage)?.pop())
    }
}

/// The columns of a passage of `documents d` with its text `texts x`, in the order in which [`read_passage`] reads them.
fn passage(start: &str, end: &str) -> String {
    format!(
        "{}, d.sha256, {start}, {end}, substr(x.text, {start} + 1, {end} - {start}), \
         substr(x.text, max({start} - {CONTEXT}, 0) + 1, min({CONTEXT}, {start})), substr(x.text, {end} + 1, {CONTEXT})",
        Description::COLUMNS
    )
}

/// How many columns a passage has.
const WIDTH: usize = Description::WIDTH + 6;

fn read_passage(row: &Row) -> rusqlite::Result<Passage> {
    let at = Description::WIDTH;
    Ok(Passage {
        document: Description::of(row)?,
        sha256: row.get(at)?,
        start: point(row, at + 1)?,
        end: point(row, at + 2)?,
        words: row.get(at + 3)?,
        before: row.get(at + 4)?,
        after: row.get(at + 5)?,
    })
}

/// The place of a source: a document and two code points.
type Place = (Option<i64>, Option<i64>, Option<i64>);

fn read(row: &Row) -> rusqlite::Result<(Found, Place)> {
    let found = Found {
        quoted: read_passage(row)?,
        quotation: point(row, WIDTH)?,
        speaker: row.get(WIDTH + 1)?,
        status: row.get(WIDTH + 2)?,
        wording: row.get(WIDTH + 3)?,
        confidence: row.get(WIDTH + 4)?,
        source: None,
        verdict: row.get(WIDTH + 5)?,
        note: row.get(WIDTH + 6)?,
        who: row.get(WIDTH + 7)?,
        at: row.get(WIDTH + 8)?,
    };
    Ok((found, (row.get(WIDTH + 9)?, row.get(WIDTH + 10)?, row.get(WIDTH + 11)?)))
}
