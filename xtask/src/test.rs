//! Everything that has to hold before a change lands.

use anyhow::Result;

use crate::shell::{cargo, exists, run};
use crate::{accuracy, browser};

/// Format, lints, tests, doc tests, licences, pages in a browser, accuracy.
pub fn everything() -> Result<()> {
    run(cargo("fmt --all -- --check"))?;
    run(cargo("clippy --workspace --all-targets --locked -- -D warnings"))?;
    match exists("cargo", "nextest --version") {
        true => run(cargo("nextest run --workspace --locked --no-fail-fast"))?,
        false => run(cargo("test --workspace --lib --bins --tests --locked --no-fail-fast"))?,
    }
    run(cargo("test --workspace --doc --locked"))?;
    let mut docs = cargo("doc --workspace --no-deps --locked");
    docs.env("RUSTDOCFLAGS", "-D warnings");
    run(docs)?;
    match exists("cargo", "deny --version") {
        true => run(cargo("deny --offline check licenses bans sources"))?,
        false => eprintln!(
            "\ncargo-deny is not installed: licences not checked (cargo install --locked cargo-deny)"
        ),
    }
    browser::everything(false)?;
    accuracy::measure(&[])
}
