//! The project's own chores.

mod train;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["clusters", folder] => train::clusters(Path::new(folder)),
        ["train", folder] => train::train(Path::new(folder)),
        ["syntax-score", folder] => train::syntax_score(Path::new(folder), false),
        ["syntax-score", folder, "--dev"] => train::syntax_score(Path::new(folder), true),
        _ => bail!("chores: clusters DIR, train DIR, syntax-score DIR [--dev]"),
    }
}
