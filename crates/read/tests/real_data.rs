//! Real input, where it is at hand: the documents this project began with (`../shared/seeds`) and the article
//! extraction benchmark (below `ONRECORD_DATA`). Each test says so when it skips.

use std::collections::HashMap;
use std::path::PathBuf;

use read::{Limits, inputs};
use text::Document;

fn documents(path: &std::path::Path) -> Vec<Document> {
    let paths = [path.to_string_lossy().into_owned()];
    inputs(&paths, &Limits::default())
        .filter_map(|raw| raw.and_then(|raw| raw.read()).ok())
        .map(|reading| reading.document)
        .collect()
}

fn data() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/onrecord-data"));
    std::env::var_os("ONRECORD_DATA").map(PathBuf::from).or_else(home).unwrap_or_default()
}

#[test]
fn the_first_documents_are_dated_only_where_they_date_themselves() {
    let seeds = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let found = documents(&seeds);
    if found.is_empty() {
        return eprintln!("skipped: no {}", seeds.display());
    }
    let dates: Vec<_> = found.iter().map(|document| document.published.map(|day| day.to_string())).collect();
    let dates: Vec<_> = dates.iter().map(Option::as_deref).collect();
    assert_eq!(dates, [None, Some("2024-12-03"), None, None, Some("2024-06-18")]);
    let titled: Vec<_> = found.iter().map(|document| document.title.is_some()).collect();
    assert_eq!(titled, [true, true, false, true, true]);
}

/// The four-word sequences of a text, counted.
fn grams(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let mut counts = HashMap::new();
    for gram in words.windows(words.len().clamp(1, 4)) {
        *counts.entry(gram.to_vec()).or_default() += 1;
    }
    counts
}

#[test]
fn main_text_of_the_benchmark_is_found() {
    let folder = data().join("html_article_extraction_benchmark");
    let Ok(gold) = std::fs::read_to_string(folder.join("ground-truth.json")) else {
        return eprintln!("skipped: no {}", folder.display());
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
    let (mut precision, mut recall) = (0.0, 0.0);
    let found = documents(&folder.join("html"));
    for document in &found {
        let name = document.path.as_deref().and_then(|path| path.rsplit('/').next()).expect("a name");
        let body = gold[name.trim_end_matches(".html.gz")]["articleBody"].as_str().expect("a gold text");
        let (gold, given) = (grams(body), grams(&document.text));
        let shared: usize =
            gold.iter().map(|(gram, count)| given.get(gram).map_or(0, |given| *given.min(count))).sum();
        precision += shared as f64 / given.values().sum::<usize>().max(1) as f64;
        recall += shared as f64 / gold.values().sum::<usize>().max(1) as f64;
    }
    let f1 = 2.0 * precision * recall / (precision + recall) / found.len() as f64;
    assert!(f1 >= 0.965, "F1 of {} pages is {f1:.3}", found.len());
}
