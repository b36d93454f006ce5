//! An HTML page: its main text and metadata, boilerplate left out.

use crate::error::Cause;
use crate::tree::Tree;
use crate::{Reading, article, encoding, fragment};
use text::Document;

pub(crate) fn reading(bytes: &[u8]) -> Result<Reading, Cause> {
    let (html, problems) = encoding::decoded(bytes)?;
    let mut reading = of_html(&html);
    reading.problems.splice(0..0, problems);
    Ok(reading)
}

/// Whether this is a whole page rather than a fragment of one.
pub(crate) fn is_page(html: &str) -> bool {
    let start = html.get(..html.floor_char_boundary(1024)).unwrap_or_default().to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body"].iter().any(|mark| start.contains(mark))
}

pub(crate) fn of_html(html: &str) -> Reading {
    let tree = Tree::of(html);
    let mut text = article::main_text(&tree);
    if text.is_empty() {
        text = fragment::text(html);
    }
    Reading { document: Document { text, ..Document::default() }, problems: Vec::new() }
}
