//! The form of the file: what makes a file a record, its tables, and the way from older forms to this one.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Cause;
use crate::{tally, tie};

/// Marks a SQLite file as a record ("onrc").
pub(crate) const APPLICATION_ID: i64 = 0x6f6e_7263;

/// One step for each version: step `n` makes version `n + 1` of version `n`. Steps that were released never change.
const STEPS: [&str; 7] = [
    include_str!("1.sql"),
    include_str!("2.sql"),
    include_str!("3.sql"),
    include_str!("4.sql"),
    include_str!("5.sql"),
    include_str!("6.sql"),
    include_str!("7.sql"),
];

/// The version this program writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing was ever written to it.
    Empty,
    /// A record of this version.
    Record(i64),
}

/// Reads what the file is, and changes nothing.
pub(crate) fn form(connection: &Connection) -> Result<Form, Cause> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, version, tables) {
        (0, 0, 0) => Ok(Form::Empty),
        (APPLICATION_ID, version, _) if version > VERSION => Err(Cause::Newer { version, known: VERSION }),
        (APPLICATION_ID, version, _) if version >= 1 => Ok(Form::Record(version)),
        _ => Err(Cause::NotARecord),
    }
}

/// Brings an empty file or an older record to this version, in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = match form(&transaction)? {
        Form::Empty => 0,
        Form::Record(version) => version,
    };
    for step in &STEPS[version as usize..] {
        transaction.execute_batch(step)?;
    }
    if version < VERSION {
        tally::recount(&transaction)?;
        if version > 0 {
            tie::tie(&transaction)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(transaction.commit()?)
}
