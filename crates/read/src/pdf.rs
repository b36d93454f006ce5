//! PDF, by way of `pdftotext` of the poppler tools as a child process: no code here touches the format itself.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::Limits;
use crate::error::Cause;
use crate::masthead::Draft;
use crate::prose::Prose;

/// What the child is called.
const PROGRAM: &str = "pdftotext";

/// How long it may take: a thousand pages take a few seconds.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Cause> {
    let text = text_from(PROGRAM, bytes, PATIENCE)?;
    Ok(Draft::of_text(paragraphs(&text), Vec::new()))
}

/// Runs the program on the bytes, both by pipe, and takes what it writes, within limits of time and size.
fn text_from(program: &str, bytes: &[u8], patience: Duration) -> Result<String, Cause> {
    let mut child = Command::new(program)
        .args(["-q", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => Cause::NoProgram(PROGRAM),
            _ => Cause::Unreadable(format!("{PROGRAM}: {error}")),
        })?;
    let output = output_of(&mut child, bytes.to_vec(), patience);
    // it has ended, or must: a child that is dead already is no error
    let _ = child.kill();
    let status = child.wait();
    let text = output?;
    if text.trim().is_empty() && !status.is_ok_and(|status| status.success()) {
        return Err(Cause::Damaged(format!("{PROGRAM} could not read it")));
    }
    Ok(text)
}

fn output_of(child: &mut Child, bytes: Vec<u8>, patience: Duration) -> Result<String, Cause> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Cause::Unreadable(format!("{PROGRAM} has no pipes")));
    };
    // the child may stop reading before the end, which is its own affair
    thread::spawn(move || input.write_all(&bytes));
    let (sender, receiver) = mpsc::channel();
    let limit = Limits::default().document_bytes;
    thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.take(limit as u64 + 1).read_to_end(&mut text);
        sender.send(read.map(|_| text))
    });
    match receiver.recv_timeout(patience) {
        Ok(Ok(text)) if text.len() > limit => Err(Cause::Bomb),
        Ok(Ok(text)) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Ok(Err(error)) => Err(Cause::Unreadable(format!("{PROGRAM}: {error}"))),
        Err(_) => Err(Cause::Damaged(format!("{PROGRAM} did not end within {} seconds", patience.as_secs()))),
    }
}

/// Lines of a page joined to paragraphs, which blank lines and page breaks part.
fn paragraphs(text: &str) -> String {
    let mut prose = Prose::default();
    for line in text.lines() {
        if line.trim().is_empty() || line.starts_with('\u{C}') {
            prose.paragraph();
        }
        prose.words(line.trim_start_matches('\u{C}'));
        prose.words(" ");
    }
    prose.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs() {
        assert_eq!(
            paragraphs("Good\nmorning.\n\n  MS. DOE: Yes.\n\u{C}Page two.\n"),
            "Good morning.\n\nMS. DOE: Yes.\n\nPage two."
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = text_from("onrecord-no-such-program", b"%PDF", PATIENCE).expect_err("no program");
        assert!(error.to_string().contains("pdftotext"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sleeper");
        std::fs::write(&path, "#!/bin/sh\nexec sleep 30\n").expect("written");
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("set");
        let error = text_from(path.to_str().expect("UTF-8"), b"%PDF", Duration::from_millis(100))
            .expect_err("stopped");
        assert!(matches!(error, Cause::Damaged(_)), "{error}");
    }
}
