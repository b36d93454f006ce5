//! What could not be read, where, and what to do about it.

use std::fmt;

/// An input, or a line of one, that gave no document. The rest is still read.
///
/// Its display names the place first: `news/items.jsonl:12: no JSON: …`.
#[derive(Clone, Debug)]
pub struct ReadError(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    path: String,
    line: Option<u64>,
    cause: Cause,
}

/// Why an input gave no document.
#[derive(Clone, Debug)]
pub(crate) enum Cause {
    NotFound,
    NoMatch,
    NoDocuments { skipped: usize },
    Unreadable(String),
    NotFetched(String),
    Empty,
    Binary,
    TooLarge { limit: usize },
    Bomb,
    Damaged(String),
    NotJson(String),
    NoText,
    NoProgram(&'static str),
    UnknownXml,
}

impl ReadError {
    pub(crate) fn new(path: impl Into<String>, line: Option<u64>, cause: Cause) -> Self {
        Self(Box::new(Inner { path: path.into(), line, cause }))
    }

    /// The input as given; `-` for standard input.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The line of a record file, counted from 1.
    pub fn line(&self) -> Option<u64> {
        self.0.line
    }

    /// Whether there is no such file, or nothing matches the pattern.
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.cause, Cause::NotFound | Cause::NoMatch)
    }

    /// Whether a folder holds nothing that can be read.
    pub fn is_no_documents(&self) -> bool {
        matches!(self.0.cause, Cause::NoDocuments { .. })
    }

    /// Whether the operating system refused to open or read it, or an address could not be fetched.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.0.cause, Cause::Unreadable(_) | Cause::NotFetched(_))
    }

    /// Whether it holds no text: nothing at all, white space, or a record without a text field.
    pub fn is_empty(&self) -> bool {
        matches!(self.0.cause, Cause::Empty | Cause::NoText)
    }

    /// Whether it is no text in any encoding, or text of no kind that is read.
    pub fn is_binary(&self) -> bool {
        matches!(self.0.cause, Cause::Binary | Cause::UnknownXml)
    }

    /// Whether another program is needed that is not installed.
    pub fn is_missing_program(&self) -> bool {
        matches!(self.0.cause, Cause::NoProgram(_))
    }

    /// Whether it exceeds [`Limits`](crate::Limits).
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.cause, Cause::TooLarge { .. } | Cause::Bomb)
    }

    /// Whether its packing or its format is broken: a `.gz` cut short, a line that is no JSON.
    pub fn is_malformed(&self) -> bool {
        matches!(self.0.cause, Cause::Damaged(_) | Cause::NotJson(_))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.0.path == "-" { "standard input" } else { &self.0.path };
        match self.0.line {
            Some(line) => write!(f, "{name}:{line}: {}", self.0.cause),
            None => write!(f, "{name}: {}", self.0.cause),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::NotFound => write!(f, "no such file or folder"),
            Cause::NoMatch => write!(f, "no file matches this pattern"),
            Cause::NoDocuments { skipped: 0 } => write!(f, "the folder holds no documents"),
            Cause::NoDocuments { skipped } => write!(
                f,
                "the folder holds no documents, only {skipped} files of other kinds; name a file to have it read as text"
            ),
            Cause::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Cause::NotFetched(why) => write!(f, "cannot be fetched: {why}"),
            Cause::Empty => write!(f, "is empty"),
            Cause::Binary => write!(f, "is not text; convert it to text, Markdown or HTML first"),
            Cause::TooLarge { limit } => write!(
                f,
                "holds more than {} MB, which no single document does; split it, or make it .jsonl with a document a line",
                limit / 1_000_000
            ),
            Cause::Bomb => {
                write!(f, "unpacks to far more than its size allows; unpack it first if it is meant")
            }
            Cause::Damaged(why) => write!(f, "is damaged or cut short ({why}); fetch it again"),
            Cause::NotJson(why) => write!(f, "no JSON object: {why}; the line is left out"),
            Cause::NoProgram(program) => write!(
                f,
                "needs the program `{program}`, which is not installed; it comes with poppler (package poppler-utils or poppler)"
            ),
            Cause::UnknownXml => write!(
                f,
                "is XML of no kind known here (TEI, Akoma Ntoso, RSS, Atom); convert it to text first"
            ),
            Cause::NoText => write!(f, "the record has no text: none of `text`, `body`, `content`, `html`"),
        }
    }
}

impl std::error::Error for ReadError {}
