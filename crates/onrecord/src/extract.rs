//! Who said what in each document.

use read::{Limits, Raw, ReadError, Reading};
use text::Document;
use understand::Understanding;

use crate::batch::in_order;
use crate::forms::Extract;

/// Reads the paths (files, folders, globs, `-`) and gives each document with its turns, people and quotations, in input
/// order. What cannot be read is an error of its own; the rest goes on.
pub fn extract(paths: &[String], limits: &Limits) -> impl Iterator<Item = Result<Extract, ReadError>> {
    in_order(read::inputs(paths, limits), |raw| {
        let (document, understanding) = understood(raw, understand::article)?;
        Ok(Extract::new(&document, &understanding))
    })
}

/// Reads one input and understands it, with the reader's problems before the understanding's.
pub(crate) fn understood(
    raw: Result<Raw, ReadError>,
    understand: impl Fn(&Document) -> Understanding,
) -> Result<(Document, Understanding), ReadError> {
    Ok(of_reading(raw?.read()?, understand))
}

/// The same for a document that is read already.
pub(crate) fn of_reading(
    reading: Reading,
    understand: impl Fn(&Document) -> Understanding,
) -> (Document, Understanding) {
    let Reading { document, mut problems, .. } = reading;
    let mut understanding = understand(&document);
    problems.append(&mut understanding.problems);
    understanding.problems = problems;
    (document, understanding)
}
