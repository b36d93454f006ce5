//! Search: the passages that answer a question, best first.

use rusqlite::Row;
use rusqlite::types::{ToSql, Value};

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

impl Record {
    /// The passages that answer the question, best first, or latest first where it has no words.
    ///
    /// # Errors
    /// A damaged record.
    pub fn search(&self, question: &Question, most: usize) -> Result<Vec<Hit>> {
        let (sql, values) = asking(question, most);
        let mut statement = self.connection.prepare_cached(&sql).at(&self.path)?;
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let hits = statement.query_map(&values[..], hit).at(&self.path)?;
        hits.collect::<rusqlite::Result<_>>().at(&self.path)
    }

    /// Takes a question apart, as an error of the record where it cannot be understood.
    pub fn question(&self, asked: &str) -> Result<Question> {
        Question::parse(asked).map_err(|why| self.error(Cause::Question(why)))
    }
}

/// A question as SQL, with its values.
fn asking(question: &Question, most: usize) -> (String, Vec<Value>) {
    let mut conditions = Conditions::of(question);
    let (score, order, snippet, from) = match question.words.is_empty() {
        true => (
            "0.0",
            "d.published DESC, s.passage",
            "substr(w.words, 1, 240)".to_owned(),
            "passages s JOIN passage_words w USING (passage)",
        ),
        false => (
            "-bm25(search, 4.0, 1.0)",
            "score DESC, s.passage",
            format!("snippet(search, 1, char(1), char(2), '…', {SNIPPET_WORDS})"),
            "search JOIN passages s ON s.passage = search.rowid",
        ),
    };
    let most = conditions.value(most.min(100_000) as i64);
    let sql = format!(
        "SELECT {}, p.name, s.turn, s.start, s.\"end\", {snippet}, {score} AS score \
         FROM {from} JOIN documents d ON d.document = s.document \
         LEFT JOIN appearances a ON a.document = s.document AND a.number = s.speaker \
         LEFT JOIN people p ON p.person = a.person \
         WHERE {} ORDER BY {order} LIMIT {most}",
        Description::COLUMNS,
        conditions.all()
    );
    (sql, conditions.values)
}

fn hit(row: &Row) -> rusqlite::Result<Hit> {
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
        score: row.get(width + 5)?,
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
