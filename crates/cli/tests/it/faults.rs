//! A disk that fails in the middle of `add`: nothing acknowledged is lost, and the work is completed when the disk is well.
//!
//! The faults come from a library preloaded before the program (`faults.c`, compiled here): the program itself knows
//! nothing of them. `ONRECORD_ROUNDS` of 100 or more has every writing call fail once; otherwise some of them do.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Run, onrecord, root, run};

/// Compiles the library; `None`, saying so, where there is no C compiler.
fn library(folder: &Path) -> Option<PathBuf> {
    let library = folder.join("faults.so");
    let source = root().join("crates/cli/tests/it/faults.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl");
    let compiled = compiler.status().is_ok_and(|status| status.success());
    if !compiled {
        eprintln!("no C compiler: faults of the disk are not tested (skipped)");
    }
    compiled.then_some(library)
}

/// A record with some documents, and others that are to be added.
struct Place {
    folder: tempfile::TempDir,
    library: PathBuf,
}

impl Place {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let library = library(folder.path())?;
        let place = Place { folder, library };
        assert_eq!(place.run("add examples/transcripts").status, 0);
        fs::rename(place.record(), place.folder.path().join("before")).unwrap();
        Some(place)
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("onrecord.db")
    }

    /// As it was before anything failed.
    fn restore(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap().flatten() {
            if entry.file_name().to_string_lossy().starts_with("onrecord.db") {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        fs::copy(self.folder.path().join("before"), self.record()).unwrap();
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = onrecord(arguments);
        command.arg("--record").arg(self.record());
        command
    }

    fn run(&self, arguments: &str) -> Run {
        run(&mut self.command(arguments))
    }

    /// Adds with a fault at this call; whether the fault came about, and what the program did.
    fn add_with_fault(&self, kind: &str, at: u64, lasting: bool) -> (bool, Run) {
        let mark = self.folder.path().join("mark");
        let _ = fs::remove_file(&mark); // of the round before
        let mut command = self.command("add examples/articles");
        command.env("LD_PRELOAD", &self.library).env("FAULT_KIND", kind).env("FAULT_AT", at.to_string());
        command.env("FAULT_MARK", &mark);
        if lasting {
            command.env("FAULT_LASTING", "1");
        }
        let run = run(&mut command);
        (mark.exists(), run)
    }

    fn documents(&self) -> usize {
        self.run("export jsonl --tables documents").out.lines().count()
    }
}

/// The calls that fail: all of them, or the first and some later ones.
fn calls() -> impl Iterator<Item = u64> {
    let rounds = std::env::var("ONRECORD_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4u64);
    let step = move |at: &u64| Some(if rounds >= 100 { at + 1 } else { at * 3 + 1 });
    std::iter::successors(Some(1), step)
}

fn check(kind: &str, lasting: bool) {
    let Some(place) = Place::new() else { return };
    place.restore();
    let before = place.documents();
    assert_eq!(place.run("add examples/articles").status, 0);
    let all = place.documents();
    let mut faults = 0;
    for at in calls() {
        place.restore();
        let (failed, added) = place.add_with_fault(kind, at, lasting);
        let told = format!("{kind} at call {at}: status {}, {}", added.status, added.err);
        if !failed {
            break;
        }
        faults += 1;
        assert!(added.status == 0 || added.err.contains("onrecord"), "{told}");
        let whole = place.run("verify");
        assert_eq!(whole.status, 0, "{told}: {}{}", whole.out, whole.err);
        let kept = place.documents();
        assert!(kept >= before && (added.status != 0 || kept == all), "{told}: {kept} of {all}");
        let again = place.run("add examples/articles");
        assert_eq!((again.status, place.documents()), (0, all), "{told}: {}", again.err);
        assert_eq!(place.run("verify").status, 0, "{told}");
    }
    assert!(faults > 1, "{kind}: no call failed");
}

#[test]
fn a_disk_that_cannot_write_loses_nothing() {
    check("eio", false);
}

#[test]
fn a_disk_that_is_full_for_good_loses_nothing() {
    check("enospc", true);
}

#[test]
fn a_write_that_is_cut_short_loses_nothing() {
    check("short", false);
}

#[test]
fn a_disk_that_does_not_sync_loses_nothing() {
    check("sync", false);
}
