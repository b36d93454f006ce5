//! What sort of document it is, and what it says of its own making.

use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;
use text::{Document, Kind, Standing};

/// Words that report another's speech, as they stand between spaces.
static CUES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    finder(&[
        " said ",
        " said.",
        " said,",
        " says ",
        " told ",
        " according to ",
        " added.",
        " added ",
        " wrote ",
        " tweeted ",
        " reported ",
        "said:",
        " announced ",
        " stated ",
    ])
});

/// Words of somebody who speaks to others.
static SPOKEN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    finder(&[
        " I ",
        " I’m ",
        " I'm ",
        " I’ve ",
        " I've ",
        " you ",
        " we ",
        " my ",
        " me ",
        " our ",
        " us ",
        "Thank you",
        " you.",
        " you,",
        " you’re ",
        " you're ",
        " we’re ",
        " we're ",
        " I’ll ",
        " I'll ",
        "\nI ",
        "\nWe ",
        " We ",
    ])
});

fn finder(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).expect("fixed words")
}

/// How much of a text to read for the measures below, in bytes.
const SAMPLE: usize = 12_000;

/// Measures of a text's manner, each per thousand words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner {
    /// Words that report another's speech.
    pub cues: f32,
    /// First and second person.
    pub spoken: f32,
    /// Quotation marks.
    pub marks: f32,
    /// Words read.
    pub words: usize,
}

/// Measures the beginning of the text.
pub(crate) fn manner(text: &str) -> Manner {
    let mut stop = SAMPLE.min(text.len());
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    let sample = &text[..stop];
    let words = sample.split_ascii_whitespace().count();
    let per = 1000.0 / words.max(1) as f32;
    let spoken: usize = outside_marks(sample).map(|words| SPOKEN.find_iter(words).count()).sum();
    let marks = sample.matches(['“', '”', '"', '«', '„']).count();
    Manner {
        cues: CUES.find_iter(sample).count() as f32 * per,
        spoken: spoken as f32 * per,
        marks: marks as f32 * per,
        words,
    }
}

/// The stretches of a text that stand outside quotation marks. A new paragraph begins outside.
fn outside_marks(text: &str) -> impl Iterator<Item = &str> {
    let inside = |index: usize, before: Option<char>| match before {
        Some('“' | '„' | '«') => true,
        Some('"') => index % 2 == 1,
        _ => false,
    };
    text.split("\n\n").flat_map(move |paragraph| {
        let mut before = None;
        paragraph.split_inclusive(['“', '”', '"', '«', '»', '„']).enumerate().filter_map(
            move |(index, piece)| {
                let skip = inside(index, before);
                before = piece.chars().next_back();
                (!skip).then_some(piece)
            },
        )
    })
}

impl Manner {
    /// Whether somebody speaks to others all through: first and second person, also outside quotation marks.
    pub fn is_speech(&self) -> bool {
        self.words >= 80 && self.spoken >= 28.0
    }

    /// Whether others' words are reported: quotation marks and words of saying.
    fn is_report(&self) -> bool {
        self.cues >= 2.0 && self.marks >= 4.0 && self.spoken < 28.0
    }
}

/// What the title or the head calls the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    /// "Remarks by", "Press Briefing", "Interview".
    Spoken,
    /// "Statement", "Readout", "Fact Sheet", "Press release".
    Written,
    /// Nothing that tells.
    Nothing,
}

const SPOKEN_TITLES: &[&str] = &[
    "remarks",
    "speech",
    "address by",
    "address to",
    "address at",
    "interview",
    "press conference",
    "press briefing",
    "press gaggle",
    "gaggle",
    "briefing by",
    "press call",
    "town hall",
    "transcript",
    "debate",
    "testimony",
    "opening statement",
    "keynote",
    "press availability",
    "toast",
    "eulogy",
    "conversation with",
    "fireside chat",
    "department press briefing",
    "background call",
    "doorstep",
    "statement to the press",
    "statements to the press",
    "q&a with",
    "question and answer",
    "sermon",
    "lecture",
    "hearing",
];

const WRITTEN_TITLES: &[&str] = &[
    "statement",
    "readout",
    "fact sheet",
    "press release",
    "proclamation",
    "executive order",
    "memorandum",
    "letter",
    "nomination",
    "message",
    "notice",
    "joint declaration",
    "communiqu",
    "report on",
    "bill signed",
    "bills signed",
    "announces",
    "announcement",
    "presidential",
    "resolution",
    "declaration",
    "news release",
    "for immediate release",
    "media note",
];

/// Reads title and head lines.
pub(crate) fn announced(document: &Document, head: &[&str]) -> Announced {
    let title = document.title.as_deref().unwrap_or_default().to_lowercase();
    let find = |line: &str, words: &[&str]| words.iter().filter_map(|word| line.find(word)).min();
    match (find(&title, SPOKEN_TITLES), find(&title, WRITTEN_TITLES)) {
        (Some(spoken), Some(written)) if spoken <= written => return Announced::Spoken,
        (_, Some(_)) => return Announced::Written,
        (Some(_), None) => return Announced::Spoken,
        (None, None) => {}
    }
    for line in head.iter().take(8).map(|line| line.to_lowercase()) {
        if line.len() <= 100 && (line.starts_with("for immediate release") || line.contains("press release"))
        {
            return Announced::Written;
        }
        if line.len() <= 60
            && ["remarks", "speech", "transcript", "press conference", "interview"]
                .iter()
                .any(|word| line.starts_with(word))
        {
            return Announced::Spoken;
        }
    }
    Announced::Nothing
}

