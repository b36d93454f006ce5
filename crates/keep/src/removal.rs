//! A document taken out for good: its text and bytes leave the file, a note of it stays.

use rusqlite::{Transaction, params};

use crate::Record;
use crate::error::{At, Result};

impl Record {
    /// Takes a document and its older versions out. A tombstone keeps its hash, id and the reason, so that it is not taken
    /// in again. When this returns, no word of it is left in the file.
    ///
    /// # Errors
    /// When no document is called so, or the record may not be written.
    pub fn remove(&mut self, called: &str, reason: &str, who: Option<&str>) -> Result<usize> {
        let (number, _) = self.find_document(called)?;
        // the index beside the record holds its words too; it is made anew without them
        crate::index::Kept::remove(&self.path).map_err(|error| self.error(error))?;
        let removed = self.write(|transaction| remove(transaction, number, reason, who))?;
        // what was removed still stands in the log until it is written back
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).at(&self.path)?;
        Ok(removed)
    }
}

fn remove(from: &Transaction, number: i64, reason: &str, who: Option<&str>) -> rusqlite::Result<usize> {
    let versions = versions(from, number)?;
    for &document in &versions {
        unindex(from, document)?;
        from.execute(
            "INSERT OR REPLACE INTO removals (sha256, id, reason, who, at) \
             SELECT sha256, id, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM documents WHERE document = ?1",
            params![document, reason, who],
        )?;
        from.execute(
            "DELETE FROM reviews WHERE sha256 = (SELECT sha256 FROM documents WHERE document = ?1)",
            [document],
        )?;
        forget_tracings_to(from, document)?;
        from.execute("UPDATE documents SET superseded_by = NULL WHERE superseded_by = ?1", [document])?;
    }
    for &document in &versions {
        from.execute("DELETE FROM documents WHERE document = ?1", [document])?;
    }
    forget_unused(from)?;
    Ok(versions.len())
}

/// Forgets what was traced to a document that is no source any more: those reports are to be traced again.
pub(crate) fn forget_tracings_to(from: &Transaction, source: i64) -> rusqlite::Result<()> {
    from.prepare_cached(
        "DELETE FROM tracings WHERE document IN (SELECT document FROM sources WHERE source = ?1)",
    )?
    .execute([source])?;
    Ok(())
}

/// The document and all that it superseded.
fn versions(from: &Transaction, number: i64) -> rusqlite::Result<Vec<i64>> {
    let mut older = from.prepare(
        "WITH RECURSIVE older (document) AS (VALUES (?1) UNION \
         SELECT d.document FROM documents d JOIN older o ON d.superseded_by = o.document) SELECT document FROM older",
    )?;
    older.query_map([number], |row| row.get(0))?.collect()
}

/// Takes a document's passages out of the index of words. The index must be told the words, so this comes first.
pub(crate) fn unindex(from: &Transaction, document: i64) -> rusqlite::Result<()> {
    from.prepare_cached(
        "INSERT INTO search (search, rowid, title, words) \
         SELECT 'delete', passage, title, words FROM passage_words \
         WHERE passage IN (SELECT passage FROM passages WHERE document = ?1)",
    )?
    .execute([document])?;
    from.prepare_cached("DELETE FROM passages WHERE document = ?1")?.execute([document])?;
    Ok(())
}

/// Forgets people and occasions that no document names any more.
pub(crate) fn forget_unused(from: &Transaction) -> rusqlite::Result<()> {
    from.execute("DELETE FROM people WHERE person NOT IN (SELECT person FROM appearances)", [])?;
    from.execute(
        "DELETE FROM occasions WHERE occasion NOT IN \
         (SELECT occasion FROM documents WHERE occasion IS NOT NULL)",
        [],
    )?;
    Ok(())
}
