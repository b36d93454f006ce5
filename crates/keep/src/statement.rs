//! What somebody said, and what others report of it.

use rusqlite::types::{ToSql, Value};

use crate::condition::Conditions;
use crate::error::{At, Result};
use crate::named::Description;
use crate::question::Question;
use crate::{Record, question};

/// Something said: a passage of a turn, or a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Where it stands.
    pub document: Description,
    /// `t4` of a transcript, `q3` of a report: the turn or quotation.
    pub part: String,
    /// Who says it, by the name they have in the record.
    pub speaker: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// Probability that words and speaker are right, of a quotation.
    pub confidence: Option<f64>,
    /// A person's word on it: confirm, reject, note.
    pub review: Option<String>,
}

impl Record {
    /// What the person of this name said in transcripts and is quoted with elsewhere, latest first; with `about`, only
    /// where these words stand (in the language of [`Question`]).
    ///
    /// # Errors
    /// A question that cannot be understood; a damaged record.
    pub fn statements(&self, by: Option<&str>, about: Option<&str>, most: usize) -> Result<Vec<Statement>> {
        let question = about.map(|about| self.question(about)).transpose()?.unwrap_or_default();
        let mut by = by.map(question::plain_words).unwrap_or_default();
        by.extend(question.speaker.iter().cloned());
        let by = self.called(&by)?;
        let mut statements = self.asked(&asking(&SAID, &question, &by, most))?;
        statements.extend(self.asked(&asking(&QUOTED, &question, &by, most))?);
        statements.sort_by(|left, right| {
            let day = |statement: &Statement| statement.document.published.clone();
            let place = |statement: &Statement| (statement.document.number, statement.start);
            day(right).cmp(&day(left)).then(place(left).cmp(&place(right)))
        });
        statements.truncate(most);
        Ok(statements)
    }

    fn asked(&self, (question, values): &(String, Vec<Value>)) -> Result<Vec<Statement>> {
        let mut statement = self.connection.prepare_cached(question).at(&self.path)?;
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let width = Description::WIDTH;
        let rows = statement.query_map(&values[..], |row| {
            let statement = Statement {
                document: Description::of(row)?,
                part: row.get(width)?,
                speaker: row.get(width + 1)?,
                start: row.get::<_, u32>(width + 2)? as usize,
                end: row.get::<_, u32>(width + 3)? as usize,
                words: row.get(width + 4)?,
                confidence: row.get(width + 5)?,
                review: None,
            };
            Ok((statement, row.get::<_, String>(width + 6)?))
        });
        let rows: rusqlite::Result<Vec<_>> = rows.at(&self.path)?.collect();
        let mut statements = Vec::new();
        for (mut statement, sha256) in rows.at(&self.path)? {
            statement.review = self.verdict(&sha256, &statement.words)?;
            statements.push(statement);
        }
        Ok(statements)
    }
}

/// What is asked for: passages of turns, or quotations.
struct Kind {
    /// `t4`, `q3`.
    part: &'static str,
    start: &'static str,
    end: &'static str,
    confidence: &'static str,
    /// The tables, from the words asked for and from the people.
    by_words: &'static str,
    by_people: &'static str,
}

/// Passages of turns.
const SAID: Kind = Kind {
    part: "'t' || (s.turn + 1)",
    start: "s.start",
    end: "s.\"end\"",
    confidence: "NULL",
    by_words: "search CROSS JOIN passages s ON s.passage = search.rowid \
               JOIN appearances a ON a.document = s.document AND a.number = s.speaker",
    by_people: "appearances a CROSS JOIN passages s ON s.document = a.document AND s.speaker = a.number",
};

/// Quotations; with words, those that begin in a passage with the words.
const QUOTED: Kind = Kind {
    part: "'q' || (q.number + 1)",
    start: "q.start",
    end: "q.\"end\"",
    confidence: "q.confidence",
    by_words: "search CROSS JOIN passages s ON s.passage = search.rowid \
               JOIN quotations q ON q.document = s.document AND q.start >= s.start AND q.start < s.\"end\" \
               JOIN appearances a ON a.document = q.document AND a.number = q.speaker",
    by_people: "appearances a CROSS JOIN quotations q ON q.document = a.document AND q.speaker = a.number",
};

/// The statements as SQL, with its values. Only of those that are given the words are taken out of the text. What a copy of
/// another document says is not said again.
fn asking(kind: &Kind, question: &Question, by: &Option<Vec<i64>>, most: usize) -> (String, Vec<Value>) {
    let mut conditions = Conditions::of(question);
    conditions.persons(by);
    conditions.also("d.document NOT IN (SELECT document FROM copies)".to_owned());
    let most = conditions.value(most.min(100_000) as i64);
    let Kind { part, start, end, confidence, by_words, by_people } = kind;
    let from = if question.words.is_empty() { by_people } else { by_words };
    let sql = format!(
        "SELECT {}, i.part, i.name, i.first, i.last, substr(x.text, i.first + 1, i.last - i.first), i.confidence, \
         d.sha256 FROM (SELECT d.document, {part} AS part, p.name, {start} AS first, {end} AS last, \
         {confidence} AS confidence FROM {from} JOIN documents d ON d.document = a.document \
         JOIN people p ON p.person = a.person WHERE {} ORDER BY d.published DESC, d.document, {start} LIMIT {most}) i \
         JOIN documents d ON d.document = i.document JOIN texts x ON x.document = i.document \
         ORDER BY d.published DESC, d.document, i.first",
        Description::COLUMNS,
        conditions.all()
    );
    (sql, conditions.values)
}
