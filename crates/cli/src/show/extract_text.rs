//! An extract for a person at a terminal.

use std::io;

use onrecord::forms::Extract;
use onrecord::report;

use super::page::{SOFT, STRONG, YELLOW, gap, harmless, paragraph, styled};

/// Characters of a turn shown.
const TURN_SHOWN: usize = 200;

/// Prints metadata, people, turns, quotations and problems.
pub fn print(extract: &Extract, first: bool) -> io::Result<()> {
    if !first {
        gap()?;
    }
    let document = &extract.document;
    paragraph("", &styled(STRONG, &harmless(report::headline(document))))?;
    let about = [
        document.published.as_deref(),
        document.publisher.as_deref(),
        Some(document.kind),
        document.path.as_deref(),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    paragraph("", &styled(SOFT, &harmless(&about.join(" · "))))?;
    people(extract)?;
    statements(extract)?;
    for problem in &extract.problems {
        let place = problem.start.map(|start| format!(" (character {start})")).unwrap_or_default();
        paragraph("  problem ", &styled(YELLOW, &harmless(&format!("{}{place}", problem.message))))?;
    }
    Ok(())
}

fn people(extract: &Extract) -> io::Result<()> {
    for person in &extract.people {
        let mut about = person.roles.join("; ");
        if !person.names.is_empty() {
            about = format!("{about} (also: {})", person.names.join(", "));
        }
        let line =
            format!("{} {}", styled(STRONG, &harmless(&person.name)), styled(SOFT, &harmless(about.trim())));
        paragraph("  person  ", &line)?;
    }
    Ok(())
}

/// Turns and quotations in the order of the text.
fn statements(extract: &Extract) -> io::Result<()> {
    let turns = extract.turns.iter().map(|turn| {
        let words = extract.words(turn.start, turn.end);
        let end = words.char_indices().nth(TURN_SHOWN).map(|(end, _)| end);
        let words = end.map_or_else(|| words.to_owned(), |end| format!("{}…", &words[..end]));
        (turn.start, &turn.id, "turn", turn.speaker.as_deref(), words)
    });
    let quotations = extract.quotations.iter().map(|quotation| {
        let pieces: Vec<_> = quotation.spans.iter().map(|span| extract.words(span[0], span[1])).collect();
        (quotation.start, &quotation.id, quotation.kind, quotation.speaker.as_deref(), pieces.join(" / "))
    });
    let mut statements: Vec<_> = turns.chain(quotations).collect();
    statements.sort_by_key(|(start, ..)| *start);
    for (_, id, kind, speaker, words) in statements {
        let speaker = extract.name(speaker).unwrap_or("no speaker named");
        gap()?;
        paragraph("", &format!("{id} {} {}", styled(SOFT, kind), styled(STRONG, &harmless(speaker))))?;
        paragraph("  ", &harmless(words.trim()))?;
    }
    Ok(())
}
