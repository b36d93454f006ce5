//! Stretches of text that search finds: a turn, or some paragraphs of one speaker.

use text::Span;
use understand::{PersonId, Understanding};

/// A passage ends at the first paragraph's end after so many bytes: long enough to hold what is said on one matter,
/// short enough to be looked through at a glance.
const ENOUGH_BYTES: usize = 1200;

/// And in any case at white space after so many bytes: a text without paragraphs must be cut too.
const MOST_BYTES: usize = 4800;

/// A stretch of text of one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Its place.
    pub span: Span,
    /// The turn (index) that it belongs to.
    pub turn: Option<usize>,
    /// Who speaks.
    pub speaker: Option<PersonId>,
}

/// Cuts a text into passages that follow each other without a gap, turn by turn. The label of a turn belongs to it.
pub(crate) fn passages(text: &str, understanding: &Understanding) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut at = 0;
    for (index, turn) in understanding.turns.iter().enumerate() {
        let start = turn.label.unwrap_or(turn.span).start as usize;
        if start < at {
            continue;
        }
        cut(text, Span::new(at, start), None, None, &mut passages);
        at = turn.span.end as usize;
        cut(text, Span::new(start, at), Some(index), turn.speaker, &mut passages);
    }
    cut(text, Span::new(at, text.len()), None, None, &mut passages);
    if let Some(first) = passages.first_mut() {
        first.span.start = 0; // the title is found with it
    }
    passages
}

fn cut(text: &str, span: Span, turn: Option<usize>, speaker: Option<PersonId>, passages: &mut Vec<Passage>) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    while at < end {
        let stop = stop(&text[at..end]) + at;
        if !text[at..stop].trim().is_empty() {
            passages.push(Passage { span: Span::new(at, stop), turn, speaker });
        }
        at = stop;
    }
}

/// Where the first passage of a text ends; never 0 for a text that is not empty.
fn stop(text: &str) -> usize {
    if text.len() <= ENOUGH_BYTES * 3 / 2 {
        return text.len();
    }
    let enough = text.ceil_char_boundary(ENOUGH_BYTES);
    let most = text.ceil_char_boundary(MOST_BYTES);
    let window = &text[enough..most];
    if let Some(line) = window.find("\n\n").or_else(|| window.find('\n')) {
        return enough + line + 1;
    }
    let space = window.char_indices().rfind(|(_, character)| character.is_whitespace());
    space.map_or(most, |(at, character)| enough + at + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use understand::Turn;

    fn spans(text: &str, turns: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let turn = |&(start, end): &(usize, usize)| Turn {
            span: Span::new(start, end),
            label: None,
            speaker: None,
            unspoken: Vec::new(),
        };
        let understanding =
            Understanding { turns: turns.iter().map(turn).collect(), ..Understanding::default() };
        let passages = passages(text, &understanding);
        passages.iter().map(|passage| (passage.span.start as usize, passage.span.end as usize)).collect()
    }

    #[test]
    fn a_turn_is_a_passage_and_so_is_what_stands_around_it() {
        assert_eq!(spans("Head.\n\nA: yes.\nB: no.", &[(7, 14), (15, 21)]), [(0, 7), (7, 14), (15, 21)]);
    }

    #[test]
    fn a_long_turn_is_cut_at_paragraphs_and_nothing_is_lost() {
        let text = "word ".repeat(200) + "\n\n" + &"é".repeat(9_000) + "\n\nend";
        let spans = spans(&text, &[]);
        assert!(spans.len() > 3);
        assert_eq!((spans[0].0, spans[spans.len() - 1].1), (0, text.len()));
        assert!(spans.windows(2).all(|pair| pair[0].1 == pair[1].0));
        assert!(
            spans.iter().all(|&(start, end)| end - start <= MOST_BYTES + 1 && text.get(start..end).is_some())
        );
    }
}
