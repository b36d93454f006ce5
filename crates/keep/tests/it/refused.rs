//! Files that are not for this program, disks that are full, folders that may not be written: nothing is changed.

use std::fs;

use keep::{KeepError, Record};
use rusqlite::Connection;

use crate::made::{ARTICLE, BRIEFING, entry, path, record};

/// Opens the file in both ways; both must fail, for the same reason, and leave it byte for byte.
fn refused(path: &std::path::Path, reason: fn(&KeepError) -> bool) {
    let before = fs::read(path).ok();
    for opened in [Record::open(path), Record::create(path)] {
        let error = opened.expect_err("it must not be opened");
        assert!(reason(&error), "{error}");
    }
    assert_eq!(fs::read(path).ok(), before);
}

#[test]
fn a_file_that_is_no_record_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = path(&folder);
    fs::write(&path, "Minutes of the meeting. ".repeat(400)).unwrap();
    refused(&path, KeepError::is_not_a_record);
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE accounts (sum REAL)").unwrap();
    refused(&path, KeepError::is_not_a_record);
}

#[test]
fn a_record_of_a_newer_version_is_left_alone() {
    let (folder, record) = record();
    drop(record);
    Connection::open(path(&folder)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    refused(&path(&folder), KeepError::is_newer);
}

#[test]
fn there_is_nothing_to_ask_where_there_is_no_record() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Record::open(&path(&folder)).unwrap_err().is_not_found());
    assert!(!path(&folder).exists(), "asking makes no file");
    assert!(Record::create(&folder.path().join("no/such/folder.db")).unwrap_err().is_not_found());
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged_and_goes_on_when_there_is_room() {
    let (folder, mut record) = record();
    record.add(&[entry("a", "", ARTICLE)]).unwrap();
    record.leave_room(2);
    let large: Vec<_> =
        (0..40).map(|at| entry(&format!("b{at}"), "", &format!("{at} {}", BRIEFING.repeat(40)))).collect();
    let error = record.add(&large).unwrap_err();
    assert!(error.is_full(), "{error}");
    assert_eq!(record.len().unwrap(), 1);
    assert_eq!(record.verify(|_| {}), []);
    drop(record);
    let mut record = Record::create(&path(&folder)).unwrap();
    assert_eq!(record.add(&large).unwrap().len(), 40);
    assert_eq!(record.len().unwrap(), 41);
}

#[cfg(unix)]
#[test]
fn a_read_only_record_answers_and_is_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, mut record) = record();
    record.add(&[entry("a", "", ARTICLE)]).unwrap();
    drop(record);
    let may = |mode| {
        fs::set_permissions(path(&folder), fs::Permissions::from_mode(mode & 0o666)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    };
    may(0o555);
    let record = Record::open(&path(&folder)).unwrap();
    assert_eq!(crate::made::found(&record, "bridge"), 1);
    assert_eq!(record.verify(|_| {}), []);
    assert!(Record::create(&path(&folder)).unwrap_err().is_read_only());
    may(0o755);
}
