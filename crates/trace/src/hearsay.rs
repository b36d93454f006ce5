//! Whether a turn presents words as someone else's: read out, quoted, relayed.

use text::Span;

/// Bytes before the words in which a cue or an open quotation mark is looked for.
const CUE_REACH: usize = 110;
const MARK_REACH: usize = 1200;

/// Verbs and nouns by which words are given as another's.
const CUES: &[&str] = &[
    "said",
    "says",
    "saying",
    "wrote",
    "writes",
    "stated",
    "states",
    "tweeted",
    "posted",
    "quote",
    "quoted",
    "quoting",
    "told",
    "tells",
    "declared",
    "announced",
    "according",
    "argued",
    "claimed",
    "claims",
    "called",
    "calls",
    "reads",
    "read",
    "letter",
    "statement",
    "ruling",
    "ruled",
    "headline",
    "reported",
    "reports",
    "noted",
    "warned",
    "asked",
    "vowed",
    "promised",
    "suggested",
    "phrase",
];

/// Those that open a sentence.
const OPENING_CUES: &[&str] = &["According", "Quote", "Quoting"];

/// Words by which the speaker is the one who says it.
const OWN: &[&str] = &["i", "we", "i've", "i’ve", "we've", "we’ve", "my", "our"];

/// Whether the words at `span` of a source's text are presented there as another's; `turn` is where the speaker began.
pub fn relayed(text: &str, turn: usize, span: Span) -> bool {
    let start = span.start as usize;
    in_marks(stretch_before(text, turn, start, MARK_REACH))
        || after_cue(stretch_before(text, turn, start, CUE_REACH))
}

/// At most `reach` bytes of `text` before byte `end`, not before byte `turn`.
fn stretch_before(text: &str, turn: usize, end: usize, reach: usize) -> &str {
    let mut from = turn.max(end.saturating_sub(reach)).min(end);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..end).unwrap_or("")
}

/// Whether a quotation mark is open at the end of `before`.
fn in_marks(before: &str) -> bool {
    let paragraph = before.rsplit("\n\n").next().unwrap_or(before);
    match (before.rfind('“'), before.rfind('”')) {
        (Some(open), close) if close.is_none_or(|close| close < open) => true,
        _ => paragraph.matches('"').count() % 2 == 1,
    }
}

/// Whether the clause before is a cue with another's name or pronoun: "the ruling stated that", "she told me".
fn after_cue(before: &str) -> bool {
    let sentence =
        before.rsplit(['.', '!', '?', ';', '”', '\n']).find(|part| !part.trim().is_empty()).unwrap_or("");
    // the words may open a sentence of their own after "…said: " or "as he put it, "; a full stop ends the cue's reach
    if before.trim_end().ends_with(['.', '!', '?', '”', ';']) {
        return false;
    }
    let words: Vec<&str> = sentence
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .filter(|word| !word.is_empty())
        .collect();
    // as it is written: "the States" states nothing
    let is_cue = |word: &&str| CUES.contains(word) || OPENING_CUES.contains(word);
    let Some(cue) = words.iter().rposition(is_cue) else { return false };
    let own = |word: &&str| OWN.iter().any(|own| word.eq_ignore_ascii_case(own));
    let near = words.len() - cue <= 9;
    near && !words[cue.saturating_sub(3)..cue].iter().any(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, expected: bool) {
        let start = text.find(words).unwrap();
        assert_eq!(relayed(text, 0, Span::new(start, start + words.len())), expected, "{text}");
    }

    #[test]
    fn quoted_read_out_and_relayed_words_are_anothers() {
        check("As the poet said, “The river keeps its own time.” We agree.", "The river keeps", true);
        check("And the court's ruling stated that only a new law would do.", "only a new law", true);
        check("The governor told me that the bridge would reopen.", "the bridge would", true);
        check("We rebuilt the bridge. It will reopen in May.", "It will reopen", false);
        check("Members of the United States, China and Holm are all island powers.", "China and Holm", false);
        check("According to the survey, the bridge would last.", "the bridge would", true);
        check("I said it before: the bridge will reopen.", "the bridge will", false);
        check("He called it “a mess.” Now the bridge will reopen.", "the bridge will", false);
    }
}
