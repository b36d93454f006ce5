//! Prints what is found in documents of a JSONL file (`id`|`doc_id`, `title`, `author`, `text`) as CONTRACT.md says,
//! for the scorers: `cargo run --release -p onrecord-understand --example extract -- FILE.jsonl`.
//! With `--bench` it prints the speed on one core instead.

use std::io::Write;
use std::time::Instant;

use serde_json::{Value, json};
use text::{Document, Offsets, Span};
use understand::{PersonId, Quotation, Understanding, article};

#[allow(clippy::disallowed_methods)] // an example, no part of the pure crate
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: extract FILE.jsonl [--bench]")?;
    let lines = std::fs::read_to_string(path)?;
    let documents: Vec<Document> =
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).map(document).collect();
    if std::env::args().any(|argument| argument == "--bench") {
        let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
        let start = Instant::now();
        let quotations: usize = documents.iter().map(|document| article(document).quotations.len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!("{quotations} quotations, {:.2} MB/s", bytes as f64 / 1e6 / seconds);
        return Ok(());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for document in &documents {
        writeln!(out, "{}", extracted(document, &article(document)))?;
    }
    Ok(())
}

fn document(value: Value) -> Document {
    let field = |names: &[&str]| names.iter().find_map(|name| value[name].as_str()).map(str::to_owned);
    Document {
        id: field(&["doc_id", "id"]).unwrap_or_default(),
        title: field(&["title"]),
        author: field(&["author"]),
        text: field(&["text"]).unwrap_or_default(),
        ..Document::default()
    }
}

fn extracted(document: &Document, found: &Understanding) -> Value {
    let text = &document.text;
    let offsets = Offsets::new(text);
    let place = |span: Span| offsets.points(text, span);
    let at = |span: Option<Span>| span.map(place).map(|(start, end)| json!({"start": start, "end": end}));
    let id = |person: PersonId| format!("p{}", person.0);
    let quotation = |(index, q): (usize, &Quotation)| {
        let (start, end) = place(q.span);
        json!({"id": format!("q{index}"), "start": start, "end": end,
            "spans": q.spans.iter().map(|span| place(*span)).collect::<Vec<_>>(),
            "kind": q.kind.name(), "clause": at(q.clause), "continues": q.continues.map(|index| format!("q{index}")),
            "speaker": q.speaker.map(id), "speaker_mention": at(q.speaker_mention), "cue": at(q.cue.map(|cue| cue.span)),
            "confidence": q.confidence})
    };
    let people = found.people.iter().enumerate();
    json!({"document": {"id": document.id},
        "problems": found.problems.iter().map(|p| json!({"code": p.code, "start": p.span.map(place)})).collect::<Vec<_>>(),
        "people": people.map(|(index, p)| json!({"id": id(PersonId(index as u32)), "name": p.name, "names": p.names, "roles": p.roles})).collect::<Vec<_>>(),
        "quotations": found.quotations.iter().enumerate().map(quotation).collect::<Vec<_>>()})
}
