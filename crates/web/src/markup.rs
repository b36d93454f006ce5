//! A document's text as HTML: its own characters, one for one, with turns, quotations and one place marked.
//!
//! What a browser gives back as the text of the element is the text kept, code point for code point, so that places in
//! it can be linked to and found again: nothing is inserted, and what HTML would change (a carriage return) is written as
//! a reference.

use std::fmt::Write;

use onrecord::forms::HeldDocument;
use onrecord::report::{class, escape};

/// Blocks are cut at a line's end after so many bytes: a browser lays out only those in view.
const BLOCK_BYTES: usize = 6000;

/// A stretch of the text with a tag around it, in code points.
struct Stretch {
    start: usize,
    end: usize,
    open: String,
    close: &'static str,
}

/// The text in blocks, with `place` marked if it is given.
pub(crate) fn text(held: &HeldDocument, place: Option<(usize, usize)>) -> String {
    let stretches = stretches(held, place);
    let mut written = Writer::new(&held.text, &stretches);
    written.all();
    written.out
}

/// Turn labels and quotations, outer before inner. Those that overlap without one holding the other are left out.
fn stretches(held: &HeldDocument, place: Option<(usize, usize)>) -> Vec<Stretch> {
    let number = held.document.number;
    let turns = held.turns.iter().filter_map(|turn| {
        let label = turn.label?;
        let open = format!("<a class=l id={0} href={number}/{0}>", turn.id);
        Some(Stretch { start: label.start, end: label.end, open, close: "</a>" })
    });
    let quotations = held.quotations.iter().map(|quotation| {
        let class = class(quotation.status.as_deref(), quotation.wording.as_deref());
        let open = format!("<a class=\"q {class}\" id={0} href={number}/{0}>", quotation.id);
        Stretch { start: quotation.start, end: quotation.end, open, close: "</a>" }
    });
    let mut links: Vec<Stretch> =
        turns.chain(quotations).filter(|stretch| stretch.start < stretch.end).collect();
    links.sort_by_key(|stretch| (stretch.start, std::cmp::Reverse(stretch.end)));
    // a link holds no link: of nested quotations the outer one is shown
    let mut free = 0;
    links.retain(|stretch| {
        let fits = stretch.start >= free;
        free = if fits { stretch.end } else { free };
        fits
    });
    if let Some((start, end)) = place {
        let open = "<mark>".to_owned();
        links.push(Stretch { start, end, open, close: "</mark>" });
        links.sort_by_key(|stretch| (stretch.start, std::cmp::Reverse(stretch.end)));
    }
    links
}

/// Writes text and tags; tags that are open at a block's end, or where another one's end cuts them, are closed and opened
/// again.
struct Writer<'t> {
    text: &'t str,
    stretches: &'t [Stretch],
    next: usize,
    open: Vec<usize>,
    out: String,
    marked: bool,
}

impl<'t> Writer<'t> {
    fn new(text: &'t str, stretches: &'t [Stretch]) -> Self {
        let out = String::with_capacity(text.len() + text.len() / 16 + stretches.len() * 64);
        Writer { text, stretches, next: 0, open: Vec::new(), out, marked: false }
    }

    fn all(&mut self) {
        self.out.push_str("<div class=k>");
        let (mut block, mut run) = (0, 0);
        for (point, (byte, character)) in self.text.char_indices().enumerate() {
            if self.at_edge(point) {
                escape(&self.text[run..byte], &mut self.out);
                run = byte;
                self.close(point);
                self.start(point);
            }
            if character == '\n' && byte - block > BLOCK_BYTES {
                escape(&self.text[run..=byte], &mut self.out);
                (run, block) = (byte + 1, byte + 1);
                self.cut();
            }
        }
        escape(&self.text[run..], &mut self.out);
        self.close(usize::MAX);
        self.out.push_str("</div>");
    }

