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

/// The turns of a text: who speaks, and the words.
fn turns(text: &str) -> Vec<(Option<String>, String)> {
    let found = source(&Document { text: text.to_owned(), ..Document::default() });
    let name = |id: understand::PersonId| found.people[id.0 as usize].name.clone();
    found.turns.iter().map(|turn| (turn.speaker.map(name), turn.span.of(text).to_owned())).collect()
}

#[test]
fn labels_before_a_full_stop_open_turns_where_they_come_again() {
    let text = "The Mayor. I want to speak of the bridge.\n\nQ. Will you open it?\n\nThe Mayor. I will.\n\n\
        Q. When will you?\n\nThe Mayor. In May, I think.\n\nQ. [Inaudible]\n\nThe Mayor. Thank you.";
    let said = turns(text);
    assert_eq!(said.len(), 7, "{said:?}");
    assert_eq!(said[2], (Some("The Mayor".to_owned()), "I will.".to_owned()));
    assert_eq!(said[3], (None, "When will you?".to_owned()));
    let prose = "Yes. I think so.\n\nNo. I do not.\n\nYes. You may.\n\nNo. I said no.\n\nYes. I do.\n\nNo. We do not.";
    assert!(turns(prose).len() < 2);
}

#[test]
fn an_opening_statement_before_the_first_label_is_a_turn() {
    let opening =
        "Good morning. I want to thank you all for coming to the quay, and I will be brief. ".repeat(14);
    let said = turns(&format!(
        "{opening}\n\nQUESTION: When will you open it?\n\nMS. LUND: I will in May.\n\nQUESTION: Why?\n\nMS. LUND: You know why."
    ));
    assert_eq!(said.len(), 5, "{said:?}");
    assert_eq!(said[0], (None, opening.trim().to_owned()));
}

#[test]
fn what_nobody_heard_of_the_audience_is_no_gap_of_the_speaker() {
    let gaps = |label: &str| {
        let text = format!(
            "THE MAYOR:  Hello.  I want to say —\n\n{label}:  (Inaudible.)\n\nTHE MAYOR:  I drove here."
        );
        let found = read(&text);
        found.turns.iter().flat_map(|turn| &turn.unspoken).filter(|unspoken| unspoken.kind.is_gap()).count()
    };
    assert_eq!((gaps("AUDIENCE MEMBER"), gaps("SYSTEM")), (0, 1));
}
