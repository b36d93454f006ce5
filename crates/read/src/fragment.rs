//! A piece of HTML, kept whole: a record's body has no boilerplate to leave out.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::prose::Prose;

/// The words of a piece of HTML, paragraphs apart by a blank line. One pass over the tokens, no tree: nesting of
/// any depth costs nothing.
pub(crate) fn text(html: &str) -> String {
    let mut reader = Reader::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        reader.take(event);
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    reader.prose.finish()
}

#[derive(Default)]
struct Reader {
    prose: Prose,
    /// The element whose content is no text, until its end tag.
    unread: Option<Vec<u8>>,
    preformatted: usize,
}

impl Reader {
    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } if self.unread.is_none() => {
                if is_unread(name) {
                    self.unread = Some(name.to_vec());
                }
                self.preformatted += usize::from(name == b"pre");
                self.breaks(name);
            }
            CallbackEvent::EndTag { name } if self.unread.as_deref() == Some(name) => self.unread = None,
            CallbackEvent::EndTag { name } if self.unread.is_none() => {
                self.preformatted = self.preformatted.saturating_sub(usize::from(name == b"pre"));
                if name != b"br" {
                    self.breaks(name);
                }
            }
            CallbackEvent::String { value } if self.unread.is_none() => {
                let text = String::from_utf8_lossy(value);
                if self.preformatted > 0 { self.prose.lines(&text) } else { self.prose.words(&text) }
            }
            _ => {}
        }
    }

    fn breaks(&mut self, name: &[u8]) {
        match name {
            b"br" => self.prose.line(),
            b"tr" | b"li" | b"dt" | b"dd" | b"option" => self.prose.item(),
            b"td" | b"th" => self.prose.words(" "),
            _ if is_block(name) => self.prose.paragraph(),
            _ => {}
        }
    }
}

/// Elements whose content is not shown as text.
pub(crate) fn is_unread(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"template" | b"iframe" | b"svg" | b"noscript")
}

/// Elements that begin on a line of their own.
pub(crate) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"blockquote"
            | b"pre"
            | b"hr"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"table"
            | b"section"
            | b"article"
            | b"aside"
            | b"header"
            | b"footer"
            | b"main"
            | b"nav"
            | b"figure"
            | b"figcaption"
            | b"address"
            | b"form"
            | b"fieldset"
            | b"center"
            | b"details"
            | b"summary"
    )
}
