//! Bad input: a clear message, the rest done, exit status 2.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::program::{lines, onrecord, run};

#[test]
fn nothing_to_compare_with_says_what_to_give() {
    let run = run(&mut onrecord("check examples/articles"));
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--against"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("a_good.txt", "Ada Rowe said: “We will mend the bridge.”".as_bytes());
    put("b_empty.txt", b"");
    put("c_binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 0, 255, 254, 0]);
    put("d_lines.jsonl", b"{\"id\": \"one\", \"text\": \"Ada Rowe spoke.\"}\nnot json\n{\"id\": \"three\", \"text\": \"She left.\"}\n");
    put("e_packed.txt.gz", b"\x1f\x8b\x08\x00 this is cut off");
    let run =
        run(&mut onrecord(&format!("extract {} no/such/file.txt --format jsonl", folder.path().display())));
    assert_eq!(run.status, 2);
    let ids: Vec<_> =
        lines(&run.out).iter().map(|form| form["document"]["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    for named in ["b_empty.txt", "c_binary.txt", "d_lines.jsonl", "e_packed.txt.gz", "no/such/file.txt"] {
        assert!(run.err.contains(named), "{named} is not named in: {}", run.err);
    }
    assert!(run.err.contains('2'), "the broken line's number is given: {}", run.err);
}

#[test]
fn a_quotation_that_never_closes_is_a_problem_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("open.txt");
    fs::write(
        &path,
        "Rowe said: “We will mend the bridge, and that is all.\n\nShe left the room without another word.\n",
    )
    .unwrap();
    let form = &lines(&run(&mut onrecord(&format!("extract {} --format jsonl", path.display()))).out)[0];
    let problem = &form["problems"][0];
    assert_eq!(problem["code"], "unclosed-quotation", "{form}");
    assert_eq!(problem["start"], 12, "the place after the mark");
}

#[test]
fn a_folder_without_documents_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let run = run(&mut onrecord(&format!("extract {}", folder.path().display())));
    assert_eq!(run.status, 2);
    assert!(run.err.contains(&folder.path().display().to_string()), "{}", run.err);
}

#[test]
fn a_list_without_a_column_of_words_says_so() {
    let mut command = onrecord("trace --quotes - --against examples/transcripts");
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"who,what\na,b\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no column named words"));
}

#[test]
fn fail_on_sets_the_exit_status() {
    let check = "check examples/articles/bridge-closed.txt --against examples/transcripts";
    assert_eq!(run(&mut onrecord(&format!("{check} --fail-on changed"))).status, 1);
    assert_eq!(run(&mut onrecord(&format!("{check} --fail-on speaker-differs"))).status, 0);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut command = onrecord("extract examples --format jsonl");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    assert_eq!(output.status.code(), Some(0));
}
