//! What went wrong with the record, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A result of the record.
pub type Result<T> = std::result::Result<T, KeepError>;

/// Something the record could not do. Nothing was changed by what failed.
///
/// Its display names the file first: `onrecord.db: is not a record …`.
#[derive(Debug)]
pub struct KeepError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    cause: Cause,
}

/// Why.
#[derive(Debug)]
pub(crate) enum Cause {
    NotFound,
    NotARecord,
    Newer { version: i64, known: i64 },
    ReadOnly,
    Full,
    Busy,
    Corrupt(String),
    Unknown(String),
    Question(String),
    Io(String),
    Sqlite(rusqlite::Error),
}

impl KeepError {
    pub(crate) fn new(path: &Path, cause: Cause) -> Self {
        Self(Box::new(Inner { path: path.to_owned(), cause }))
    }

    /// The record's file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// What went wrong, without the file's name: for those who should not learn where it lies.
    pub fn reason(&self) -> String {
        self.0.cause.to_string()
    }

    /// Whether there is no such file.
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.cause, Cause::NotFound)
    }

    /// Whether the file is something else than a record.
    pub fn is_not_a_record(&self) -> bool {
        matches!(self.0.cause, Cause::NotARecord)
    }

    /// Whether a newer version of onrecord made the record.
    pub fn is_newer(&self) -> bool {
        matches!(self.0.cause, Cause::Newer { .. })
    }

    /// Whether file or folder may not be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.0.cause, Cause::ReadOnly)
    }

    /// Whether the disk is full.
    pub fn is_full(&self) -> bool {
        matches!(self.0.cause, Cause::Full)
    }

    /// Whether another process kept the record locked for too long.
    pub fn is_busy(&self) -> bool {
        matches!(self.0.cause, Cause::Busy)
    }

    /// Whether the file is damaged.
    pub fn is_corrupt(&self) -> bool {
        matches!(self.0.cause, Cause::Corrupt(_))
    }

    /// Whether what was asked for is not in the record: a document, a person, a finding.
    pub fn is_unknown(&self) -> bool {
        matches!(self.0.cause, Cause::Unknown(_))
    }

    /// Whether a question cannot be understood.
    pub fn is_bad_question(&self) -> bool {
        matches!(self.0.cause, Cause::Question(_))
    }
}

impl fmt::Display for KeepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.path.display(), self.0.cause)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::NotFound => {
                write!(f, "no such record; `onrecord add PATH --record FILE` makes one")
            }
            Cause::NotARecord => write!(f, "is not a record of onrecord; it was left as it is"),
            Cause::Newer { version, known } => write!(
                f,
                "was made by a newer onrecord (its form is {version}, this one knows {known}); it was left as it is: use that version"
            ),
            Cause::ReadOnly => {
                write!(f, "may not be written (file or folder is read-only); questions still work")
            }
            Cause::Full => write!(
                f,
                "the disk is full; all that was acknowledged is kept: make room and give the command again"
            ),
            Cause::Busy => write!(f, "another process is writing to it; give the command again later"),
            Cause::Corrupt(what) => {
                write!(f, "is damaged: {what}; `onrecord verify` says more, restore it from a copy")
            }
            Cause::Unknown(what) | Cause::Question(what) => f.write_str(what),
            Cause::Io(why) => write!(f, "cannot be read or written: {why}"),
            Cause::Sqlite(error) => write!(f, "the database refused: {error}"),
        }
    }
}

impl std::error::Error for KeepError {}

/// Gives errors of SQLite the record's path and a meaning.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T>;
}

impl<T> At<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T> {
        self.map_err(|error| KeepError::new(path, error.into()))
    }
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match &error {
            E::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::NotADatabase => Cause::NotARecord,
                ErrorCode::DatabaseCorrupt => {
                    Cause::Corrupt(message.clone().unwrap_or_else(|| "a page cannot be read".to_owned()))
                }
                ErrorCode::ReadOnly => Cause::ReadOnly,
                ErrorCode::DiskFull => Cause::Full,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Cause::Busy,
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Cause::Io(error.to_string()),
                _ => Cause::Sqlite(error),
            },
            // what this program wrote always fits its columns: anything else was changed by another hand or by rot
            E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => {
                Cause::Corrupt(error.to_string())
            }
            _ => Cause::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for Cause {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Cause::NotFound,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Cause::ReadOnly,
            ErrorKind::StorageFull => Cause::Full,
            _ => Cause::Io(error.to_string()),
        }
    }
}
