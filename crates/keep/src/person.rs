//! People across documents: who is one person, why, and what they are called when.

use rusqlite::{TransactionBehavior, params};

use crate::Record;
use crate::condition::Conditions;
use crate::error::{At, Cause, Result};
use crate::held::strings;
use crate::name;
use crate::named::Description;
use crate::question::{Question, plain_words};

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

impl Record {
    /// The people whose names hold all of these words, those of most documents first; all people for no words.
    ///
    /// # Errors
    /// A damaged record.
    pub fn people(&self, called: &str, most: usize) -> Result<Vec<Person>> {
        let mut conditions = Conditions::of(&Question::default());
        conditions.persons(&self.called(&plain_words(called))?);
        let most = conditions.value(most.min(100_000) as i64);
        let sql = format!(
            "SELECT p.person, p.name, count(DISTINCT d.document) AS documents, min(d.published), max(d.published) \
             FROM people p JOIN appearances a USING (person) JOIN documents d ON d.document = a.document \
             WHERE {} GROUP BY p.person ORDER BY documents DESC, p.name LIMIT {most}",
            conditions.all()
        );
        let mut people = self.connection.prepare(&sql).at(&self.path)?;
        let people = people.query_map(rusqlite::params_from_iter(conditions.values), |row| {
            Ok(Person {
                number: row.get(0)?,
                name: row.get(1)?,
                documents: row.get::<_, u32>(2)? as usize,
                first_seen: row.get(3)?,
                last_seen: row.get(4)?,
                offices: Vec::new(),
            })
        });
        let mut people: Vec<Person> =
            people.at(&self.path)?.collect::<rusqlite::Result<_>>().at(&self.path)?;
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
        let mut people = self.connection.prepare_cached(&sql).at(&self.path)?;
        let people = people.query_map(rusqlite::params_from_iter(words), |row| row.get(0)).at(&self.path)?;
        people.collect::<rusqlite::Result<_>>().map(Some).at(&self.path)
    }

    pub(crate) fn offices(&self, person: i64) -> Result<Vec<Office>> {
        let mut offices = self
            .connection
            .prepare_cached(
                "SELECT r.value, min(d.published), max(d.published), count(DISTINCT d.document) AS documents \
                 FROM appearances a, json_each(a.roles) r JOIN documents d ON d.document = a.document \
                 WHERE a.person = ?1 AND d.superseded_by IS NULL GROUP BY r.value ORDER BY documents DESC, r.value",
            )
            .at(&self.path)?;
        let offices = offices.query_map([person], |row| {
            Ok(Office {
                name: row.get(0)?,
                first_seen: row.get(1)?,
                last_seen: row.get(2)?,
                documents: row.get::<_, u32>(3)? as usize,
            })
        });
        offices.at(&self.path)?.collect::<rusqlite::Result<_>>().at(&self.path)
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
        let path = self.path.clone();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        let merged = (|| -> rusqlite::Result<()> {
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
            transaction.execute("DELETE FROM people WHERE person = ?1", [from])?;
            Ok(())
        })();
        merged.at(&path)?;
        transaction.commit().at(&path)
    }

    /// Takes back that a name was joined to another person, by a person or by what documents show; in the second case it is
    /// kept as data that the name is somebody of their own.
    ///
    /// # Errors
    /// When the name was not joined to anybody.
    pub fn split_person(&mut self, called: &str, who: Option<&str>) -> Result<()> {
        let key = name::key(called);
        let path = self.path.clone();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        let joined =
            transaction.execute("DELETE FROM aliases WHERE key = ?1 AND into_key <> ?1", [&key]).at(&path)?;
        if joined == 0 && !keep_apart(&transaction, &key, called, who).at(&path)? {
            let why = format!(
                "“{called}” was not joined to anybody; `people show` says why two names are one person"
            );
            return Err(crate::KeepError::new(&path, Cause::Unknown(why)));
        }
        let (person, why) = crate::add::identity(&transaction, &key, called).at(&path)?;
        let split = "UPDATE appearances SET person = ?2, why = ?3 WHERE key = ?1";
        transaction.execute(split, params![key, person, why]).at(&path)?;
        let call = "INSERT OR IGNORE INTO callings (called, person) VALUES (?1, ?2)";
        transaction.execute(call, params![name::plain(called), person]).at(&path)?;
        transaction.commit().at(&path)
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

/// Keeps a name apart that the documents together gave to somebody else; whether they did.
fn keep_apart(
    to: &rusqlite::Transaction,
    key: &str,
    called: &str,
    who: Option<&str>,
) -> rusqlite::Result<bool> {
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
