//! docs/record.md says what the file holds.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use crate::made::{ARTICLE, BRIEFING, entry, path, record};

fn manual() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record.md");
    std::fs::read_to_string(path).unwrap()
}

/// Every table and view of a record with its columns; FTS5's own tables are its own business.
fn tables(connection: &Connection) -> BTreeMap<String, Vec<String>> {
    let mut names = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let columns = |table: &String| -> Vec<String> {
        let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        columns.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    names.iter().map(|name| (name.clone(), columns(name))).collect()
}

#[test]
fn every_table_and_column_is_documented() {
    let (folder, _record) = record();
    let manual = manual();
    for (table, columns) in tables(&Connection::open(path(&folder)).unwrap()) {
        let row = manual.lines().find(|line| line.starts_with(&format!("| `{table}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/record.md has no row for {table}"));
        for column in columns {
            assert!(row.contains(&format!("`{column}`")), "docs/record.md does not name {table}.{column}");
        }
    }
}

#[test]
fn the_questions_of_the_manual_can_be_asked() {
    let (folder, mut record) = record();
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-03", BRIEFING)]).unwrap();
    let connection = Connection::open(path(&folder)).unwrap();
    let manual = manual();
    let (_, block) = manual.split_once("```sql\n").expect("there are questions");
    let (block, _) = block.split_once("```").unwrap();
    let questions: Vec<&str> = block.split(';').filter(|question| !question.trim().is_empty()).collect();
    assert!(questions.len() >= 3);
    for question in questions {
        let mut asked = connection.prepare(question).unwrap_or_else(|error| panic!("{question}: {error}"));
        let mut rows = asked.query([]).unwrap();
        while rows.next().unwrap_or_else(|error| panic!("{question}: {error}")).is_some() {}
    }
}
