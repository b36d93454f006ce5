//! Everything made anew from the bytes.

use rusqlite::{Transaction, params};

use crate::Record;
use crate::entry::Entry;
use crate::error::{At, Cause, Result};
use crate::{add, removal, tally};

/// The bytes of a document as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The document's number in the record.
    pub number: i64,
    /// The file it was read from, as given.
    pub name: String,
    /// The line of a record file.
    pub line: Option<u64>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Record {
    /// The bytes of up to `most` documents after the document of this number, in the order of adding.
    ///
    /// # Errors
    /// A damaged record.
    pub fn kept_after(&self, number: i64, most: usize) -> Result<Vec<Kept>> {
        let mut raws = self
            .connection
            .prepare_cached(
                "SELECT document, name, line, length, zstd, CASE WHEN by_text THEN text END FROM raws \
                 LEFT JOIN texts USING (document) WHERE document > ?1 ORDER BY document LIMIT ?2",
            )
            .at(&self.path)?;
        let mut rows = raws.query(params![number, most as i64]).at(&self.path)?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            let (length, packed): (u32, Vec<u8>) = (row.get(3).at(&self.path)?, row.get(4).at(&self.path)?);
            let number = row.get(0).at(&self.path)?;
            let text: Option<String> = row.get(5).at(&self.path)?;
            kept.push(Kept {
                number,
                name: row.get(1).at(&self.path)?,
                line: row.get::<_, Option<u32>>(2).at(&self.path)?.map(u64::from),
                bytes: unpacked(&packed, length, text.as_deref()).map_err(|why| {
                    self.error(Cause::Corrupt(format!("the bytes of document {number}: {why}")))
                })?,
            });
        }
        Ok(kept)
    }

    /// Puts what was found anew in the place of what was found before, in one transaction. Reviews, removals and joined
    /// names are data, and stay.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn replace(&mut self, entries: &[(i64, Entry)]) -> Result<()> {
        self.write(|transaction| {
            entries.iter().try_for_each(|(number, entry)| replace(transaction, *number, entry))?;
            removal::forget_unused(transaction)
        })
    }
}

impl Record {
    /// Takes away the index of words beside the record; it is made anew when it is needed.
    ///
    /// # Errors
    /// A folder that may not be written.
    pub fn forget_index(&self) -> Result<()> {
        crate::index::Kept::remove(&self.path).map_err(|error| self.error(error))
    }
}

/// The bytes that were packed, with this text as dictionary if any; `length` bounds what is unpacked, so that a damaged
/// record is no bomb.
pub(crate) fn unpacked(
    packed: &[u8],
    length: u32,
    text: Option<&str>,
) -> std::result::Result<Vec<u8>, String> {
    let dictionary = text.map(str::as_bytes).unwrap_or_default();
    let bytes = zstd::bulk::Decompressor::with_dictionary(dictionary)
        .and_then(|mut zstd| zstd.decompress(packed, length as usize))
        .map_err(|error| error.to_string())?;
    if bytes.len() == length as usize { Ok(bytes) } else { Err("they are cut short".to_owned()) }
}

fn replace(to: &Transaction, number: i64, entry: &Entry) -> rusqlite::Result<()> {
    removal::unindex(to, number)?;
    for table in UNDERSTOOD {
        to.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([number])?;
    }
    add::describe(to, Some(number), entry)?;
    add::store(to, number, entry)?;
    add::understood(to, number, entry)?;
    tally::spoil(to, number)
}

/// The tables of what was understood of a document, and of what was made of that.
const UNDERSTOOD: [&str; 13] = [
    "unspoken",
    "turns",
    "times",
    "quotations",
    "figures",
    "commitments",
    "problems",
    "appearances",
    "changes",
    "sources",
    "traces",
    "tracings",
    "copies",
];
