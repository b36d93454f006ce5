//! An HTML page as a tree in one flat list, in the order of the page.
//!
//! Not a browser's tree: what the choice of the main text needs and no more. Formatting elements (`<b>`, `<em>`) are
//! no nodes, scripts and drawings are left out, and nesting is kept to [`DEPTH`] levels, so that every walk from a
//! node to its ancestors is short and hostile pages cost no more than honest ones.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::head::Head;

/// Levels of nesting that are kept. Real pages stay under 100; what is deeper is read as if it stood on this level.
const DEPTH: usize = 200;

/// What an element is for, as far as reading goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// A run of text, no element.
    Text,
    Break,
    Anchor,
    Span,
    Paragraph,
    Heading,
    Preformatted,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    Block,
    Article,
    Main,
    Body,
    /// `<nav>`, `<footer>`, `<aside>` and the like: named by the page itself as not its main matter.
    Aside,
    Header,
    /// Figures with their captions.
    Figure,
    /// Buttons, fields, menus.
    Control,
}

impl Tag {
    fn of(name: &[u8]) -> Option<Tag> {
        Some(match name {
            b"br" => Tag::Break,
            b"a" => Tag::Anchor,
            b"span" | b"time" | b"small" | b"cite" | b"label" => Tag::Span,
            b"p" => Tag::Paragraph,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
            b"pre" => Tag::Preformatted,
            b"blockquote" => Tag::Quote,
            b"ul" | b"ol" | b"dl" => Tag::List,
            b"li" | b"dt" | b"dd" => Tag::Item,
            b"table" => Tag::Table,
            b"tr" => Tag::Row,
            b"td" | b"th" => Tag::Cell,
            b"article" => Tag::Article,
            b"main" => Tag::Main,
            b"body" => Tag::Body,
            b"nav" | b"footer" | b"aside" | b"menu" | b"dialog" => Tag::Aside,
            b"header" => Tag::Header,
            b"figure" | b"figcaption" | b"caption" => Tag::Figure,
            b"button" | b"select" | b"textarea" | b"option" => Tag::Control,
            b"div" | b"section" | b"center" | b"form" | b"fieldset" | b"address" | b"details"
            | b"summary" | b"hr" => Tag::Block,
            // elements of the page's own making hold blocks as a rule
            _ if name.contains(&b'-') => Tag::Block,
            _ => return None,
        })
    }

    /// Whether text before and behind it stands in different blocks.
    pub(crate) fn is_block(self) -> bool {
        !matches!(self, Tag::Text | Tag::Break | Tag::Anchor | Tag::Span)
    }

    /// Whether an end tag inside cannot close what is open outside of it.
    fn is_scope(self) -> bool {
        matches!(self, Tag::Table | Tag::Cell | Tag::Body)
    }
}

/// One element or run of text.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    /// Not meant to be seen: `hidden`, `aria-hidden`, `display:none`.
    pub(crate) hidden: bool,
    pub(crate) parent: u32,
    /// One past the last node inside.
    pub(crate) end: u32,
    /// The element's name, so that the end tag is known; 0 for text.
    name: u32,
    /// Of text: its place in [`Tree::text`]. Of an element: its classes, id, role and property in [`Tree::names`].
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// A page: nodes in order, the first being the root, and what its head says.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    pub(crate) text: String,
    pub(crate) names: String,
    pub(crate) head: Head,
}

impl Tree {
    /// Reads a page of any quality in one pass.
    pub(crate) fn of(html: &str) -> Tree {
        let mut builder = Builder::default();
        builder.open(Tag::Body, 1);
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                builder.take(event);
                None
            });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
        builder.finish()
    }

    /// The words of a text node.
    pub(crate) fn text_of(&self, node: &Node) -> &str {
        &self.text[node.from as usize..node.to as usize]
    }

    /// The names that the page gives an element: the words of its classes, id, role and property, in lower case, a
    /// space before each: ` article body`.
    pub(crate) fn names_of(&self, node: &Node) -> &str {
        &self.names[node.from as usize..node.to as usize]
    }
}

/// The attribute whose value comes next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Attribute {
    #[default]
    Other,
    Name,
    Style,
    Hidden,
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    /// Open elements, outermost first.
    stack: Vec<u32>,
    /// Open elements beyond [`DEPTH`], which are no nodes.
    beyond: usize,
    /// The element whose content is not read, until its end tag.
    unread: Option<Vec<u8>>,
    attribute: Attribute,
    /// Whether the tag being read made a node, which its attributes describe.
    is_node: bool,
}

impl Builder {
    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(name),
            CallbackEvent::AttributeName { name } => self.attribute_name(name),
            CallbackEvent::AttributeValue { value } => self.attribute_value(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { .. } => self.tree.head.tag_read(),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn start(&mut self, name: &[u8]) {
        self.is_node = false;
        if self.unread.is_some() {
            return;
        }
        self.tree.head.start(name);
        if is_unread(name) {
            self.unread = Some(name.to_vec());
        } else if let Some(tag) = Tag::of(name) {
            self.close_implied(tag);
            self.open(tag, hash(name));
            if tag == Tag::Break || name == b"hr" {
                self.stack.pop();
            }
        } else if is_struck(name) {
            self.push_text("<s>");
        }
    }

    fn attribute_name(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"class" | b"id" | b"role" | b"itemprop" | b"data-component" if self.is_node => Attribute::Name,
            b"style" if self.is_node => Attribute::Style,
            b"aria-hidden" if self.is_node => Attribute::Hidden,
            _ => Attribute::Other,
        };
        if name == b"hidden" && self.is_node {
            self.hide();
        }
        self.tree.head.attribute(name);
    }

