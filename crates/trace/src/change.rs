//! What differs between a quotation and the passage that holds it, as an editor would mark it.

use text::Span;

use crate::alignment::{Fragment, Pair};
use crate::query::Query;
use crate::touch::{changes_sense, touches};
use crate::{Archive, Change, ChangeKind, Touch, Word};

/// The texts that a difference is read from.
pub struct Sides<'a> {
    /// The article's text.
    pub article: &'a str,
    /// The quotation.
    pub query: &'a Query,
    /// The source's text.
    pub source: &'a str,
    /// The source's words from the fragment's first to its last aligned word.
    pub words: &'a [Word],
}

/// A stretch without aligned words: indexes into the quotation's words and into [`Sides::words`].
#[derive(Clone, Debug, PartialEq)]
struct Difference {
    quote: std::ops::Range<usize>,
    source: std::ops::Range<usize>,
}

/// The differences inside a fragment, in order; `reach` is the part of the quotation that it answers for.
pub fn changes(
    archive: &Archive,
    article: &str,
    query: &Query,
    fragment: &Fragment,
    reach: std::ops::Range<usize>,
    source_index: usize,
) -> Vec<Change> {
    let (first, last) = fragment.places();
    let words = archive.read(first, last);
    let source = &archive.document(fragment.document).text;
    let sides = Sides { article, query, source, words: &words };
    let mut differences = differences(fragment, first, reach, &sides);
    differences.retain(|difference| !same(difference, &sides));
    let moved = moves(&mut differences, &sides);
    let mut changes: Vec<Change> =
        differences.iter().map(|difference| change(difference, &sides, source_index, None)).collect();
    changes.extend(moved.iter().map(|moved| change(moved, &sides, source_index, Some(ChangeKind::Moved))));
    changes.extend(commas(fragment, first, &sides, source_index));
    changes.sort_by_key(|change| (change.quote.start, change.source.start));
    changes
}

/// Places where the words are the same and a comma makes the sense another.
fn commas(fragment: &Fragment, first: u32, sides: &Sides, source_index: usize) -> Vec<Change> {
    let comma = |pair: &[Pair]| {
        let side_by_side = pair[0].quote + 1 == pair[1].quote && pair[0].place + 1 == pair[1].place;
        let (quote, source) = (pair[0].quote as usize, (pair[0].place - first) as usize);
        let (quote, source) =
            (sides.query.words.get(quote..quote + 2)?, sides.words.get(source..source + 2)?);
        let sense = changes_sense(
            between(sides.article, quote)?,
            between(sides.source, source)?,
            quote[1].span.of(sides.article),
        );
        (side_by_side && sense).then(|| Change {
            kind: ChangeKind::Replaced,
            source_index,
            quote: quote[0].span.hull(quote[1].span),
            source: source[0].span.hull(source[1].span),
            signalled: false,
            touches: vec![Touch::Punctuation],
        })
    };
    fragment.pairs.windows(2).filter_map(comma).collect()
}

/// What stands between two words.
fn between<'a>(text: &'a str, words: &[Word]) -> Option<&'a str> {
    text.get(words[0].span.end as usize..words[1].span.start as usize)
}

/// Unaligned stretches and words in another form, those that touch made one.
fn differences(
    fragment: &Fragment,
    first: u32,
    reach: std::ops::Range<usize>,
    sides: &Sides,
) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut push = |quote: std::ops::Range<usize>, source: std::ops::Range<usize>| {
        if quote.is_empty() && source.is_empty() {
            return;
        }
        match found.last_mut() {
            Some(last) if last.quote.end == quote.start && last.source.end == source.start => {
                last.quote.end = quote.end;
                last.source.end = source.end;
            }
            _ => found.push(Difference { quote, source }),
        }
    };
    let (mut quote, mut source) = (reach.start, 0);
    for pair in &fragment.pairs {
        let (at, place) = (pair.quote as usize, (pair.place - first) as usize);
        if place >= sides.words.len() {
            break;
        }
        push(quote.min(at)..at, source..place);
        (quote, source) = (at + 1, place + 1);
        if !pair.exact {
            push(at..quote, place..source);
        }
    }
    let end = sides.words.len();
    push(quote.min(reach.end)..reach.end, source.min(end)..end.min(source));
    found
}

/// Whether a difference is one that CONTRACT.md does not count.
fn same(difference: &Difference, sides: &Sides) -> bool {
    let quote = &sides.query.words[difference.quote.clone()];
    let source = &sides.words[difference.source.clone()];
    if quote.is_empty() {
        return repeats(difference.source.clone(), sides.words) || silent_clitic(difference, sides);
    }
    if source.is_empty() {
        return stands_in_gap(difference, sides);
    }
    let letters = |text: &str, words: &[Word]| -> String {
        let written = words.iter().filter_map(|word| text.get(word.span.range()));
        let letters = written.flat_map(|word| word.chars().filter(|letter| letter.is_alphanumeric()));
        letters.flat_map(char::to_lowercase).collect()
    };
    letters(sides.article, quote) == letters(sides.source, source)
        || source.len() == 1 && quote.len() == 1 && same_clitic(quote[0], source[0], sides)
}

