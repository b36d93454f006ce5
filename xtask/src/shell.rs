//! Commands, run from the project's root.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The project's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask lies in the project's root").to_owned()
}

/// `cargo` as we were called with it.
pub fn cargo(arguments: &str) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// A program with arguments split at spaces.
pub fn command(program: &str, arguments: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).args(arguments.split_whitespace());
    command
}

/// Runs it, showing what it prints.
pub fn run(mut command: Command) -> Result<()> {
    eprintln!("\n$ {}", shown(&command));
    let status = command.status().with_context(|| format!("cannot start {}", shown(&command)))?;
    ensure!(status.success(), "{} failed: {status}", shown(&command));
    Ok(())
}

/// Runs it and gives what it prints.
pub fn output(mut command: Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", shown(&command)))?;
    ensure!(output.status.success(), "{} failed: {}", shown(&command), output.status);
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether it runs at all.
pub fn exists(program: &str, arguments: &str) -> bool {
    let mut command = command(program, arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
