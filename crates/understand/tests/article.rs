//! What holds for any text: no panic, spans inside the text on character boundaries, linear time.

use proptest::prelude::*;
use text::{Document, Span};
use understand::{QuotationKind, Understanding, article};

fn read(text: &str) -> Understanding {
    article(&Document { text: text.to_owned(), ..Document::default() })
}

/// Spans, people and links of what was found belong to the text.
fn belongs(found: &Understanding, text: &str) {
    let inside = |span: Span| {
        assert!(span.start <= span.end && span.end as usize <= text.len());
        assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
    };
    for quotation in &found.quotations {
        inside(quotation.span);
        quotation.spans.iter().copied().for_each(inside);
        let hull = quotation.spans.iter().copied().reduce(Span::hull);
        assert_eq!(hull, Some(quotation.span));
        quotation.clause.into_iter().chain(quotation.speaker_mention).for_each(inside);
        quotation.cue.into_iter().for_each(|cue| inside(cue.span));
        assert!(quotation.speaker.is_none_or(|speaker| (speaker.0 as usize) < found.people.len()));
        assert!(quotation.continues.is_none_or(|index| index < found.quotations.len()));
        assert!((0.0..=1.0).contains(&quotation.confidence));
    }
    assert!(found.quotations.is_sorted_by_key(|quotation| quotation.span));
    for figure in &found.figures {
        inside(figure.span);
        assert!(figure.sentence.contains(figure.span), "{figure:?}");
        figure.scope.into_iter().chain(figure.time.map(|time| time.span)).for_each(inside);
        assert!(
            figure.value.is_finite() && figure.speaker.is_none_or(|id| (id.0 as usize) < found.people.len())
        );
    }
    assert!(found.figures.is_sorted_by_key(|figure| figure.span));
    for commitment in &found.commitments {
        inside(commitment.span);
        assert!(
            commitment.sentence.contains(commitment.span) && commitment.sentence.contains(commitment.cue)
        );
        commitment
            .who
            .into_iter()
            .chain(commitment.to)
            .chain(commitment.by.map(|by| by.span))
            .for_each(inside);
    }
    assert!(found.commitments.is_sorted_by_key(|commitment| commitment.cue));
    found.problems.iter().filter_map(|problem| problem.span).for_each(inside);
}

/// Pieces that make trouble where they meet.
fn piece() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "\"",
        "“",
        "”",
        "„",
        "«",
        "»",
        "'",
        "‘",
        "’",
        "\n",
        "\n\n",
        ". ",
        ", ",
        ": ",
        " – ",
        " said ",
        "2",
        " 40 percent",
        " of ",
        " 32 allies",
        "$5 billion",
        " in 2014",
        "two years ago",
        " across the North",
        "we will ",
        " agreed to ",
        " pledged not to ",
        " he said",
        "Jane Doe",
        "President Doe",
        " according to ",
        " told reporters that ",
        "the minister ",
        "@doe ",
        "(",
        ")",
        "… ",
        " who ",
        " and ",
        "was told",
        "'s ",
        "<b>",
        "1,000 ",
        "é",
        "😀",
        "e\u{301}",
        " called it a ",
        "saying ",
        "J. ",
        "Mr. ",
        "…”",
        "#a ",
        "*",
        "\u{a0}",
        "\r\n",
        " to ",
        "urged ",
    ];
    prop_oneof![6 => proptest::sample::select(KNOWN).prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        belongs(&read(&text), &text);
    }

    #[test]
    fn any_mixture_of_marks_and_words_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        belongs(&read(&text), &text);
    }
}

/// Texts on which a search that looks back or ahead without bound takes quadratic time: 300 KB each, read in a moment.
#[test]
fn hostile_texts_take_linear_time() {
    let patterns = [
        "“",
        "\"",
        "'a ",
        "“a” ",
        "\"a \"b ",
        "he said ",
        "he said, ",
        "“a,” he said, ",
        "according to X, ",
        "Ann Lee ",
        "A. ",
        "((((",
        "****",
        "<a",
        "the a of ",
        "X: “a” ",
        "who said that ",
        "said Ann, ",
        "“a\n",
        "“a ‘b’ ",
        "Lee, ",
        "called it a ",
        "7",
        "7 ",
        "one hundred and ",
        "one of 2 in 3 ",
        "2 across the ",
        "in 2014 ",
        "from 2 to 3% ",
        "two years ago ",
        "[[(",
        "we will a ",
        "agreed to ",
        "will not if ",
        "the work we will do and ",
        "nine — ",
    ];
    for pattern in patterns {
        let text = pattern.repeat(300_000 / pattern.len());
        belongs(&read(&text), &text);
    }
}

/// One line a case: kind, speaker, words of each piece.
fn found(text: &str) -> Vec<(QuotationKind, Option<String>, Vec<String>)> {
    let found = read(text);
    let speaker =
        |quotation: &understand::Quotation| quotation.speaker.map(|id| found.person(id).name.clone());
    let words = |quotation: &understand::Quotation| {
        quotation.spans.iter().map(|span| span.of(text).to_owned()).collect()
    };
    found.quotations.iter().map(|quotation| (quotation.kind, speaker(quotation), words(quotation))).collect()
}

