//! How fast a record answers: `cargo run --release -p onrecord --example record -- RECORD ARTICLES`
//!
//! Asks an open record some hundred questions of each sort, drawn from its own texts (always the same ones), and prints
//! the processor time of the middle one, of the slowest in a hundred and of the slowest. ARTICLES are checked one at a time.

use std::path::Path;
use std::time::Duration;

use onrecord::{Cell, KeepError, Limits, Record, Settings};

/// Questions of each sort.
const QUESTIONS: usize = 600;

/// A small generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

fn main() -> Result<(), KeepError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [record, articles] = &arguments[..] else {
        eprintln!("give a record and a folder of articles");
        std::process::exit(2);
    };
    let record = Record::open(Path::new(record))?;
    let mut numbers = Numbers(1);
    let (texts, names) = (column(&record, "texts", "text")?, column(&record, "people", "name")?);
    let words: Vec<String> = (0..QUESTIONS).map(|_| some_words(&texts, &mut numbers)).collect();
    let phrases: Vec<String> = words.iter().map(|words| format!("\"{words}\"")).collect();
    let fields: Vec<String> = (words.iter().enumerate())
        .map(|(at, words)| match at % 3 {
            0 => format!("{words} since:{}", 2021 + numbers.next(5)),
            1 => format!("{words} kind:transcript"),
            _ => format!("speaker:\"{}\"", plain(&names[numbers.next(names.len())])),
        })
        .collect();
    for (sort, questions) in [("words", &words), ("a phrase", &phrases), ("fields", &fields)] {
        report(&format!("search, {sort}"), questions, |question| {
            record.search(question, 0, 20).map(|hits| hits.len())
        })?;
    }
    let speakers: Vec<String> =
        (0..QUESTIONS / 4).map(|_| plain(&names[numbers.next(names.len())])).collect();
    report("statements --by", &speakers, |name| {
        record.statements(Some(name), None, 20).map(|found| found.len())
    })?;
    let statements = statements(&record)?;
    report("trail", &statements, |statement| record.trail(statement).map(|trail| trail.quoted.len()))?;
    let opened = spent();
    let sources = record.sources(&[], &Limits::default(), |_| {})?;
    println!("sources opened in {:.0} ms: {} documents", millis(spent() - opened), sources.len());
    let mut articles: Vec<String> = std::fs::read_dir(articles)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().display().to_string())
        .collect();
    articles.sort();
    let (settings, limits) = (Settings::default(), Limits::default());
    for round in ["check, texts not in memory", "check, warm"] {
        report(round, &articles, |article| {
            let paths = [article.clone()];
            let checks = onrecord::check(&paths, &sources, &settings, &limits);
            Ok(checks.flatten().map(|check| check.findings.len()).sum())
        })?;
    }
    Ok(())
}

/// A column of texts, as far as it is text.
fn column(record: &Record, table: &str, name: &str) -> Result<Vec<String>, KeepError> {
    let mut column = Vec::new();
    record.export::<KeepError>(table, |columns, cells| {
        let at = columns.iter().position(|column| column == name).unwrap_or_default();
        if let Cell::Text(text) = cells[at] {
            column.push(text.to_owned());
        }
        Ok(())
    })?;
    Ok(column)
}

/// One to four words that follow each other somewhere.
fn some_words(texts: &[String], numbers: &mut Numbers) -> String {
    let text = &texts[numbers.next(texts.len())];
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = numbers.next(words.len());
    let some = &words[at.min(words.len())..(at + 1 + numbers.next(4)).min(words.len())];
    let some = plain(&some.join(" "));
    if some.is_empty() { "bridge".to_owned() } else { some }
}

fn plain(words: &str) -> String {
    let letters = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    words.chars().map(letters).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Places that quotations were traced to.
fn statements(record: &Record) -> Result<Vec<String>, KeepError> {
    let mut statements = Vec::new();
    record.export::<KeepError>("sources", |columns, cells| {
        let cell = |name: &str| match columns.iter().position(|column| column == name).map(|at| cells[at]) {
            Some(Cell::Integer(number)) => number,
            _ => 0,
        };
        statements.push(format!("{}:{}-{}", cell("source"), cell("start"), cell("end")));
        Ok(())
    })?;
    statements.truncate(QUESTIONS);
    Ok(statements)
}

/// Processor time of this process so far: what other programs do meanwhile does not count.
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Asks each question once and prints how long that took.
fn report(
    sort: &str,
    questions: &[String],
    mut ask: impl FnMut(&String) -> Result<usize, KeepError>,
) -> Result<(), KeepError> {
    let mut times = Vec::with_capacity(questions.len());
    let mut found = 0;
    for question in questions {
        let asked = spent();
        found += ask(question)?;
        times.push((spent() - asked, question));
    }
    times.sort();
    let Some((slowest, question)) = times.last() else { return Ok(()) };
    let at = |share: f64| millis(times[((times.len() - 1) as f64 * share) as usize].0);
    println!(
        "{sort}: {} asked, {found} found; median {:.1} ms, p99 {:.1} ms, slowest {:.1} ms ({question})",
        times.len(),
        at(0.5),
        at(0.99),
        millis(*slowest)
    );
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
