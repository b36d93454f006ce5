//! Documents as people name them, and lists of them as questions ask for them.

use rusqlite::{OptionalExtension, Row};

use crate::Record;
use crate::error::{At, Cause, Result};

/// A document of the record, described for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Its number in the record.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// Where it was read from.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The day.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What sort of document it is.
    pub kind: String,
}

impl Description {
    /// The columns of `documents d` that make a description, in order.
    pub(crate) const COLUMNS: &'static str =
        "d.document, d.id, d.path, d.url, d.title, d.published, d.publisher, d.kind";
    /// How many they are.
    pub(crate) const WIDTH: usize = 8;

    /// Reads the first columns of a row.
    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Description {
            number: row.get(0)?,
            id: row.get(1)?,
            path: row.get(2)?,
            url: row.get(3)?,
            title: row.get(4)?,
            published: row.get(5)?,
            publisher: row.get(6)?,
            kind: row.get(7)?,
        })
    }
}

impl Record {
    /// The document of this number, described.
    ///
    /// # Errors
    /// When there is none; a damaged record.
    pub fn description(&self, document: i64) -> Result<Description> {
        let (number, _) = self.find_document(&document.to_string())?;
        let sql = format!("SELECT {} FROM documents d WHERE d.document = ?1", Description::COLUMNS);
        self.connection.query_row(&sql, [number], Description::of).at(&self.path)
    }

    /// The current document that a person names by its number, id, url or path; its number and hash.
    ///
    /// # Errors
    /// When no document is called so.
    pub(crate) fn find_document(&self, called: &str) -> Result<(i64, String)> {
        let by = |condition: &str| {
            let question = format!(
                "SELECT document, sha256 FROM documents WHERE {condition} ORDER BY superseded_by IS NOT NULL, document DESC LIMIT 1"
            );
            self.connection
                .query_row(&question, [called], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
                .at(&self.path)
        };
        let mut found = match called.parse::<i64>() {
            Ok(_) => by("document = CAST(?1 AS INTEGER)")?,
            Err(_) => None,
        };
        for condition in ["id = ?1", "url = ?1", "path = ?1"] {
            found = match found {
                None => by(condition)?,
                found => found,
            };
        }
        found.ok_or_else(|| {
            let why = format!(
                "no document is called “{called}”: give its number in the record, its id, url or path"
            );
            self.error(Cause::Unknown(why))
        })
    }
}
