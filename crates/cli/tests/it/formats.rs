//! Every format holds what it promises.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use jsonschema::Validator;
use serde_json::Value;

use crate::program::{lines, onrecord, root, run};

const CHECK: &str = "check examples/articles --against examples/transcripts";

fn schema(name: &str) -> Value {
    let path = root().join("schemas").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn check_schema() -> Validator {
    let document = schema("onrecord.document-1.schema.json");
    let registry = jsonschema::Registry::new().add("urn:onrecord:document:1", document);
    let registry = registry.and_then(|registry| registry.prepare()).expect("the schemas can be joined");
    let options = jsonschema::options().with_registry(&registry);
    options.build(&schema("onrecord.check-1.schema.json")).unwrap()
}

fn assert_valid(schema: &Validator, form: &Value) {
    let errors: Vec<_> =
        schema.iter_errors(form).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn check_gives_what_its_schema_says() {
    let forms = lines(&run(&mut onrecord(&format!("{CHECK} --unmarked --format jsonl"))).out);
    assert_eq!(forms.len(), 3);
    let schema = check_schema();
    for form in &forms {
        assert_valid(&schema, form);
        let quotations: Vec<_> =
            form["article"]["quotations"].as_array().unwrap().iter().map(|q| &q["id"]).collect();
        let findings: Vec<_> = form["findings"].as_array().unwrap().iter().map(|f| &f["quotation"]).collect();
        assert_eq!(quotations, findings, "every quotation has exactly one finding, in order");
    }
    let array: Value =
        serde_json::from_str(&run(&mut onrecord(&format!("{CHECK} --unmarked --format json"))).out).unwrap();
    assert_eq!(array.as_array(), Some(&forms), "json is the array of jsonl's lines");
}

#[test]
fn extract_gives_what_its_schema_says() {
    let forms = lines(&run(&mut onrecord("extract examples --format jsonl")).out);
    assert_eq!(forms.len(), 8);
    let schema = jsonschema::validator_for(&schema("onrecord.document-1.schema.json")).unwrap();
    forms.iter().for_each(|form| assert_valid(&schema, form));
    let without = lines(&run(&mut onrecord("extract examples --format jsonl --no-text")).out);
    assert!(without.iter().all(|form| form["document"].get("text").is_none()));
}

#[test]
fn changes_and_sources_give_back_their_words() {
    for form in lines(&run(&mut onrecord(&format!("{CHECK} --format jsonl"))).out) {
        let text: Vec<char> = form["article"]["document"]["text"].as_str().unwrap().chars().collect();
        for change in
            form["findings"].as_array().unwrap().iter().flat_map(|f| f["changes"].as_array().unwrap())
        {
            let at = |end: &str| change["quote"][end].as_u64().unwrap() as usize;
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(change["quote_words"], words);
        }
    }
}

#[test]
fn csv_has_a_row_for_each_quotation_and_source() {
    let forms = lines(&run(&mut onrecord(&format!("{CHECK} --format jsonl"))).out);
    let findings = forms.iter().flat_map(|form| form["findings"].as_array().unwrap());
    let rows: usize = findings.map(|finding| finding["sources"].as_array().unwrap().len().max(1)).sum();
    let table = run(&mut onrecord(&format!("{CHECK} --format csv"))).out;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(
        reader.records().collect::<Result<Vec<_>, _>>().expect("every row has the header's columns").len(),
        rows
    );
}

#[test]
fn the_page_needs_nothing_else_and_runs_nothing() {
    let page = run(&mut onrecord(&format!("{CHECK} --format html"))).out;
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    for foreign in ["<script", "<link", "<img", "<iframe", "@import", "url("] {
        assert!(!page.contains(foreign), "the page holds {foreign}");
    }
    assert!(page.contains("Compared with the transcripts named, not with recordings"));
}

#[test]
fn text_of_documents_is_never_markup_or_terminal_control() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.txt");
    fs::write(
        &article,
        "Ada Rowe said: “<script>alert(1)</script> \u{1b}[31mWe will mend the bridge” today.\n",
    )
    .unwrap();
    let article = article.display();
    let page =
        run(&mut onrecord(&format!("check {article} --against examples/transcripts --format html"))).out;
    assert!(!page.contains("<script") && page.contains("&#60;script&#62;"), "{page}");
    let shown = run(&mut onrecord(&format!("check {article} --against examples/transcripts"))).out;
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
}

#[test]
fn text_reads_without_colour_and_says_what_it_compared() {
    let shown = run(&mut onrecord(CHECK)).out;
    assert!(!shown.contains('\u{1b}'), "no colours where stdout is no terminal");
    assert!(shown.contains("Compared with the transcripts named, not with recordings"));
    assert!(shown.contains("{~"), "changed words are marked in the text itself");
}

#[test]
fn a_list_of_quotations_is_traced_row_by_row() {
    let list = "id,quote,speaker,date\nr1,“We will mend the bridge”,Ada Rowe,2025-03-05\n,nothing of the kind was ever said by anyone,,\n";
    let mut command = onrecord("trace --quotes - --against examples/transcripts --format jsonl");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let forms = lines(&String::from_utf8(output.stdout).unwrap());
    let schema = check_schema();
    forms.iter().for_each(|form| assert_valid(&schema, form));
    let brief: Vec<_> = forms
        .iter()
        .map(|form| (&form["article"]["document"]["id"], &form["findings"][0]["status"]))
        .collect();
    assert_eq!(brief, [(&"r1".into(), &"traced".into()), (&"line 3".into(), &"undecided".into())]);
}
