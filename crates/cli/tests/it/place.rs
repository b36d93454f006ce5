//! A record in a folder of its own.

use std::path::PathBuf;

use crate::program::{Run, onrecord, run};

/// The folder, gone when the test is over, and the record's file in it.
pub struct Place {
    _folder: tempfile::TempDir,
    pub record: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("onrecord.db");
        Place { _folder: folder, record }
    }

    pub fn with_examples() -> Self {
        let place = Self::new();
        let added = place.run("add examples --format jsonl");
        assert_eq!(added.status, 0, "{}", added.err);
        place
    }

    pub fn command(&self, arguments: &str) -> std::process::Command {
        let mut command = onrecord(arguments);
        command.arg("--record").arg(&self.record);
        command
    }

    pub fn run(&self, arguments: &str) -> Run {
        run(&mut self.command(arguments))
    }
}
