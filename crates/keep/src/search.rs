//! Search: the passages that answer a question, best first.

use std::collections::{HashMap, HashSet};

use rusqlite::{Row, params, params_from_iter};

use crate::Record;
use crate::condition::Conditions;
use crate::error::{At, Cause, Result};
use crate::named::Description;
use crate::question::Question;

/// Signs around matched words in a snippet, as FTS5 puts them: no text that is kept holds them unharmed.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// Words in a snippet.
const SNIPPET_WORDS: i64 = 40;

/// A passage found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Where it stands.
    pub document: Description,
    /// Who speaks in the passage.
    pub speaker: Option<String>,
    /// The turn (index), where the document has turns.
    pub turn: Option<usize>,
    /// First code point of the passage.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Some of its words.
    pub snippet: String,
    /// The words asked for, in code points of the snippet.
    pub matches: Vec<(usize, usize)>,
    /// Likeness: higher is better; 0 where only fields were asked.
    pub score: f64,
}

/// A passage that answers a question, before its words are looked at.
#[derive(Clone, Copy)]
struct Candidate {
    passage: i64,
    /// The original of its document's family.
    family: Option<i64>,
    document: i64,
    score: f64,
}

/// Passages with the words asked for that are weighed against each other, at most: of words that stand in more, those of
/// the documents added last. To weigh a hundred thousand would take a fifth of a second, and tell nothing.
const WEIGHED: usize = 2_500;

/// Candidates looked at for each answer wanted, to begin with: others are copies.
const SPARE: usize = 4;

/// The original of a document's family; of an older version nothing, for the newer stands in its place.
const FAMILY: &str = "CASE WHEN d.superseded_by IS NULL THEN \
                      coalesce((SELECT original FROM copies c WHERE c.document = d.document), d.document) END";

impl Record {
    /// The passages that answer the question, best first, or latest first where it has no words. Of documents that repeat
    /// each other only the one with the best passage is given. `skip` of them are passed over.
    ///
    /// # Errors
    /// A damaged record.
    pub fn search(&self, question: &Question, skip: usize, most: usize) -> Result<Vec<Hit>> {
        let most = most.saturating_add(skip).min(100_000);
        let persons = self.called(&question.speaker)?;
        let mut wanted = most.saturating_mul(SPARE).saturating_add(SPARE);
        loop {
            let candidates = match question.words.is_empty() {
                true => self.latest(question, &persons, wanted)?,
                false => self.best(question, &persons, wanted)?,
            };
            let all = candidates.len() < wanted;
            let mut chosen = one_of_each_family(candidates);
            if all || chosen.len() >= most {
                chosen.truncate(most);
                return chosen.iter().skip(skip).map(|candidate| self.hit(question, candidate)).collect();
            }
            wanted = wanted.saturating_mul(4);
        }
    }

    /// Takes a question apart, as an error of the record where it cannot be understood.
    pub fn question(&self, asked: &str) -> Result<Question> {
        Question::parse(asked).map_err(|why| self.error(Cause::Question(why)))
    }

    /// Passages with the words, best first.
    fn best(&self, question: &Question, persons: &Option<Vec<i64>>, most: usize) -> Result<Vec<Candidate>> {
        if question.is_words_alone() && question.weighed == question.words {
            return self.best_anywhere(&question.words, most);
        }
        let found = self.matching(question, persons, WEIGHED)?;
        let among = serde_json::json!(found).to_string();
        if question.weighed.is_empty() {
            let sql =
                described("SELECT value AS found, 0.0 AS score FROM json_each(?1) LIMIT ?2", "found DESC");
            return self.all(&sql, params![among, most as i64], candidate);
        }
        let (Some(last), Some(first)) = (found.first(), found.last()) else { return Ok(Vec::new()) };
        let sql = described(
            "SELECT rowid AS found, -bm25(search, 4.0, 1.0) AS score FROM search WHERE search MATCH ?1 \
             AND rowid BETWEEN ?3 AND ?4 AND +rowid IN (SELECT value FROM json_each(?5)) \
             ORDER BY score DESC, found LIMIT ?2",
            "score DESC, found",
        );
        self.all(&sql, params![question.weighed, most as i64, first, last, among], candidate)
    }

