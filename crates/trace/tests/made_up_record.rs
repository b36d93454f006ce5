//! The verdicts on quotations from a small made-up transcript.

use text::{Document, Kind, Span};
use trace::{Archive, ChangeKind, Finding, Settings, SpeakerCheck, Status, Wording, prepare};
use understand::{Person, PersonId, Quotation, QuotationKind, Turn, Understanding};

const SPOKEN: &str = "Thank you all for coming to the harbour this morning. The old swing bridge will reopen to lorries \
    before the end of September, and the ferry will keep running until then. We found eleven cracked girders, \
    not three as the first survey claimed. As the late harbour master wrote, “a bridge is only a promise made of \
    iron and kept by tired men with hammers.” Nobody who lives on the island will pay a toll while I hold this office.";

/// An archive of other speeches and the one transcript, spoken by Ida Lund.
fn archive() -> Archive {
    let mut builder = Archive::builder();
    for number in 0..40 {
        let text: String =
            (0..60).map(|word| format!("subject{} matter{} the and of ", number * word, word)).collect();
        builder.add(prepare(Document { text, ..Document::default() }, Understanding::default()));
    }
    let text = SPOKEN.to_owned();
    let turn = Turn {
        span: Span::new(0, text.len()),
        label: None,
        speaker: Some(PersonId(0)),
        unspoken: Vec::new(),
    };
    let people = vec![Person { name: "Ida Lund".to_owned(), ..Person::default() }];
    let understanding =
        Understanding { kind: Kind::Transcript, people, turns: vec![turn], ..Understanding::default() };
    builder.add(prepare(Document { text, ..Document::default() }, understanding));
    builder.finish()
}

/// The findings for these quotations of one paragraph, all given to `speaker`.
fn check(quotations: &[&str], speaker: &str) -> Vec<Finding> {
    check_parted(quotations, " ", speaker)
}

/// The same with something else than a space after each.
fn check_parted(quotations: &[&str], parted: &str, speaker: &str) -> Vec<Finding> {
    check_given_to(quotations, parted, Person { name: speaker.to_owned(), ..Person::default() })
}

fn check_given_to(quotations: &[&str], parted: &str, speaker: Person) -> Vec<Finding> {
    let mut text = String::from("The mayor spoke on the quay. ");
    let mut understanding = Understanding::default();
    understanding.people.push(speaker);
    for quotation in quotations {
        let span = Span::new(text.len() + "“".len(), text.len() + "“".len() + quotation.len());
        text += &format!("“{quotation}” she said.{parted}");
        understanding.quotations.push(Quotation {
            span,
            spans: vec![span],
            kind: QuotationKind::Direct,
            clause: None,
            continues: None,
            speaker: Some(PersonId(0)),
            speaker_mention: None,
            cue: None,
            confidence: 1.0,
        });
    }
    let article = Document { text, ..Document::default() };
    archive().check(&article, &mut understanding, &Settings::default())
}

fn one(quotation: &str, speaker: &str) -> Finding {
    check(&[quotation], speaker).remove(0)
}

#[test]
fn the_same_words_are_verbatim() {
    let finding = one("The old swing bridge will re-open to lorries before the end of September", "Ida Lund");
    assert_eq!((finding.status, finding.wording), (Status::Traced, Some(Wording::Verbatim)));
    assert_eq!(finding.speaker_check, SpeakerCheck::Agrees);
}

#[test]
fn words_left_out_are_trimmed_and_an_ellipsis_signals_them() {
    let silent = one("The old bridge will reopen to lorries before the end of September", "Ida Lund");
    assert_eq!((silent.wording, silent.signalled), (Some(Wording::Trimmed), false));
    assert_eq!(silent.changes[0].kind, ChangeKind::Dropped);
    let shown =
        one("The old swing bridge will reopen … and the ferry will keep running until then", "Ida Lund");
    assert_eq!((shown.wording, shown.signalled), (Some(Wording::Trimmed), true));
}

#[test]
fn a_changed_word_is_a_variant_and_says_what_it_touches() {
    let finding = one("We found twelve cracked girders, not three as the first survey claimed", "Ida Lund");
    assert_eq!(finding.wording, Some(Wording::Variant));
    assert_eq!(finding.changes[0].touches, [trace::Touch::Number]);
}

