//! What the built-in model makes of plain sentences (made up for these tests).

use syntax::{EntityKind, Model, Relation, Scratch, Sentence, Upos};
use text::Span;

fn parsed(text: &str) -> Sentence {
    let (mut sentence, mut scratch) = (Sentence::default(), Scratch::default());
    Model::english().parse_into(text, Span::new(0, text.len()), &mut sentence, &mut scratch);
    Model::english().find_entities(text, &mut sentence, &mut scratch);
    sentence
}

/// The word that `word` hangs on (empty for the root) and how.
fn arc<'a>(text: &'a str, sentence: &Sentence, word: &str) -> (&'a str, Relation) {
    let at = sentence.tokens.iter().position(|token| token.span.of(text) == word).expect("the word is there");
    (sentence.head(at).map_or("", |head| sentence.tokens[head].span.of(text)), sentence.tokens[at].relation)
}

#[test]
fn reported_clauses_hang_on_their_verb() {
    let text = "The minister said that the talks would continue on Monday.";
    let sentence = parsed(text);
    assert_eq!(arc(text, &sentence, "said"), ("", Relation::Root));
    assert_eq!(arc(text, &sentence, "minister"), ("said", Relation::Nsubj));
    assert_eq!(arc(text, &sentence, "continue"), ("said", Relation::Ccomp));
    assert_eq!(arc(text, &sentence, "that"), ("continue", Relation::Mark));
}

#[test]
fn agents_and_possessors_are_told_apart_from_objects() {
    let text = "Reporters were told by her spokesman about the plan.";
    let sentence = parsed(text);
    assert_eq!(arc(text, &sentence, "Reporters"), ("told", Relation::NsubjPass));
    assert_eq!(arc(text, &sentence, "spokesman").0, "told");
    assert_eq!(arc(text, &sentence, "her"), ("spokesman", Relation::NmodPoss));
}

#[test]
fn names_and_nouns_for_persons_are_found() {
    let text = "Senator Mary Johnson met officials in Paris.";
    let sentence = parsed(text);
    let found: Vec<(&str, EntityKind, bool)> = sentence
        .entities
        .iter()
        .map(|entity| {
            let (first, last) = (entity.start as usize, entity.end as usize - 1);
            let span = sentence.tokens[first].span.hull(sentence.tokens[last].span);
            (span.of(text), entity.kind, entity.named)
        })
        .collect();
    assert!(found.contains(&("Mary Johnson", EntityKind::Person, true)), "{found:?}");
    assert!(found.contains(&("officials", EntityKind::Person, false)), "{found:?}");
    assert!(found.contains(&("Paris", EntityKind::Place, true)), "{found:?}");
}

#[test]
fn mentions_are_noun_phrases_with_what_belongs_to_them() {
    let text = "In May the minister who resigned praised her staff.";
    let sentence = parsed(text);
    let mentions: Vec<&str> = sentence
        .mentions()
        .iter()
        .map(|mention| {
            let (first, last) = (mention.start as usize, mention.end as usize - 1);
            sentence.tokens[first].span.hull(sentence.tokens[last].span).of(text)
        })
        .collect();
    for phrase in ["the minister who resigned", "her", "her staff", "May"] {
        assert!(mentions.contains(&phrase), "{phrase} in {mentions:?}");
    }
}

#[test]
fn a_buffer_used_again_holds_nothing_of_the_sentence_before() {
    let (mut sentence, mut scratch) = (Sentence::default(), Scratch::default());
    let model = Model::english();
    let long = "The mayor of the town has signed the treaty.";
    model.parse_into(long, Span::new(0, long.len()), &mut sentence, &mut scratch);
    model.parse_into("", Span::new(0, 0), &mut sentence, &mut scratch);
    assert_eq!(sentence, Sentence::default());
    model.parse_into("Yes!", Span::new(0, 4), &mut sentence, &mut scratch);
    assert_eq!(sentence.tokens[0].tag, Upos::Intj);
}

#[test]
fn a_very_long_sentence_is_one_tree() {
    let text = "and so on, (he said) ".repeat(2_000);
    let sentence = parsed(&text);
    assert_eq!(sentence.tokens.iter().filter(|token| token.head == 0).count(), 1);
    assert_eq!(
        sentence.extents().iter().filter(|extent| **extent == (0, sentence.tokens.len() as u32 - 1)).count(),
        1
    );
}
