//! No bytes make a reader panic, and every span it gives fits the text.

use proptest::prelude::*;
use read::Raw;

const NAMES: [&str; 11] =
    ["a.txt", "a.md", "a.html", "a.jsonl", "a.vtt", "a.docx", "a.json", "a.rss", "a.tei", "-", "a.unknown"];

fn check(name: &str, bytes: &[u8]) {
    if let Ok(reading) = Raw::new(name, bytes.to_vec()).read() {
        let text = &reading.document.text;
        for span in reading.problems.iter().filter_map(|problem| problem.span) {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
        for time in &reading.times {
            assert!(text.get(time.span.range()).is_some(), "{time:?} in {text:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in NAMES {
            check(name, &bytes);
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        for name in NAMES {
            check(name, text.as_bytes());
            check(name, format!("---\n{text}\n---\n{text}").as_bytes());
            check(name, format!("00:01.000 --> 00:02.000\n{text}\n\n00:02.000 --> 00:03.000\n<v {text}>{text}").as_bytes());
            check(name, format!("<TEI><text><u who='{text}'>{text}</u></text></TEI>").as_bytes());
            check(name, format!("<rss><item><title>{text}</title><description>{text}</description></item></rss>").as_bytes());
            check(name, format!("<html><p>{text}<div>{text}</title></html>").as_bytes());
            check(name, serde_json::json!({ "html": text, "date": text }).to_string().as_bytes());
        }
    }
}
