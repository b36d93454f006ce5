//! Records of every version that was released open, and tell what they told.

use std::fs;
use std::path::{Path, PathBuf};

use keep::Record;

use crate::made::{found, path};

/// Fixtures: `record-VERSION.db.zst`, made by `cargo run -p onrecord-keep --example fixture` of that version.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut fixtures: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    fixtures.retain(|path| path.to_string_lossy().ends_with(".db.zst"));
    fixtures.sort();
    fixtures
}

#[test]
fn records_of_every_version_open_and_answer() {
    let fixtures = fixtures();
    assert!(!fixtures.is_empty());
    for fixture in fixtures {
        let folder = tempfile::tempdir().unwrap();
        let packed = fs::read(&fixture).unwrap();
        fs::write(path(&folder), zstd::stream::decode_all(&packed[..]).unwrap()).unwrap();
        let record =
            Record::create(&path(&folder)).unwrap_or_else(|error| panic!("{}: {error}", fixture.display()));
        assert_eq!(record.len().unwrap(), 2, "{}", fixture.display());
        assert_eq!(found(&record, "speaker:rowe \"harbour bridge\""), 1);
        assert_eq!(record.statements(Some("rowe"), Some("bridge"), 9).unwrap().len(), 2);
        let rowe = &record.people("ada rowe", 0, 9).unwrap()[0];
        assert_eq!((rowe.documents, rowe.last_seen.as_deref()), (1, Some("2025-03-04")));
        assert_eq!(record.verify(|_| {}), []);
    }
}
