//! Speed of the parts, on one core: `cargo bench --package onrecord`.
//!
//! Reads the development data where ONRECORD_DATA says (else the user's cache); without it, the examples repeated.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use read::{Limits, Reading};
use text::Document;
use trace::Archive;

fn main() {
    lay_out_articles();
    divan::main(); // everything runs on the calling thread
}

/// Makes a file of articles out of a quotation set's texts: the program reads `id` where the set says `doc_id`.
fn lay_out_articles() {
    if let Ok(texts) = fs::read_to_string(data().join("polnear_train.jsonl")) {
        let articles = texts.replace("{\"doc_id\":", "{\"id\":");
        fs::write(data().join("bench_articles.jsonl"), articles)
            .expect("the data's folder can be written to");
    }
}

/// Bytes of articles and transcripts to run on.
const ENOUGH: usize = 8 << 20;

fn data() -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    std::env::var_os("ONRECORD_DATA").map_or_else(|| home.join(".cache/onrecord-data"), PathBuf::from)
}

/// Documents under a path of the data, else under the examples, up to [`ENOUGH`] bytes.
fn documents(name: &str, example: &str) -> Vec<Document> {
    let path = data().join(name);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(example);
    let path = if path.exists() { path } else { examples };
    let inputs = read::inputs(&[path.to_string_lossy().into_owned()], &Limits::default());
    let read =
        inputs.filter_map(|raw| raw.and_then(|raw| raw.read()).ok()).map(|Reading { document, .. }| document);
    let mut bytes = 0;
    let within = |document: &Document| {
        bytes += document.text.len();
        bytes <= ENOUGH
    };
    read.take_while(within).collect()
}

fn bytes(documents: &[Document]) -> BytesCount {
    BytesCount::new(documents.iter().map(|document| document.text.len()).sum::<usize>())
}

/// News with everything: quotations, speakers, people.
#[divan::bench(sample_count = 10)]
fn extract_articles(bencher: Bencher) {
    let documents = documents("bench_articles.jsonl", "articles");
    bencher.counter(bytes(&documents)).bench_local(|| {
        documents.iter().for_each(|document| drop(black_box(understand::article(document))));
    });
}

/// Transcripts as `--against` reads them: turns, people, dates.
#[divan::bench(sample_count = 10)]
fn understand_sources(bencher: Bencher) {
    let documents = documents("dev_haystack/wh_briefings", "transcripts");
    bencher.counter(bytes(&documents)).bench_local(|| {
        documents.iter().for_each(|document| drop(black_box(understand::source(document))));
    });
}

/// Words into the seed index, understanding not counted.
#[divan::bench(sample_count = 5)]
fn index_words(bencher: Bencher) {
    let documents = documents("dev_haystack/wh_briefings", "transcripts");
    let understood: Vec<_> =
        documents.into_iter().map(|document| (understand::source(&document), document)).collect();
    let build = |pairs: Vec<(understand::Understanding, Document)>| {
        let mut archive = Archive::builder();
        pairs.into_iter().for_each(|(found, document)| archive.add(trace::prepare(document, found)));
        archive.finish()
    };
    let words = build(understood.clone()).word_count();
    let bencher = bencher.counter(ItemsCount::new(words));
    bencher.with_inputs(|| understood.clone()).bench_local_values(build);
}

/// Plain text from bytes.
#[divan::bench(sample_count = 10)]
fn read_text(bencher: Bencher) {
    let text =
        documents("dev_haystack/wh_briefings", "transcripts").into_iter().map(|document| document.text);
    let raw = read::Raw::new("speech.txt", text.collect::<Vec<_>>().join("\n\n").into_bytes());
    bencher.counter(BytesCount::new(raw.bytes().len())).bench_local(|| black_box(raw.read().is_ok()));
}
