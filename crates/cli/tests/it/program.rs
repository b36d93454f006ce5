//! Runs the program from the project's root.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The project's root, from which the documented commands run.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The program with arguments split at spaces.
pub fn onrecord(arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(root()).args(arguments.split_whitespace()).stdin(Stdio::null());
    command
}

/// What it did.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

pub fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    Run {
        status: status.code().expect("the program ends by itself"),
        out: String::from_utf8(stdout).expect("output is UTF-8"),
        err: String::from_utf8(stderr).expect("messages are UTF-8"),
    }
}

/// Each line as JSON.
pub fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// The words of a place in an article's text.
pub fn words(text: &str, start: &Value, end: &Value) -> String {
    let [start, end] = [start, end].map(|offset| offset.as_u64().expect("an offset") as usize);
    text.chars().skip(start).take(end - start).collect()
}