    /// The same where nothing but words was asked that all weigh something: they are found and weighed at once.
    fn best_anywhere(&self, words: &str, most: usize) -> Result<Vec<Candidate>> {
        let sql = described(
            &format!(
                "SELECT found, score FROM (SELECT rowid AS found, -bm25(search, 4.0, 1.0) AS score FROM search \
                  WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT {WEIGHED}) ORDER BY score DESC, found LIMIT ?2"
            ),
            "score DESC, found",
        );
        self.all(&sql, params![words, most as i64], candidate)
    }

    /// The passages that have the words and meet the fields, those added last first.
    pub(crate) fn matching(
        &self,
        question: &Question,
        persons: &Option<Vec<i64>>,
        most: usize,
    ) -> Result<Vec<i64>> {
        let speakers: Option<HashSet<i64>> =
            persons.as_ref().map(|persons| persons.iter().copied().collect());
        let mut stretches = match question.is_of_documents() {
            true => Some(self.stretches(question)?),
            false => None,
        };
        let sql = match speakers {
            None => "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC",
            Some(_) => {
                "SELECT s.passage, a.person FROM search CROSS JOIN passages s ON s.passage = search.rowid \
                 CROSS JOIN appearances a ON a.document = s.document AND a.number = s.speaker \
                 WHERE search MATCH ?1 ORDER BY search.rowid DESC"
            }
        };
        let mut found = Vec::new();
        let mut asked = self.connection.prepare_cached(sql).at(&self.path)?;
        let mut rows = asked.query([&question.words]).at(&self.path)?;
        while found.len() < most
            && let Some(row) = rows.next().at(&self.path)?
        {
            let passage: i64 = row.get(0).at(&self.path)?;
            let by = match &speakers {
                Some(speakers) => speakers.contains(&row.get(1).at(&self.path)?),
                None => true,
            };
            if by && stretches.as_mut().is_none_or(|stretches| holds(stretches, passage)) {
                found.push(passage);
            }
        }
        Ok(found)
    }

