//! A damaged record is read rightly or reported, never a panic.

use std::fs;

use keep::Record;

use crate::made::{ARTICLE, BRIEFING, entry, path, record};

/// Rounds, each with other bytes flipped. `ONRECORD_ROUNDS` makes it longer.
fn rounds() -> u64 {
    std::env::var("ONRECORD_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(40)
}

/// A small generator of numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Everything that is asked of a record, whatever comes of it.
fn ask(record: &Record) {
    let _ = record.verify(|_| {});
    for listed in record.listed().unwrap_or_default() {
        let _ = record.report(listed.number);
    }
    let _ = record.question("harbour bridge").and_then(|question| record.search(&question, 0, 9));
    let _ = record.statements(Some("rowe"), Some("bridge"), 9);
    let _ = record.people("", 0, 9);
    let _ = record.occasions("", 0, 9);
    let _ = record.kept_after(0, 9);
    let _ = record.reviews();
}

#[test]
fn flipped_bytes_are_never_a_panic() {
    let (folder, mut record) = record();
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-03", BRIEFING)]).unwrap();
    record.review("a:q1", keep::Verdict::Note, Some("n"), None).unwrap();
    drop(record);
    let whole = fs::read(path(&folder)).unwrap();
    for round in 0..rounds() {
        let mut numbers = Numbers(round);
        let mut bytes = whole.clone();
        for _ in 0..=numbers.next(20) {
            let at = numbers.next(bytes.len());
            bytes[at] ^= 1 << numbers.next(8);
        }
        fs::write(path(&folder), &bytes).unwrap();
        if let Ok(record) = Record::open(&path(&folder)) {
            ask(&record);
        }
        if let Ok(mut record) = Record::create(&path(&folder)) {
            let _ = record.add(&[entry("c", "", "Another thing was said.")]);
        }
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", path(&folder).display()));
        }
    }
}

#[test]
fn a_record_cut_short_is_reported() {
    let (folder, mut record) = record();
    record.add(&[entry("b", "2025-03-03", &BRIEFING.repeat(300))]).unwrap();
    drop(record);
    let bytes = fs::read(path(&folder)).unwrap();
    fs::write(path(&folder), &bytes[..bytes.len() / 2]).unwrap();
    match Record::open(&path(&folder)) {
        Ok(record) => assert_ne!(record.verify(|_| {}), []),
        Err(error) => assert!(error.is_corrupt() || error.is_not_a_record(), "{error}"),
    }
}
