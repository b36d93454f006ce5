//! A record from the command line: filled, asked, killed, shared.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::place::Place;
use crate::program::{lines, onrecord, root, run};

#[test]
fn adding_again_changes_nothing() {
    let place = Place::new();
    let first = lines(&place.run("add examples --format jsonl").out);
    let again = lines(&place.run("add examples --format jsonl").out);
    assert_eq!((&first[0]["added"], &first[0]["known"]), (&again[0]["known"], &again[0]["added"]));
    assert!(first[0]["added"].as_u64() > Some(3));
    let whole = place.run("verify");
    assert_eq!((whole.status, whole.out.contains("is whole")), (0, true), "{}{}", whole.out, whole.err);
}

#[test]
fn checking_against_a_record_finds_what_checking_against_its_files_finds() {
    let place = Place::new();
    place.run("add examples/transcripts");
    let check = "check examples/articles --format jsonl";
    let by_record = lines(&place.run(check).out);
    let by_files = lines(&run(&mut onrecord(&format!("{check} --against examples/transcripts"))).out);
    assert!(!by_files.is_empty());
    for (record, files) in by_record.iter().zip(&by_files) {
        assert_eq!(record["findings"], files["findings"]);
        assert_eq!(record["run"], files["run"]);
    }
}

/// Asks in every format: each line is what the schema says, each row has the columns of the header.
fn answers_fit(place: &Place, questions: &[(&str, &str)]) {
    let path = root().join("schemas/onrecord.answers-1.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (asked, expected) in questions {
        let answered = place.run(asked);
        let answers = lines(&answered.out);
        assert!(!answers.is_empty(), "{asked}: {}", answered.err);
        for answer in &answers {
            assert_eq!(answer["schema"], *expected);
            let errors: Vec<_> = schema.iter_errors(answer).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{asked}: {errors:?} in {answer}");
        }
        let csv = place.run(&asked.replace("jsonl", "csv")).out;
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<_> =
            rows.records().collect::<Result<_, _>>().expect("every row has the header's columns");
        assert!(rows.len() >= answers.len(), "{asked}");
        assert_eq!(place.run(&asked.replace("jsonl", "text")).status, 0);
    }
}

#[test]
fn every_answer_is_what_its_schema_says() {
    let place = Place::with_examples();
    assert_eq!(place.run("review 1:q1 confirm --note right").status, 0);
    answers_fit(
        &place,
        &[
            ("add examples --format jsonl", "onrecord.added/1"),
            ("search bridge --format jsonl", "onrecord.hit/1"),
            ("search speaker:rowe --format jsonl", "onrecord.hit/1"),
            ("statements --by rowe --format jsonl", "onrecord.statement/1"),
            ("people list --format jsonl", "onrecord.person/1"),
            ("review --format jsonl", "onrecord.review/1"),
        ],
    );
}

#[test]
fn claims_are_what_their_schema_says() {
    let place = Place::with_examples();
    answers_fit(
        &place,
        &[
            ("figures --about bridge --format jsonl", "onrecord.series/1"),
            ("commitments --about bridge --format jsonl", "onrecord.commitment/1"),
            ("positions --about bridge --format jsonl", "onrecord.position/1"),
        ],
    );
    let svg = place.run("figures --about bridge --format svg").out;
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
}

