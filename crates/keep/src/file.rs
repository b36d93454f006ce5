//! The file: opened, made, brought up to date.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, Row, Transaction, TransactionBehavior};

use crate::error::{At, Cause, KeepError, Result};
use crate::schema::{self, Form};
use crate::tally;

/// How long to wait for another process that is writing. A batch takes well under a second to write.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of a page: documents are long, so larger than SQLite's own 4096.
const PAGE_BYTES: i64 = 8192;

/// Pages kept in memory, in KiB, as SQLite wants it: negative.
const CACHE_KIB: i64 = -65_536;

/// A record that is open. Any number of processes may read it while one writes.
pub struct Record {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Record {
    /// Opens a record to ask questions. Works on a read-only file or folder.
    ///
    /// # Errors
    /// When there is none, when it is no record, when a newer onrecord made it, or when it is damaged.
    pub fn open(path: &Path) -> Result<Self> {
        let at = |cause| KeepError::new(path, cause);
        std::fs::metadata(path).map_err(|error| at(error.into()))?;
        let record = Self::connected(path, reading(path))?;
        record.connection.pragma_update(None, "query_only", true).at(path)?;
        match record.form()? {
            Form::Record(schema::VERSION) => Ok(record),
            // an older record is brought forward by whoever may write; a reader of a read-only file cannot
            Form::Record(_) => Self::create(path),
            Form::Empty => Err(at(Cause::NotARecord)),
        }
    }

    /// Opens a record to write to, and makes it where there is none. An older record is brought to this version.
    ///
    /// # Errors
    /// As [`Record::open`], and when the file or its folder may not be written.
    pub fn create(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let fresh = !path.exists();
        writable(path).map_err(|cause| KeepError::new(path, cause))?;
        let mut record = Self::connected(path, (path.to_owned(), flags))?;
        if fresh {
            record.connection.pragma_update(None, "page_size", PAGE_BYTES).at(path)?;
        }
        let form = record.form()?; // before anything is changed
        record.prepare_to_write()?;
        if form != Form::Record(schema::VERSION) {
            schema::migrate(&mut record.connection).map_err(|cause| KeepError::new(path, cause))?;
        }
        Ok(record)
    }

    /// Opens a record that is there, to write to it.
    ///
    /// # Errors
    /// As [`Record::create`], and when there is none.
    pub fn existing(path: &Path) -> Result<Self> {
        std::fs::metadata(path).map_err(|error| KeepError::new(path, error.into()))?;
        Self::create(path)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets the file grow by no more than so many pages, as on a disk that fills up. For tests of those who write.
    pub fn leave_room(&self, pages: u32) {
        let now = self.connection.pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0));
        let most = now.map(|now| now + i64::from(pages));
        let set = most.and_then(|most| {
            let pragma = format!("PRAGMA max_page_count = {most}");
            self.connection.query_row(&pragma, [], |_| Ok(()))
        });
        debug_assert!(set.is_ok());
    }

    fn form(&self) -> Result<Form> {
        schema::form(&self.connection).map_err(|cause| self.error(cause))
    }

    fn connected(path: &Path, (name, flags): (PathBuf, OpenFlags)) -> Result<Self> {
        let connection =
            Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).at(path)?;
        connection.busy_timeout(PATIENCE).at(path)?;
        connection.pragma_update(None, "cache_size", CACHE_KIB).at(path)?;
        connection.pragma_update(None, "foreign_keys", true).at(path)?;
        // a plan depends on no value: otherwise a statement asked again with another value is planned anew each time
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).at(path)?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(Self { connection, path: path.to_owned() })
    }

    /// What is acknowledged is on the disk: every commit waits for it.
    fn prepare_to_write(&self) -> Result<()> {
        let set = |name, value: &str| self.connection.pragma_update(None, name, value).at(&self.path);
        self.connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
            .at(&self.path)?;
        set("synchronous", "FULL")?;
        set("secure_delete", "ON")
    }

    /// All that `work` writes in one transaction, or nothing. At its end what is counted of people is right again.
    pub(crate) fn write<T, E: Into<Cause>>(
        &mut self,
        work: impl FnOnce(&Transaction) -> std::result::Result<T, E>,
    ) -> Result<T> {
        let Record { connection, path } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
        let done = work(&transaction).map_err(|cause| KeepError::new(path, cause.into()))?;
        tally::recount(&transaction).at(path)?;
        transaction.commit().at(path)?;
        Ok(done)
    }

    /// All rows of a question.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        values: impl Params,
        of: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut asked = self.connection.prepare_cached(sql).at(&self.path)?;
        asked.query_map(values, of).and_then(Iterator::collect).at(&self.path)
    }

    pub(crate) fn error(&self, cause: impl Into<Cause>) -> KeepError {
        KeepError::new(&self.path, cause.into())
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("path", &self.path).finish_non_exhaustive()
    }
}

/// How to open for reading. Where the file may be written it is opened so, for the log beside it has to be read and
/// cleared away, but no statement may change it. In a read-only folder there can be no log, and the file is read as it
/// stands, unless a writer left its log there.
fn reading(path: &Path) -> (PathBuf, OpenFlags) {
    let beside = |ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    if writable(path).is_ok() {
        return (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    if beside("-wal").exists() {
        return (path.to_owned(), flags);
    }
    let escaped: String = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    (format!("file:{escaped}?immutable=1").into(), flags | OpenFlags::SQLITE_OPEN_URI)
}

/// Whether the file, or the folder it is to be made in, may be written; nothing is changed.
fn writable(path: &Path) -> std::result::Result<(), Cause> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = std::fs::metadata(folder)?;
    if folder.permissions().readonly() {
        return Err(Cause::ReadOnly);
    }
    match std::fs::OpenOptions::new().append(true).open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}
