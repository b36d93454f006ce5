//! The trail of a statement: every later quotation of it, and how the wording changed on the way.

use rusqlite::{OptionalExtension, params};

use crate::error::{At, Cause, Result};
use crate::named::Description;
use crate::{Record, name};

/// A statement and those who quoted it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    /// Where the statement stands.
    pub document: Description,
    /// Who said it, by the name they have in the record.
    pub speaker: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its words.
    pub words: String,
    /// Its quotations, by day.
    pub quoted: Vec<Quoted>,
}

/// A quotation of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// Where it stands.
    pub document: Description,
    /// Its number in the document, from 0.
    pub quotation: usize,
    /// Whom the document names as speaker.
    pub speaker: Option<String>,
    /// Its words.
    pub words: String,
    /// The words of the statement that it takes up.
    pub source_words: String,
    /// traced, undecided.
    pub status: String,
    /// verbatim, trimmed, variant, joined, paraphrased.
    pub wording: Option<String>,
    /// Whether all differences are shown to the reader.
    pub signalled: bool,
    /// What the differences touch, each once, sorted.
    pub touches: Vec<String>,
    /// An earlier quotation that this one seems to be taken from.
    pub after: Option<After>,
    /// A person's last word on it: confirm, reject, note.
    pub review: Option<String>,
}

/// An earlier quotation, and why a later one seems to be taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// Its document's number in the record.
    pub document: i64,
    /// Its number there, from 0.
    pub quotation: usize,
    /// "copy of the document", "same changed wording".
    pub why: &'static str,
}

/// A place in a document.
struct Place {
    document: i64,
    start: i64,
    end: i64,
}

impl Record {
    /// Every quotation traced to a statement, by day. The statement is `DOCUMENT:tN` (a turn), `DOCUMENT:qN` (what this
    /// quotation was traced to), or `DOCUMENT:START-END` (code points).
    ///
    /// # Errors
    /// When there is no such statement; a damaged record.
    pub fn trail(&self, statement: &str) -> Result<Trail> {
        let place = self.place(statement)?;
        let mut trail = self.statement_at(&place)?;
        trail.quoted = self.quoted(&place)?;
        self.tell_who_came_after(&mut trail.quoted)?;
        Ok(trail)
    }

    fn place(&self, statement: &str) -> Result<Place> {
        let unknown = || {
            let why = format!(
                "“{statement}” is no statement: give DOCUMENT:tN or DOCUMENT:qN, as `statements` names them, or \
                 DOCUMENT:START-END in code points"
            );
            self.error(Cause::Unknown(why))
        };
        let (document, part) = statement.rsplit_once(':').ok_or_else(unknown)?;
        let (document, _) = self.find_document(document)?;
        let numbered =
            |part: &str| part.parse::<i64>().ok().filter(|&number| number > 0).map(|number| number - 1);
        let (sql, values) = match (part.strip_prefix('t'), part.strip_prefix('q'), part.split_once('-')) {
            (Some(turn), _, _) => (
                "SELECT document, start, \"end\" FROM turns WHERE document = ?1 AND number = ?2 AND ?3 IS NULL",
                (numbered(turn).ok_or_else(unknown)?, None),
            ),
            (_, Some(quotation), _) => (
                "SELECT source, start, \"end\" FROM sources WHERE document = ?1 AND quotation = ?2 AND ?3 IS NULL \
                 ORDER BY number LIMIT 1",
                (numbered(quotation).ok_or_else(unknown)?, None),
            ),
            (_, _, Some((start, end))) => {
                let end: i64 = end.parse().map_err(|_| unknown())?;
                ("SELECT ?1, ?2, ?3 WHERE ?2 < ?3", (start.parse().map_err(|_| unknown())?, Some(end)))
            }
            _ => return Err(unknown()),
        };
        let mut place = self.connection.prepare_cached(sql).at(&self.path)?;
        let place = place.query_row(params![document, values.0, values.1], |row| {
            Ok(Place { document: row.get(0)?, start: row.get(1)?, end: row.get(2)? })
        });
        place.optional().at(&self.path)?.ok_or_else(unknown)
    }

    fn statement_at(&self, place: &Place) -> Result<Trail> {
        let sql = format!(
            "SELECT {}, substr(x.text, ?2 + 1, ?3 - ?2), (SELECT p.name FROM turns t \
             JOIN appearances a ON a.document = t.document AND a.number = t.speaker JOIN people p USING (person) \
             WHERE t.document = d.document AND t.start <= ?2 AND t.\"end\" > ?2 ORDER BY t.number LIMIT 1) \
             FROM documents d JOIN texts x USING (document) WHERE d.document = ?1",
            Description::COLUMNS
        );
        let mut statement = self.connection.prepare_cached(&sql).at(&self.path)?;
        let width = Description::WIDTH;
        let trail = statement.query_row(params![place.document, place.start, place.end], |row| {
            Ok(Trail {
                document: Description::of(row)?,
                words: row.get(width)?,
                speaker: row.get(width + 1)?,
                start: place.start.max(0) as usize,
                end: place.end.max(0) as usize,
                quoted: Vec::new(),
            })
        });
        trail.at(&self.path)
    }