    /// Whether a stretch begins or ends here.
    fn at_edge(&self, point: usize) -> bool {
        self.stretches.get(self.next).is_some_and(|next| next.start <= point)
            || self.open.iter().any(|&at| self.stretches[at].end <= point)
    }

    /// Closes what has ended, and opens again what stood inside it and has not.
    fn close(&mut self, point: usize) {
        let Some(first) = self.open.iter().position(|&at| self.stretches[at].end <= point) else { return };
        let inner = self.open.split_off(first);
        inner.iter().rev().for_each(|&at| self.out.push_str(self.stretches[at].close));
        for at in inner {
            if self.stretches[at].end > point {
                self.open(at, true);
            }
        }
    }

    fn start(&mut self, point: usize) {
        while self.stretches.get(self.next).is_some_and(|next| next.start <= point) {
            if self.stretches[self.next].end > point {
                self.open(self.next, false);
            }
            self.next += 1;
        }
    }

    fn open(&mut self, at: usize, again: bool) {
        let Stretch { open, .. } = &self.stretches[at];
        match open.as_str() {
            "<mark>" if !self.marked => {
                self.marked = true;
                self.out.push_str("<mark id=c>");
            }
            // an id stands once
            open if again && open != "<mark>" => {
                let (before, after) = open.split_once(" id=").unwrap_or((open, ""));
                let rest = after.split_once(' ').map_or(">", |(_, rest)| rest);
                write!(self.out, "{before} {rest}").expect("a string takes all");
            }
            open => self.out.push_str(open),
        }
        self.open.push(at);
    }

    /// Ends a block and begins the next.
    fn cut(&mut self) {
        let open = std::mem::take(&mut self.open);
        open.iter().rev().for_each(|&at| self.out.push_str(self.stretches[at].close));
        self.out.push_str("</div><div class=k>");
        open.into_iter().for_each(|at| self.open(at, true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, stretches: &[(usize, usize, &str, &'static str)]) -> String {
        let stretches: Vec<_> = stretches
            .iter()
            .map(|&(start, end, open, close)| Stretch { start, end, open: open.to_owned(), close })
            .collect();
        let mut written = Writer::new(text, &stretches);
        written.all();
        written.out
    }

    #[test]
    fn stretches_that_cross_are_cut_and_ids_stand_once() {
        let out =
            marked("abcdef", &[(0, 4, "<a class=q id=q1 href=x>", "</a>"), (2, 6, "<mark>", "</mark>")]);
        let expected = "<div class=k><a class=q id=q1 href=x>ab<mark id=c>cd</mark></a><mark>ef</mark></div>";
        assert_eq!(out, expected);
        let out =
            marked("abcdef", &[(0, 4, "<mark>", "</mark>"), (2, 6, "<a class=q id=q1 href=x>", "</a>")]);
        let expected =
            "<div class=k><mark id=c>ab<a class=q id=q1 href=x>cd</a></mark><a class=q href=x>ef</a></div>";
        assert_eq!(out, expected);
    }

    #[test]
    fn text_is_never_markup() {
        let out = marked("<script>\"'&\r\0é", &[]);
        assert_eq!(out, "<div class=k>&lt;script&gt;&quot;&#39;&amp;&#13;\u{fffd}é</div>");
    }

    #[test]
    fn long_texts_fall_into_blocks_and_lose_nothing() {
        let line = "words and “more” words\n";
        let text = line.repeat(2000);
        let out = marked(&text, &[(3, text.chars().count() - 3, "<mark>", "</mark>")]);
        assert!(out.matches("<div class=k>").count() > 5);
        assert_eq!(out.matches("<mark").count(), out.matches("</mark>").count());
        let mut bare = out.replace("<div class=k>", "").replace("</div>", "");
        for tag in ["<mark id=c>", "<mark>", "</mark>"] {
            bare = bare.replace(tag, "");
        }
        assert_eq!(bare, text);
    }
}
