//! Calendar dates as documents give them.

/// A day of the proleptic Gregorian calendar, without time or zone: all that a document's date line proves.
pub type Date = jiff::civil::Date;
