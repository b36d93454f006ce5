//! Questions and their answers.

use crate::made::{ARTICLE, BRIEFING, entry, found, record};

#[test]
fn search_finds_phrases_and_narrows_by_fields() {
    let (_folder, mut record) = record();
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-03", BRIEFING)]).unwrap();
    for (asked, hits) in [
        ("\"harbour bridge\"", 2),
        ("\"bridge harbour\"", 0),
        ("ferry speaker:lind", 1),
        ("ferry speaker:nobody", 0),
        ("bridge kind:transcript", 1),
        ("bridge since:2025-03-04", 1),
        ("bridge until:2025-03", 2),
        ("bridge until:2025-02", 0),
        ("bridge -cheered", 1),
        ("harb* Title", 2),
        ("cheered OR ferry", 3),
    ] {
        assert_eq!(found(&record, asked), hits, "{asked}");
    }
    let hits = record.search(&record.question("\"harbour bridge\" kind:transcript").unwrap(), 0, 9).unwrap();
    let hit = &hits[0];
    assert_eq!((hit.document.id.as_str(), hit.turn), ("b", Some(0)));
    assert_eq!(&BRIEFING[hit.start..hit.start + 8], "MS. ROWE");
    let marked: Vec<String> =
        hit.matches.iter().map(|&(s, e)| hit.snippet.chars().skip(s).take(e - s).collect()).collect();
    assert_eq!(marked, ["harbour bridge"]);
}

#[test]
fn a_question_that_cannot_be_understood_is_an_error_of_its_own() {
    let (_folder, record) = record();
    assert!(record.question("since:yesterday").unwrap_err().is_bad_question());
}

#[test]
fn statements_are_said_and_quoted_by_one_person() {
    let (_folder, mut record) = record();
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-03", BRIEFING)]).unwrap();
    let parts = |by, about| {
        let found = record.statements(by, about, 9).unwrap();
        found.into_iter().map(|statement| (statement.document.id, statement.part)).collect::<Vec<_>>()
    };
    let pair = |document: &str, part: &str| (document.to_owned(), part.to_owned());
    assert_eq!(parts(Some("rowe"), Some("bridge")), [pair("a", "q1"), pair("b", "t1")]);
    assert_eq!(parts(Some("rowe"), None), [pair("a", "q1"), pair("b", "t1"), pair("b", "t3")]);
    assert_eq!(parts(Some("lind"), Some("bridge")), []);
}

#[test]
fn two_names_are_one_person_when_somebody_says_so_and_two_again_when_not() {
    let (_folder, mut record) = record();
    record.add(&[entry("a", "2025-03-04", ARTICLE), entry("b", "2025-03-03", BRIEFING)]).unwrap();
    let people = |record: &keep::Record| record.people("rowe", 0, 9).unwrap().len();
    let before = people(&record);
    let other = record.people("rowe", 0, 9).unwrap().into_iter().find(|person| person.name != "Ada Rowe");
    let other = other.expect("the briefing knows only a surname").name;
    record.merge_people(&other, "Ada Rowe", Some("R. Eader")).unwrap();
    assert_eq!(people(&record), before - 1);
    let sightings = record.sightings("Ada Rowe").unwrap();
    assert!(sightings.iter().any(|sighting| sighting.why == "joined by a person"), "{sightings:?}");
    // and so it is for what comes later
    record.add(&[entry("c", "2025-03-09", &BRIEFING.replace("winter", "May"))]).unwrap();
    assert_eq!(people(&record), before - 1);
    record.split_person(&other, None).unwrap();
    assert_eq!(people(&record), before);
    assert!(record.sightings("Nobody Atall").unwrap_err().is_unknown());
    assert_eq!(record.verify(|_| {}), []);
}

#[test]
fn a_surname_is_whom_documents_of_those_days_name_until_a_person_takes_it_back() {
    let (_folder, mut record) = record();
    record.add(&[entry("b", "2025-03-03", BRIEFING)]).unwrap();
    for day in 4..9 {
        let article = format!("{ARTICLE} It was day {day}.");
        record.add(&[entry(&format!("a{day}"), &format!("2025-03-{day:02}"), &article)]).unwrap();
    }
    record.join_names().unwrap();
    let why = |record: &keep::Record| {
        let sightings = record.sightings("Ada Rowe").unwrap();
        sightings.into_iter().map(|sighting| (sighting.document.id, sighting.why)).collect::<Vec<_>>()
    };
    let joined = why(&record);
    assert_eq!(joined.len(), 6, "{joined:?}");
    assert!(joined[0].1.contains("of that surname"), "{joined:?}");
    let surname = record.sightings("Ada Rowe").unwrap()[0].name.clone();
    record.split_person(&surname, Some("R. Eader")).unwrap();
    assert_eq!(why(&record).len(), 5);
    // the program does not join again what a person took apart
    record.join_names().unwrap();
    assert_eq!(why(&record).len(), 5);
    assert_eq!(record.verify(|_| {}), []);
}
