//! What is said of a quotation after the search. The meaning of each verdict is in CONTRACT.md.

use text::Span;

use crate::Evidence;

/// The three things that may honestly be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// A primary document held has these words or a form of them.
    Traced,
    /// The transcript of the occasion is held whole and has nothing like them.
    NotInTranscript,
    /// It cannot be decided; [`Finding::reason`] says why.
    Undecided,
}

impl Status {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Status::Traced => "traced",
            Status::NotInTranscript => "not_in_transcript",
            Status::Undecided => "undecided",
        }
    }
}

/// Why a quotation is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nothing like it in all that was searched.
    NothingSimilar,
    /// Several places fit about as well, or the words are too few or too common to tell.
    Ambiguous,
    /// The transcript of the occasion reported is not among the documents.
    OccasionNotHeld,
    /// The transcript has an inaudible, cut or missing part where the words could stand.
    TranscriptIncomplete,
    /// The words stand only where somebody else's are reported, read out or relayed.
    SecondHandOnly,
}

impl Reason {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NothingSimilar => "nothing_similar",
            Reason::Ambiguous => "ambiguous",
            Reason::OccasionNotHeld => "occasion_not_held",
            Reason::TranscriptIncomplete => "transcript_incomplete",
            Reason::SecondHandOnly => "second_hand_only",
        }
    }
}

/// How the wording relates to the source's; neutral names, either side may be the changed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wording {
    /// The same words in the same order.
    Verbatim,
    /// Words left out, order kept.
    Trimmed,
    /// Words replaced, added or moved.
    Variant,
    /// Words from places far apart under one pair of marks.
    Joined,
    /// The same content in mostly other words.
    Paraphrased,
}

impl Wording {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Wording::Verbatim => "verbatim",
            Wording::Trimmed => "trimmed",
            Wording::Variant => "variant",
            Wording::Joined => "joined",
            Wording::Paraphrased => "paraphrased",
        }
    }
}

/// Whether the words were found with the speaker that the article names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerCheck {
    /// The same person.
    Agrees,
    /// Another person's turn.
    Differs,
    /// One of the two is not known.
    Unknown,
}

impl SpeakerCheck {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            SpeakerCheck::Agrees => "agrees",
            SpeakerCheck::Differs => "differs",
            SpeakerCheck::Unknown => "unknown",
        }
    }
}

/// What sort of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Words of the source are left out of the quotation.
    Dropped,
    /// Words of the quotation are not in the source.
    Added,
    /// Other words in the same place.
    Replaced,
    /// The same words in another place.
    Moved,
}

impl ChangeKind {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Dropped => "dropped",
            ChangeKind::Added => "added",
            ChangeKind::Replaced => "replaced",
            ChangeKind::Moved => "moved",
        }
    }
}

/// What a difference touches: a fact about the words, not a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Touch {
    /// not, never, no.
    Negation,
    /// A figure.
    Number,
    /// A name.
    Name,
    /// may, will, must.
    Modal,
    /// probably, apparently.
    Hedge,
    /// a very / the biggest.
    Strength,
    /// A comma that changes the sense.
    Punctuation,
}

impl Touch {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Touch::Negation => "negation",
            Touch::Number => "number",
            Touch::Name => "name",
            Touch::Modal => "modal",
            Touch::Hedge => "hedge",
            Touch::Strength => "strength",
            Touch::Punctuation => "punctuation",
        }
    }
}

/// One difference between the quotation and its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What sort.
    pub kind: ChangeKind,
    /// Which of the finding's sources it is a difference from (index).
    pub source_index: usize,
    /// Place in the article's text; empty at the gap where words were dropped.
    pub quote: Span,
    /// Place in the source's text; empty at the gap where words were added.
    pub source: Span,
    /// Shown to the reader by an ellipsis, brackets or parentheses.
    pub signalled: bool,
    /// What it touches.
    pub touches: Vec<Touch>,
}

/// A place in a document held that has the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Which document of the archive.
    pub document: u32,
    /// Which of its turns, where it has turns.
    pub turn: Option<usize>,
    /// Who speaks there, by the fullest name known.
    pub speaker: Option<String>,
    /// The words' place in the document's text.
    pub span: Span,
    /// The document presents the words as someone else's.
    pub second_hand: bool,
}

/// A like statement that is no source.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Which document of the archive.
    pub document: u32,
    /// The place in its text.
    pub span: Span,
    /// Why it is shown: "same speaker, other occasion".
    pub why: &'static str,
}

/// The nearest passage, source or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// Which document of the archive.
    pub document: u32,
    /// The place in its text.
    pub span: Span,
    /// Likeness, 0 to 1.
    pub score: f32,
}

/// What was searched for one quotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Searched {
    /// How many documents.
    pub documents: usize,
    /// The occasion that the article reports, as linked: the archive document that is its transcript.
    pub occasion: Option<u32>,
    /// Transcripts read through from end to end for this quotation.
    pub transcripts_read: Vec<u32>,
    /// The nearest passage.
    pub nearest: Option<Nearest>,
}

/// The verdict on one quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which quotation of the article (index).
    pub quotation: usize,
    /// What may be said.
    pub status: Status,
    /// Why, when undecided.
    pub reason: Option<Reason>,
    /// How the wording differs, when traced: that of the most changed span.
    pub wording: Option<Wording>,
    /// Every difference is shown to the reader.
    pub signalled: bool,
    /// Probability that the status, and the source if traced, are right.
    pub confidence: f32,
    /// Whether the speaker agrees.
    pub speaker_check: SpeakerCheck,
    /// Best first.
    pub sources: Vec<Source>,
    /// Differences from the sources that together hold the words.
    pub changes: Vec<Change>,
    /// Like statements that are no sources.
    pub related: Vec<Related>,
    /// What was searched.
    pub searched: Searched,
    /// What the confidence was computed from.
    pub evidence: Evidence,
}
