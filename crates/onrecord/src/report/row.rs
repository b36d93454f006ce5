//! Answers of the record as rows for a spreadsheet.

use crate::forms::{
    Added, CommitmentAnswer, Hit, OccasionAnswer, PersonAnswer, PositionStatement, Quoted, Review,
    SeriesPoint, Sighting, Statement,
};

/// Columns before those of the document, and columns after them.
macro_rules! documented {
    [$($before:literal),*; $($after:literal),*] => {
        &[$($before,)* "document", "title", "published", "publisher", "kind", "url", $($after),*]
    };
}

/// A form that is one row of a table.
pub trait Row {
    /// The columns.
    const HEADER: &'static [&'static str];

    /// Its cells, a column each.
    fn row(&self) -> Vec<String>;
}

impl Row for Hit {
    const HEADER: &'static [&'static str] =
        documented![; "turn", "speaker", "start", "end", "snippet", "score"];

    fn row(&self) -> Vec<String> {
        let mut row = self.document.row();
        row.extend([
            said(&self.turn),
            said(&self.speaker),
            self.start.to_string(),
            self.end.to_string(),
            self.snippet.clone(),
            self.score.to_string(),
        ]);
        row
    }
}

impl Row for Statement {
    const HEADER: &'static [&'static str] =
        documented![; "statement", "how", "speaker", "start", "end", "words", "confidence", "review"];

    fn row(&self) -> Vec<String> {
        let mut row = self.document.row();
        row.extend([
            self.statement.clone(),
            self.how.to_owned(),
            self.speaker.clone(),
            self.start.to_string(),
            self.end.to_string(),
            self.words.clone(),
            self.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
            said(&self.review),
        ]);
        row
    }
}

/// A trail is a row for each quotation.
impl Row for Quoted {
    const HEADER: &'static [&'static str] = documented![; "quotation", "speaker", "words", "source_words", "status", "wording", "signalled", "touches", "after", "why", "review"];

    fn row(&self) -> Vec<String> {
        let mut row = self.document.row();
        row.extend([
            self.quotation.clone(),
            said(&self.speaker),
            self.words.clone(),
            self.source_words.clone(),
            self.status.clone(),
            said(&self.wording),
            self.signalled.to_string(),
            self.touches.join(" "),
            said(&self.after),
            self.why.unwrap_or_default().to_owned(),
            said(&self.review),
        ]);
        row
    }
}

impl Row for PersonAnswer {
    const HEADER: &'static [&'static str] =
        &["number", "name", "documents", "first_seen", "last_seen", "offices"];

    fn row(&self) -> Vec<String> {
        let offices: Vec<_> = self.offices.iter().map(|office| office.name.as_str()).collect();
        vec![
            self.number.to_string(),
            self.name.clone(),
            self.documents.to_string(),
            said(&self.first_seen),
            said(&self.last_seen),
            offices.join("; "),
        ]
    }
}

impl Row for Sighting {
    const HEADER: &'static [&'static str] = documented![; "name", "names", "roles", "why"];

    fn row(&self) -> Vec<String> {
        let mut row = self.document.row();
        row.extend([self.name.clone(), self.names.join("; "), self.roles.join("; "), self.why.clone()]);
        row
    }
}

impl Row for OccasionAnswer {
    const HEADER: &'static [&'static str] =
        &["number", "name", "date", "place", "documents", "why", "speakers"];

    fn row(&self) -> Vec<String> {
        let documents: Vec<_> = self.documents.iter().map(|document| document.id.as_str()).collect();
        vec![
            self.number.to_string(),
            self.name.clone(),
            self.date.clone(),
            said(&self.place),
            documents.join(" "),
            self.why.join("; "),
            self.speakers.join("; "),
        ]
    }
}

impl Row for SeriesPoint {
    const HEADER: &'static [&'static str] = documented!["figure", "day", "value", "upper", "out_of", "comparison", "of", "scope", "time", "relation", "beside", "speaker", "said"; "start", "end", "sentence"];

    fn row(&self) -> Vec<String> {
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut row = vec![
            self.figure.clone(),
            said(&self.day),
            self.value.to_string(),
            number(self.upper),
            number(self.out_of),
            self.comparison.clone(),
            said(&self.of),
            said(&self.scope),
            said(&self.time),
            self.relation.to_owned(),
            self.beside.map(|beside| beside.to_string()).unwrap_or_default(),
            said(&self.speaker),
            said(&self.said),
        ];
        row.extend(self.document.row());
        row.extend([self.start.to_string(), self.end.to_string(), self.sentence.clone()]);
        row
    }
}

impl Row for CommitmentAnswer {
    const HEADER: &'static [&'static str] = documented!["commitment", "said", "speaker", "who", "firmness", "negated", "conditional", "confidence", "to", "by", "until", "words", "later"; "start", "end", "sentence"];

    fn row(&self) -> Vec<String> {
        let [speaker, who, to, by, until] =
            [&self.speaker, &self.who, &self.to, &self.by, &self.until].map(said);
        let mut row = vec![self.commitment.clone(), said(&self.said), speaker, who, self.firmness.clone()];
        row.extend([
            self.negated.to_string(),
            self.conditional.to_string(),
            self.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
            to,
            by,
            until,
            self.words.clone(),
        ]);
        row.push(self.later.as_ref().map(|later| later.len().to_string()).unwrap_or_default());
        row.extend(self.document.row());
        row.extend([self.start.to_string(), self.end.to_string(), self.sentence.clone()]);
        row
    }
}

impl Row for PositionStatement {
    const HEADER: &'static [&'static str] =
        documented!["said", "speaker", "how", "words", "alike", "lacks", "adds"; "start", "end"];

    fn row(&self) -> Vec<String> {
        let mut row = vec![
            said(&self.said),
            said(&self.speaker),
            self.how.to_owned(),
            self.words.clone(),
            self.alike.to_string(),
        ];
        row.extend([self.lacks.join(" "), self.adds.join(" ")]);
        row.extend(self.document.row());
        row.extend([self.start.to_string(), self.end.to_string()]);
        row
    }
}

impl Row for Review {
    const HEADER: &'static [&'static str] = &["document", "words", "verdict", "note", "who", "at"];

    fn row(&self) -> Vec<String> {
        let [note, who] = [&self.note, &self.who].map(said);
        vec![self.document.clone(), self.words.clone(), self.verdict.clone(), note, who, self.at.clone()]
    }
}

impl Row for Added {
    const HEADER: &'static [&'static str] =
        &["record", "added", "updated", "known", "refused", "traced", "documents"];

    fn row(&self) -> Vec<String> {
        let counts = [self.added, self.updated, self.known, self.refused.len(), self.traced, self.documents];
        std::iter::once(self.record.clone()).chain(counts.map(|count| count.to_string())).collect()
    }
}

impl crate::forms::HitDocument {
    /// id, title, published, publisher, kind, url.
    fn row(&self) -> Vec<String> {
        let [title, published, publisher, url] =
            [&self.title, &self.published, &self.publisher, &self.url].map(said);
        vec![self.id.clone(), title, published, publisher, self.kind.clone(), url]
    }
}

/// What is said, or nothing.
fn said(cell: &Option<String>) -> String {
    cell.clone().unwrap_or_default()
}
