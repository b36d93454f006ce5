//! One self-contained page: the articles with their quotations marked, and the words spoken beside them.

use askama::Template;

use super::CAVEAT;
use super::layout::{Article, articles};
use crate::forms::Check;

/// Renders articles with their findings as one HTML file that needs nothing else: no script, no other file.
///
/// # Errors
/// When the page cannot be written out (only when memory is short).
pub fn html(checks: &[Check]) -> Result<String, askama::Error> {
    let version = env!("CARGO_PKG_VERSION");
    Page { articles: articles(checks), caveat: CAVEAT, version }.render()
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    articles: Vec<Article<'a>>,
    caveat: &'static str,
    version: &'static str,
}
