//! Lines of a text, as label finding needs them.

use memchr::memchr;

/// One line: bytes of the text, the line feed not included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// First byte.
    pub start: usize,
    /// One past the last byte before the line feed.
    pub end: usize,
    /// Whether a paragraph can begin here: first line, or above it a blank line, a hard break (two spaces), or a line
    /// that ends a sentence.
    pub opens: bool,
    /// Blank lines right before.
    pub blanks: u32,
}

impl Line {
    /// The words of the line.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// The lines of `text` that hold anything but white space, from byte `from`.
pub(crate) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> + '_ {
    let mut at = from;
    let mut blanks = 0;
    let mut hard_break = true;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
            at = end + 1;
            if is_blank(&text[start..end]) {
                blanks += 1;
                continue;
            }
            let line = Line { start, end, opens: blanks > 0 || hard_break, blanks };
            blanks = 0;
            hard_break = ends(text[start..end].trim_end_matches('\r'));
            return Some(line);
        }
        None
    })
}

/// Whether what follows this line begins anew: it ends in two spaces or in a sentence's end.
fn ends(line: &str) -> bool {
    line.ends_with("  ")
        || line.trim_end().ends_with(['.', '!', '?', ')', ']', '”', '"', '…', ':', '*', '—', '-'])
}

/// Whether a line holds nothing but white space and escapes.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == '\\' || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_breaks_and_sentence_ends_open_paragraphs() {
        let text = "One\ntwo  \nthree\n\n\nfour.\nfive";
        let found: Vec<_> =
            lines(text, 0).map(|line| (line.of(text).trim(), line.opens, line.blanks)).collect();
        assert_eq!(
            found,
            [("One", true, 0), ("two", false, 0), ("three", true, 0), ("four.", true, 2), ("five", true, 0)]
        );
    }
}
