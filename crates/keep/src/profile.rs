//! One person, one occasion: what the record knows of them by number.

use rusqlite::params;

use crate::document::point;
use crate::error::{Cause, Result};
use crate::named::Description;
use crate::occasion::OF_OCCASION;
use crate::overview::Counted;
use crate::person::{PERSON, person};
use crate::{Occasion, Person, Record};

/// A person with what is counted of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The person.
    pub person: Person,
    /// What documents call them, and in how many.
    pub names: Vec<Counted>,
    /// Turns they have.
    pub turns: usize,
    /// Quotations given to them.
    pub quotations: usize,
    /// Those of the quotations that were traced, by verdict (status, or wording where it is traced).
    pub verdicts: Vec<Counted>,
    /// Occasions on which they spoke, latest first, 200 at most: number, name, day.
    pub occasions: Vec<(i64, String, String)>,
}

/// A document in which a person speaks or is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The document.
    pub document: Description,
    /// How many turns they have there.
    pub turns: usize,
    /// How many quotations.
    pub quotations: usize,
    /// The first of them: part (`t4`, `q3`), start, end, words.
    pub first: Vec<(String, usize, usize, String)>,
}

/// Statements shown for each document.
const FIRST: usize = 3;
/// Code points shown of each.
const WORDS: usize = 400;
/// Occasions given of a person, …
const OCCASIONS: usize = 200;
/// … which are looked for in so many of the latest documents in which they speak.
const LATEST: usize = 1000;

impl Record {
    /// The person of this number or name.
    ///
    /// # Errors
    /// When there is nobody; a damaged record.
    pub fn profile(&self, called: &str) -> Result<Profile> {
        let number = self.find_person(called)?;
        let sql = format!("SELECT {PERSON}, turns, quotations FROM people WHERE person = ?1");
        let found = self.all(&sql, [number], |row| Ok((person(row)?, point(row, 5)?, point(row, 6)?)))?;
        let Some((mut person, turns, quotations)) = found.into_iter().next() else {
            return Err(self.error(Cause::Unknown(format!("nobody has the number {number}"))));
        };
        person.offices = self.offices(number)?;
        let counted = |row: &rusqlite::Row| Ok((row.get(0)?, point(row, 1)?));
        Ok(Profile {
            names: self.all(
                "SELECT name, count(*) AS n FROM appearances WHERE person = ?1 GROUP BY name ORDER BY n DESC, name",
                [number],
                counted,
            )?,
            turns,
            quotations,
            verdicts: self.all(
                "SELECT coalesce(r.wording, r.status) AS verdict, count(*) AS n FROM appearances a \
                 JOIN quotations q ON q.document = a.document AND q.speaker = a.number \
                 JOIN traces r ON r.document = q.document AND r.quotation = q.number \
                 WHERE a.person = ?1 AND a.quotations > 0 \
                 AND EXISTS (SELECT 1 FROM tracings t WHERE t.document = a.document) GROUP BY verdict ORDER BY n DESC",
                [number],
                counted,
            )?,
            occasions: self.all(
                &format!(
                    "SELECT DISTINCT o.occasion, o.name, o.date FROM (SELECT document FROM appearances \
                      WHERE person = ?1 AND turns > 0 ORDER BY day DESC, document DESC LIMIT {LATEST}) \
                     CROSS JOIN documents d USING (document) JOIN occasions o USING (occasion) \
                     WHERE d.superseded_by IS NULL ORDER BY o.date DESC, o.occasion LIMIT {OCCASIONS}"
                ),
                [number],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?,
            person,
        })
    }

    /// The documents in which the person of this number speaks or is quoted, latest first, with their first words there.
    ///
    /// # Errors
    /// A damaged record.
    pub fn spoken_by(&self, person: i64, skip: usize, most: usize) -> Result<Vec<Spoken>> {
        let sql = format!(
            "SELECT {}, a.number, a.turns, a.quotations FROM appearances a CROSS JOIN documents d USING (document) \
             WHERE a.person = ?1 AND a.turns + a.quotations > 0 AND d.superseded_by IS NULL \
             ORDER BY a.day DESC, a.document DESC, a.number LIMIT ?2 OFFSET ?3",
            Description::COLUMNS
        );
        let page = params![person, most.min(1000) as i64, skip.min(1 << 40) as i64];
        let found = self.all(&sql, page, |row| {
            let at = Description::WIDTH;
            let (turns, quotations, first) = (point(row, at + 1)?, point(row, at + 2)?, Vec::new());
            let spoken = Spoken { document: Description::of(row)?, turns, quotations, first };
            Ok((spoken, row.get::<_, i64>(at)?))
        })?;
        found.into_iter().map(|(spoken, number)| self.with_first_words(spoken, number)).collect()
    }

    fn with_first_words(&self, mut spoken: Spoken, number: i64) -> Result<Spoken> {
        for (table, sign) in [("turns", 't'), ("quotations", 'q')] {
            let sql = format!(
                "SELECT t.number, t.start, t.\"end\", substr(x.text, t.start + 1, min(t.\"end\" - t.start, {WORDS})) \
                 FROM {table} t JOIN texts x USING (document) WHERE t.document = ?1 AND t.speaker = ?2 \
                 ORDER BY t.number LIMIT {FIRST}"
            );
            let first = self.all(&sql, [spoken.document.number, number], |row| {
                Ok((format!("{sign}{}", point(row, 0)? + 1), point(row, 1)?, point(row, 2)?, row.get(3)?))
            })?;
            spoken.first.extend(first);
        }
        spoken.first.truncate(FIRST);
        Ok(spoken)
    }

    /// The occasion of this number.
    ///
    /// # Errors
    /// When there is none; a damaged record.
    pub fn occasion(&self, number: i64) -> Result<Occasion> {
        let sql = "SELECT occasion, name, date, place FROM occasions WHERE occasion = ?1";
        let found = self.all(sql, [number], Occasion::of)?;
        let Some(mut occasion) = found.into_iter().next() else {
            return Err(self.error(Cause::Unknown(format!("no occasion has the number {number}"))));
        };
        self.describe_occasion(&mut occasion)?;
        Ok(occasion)
    }

    /// The numbers of the people of these exact names in a document's occasion, for links.
    ///
    /// # Errors
    /// A damaged record.
    pub fn speakers_of(&self, occasion: i64) -> Result<Vec<(i64, String, usize)>> {
        let sql = format!(
            "SELECT p.person, p.name, sum(a.turns) AS n FROM (SELECT ?1 AS occasion) o \
             JOIN documents d ON d.document IN ({OF_OCCASION}) JOIN appearances a USING (document) \
             JOIN people p USING (person) WHERE d.superseded_by IS NULL AND a.turns > 0 \
             GROUP BY p.person ORDER BY n DESC, p.name"
        );
        self.all(&sql, [occasion], |row| Ok((row.get(0)?, row.get(1)?, point(row, 2)?)))
    }
}
