//! The pages in a real browser, and the API by a tool that tries everything its description allows.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::shell::{cargo, command, exists, root, run};

/// What the API is tried with.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Both, or says what is missing and cannot be installed. The long form tries every payload and more calls.
pub fn everything(long: bool) -> Result<()> {
    run(cargo("build --locked -p onrecord-cli"))?;
    match pages_are_possible() {
        Ok(()) => pages(long)?,
        Err(why) => eprintln!("\nthe pages are not tried in a browser: {why:#}"),
    }
    match schemathesis() {
        Ok(tool) => api(&tool, long),
        Err(why) => {
            eprintln!("\nthe API is not tried: {why:#}");
            Ok(())
        }
    }
}

/// Chromium and the packages of the tests, installed if missing and permitted.
fn pages_are_possible() -> Result<()> {
    if !exists("chromium", "--version") {
        run(command("apt-get", "install --yes --no-install-recommends chromium chromium-driver"))
            .context("chromium is not installed (Debian: apt-get install chromium chromium-driver)")?;
    }
    if !folder().join("node_modules").is_dir() {
        let mut install = command("npm", "ci --no-audit --no-fund");
        install.current_dir(folder());
        run(install)
            .context("the packages of crates/web/browser could not be installed (Node and npm are needed)")?;
    }
    Ok(())
}

fn folder() -> PathBuf {
    root().join("crates/web/browser")
}

fn pages(long: bool) -> Result<()> {
    let mut tests = command("node", "--test --test-concurrency=1");
    tests.current_dir(folder()).env("ONRECORD_LONG", if long { "1" } else { "0" });
    run(tests)?;
    eprintln!("pictures of the pages are in target/browser");
    Ok(())
}

/// The tool in an environment of its own.
fn schemathesis() -> Result<PathBuf> {
    let place = root().join("target/schemathesis");
    let tool = place.join("bin/schemathesis");
    if !tool.exists() {
        run(command("python3", &format!("-m venv {}", place.display())))?;
        run(command(&place.join("bin/pip").to_string_lossy(), &format!("install --quiet {SCHEMATHESIS}")))
            .context("schemathesis could not be installed (Python with pip is needed)")?;
    }
    Ok(tool)
}

fn api(tool: &Path, long: bool) -> Result<()> {
    let record = root().join("target/browser-record.db");
    for beside in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{beside}", record.display()));
    }
    let program = root().join("target/debug/onrecord").display().to_string();
    let record = record.display();
    run(command(&program, &format!("add examples/transcripts examples/articles --record {record}")))?;
    let (server, link) = served(&program, &format!("serve --port 0 --record {record}"))?;
    let examples = if long { 200 } else { 20 };
    let flags = format!("run {link}api/v1/openapi.json --max-examples {examples} --no-color");
    let mut tried = command(&tool.to_string_lossy(), &flags);
    tried.current_dir(folder());
    let done = run(tried);
    ended(server)?;
    done
}

/// A server, and where it says it is.
fn served(program: &str, flags: &str) -> Result<(Child, String)> {
    let mut server: Command = command(program, flags);
    let mut server = server.stdout(Stdio::piped()).spawn()?;
    let said = server.stdout.take().context("the server has no output")?;
    let mut line = String::new();
    BufReader::new(said).read_line(&mut line)?;
    let link = line.split_whitespace().last().context("the server did not start")?.to_owned();
    Ok((server, link))
}

fn ended(mut server: Child) -> Result<()> {
    server.kill()?;
    server.wait()?;
    Ok(())
}
