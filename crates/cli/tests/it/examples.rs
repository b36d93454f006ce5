//! The first run of the README: what a new user sees must be right.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program::{lines, onrecord, run, words};

/// Each quotation of the example articles by its words: status, wording or reason, speaker, speaker check.
fn findings() -> BTreeMap<String, [String; 4]> {
    let run = run(&mut onrecord("check examples/articles --against examples/transcripts --format jsonl"));
    assert_eq!(run.status, 0, "{}", run.err);
    lines(&run.out).iter().flat_map(of_article).collect()
}

fn of_article(check: &Value) -> Vec<(String, [String; 4])> {
    let article = &check["article"];
    let text = article["document"]["text"].as_str().unwrap();
    let names: BTreeMap<&str, &Value> = article["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["id"].as_str().unwrap(), &p["name"]))
        .collect();
    let pairs = article["quotations"].as_array().unwrap().iter().zip(check["findings"].as_array().unwrap());
    let of = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    pairs
        .map(|(quotation, finding)| {
            let how = if finding["status"] == "traced" { &finding["wording"] } else { &finding["reason"] };
            let speaker = quotation["speaker"].as_str().map_or("-".to_owned(), |id| of(names[id]));
            let key = words(text, &quotation["start"], &quotation["end"]);
            (key, [of(&finding["status"]), of(how), speaker, of(&finding["speaker_check"])])
        })
        .collect()
}

#[test]
fn every_example_quotation_gets_its_verdict() {
    let findings = findings();
    let expected = [
        ("I would rather explain a detour", "traced verbatim Ada Rowe agrees"),
        ("We will mend the bridge …", "traced trimmed Ada Rowe agrees"),
        ("have lost about a quarter", "traced variant Tomas Lind agrees"),
        ("I can’t promise a day", "traced verbatim Tomas Lind agrees"),
        ("somebody is to blame", "traced trimmed Ada Rowe agrees"),
        ("I cannot vote for a bridge", "traced verbatim Felix Brandt agrees"),
        ("You do not help a drowning shop", "traced verbatim Felix Brandt differs"),
        ("The ministry built this bridge", "traced variant Ines Okafor agrees"),
        ("When people know the engineer’s name", "traced verbatim Tomas Lind agrees"),
        ("We measure them every six hours", "traced joined Tomas Lind agrees"),
        ("I will not commit public money", "traced verbatim Jonas Vale agrees"),
        ("Anyone who votes against this levy", "not_in_transcript - Ada Rowe unknown"),
        ("A bridge is a promise", "undecided ambiguous Tomas Lind"),
    ];
    for (start, verdict) in expected {
        let found = findings.iter().find(|(words, _)| words.starts_with(start));
        let (_, finding) = found.unwrap_or_else(|| panic!("“{start}” is not among {:?}", findings.keys()));
        assert!(finding.join(" ").starts_with(verdict), "{start}: {finding:?}, not {verdict}");
    }
}
