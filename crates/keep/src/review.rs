//! A person's word on what the program found.

use rusqlite::{OptionalExtension, params};

use crate::Record;
use crate::error::{At, Cause, Result};

/// What a person says of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Confirm,
    /// It is wrong.
    Reject,
    /// Neither; something is to be remembered.
    Note,
}

impl Verdict {
    /// The name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Confirm => "confirm",
            Verdict::Reject => "reject",
            Verdict::Note => "note",
        }
    }
}

/// A review as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// SHA-256 of the document's bytes.
    pub sha256: String,
    /// The document's id.
    pub document: String,
    /// The quotation's words.
    pub words: String,
    /// confirm, reject, note.
    pub verdict: String,
    /// What the reviewer adds.
    pub note: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// When, in UTC.
    pub at: String,
}

impl Record {
    /// Keeps a person's word on a finding, `DOCUMENT:qN`, the document by number, id, url or path. It is tied to the
    /// document's bytes and the quotation's words, so that it holds after a rebuild.
    ///
    /// # Errors
    /// When there is no such finding, or the record may not be written.
    pub fn review(
        &mut self,
        finding: &str,
        verdict: Verdict,
        note: Option<&str>,
        who: Option<&str>,
    ) -> Result<()> {
        let unknown = || {
            let why = format!(
                "“{finding}” is no finding: give DOCUMENT:qN, as `extract` and `statements` name them"
            );
            self.error(Cause::Unknown(why))
        };
        let (document, quotation) = finding.rsplit_once(":q").ok_or_else(unknown)?;
        let number: i64 = quotation.parse().map_err(|_| unknown())?;
        let (document, sha256) = self.find_document(document)?;
        let kept = self
            .connection
            .execute(
                "INSERT INTO reviews (sha256, start, \"end\", words, verdict, note, who, at) \
                 SELECT ?1, q.start, q.\"end\", substr(text, q.start + 1, q.\"end\" - q.start), ?4, ?5, ?6, \
                 strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM quotations q JOIN texts USING (document) \
                 WHERE document = ?2 AND number = ?3",
                params![sha256, document, number.saturating_sub(1), verdict.name(), note, who],
            )
            .at(&self.path)?;
        if kept == 0 { Err(unknown()) } else { Ok(()) }
    }

    /// All reviews, in the order they were made.
    ///
    /// # Errors
    /// A damaged record.
    pub fn reviews(&self) -> Result<Vec<Review>> {
        let mut reviews = self
            .connection
            .prepare(
                "SELECT coalesce(d.id, r.sha256), words, verdict, note, who, at, r.sha256 FROM reviews r \
                 LEFT JOIN documents d USING (sha256) ORDER BY review",
            )
            .at(&self.path)?;
        let reviews = reviews.query_map([], |row| {
            Ok(Review {
                document: row.get(0)?,
                words: row.get(1)?,
                verdict: row.get(2)?,
                note: row.get(3)?,
                who: row.get(4)?,
                at: row.get(5)?,
                sha256: row.get(6)?,
            })
        });
        reviews.at(&self.path)?.collect::<rusqlite::Result<_>>().at(&self.path)
    }

    /// The last word on a quotation of these words in the document of this hash.
    pub(crate) fn verdict(&self, sha256: &str, words: &str) -> Result<Option<String>> {
        self.connection
            .prepare_cached(
                "SELECT verdict FROM reviews WHERE sha256 = ?1 AND words = ?2 ORDER BY review DESC LIMIT 1",
            )
            .and_then(|mut last| last.query_row([sha256, words], |row| row.get(0)).optional())
            .at(&self.path)
    }
}
