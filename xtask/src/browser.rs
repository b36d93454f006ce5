//! The pages in a real browser, and the API by a tool that tries everything its description allows.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell::{cargo, command, exists, root, run};

/// What the API is tried with.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";
/// Programs of Debian's chromium, first found first.
const BROWSERS: [&str; 2] = ["chromium", "chromium-browser"];

/// Both. What is missing is installed where that is permitted; else it is said what was not tried. The long form tries
/// every payload and more calls.
///
/// # Errors
/// A test that fails; in CI (`CI` is set) also a tool that cannot be had.
pub fn everything(long: bool) -> Result<()> {
    run(cargo("build --locked -p onrecord-cli"))?;
    match pages_are_possible() {
        Ok(()) => pages(long)?,
        Err(why) => not_tried("the pages are not tried in a browser", &why)?,
    }
    match schemathesis() {
        Ok(tool) => api(&tool, long),
        Err(why) => not_tried("the API is not tried", &why),
    }
}

/// Says so; an error where everything must be tried.
fn not_tried(what: &str, why: &anyhow::Error) -> Result<()> {
    if std::env::var_os("CI").is_some() {
        bail!("{what}: {why:#}");
    }
    eprintln!("\nSKIPPED: {what}: {why:#}");
    Ok(())
}

/// Chromium and the packages of the tests, installed if missing and permitted.
fn pages_are_possible() -> Result<()> {
    if !BROWSERS.iter().any(|browser| exists(browser, "--version")) {
        installed("chromium chromium-driver")?;
    }
    if !exists("npm", "--version") {
        installed("nodejs npm")?;
    }
    // npm leaves this file when all packages are there
    if !folder().join("node_modules/.package-lock.json").is_file() {
        let mut install = command("npm", "ci --no-audit --no-fund");
        install.current_dir(folder());
        run(install).context("the packages of crates/web/browser could not be installed")?;
    }
    Ok(())
}

/// Installs packages of the system, where its user may.
fn installed(packages: &str) -> Result<()> {
    let missing = || format!("missing, and not permitted to install: apt-get install {packages}");
    if !exists("apt-get", "--version") {
        bail!(missing());
    }
    // a fresh machine has no lists of packages; what cannot be fetched shows in the next step
    let _ = run(command("apt-get", "update --quiet"));
    run(command("apt-get", &format!("install --yes --no-install-recommends {packages}")))
        .with_context(missing)
}

fn folder() -> PathBuf {
    root().join("crates/web/browser")
}

/// The files one after the other: each has a server and a browser of its own.
fn pages(long: bool) -> Result<()> {
    for file in ["pages", "check", "hostile"] {
        let mut tests = command("node", &format!("--test {file}.test.mjs"));
        tests.current_dir(folder()).env("ONRECORD_LONG", if long { "1" } else { "0" });
        run(tests)?;
    }
    eprintln!("pictures of the pages are in target/browser");
    Ok(())
}

/// The tool in an environment of its own.
fn schemathesis() -> Result<PathBuf> {
    let place = root().join("target/schemathesis");
    let tool = place.join("bin/schemathesis");
    if !tool.exists() {
        run(command("python3", &format!("-m venv {}", place.display())))
            .context("Python with venv is needed")?;
        run(command(&place.join("bin/pip").to_string_lossy(), &format!("install --quiet {SCHEMATHESIS}")))
            .context("schemathesis could not be installed")?;
    }
    Ok(tool)
}

fn api(tool: &Path, long: bool) -> Result<()> {
    let record = root().join("target/browser-record.db");
    for beside in ["", "-wal", "-shm", "-seeds"] {
        let _ = std::fs::remove_file(format!("{}{beside}", record.display()));
    }
    let program = root().join("target/debug/onrecord").display().to_string();
    let record = record.display();
    run(command(&program, &format!("add examples/transcripts examples/articles --record {record}")))?;
    let (server, link) = served(&program, &format!("serve --port 0 --record {record}"))?;
    let examples = if long { 200 } else { 20 };
    let settings = folder().join("schemathesis.toml").display().to_string();
    let flags = format!(
        "--config-file {settings} run {link}api/v1/openapi.json --max-examples {examples} --no-color"
    );
    let mut tried = command(&tool.to_string_lossy(), &flags);
    tried.current_dir(root().join("target")); // it leaves what it found where it runs
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
