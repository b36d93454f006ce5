//! One document in full, as somebody who reads it wants it.

use rusqlite::Row;

use crate::error::{At, Result};
use crate::held::strings;
use crate::named::Description;
use crate::{Kept, Record};

/// A document with its text and everything found in it. Places are code points of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// What it is called.
    pub description: Description,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it says of its own making.
    pub standing: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Of its bytes.
    pub sha256: String,
    /// When it was added, in UTC.
    pub added: String,
    /// The newer version.
    pub superseded_by: Option<i64>,
    /// The occasion: number, name, day.
    pub occasion: Option<(i64, String, String)>,
    /// Who speaks or is quoted, in the document's order.
    pub people: Vec<Appearance>,
    /// Turns.
    pub turns: Vec<Part>,
    /// Quotations.
    pub quotations: Vec<Quote>,
    /// Problems: code, message.
    pub problems: Vec<(String, String)>,
    /// The text.
    pub text: String,
}

/// A person in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The person's number in the record.
    pub person: i64,
    /// The fullest name the document gives.
    pub name: String,
    /// Offices.
    pub roles: Vec<String>,
}

/// A turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Index in [`Whole::people`].
    pub speaker: Option<usize>,
    /// The label before the words.
    pub label: Option<(usize, usize)>,
}

/// A quotation, and what was found of it if it was traced.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// direct, mixed, indirect.
    pub kind: String,
    /// Index in [`Whole::people`].
    pub speaker: Option<usize>,
    /// traced, not_in_transcript, undecided; nothing where it was not traced yet.
    pub status: Option<String>,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
    /// The best place found: document, start, end.
    pub source: Option<(i64, usize, usize)>,
}

