//! What goes in comes out, once, and leaves when it is told to.

use keep::{Added, Held};
use text::Kind;

use crate::made::{ARTICLE, BRIEFING, entry, found, path, record};

fn sources(record: &keep::Record) -> Vec<Held> {
    record.listed().unwrap().iter().map(|listed| record.source(listed.number).unwrap()).collect()
}

#[test]
fn a_document_comes_out_as_it_went_in() {
    let (_folder, mut record) = record();
    let text = format!("“é” 😀 first.\n\n{BRIEFING}");
    let document = text::Document { id: "a".into(), text: text.clone(), ..Default::default() };
    let expected = understand::source(&document);
    record.add(&[entry("a", "2025-03-04", &text)]).unwrap();
    let held = &sources(&record)[0];
    assert_eq!(held.document.text, text);
    assert_eq!(held.document.published, "2025-03-04".parse().ok());
    assert_eq!(held.understanding.turns, expected.turns);
    assert_eq!(held.understanding.kind, Kind::Transcript);
    assert_eq!(held.understanding.people[..expected.people.len()], expected.people);
    assert_eq!(record.kept_after(0, 9).unwrap()[0].bytes, text.as_bytes());
}

#[test]
fn the_same_bytes_again_are_known_and_others_are_a_new_version() {
    let (_folder, mut record) = record();
    assert_eq!(
        record.add(&[entry("a", "", BRIEFING), entry("a", "", BRIEFING)]).unwrap(),
        [Added::New, Added::Known]
    );
    assert_eq!(record.add(&[entry("b", "", BRIEFING)]).unwrap(), [Added::Known]);
    let corrected = BRIEFING.replace("winter", "Christmas");
    assert_eq!(record.add(&[entry("a", "", &corrected)]).unwrap(), [Added::Updated]);
    assert_eq!(record.len().unwrap(), 1);
    assert_eq!(record.hashes().unwrap().len(), 2, "both versions are kept");
    assert_eq!((found(&record, "christmas"), found(&record, "winter")), (1, 0));
    assert_eq!(sources(&record)[0].document.text, corrected);
    assert_eq!(record.verify(|_| {}), []);
}

#[test]
fn standard_input_is_never_a_new_version() {
    let (_folder, mut record) = record();
    for text in ["One thing was said.", "Another thing was said."] {
        assert_eq!(record.add(&[entry("-", "", text)]).unwrap(), [Added::New]);
    }
}

#[test]
fn a_removed_document_leaves_no_word_in_the_file_and_stays_out() {
    let (folder, mut record) = record();
    record
        .add(&[entry("a", "", ARTICLE), entry("b", "", "The zyzzyva beetle was named by Quillfeather.")])
        .unwrap();
    record.review("a:q1", keep::Verdict::Confirm, None, None).unwrap();
    assert_eq!(record.remove("b", "asked by its author", Some("R. Eader")).unwrap(), 1);
    assert_eq!(record.len().unwrap(), 1);
    assert_eq!(found(&record, "zyzzyva"), 0);
    assert_eq!(record.verify(|_| {}), []);
    for ending in ["", "-wal"] {
        let file = format!("{}{ending}", path(&folder).display());
        let bytes = std::fs::read(file).unwrap_or_default();
        for word in ["zyzzyva", "uillfeather"] {
            let held = bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()));
            assert!(!held, "{word} still stands in the file{ending}");
        }
    }
    let again = record.add(&[entry("b", "", "The zyzzyva beetle was named by Quillfeather.")]).unwrap();
    assert_eq!(again, [Added::Removed("asked by its author".to_owned())]);
}

#[test]
fn a_rebuild_replaces_what_was_found_and_keeps_what_people_said() {
    let (_folder, mut record) = record();
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-04", BRIEFING)]).unwrap();
    record.review("a:q1", keep::Verdict::Reject, Some("not she"), Some("R. Eader")).unwrap();
    let anew: Vec<_> = record
        .kept_after(0, 9)
        .unwrap()
        .into_iter()
        .map(|kept| (kept.number, entry(&kept.name, "2025-03-05", std::str::from_utf8(&kept.bytes).unwrap())))
        .collect();
    record.replace(&anew).unwrap();
    assert_eq!(record.verify(|_| {}), []);
    assert_eq!(found(&record, "since:2025-03-05 \"harbour bridge\""), 2);
    let statements = record.statements(Some("ada rowe"), Some("bridge"), 9).unwrap();
    assert!(
        statements.iter().any(|statement| statement.review.as_deref() == Some("reject")),
        "{statements:?}"
    );
}

/// How many documents, turns and quotations are counted of somebody.
fn counted(record: &keep::Record, called: &str) -> (usize, usize, usize) {
    let profile = record.profile(called).unwrap();
    assert_eq!(record.verify(|_| {}), [], "it agrees with the documents");
    (profile.person.documents, profile.turns, profile.quotations)
}

#[test]
fn what_is_counted_of_people_follows_every_change() {
    let (_folder, mut record) = record();
    let other = ARTICLE.replace("Nobody", "Somebody");
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-03", BRIEFING)]).unwrap();
    assert_eq!(counted(&record, "Ada Rowe"), (1, 0, 1));
    assert_eq!(counted(&record, "Rowe"), (1, 2, 0));
    record.add(&[entry("c", "2025-03-06", &other)]).unwrap();
    assert_eq!(counted(&record, "Ada Rowe"), (2, 0, 2));
    record.merge_people("Rowe", "Ada Rowe", None).unwrap();
    assert_eq!(counted(&record, "Ada Rowe"), (3, 2, 2));
    let person = record.profile("Ada Rowe").unwrap().person;
    let seen = (person.first_seen.as_deref(), person.last_seen.as_deref());
    assert_eq!(seen, (Some("2025-03-03"), Some("2025-03-06")));
    record.add(&[entry("a", "2025-03-05", "Nothing was said.")]).unwrap();
    assert_eq!(counted(&record, "Ada Rowe"), (2, 2, 1), "an older version does not count");
    record.split_person("Rowe", None).unwrap();
    assert_eq!(counted(&record, "Ada Rowe"), (1, 0, 1));
    record.remove("c", "wrong", None).unwrap();
    assert_eq!(record.people("", 0, 9).unwrap().iter().filter(|one| one.name == "Ada Rowe").count(), 0);
    assert_eq!(counted(&record, "Rowe"), (1, 2, 0));
}
