//! Whatever the text: no panic, and spans in order, in bounds, on boundaries, covering all but white space.

use proptest::prelude::*;
use syntax::{Model, Scratch, Sentence, tokenise};
use text::Span;

proptest! {
    #[test]
    fn tokens_cover_all_but_white_space(text in "(\\PC|[ \\n'’.$%a-zA-Z0-9\"“”()/@:-]){0,60}") {
        let mut tokens = Vec::new();
        tokenise(&text, Span::new(0, text.len()), &mut tokens);
        let mut at = 0;
        for token in &tokens {
            prop_assert!(!token.is_empty());
            prop_assert!(text[at..token.start as usize].chars().all(char::is_whitespace));
            prop_assert!(!token.of(&text).contains(char::is_whitespace));
            at = token.end as usize;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn any_text_becomes_a_tree(text in "\\PC{0,80}") {
        let (mut sentence, mut scratch) = (Sentence::default(), Scratch::default());
        Model::english().parse_into(&text, Span::new(0, text.len()), &mut sentence, &mut scratch);
        for token in &sentence.tokens {
            prop_assert!(!token.span.of(&text).is_empty());
            prop_assert!(token.head as usize <= sentence.tokens.len());
        }
        let roots = sentence.tokens.iter().filter(|token| token.head == 0).count();
        prop_assert_eq!(roots, usize::from(!sentence.tokens.is_empty()));
    }
}