    fn attribute_value(&mut self, value: &str) {
        match self.attribute {
            Attribute::Name => {
                push_names(&mut self.tree.names, value);
                if let Some(node) = self.tree.nodes.last_mut() {
                    node.to = self.tree.names.len() as u32;
                }
            }
            Attribute::Style if is_invisible(value) => self.hide(),
            Attribute::Hidden if value == "true" => self.hide(),
            _ => {}
        }
        self.tree.head.value(value);
    }

    fn hide(&mut self) {
        if let Some(node) = self.tree.nodes.last_mut() {
            node.hidden = true;
        }
    }

    fn string(&mut self, text: &str) {
        self.tree.head.string(text);
        if self.unread.is_none() {
            self.push_text(text);
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.is_node = false;
        self.tree.head.end(name);
        if self.unread.is_some() {
            if self.unread.as_deref() == Some(name) {
                self.unread = None;
            }
        } else if is_struck(name) {
            self.push_text("</s>");
        } else if name != b"body" && Tag::of(name).is_some() {
            self.close(hash(name));
        }
    }

    fn open(&mut self, tag: Tag, name: u32) {
        if self.stack.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        self.is_node = true;
        let at = self.tree.names.len() as u32;
        self.push(Node { tag, hidden: false, parent: self.parent(), end: 0, name, from: at, to: at });
        self.stack.push(self.tree.nodes.len() as u32 - 1);
    }

    fn push_text(&mut self, text: &str) {
        self.is_node = false;
        if text.is_empty() {
            return;
        }
        let from = self.tree.text.len() as u32;
        self.tree.text.push_str(text);
        let to = self.tree.text.len() as u32;
        self.push(Node { tag: Tag::Text, hidden: false, parent: self.parent(), end: 0, name: 0, from, to });
    }

    fn push(&mut self, mut node: Node) {
        node.end = self.tree.nodes.len() as u32 + 1;
        self.tree.nodes.push(node);
    }

    fn parent(&self) -> u32 {
        self.stack.last().copied().unwrap_or(0)
    }

    fn tag(&self, node: u32) -> Tag {
        self.tree.nodes[node as usize].tag
    }

    /// Closes what the start of an element ends without an end tag: a paragraph before a block, an item before an item.
    fn close_implied(&mut self, tag: Tag) {
        if self.beyond > 0 {
            return;
        }
        let (ended, bounds): (Tag, &[Tag]) = match tag {
            Tag::Item => (Tag::Item, &[Tag::List]),
            Tag::Row => (Tag::Row, &[]),
            Tag::Cell => (Tag::Cell, &[Tag::Row]),
            Tag::Anchor => (Tag::Anchor, &[]),
            Tag::Span | Tag::Break | Tag::Text | Tag::Control => return,
            _ => (Tag::Paragraph, &[]),
        };
        for level in (1..self.stack.len()).rev() {
            let open = self.tag(self.stack[level]);
            if open == ended {
                self.close_to(level);
                return;
            }
            let is_bound =
                if ended == Tag::Cell || ended == Tag::Row { open == Tag::Table } else { open.is_scope() };
            if is_bound || bounds.contains(&open) {
                return;
            }
        }
    }

    /// Closes the innermost open element of this name, with all that is open inside; nothing if there is none.
    fn close(&mut self, name: u32) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        for level in (1..self.stack.len()).rev() {
            let open = &self.tree.nodes[self.stack[level] as usize];
            if open.name == name {
                self.close_to(level);
                return;
            }
            if open.tag.is_scope() && open.tag != Tag::Cell {
                return;
            }
        }
    }

    fn close_to(&mut self, level: usize) {
        let end = self.tree.nodes.len() as u32;
        for node in self.stack.drain(level..) {
            self.tree.nodes[node as usize].end = end;
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }
}

/// Adds the words of a name, however they are joined: `post-body`, `post_body`, `postBody`.
fn push_names(names: &mut String, value: &str) {
    let mut before = ' ';
    names.push(' ');
    for c in value.chars() {
        let is_word = c.is_alphanumeric();
        let begins = is_word && (!before.is_alphanumeric() || (before.is_lowercase() && c.is_uppercase()));
        if begins && !names.ends_with(' ') {
            names.push(' ');
        }
        if is_word {
            names.push(c.to_ascii_lowercase());
        }
        before = c;
    }
}

fn is_unread(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"template"
            | b"iframe"
            | b"svg"
            | b"noscript"
            | b"title"
            | b"audio"
            | b"video"
    )
}

/// Struck-out words are kept between `<s>` and `</s>`, as Markdown of transcripts has them: they were written, not said.
pub(crate) fn is_struck(name: &[u8]) -> bool {
    matches!(name, b"s" | b"del" | b"strike")
}

fn is_invisible(style: &str) -> bool {
    let mut rest = style;
    while let Some(at) = rest.find(':') {
        let property = rest[..at].rsplit([';', ' ']).next().unwrap_or_default();
        let value = rest[at + 1..].trim_start();
        if property.eq_ignore_ascii_case("display")
            && value.get(..4).is_some_and(|v| v.eq_ignore_ascii_case("none"))
        {
            return true;
        }
        if property.eq_ignore_ascii_case("visibility") && value.starts_with("hidden") {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// FNV-1a: names of elements are few and short.
fn hash(name: &[u8]) -> u32 {
    name.iter().fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
