//! Search: passages that answer a question, and what they have in common.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use onrecord::forms::{Count, Hit, HitDocument};
use serde::Deserialize;

use super::{Frame, Page, counted, day, page, window};
use crate::address;
use crate::app::App;
use crate::failure::Failure;

#[derive(Deserialize)]
pub(super) struct Asked {
    q: Option<String>,
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    problem: Option<String>,
    found: Vec<Found>,
    facets: Vec<Facet>,
    /// The words asked for, for an address.
    words: String,
    pager: String,
    previous: Option<usize>,
    next: Option<usize>,
}

/// A passage, set out.
struct Found {
    link: String,
    document: HitDocument,
    speaker: Option<String>,
    /// Words, and whether they were asked for.
    snippet: Vec<(String, bool)>,
}

/// One way to narrow a question.
struct Facet {
    name: &'static str,
    values: Vec<Value>,
}

struct Value {
    name: String,
    count: usize,
    /// The question narrowed to it.
    link: String,
}

pub(super) async fn search(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Page {
    let query = asked.q.unwrap_or_default();
    let window = window(asked.page);
    let title = if query.trim().is_empty() { "Search".to_owned() } else { format!("{query}: search") };
    let frame = Frame::new(&app, "search", title).asked(&query);
    let mut answer = Search {
        frame,
        problem: None,
        found: Vec::new(),
        facets: Vec::new(),
        words: address::escaped(&words(&query)),
        pager: format!("/search?q={}&", address::escaped(&query)),
        previous: window.previous(),
        next: None,
    };
    if query.trim().is_empty() {
        return page(&answer);
    }
    let question = query.clone();
    let asked = app.ask(move |record| {
        let hits = record.search(&question, window.skip, window.most)?;
        Ok((hits, record.facets(&question)?))
    });
    match asked.await {
        Ok((mut hits, facets)) => {
            answer.next = window.next(&mut hits);
            answer.found = hits.into_iter().map(found).collect();
            answer.facets = vec![
                facet("Kind", "kind", &query, &facets.kinds),
                year(&query, &facets.years),
                facet("Speaker", "speaker", &query, &facets.speakers),
                facet("Publisher", "publisher", &query, &facets.publishers),
            ];
            answer.facets.retain(|facet| !facet.values.is_empty());
        }
        Err(Failure { status, detail }) if status.is_client_error() => answer.problem = Some(detail),
        Err(failure) => return Err(failure),
    }
    page(&answer)
}

/// The words of a question, without its fields and signs.
fn words(query: &str) -> String {
    let wanted =
        |word: &&str| !word.contains(':') && !word.starts_with('-') && !matches!(*word, "AND" | "OR" | "NOT");
    let words = query.split_whitespace().filter(wanted);
    let words = words.map(|word| word.trim_matches(['"', '“', '”', '*', '(', ')']));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn found(hit: Hit) -> Found {
    let mut snippet = Vec::new();
    let characters: Vec<char> = hit.snippet.chars().collect();
    let words = |start: usize, end: usize| {
        characters[start.min(characters.len())..end.min(characters.len())].iter().collect()
    };
    // a heading's marks tell nothing
    let has_words = hit.snippet.contains(char::is_alphanumeric);
    let mut at = 0;
    for place in hit.matches.iter().filter(|place| place.start <= place.end) {
        snippet.push((words(at.min(place.start), place.start), false));
        snippet.push((words(place.start, place.end), true));
        at = place.end;
    }
    snippet.push((words(at, characters.len().max(at)), false));
    Found {
        link: address::place(hit.document.number, hit.start, hit.end),
        document: hit.document,
        speaker: hit.speaker,
        snippet: if has_words { snippet } else { Vec::new() },
    }
}

/// Values shown of a facet.
const VALUES: usize = 8;

fn facet(name: &'static str, field: &str, query: &str, counts: &[Count]) -> Facet {
    let value = |count: &Count| Value {
        name: count.name.clone(),
        count: count.count,
        link: address::escaped(&format!("{query} {field}:{}", marked(&count.name))),
    };
    Facet { name, values: counts.iter().take(VALUES).map(value).collect() }
}

fn year(query: &str, counts: &[Count]) -> Facet {
    let value = |Count { name, count }: &Count| Value {
        name: name.clone(),
        count: *count,
        link: address::escaped(&format!("{query} since:{name} until:{name}")),
    };
    Facet { name: "Year", values: counts.iter().take(VALUES).map(value).collect() }
}

/// A value as the language of questions wants it.
fn marked(value: &str) -> String {
    match value.contains(char::is_whitespace) {
        true => format!("\"{}\"", value.replace('"', " ")),
        false => value.to_owned(),
    }
}
