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
        let by = by.map(question::plain_words).unwrap_or_default();
        let mut statements = self.asked(&said(&question, &by, most))?;
        statements.extend(self.asked(&quoted(&question, &by, most))?);
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

/// Passages of turns.
fn said(question: &Question, by: &[String], most: usize) -> (String, Vec<Value>) {
    let words = "substr(x.text, s.start + 1, s.\"end\" - s.start)";
    let parts = format!("'t' || (s.turn + 1), p.name, s.start, s.\"end\", {words}, NULL, d.sha256");
    let person = "a.document = s.document AND a.number = s.speaker";
    asking(&parts, "", person, question, by, most)
}

/// Quotations that begin in a passage with the words.
fn quoted(question: &Question, by: &[String], most: usize) -> (String, Vec<Value>) {
    let words = "substr(x.text, q.start + 1, q.\"end\" - q.start)";
    let parts = format!("'q' || (q.number + 1), p.name, q.start, q.\"end\", {words}, q.confidence, d.sha256");
    let join = "JOIN quotations q ON q.document = s.document AND q.start >= s.start AND q.start < s.\"end\"";
    asking(&parts, join, "a.document = q.document AND a.number = q.speaker", question, by, most)
}

fn asking(
    parts: &str,
    join: &str,
    person: &str,
    question: &Question,
    by: &[String],
    most: usize,
) -> (String, Vec<Value>) {
    let mut conditions = Conditions::of(question);
    conditions.called(by);
    let most = conditions.value(most.min(100_000) as i64);
    let from = match question.words.is_empty() {
        true => "passages s",
        false => "search JOIN passages s ON s.passage = search.rowid",
    };
    let sql = format!(
        "SELECT {}, {parts} FROM {from} {join} JOIN documents d ON d.document = s.document \
         JOIN texts x ON x.document = s.document JOIN appearances a ON {person} JOIN people p ON p.person = a.person \
         WHERE {} ORDER BY d.published DESC, d.document, s.start LIMIT {most}",
        Description::COLUMNS,
        conditions.all()
    );
    (sql, conditions.values)
}