    /// The passages of the documents that meet a question's fields: the first and the last of each, in order.
    fn stretches(&self, question: &Question) -> Result<Vec<(i64, i64)>> {
        let conditions = Conditions::of(&Question { words: String::new(), ..question.clone() });
        let sql = format!(
            "SELECT d.first_passage, d.last_passage FROM documents d \
             WHERE d.first_passage IS NOT NULL AND {} ORDER BY d.first_passage",
            conditions.all()
        );
        self.all(&sql, params_from_iter(conditions.values), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Passages of the speaker or of all, the latest documents' first.
    fn latest(&self, question: &Question, persons: &Option<Vec<i64>>, most: usize) -> Result<Vec<Candidate>> {
        let mut conditions = Conditions::of(question);
        conditions.persons(persons);
        let (number, from) = match persons {
            Some(_) => ("a.number", "appearances a CROSS JOIN documents d ON d.document = a.document"),
            None => ("NULL", "documents d"),
        };
        let sql = format!(
            "SELECT d.document, {number}, {FAMILY} FROM {from} WHERE {} ORDER BY d.published DESC, d.document",
            conditions.all()
        );
        let mut documents = self.connection.prepare_cached(&sql).at(&self.path)?;
        let mut documents = documents.query(params_from_iter(conditions.values)).at(&self.path)?;
        let mut passages = self
            .connection
            .prepare_cached(
                "SELECT passage, ?3, document, 0.0 FROM passages WHERE document = ?1 AND (?2 IS NULL OR speaker = ?2) \
                 ORDER BY passage",
            )
            .at(&self.path)?;
        let mut latest = Vec::new();
        while latest.len() < most
            && let Some(row) = documents.next().at(&self.path)?
        {
            let (document, number, family): (i64, Option<i64>, i64) =
                (|| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))().at(&self.path)?;
            let found = passages.query_map(params![document, number, family], candidate);
            let found: rusqlite::Result<Vec<_>> = found.at(&self.path)?.collect();
            latest.extend(found.at(&self.path)?);
        }
        latest.truncate(most);
        Ok(latest)
    }

    /// A passage with its words.
    fn hit(&self, question: &Question, candidate: &Candidate) -> Result<Hit> {
        let (snippet, from, condition) = match question.words.is_empty() {
            true => (
                "substr(w.words, 1, 240)".to_owned(),
                "passages s JOIN passage_words w USING (passage)",
                "s.passage = ?1 AND ?2 = ''",
            ),
            false => (
                format!("snippet(search, 1, char(1), char(2), '…', {SNIPPET_WORDS})"),
                "search JOIN passages s ON s.passage = search.rowid",
                "search.rowid = ?1 AND search MATCH ?2",
            ),
        };
        let sql = format!(
            "SELECT {}, p.name, s.turn, s.start, s.\"end\", {snippet} FROM {from} \
             JOIN documents d ON d.document = s.document \
             LEFT JOIN appearances a ON a.document = s.document AND a.number = s.speaker \
             LEFT JOIN people p ON p.person = a.person WHERE {condition}",
            Description::COLUMNS
        );
        let mut hit = self.connection.prepare_cached(&sql).at(&self.path)?;
        let hit = hit.query_row(params![candidate.passage, question.words], shown).at(&self.path)?;
        Ok(Hit { score: candidate.score, ..hit })
    }
}

/// Whether one of these stretches holds the passage. Both go from the last passage to the first: stretches behind it are
/// not looked at again.
fn holds(stretches: &mut Vec<(i64, i64)>, passage: i64) -> bool {
    while stretches.last().is_some_and(|&(first, _)| first > passage) {
        stretches.pop();
    }
    stretches.last().is_some_and(|&(_, last)| passage <= last)
}

/// Passages `found` with their scores, as candidates.
fn described(found: &str, order: &str) -> String {
    format!(
        "SELECT s.passage, {FAMILY}, d.document, score FROM ({found}) CROSS JOIN passages s ON s.passage = found \
         CROSS JOIN documents d ON d.document = s.document ORDER BY {order}"
    )
}

fn candidate(row: &Row) -> rusqlite::Result<Candidate> {
    Ok(Candidate { passage: row.get(0)?, family: row.get(1)?, document: row.get(2)?, score: row.get(3)? })
}

/// Leaves out the passages of older versions, and of documents of whose family another has a better one.
fn one_of_each_family(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut families: HashMap<i64, i64> = HashMap::new();
    let mut first = |found: &Candidate| {
        found.family.is_some_and(|family| *families.entry(family).or_insert(found.document) == found.document)
    };
    candidates.into_iter().filter(|found| first(found)).collect()
}

fn shown(row: &Row) -> rusqlite::Result<Hit> {
    let width = Description::WIDTH;
    let (snippet, matches) = unmarked(&row.get::<_, String>(width + 4)?);
    Ok(Hit {
        document: Description::of(row)?,
        speaker: row.get(width)?,
        turn: row.get::<_, Option<u32>>(width + 1)?.map(|turn| turn as usize),
        start: row.get::<_, u32>(width + 2)? as usize,
        end: row.get::<_, u32>(width + 3)? as usize,
        snippet,
        matches,
        score: 0.0,
    })
}

/// A snippet without its signs, in one line, and the places that were between them.
fn unmarked(marked: &str) -> (String, Vec<(usize, usize)>) {
    let mut snippet = String::with_capacity(marked.len());
    let (mut matches, mut open, mut points) = (Vec::new(), None, 0);
    for character in marked.chars() {
        match character {
            OPEN => open = Some(points),
            CLOSE => matches.extend(open.take().map(|start| (start, points))),
            character if character.is_whitespace() && (snippet.is_empty() || snippet.ends_with(' ')) => {}
            character => {
                snippet.push(if character.is_whitespace() { ' ' } else { character });
                points += 1;
            }
        }
    }
    (snippet, matches)
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn a_snippet_tells_where_its_matches_stand() {
        let (snippet, matches) = unmarked("…the \n \u{1}é bridge\u{2} and\t \u{1}x\u{2}");
        assert_eq!(snippet, "…the é bridge and x");
        assert_eq!(matches, [(5, 13), (18, 19)]);
    }
}
