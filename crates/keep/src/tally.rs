//! What is counted of people: in how many documents they appear, from when to when, and what those call them.
//!
//! It is kept, so that a list of people is read and not counted. A new document is counted in by [`count_in`]. Where one
//! leaves or is superseded, or a name becomes somebody else's, triggers note in `recounts` whose counts are stale, and
//! [`recount`] counts them anew before the transaction ends.

use rusqlite::Transaction;

/// Counts in the people of a new, current document.
pub(crate) fn count_in(to: &Transaction, document: i64) -> rusqlite::Result<()> {
    to.prepare_cached(
        "UPDATE people SET documents = people.documents + 1, turns = people.turns + n.turns, \
         quotations = people.quotations + n.quotations, \
         first_seen = coalesce(min(first_seen, n.day), first_seen, n.day), \
         last_seen = coalesce(max(last_seen, n.day), last_seen, n.day) \
         FROM (SELECT person, max(day) AS day, sum(turns) AS turns, sum(quotations) AS quotations \
               FROM appearances WHERE document = ?1 GROUP BY person) n WHERE people.person = n.person",
    )?
    .execute([document])?;
    to.prepare_cached(
        "INSERT INTO tenures (person, office, first_seen, last_seen, documents) \
         SELECT a.person, r.value, max(a.day), max(a.day), 1 FROM appearances a, json_each(a.roles) r \
         WHERE a.document = ?1 GROUP BY a.person, r.value \
         ON CONFLICT (person, office) DO UPDATE SET documents = documents + 1, \
         first_seen = coalesce(min(first_seen, excluded.first_seen), first_seen, excluded.first_seen), \
         last_seen = coalesce(max(last_seen, excluded.last_seen), last_seen, excluded.last_seen)",
    )?
    .execute([document])?;
    Ok(())
}

/// Notes that the people of a document are to be counted anew.
pub(crate) fn spoil(to: &Transaction, document: i64) -> rusqlite::Result<()> {
    to.prepare_cached(
        "INSERT OR IGNORE INTO recounts (person) SELECT person FROM appearances WHERE document = ?1",
    )?
    .execute([document])?;
    Ok(())
}

/// Counts anew whose counts are stale.
pub(crate) fn recount(to: &Transaction) -> rusqlite::Result<()> {
    if !to.prepare_cached("SELECT 1 FROM recounts LIMIT 1")?.exists([])? {
        return Ok(());
    }
    to.execute_batch(
        "UPDATE people SET (documents, first_seen, last_seen, turns, quotations) = \
             (SELECT count(DISTINCT a.document), min(a.day), max(a.day), coalesce(sum(a.turns), 0), \
                     coalesce(sum(a.quotations), 0) \
              FROM appearances a JOIN documents d USING (document) \
              WHERE a.person = people.person AND d.superseded_by IS NULL) \
         WHERE person IN (SELECT person FROM recounts);
         DELETE FROM tenures WHERE person IN (SELECT person FROM recounts);
         INSERT INTO tenures (person, office, first_seen, last_seen, documents) \
             SELECT a.person, r.value, min(a.day), max(a.day), count(DISTINCT a.document) \
             FROM recounts CROSS JOIN appearances a USING (person) JOIN documents d USING (document), json_each(a.roles) r \
             WHERE d.superseded_by IS NULL GROUP BY a.person, r.value;
         DELETE FROM recounts;",
    )
}

/// People whose counts are not what their appearances give: a question whose rows are faults.
pub(crate) const MISCOUNTED: &str = "SELECT p.person FROM people p LEFT JOIN \
    (SELECT a.person, count(DISTINCT a.document) AS documents, sum(a.turns) AS turns, sum(a.quotations) AS quotations \
     FROM appearances a JOIN documents d USING (document) WHERE d.superseded_by IS NULL GROUP BY a.person) c USING (person) \
    WHERE (p.documents, p.turns, p.quotations) <> \
          (coalesce(c.documents, 0), coalesce(c.turns, 0), coalesce(c.quotations, 0))";
