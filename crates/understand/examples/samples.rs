#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
use std::io::BufRead;
use serde_json::{Value, json};
fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(given) = serde_json::from_str::<Value>(&line) else { continue };
        let text = given["text"].as_str().unwrap_or_default().to_owned();
        let cues: Vec<Value> = understand::samples(&text).iter().map(|one| {
            json!({"cue": [text[..one.cue.start as usize].chars().count(), text[..one.cue.end as usize].chars().count()],
              "firmness": one.firmness.name(), "doubts": u32::from(one.doubtful), "features": one.features})
        }).collect();
        println!("{}", json!({"id": given["id"], "cues": cues}));
    }
}
