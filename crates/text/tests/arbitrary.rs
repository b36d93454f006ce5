//! No text makes this crate panic, and every span it gives fits the text.

use proptest::prelude::*;
use text::{Offsets, Span, date_of_field, date_of_name, written_dates};

fn check_dates(text: &str) {
    let mut behind = 0;
    for date in written_dates(text) {
        assert!(text.get(date.span.range()).is_some_and(|words| !words.is_empty()));
        assert!(date.span.start >= behind, "dates come in order and apart");
        behind = date.span.end;
    }
    date_of_field(text);
    date_of_name(text);
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,100}") {
        check_dates(&text);
        let offsets = Offsets::new(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(offsets.byte(&text, point), Some(byte));
        }
        let whole = Span::new(0, text.len());
        prop_assert_eq!(whole.trimmed(&text).of(&text), text.trim());
    }

    #[test]
    fn any_mixture_of_parts_of_dates(parts in prop::collection::vec(
        prop::sample::select(vec!["1", "18", "2024", "June", "Sept", ".", ",", " ", "-", "/", "th", "of ", "\u{A0}", "é", "–", "May"]), 0..30))
    {
        check_dates(&parts.concat());
    }
}
