//! An HTML page: its main text and metadata, boilerplate left out.

use text::{Document, Problem};

use crate::error::Cause;
use crate::masthead::Draft;
use crate::tree::Tree;
use crate::{article, encoding, fragment, metadata};

/// The main text of a page and what its head says.
pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Cause> {
    let (html, problems) = encoding::decoded_declared(bytes)?;
    let mut draft = of_html(&html);
    draft.problems.splice(0..0, problems);
    Ok(draft)
}

/// Whether this is a whole page rather than a fragment of one.
pub(crate) fn is_page(html: &str) -> bool {
    let start = html[..html.floor_char_boundary(1024)].to_ascii_lowercase();
    ["<!doctype", "<html", "<head>", "<body"].iter().any(|mark| start.contains(mark))
}

/// Reads a page that is decoded already. Where no main text can be told from the rest, all its text is kept, and said.
pub(crate) fn of_html(html: &str) -> Draft {
    let tree = Tree::of(html);
    let mut main = article::main_text(&tree);
    let mut problems = Vec::new();
    if main.text.is_empty() {
        main.text = fragment::text(html);
        problems
            .push(Problem::whole("no-main-text", "no main text was found in the page; all its text is kept"));
    }
    let metadata = metadata::of(&tree.head);
    let document = Document {
        text: main.text,
        title: metadata.title,
        author: metadata.author,
        publisher: metadata.publisher,
        url: metadata.url,
        ..Document::default()
    };
    Draft { document, problems, date: metadata.date, above: main.above, ..Draft::default() }
}
