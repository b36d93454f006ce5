//! `source` on any text: no panic, places in bounds and on character boundaries, linear time.

use proptest::prelude::*;
use text::{Document, Span};
use understand::{Understanding, source};

fn read(text: &str) -> Understanding {
    source(&Document {
        text: text.to_owned(),
        title: Some("Remarks by Mayor Ida Lund".into()),
        ..Document::default()
    })
}

/// Turns in order, apart from one another, with what stands in them inside them.
fn belongs(found: &Understanding, text: &str) {
    let whole = |span: Span| text.get(span.range()).is_some();
    let mut last = 0;
    for turn in &found.turns {
        assert!(whole(turn.span) && turn.span.start >= last, "{turn:?}");
        assert!(turn.label.is_none_or(|label| whole(label) && label.end <= turn.span.start), "{turn:?}");
        assert!(turn.speaker.is_none_or(|id| (id.0 as usize) < found.people.len()));
        let mut inside = turn.span.start;
        for unspoken in &turn.unspoken {
            assert!(
                whole(unspoken.span) && unspoken.span.start >= inside && unspoken.span.end <= turn.span.end,
                "{turn:?}"
            );
            inside = unspoken.span.end;
        }
        last = turn.span.end;
    }
}

/// Pieces of transcripts, put together at random.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("MS. ODUYA:  ".to_owned()),
        Just("\n\nQ    ".to_owned()),
        Just("\n\n**THE MAYOR:** ".to_owned()),
        Just("SYSTEM: (APPLAUSE)\n\n".to_owned()),
        Just("\n\nMayor of Works, Ada Ek\n\n".to_owned()),
        Just(" (inaudible) [gap] ~~no~~ <s>x</s> ".to_owned()),
        Just("[00:01:02] LUND (D-YZ), FORMER\nMAYOR: ".to_owned()),
        Just("\nEND  1:57 P.M.\n".to_owned()),
        Just("…\n".to_owned()),
        "[A-Z]{1,4}[a-zé’ ]{0,12}[.:?)( ]{0,2}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        belongs(&read(&text), &text);
    }

    #[test]
    fn any_mixture_of_labels_and_words_is_read(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        belongs(&read(&text), &text);
    }
}

/// Texts on which a search without bound takes quadratic time: read in a moment, or the test does not end.
#[test]
fn hostile_texts_take_linear_time() {
    let many_labels =
        |count: usize| (0..count).map(|n| format!("MR. A{n:X}B: I say so.\n\n")).collect::<String>();
    let many_names = |count: usize| {
        (0..count).map(|n| format!("Ana B{n}k: I say so.\n\nAna B{n}k: Yes.\n\n")).collect::<String>()
    };
    for text in [
        "(".repeat(1_000_000),
        "[a](".repeat(250_000),
        "~~<s>".repeat(200_000),
        "A:".repeat(500_000),
        "MS. LEE: ".repeat(100_000),
        "Mayor Ek\n\nYes.\n\n".repeat(60_000),
        "a".repeat(1_000_000),
        many_labels(40_000),
        many_names(25_000),
    ] {
        belongs(&read(&text), &text);
    }
}
