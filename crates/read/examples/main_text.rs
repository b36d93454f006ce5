//! Reads documents and prints one JSON object a line for each: `{"document": {"id", "path", "text"}}`.
//!
//! With it the main text of HTML is scored: `cargo run --release -p onrecord-read --example main_text -- html/*.html.gz`.
//! The last line, on stderr, gives the time spent in reading proper, files not counted.

use std::io::Write;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut bytes, mut spent) = (0, Duration::ZERO);
    for raw in read::inputs(&paths, &read::Limits::default()) {
        let start = Instant::now();
        let read = raw.and_then(|raw| {
            bytes += raw.bytes().len();
            raw.read()
        });
        spent += start.elapsed();
        match read {
            Ok(reading) => {
                let document = &reading.document;
                let line = serde_json::json!({"document": {
                    "id": document.id, "path": document.path, "title": document.title, "url": document.url,
                    "published": document.published.map(|date| date.to_string()), "publisher": document.publisher,
                    "author": document.author, "language": document.language, "text": document.text,
                }, "problems": reading.problems.iter().map(|problem| &problem.message).collect::<Vec<_>>()});
                writeln!(out, "{line}")?;
            }
            Err(error) => eprintln!("{error}"),
        }
    }
    let megabytes = bytes as f64 / 1e6;
    eprintln!(
        "{megabytes:.1} MB in {:.2} s: {:.1} MB/s",
        spent.as_secs_f64(),
        megabytes / spent.as_secs_f64()
    );
    Ok(())
}
