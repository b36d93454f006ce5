//! Shows what is found in documents that are only searched.
//!
//! `turns PATH...` prints each document's kind and standing and a line a turn; `turns --table PATH...` prints the turns as
//! `tests/turns.tsv` has them; `turns --time PATH...` reads everything first, then times the finding alone.

use std::time::Instant;

use text::Document;

fn main() {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let mut documents = read::inputs(&paths, &read::Limits::default())
        .filter_map(|raw| Some(raw.ok()?.read().ok()?.document));
    match flags.first().map(String::as_str) {
        Some("--time") => measure(&documents.collect::<Vec<_>>()),
        Some("--table") => documents.for_each(|document| table(&document)),
        _ => documents.by_ref().for_each(|document| show(&document)),
    }
}

/// A line a document, then a line a turn: bytes, speaker, label, asides, first and last words.
fn show(document: &Document) {
    let found = understand::source(document);
    let occasion = found.occasion.clone().unwrap_or_default();
    println!(
        "== {} {:?} {:?} {:?} {:?}",
        document.id, found.kind, found.standing, occasion.date, occasion.place
    );
    for turn in &found.turns {
        let name = turn.speaker.map_or("-", |id| found.person(id).name.as_str());
        let label = turn.label.map_or("", |label| label.of(&document.text));
        let words: Vec<char> = turn.span.of(&document.text).chars().collect();
        let head: String = words.iter().take(60).collect();
        let tail: String = words[words.len().saturating_sub(30)..].iter().collect();
        println!("{:?}\t{name}\t{label:?}\t{}\t{head:?} … {tail:?}", turn.span.range(), turn.unspoken.len());
    }
}

/// Document, length of its text, turn, label (bytes), speaker.
fn table(document: &Document) {
    let found = understand::source(document);
    for turn in &found.turns {
        let name = turn.speaker.map_or("", |id| found.person(id).name.as_str());
        let label =
            turn.label.map_or_else(|| "\t".to_owned(), |label| format!("{}\t{}", label.start, label.end));
        let (length, span) = (document.text.len(), turn.span);
        println!("{}\t{length}\t{}\t{}\t{label}\t{name}", place(document), span.start, span.end);
    }
}

/// The path; of a record file also which record.
fn place(document: &Document) -> String {
    let path = document.path.as_deref().unwrap_or_default();
    if path.ends_with(".jsonl") { format!("{path}#{}", document.id) } else { path.to_owned() }
}

/// Megabytes of text a second on one core, the best of five rounds: other work on the machine only slows.
fn measure(documents: &[Document]) {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let words: usize = documents.iter().map(|document| document.text.split_ascii_whitespace().count()).sum();
    let mut best = f64::MAX;
    let mut turns = 0;
    for _ in 0..5 {
        let start = Instant::now();
        turns = documents.iter().map(|document| understand::source(document).turns.len()).sum::<usize>();
        best = best.min(start.elapsed().as_secs_f64());
    }
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} documents, {words} words, {turns} turns: {megabytes:.1} MB in {best:.2} s, {:.1} MB/s",
        documents.len(),
        megabytes / best
    );
}
