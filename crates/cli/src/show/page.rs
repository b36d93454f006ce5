//! A terminal's page: width, wrapping, colours that can be done without.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use onrecord::on_one_line;

/// Widest lines that read well.
const WIDEST: usize = 100;

/// Bold, for what is looked for first.
pub const STRONG: Style = Style::new().bold();
/// Dim, for what is looked for last.
pub const SOFT: Style = Style::new().dimmed();
/// Same words.
pub const GREEN: Style = AnsiColor::Green.on_default();
/// Changed words.
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
/// Words that one side has not.
pub const RED: Style = AnsiColor::Red.on_default();
/// Undecided.
pub const BLUE: Style = AnsiColor::Blue.on_default();

/// The words in this style.
pub fn styled(style: Style, words: &str) -> String {
    format!("{style}{words}{style:#}")
}

/// Prints a paragraph wrapped to the terminal, every line after a label of `label.len()` columns.
pub fn paragraph(label: &str, words: &str) -> io::Result<()> {
    let indent = " ".repeat(label.len());
    let options = textwrap::Options::new(width()).initial_indent(label).subsequent_indent(&indent);
    let options = options.break_words(false);
    let mut out = anstream::stdout().lock();
    for line in textwrap::wrap(&on_one_line(words), options) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// An empty line.
pub fn gap() -> io::Result<()> {
    writeln!(anstream::stdout().lock())
}

/// Columns to fill.
fn width() -> usize {
    let columns =
        terminal_size::terminal_size().map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns));
    columns.clamp(30, WIDEST)
}

/// Text from documents with its control characters made harmless: a document must not drive the terminal. The escapes
/// of our own styles are kept.
pub fn harmless(words: &str) -> String {
    words.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
