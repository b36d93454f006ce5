//! Whatever the text: no panic, and every span gives back words.

use proptest::prelude::*;
use text::{Document, Span};
use trace::{Archive, Settings, prepare};
use understand::{Quotation, QuotationKind, Understanding};

fn document(text: &str) -> Document {
    Document { text: text.to_owned(), ..Document::default() }
}

fn archive(texts: &[String]) -> Archive {
    let mut builder = Archive::builder();
    for text in texts {
        builder.add(prepare(document(text), Understanding::default()));
    }
    builder.finish()
}

fn quotation(span: Span) -> Quotation {
    Quotation {
        span,
        spans: vec![span],
        kind: QuotationKind::Direct,
        clause: None,
        continues: None,
        speaker: None,
        speaker_mention: None,
        cue: None,
        confidence: 1.0,
    }
}

/// Text in which the same few words, marks and odd characters come again and again.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("the bridge ".to_owned()),
        Just("will not open ".to_owned()),
        Just("“".to_owned()),
        Just("[...] (".to_owned()),
        Just("U.S. 2,000.5 % can’t ".to_owned()),
        Just("e\u{301}\u{ad}<b>".to_owned()),
        "\\PC{0,12}",
        ".{0,6}",
    ];
    proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn words_lie_in_order_on_character_boundaries(text in odd_text()) {
        let mut end = 0;
        for word in trace::words(&text, &[], 0) {
            prop_assert!(end <= word.span.start && !word.span.is_empty());
            prop_assert!(text.get(word.span.range()).is_some());
            end = word.span.end;
        }
    }

    #[test]
    fn findings_point_into_their_texts(sources in proptest::collection::vec(odd_text(), 0..4), article in odd_text()) {
        let archive = archive(&sources);
        let mut understanding =
            Understanding { quotations: vec![quotation(Span::new(0, article.len()))], ..Understanding::default() };
        let article = document(&article);
        let findings = archive.check(&article, &mut understanding, &Settings { unmarked: true, ..Settings::default() });
        prop_assert_eq!(findings.len(), understanding.quotations.len());
        for finding in findings {
            for source in &finding.sources {
                prop_assert!(archive.document(source.document).text.get(source.span.range()).is_some());
            }
            for change in &finding.changes {
                let source = finding.sources[change.source_index].document;
                prop_assert!(article.text.get(change.quote.range()).is_some());
                prop_assert!(archive.document(source).text.get(change.source.range()).is_some());
            }
        }
    }
}
