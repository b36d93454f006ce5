//! Words with their changes marked, on either side of a comparison.

use crate::forms::{Change, Echo, Extract, Finding, Place, Quotation};

/// A run of words, all changed in one way or all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words as they stand, white space runs as one space.
    pub words: String,
    /// `dropped`, `added`, `replaced`, `moved`; `None` where both sides agree.
    pub change: Option<&'static str>,
    /// Whether the change touches a negation, number, name …
    pub touches: bool,
}

/// The quotation's words, span after span, with what differs from the sources marked.
pub fn quoted_pieces(article: &Extract, quotation: &Quotation, finding: &Finding) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for &[start, end] in &quotation.spans {
        if !pieces.is_empty() {
            pieces.push(Piece { words: " / ".to_owned(), change: None, touches: false });
        }
        let words: Vec<char> = article.words(start, end).chars().collect();
        pieces.extend(pieces_of(
            &words,
            start,
            finding.changes.iter().map(|change| Marked::new(change.quote, change)),
        ));
    }
    pieces
}

/// The words of source number `index`, with what differs from the quotation marked.
pub fn source_pieces(finding: &Finding, index: usize) -> Vec<Piece> {
    let source = &finding.sources[index];
    let characters: Vec<char> = source.words.chars().collect();
    let changes = finding.changes.iter().filter(|change| change.source_index == index);
    pieces_of(&characters, source.start, changes.map(|change| Marked::new(change.source, change)))
}

/// The words of a quotation elsewhere, with what differs from the words spoken marked.
pub fn echo_pieces(echo: &Echo) -> Vec<Piece> {
    let characters: Vec<char> = echo.words.chars().collect();
    let changes = echo.changes.iter().map(|change| Marked {
        at: change.quote,
        kind: KINDS.into_iter().find(|kind| *kind == change.kind).unwrap_or("replaced"),
        touches: !change.touches.is_empty(),
    });
    pieces_of(&characters, echo.quote_start, changes)
}

const KINDS: [&str; 4] = ["dropped", "added", "replaced", "moved"];

/// A change on one side of a comparison.
struct Marked {
    at: Place,
    kind: &'static str,
    touches: bool,
}

impl Marked {
    fn new(at: Place, change: &Change) -> Self {
        Marked { at, kind: change.kind, touches: !change.touches.is_empty() }
    }
}

/// Cuts `words`, which start at code point `start` of their text, at the edges of the changes.
fn pieces_of(words: &[char], start: usize, changes: impl Iterator<Item = Marked>) -> Vec<Piece> {
    let end = start + words.len();
    let inside = |Marked { at, .. }: &Marked| at.start >= start && at.end <= end && at.start < at.end;
    let mut changes: Vec<_> = changes.filter(inside).collect();
    changes.sort_by_key(|change| (change.at.start, change.at.end));
    let mut pieces = Vec::new();
    let mut done = start;
    for Marked { at, kind, touches } in changes {
        let from = at.start.max(done);
        push(&mut pieces, &words[done - start..from - start], None, false);
        push(&mut pieces, &words[from - start..at.end.max(from) - start], Some(kind), touches);
        done = at.end.max(from);
    }
    push(&mut pieces, &words[done - start..], None, false);
    pieces
}

fn push(pieces: &mut Vec<Piece>, words: &[char], change: Option<&'static str>, touches: bool) {
    if words.is_empty() {
        return;
    }
    let mut folded = String::with_capacity(words.len());
    for &character in words {
        match character.is_whitespace() {
            true if folded.ends_with(' ') => {}
            true => folded.push(' '),
            false => folded.push(character),
        }
    }
    pieces.push(Piece { words: folded, change, touches });
}