#[test]
fn figures_said_at_different_times_are_one_series() {
    let folder = tempfile::tempdir().unwrap();
    let talk = |day: &str, words: &str| {
        let text =
            format!("---\ntitle: Remarks\ndate: {day}\n---\n\nMS. ROWE: {words}\n\nMR. KEMP: Thank you.\n");
        fs::write(folder.path().join(format!("{day}.md")), text).unwrap();
    };
    talk("2024-03-01", "Nine towns of the league now pay for two harbour boats each.");
    talk("2025-03-01", "12 towns of the 20 now pay for two harbour boats each.");
    talk(
        "2025-03-02",
        "The plan for the harbour was carried with nine votes against six votes. I hear that 14 towns now pay for two harbour boats each.",
    );
    let mut command = onrecord("figures --about harbour --format jsonl");
    let series = lines(&run(command.arg(folder.path())).out);
    let towns = series.iter().find(|series| series["thing"] == "towns").expect("a series of towns");
    let points: Vec<_> = (towns["points"].as_array().unwrap().iter())
        .map(|point| {
            (
                point["day"].as_str().unwrap(),
                point["value"].as_f64().unwrap(),
                point["relation"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        points,
        [
            ("2024-03-01", 9.0, "first"),
            ("2025-03-01", 12.0, "supersedes"),
            ("2025-03-02", 14.0, "supersedes"),
        ]
    );
    let votes = series.iter().find(|series| series["thing"] == "votes").expect("a series of votes");
    let mut relations = votes["points"].as_array().unwrap().iter().map(|point| &point["relation"]);
    assert!(
        relations.all(|relation| relation == "first"),
        "one sentence is not at odds with itself: {votes}"
    );
}

/// Where every quotation traced stands: the record's number of its source, and the code points.
fn places(place: &Place) -> Vec<Value> {
    let mut places = lines(&place.run("export jsonl --tables sources").out);
    places.retain(|row| row["number"] == 0);
    places
}

#[test]
fn articles_are_traced_when_the_transcript_they_lacked_arrives() {
    let (late, early) = (Place::new(), Place::new());
    let lacking = lines(&late.run("add examples/articles --format jsonl").out);
    assert!(lacking[0]["traced"].as_u64() > Some(1), "{lacking:?}");
    assert!(places(&late).is_empty());
    let arrived = lines(&late.run("add examples/transcripts --format jsonl").out);
    assert!(arrived[0]["traced"].as_u64() > Some(1), "{arrived:?}");
    early.run("add examples/transcripts");
    early.run("add examples/articles");
    assert!(places(&late).len() > 5);
    assert_eq!(places(&late).len(), places(&early).len());
}

#[test]
fn what_arrives_in_a_watched_folder_is_added() {
    let place = Place::new();
    let folder = place.record.with_file_name("inbox");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("first.txt"), "MS. ROWE: The bridge will be mended.").unwrap();
    let mut watching = place.command(&format!("add {} --watch", folder.display())).spawn().unwrap();
    let held = |count: u64| {
        (0..150).any(|_| {
            std::thread::sleep(Duration::from_millis(200));
            place.record.exists()
                && lines(&place.run("export jsonl --tables documents").out).len() as u64 == count
        })
    };
    let first = held(1);
    fs::write(folder.join("second.txt"), "MR. LIND: And the ferry too.").unwrap();
    let second = first && held(2);
    let _ = watching.kill();
    watching.wait().unwrap();
    assert!(second, "the first was added: {first}");
}

#[test]
fn a_trail_names_every_quotation_of_a_statement() {
    let place = Place::with_examples();
    let source = &places(&place)[0];
    let statement = format!("{}:{}-{}", source["source"], source["start"], source["end"]);
    let trail = place.run(&format!("trail {statement} --format jsonl"));
    let trails = lines(&trail.out);
    assert_eq!(trails.len(), 1, "{}", trail.err);
    let path = root().join("schemas/onrecord.answers-1.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = schema.iter_errors(&trails[0]).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?} in {}", trails[0]);
    let quotation = format!("{}:q{}", source["document"], source["quotation"].as_u64().unwrap() + 1);
    let quoted: Vec<_> = trails[0]["quoted"].as_array().unwrap().iter().map(|q| &q["quotation"]).collect();
    assert!(quoted.contains(&&Value::from(quotation.as_str())), "{quoted:?}");
    assert_eq!(place.run(&format!("trail {quotation} --format text")).status, 0);
    assert_eq!(place.run("trail 1:x").status, 2);
}

#[test]
fn a_review_is_shown_when_the_article_is_checked() {
    let place = Place::with_examples();
    assert_eq!(place.run("review examples/articles/levy-vote.md:q1 reject --note no --who Ada").status, 0);
    let checked = lines(&place.run("check examples/articles/levy-vote.md --format jsonl").out);
    let review = &checked[0]["findings"][0]["review"];
    assert_eq!((&review["verdict"], &review["note"]), (&"reject".into(), &"no".into()));
    assert!(checked[0]["findings"][1].get("review").is_none());
    assert!(place.run("check examples/articles/levy-vote.md --format text").out.contains("reviewed  reject"));
}

#[test]
fn what_is_not_there_is_said_and_nothing_is_made() {
    let place = Place::new();
    for asked in ["search bridge", "people list", "verify", "rebuild", "check examples/articles"] {
        let answered = place.run(asked);
        assert_eq!(answered.status, 2, "{asked}");
        assert!(answered.err.contains("no such record"), "{}", answered.err);
    }
    assert!(!place.record.exists());
    fs::write(&place.record, "a letter, no record").unwrap();
    let refused = place.run("add examples");
    assert!(refused.err.contains("is not a record"), "{}", refused.err);
    assert_eq!(fs::read(&place.record).unwrap(), b"a letter, no record");
}

#[test]
fn a_rebuild_and_an_export_tell_the_same_before_and_after() {
    let place = Place::with_examples();
    let tables = "export jsonl --tables texts,turns,quotations,appearances,people";
    let before = place.run(tables).out;
    assert!(before.lines().count() > 20);
    let rebuilt = place.run("rebuild");
    assert_eq!(rebuilt.status, 0, "{}", rebuilt.err);
    assert_eq!(place.run(tables).out, before);
    assert_eq!(place.run("verify").status, 0);
    let folder = place.record.with_file_name("tables");
    assert_eq!(place.run(&format!("export csv --to {}", folder.display())).status, 0);
    assert!(folder.join("documents.csv").exists());
    assert_eq!(
        place.run(&format!("export csv --to {}", folder.display())).status,
        2,
        "it is not empty any more"
    );
}

#[test]
fn a_removed_document_is_refused_with_the_reason() {
    let place = Place::with_examples();
    assert_eq!(place.run("remove 1 --reason withdrawn").status, 0);
    let again = place.run("add examples");
    assert_eq!(again.status, 2);
    assert!(again.err.contains("withdrawn"), "{}", again.err);
}

/// Rounds of the tests below; `ONRECORD_ROUNDS=200` makes them long.
fn rounds(short: u64) -> u64 {
    std::env::var("ONRECORD_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(short)
}

/// A record file of so many made-up speeches.
fn speeches(count: usize) -> String {
    let speech = |at: usize| {
        let text = format!(
            "MS. ROWE: Bridge number {at} will be mended. {}",
            "The ferry will wait for us. ".repeat(60)
        );
        serde_json::json!({"id": format!("speech-{at}"), "text": text}).to_string() + "\n"
    };
    (0..count).map(speech).collect()
}

fn documents(place: &Place) -> u64 {
    let answered = place.run("export jsonl --tables documents");
    assert_eq!(answered.status, 0, "{}", answered.err);
    answered.out.lines().count() as u64
}

#[test]
fn a_killed_add_leaves_whole_documents_and_is_completed_by_the_next() {
    const SPEECHES: usize = 1500;
    let place = Place::new();
    let input = place.record.with_file_name("speeches.jsonl");
    fs::write(&input, speeches(SPEECHES)).unwrap();
    let add = format!("add {}", input.display());
    place.run("add examples/transcripts");
    let mut kept = documents(&place);
    let examples = kept;
    for round in 0..rounds(4) {
        if kept == SPEECHES as u64 + examples {
            fs::remove_file(&place.record).unwrap();
            place.run("add examples/transcripts");
            kept = examples;
        }
        let mut child = place.command(&add).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30 + (round * 7919) % 400));
        let _ = child.kill();
        child.wait().unwrap();
        let whole = place.run("verify");
        assert_eq!(whole.status, 0, "round {round}: {}{}", whole.out, whole.err);
        let now = documents(&place);
        assert!(now >= kept, "round {round}: {kept} documents were kept, now {now}");
        kept = now;
    }
    let completed = place.run(&add);
    assert_eq!(completed.status, 0, "{}", completed.err);
    assert_eq!(documents(&place), SPEECHES as u64 + examples);
}

/// Asks the record as long as others write to it: how often it answered, and the longest that took.
fn read_while(writing: &AtomicBool, place: &Place) -> (usize, Duration) {
    let record = onrecord::Record::open(&place.record).unwrap();
    let (mut answers, mut slowest) = (0, Duration::ZERO);
    while writing.load(Ordering::Relaxed) {
        let asked = Instant::now();
        record.search("ferry", 0, 20).unwrap();
        record.people("", 0, 20).unwrap();
        slowest = slowest.max(asked.elapsed());
        answers += 1;
    }
    (answers, slowest)
}

#[test]
fn two_writers_lose_nothing_and_readers_do_not_wait() {
    let place = Place::new();
    place.run("add examples/transcripts");
    let examples = documents(&place);
    let files: Vec<PathBuf> = (0..2)
        .map(|at| {
            let path = place.record.with_file_name(format!("{at}.jsonl"));
            fs::write(&path, speeches(400).replace("\"speech-", &format!("\"{at}-speech-"))).unwrap();
            path
        })
        .collect();
    let writers: Vec<_> =
        files.iter().map(|file| place.command(&format!("add {}", file.display())).spawn().unwrap()).collect();
    let writing = AtomicBool::new(true);
    let (answers, slowest) = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..5).map(|_| scope.spawn(|| read_while(&writing, &place))).collect();
        let wrote: Vec<bool> =
            writers.into_iter().map(|mut writer| writer.wait().unwrap().success()).collect();
        writing.store(false, Ordering::Relaxed);
        assert_eq!(wrote, [true, true]);
        let read = readers.into_iter().map(|reader| reader.join().unwrap());
        read.reduce(|(some, slow), (more, slower)| (some + more, slow.max(slower))).unwrap()
    });
    assert!(answers > 20, "{answers} answers");
    assert!(slowest < Duration::from_secs(1), "a reader waited for {slowest:?}");
    assert_eq!(documents(&place), 800 + examples);
    assert_eq!(place.run("verify").status, 0);
}
