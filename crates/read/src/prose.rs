//! Text as it is taken out of marked-up documents: paragraphs apart by a blank line, white space folded.

/// Builds such a text from words and breaks.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    text: String,
    /// What stands before the next word.
    pending: Break,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Prose {
    /// Adds words; white space of any kind and length between them counts as one space.
    pub(crate) fn words(&mut self, text: &str) {
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            if at > 0 {
                self.pending = self.pending.max(Break::Space);
            }
            if !word.is_empty() {
                self.settle();
                self.text.push_str(word);
            }
        }
    }

    /// Adds text whose own line breaks count.
    pub(crate) fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && line.trim().is_empty() {
                self.paragraph();
            } else if at > 0 {
                self.item();
            }
            self.words(line);
        }
    }

    /// A line that is an item or a row ends here.
    pub(crate) fn item(&mut self) {
        self.pending = self.pending.max(Break::Line);
    }

    /// A line break stands here; two in a row are how pages of old end a paragraph.
    pub(crate) fn line(&mut self) {
        let next = if self.pending == Break::Line { Break::Paragraph } else { Break::Line };
        self.pending = self.pending.max(next);
    }

    /// A paragraph ends here.
    pub(crate) fn paragraph(&mut self) {
        self.pending = Break::Paragraph;
    }

    fn settle(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.pending {
                Break::None => "",
                Break::Space => " ",
                Break::Line => "\n",
                Break::Paragraph => "\n\n",
            });
        }
        self.pending = Break::None;
    }

    /// The text, without white space at its ends.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}
