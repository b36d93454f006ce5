//! Shows the turns that `source` finds: one line a turn with its speaker and label, or measures the speed.
//!
//! `turns FILE...` prints; `turns --time FILE...` reads all files, then times `source` over them;
//! `turns --json FILE...` prints one JSON line a turn. Front matter is taken off as a stand-in for the reader.

#![allow(clippy::disallowed_methods, reason = "a tool at the terminal, not part of the pure crate")]

use std::fmt::Write as _;

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let time = args.iter().any(|arg| arg == "--time");
    args.retain(|arg| !arg.starts_with("--"));
    let documents: Vec<text::Document> = args.iter().filter_map(|path| load(path)).collect();
    if time {
        return measure(&documents);
    }
    for document in &documents {
        print!("{}", shown(document));
    }
}

fn load(path: &str) -> Option<text::Document> {
    let bytes = std::fs::read(path).ok()?;
    let whole = String::from_utf8_lossy(&bytes).into_owned();
    let mut document = text::Document { id: path.into(), ..Default::default() };
    let front = whole.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let Some((front, body)) = front else {
        document.text = whole;
        return Some(document);
    };
    let joined = front.replace("\\\n  \\", "").replace("\n  ", " ").replace("\\_", "\u{a0}");
    for line in joined.lines() {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        let value = value.trim_matches(['"', '\'']).to_owned();
        match key {
            "author" => document.author = Some(value),
            "title" => document.title = Some(value),
            "date" => document.published = value.parse().ok(),
            _ => {}
        }
    }
    document.text = body.to_owned();
    Some(document)
}

fn shown(document: &text::Document) -> String {
    let found = understand::source(document);
    let mut out = String::new();
    let occasion = found.occasion.clone().unwrap_or_default();
    let _ = writeln!(
        out,
        "== {} {:?} {:?} {:?} {:?}",
        document.id, found.kind, found.standing, occasion.date, occasion.place
    );
    for turn in &found.turns {
        let name = turn.speaker.map_or("-", |id| found.person(id).name.as_str());
        let label = turn.label.map_or("", |label| label.of(&document.text));
        let words: String = turn.span.of(&document.text).chars().take(60).collect();
        let tail: String = turn
            .span
            .of(&document.text)
            .chars()
            .rev()
            .take(30)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let asides = turn.unspoken.len();
        let _ = writeln!(out, "{:?}\t{name}\t{label:?}\t{asides}\t{words:?} … {tail:?}", turn.span.range());
    }
    out
}

fn measure(documents: &[text::Document]) {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let start = std::time::Instant::now();
    let turns: usize = documents.iter().map(|document| understand::source(document).turns.len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} documents, {turns} turns, {:.1} MB in {seconds:.2} s: {:.1} MB/s",
        documents.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
}
