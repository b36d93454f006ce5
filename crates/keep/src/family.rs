//! Families: documents that repeat each other, one of them the original.

use std::collections::BTreeMap;

use rusqlite::{Transaction, params};

use crate::Record;
use crate::error::{At, Result};

/// Two documents of which one repeats the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// One.
    pub one: i64,
    /// The other.
    pub other: i64,
    /// The share of the shorter one's runs of words that stand in the longer one.
    pub shared: f64,
}

/// What tells the original of a family from its copies, the better first: what sort of document it is (a transcript, a
/// release, anything else, a report), whether it bears a day, the earlier day, the fuller text, the earlier in the record.
type Rank = (u8, bool, String, i64, i64);

impl Record {
    /// Up to which document families are known.
    ///
    /// # Errors
    /// A damaged record.
    pub fn families_known(&self) -> Result<i64> {
        let known = "SELECT coalesce(max(document), 0) FROM progress WHERE work = 'families'";
        self.connection.query_row(known, [], |row| row.get(0)).at(&self.path)
    }

    /// Joins families by these pairs, and says that they are known up to document `last`. In one transaction.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn join_families(&mut self, pairs: &[Pair], last: i64) -> Result<()> {
        self.write(|transaction| {
            join(transaction, pairs)?;
            let known = "INSERT OR REPLACE INTO progress (work, document) VALUES ('families', ?1)";
            transaction.execute(known, [last]).map(drop)
        })
    }

    /// Forgets all families: they are to be found anew.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn forget_families(&mut self) -> Result<()> {
        let forgotten = self
            .connection
            .execute_batch("DELETE FROM progress WHERE work = 'families'; DELETE FROM copies;");
        forgotten.at(&self.path)
    }
}

/// Families as sets of documents, each with its strongest tie to another of them.
#[derive(Default)]
struct Families {
    /// The document that stands for the family so far.
    above: BTreeMap<i64, i64>,
    tie: BTreeMap<i64, f64>,
}

impl Families {
    fn top(&self, document: i64) -> i64 {
        let mut top = document;
        while let Some(&above) = self.above.get(&top).filter(|&&above| above != top) {
            top = above;
        }
        top
    }

    fn join(&mut self, one: i64, other: i64, shared: f64) {
        for document in [one, other] {
            self.above.entry(document).or_insert(document);
            let tie = self.tie.entry(document).or_default();
            *tie = tie.max(shared);
        }
        let (one, other) = (self.top(one), self.top(other));
        self.above.insert(one.max(other), one.min(other));
    }

    fn families(&self) -> BTreeMap<i64, Vec<i64>> {
        let mut families: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for &document in self.above.keys() {
            families.entry(self.top(document)).or_default().push(document);
        }
        families
    }
}

fn join(to: &Transaction, pairs: &[Pair]) -> rusqlite::Result<()> {
    let mut families = Families::default();
    let mut known = to.prepare("SELECT document, original, shared FROM copies")?;
    for copy in known.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
        let (document, original, shared) = copy?;
        families.join(document, original, shared);
    }
    pairs.iter().for_each(|pair| families.join(pair.one, pair.other, pair.shared));
    to.execute("DELETE FROM copies", [])?;
    let mut put =
        to.prepare_cached("INSERT INTO copies (document, original, shared, why) VALUES (?1, ?2, ?3, ?4)")?;
    for members in families.families().values() {
        let mut ranked: Vec<(Rank, i64)> = Vec::new();
        for &member in members {
            ranked.extend(rank(to, member)?.map(|rank| (rank, member)));
        }
        ranked.sort();
        let Some((best, original)) = ranked.first() else { continue };
        for (copy, document) in &ranked[1..] {
            let shared = families.tie.get(document).copied().unwrap_or_default();
            put.execute(params![document, original, shared, why(shared, -copy.3, -best.3)])?;
        }
    }
    Ok(())
}

/// Ranks a document that is held still.
fn rank(to: &Transaction, document: i64) -> rusqlite::Result<Option<Rank>> {
    use rusqlite::OptionalExtension;
    to.prepare_cached(
        "SELECT kind, published, length(text) FROM documents JOIN texts USING (document) WHERE document = ?1",
    )?
    .query_row([document], |row| {
        let (kind, published): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let kind = match kind.as_str() {
            "transcript" => 0,
            "release" => 1,
            "report" => 3,
            _ => 2,
        };
        Ok((kind, published.is_none(), published.unwrap_or_default(), -row.get::<_, i64>(2)?, document))
    })
    .optional()
}

/// Why a document is called a copy: lengths are in code points.
fn why(shared: f64, length: i64, original: i64) -> &'static str {
    let near = |part: f64| length as f64 >= part * original as f64 && original as f64 >= part * length as f64;
    match shared {
        shared if shared >= 0.995 && near(0.99) => "the same words",
        shared if shared >= 0.9 && !near(0.8) => "a part of the other",
        _ => "nearly the same words",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_join_by_any_of_their_documents() {
        let mut families = Families::default();
        for (one, other) in [(5, 3), (9, 8), (3, 9), (20, 21)] {
            families.join(one, other, 0.9);
        }
        let families: Vec<Vec<i64>> = families.families().into_values().collect();
        assert_eq!(families, [vec![3, 5, 8, 9], vec![20, 21]]);
    }

    #[test]
    fn why_is_said_in_words() {
        assert_eq!(why(1.0, 1000, 1000), "the same words");
        assert_eq!(why(0.97, 400, 1000), "a part of the other");
        assert_eq!(why(0.8, 900, 1000), "nearly the same words");
    }
}
