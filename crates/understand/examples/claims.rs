//! The figures and commitments of texts, as lines of JSON: for reading, and for scoring marks made by hand.
//!
//! `claims < documents.jsonl`, each line with `id`, `text` and perhaps `published`. Places are bytes.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // an example, no part of the pure crate

use std::io::BufRead;

use serde_json::{Value, json};
use text::{Document, Span};

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(given) = serde_json::from_str::<Value>(&line) else { continue };
        let text = given["text"].as_str().unwrap_or_default().to_owned();
        let published = given["published"].as_str().and_then(|day| day.parse().ok());
        let document = Document { text, published, ..Document::default() };
        let found = understand::article(&document);
        let place = |span: Span| json!([span.start, span.end]);
        let commitments: Vec<Value> = (found.commitments.iter())
            .map(|one| {
                json!({"what": place(one.span), "cue": place(one.cue), "sentence": place(one.sentence),
                    "who": one.who.map(place), "to": one.to.map(place), "by": one.by.map(|by| place(by.span)),
                    "firmness": one.firmness.name(), "negated": one.negated, "conditional": one.conditional})
            })
            .collect();
        let figures: Vec<Value> = (found.figures.iter())
            .map(|one| json!({"figure": place(one.span), "value": one.value, "unit": one.unit, "of": one.of}))
            .collect();
        println!("{}", json!({"id": given["id"], "commitments": commitments, "figures": figures}));
    }
}
