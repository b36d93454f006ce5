//! People across documents: who is one person, why, and what they are called when.

use rusqlite::{Row, Transaction, params};

use crate::Record;
use crate::document::point;
use crate::error::{At, Cause, Result};
use crate::held::strings;
use crate::name;
use crate::named::Description;
use crate::question::plain_words;

/// A person of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their number in the record.
    pub number: i64,
    /// The name.
    pub name: String,
    /// In how many current documents they speak or are quoted.
    pub documents: usize,
    /// The first day of those documents.
    pub first_seen: Option<String>,
    /// The last day.
    pub last_seen: Option<String>,
    /// What they are called, from when to when.
    pub offices: Vec<Office>,
}

/// An office as documents give it, with the days of the first and the last document that do. Who held it before, after or
/// between is not said by that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// As the documents give it.
    pub name: String,
    /// The first day.
    pub first_seen: Option<String>,
    /// The last day.
    pub last_seen: Option<String>,
    /// In how many documents.
    pub documents: usize,
}

/// A person in one document, and why they are who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The document.
    pub document: Description,
    /// The fullest name it gives.
    pub name: String,
    /// Other forms.
    pub names: Vec<String>,
    /// Offices.
    pub roles: Vec<String>,
    /// Why this is the person: "same full name", "same single name", "joined by a person".
    pub why: String,
}

/// The columns of `people` that [`person`] reads.
pub(crate) const PERSON: &str = "person, name, documents, first_seen, last_seen";

/// A person without their offices.
pub(crate) fn person(row: &Row) -> rusqlite::Result<Person> {
    Ok(Person {
        number: row.get(0)?,
        name: row.get(1)?,
        documents: point(row, 2)?,
        first_seen: row.get(3)?,
        last_seen: row.get(4)?,
        offices: Vec::new(),
    })
}

