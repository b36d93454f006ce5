//! Occasions: what happened on which day, and the documents that tell of it.

use rusqlite::Row;

use crate::Record;
use crate::error::Result;
use crate::named::Description;
use crate::question::plain_words;

/// An occasion with its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Its number in the record.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// The day.
    pub date: String,
    /// Where.
    pub place: Option<String>,
    /// Current documents of it: those that name it, then those that tell of it, each in the order of adding.
    pub documents: Vec<Description>,
    /// Why each of them is of it.
    pub why: Vec<String>,
    /// Who speaks there, by name.
    pub speakers: Vec<String>,
}

/// The documents of an occasion `o`: those that name it and are not tied to another, and those that are tied to it.
pub(crate) const OF_OCCASION: &str = "SELECT n.document FROM documents n WHERE n.occasion = o.occasion \
    AND n.document NOT IN (SELECT document FROM ties) UNION ALL SELECT document FROM ties WHERE occasion = o.occasion";

impl Occasion {
    /// Reads a row of number, name, date and place; its documents and speakers are looked up apart.
    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Occasion {
            number: row.get(0)?,
            name: row.get(1)?,
            date: row.get(2)?,
            place: row.get(3)?,
            documents: Vec::new(),
            why: Vec::new(),
            speakers: Vec::new(),
        })
    }
}

impl Record {
    /// The occasions whose names hold all of these words, latest first; all occasions for no words. `skip` of them are
    /// passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn occasions(&self, called: &str, skip: usize, most: usize) -> Result<Vec<Occasion>> {
        let words = plain_words(called);
        let conditions: Vec<String> = (1..=words.len()).map(|at| format!("AND o.name LIKE ?{at}")).collect();
        let sql = format!(
            "SELECT occasion, name, date, place FROM occasions o WHERE EXISTS (SELECT 1 FROM documents d \
             WHERE d.document IN ({OF_OCCASION}) AND d.superseded_by IS NULL) {} \
             ORDER BY date DESC, occasion LIMIT {} OFFSET {}",
            conditions.join(" "),
            most.min(100_000),
            skip.min(1 << 40)
        );
        let values = words.iter().map(|word| format!("%{word}%"));
        let mut occasions = self.all(&sql, rusqlite::params_from_iter(values), Occasion::of)?;
        for occasion in &mut occasions {
            self.describe_occasion(occasion)?;
        }
        Ok(occasions)
    }

    pub(crate) fn describe_occasion(&self, occasion: &mut Occasion) -> Result<()> {
        let sql = format!(
            "SELECT {}, coalesce(t.why, 'its own name and day') FROM documents d LEFT JOIN ties t USING (document), \
             (SELECT ?1 AS occasion) o WHERE d.document IN ({OF_OCCASION}) AND d.superseded_by IS NULL \
             ORDER BY t.document, d.document",
            Description::COLUMNS
        );
        let document = |row: &Row| Ok((Description::of(row)?, row.get(Description::WIDTH)?));
        (occasion.documents, occasion.why) = self.all(&sql, [occasion.number], document)?.into_iter().unzip();
        let sql = format!(
            "SELECT p.name FROM (SELECT ?1 AS occasion) o JOIN documents d ON d.document IN ({OF_OCCASION}) \
             JOIN turns t USING (document) JOIN appearances a ON a.document = t.document AND a.number = t.speaker \
             JOIN people p USING (person) WHERE d.superseded_by IS NULL \
             GROUP BY p.person ORDER BY min(t.number), p.name"
        );
        occasion.speakers = self.all(&sql, [occasion.number], |row| row.get(0))?;
        Ok(())
    }
}
