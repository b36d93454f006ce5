//! How fast and in how much memory documents are understood, everything on:
//! `cargo run --release -p onrecord --example pace [FILE.jsonl]`.
//!
//! Without a file it reads news made up here. It prints MB a second on one core, the gain of a second core, the memory
//! beside the text, and how the time grows from 1 MB to 10 MB in one document, hostile ones included. Times are
//! processor time where the system tells it (other work on the machine then hardly counts), else wall-clock time.

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use rayon::prelude::*;
use text::Document;

const MB: usize = 1_000_000;

/// Rounds of which the best counts.
const ROUNDS: usize = 3;

/// The same for the wall clock, which other work on the machine disturbs more.
const GAIN_ROUNDS: usize = 8;

fn main() {
    let documents = match std::env::args().nth(1) {
        Some(path) => read(&path),
        None => (0..400).map(|seed| document(news(12_000, seed))).collect(),
    };
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    black_box(understand::article(&documents[0])); // the weights are unpacked once
    println!("{} documents, {:.1} MB", documents.len(), bytes as f64 / MB as f64);
    let one = best(|| documents.iter().for_each(|document| drop(black_box(understand::article(document)))));
    println!("one core: {:.2} MB/s", bytes as f64 / MB as f64 / one);
    println!("two cores: {:.2} times the speed of one (wall clock)", gain(&documents));
    growth("news", |bytes| news(bytes, 7));
    for (name, piece) in HOSTILE {
        growth(name, |bytes| piece.repeat(bytes / piece.len()));
    }
}

/// Texts on which looking back or ahead without bound takes quadratic time.
const HOSTILE: &[(&str, &str)] = &[
    ("opening marks", "“"),
    ("straight marks", "\""),
    ("nested marks", "“a ‘b "),
    ("nested brackets", "(["),
    ("one sentence of attributions", "Ann Lee said that "),
    ("one sentence of words", "the town of water and stone "),
    ("names without end", "Ann Lee "),
    ("labels", "LEE: I “see\n"),
    ("nouns of speech", "her claim that "),
];

/// How the time grows from 1 MB to 10 MB, and what memory 10 MB take beside the text.
fn growth(name: &str, text: impl Fn(usize) -> String) {
    let (small, large) = (document(text(MB)), document(text(10 * MB)));
    let read = |document: &Document| drop(black_box(understand::article(document)));
    let one = best(|| (0..10).for_each(|_| read(&small))) / 10.0; // ten times: the clock is coarse
    let before = resident();
    let ten = best(|| read(&large));
    let memory = peak().zip(before).map_or(0.0, |(peak, before)| peak.saturating_sub(before) as f64 / 1000.0);
    println!("{name}: 1 MB {one:.3} s, 10 MB {ten:.2} s: {:.1} times; {memory:.0} MB at the peak", ten / one);
}

/// How many times faster two threads are than one, on the wall clock.
fn gain(documents: &[Document]) -> f64 {
    let pool =
        |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    let round = |pool: &rayon::ThreadPool| {
        let start = Instant::now();
        let read = |document: &Document| drop(black_box(understand::article(document)));
        pool.install(|| documents.par_iter().with_max_len(1).for_each(read));
        start.elapsed().as_secs_f64()
    };
    let (one, two) = (pool(1), pool(2));
    let rounds = (0..GAIN_ROUNDS).map(|_| (round(&one), round(&two)));
    let (one, two) = rounds.fold((f64::MAX, f64::MAX), |least, now| (least.0.min(now.0), least.1.min(now.1)));
    one / two
}

fn best(work: impl Fn()) -> f64 {
    (0..ROUNDS).map(|_| timed(&work)).fold(f64::MAX, f64::min)
}

/// Seconds of processor time, else of the clock.
fn timed(work: impl FnOnce()) -> f64 {
    let (clock, used) = (Instant::now(), processor_seconds());
    work();
    match (used, processor_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => clock.elapsed().as_secs_f64(),
    }
}

/// User and system time of this process, where /proc tells it in hundredths of a second.
fn processor_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// Kilobytes that the process has in memory now.
fn resident() -> Option<u64> {
    let _ = fs::write("/proc/self/clear_refs", "5"); // the peak counts from here
    status("VmRSS:")
}

/// Kilobytes that it had at most.
fn peak() -> Option<u64> {
    status("VmHWM:")
}

fn status(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(field))?.split_whitespace().next()?.parse().ok()
}

fn document(text: String) -> Document {
    Document { text, language: Some("en".to_owned()), ..Document::default() }
}

fn read(path: &str) -> Vec<Document> {
    let lines = fs::read_to_string(path).expect("the file can be read");
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(document(value["text"].as_str()?.to_owned()))
    };
    lines.lines().filter_map(text).collect()
}

/// Made-up news of about so many bytes, the same for the same seed.
fn news(bytes: usize, seed: usize) -> String {
    const GIVEN: [&str; 8] = ["Anna", "Mary", "John", "Peter", "Laura", "David", "Emma", "Paul"];
    const SURNAME: [&str; 8] = ["Marlowe", "Lindqvist", "Oduya", "Vale", "Holm", "Okafor", "Roe", "Stone"];
    const THING: [&str; 6] =
        ["the bridge", "the ferry", "a new school", "the budget", "the old harbour", "its water"];
    const PLAIN: [&str; 5] = [
        "The council has worked on {} for three years, and the cost has grown to $4 million since then.",
        "Many families live near {}, where the road is narrow and the winter long.",
        "Two of five residents use {} at least once a week, a survey of 2019 found in the northern district.",
        "Work on {} began in spring and stopped in June, when heavy rain washed away the first stones.",
        "In the neighbouring town, plans for {} lie in a drawer and few remember who drew them.",
    ];
    let mut text = String::with_capacity(bytes + 400);
    let mut number = seed;
    while text.len() < bytes {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |shift: u32, of: usize| (number >> shift) % of;
        let (given, surname, thing) = (GIVEN[pick(33, 8)], SURNAME[pick(36, 8)], THING[pick(39, 6)]);
        for shift in 0..3 {
            let plain = PLAIN[pick(41 + shift, 5)].replace("{}", thing);
            let _ = write!(text, "{plain} ");
        }
        let _ = match pick(50, 4) {
            0 => write!(
                text,
                "\n\n“We will look at {thing} again,” said {given} {surname}, the mayor. “It takes time.”\n\n"
            ),
            1 => write!(
                text,
                "\n\n{given} {surname} said that {thing} would be ready by May, and that nobody would pay more.\n\n"
            ),
            2 => write!(
                text,
                "\n\nAccording to the ministry, {thing} is “a burden” on the town. {surname} warned it may close.\n\n"
            ),
            _ => write!(
                text,
                "\n\n{surname} left early. She had promised to save {thing} and told reporters she was sure.\n\n"
            ),
        };
    }
    text
}
