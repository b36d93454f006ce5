//! The one writer: documents in batches, each batch whole or not at all.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Transaction, params};

use understand::{PersonId, Understanding};

use crate::entry::Entry;
use crate::error::{At, Result};
use crate::{Record, claim, name, removal, tally};

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// A document of the same id was held with other bytes: both are kept, and this one is the current.
    Updated,
    /// The same bytes were held already: nothing was done.
    Known,
    /// Somebody removed it, for this reason: it is not taken in again.
    Removed(String),
}

impl Record {
    /// The hashes of all bytes held: what need not be read again.
    ///
    /// # Errors
    /// A damaged record.
    pub fn hashes(&self) -> Result<HashSet<String>> {
        let mut hashes = self.connection.prepare("SELECT sha256 FROM documents").at(&self.path)?;
        let hashes = hashes.query_map([], |row| row.get(0)).at(&self.path)?;
        hashes.collect::<rusqlite::Result<_>>().at(&self.path)
    }

    /// Puts documents into the record, in one transaction. When this returns, they are on the disk; when it fails, none
    /// of them is in the record.
    ///
    /// # Errors
    /// A full disk, a file that may not be written, a record locked for long.
    pub fn add(&mut self, entries: &[Entry]) -> Result<Vec<Added>> {
        self.write(|transaction| entries.iter().map(|entry| add(transaction, entry)).collect())
    }
}

fn add(to: &Transaction, entry: &Entry) -> rusqlite::Result<Added> {
    let sha256 = &entry.document.sha256;
    let known = to.prepare_cached("SELECT 1 FROM documents WHERE sha256 = ?1")?.exists([sha256])?;
    if known {
        return Ok(Added::Known);
    }
    let mut removal = to.prepare_cached("SELECT reason FROM removals WHERE sha256 = ?1")?;
    if let Some(reason) = removal.query_row([sha256], |row| row.get(0)).optional()? {
        return Ok(Added::Removed(reason));
    }
    let document = describe(to, None, entry)?;
    store(to, document, entry)?;
    understood(to, document, entry)?;
    tally::count_in(to, document)?;
    Ok(if supersede(to, document, entry)? { Added::Updated } else { Added::New })
}

/// The columns of `documents` that come of reading and understanding, in the order in which [`describe`] binds them.
const COLUMNS: &str = "id, path, line, url, title, published, publisher, author, speaker, kind, standing, language, \
                       occasion, imprint, understood_by";
const VALUES: &str = "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17";

/// Writes the row of the document itself, a new one or that of `held`, and gives its number.
pub(crate) fn describe(to: &Transaction, held: Option<i64>, entry: &Entry) -> rusqlite::Result<i64> {
    let document = &entry.document;
    let sql = match held {
        None => format!(
            "INSERT INTO documents (document, sha256, added, {COLUMNS}) \
             VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), {VALUES})"
        ),
        Some(_) => {
            format!("UPDATE documents SET ({COLUMNS}) = ({VALUES}) WHERE document = ?1 AND sha256 = ?2")
        }
    };
    to.prepare_cached(&sql)?.execute(params![
        held,
        document.sha256,
        document.id,
        document.path,
        entry.line.map(|line| line as i64),
        document.url,
        document.title,
        document.published.map(|date| date.to_string()),
        document.publisher,
        document.author,
        document.speaker,
        entry.understanding.kind.name(),
        entry.understanding.standing.name(),
        document.language,
        occasion(to, entry)?,
        entry.imprint,
        env!("CARGO_PKG_VERSION"),
    ])?;
    Ok(held.unwrap_or_else(|| to.last_insert_rowid()))
}

/// Writes the text and the bytes, in the place of what was there.
pub(crate) fn store(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    // bytes that could not be packed are refused by the table, and the batch with them
    let packed = Some(&entry.packed).filter(|packed| !packed.is_empty());
    to.prepare_cached(
        "INSERT OR REPLACE INTO raws (document, name, line, length, zstd, by_text) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
    )?
    .execute(params![
        document,
        entry.name,
        entry.line.map(|line| line as i64),
        entry.length as i64,
        packed
    ])?;
    to.prepare_cached("INSERT OR REPLACE INTO texts (document, text) VALUES (?1, ?2)")?
        .execute(params![document, entry.document.text])?;
    Ok(())
}

