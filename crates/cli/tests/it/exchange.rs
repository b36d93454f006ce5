//! A record given to other programs, and taken back; documents taken from the web.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use parquet::file::reader::SerializedFileReader;
use parquet::record::{Field, Row};
use serde_json::Value;

use crate::place::Place;
use crate::program::lines;

#[test]
fn an_exported_record_is_imported_as_the_same() {
    let (place, other) = (Place::with_examples(), Place::new());
    assert_eq!(place.run("review 1:q1 confirm --note right --who Ada").status, 0);
    let exported = place.run("export jsonl").out;
    let file = other.record.with_file_name("exported.jsonl");
    fs::write(&file, &exported).unwrap();
    let import = format!("import {}", file.display());
    let imported = other.run(&import);
    assert_eq!(imported.status, 0, "{}", imported.err);
    assert_eq!(other.run("export jsonl").out, exported);
    assert_eq!(other.run("verify").status, 0);
    let search = "search bridge --format jsonl";
    assert_eq!(other.run(search).out, place.run(search).out);
    let check = "check examples/articles --format jsonl";
    assert_eq!(other.run(check).out, place.run(check).out);
    assert_eq!(other.run(&import).status, 2, "it is no new record any more");
}

#[test]
fn parquet_files_hold_the_rows_of_the_tables() {
    let place = Place::with_examples();
    let folder = place.record.with_file_name("tables");
    let exported = place.run(&format!("export parquet --to {}", folder.display()));
    assert_eq!(exported.status, 0, "{}", exported.err);
    let mut tables: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for mut row in lines(&place.run("export jsonl").out) {
        let table = row.as_object_mut().unwrap().remove("table").unwrap();
        tables.entry(table.as_str().unwrap().to_owned()).or_default().push(row);
    }
    assert!(tables.len() > 10 && tables.contains_key("raws"));
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let held = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
        let rows: Vec<Value> = held.into_iter().map(|row| of_parquet(&row.unwrap())).collect();
        let table = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(rows, tables.remove(table).unwrap_or_default(), "{table}");
    }
    assert!(tables.is_empty(), "{:?}", tables.keys());
    let again = place.run(&format!("export parquet --to {}", folder.display()));
    assert_eq!((again.status, again.err.contains("not empty")), (2, true));
}

/// A row as the lines have it: bytes as hex.
fn of_parquet(row: &Row) -> Value {
    let value = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Long(number) => (*number).into(),
        // read as the lines' numbers are
        Field::Double(number) => serde_json::from_str(&serde_json::to_string(number).unwrap()).unwrap(),
        Field::Str(text) => text.as_str().into(),
        Field::Bytes(bytes) => {
            bytes.data().iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
        }
        other => panic!("no column holds {other}"),
    };
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

#[test]
fn what_is_no_exported_record_leaves_no_record() {
    let place = Place::new();
    let file = place.record.with_file_name("wrong.jsonl");
    for (line, why) in [
        ("a letter", "line 2 is no row"),
        ("{\"table\": \"sqlite_schema\"}", "names no table"),
        ("{\"table\": \"people\", \"shoe\": 44}", "no column shoe"),
        ("{\"table\": \"people\", \"name\": \"Ada\"}", "NOT NULL"),
        ("{\"table\": \"texts\", \"document\": 7, \"text\": \"Of no document.\"}", "FOREIGN KEY"),
    ] {
        let first = "{\"table\": \"people\", \"person\": 1, \"name\": \"Ada Rowe\", \"key\": \"ada rowe\"}";
        fs::write(&file, format!("{first}\n{line}\n")).unwrap();
        let imported = place.run(&format!("import {}", file.display()));
        assert_eq!(imported.status, 2);
        assert!(imported.err.contains(why), "{line}: {}", imported.err);
        assert!(!place.record.exists());
    }
}

#[test]
fn findings_are_given_as_annotations_and_reviewed_ones_as_claim_reviews() {
    let place = Place::with_examples();
    let annotations: Value = serde_json::from_str(&place.run("export annotations").out).unwrap();
    let items = annotations["first"]["items"].as_array().unwrap();
    let findings = lines(&place.run("export jsonl --tables traces").out);
    assert!(!items.is_empty() && items.len() == findings.len());
    let linked = items.iter().filter(|item| item["body"][0]["type"] == "SpecificResource").count();
    assert!(linked > 5, "quotations are linked with their sources");
    let reviews = || serde_json::from_str::<Vec<Value>>(&place.run("export claimreview").out).unwrap();
    assert!(reviews().is_empty(), "nobody has reviewed anything");
    assert_eq!(place.run("review examples/articles/levy-vote.md:q1 confirm --who Ada").status, 0);
    assert_eq!(reviews()[0]["author"]["name"], "Ada");
}

#[test]
fn an_address_that_is_given_is_fetched_and_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/talk.txt", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().take(1) {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let text = "MS. ROWE: We will mend the harbour bridge before winter comes.";
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", text.len());
            stream.write_all(format!("{head}{text}").as_bytes()).unwrap();
        }
    });
    let place = Place::new();
    assert_eq!(place.run(&format!("add {address}")).status, 0);
    let documents = lines(&place.run("export jsonl --tables documents").out);
    assert_eq!(
        (&documents[0]["url"], &documents[0]["id"]),
        (&Value::from(&*address), &Value::from(&*address))
    );
    let refused = place.run("add http://127.0.0.1:1/nothing");
    assert!(refused.status == 2 && refused.err.contains("cannot be fetched"), "{}", refused.err);
}