    /// Quotations of which a source overlaps the place, each once.
    fn quoted(&self, place: &Place) -> Result<Vec<Quoted>> {
        let sql = format!(
            "SELECT {}, q.number, p.name, substr(x.text, q.start + 1, q.\"end\" - q.start), \
             substr(y.text, s.start + 1, s.\"end\" - s.start), t.status, t.wording, t.signalled, \
             (SELECT json_group_array(DISTINCT j.value) FROM changes c, json_each(c.touches) j \
              WHERE c.document = q.document AND c.quotation = q.number), d.sha256 \
             FROM sources s JOIN traces t USING (document, quotation) JOIN documents d USING (document) \
             JOIN quotations q ON q.document = s.document AND q.number = s.quotation \
             JOIN texts x ON x.document = s.document JOIN texts y ON y.document = s.source \
             LEFT JOIN appearances a ON a.document = q.document AND a.number = q.speaker \
             LEFT JOIN people p ON p.person = a.person \
             WHERE s.source = ?1 AND s.start < ?3 AND s.\"end\" > ?2 AND d.superseded_by IS NULL \
             GROUP BY s.document, s.quotation \
             ORDER BY d.published IS NULL, d.published, d.document, q.number",
            Description::COLUMNS
        );
        let mut quoted = self.connection.prepare_cached(&sql).at(&self.path)?;
        let mut rows = quoted.query(params![place.document, place.start, place.end]).at(&self.path)?;
        let mut quoted = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            quoted.push(self.one_quoted(row)?);
        }
        Ok(quoted)
    }

    fn one_quoted(&self, row: &rusqlite::Row) -> Result<Quoted> {
        let width = Description::WIDTH;
        let quoted = (|| {
            Ok(Quoted {
                document: Description::of(row)?,
                quotation: row.get::<_, u32>(width)? as usize,
                speaker: row.get(width + 1)?,
                words: row.get(width + 2)?,
                source_words: row.get(width + 3)?,
                status: row.get(width + 4)?,
                wording: row.get(width + 5)?,
                signalled: row.get(width + 6)?,
                touches: Vec::new(),
                after: None,
                review: None,
            })
        })();
        let mut quoted: Quoted = quoted.at(&self.path)?;
        let (touches, sha256): (String, String) =
            (row.get(width + 7).at(&self.path)?, row.get(width + 8).at(&self.path)?);
        quoted.touches = crate::held::strings(&touches).map_err(|cause| self.error(cause))?;
        quoted.touches.sort();
        quoted.review = self.verdict(&sha256, &quoted.words)?;
        Ok(quoted)
    }

    /// A quotation is taken from an earlier one when its document repeats the other's, or when both have the same words
    /// where the statement has others: two who heard the same seldom change it alike.
    fn tell_who_came_after(&self, quoted: &mut [Quoted]) -> Result<()> {
        let mut families = Vec::with_capacity(quoted.len());
        for quotation in quoted.iter() {
            families.push(self.family_of(quotation.document.number)?);
        }
        let plain: Vec<String> = quoted.iter().map(|quotation| name::plain(&quotation.words)).collect();
        for later in 1..quoted.len() {
            let changed = matches!(quoted[later].wording.as_deref(), Some(wording) if wording != "verbatim");
            let earlier = (0..later).filter(|&earlier| {
                quoted[earlier].document.number != quoted[later].document.number
                    && plain[earlier] == plain[later]
            });
            let earlier = earlier.filter_map(|earlier| match () {
                () if families[earlier] == families[later] => Some((earlier, "copy of the document")),
                () if changed => Some((earlier, "same changed wording")),
                () => None,
            });
            quoted[later].after = earlier.min_by_key(|&(earlier, _)| earlier).map(|(earlier, why)| After {
                document: quoted[earlier].document.number,
                quotation: quoted[earlier].quotation,
                why,
            });
        }
        Ok(())
    }

    /// The original of a document's family: itself where it repeats no other.
    pub(crate) fn family_of(&self, document: i64) -> Result<i64> {
        let original = "SELECT coalesce((SELECT original FROM copies WHERE document = ?1), ?1)";
        let mut original = self.connection.prepare_cached(original).at(&self.path)?;
        original.query_row([document], |row| row.get(0)).at(&self.path)
    }
}
