//! Documents tied to the occasions they tell of.

use keep::{Entry, Occasion, Origin, Record};
use text::Document;

use crate::made::{found, record, sha256};

const DAY: &str = "2025-03-04";

fn document(id: &str, title: &str, published: Option<&str>, text: &str) -> Entry {
    let document = Document {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        published: published.and_then(|day| day.parse().ok()),
        sha256: sha256(text),
        text: text.to_owned(),
        ..Document::default()
    };
    let understanding = understand::source(&document);
    Entry::new(Origin { name: id, line: None, bytes: text.as_bytes() }, document, understanding)
}

/// A transcript, releases of the same day and of another, and one without a day.
fn held(record: &mut Record) {
    let talk = "ADA ROWE: We will mend the harbour bridge before winter comes.\n\n\
                KARL LIND: And the ferry? The ferry is late again.\n\nADA ROWE: The ferry sails next week.";
    let title = "Remarks by Ada Rowe and Karl Lind at the Ferry Summit in Northhaven";
    let readout = "Readout of the Meeting of Ada Rowe and Karl Lind at the Northhaven Ferry Summit";
    let others = [
        "Remarks by the Mayor on Road Tolls in the Town",
        "Remarks by the Mayor on School Buildings",
        "Remarks by the Harbour Master in Southhaven",
        "Readout of the Meeting of the Mayor and Fishers",
        "Readout of a Call on Winter Fuel",
        "Fishing Quotas in the North",
        "A Library Reopens at Noon",
        "Statement on the Budget",
        "Statement on Water",
        "Notice of Public Works",
    ];
    let mut entries = vec![
        document("talk", title, Some(DAY), talk),
        document("readout", readout, Some(DAY), "They met. They agreed on a timetable and on fares for all."),
        document(
            "later",
            readout,
            Some("2025-03-06"),
            "They met once more and spoke about fares at some length.",
        ),
        document("undated", readout, None, "They met, nobody knows when, and spoke about fares."),
    ];
    let other = |title: &&str| document(title, title, Some(DAY), &format!("{title}: a note of some words."));
    entries.extend(others.iter().map(other));
    record.add(&entries).unwrap();
    record.tie_occasions().unwrap();
}

fn only(record: &Record) -> Occasion {
    record.occasions("ferry summit", 0, 9).unwrap().remove(0)
}

fn ids(occasion: &Occasion) -> Vec<&str> {
    occasion.documents.iter().map(|document| document.id.as_str()).collect()
}

#[test]
fn a_readout_of_the_day_tells_of_the_occasion_and_why_is_said() {
    let (_folder, mut record) = record();
    held(&mut record);
    let occasion = only(&record);
    assert_eq!(ids(&occasion), ["talk", "readout"]);
    assert_eq!(occasion.why[0], "its own name and day");
    assert!(occasion.why[1].starts_with("the same day, names Ada Rowe"), "{}", occasion.why[1]);
    assert_eq!(record.document("readout").unwrap().occasion.unwrap().0, occasion.number);
    assert_eq!(found(&record, "occasion:remarks timetable"), 1, "its own title has no such word");
}

#[test]
fn a_persons_word_comes_first_and_stays() {
    let (_folder, mut record) = record();
    held(&mut record);
    let number = only(&record).number;
    record.place_document("undated", Some(number), Some("R. Eader")).unwrap();
    record.place_document("readout", None, None).unwrap();
    record.tie_occasions().unwrap();
    let occasion = only(&record);
    assert_eq!(ids(&occasion), ["talk", "undated"]);
    assert_eq!(occasion.why[1], "placed by a person");
    assert!(record.place_document("readout", Some(999), None).unwrap_err().is_unknown());
    assert_eq!(record.verify(|_| {}), []);
}
