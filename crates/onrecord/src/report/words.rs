//! What is said to people, in the same words on every face.

use crate::forms::{Document, Finding, Summary};

/// What every report of findings says of itself.
pub const CAVEAT: &str = "Compared with the transcripts named, not with recordings. \
    \"Same words\" means: case, punctuation, spelling and number form not compared.";

/// The name by which an article is shown: its title, else its id.
pub fn headline(document: &Document) -> &str {
    document.title.as_deref().unwrap_or(&document.id)
}

/// One line of counts.
///
/// ```
/// use onrecord::{forms::Summary, report};
/// let summary = Summary { quotations: 3, traced: 2, changed: 1, not_in_transcript: 0, undecided: 1 };
/// assert_eq!(report::summary(&summary), "3 quotations: 2 traced (1 with changes), 1 undecided");
/// ```
pub fn summary(summary: &Summary) -> String {
    let Summary { quotations, traced, changed, not_in_transcript, undecided } = *summary;
    if quotations == 0 {
        return "no quotations".to_owned();
    }
    let noun = if quotations == 1 { "quotation" } else { "quotations" };
    let changed = if changed > 0 { format!(" ({changed} with changes)") } else { String::new() };
    let counts = [
        (traced, format!("{traced} traced{changed}")),
        (not_in_transcript, format!("{not_in_transcript} not in the transcript")),
        (undecided, format!("{undecided} undecided")),
    ];
    let counts: Vec<_> = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    format!("{quotations} {noun}: {}", counts.join(", "))
}

/// The verdict of one finding, as a phrase.
pub fn verdict(finding: &Finding) -> String {
    match finding.status {
        "traced" => traced(finding),
        "not_in_transcript" => "not in this transcript; may have been said elsewhere".to_owned(),
        _ => format!("undecided: {}", finding.reason.map_or("no reason given", reason)),
    }
}

fn traced(finding: &Finding) -> String {
    let wording = match finding.wording {
        Some("verbatim") => "same words",
        Some("trimmed") => "words left out",
        Some("variant") => "words changed",
        Some("joined") => "joined from separate places",
        _ => "same content in other words",
    };
    let signalled = match finding.wording {
        Some("verbatim") => "",
        _ if finding.signalled => " (shown to the reader)",
        _ => "",
    };
    let speaker = match finding.speaker_check {
        "differs" => " · another speaker",
        "agrees" => "",
        _ => " · speaker not known",
    };
    format!("traced · {wording}{signalled}{speaker}")
}

fn reason(reason: &str) -> &str {
    match reason {
        "nothing_similar" => "nothing like it in what was searched",
        "ambiguous" => "several places fit, or the words are too common to tell",
        "occasion_not_held" => "the transcript of this occasion is not among the documents",
        "transcript_incomplete" => "the transcript has a gap where the words could stand",
        "second_hand_only" => "found only where somebody else's words are relayed",
        other => other,
    }
}