/// "'s" is also "has" and "us", "'d" also "had" and "did".
fn same_clitic(quote: Word, source: Word, sides: &Sides) -> bool {
    let form =
        |text: &str, word: Word| text.get(word.span.range()).unwrap_or("").to_lowercase().replace('’', "'");
    let (quote, source) = (form(sides.article, quote), form(sides.source, source));
    let stands_for = |clitic: &str, word: &str| match clitic {
        "'s" => matches!(word, "has" | "us"),
        "'d" => matches!(word, "had" | "did"),
        _ => false,
    };
    stands_for(&quote, &source) || stands_for(&source, &quote)
}

/// Whether the words at `range` belong to a stretch that stands there twice: "if we, if we"; the second half may be the
/// one that is aligned, or any turn of the two.
fn repeats(range: std::ops::Range<usize>, words: &[Word]) -> bool {
    let length = range.len();
    (0..=length.min(range.start)).any(|back| {
        let start = range.start - back;
        words
            .get(start..start + 2 * length)
            .is_some_and(|twice| (0..length).all(|at| twice[at].normal == twice[at + length].normal))
    })
}

/// The "'s" of "ISIS's", written "ISIS'" by others, and the "'ve" of "you've got to", said "you got to".
fn silent_clitic(difference: &Difference, sides: &Sides) -> bool {
    let [clitic] = &sides.words[difference.source.clone()] else { return false };
    let written =
        |word: Option<&Word>| word.and_then(|word| sides.source.get(word.span.range())).unwrap_or("");
    let before = difference.source.start.checked_sub(1).and_then(|before| sides.words.get(before));
    match written(Some(clitic)) {
        "'s" | "’s" => written(before).ends_with(['s', 'S']),
        "'ve" | "’ve" => written(sides.words.get(difference.source.end)) == "got",
        _ => false,
    }
}

/// Whether the transcript has, where the words could stand, a sign that words were not heard.
fn stands_in_gap(difference: &Difference, sides: &Sides) -> bool {
    let at = difference.source.start;
    let (Some(before), Some(after)) =
        (at.checked_sub(1).and_then(|before| sides.words.get(before)), sides.words.get(at))
    else {
        return false;
    };
    let between = sides.source.get(before.span.end as usize..after.span.start as usize).unwrap_or("");
    between.contains(['(', '[']) && {
        let between = between.to_lowercase();
        ["inaudible", "unintelligible", "indiscernible", "crosstalk"]
            .iter()
            .any(|sign| between.contains(sign))
    }
}

/// Takes out the differences that are the same words, left out here and put in there.
fn moves(differences: &mut Vec<Difference>, sides: &Sides) -> Vec<Difference> {
    let mut moved = Vec::new();
    let mut at = 0;
    while at < differences.len() {
        let added = differences[at].clone();
        let partner = differences.iter().position(|dropped| {
            added.source.is_empty()
                && dropped.quote.is_empty()
                && dropped.source.len() == added.quote.len()
                && (sides.query.words[added.quote.clone()].iter())
                    .zip(&sides.words[dropped.source.clone()])
                    .all(|(left, right)| left.normal == right.normal)
        });
        let Some(partner) = partner else {
            at += 1;
            continue;
        };
        moved.push(Difference { quote: added.quote, source: differences[partner].source.clone() });
        differences.remove(at.max(partner));
        differences.remove(at.min(partner));
        at = at.saturating_sub(1).min(partner);
    }
    moved
}

fn change(difference: &Difference, sides: &Sides, source_index: usize, kind: Option<ChangeKind>) -> Change {
    let kind = kind.unwrap_or(match (difference.quote.is_empty(), difference.source.is_empty()) {
        (true, _) => ChangeKind::Dropped,
        (_, true) => ChangeKind::Added,
        _ => ChangeKind::Replaced,
    });
    let quote = place(&sides.query.words, &difference.quote);
    let source = place(sides.words, &difference.source);
    Change {
        kind,
        source_index,
        quote,
        source,
        signalled: signalled(difference, sides.query),
        touches: touches(
            (sides.article, &sides.query.words[difference.quote.clone()]),
            (sides.source, &sides.words[difference.source.clone()]),
        ),
    }
}

/// The hull of words, or the empty place between two.
fn place(words: &[Word], range: &std::ops::Range<usize>) -> Span {
    if !range.is_empty() {
        return words[range.start].span.hull(words[range.end - 1].span);
    }
    let at = match range.start.checked_sub(1) {
        Some(before) => words.get(before).map_or(0, |word| word.span.end),
        None => words.first().map_or(0, |word| word.span.start),
    };
    Span { start: at, end: at }
}

/// Whether the reader is shown the difference: an ellipsis or break at the gap, brackets around the words.
fn signalled(difference: &Difference, query: &Query) -> bool {
    let words = &query.inserted[difference.quote.clone()];
    if !words.is_empty() && words.iter().all(|&inserted| inserted) {
        return true;
    }
    let gap = |at: usize| query.gap_before.get(at).is_some_and(|&gap| gap);
    words.is_empty() && gap(difference.quote.start)
}
