//! Files, folders, globs, packed files and record files, as they come from `inputs`.

use std::fs;
use std::io::Write;
use std::path::Path;

use read::{Limits, ReadError, Reading, inputs};

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, bytes).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

fn read_all(paths: &[&str], limits: &Limits) -> Vec<Result<Reading, ReadError>> {
    let paths: Vec<String> = paths.iter().map(|path| path.to_string()).collect();
    inputs(&paths, limits).map(|raw| raw.and_then(|raw| raw.read())).collect()
}

fn ids(readings: &[Result<Reading, ReadError>], folder: &str) -> Vec<String> {
    let id = |reading: &Result<Reading, ReadError>| match reading {
        Ok(reading) => reading.document.id.clone(),
        Err(error) => format!("! {error}"),
    };
    readings.iter().map(|reading| id(reading).replace(folder, "~")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}

#[test]
fn a_folder_is_walked_in_order_and_ignore_files_are_honoured() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_str().unwrap();
    write(folder.path(), "b.txt", "Second.");
    write(folder.path(), "a/z.md", "First.");
    write(folder.path(), "c.jsonl", "{\"text\": \"Third.\"}\n\n{\"id\": 7, \"text\": \"Fourth.\"}");
    write(folder.path(), "draft.txt", "Not this one.");
    write(folder.path(), ".gitignore", "draft*\n");
    write(folder.path(), "picture.png", b"\x89PNG\0");
    let found = read_all(&[root], &Limits::default());
    assert_eq!(ids(&found, root), ["~/a/z.md", "~/b.txt", "~/c.jsonl:1", "7"]);
}

#[test]
fn a_glob_gives_its_files_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_str().unwrap();
    write(folder.path(), "2.txt", "Two.");
    write(folder.path(), "1.txt", "One.");
    write(folder.path(), "3.md", "Three.");
    let found = read_all(&[&format!("{root}/*.txt"), &format!("{root}/*.doc")], &Limits::default());
    assert_eq!(ids(&found, root), ["~/1.txt", "~/2.txt", "! ~/*.doc: no file matches this pattern"]);
}

#[test]
fn packed_files_read_like_unpacked_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let plain = write(folder.path(), "a.txt", "Good morning.\r\n");
    let gz = write(folder.path(), "a.txt.gz", gzip(b"Good morning.\r\n"));
    let zst = write(folder.path(), "a.txt.zst", zstd::encode_all(&b"Good morning.\r\n"[..], 1).unwrap());
    let records = write(folder.path(), "r.jsonl.gz", gzip(b"{\"text\":\"x\"}\n{\"text\":\"y\"}\n"));
    let found = read_all(&[&plain, &gz, &zst, &records], &Limits::default());
    let texts: Vec<_> =
        found.iter().map(|reading| reading.as_ref().unwrap().document.text.as_str()).collect();
    assert_eq!(texts, ["Good morning.\r\n", "Good morning.\r\n", "Good morning.\r\n", "x", "y"]);
    let sha = |at: usize| &found[at].as_ref().unwrap().document.sha256;
    assert_eq!(sha(0), sha(1));
    assert_eq!(sha(0), sha(2));
}

#[test]
fn bad_input_is_named_with_its_place_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_str().unwrap();
    let paths = [
        format!("{root}/missing.txt"),
        write(folder.path(), "empty.txt", ""),
        write(folder.path(), "blank.txt", "\u{FEFF} \r\n\u{A0}\n"),
        write(folder.path(), "program.txt", b"\x7FELF\0\0"),
        write(folder.path(), "large.txt", "x".repeat(101)),
        write(folder.path(), "cut.txt.gz", &gzip(&b"Good morning. ".repeat(5))[..20]),
        write(folder.path(), "bomb.txt.gz", gzip(&[b'a'; 50_000])),
        write(
            folder.path(),
            "r.jsonl",
            format!(
                "{{\"text\":\"{}\"}}\n{{\"text\":\n[1]\n{{\"a\":1}}\n{{\"text\":\"ok\"}}",
                "x".repeat(200)
            ),
        ),
        write(folder.path(), "fine.txt", "Good morning."),
    ];
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let limits = Limits { document_bytes: 100, expansion: 2, ..Limits::default() };
    let found = ids(&read_all(&paths, &limits), root);
    let expected = [
        "! ~/missing.txt: no such file",
        "! ~/empty.txt: is empty",
        "! ~/blank.txt: is empty",
        "! ~/program.txt: is not text",
        "! ~/large.txt: holds more than",
        "! ~/cut.txt.gz: is damaged or cut short",
        "! ~/bomb.txt.gz: ",
        "! ~/r.jsonl:1: holds more than",
        "! ~/r.jsonl:2: no JSON object: EOF while parsing a value at column 8",
        "! ~/r.jsonl:3: no JSON object: invalid type",
        "! ~/r.jsonl:4: the record has no text",
        "~/r.jsonl:5",
        "~/fine.txt",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} – expected {expected}");
    }
}

#[test]
fn a_folder_without_documents_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "picture.png", b"\x89PNG\0");
    let found = read_all(&[folder.path().to_str().unwrap()], &Limits::default());
    assert_eq!(found.len(), 1);
    let error = found[0].as_ref().unwrap_err();
    assert!(error.is_no_documents());
    assert!(error.to_string().contains("1 file"), "{error}");
}

#[test]
fn collections_give_each_document_and_data_files_in_folders_are_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_str().unwrap();
    write(folder.path(), "a.json", r#"[{"id": "one", "body_text": "First."}, {"headline": "no text"}]"#);
    write(
        folder.path(),
        "b.xml",
        "<?xml version='1.0'?><rss><item><link>https://a.example/</link><description>Second.</description></item></rss>",
    );
    write(folder.path(), "package.json", r#"{"name": "a program"}"#);
    write(folder.path(), "settings.xml", "<settings><a/></settings>");
    let found = ids(&read_all(&[root], &Limits::default()), root);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!((found[0].as_str(), found[2].as_str()), ("one", "https://a.example/"));
    assert!(found[1].starts_with("! ~/a.json:2: the record has no text"), "{found:?}");
    let named = read_all(&[&format!("{root}/settings.xml")], &Limits::default());
    assert!(named[0].as_ref().unwrap_err().is_binary());
}