#[track_caller]
fn check(text: &str, expected: &[(QuotationKind, &str, &[&str])]) {
    let found = found(text);
    let found: Vec<_> = found
        .iter()
        .map(|(kind, speaker, words)| {
            (*kind, speaker.as_deref().unwrap_or("-"), words.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(kind, speaker, words)| (*kind, *speaker, words.to_vec())).collect();
    assert_eq!(found, expected);
}

use QuotationKind::{Direct, Indirect, Mixed};

#[test]
fn speakers_stand_before_after_and_inside_their_words() {
    check(
        "“We will see,” said Jane Doe, the mayor. “It takes time.”",
        &[(Direct, "Jane Doe", &["We will see,"]), (Direct, "Jane Doe", &["It takes time."])],
    );
    check(
        "Jane Doe, the mayor of Springfield, said: “We will see.”",
        &[(Direct, "Jane Doe", &["We will see."])],
    );
    check(
        "“We think,” Jane Doe said, “that it takes time.”",
        &[(Direct, "Jane Doe", &["We think,", "that it takes time."])],
    );
    check("“It is late,” according to Jane Doe.", &[(Direct, "Jane Doe", &["It is late,"])]);
    check(
        "- Mayor Jane Doe: “We will see.”\n- Governor Max Roe: “So will we.”",
        &[(Direct, "Jane Doe", &["We will see."]), (Direct, "Max Roe", &["So will we."])],
    );
    check(
        "“The river will be clean again.”\n– Mayor Jane Doe",
        &[(Direct, "Jane Doe", &["The river will be clean again."])],
    );
}

#[test]
fn a_quotation_inside_another_is_given_without_a_speaker_where_none_stands_with_it() {
    check(
        "Jane Doe said: “He promised us, ‘the bridge will stand before winter comes.’ It did not.”",
        &[
            (
                Direct,
                "Jane Doe",
                &["He promised us, ‘the bridge will stand before winter comes.’ It did not."],
            ),
            (Direct, "-", &["the bridge will stand before winter comes."]),
        ],
    );
    check(
        "Jane Doe said: “They call it ‘the plan’ and nothing else.”",
        &[(Direct, "Jane Doe", &["They call it ‘the plan’ and nothing else."])],
    );
}

#[test]
fn pronouns_and_descriptions_go_back_to_a_name() {
    check(
        "Mary Doe met reporters on Monday. “We will see,” she said.\n\n“It takes time,” the minister added.",
        &[(Direct, "Mary Doe", &["We will see,"]), (Direct, "Mary Doe", &["It takes time,"])],
    );
    check(
        "Mary Doe met John Roe on Monday. “We will see,” he said. “It takes time,” she said.",
        &[(Direct, "John Roe", &["We will see,"]), (Direct, "Mary Doe", &["It takes time,"])],
    );
    check(
        "John Roe met Max Lee on Monday. Lee asked about the bridge. “We will see,” he told Lee.",
        &[(Direct, "John Roe", &["We will see,"])],
    );
    check(
        "John Roe was asked about the bridge. “You said it would open in May,” the moderator said.",
        &[(Direct, "the moderator", &["You said it would open in May,"])],
    );
    check(
        "The plan has pleased people such as Mary Doe of Springfield, who said that it was “good for us all.”",
        &[(Mixed, "Mary Doe", &["good for us all."])],
    );
}

#[test]
fn reported_clauses_are_found_without_marks() {
    check("Jane Doe said that the talks would go on.", &[(Indirect, "Jane Doe", &["the talks would go on"])]);
    check("The talks will go on, Jane Doe said.", &[(Indirect, "Jane Doe", &["The talks will go on"])]);
    check(
        "According to Jane Doe, the talks will go on.",
        &[(Indirect, "Jane Doe", &["the talks will go on"])],
    );
    check("Jane Doe urged the town to save water.", &[(Indirect, "Jane Doe", &["to save water"])]);
    check(
        "Jane Doe said the talks were “a long way from over” on Monday.",
        &[(Mixed, "Jane Doe", &["a long way from over"])],
    );
}

#[test]
fn a_reported_clause_is_told_from_an_object() {
    let said = |text: &str, words: &str| check(text, &[(Indirect, "Residents", &[words])]);
    said("Residents say there’s no bridge left.", "there’s no bridge left");
    said(
        "Residents said the road that floods each spring will be raised.",
        "the road that floods each spring will be raised",
    );
    said(
        "Residents said Tuesday's vote in the council was a mistake.",
        "Tuesday's vote in the council was a mistake",
    );
    said("Residents stated in May they want the ferry back.", "they want the ferry back");
    check("Residents said a prayer before the work began.", &[]);
    check("Residents told Evening Hour host Ann Lee.", &[]);
}

#[test]
fn cues_that_are_joined_share_a_speaker() {
    check(
        "Jane Doe said the bridge would cost more and warned that the north would wait.",
        &[
            (Indirect, "Jane Doe", &["the bridge would cost more"]),
            (Indirect, "Jane Doe", &["the north would wait"]),
        ],
    );
    check(
        "Jane Doe, who said that the bridge is late, left the room.",
        &[(Indirect, "Jane Doe", &["the bridge is late"])],
    );
    check(
        "There is no hurry, insists engineer Jane Doe, in spite of the rain.",
        &[(Indirect, "Jane Doe", &["There is no hurry"])],
    );
}

#[test]
fn a_clause_may_be_broken_by_its_attribution() {
    check(
        "Residents, Jane Doe said, have no plan for the winter.",
        &[(Indirect, "Jane Doe", &["Residents", "have no plan for the winter"])],
    );
    check(
        "The firm asked its staff to wait, according to the mayor.",
        &[(Indirect, "the mayor", &["The firm asked its staff to wait"])],
    );
}

#[test]
fn nouns_of_speech_report_a_clause() {
    check(
        "The ministry issued a warning that roads may close.",
        &[(Indirect, "The ministry", &["roads may close"])],
    );
    check(
        "The firm rejected Jane Doe’s claim that the river is dirty.",
        &[(Indirect, "Jane Doe", &["the river is dirty"])],
    );
    check("The firm rejected the claim that won the case.", &[]);
    check("Jane Doe made it clear that nothing changes.", &[(Indirect, "Jane Doe", &["nothing changes"])]);
}

#[test]
fn thoughts_plans_and_questions_are_no_statements() {
    check("Jane Doe hopes to open the bridge in May and is expected to resign.", &[]);
    check("Asked about a date, the minister of works, Jonas Vale, smiled.", &[]);
    check("Asked whether it rains, Jane Doe said: “No.”", &[(Direct, "Jane Doe", &["No."])]);
}

#[test]
fn names_are_known_from_their_place_and_use() {
    check(
        "The minister of works, Ondrus Palaq, wants a bridge. “It will come,” he said.",
        &[(Direct, "Ondrus Palaq", &["It will come,"])],
    );
    check(
        "Ondrus Palaq leads the club. Palaq has four goals. “It works,” he said.",
        &[(Direct, "Ondrus Palaq", &["It works,"])],
    );
    check(
        "Jane Doe met Max Roe. That includes a letter that Max Roe sent to Doe. “I keep it,” she said.",
        &[(Direct, "Jane Doe", &["I keep it,"])],
    );
}

#[test]
fn what_a_person_is_called_is_no_name() {
    let found = read(
        "Max Roe spoke. The Northern Republican, who is ill, left. New Harbourers have a vote. Harbourers say so.",
    );
    let names: Vec<&str> = found.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Max Roe"]);
}

#[test]
fn marks_of_other_languages_are_found_and_what_is_not_read_is_said() {
    let cases = [
        (
            "fr",
            "« Le pont sera ouvert en mai », a déclaré Anne Vale, la maire.",
            "Le pont sera ouvert en mai",
        ),
        ("de", "„Die Brücke wird im Mai geöffnet“, sagte Anne Vale.", "Die Brücke wird im Mai geöffnet"),
        ("es", "«El puente se abre en mayo del año», dijo Anne Vale.", "El puente se abre en mayo del año"),
        (
            "uk",
            "«Міст відкриють у травні цього року», — сказала Анна Вале.",
            "Міст відкриють у травні цього року",
        ),
        ("ru", "«Мост откроют в мае этого года», — сказала Анна Вале.", "Мост откроют в мае этого года"),
        (
            "pl",
            "„Most będzie otwarty w maju tego roku” – powiedziała Anna Vale.",
            "Most będzie otwarty w maju tego roku",
        ),
    ];
    for (language, text, words) in cases {
        let language = Some(language.to_owned());
        let found = article(&Document { text: text.to_owned(), language, ..Document::default() });
        let marked: Vec<&str> = found.quotations.iter().map(|quotation| quotation.span.of(text)).collect();
        assert_eq!(marked, [words]);
        assert_eq!(found.quotations[0].speaker, None, "no guess: {text}");
        assert!(found.problems.iter().any(|problem| problem.code == "language-not-analysed"));
    }
}

#[test]
fn terms_and_titles_are_no_quotations() {
    check("The so-called “shadow fleet” sails at night.", &[]);
    check("She was reading “The Old House by the Sea” that evening.", &[]);
}

#[test]
fn a_cue_keeps_its_negation_and_modality() {
    let found = read("Jane Doe did not say that the talks would go on. Max Roe would say that they failed.");
    let cues: Vec<_> = found
        .quotations
        .iter()
        .filter_map(|quotation| quotation.cue)
        .map(|cue| (cue.negated, cue.modal))
        .collect();
    assert_eq!(cues, [(true, false), (false, true)]);
}