impl Record {
    /// The people whose names hold all of these words, those of most documents first; all people for no words. `skip` of
    /// them are passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn people(&self, called: &str, skip: usize, most: usize) -> Result<Vec<Person>> {
        let called = self.called(&plain_words(called))?.map(|people| serde_json::json!(people).to_string());
        let among = "AND person IN (SELECT value FROM json_each(?2))";
        let sql = format!(
            "SELECT {PERSON} FROM people WHERE documents > 0 {} ORDER BY documents DESC, name LIMIT ?1 OFFSET ?3",
            if called.is_some() { among } else { "AND ?2 IS NULL" }
        );
        let page = params![most.min(100_000) as i64, called, skip.min(1 << 40) as i64];
        let mut people = self.all(&sql, page, person)?;
        for person in &mut people {
            person.offices = self.offices(person.number)?;
        }
        Ok(people)
    }

    /// The people who are called so in the record or in any document; `None` for no words.
    pub(crate) fn called(&self, words: &[String]) -> Result<Option<Vec<i64>>> {
        if words.is_empty() {
            return Ok(None);
        }
        let holds: Vec<String> = (1..=words.len()).map(|at| format!("instr(called, ?{at})")).collect();
        let sql = format!("SELECT DISTINCT person FROM callings WHERE {}", holds.join(" AND "));
        self.all(&sql, rusqlite::params_from_iter(words), |row| row.get(0)).map(Some)
    }

    pub(crate) fn offices(&self, person: i64) -> Result<Vec<Office>> {
        let sql = "SELECT office, first_seen, last_seen, documents FROM tenures WHERE person = ?1 \
                   ORDER BY documents DESC, office";
        self.all(sql, [person], |row| {
            Ok(Office {
                name: row.get(0)?,
                first_seen: row.get(1)?,
                last_seen: row.get(2)?,
                documents: point(row, 3)?,
            })
        })
    }

    /// Every document in which the person of exactly this name (or number) appears, and why it is they.
    ///
    /// # Errors
    /// When nobody has this name.
    pub fn sightings(&self, called: &str) -> Result<Vec<Sighting>> {
        let person = self.find_person(called)?;
        let sql = format!(
            "SELECT {}, a.name, a.names, a.roles, a.why FROM appearances a JOIN documents d ON d.document = a.document \
             WHERE a.person = ?1 ORDER BY d.published, d.document",
            Description::COLUMNS
        );
        let mut sightings = self.connection.prepare(&sql).at(&self.path)?;
        let width = Description::WIDTH;
        let mut rows = sightings.query([person]).at(&self.path)?;
        let mut sightings = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            let list = |at: usize| -> Result<Vec<String>> {
                strings(&row.get::<_, String>(width + at).at(&self.path)?).map_err(|cause| self.error(cause))
            };
            sightings.push(Sighting {
                document: Description::of(row).at(&self.path)?,
                name: row.get(width).at(&self.path)?,
                names: list(1)?,
                roles: list(2)?,
                why: row.get(width + 3).at(&self.path)?,
            });
        }
        Ok(sightings)
    }

    /// Says that two names are one person, who then bears the second name. It is kept as data and holds for documents
    /// added later and after a rebuild.
    ///
    /// # Errors
    /// When one of the names is nobody's, or both are one person already.
    pub fn merge_people(&mut self, one: &str, into: &str, who: Option<&str>) -> Result<()> {
        let (from, into) = (self.find_person(one)?, self.find_person(into)?);
        if from == into {
            return Err(self.error(Cause::Unknown(format!("“{one}” is this person already"))));
        }
        self.write(|transaction| {
            // names joined to the first before go with it
            transaction.execute(
                "UPDATE aliases SET (into_key, name) = (SELECT key, name FROM people WHERE person = ?2) \
                 WHERE into_key = (SELECT key FROM people WHERE person = ?1)",
                params![from, into],
            )?;
            transaction.execute(
                "INSERT OR REPLACE INTO aliases (key, into_key, name, who, at) \
                 SELECT f.key, i.key, i.name, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') \
                 FROM people f, people i WHERE f.person = ?1 AND i.person = ?2",
                params![from, into, who],
            )?;
            transaction.execute(
                "UPDATE appearances SET person = ?2, why = 'joined by a person' WHERE person = ?1",
                params![from, into],
            )?;
            transaction.execute(
                "INSERT OR IGNORE INTO callings (called, person) SELECT called, ?2 FROM callings WHERE person = ?1",
                params![from, into],
            )?;
            transaction.execute("DELETE FROM people WHERE person = ?1", [from]).map(drop)
        })
    }

    /// Takes back that a name was joined to another person, by a person or by what documents show; in the second case it is
    /// kept as data that the name is somebody of their own.
    ///
    /// # Errors
    /// When the name was not joined to anybody.
    pub fn split_person(&mut self, called: &str, who: Option<&str>) -> Result<()> {
        let key = name::key(called);
        if self.write(|transaction| split(transaction, &key, called, who))? {
            return Ok(());
        }
        let why =
            format!("“{called}” was not joined to anybody; `people show` says why two names are one person");
        Err(self.error(Cause::Unknown(why)))
    }

    /// The person of this number or name.
    pub(crate) fn find_person(&self, called: &str) -> Result<i64> {
        let found = match called.parse::<i64>() {
            Ok(number) => self.connection.query_row("SELECT person FROM people WHERE person = ?1", [number], |row| row.get(0)),
            Err(_) => self.connection.query_row(
                "SELECT person FROM people WHERE key = coalesce((SELECT into_key FROM aliases WHERE key = ?1), \
                 (SELECT into_key FROM likenesses WHERE key = ?1), ?1)",
                [name::key(called)],
                |row| row.get(0),
            ),
        };
        match found {
            Err(rusqlite::Error::QueryReturnedNoRows) => {
                let why = format!("nobody in the record is called “{called}”; `people` lists who is");
                Err(self.error(Cause::Unknown(why)))
            }
            found => found.at(&self.path),
        }
    }
}

/// Gives a name back to a person of its own; whether it was somebody else's.
fn split(to: &Transaction, key: &str, called: &str, who: Option<&str>) -> rusqlite::Result<bool> {
    let joined = to.execute("DELETE FROM aliases WHERE key = ?1 AND into_key <> ?1", [key])?;
    if joined == 0 && !keep_apart(to, key, called, who)? {
        return Ok(false);
    }
    let (person, why) = crate::add::identity(to, key, called)?;
    to.execute("UPDATE appearances SET person = ?2, why = ?3 WHERE key = ?1", params![key, person, why])?;
    to.execute(
        "INSERT OR IGNORE INTO callings (called, person) VALUES (?1, ?2)",
        params![name::plain(called), person],
    )?;
    Ok(true)
}

/// Keeps a name apart that the documents together gave to somebody else; whether they did.
fn keep_apart(to: &Transaction, key: &str, called: &str, who: Option<&str>) -> rusqlite::Result<bool> {
    let given = to.execute("DELETE FROM likenesses WHERE key = ?1", [key])?
        + to.execute(
            "UPDATE appearances SET why = '' WHERE key = ?1 AND person NOT IN (SELECT person FROM people WHERE key = ?1)",
            [key],
        )?;
    if given > 0 {
        to.execute(
            "INSERT OR REPLACE INTO aliases (key, into_key, name, who, at) \
             VALUES (?1, ?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            params![key, called, who],
        )?;
    }
    Ok(given > 0)
}
