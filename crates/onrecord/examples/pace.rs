//! How fast and in how much memory documents are understood, everything on:
//! `cargo run --release -p onrecord --example pace [FILE.jsonl]`.
//!
//! Without a file it reads news made up here. It prints MB a second on one core, the gain of a second core, the memory
//! beside the text, and how the time grows from 1 MB to 10 MB in one document, hostile ones included. Times are
//! processor time (other work on the machine then hardly counts), but for the second core's.

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use rayon::prelude::*;
use text::Document;

const MB: usize = 1_000_000;

/// Rounds of which the best counts.
const ROUNDS: usize = 3;

/// The same for the wall clock, which other work on the machine disturbs more.
const GAIN_ROUNDS: usize = 8;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [ALONE, name, bytes] => alone(name, bytes.parse().expect("a number of bytes")),
        [path] => collection(&read(path)),
        _ => collection(&(0..400).map(|seed| document(news(12_000, seed))).collect::<Vec<_>>()),
    }
}

/// Tells this program to read one made-up document: its name and bytes follow.
const ALONE: &str = "--alone";

fn collection(documents: &[Document]) {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    black_box(understand::article(&documents[0])); // the weights are unpacked once
    println!("{} documents, {:.1} MB", documents.len(), bytes as f64 / MB as f64);
    let one = best(|| documents.iter().for_each(|document| drop(black_box(understand::article(document)))));
    println!("one core: {:.2} MB/s", bytes as f64 / MB as f64 / one);
    let claims = best(|| documents.iter().for_each(|document| drop(black_box(understand::claims(document)))));
    println!(
        "figures, commitments, inconsistencies: {:.1} % more than the rest",
        100.0 * claims / (one - claims)
    );
    println!("two cores: {:.2} times the speed of one (wall clock)", gain(documents));
    for name in ["news"].into_iter().chain(HOSTILE.iter().map(|(name, _)| *name)) {
        growth(name);
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
    ("digits", "7"),
    ("numbers", "7 "),
    ("number words", "one hundred and "),
    ("agreements", "agreed to agreed to "),
    ("undertakings", "we will "),
];

/// How the time grows from 1 MB to 10 MB, and what memory 10 MB take beside the text. Each document is read in a
/// process of its own: memory that the one before has left would favour the smaller.
fn growth(name: &str) {
    let (small, large) = (least(name, MB), least(name, 10 * MB));
    let ((one, _), (ten, memory)) = (small, large);
    println!("{name}: 1 MB {one:.3} s, 10 MB {ten:.2} s: {:.1} times; {memory:.0} MB at the peak", ten / one);
}

/// The least seconds and megabytes of several processes.
fn least(name: &str, bytes: usize) -> (f64, f64) {
    let program = std::env::current_exe().expect("this program has a path");
    let round = || {
        let mut child = Command::new(&program);
        let output = child.args([ALONE, name, &bytes.to_string()]).output().expect("this program runs");
        let printed = String::from_utf8(output.stdout).expect("numbers");
        let mut numbers = printed.split_whitespace().map(|number| number.parse::<f64>().expect("a number"));
        (numbers.next().expect("seconds"), numbers.next().expect("megabytes"))
    };
    let rounds = (0..ROUNDS).map(|_| round());
    rounds.fold((f64::MAX, f64::MAX), |least, now| (now.0.min(least.0), now.1.min(least.1)))
}

/// Reads one document and prints the seconds and, beside the text, the megabytes that it took.
fn alone(name: &str, bytes: usize) {
    let piece = HOSTILE.iter().find(|(hostile, _)| *hostile == name).map(|(_, piece)| piece);
    let text = piece.map_or_else(|| news(bytes, 7), |piece| piece.repeat(bytes / piece.len()));
    let text = document(text);
    black_box(understand::article(&document(news(2_000, 1)))); // the weights are unpacked
    let before = resident();
    let seconds = timed(|| drop(black_box(understand::article(&text))));
    let memory = peak().zip(before).map_or(0.0, |(peak, before)| peak.saturating_sub(before) as f64 / 1000.0);
    println!("{seconds} {memory}");
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

/// Seconds of processor time.
fn timed(work: impl FnOnce()) -> f64 {
    let before = processor_seconds();
    work();
    processor_seconds() - before
}

/// User and system time of this process.
fn processor_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
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
