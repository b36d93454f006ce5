//! A question's fields as conditions of SQL, for whatever is asked for.

use rusqlite::types::Value;

use crate::question::Question;

/// Conditions that must all hold, and the values they name. They speak of documents `d`, people `p` and appearances `a`.
#[derive(Default)]
pub(crate) struct Conditions {
    pub conditions: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    /// Only current documents, and what the question narrows them to.
    pub fn of(question: &Question) -> Self {
        let current = "d.superseded_by IS NULL".to_owned();
        let mut conditions = Conditions { conditions: vec![current], values: Vec::new() };
        if !question.words.is_empty() {
            let words = conditions.value(question.words.clone());
            conditions.also(format!("search MATCH {words}"));
        }
        conditions.fields(question);
        conditions
    }

    /// Adds a condition.
    pub fn also(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    /// Keeps a value and gives the sign that stands for it.
    pub fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Words that one of the columns must hold, each.
    pub fn holds(&mut self, words: &[String], columns: &[&str]) {
        for word in words {
            let value = self.value(format!("%{word}%"));
            let any: Vec<_> = columns.iter().map(|column| format!("{column} LIKE {value}")).collect();
            self.also(format!("({})", any.join(" OR ")));
        }
    }

    /// The person must be one of these, if any are given.
    pub fn persons(&mut self, persons: &Option<Vec<i64>>) {
        if let Some(persons) = persons {
            let persons = self.value(serde_json::json!(persons).to_string());
            self.also(format!("a.person IN (SELECT value FROM json_each({persons}))"));
        }
    }

    /// All conditions in one.
    pub fn all(&self) -> String {
        self.conditions.join(" AND ")
    }

    fn fields(&mut self, question: &Question) {
        self.holds(&question.publisher, &["d.publisher", "d.author", "d.url"]);
        let occasion = "(SELECT name FROM occasions o WHERE o.occasion = coalesce((SELECT t.occasion FROM ties t \
                        WHERE t.document = d.document), d.occasion))";
        self.holds(&question.occasion, &[occasion, "d.title"]);
        if let Some(kind) = &question.kind {
            let kind = self.value(kind.clone());
            self.also(format!("d.kind = {kind}"));
        }
        if let Some(since) = &question.since {
            let since = self.value(since.clone());
            self.also(format!("d.published >= {since}"));
        }
        if let Some(until) = &question.until {
            // every day of a month sorts before the month with a tilde behind it
            let until = self.value(format!("{until}~"));
            self.also(format!("d.published < {until}"));
        }
    }
}