#[test]
fn another_name_differs() {
    let finding =
        one("The old swing bridge will reopen to lorries before the end of September", "Peter Vang");
    assert_eq!((finding.status, finding.speaker_check), (Status::Traced, SpeakerCheck::Differs));
}

#[test]
fn a_few_words_of_another_person_are_anybodys() {
    let finding = one("the ferry will keep running", "Peter Vang");
    assert_eq!((finding.status, finding.reason), (Status::Undecided, Some(trace::Reason::Ambiguous)));
    assert_eq!(one("the ferry will keep running", "Ida Lund").status, Status::Traced);
}

#[test]
fn what_may_be_no_person_is_not_said_to_differ() {
    let words = ["The old swing bridge will reopen to lorries before the end of September"];
    let place = Person { name: "Holm Harbour".to_owned(), doubtful: true, ..Person::default() };
    let finding = check_given_to(&words, " ", place).remove(0);
    assert_eq!((finding.status, finding.speaker_check), (Status::Traced, SpeakerCheck::Unknown));
}

#[test]
fn an_invented_quotation_has_no_source() {
    let finding = one("Every fisherman deserves a warmer boathouse and a quieter winter", "Ida Lund");
    assert_ne!(finding.status, Status::Traced);
    assert!(finding.sources.is_empty());
}

#[test]
fn short_words_are_found_in_the_transcript_of_the_occasion() {
    let findings = check(
        &[
            "The old swing bridge will reopen to lorries before the end of September",
            "Nobody who lives on the island will pay a toll while I hold this office",
            "eleven cracked girders",
        ],
        "Ida Lund",
    );
    assert!(findings.iter().all(|finding| finding.status == Status::Traced));
    assert_eq!(findings[2].wording, Some(Wording::Verbatim));
}

#[test]
fn an_invented_quotation_gets_no_source_from_the_occasion() {
    let findings = check(
        &[
            "The old swing bridge will reopen to lorries before the end of September",
            "Nobody who lives on the island will pay a toll while I hold this office",
            "Every fisherman deserves a warmer boathouse and a quieter winter",
        ],
        "Ida Lund",
    );
    assert_ne!(findings[2].status, Status::Traced);
}

#[test]
fn two_places_joined_are_both_given() {
    let joined = one(
        "Nobody who lives on the island will pay a toll We found eleven cracked girders, not three as the first survey",
        "Ida Lund",
    );
    assert_eq!((joined.status, joined.wording), (Status::Traced, Some(Wording::Joined)));
    let said: Vec<&str> = joined.sources.iter().map(|source| source.span.of(SPOKEN)).collect();
    assert_eq!(
        said,
        [
            "Nobody who lives on the island will pay a toll",
            "We found eleven cracked girders, \
    not three as the first survey"
        ]
    );
}

#[test]
fn like_words_are_of_another_occasion_where_the_rest_of_the_paragraph_was_not_said_there() {
    let told = [
        "The old swing bridge will open again for lorries at the end of September",
        "Every fisherman deserves a warmer boathouse and a quieter winter",
    ];
    assert_eq!(check_parted(&told, "\n\n", "Ida Lund")[0].status, Status::Traced);
    let finding = check(&told, "Ida Lund").remove(0);
    assert_eq!((finding.status, finding.reason), (Status::Undecided, Some(trace::Reason::Ambiguous)));
    let same = ["The old swing bridge will reopen to lorries before the end of September", told[1]];
    assert_eq!(check(&same, "Ida Lund")[0].status, Status::Traced);
}

#[test]
fn what_stands_before_the_first_label_was_not_said() {
    let text =
        "The Harbour Master's Residence beside the Old Customs Quay\n\nMS. LUND: Good morning to you all."
            .to_owned();
    let label = Span::new(text.find("MS.").unwrap(), text.find(" Good").unwrap());
    let turn = Turn {
        span: Span::new(label.end as usize + 1, text.len()),
        label: Some(label),
        speaker: None,
        unspoken: Vec::new(),
    };
    let understanding = Understanding { turns: vec![turn], ..Understanding::default() };
    let prepared = prepare(Document { text, ..Document::default() }, understanding);
    let mut builder = Archive::builder();
    builder.add(prepared);
    assert_eq!(builder.finish().word_count(), 5);
}