/// Writes all that was understood of a document, and what search needs.
pub(crate) fn understood(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    people(to, document, entry)?;
    turns(to, document, entry)?;
    times(to, document, entry)?;
    quotations(to, document, entry)?;
    claim::figures(to, document, entry)?;
    claim::commitments(to, document, entry)?;
    problems(to, document, entry)?;
    passages(to, document, entry)
}

/// The occasion that other documents may share.
fn occasion(to: &Transaction, entry: &Entry) -> rusqlite::Result<Option<i64>> {
    let Some(occasion) = entry.occasion() else { return Ok(None) };
    let held = to
        .prepare_cached("SELECT occasion FROM occasions WHERE key = ?1")?
        .query_row([&occasion.key], |row| row.get(0))
        .optional()?;
    if held.is_some() {
        return Ok(held);
    }
    let new = to
        .prepare_cached("INSERT INTO occasions (name, date, place, key) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![occasion.name, occasion.date, occasion.place, occasion.key])?;
    Ok(Some(new))
}

fn people(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO appearances (document, number, person, name, names, roles, key, why, day, turns, quotations, \
         doubtful) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut call = to.prepare_cached("INSERT OR IGNORE INTO callings (called, person) VALUES (?1, ?2)")?;
    let understanding = &entry.understanding;
    let day = entry.document.published.map(|day| day.to_string());
    let turns = counted(understanding, understanding.turns.iter().map(|turn| turn.speaker));
    let quotations =
        counted(understanding, understanding.quotations.iter().map(|quotation| quotation.speaker));
    for (number, person) in understanding.people.iter().enumerate() {
        let key = name::key(&person.name);
        let (id, why) = identity(to, &key, &person.name)?;
        let names = serde_json::json!(person.names).to_string();
        let roles = serde_json::json!(person.roles).to_string();
        put.execute(params![
            document,
            number as i64,
            id,
            person.name,
            names,
            roles,
            key,
            why,
            day,
            turns[number],
            quotations[number],
            person.doubtful,
        ])?;
        for called in std::iter::once(&person.name).chain(&person.names) {
            call.execute(params![name::plain(called), id])?;
        }
    }
    Ok(())
}

/// How many of these are each person's.
fn counted(understanding: &Understanding, speakers: impl Iterator<Item = Option<PersonId>>) -> Vec<i64> {
    let mut counts = vec![0; understanding.people.len()];
    for speaker in speakers.flatten() {
        counts[speaker.0 as usize] += 1;
    }
    counts
}

/// The person of this key, as somebody may have corrected it, and why it is this one.
pub(crate) fn identity(to: &Transaction, key: &str, name: &str) -> rusqlite::Result<(i64, String)> {
    let alias: Option<(String, String)> = to
        .prepare_cached("SELECT into_key, name FROM aliases WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let likeness: Option<(String, String)> = to
        .prepare_cached("SELECT into_key, why FROM likenesses WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (key, name, why) = match (&alias, &likeness) {
        (Some((into, name)), _) if into != key => {
            (into.as_str(), name.as_str(), "joined by a person".to_owned())
        }
        (Some(_), _) => (key, name, "kept apart by a person".to_owned()),
        (None, Some((into, why))) => (into.as_str(), name, why.clone()),
        (None, None) => (key, name, name::why(name).to_owned()),
    };
    let held = to
        .prepare_cached("SELECT person FROM people WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    match held {
        Some(person) => Ok((person, why)),
        None => {
            let person = to
                .prepare_cached("INSERT INTO people (name, key) VALUES (?1, ?2)")?
                .insert(params![name, key])?;
            Ok((person, why))
        }
    }
}

fn turns(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO turns (document, number, start, \"end\", speaker, label_start, label_end) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut put_unspoken = to.prepare_cached(
        "INSERT OR IGNORE INTO unspoken (document, turn, start, \"end\", kind) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, turn) in entry.understanding.turns.iter().enumerate() {
        let (start, end) = entry.points(turn.span);
        let (label_start, label_end) = entry.points_of(turn.label);
        let speaker = turn.speaker.map(|person| person.0);
        put.execute(params![document, number as i64, start, end, speaker, label_start, label_end])?;
        for unspoken in &turn.unspoken {
            let (start, end) = entry.points(unspoken.span);
            put_unspoken.execute(params![
                document,
                number as i64,
                start,
                end,
                crate::held::unspoken_name(unspoken.kind)
            ])?;
        }
    }
    Ok(())
}

fn times(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO times (document, number, start, \"end\", millis) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, &(span, millis)) in entry.times.iter().enumerate() {
        let (start, end) = entry.points(span);
        put.execute(params![document, number as i64, start, end, millis.min(i64::MAX as u64) as i64])?;
    }
    Ok(())
}

fn quotations(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO quotations (document, number, start, \"end\", spans, kind, clause_start, clause_end, continues, speaker, \
         mention_start, mention_end, cue_start, cue_end, negated, modal, confidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    for (number, quotation) in entry.understanding.quotations.iter().enumerate() {
        let (start, end) = entry.points(quotation.span);
        let (clause_start, clause_end) = entry.points_of(quotation.clause);
        let (mention_start, mention_end) = entry.points_of(quotation.speaker_mention);
        let (cue_start, cue_end) = entry.points_of(quotation.cue.map(|cue| cue.span));
        put.execute(params![
            document,
            number as i64,
            start,
            end,
            entry.pieces(quotation),
            quotation.kind.name(),
            clause_start,
            clause_end,
            quotation.continues.map(|number| number as i64),
            quotation.speaker.map(|person| person.0),
            mention_start,
            mention_end,
            cue_start,
            cue_end,
            quotation.cue.map(|cue| cue.negated),
            quotation.cue.map(|cue| cue.modal),
            f64::from(quotation.confidence),
        ])?;
    }
    Ok(())
}

fn problems(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO problems (document, number, code, message, start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (number, problem) in entry.understanding.problems.iter().enumerate() {
        let (start, end) = entry.points_of(problem.span);
        put.execute(params![document, number as i64, problem.code, problem.message, start, end])?;
    }
    Ok(())
}

fn passages(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<()> {
    let mut put = to.prepare_cached(
        "INSERT INTO passages (document, start, \"end\", turn, speaker) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut index = to.prepare_cached("INSERT INTO search (rowid, title, words) VALUES (?1, ?2, ?3)")?;
    for passage in &entry.passages {
        let (start, end) = entry.points(passage.span);
        let turn = passage.turn.map(|turn| turn as i64);
        let id = put.insert(params![document, start, end, turn, passage.speaker.map(|person| person.0)])?;
        let title = entry.document.title.as_deref().filter(|_| start == 0);
        index.execute(params![id, title, passage.span.of(&entry.document.text)])?;
    }
    to.prepare_cached(&format!("{STRETCH} WHERE document = ?1"))?.execute([document])?;
    Ok(())
}

/// Keeps which passages are a document's: they follow each other.
pub(crate) const STRETCH: &str = "UPDATE documents SET (first_passage, last_passage) = \
    (SELECT min(passage), max(passage) FROM passages p WHERE p.document = documents.document)";

/// Marks the document that was current under the same id. Standard input and record lines without an id of their own
/// have none that could be updated.
fn supersede(to: &Transaction, document: i64, entry: &Entry) -> rusqlite::Result<bool> {
    if entry.name == "-" && entry.document.url.is_none() && entry.document.id.starts_with('-') {
        return Ok(false);
    }
    let mut marking = to.prepare_cached(
        "UPDATE documents SET superseded_by = ?1 WHERE id = ?2 AND document <> ?1 AND superseded_by IS NULL \
         AND (url IS NULL OR ?3 IS NULL OR url = ?3) RETURNING document",
    )?;
    let marked =
        marking.query_map(params![document, entry.document.id, entry.document.url], |row| row.get(0))?;
    let marked: Vec<i64> = marked.collect::<rusqlite::Result<_>>()?;
    marked.iter().try_for_each(|&older| removal::forget_tracings_to(to, older))?;
    Ok(!marked.is_empty())
}