/// The kind of a document in which no turns are labelled. `own` says that it is one person's or office's own words.
pub(crate) fn unlabelled(document: &Document, announced: Announced, manner: Manner, own: bool) -> Kind {
    let reported = manner.is_report();
    match announced {
        Announced::Spoken if own || (manner.spoken >= 15.0 && !reported) => Kind::Transcript,
        Announced::Written if own || !reported => Kind::Release,
        Announced::Nothing if own && !reported => {
            if manner.spoken >= 60.0 {
                Kind::Transcript
            } else {
                Kind::Release
            }
        }
        _ if reported => Kind::Report,
        Announced::Nothing if manner.is_speech() && addresses(&document.text) => Kind::Transcript,
        Announced::Nothing if is_office(document) => Kind::Release,
        _ if manner.cues >= 6.0 => Kind::Report,
        _ => Kind::Other,
    }
}

/// Whether the words are spoken to people present: they are thanked or greeted, or heard to answer.
fn addresses(text: &str) -> bool {
    static HEARERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = [
            "thank you",
            "thanks",
            "applause",
            "laughter",
            "ladies and gentlemen",
            "good morning",
            "good evening",
            "good afternoon",
            "fellow",
        ];
        AhoCorasick::builder().ascii_case_insensitive(true).build(words).expect("fixed words")
    });
    let mut stop = SAMPLE.min(text.len());
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    HEARERS.is_match(&text[..stop])
}

/// Whether the author or the publisher is an office, not a newsroom.
fn is_office(document: &Document) -> bool {
    let words = [
        "Office of",
        "Department",
        "Ministry",
        "Bureau of",
        "Embassy",
        "Mission to",
        "Spokesperson",
        "Press Service",
        "Government",
        "Commission",
    ];
    [&document.author, &document.publisher]
        .into_iter()
        .flatten()
        .any(|field| words.iter().any(|word| field.contains(word)))
}

/// What the document says of its own making, from title, head and last lines.
pub(crate) fn standing(document: &Document, head: &[&str]) -> Standing {
    let tail_from = (0..=document.text.len().saturating_sub(700))
        .rev()
        .find(|&at| document.text.is_char_boundary(at))
        .unwrap_or(0);
    let title = document.title.as_deref().unwrap_or_default();
    let lines = std::iter::once(title).chain(head.iter().copied()).chain(document.text[tail_from..].lines());
    let mut found = Standing::Unknown;
    for line in lines.filter(|line| line.len() <= 600) {
        let line = line.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
        let standing =
            if has(&["as prepared", "prepared for delivery", "as written", "check against delivery"]) {
                Standing::AsPrepared
            } else if has(&[
                "auto-generated",
                "automatically generated",
                "machine-generated",
                "machine generated",
                "rush transcript",
                "closed caption",
                "captions",
            ]) && line.len() <= 300
            {
                Standing::Captions
            } else if has(&[
                "edited for",
                "lightly edited",
                "has been edited",
                "been condensed",
                "condensed and edited",
            ]) {
                Standing::Edited
            } else if has(&["as delivered", "as spoken"]) {
                Standing::AsDelivered
            } else {
                continue;
            };
        if found == Standing::Unknown {
            found = standing;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str, text: &str) -> Document {
        Document { title: Some(title.into()), text: text.into(), ..Document::default() }
    }

    #[test]
    fn kinds_without_labels() {
        let speech = "Thank you. I am glad to see you. We have our work, and I ask you to help us with it. "
            .repeat(10);
        assert_eq!(
            unlabelled(&titled("", &speech), Announced::Nothing, manner(&speech), false),
            Kind::Transcript
        );
        let essay = speech.replace("Thank you. ", "");
        let kind = unlabelled(&titled("", &essay), Announced::Nothing, manner(&essay), false);
        assert_eq!(kind, Kind::Other);
        let news = "“The bridge will open,” the mayor said on Monday. “It is ready,” she told reporters, according to an aide. ".repeat(10);
        assert_eq!(unlabelled(&Document::default(), Announced::Nothing, manner(&news), false), Kind::Report);
        assert_eq!(announced(&titled("Statement by the Mayor on the Bridge", ""), &[]), Announced::Written);
        assert_eq!(announced(&titled("Remarks by the Mayor on the Statement", ""), &[]), Announced::Spoken);
    }

    #[test]
    fn standings() {
        assert_eq!(
            standing(&titled("Remarks as Prepared for Delivery by the Mayor", ""), &[]),
            Standing::AsPrepared
        );
        assert_eq!(standing(&titled("", ""), &["(As delivered)"]), Standing::AsDelivered);
        assert_eq!(
            standing(&titled("", "Hello.\n\nThis interview has been edited for length and clarity."), &[]),
            Standing::Edited
        );
        assert_eq!(standing(&titled("", "Hello."), &[]), Standing::Unknown);
    }
}
