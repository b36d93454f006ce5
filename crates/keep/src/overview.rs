//! The record at a glance: what it holds, what came last, what waits for a person.

use rusqlite::Row;
use rusqlite::types::Value;

use crate::Record;
use crate::condition::Conditions;
use crate::document::point;
use crate::error::{At, Result};
use crate::named::Description;
use crate::question::Question;

/// Passages looked at for facets: enough to show what there is, few enough to count while somebody waits.
const FACET_PASSAGES: usize = 1000;

/// A name and how often it stands.
pub type Counted = (String, usize);

/// What the record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Current documents by kind.
    pub kinds: Vec<Counted>,
    /// Turns.
    pub turns: usize,
    /// Quotations.
    pub quotations: usize,
    /// People.
    pub people: usize,
    /// Occasions.
    pub occasions: usize,
    /// Words of people on findings.
    pub reviews: usize,
    /// The first day of a document.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

/// A finding that no person has looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Where the quotation stands.
    pub document: Description,
    /// Its index there.
    pub quotation: usize,
    /// Its words.
    pub words: String,
    /// traced, not_in_transcript, undecided.
    pub status: String,
    /// The wording where it was traced.
    pub wording: Option<String>,
}

/// What the passages that answer a question have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Kinds of documents.
    pub kinds: Vec<Counted>,
    /// Years.
    pub years: Vec<Counted>,
    /// Who speaks.
    pub speakers: Vec<Counted>,
    /// Who published.
    pub publishers: Vec<Counted>,
    /// How many passages were counted, …
    pub counted: usize,
    /// … and whether there are more.
    pub more: bool,
}

impl Record {
    /// What the record holds.
    ///
    /// # Errors
    /// A damaged record.
    pub fn overview(&self) -> Result<Overview> {
        let count = |sql: &str| -> Result<usize> {
            self.connection.query_row(sql, [], |row| point(row, 0)).at(&self.path)
        };
        let days = "SELECT min(published), max(published) FROM documents INDEXED BY documents_current \
                    WHERE superseded_by IS NULL";
        let (first, last) =
            self.connection.query_row(days, [], |row| Ok((row.get(0)?, row.get(1)?))).at(&self.path)?;
        let kinds = "SELECT kind, count(*) AS n FROM documents WHERE superseded_by IS NULL GROUP BY kind \
                     ORDER BY n DESC";
        Ok(Overview {
            kinds: self.all(kinds, [], |row| Ok((row.get(0)?, point(row, 1)?)))?,
            turns: count("SELECT count(*) FROM turns")?,
            quotations: count("SELECT count(*) FROM quotations")?,
            people: count("SELECT count(*) FROM people")?,
            occasions: count("SELECT count(*) FROM occasions")?,
            reviews: count("SELECT count(*) FROM reviews")?,
            first,
            last,
        })
    }

    /// Current documents, those added last first; `skip` of them are passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn latest_added(&self, skip: usize, most: usize) -> Result<Vec<Description>> {
        let sql = format!(
            "SELECT {} FROM documents d WHERE d.superseded_by IS NULL ORDER BY d.document DESC LIMIT ?1 OFFSET ?2",
            Description::COLUMNS
        );
        self.all(&sql, [most.min(100_000) as i64, skip.min(1 << 40) as i64], Description::of)
    }

    /// Findings that are more than the same words and that nobody has looked at, in the latest documents first.
    ///
    /// # Errors
    /// A damaged record.
    pub fn waiting(&self, most: usize) -> Result<Vec<Waiting>> {
        let sql = format!(
            "SELECT {}, q.number, substr(x.text, q.start + 1, q.\"end\" - q.start) AS words, t.status, t.wording \
             FROM traces t JOIN quotations q ON q.document = t.document AND q.number = t.quotation \
             JOIN documents d ON d.document = t.document JOIN texts x ON x.document = t.document \
             WHERE (t.status = 'not_in_transcript' OR t.wording <> 'verbatim' OR t.speaker_check = 'differs') \
             AND d.superseded_by IS NULL \
             AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.sha256 = d.sha256 AND r.start = q.start) \
             ORDER BY t.document DESC, t.quotation LIMIT ?1",
            Description::COLUMNS
        );
        self.all(&sql, [most.min(100_000) as i64], |row| {
            let at = Description::WIDTH;
            Ok(Waiting {
                document: Description::of(row)?,
                quotation: point(row, at)?,
                words: row.get(at + 1)?,
                status: row.get(at + 2)?,
                wording: row.get(at + 3)?,
            })
        })
    }

    /// Counts kinds, years, speakers and publishers over the first passages that answer a question.
    ///
    /// # Errors
    /// A damaged record.
    pub fn facets(&self, question: &Question) -> Result<Facets> {
        let persons = self.called(&question.speaker)?;
        let (sql, values) = match question.words.is_empty() {
            true => facets_of_fields(question, &persons),
            false => {
                let found = self.matching(question, &persons, FACET_PASSAGES + 1)?;
                let of = "json_each(?1) f CROSS JOIN passages s ON s.passage = f.value \
                          CROSS JOIN documents d ON d.document = s.document \
                          LEFT JOIN appearances a ON a.document = s.document AND a.number = s.speaker";
                (faceted(of, "d.superseded_by IS NULL"), vec![serde_json::json!(found).to_string().into()])
            }
        };
        let values = rusqlite::params_from_iter(values);
        let named = |row: &Row| -> rusqlite::Result<[Option<String>; 4]> {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        };
        let mut rows = self.all(&sql, values, named)?;
        let more = rows.len() > FACET_PASSAGES;
        rows.truncate(FACET_PASSAGES);
        let facet = |at: usize| counted(rows.iter().filter_map(|row| row[at].as_deref()));
        let (kinds, mut years, speakers, publishers) = (facet(0), facet(1), facet(2), facet(3));
        years.sort_by(|left, right| right.0.cmp(&left.0));
        Ok(Facets { kinds, years, speakers, publishers, counted: rows.len(), more })
    }
}

/// What is counted of the passages that only fields were asked of.
fn facets_of_fields(question: &Question, persons: &Option<Vec<i64>>) -> (String, Vec<Value>) {
    let mut conditions = Conditions::of(question);
    conditions.persons(persons);
    let from = match persons {
        Some(_) => {
            "appearances a CROSS JOIN documents d ON d.document = a.document \
             CROSS JOIN passages s ON s.document = d.document AND s.speaker = a.number"
        }
        None => {
            "documents d CROSS JOIN passages s ON s.document = d.document \
             LEFT JOIN appearances a ON a.document = s.document AND a.number = s.speaker"
        }
    };
    (faceted(from, &conditions.all()), conditions.values)
}

/// Kind, year, speaker and publisher of passages.
fn faceted(from: &str, conditions: &str) -> String {
    format!(
        "SELECT d.kind, substr(d.published, 1, 4), p.name, d.publisher FROM {from} \
         LEFT JOIN people p ON p.person = a.person WHERE {conditions} LIMIT {}",
        FACET_PASSAGES + 1
    )
}

/// Names with how often each stands, the most frequent first.
fn counted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Counted> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let mut counted: Vec<Counted> =
        counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count)); // stable: names stay in their order
    counted
}
