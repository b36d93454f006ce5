//! A document: its text and what is known about it.

use std::borrow::Cow;

use crate::Date;

/// One document as read: the kept text and its metadata. Spans of findings point into `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The input's own id, else its url, else its path as given.
    pub id: String,
    /// Where it was read from, as given; `None` for standard input.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title, from metadata, else from the text itself.
    pub title: Option<String>,
    /// The day it was published, or the words were spoken if it is a transcript.
    pub published: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it ("Antony J. Blinken, Secretary of State"), as given.
    pub author: Option<String>,
    /// Of a document that is one person's words: that person, as the metadata names them.
    pub speaker: Option<String>,
    /// BCP 47 code of the main language, where detected.
    pub language: Option<String>,
    /// SHA-256 of the raw bytes it came from (of a record line for record formats), lower-case hex.
    pub sha256: String,
    /// The kept text.
    pub text: String,
}

impl Document {
    /// What it is called: its title, and the name of its file with spaces for "-" and "_".
    pub fn titles(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let file = self.path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next());
        let file = file.map(|name| Cow::from(name.replace(['-', '_'], " ")));
        self.title.as_deref().map(Cow::from).into_iter().chain(file)
    }
}

/// What sort of document it is. It decides what can be a source: a transcript, or a release by the speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words spoken, set down: interviews, briefings, speeches, debates.
    Transcript,
    /// Somebody's account of what others said: news, agency copy.
    Report,
    /// Published by the speaker or the speaker's office: statements, press releases.
    Release,
    /// Anything else, or not known.
    #[default]
    Other,
}

impl Kind {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Transcript => "transcript",
            Kind::Report => "report",
            Kind::Release => "release",
            Kind::Other => "other",
        }
    }
}

/// What a transcript says of its own making. A transcript is not a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// "As delivered": set down from what was spoken.
    AsDelivered,
    /// "As prepared for delivery": written beforehand.
    AsPrepared,
    /// "Edited for clarity", "condensed".
    Edited,
    /// Made by machine: captions, "automatically generated".
    Captions,
    /// It does not say.
    #[default]
    Unknown,
}

impl Standing {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Standing::AsDelivered => "as_delivered",
            Standing::AsPrepared => "as_prepared",
            Standing::Edited => "edited",
            Standing::Captions => "captions",
            Standing::Unknown => "unknown",
        }
    }
}