impl Record {
    /// The document that a person names by its number, id, url or path.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn document(&self, called: &str) -> Result<Whole> {
        let (number, _) = self.find_document(called)?;
        let mut whole = self.described(number).at(&self.path)?;
        whole.people = self.appearances(number)?;
        whole.turns = self.parts(number)?;
        whole.quotations = self.quotations_of(number)?;
        whole.problems = self.problems_of(number)?;
        Ok(whole)
    }

    /// The number of the document that a person names so.
    ///
    /// # Errors
    /// When no document is called so.
    pub fn document_number(&self, called: &str) -> Result<i64> {
        Ok(self.find_document(called)?.0)
    }

    /// The bytes of a document as they came, if it is held.
    ///
    /// # Errors
    /// A damaged record.
    pub fn bytes_of(&self, number: i64) -> Result<Option<Kept>> {
        let kept = self.kept_after(number - 1, 1)?;
        Ok(kept.into_iter().next().filter(|kept| kept.number == number))
    }

    fn described(&self, number: i64) -> rusqlite::Result<Whole> {
        let sql = format!(
            "SELECT {}, d.author, d.standing, d.language, d.sha256, d.added, d.superseded_by, o.occasion, o.name, \
             o.date, x.text FROM documents d JOIN texts x USING (document) LEFT JOIN ties t USING (document) \
             LEFT JOIN occasions o ON o.occasion = coalesce(t.occasion, d.occasion) \
             WHERE d.document = ?1",
            Description::COLUMNS
        );
        self.connection.prepare_cached(&sql)?.query_row([number], |row| {
            let at = Description::WIDTH;
            let occasion: Option<i64> = row.get(at + 6)?;
            let named =
                |occasion| -> rusqlite::Result<_> { Ok((occasion, row.get(at + 7)?, row.get(at + 8)?)) };
            Ok(Whole {
                description: Description::of(row)?,
                author: row.get(at)?,
                standing: row.get(at + 1)?,
                language: row.get(at + 2)?,
                sha256: row.get(at + 3)?,
                added: row.get(at + 4)?,
                superseded_by: row.get(at + 5)?,
                occasion: occasion.map(named).transpose()?,
                people: Vec::new(),
                turns: Vec::new(),
                quotations: Vec::new(),
                problems: Vec::new(),
                text: row.get(at + 9)?,
            })
        })
    }

    fn appearances(&self, number: i64) -> Result<Vec<Appearance>> {
        let sql = "SELECT person, name, roles FROM appearances WHERE document = ?1 ORDER BY number";
        let mut people = self.connection.prepare_cached(sql).at(&self.path)?;
        let mut rows = people.query([number]).at(&self.path)?;
        let mut people = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            let roles: String = row.get(2).at(&self.path)?;
            let roles = strings(&roles).map_err(|cause| self.error(cause))?;
            people.push(Appearance {
                person: row.get(0).at(&self.path)?,
                name: row.get(1).at(&self.path)?,
                roles,
            });
        }
        Ok(people)
    }

    fn parts(&self, number: i64) -> Result<Vec<Part>> {
        let sql = "SELECT start, \"end\", speaker, label_start, label_end FROM turns WHERE document = ?1 ORDER BY number";
        let part = |row: &Row| {
            Ok(Part {
                start: point(row, 0)?,
                end: point(row, 1)?,
                speaker: perhaps(row, 2)?,
                label: perhaps(row, 3)?.zip(perhaps(row, 4)?),
            })
        };
        self.all(sql, [number], part)
    }

    fn quotations_of(&self, number: i64) -> Result<Vec<Quote>> {
        let sql = "SELECT q.start, q.\"end\", q.kind, q.speaker, t.status, t.wording, s.source, s.start, s.\"end\" \
                   FROM quotations q LEFT JOIN traces t ON t.document = q.document AND t.quotation = q.number \
                   LEFT JOIN sources s ON s.document = q.document AND s.quotation = q.number AND s.number = 0 \
                   WHERE q.document = ?1 ORDER BY q.number";
        let quoted = |row: &Row| {
            let source: Option<i64> = row.get(6)?;
            let place = perhaps(row, 7)?.zip(perhaps(row, 8)?);
            Ok(Quote {
                start: point(row, 0)?,
                end: point(row, 1)?,
                kind: row.get(2)?,
                speaker: perhaps(row, 3)?,
                status: row.get(4)?,
                wording: row.get(5)?,
                source: source.zip(place).map(|(source, (start, end))| (source, start, end)),
            })
        };
        self.all(sql, [number], quoted)
    }

    fn problems_of(&self, number: i64) -> Result<Vec<(String, String)>> {
        let sql = "SELECT code, message FROM problems WHERE document = ?1 ORDER BY number";
        self.all(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The last word of a person on each quotation of a document, by the quotation's index.
    ///
    /// # Errors
    /// When no document is called so; a damaged record.
    pub fn reviews_of(&self, called: &str) -> Result<Vec<(usize, String, Option<String>)>> {
        let (number, _) = self.find_document(called)?;
        let sql = "SELECT q.number, r.verdict, r.note FROM documents d JOIN reviews r USING (sha256) \
                   JOIN texts x USING (document) JOIN quotations q USING (document) \
                   WHERE d.document = ?1 AND substr(x.text, q.start + 1, q.\"end\" - q.start) = r.words ORDER BY r.review";
        self.all(sql, [number], |row| Ok((point(row, 0)?, row.get(1)?, row.get(2)?)))
    }

    /// How many documents were ever added, and the number of the last: both change whenever documents do.
    ///
    /// # Errors
    /// A damaged record.
    pub fn extent(&self) -> Result<(i64, i64)> {
        let sql = "SELECT count(*), coalesce(max(document), 0) FROM documents";
        self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).at(&self.path)
    }
}

/// A place, which is never negative in a record that is whole.
pub(crate) fn point(row: &Row, at: usize) -> rusqlite::Result<usize> {
    Ok(row.get::<_, u32>(at)? as usize)
}

pub(crate) fn perhaps(row: &Row, at: usize) -> rusqlite::Result<Option<usize>> {
    Ok(row.get::<_, Option<u32>>(at)?.map(|point| point as usize))
}
