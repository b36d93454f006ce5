//! Where a transcript shows that words are missing, and whether a quotation could stand there.

use text::Span;
use understand::{Unspoken, UnspokenKind};

use crate::setting::Wanted;
use crate::{Archive, SpeakerCheck};

/// Words of a quotation that is lost as a whole or not at all: what several say at once, or one word that nobody could
/// hear, does not hold it.
const LONG: usize = 8;
/// Words of a sentence that were heard before a gap or after it: a whole sentence that is lost leaves fewer.
const HEARD: usize = 3;

impl Archive {
    /// Whether the words of a quotation may be missing from a transcript: it has a gap that could hold them, in a turn
    /// of the speaker, or in one of whom nothing is known.
    pub(crate) fn may_lack(&self, wanted: &Wanted, document: u32) -> bool {
        let understanding = self.understanding(document);
        let text = &self.document(document).text;
        understanding.turns.iter().enumerate().any(|(index, turn)| {
            // a questioner or somebody in the audience, whom the label does not name, is not the person named
            let unnamed = turn.label.is_some() && turn.speaker.is_none();
            !unnamed
                && turn.unspoken.iter().any(|unspoken| may_hold(text, turn.span, unspoken, wanted))
                && wanted.speaker_check(self, document, Some(index)) != SpeakerCheck::Differs
        })
    }
}

/// Whether a gap could hold a quotation.
fn may_hold(text: &str, turn: Span, gap: &Unspoken, wanted: &Wanted) -> bool {
    if gap.kind != UnspokenKind::Inaudible {
        return gap.kind == UnspokenKind::Cut;
    }
    if wanted.query.len() < LONG {
        return true;
    }
    let sign = gap.span.of(text).to_lowercase();
    let at_once = sign.contains("talk") && !sign.contains("inaudible");
    let elsewhere = at_once
        || is_interjection(text, turn, gap.span)
        || wanted.whole && is_within_sentence(text, turn, gap.span);
    !elsewhere
}

/// Whether nothing else of the turn was heard: somebody broke in.
fn is_interjection(text: &str, turn: Span, gap: Span) -> bool {
    let stretch = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("");
    let silent = |stretch: &str| !stretch.contains(char::is_alphanumeric);
    silent(stretch(turn.start, gap.start)) && silent(stretch(gap.end, turn.end))
}

/// Whether a good part of the sentence that a gap stands in was heard.
fn is_within_sentence(text: &str, turn: Span, gap: Span) -> bool {
    let before = text.get(turn.start as usize..gap.start as usize).unwrap_or("");
    let after = text.get(gap.end as usize..turn.end as usize).unwrap_or("");
    let ends = |letter: char| matches!(letter, '.' | '!' | '?' | '…' | ')' | ']' | '\n');
    let heard = |stretch: Option<&str>| stretch.unwrap_or("").split_whitespace().count() >= HEARD;
    let goes_on = after.trim_start().starts_with(char::is_lowercase);
    heard(before.trim_end().rsplit(ends).next()) || goes_on && heard(after.trim_start().split(ends).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_sentence_is_not_lost_where_most_of_one_was_heard() {
        for (text, within) in [
            ("We came home. (inaudible) The bridge was gone.", false),
            ("We came home. And then (inaudible). The bridge was gone.", false),
            ("We came home and saw that the (inaudible) was gone.", true),
            ("We came home. (inaudible) and the bridge was gone by then.", true),
        ] {
            let start = text.find('(').unwrap();
            let gap = Span::new(start, start + "(inaudible)".len());
            assert_eq!(is_within_sentence(text, Span::new(0, text.len()), gap), within, "{text}");
        }
    }
}
