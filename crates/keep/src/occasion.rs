//! Occasions: what happened on which day, and the documents that tell of it.

use rusqlite::Row;

use crate::Record;
use crate::error::{At, Result};
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
    /// Current documents of it, in the order of adding.
    pub documents: Vec<Description>,
    /// Who speaks there, by name.
    pub speakers: Vec<String>,
}

impl Occasion {
    /// Reads a row of number, name, date and place; its documents and speakers are looked up apart.
    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Occasion {
            number: row.get(0)?,
            name: row.get(1)?,
            date: row.get(2)?,
            place: row.get(3)?,
            documents: Vec::new(),
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
             WHERE d.occasion = o.occasion AND d.superseded_by IS NULL) {} \
             ORDER BY date DESC, occasion LIMIT {} OFFSET {}",
            conditions.join(" "),
            most.min(100_000),
            skip.min(1 << 40)
        );
        let values = words.iter().map(|word| format!("%{word}%"));
        let mut occasions = self.all(&sql, rusqlite::params_from_iter(values), Occasion::of)?;
        for occasion in &mut occasions {
            self.describe_occasion(occasion).at(&self.path)?;
        }
        Ok(occasions)
    }

    pub(crate) fn describe_occasion(&self, occasion: &mut Occasion) -> rusqlite::Result<()> {
        let sql = format!(
            "SELECT {} FROM documents d WHERE d.occasion = ?1 AND d.superseded_by IS NULL ORDER BY d.document",
            Description::COLUMNS
        );
        let mut documents = self.connection.prepare_cached(&sql)?;
        occasion.documents =
            documents.query_map([occasion.number], Description::of)?.collect::<rusqlite::Result<_>>()?;
        let mut speakers = self.connection.prepare_cached(
            "SELECT p.name FROM documents d JOIN turns t USING (document) \
             JOIN appearances a ON a.document = t.document AND a.number = t.speaker JOIN people p USING (person) \
             WHERE d.occasion = ?1 AND d.superseded_by IS NULL GROUP BY p.person ORDER BY min(t.number), p.name",
        )?;
        occasion.speakers =
            speakers.query_map([occasion.number], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(())
    }
}
