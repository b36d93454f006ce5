//! Where a transcript shows that words are missing, and whether a quotation could stand there.

use text::{Document, Span, Standing};
use understand::{Unspoken, UnspokenKind};

use crate::setting::Wanted;
use crate::{Archive, SpeakerCheck};

/// Words of a quotation that is lost as a whole or not at all: what several say at once, or one word that nobody could
/// hear, does not hold it.
const LONG: usize = 8;
/// Words of a sentence that were heard beside a gap: a whole sentence that is lost leaves fewer.
const HEARD: usize = 2;
/// Words after which a sentence may begin, or go on after it.
const OPENERS: [&str; 28] = [
    "actually", "again", "also", "and", "because", "but", "know", "look", "mean", "no", "now", "oh", "ok",
    "okay", "or", "right", "said", "say", "see", "so", "that", "then", "think", "though", "well", "what",
    "yeah", "yes",
];

/// Words of a title by which a document is not the whole of what was said.
const PARTIAL: [&str; 8] =
    ["partial", "partly", "excerpt", "excerpts", "highlights", "abridged", "condensed", "incomplete"];

/// Words of a title by which a document is the whole of what was said: before a word for what it holds, or in brackets.
const WHOLE: [&str; 4] = ["complete", "full", "entire", "unabridged"];
const HOLDS: [&str; 5] = ["transcript", "text", "remarks", "speech", "interview"];

impl Archive {
    /// Whether the words of a quotation may be missing from a transcript: it has a gap that could hold them, in a turn
    /// of the speaker, or in one of whom nothing is known.
    pub(crate) fn may_lack(&self, wanted: &Wanted, document: u32) -> bool {
        let understanding = self.understanding(document);
        let held = self.document(document);
        let text = &held.text;
        if matches!(understanding.standing, Standing::AsPrepared | Standing::Edited) || says_partial(held) {
            return true;
        }
        let whole = says_whole(held);
        let first = understanding.turns.first().map(|turn| turn.span.start);
        // dots before the first word of what calls itself whole
        let is_head = |gap: &Unspoken| whole && Some(gap.span.start) == first;
        understanding.turns.iter().enumerate().any(|(index, turn)| {
            // a questioner or somebody in the audience, whom the label does not name, is not the person named
            let unnamed = turn.label.is_some() && turn.speaker.is_none();
            !unnamed
                && turn
                    .unspoken
                    .iter()
                    .any(|unspoken| !is_head(unspoken) && may_hold(text, turn.span, unspoken, wanted))
                && wanted.speaker_check(self, document, Some(index)) != SpeakerCheck::Differs
        })
    }
}

/// Whether a document's title or file name says that it is not the whole.
fn says_partial(document: &Document) -> bool {
    document.titles().any(|title| {
        words(&title).any(|word| PARTIAL.iter().any(|partial| partial.eq_ignore_ascii_case(word)))
    })
}

/// Whether a document's title or file name says that it is the whole.
fn says_whole(document: &Document) -> bool {
    let is_whole = |word: &str| WHOLE.iter().any(|whole| whole.eq_ignore_ascii_case(word));
    let holds = |word: &str| HOLDS.iter().any(|held| held.eq_ignore_ascii_case(word));
    document.titles().any(|title| {
        let bracketed =
            title.split(['(', '[']).skip(1).filter_map(|inside| words(inside).next()).any(is_whole);
        bracketed || words(&title).zip(words(&title).skip(1)).any(|(one, next)| is_whole(one) && holds(next))
    })
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
        || is_of_others(text, turn, gap.span)
        || wanted.whole && is_within_sentence(text, turn, gap.span);
    !elsewhere
}

/// Whether others were heard there: somebody broke in, of whom nothing else was heard or a word before being cut short; or
/// was called upon by a question.
fn is_of_others(text: &str, turn: Span, gap: Span) -> bool {
    let (before, after) = around(text, turn, gap);
    if after.contains(char::is_alphanumeric) {
        return false;
    }
    let cut_short = is_cut_short(after);
    let asked = before.trim_end().ends_with('?') && after.trim().is_empty();
    asked || words(before).next().is_none() || cut_short && words(before).nth(1).is_none()
}

/// Whether the words that follow begin with a sign that the speaker was cut short.
fn is_cut_short(after: &str) -> bool {
    ["..", "…", "-", "—", "–"].iter().any(|cut| after.trim_start().starts_with(cut))
}

/// Whether part of the sentence that a gap stands in was heard: right before it a word that goes on or several, or the
/// sentence's end; or it was begun and nothing came of it, since somebody else went on.
fn is_within_sentence(text: &str, turn: Span, gap: Span) -> bool {
    let (before, after) = around(text, turn, gap);
    let ends = |letter: char| matches!(letter, '.' | '!' | '?' | '…' | ')' | ']' | '\n');
    let begun = before.trim_end().rsplit(ends).next().unwrap_or("");
    let rest = after.trim_start().split(ends).next().unwrap_or("");
    let is_begun = words(begun).last().is_some_and(|word| !is_opener(word))
        && (begun.ends_with(char::is_alphanumeric) || words(begun).count() > HEARD);
    let is_ended = rest.starts_with(char::is_lowercase)
        && words(rest).next().is_some_and(|word| !is_opener(word))
        && words(rest).count() >= HEARD;
    let is_broken_off =
        words(begun).count() > HEARD && is_cut_short(after) && !after.contains(char::is_alphanumeric);
    is_begun || is_ended || is_broken_off
}

/// What was heard of a turn before a gap, and after it.
fn around(text: &str, turn: Span, gap: Span) -> (&str, &str) {
    let stretch = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or("");
    (stretch(turn.start, gap.start), stretch(gap.end, turn.end))
}

fn words(stretch: &str) -> impl Iterator<Item = &str> {
    stretch.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_opener(word: &str) -> bool {
    OPENERS.iter().any(|opener| opener.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_say_whole() {
        let says =
            |title: &str| says_whole(&Document { title: Some(title.to_owned()), ..Document::default() });
        assert!(
            says("Mayor Lund at the bridge (Complete, as spoken)") && says("Full transcript: Mayor Lund")
        );
        assert!(!says("Remarks on full employment") && !says("Mayor Lund on a complete bridge"));
    }

    #[test]
    fn a_whole_sentence_is_not_lost_where_most_of_one_was_heard() {
        for (text, within) in [
            ("We came home. (inaudible) The bridge was gone.", false),
            ("We came home. And then (inaudible). The bridge was gone.", false),
            ("We came home. Mayor, (inaudible). The bridge was gone.", false),
            ("We came home late but (inaudible) and the bridge was gone.", false),
            ("We came home. Every (inaudible) bridge was gone.", true),
            ("We came home and saw that the (inaudible) was gone.", true),
            ("We came home. (inaudible) the bridge was gone by then.", true),
            ("We came home. I still believe you think (inaudible)...", true),
        ] {
            let start = text.find('(').unwrap();
            let gap = Span::new(start, start + "(inaudible)".len());
            assert_eq!(is_within_sentence(text, Span::new(0, text.len()), gap), within, "{text}");
        }
    }
}
