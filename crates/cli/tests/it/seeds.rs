//! The five documents that the project was created from, where they lie beside it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program::{lines, onrecord, root, run};

/// Checks the seed whose name begins with `number` against all five.
fn seed(number: &str) -> Option<Value> {
    if !root().join("../shared/seeds").exists() {
        eprintln!("skipped: the seeds do not lie beside the project");
        return None;
    }
    let run = run(&mut onrecord(&format!(
        "check ../shared/seeds/{number}*.txt --against ../shared/seeds --format jsonl"
    )));
    assert_eq!(run.status, 0, "{}", run.err);
    lines(&run.out).pop()
}

/// Marked quotations with their findings and speakers' names.
fn marked(check: &Value) -> Vec<(&Value, &Value, String)> {
    let people = check["article"]["people"].as_array().unwrap();
    let names: BTreeMap<_, _> =
        people.iter().map(|p| (p["id"].as_str().unwrap(), p["name"].as_str().unwrap())).collect();
    let pairs =
        check["article"]["quotations"].as_array().unwrap().iter().zip(check["findings"].as_array().unwrap());
    pairs
        .filter(|(quotation, _)| quotation["kind"] != "indirect")
        .map(|(quotation, finding)| {
            let speaker = quotation["speaker"].as_str().map_or(String::new(), |id| names[id].to_owned());
            (quotation, finding, speaker)
        })
        .collect()
}

#[test]
fn the_translated_report_is_traced_to_the_joint_appearance() {
    let Some(check) = seed("002") else { return };
    let marked = marked(&check);
    let of_the_report = marked.len() - 1; // the last stands in a headline under "Keep reading"
    assert!(
        (21..=22).contains(&of_the_report),
        "{of_the_report}: the one that never opens may stand by itself"
    );
    let into = |finding: &Value| {
        let source = finding["sources"][0]["document"]["path"].as_str().unwrap_or_default();
        finding["status"] == "traced" && source.contains("/000_")
    };
    let traced = marked.iter().filter(|(_, finding, _)| into(finding)).count();
    assert!(traced >= 20, "{traced} of 21 traced to document 000");
    let named =
        marked.iter().filter(|(_, _, name)| ["Blinken", "Rutte"].iter().any(|known| name.ends_with(known)));
    assert!(named.count() >= 19);
}

#[test]
fn a_report_of_an_occasion_that_is_not_held_is_undecided() {
    let Some(check) = seed("003") else { return };
    let marked = marked(&check);
    assert_eq!(marked.len(), 10);
    for (quotation, finding, speaker) in marked {
        assert_eq!(finding["status"], "undecided", "{quotation}");
        assert_eq!(finding["reason"], "occasion_not_held", "{quotation}");
        assert!(speaker.ends_with("Rutte"), "{quotation} is given to {speaker}");
    }
}
