//! A page as blocks of text: what a reader sees as paragraphs, headings, items.

use crate::prose::Prose;
use crate::tree::{Tag, Tree};

/// A run of text with no block boundary inside.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its words, white space folded.
    pub(crate) text: String,
    /// The node that holds it: the innermost block element.
    pub(crate) node: u32,
    /// What that is.
    pub(crate) tag: Tag,
    /// Characters that are not white space.
    pub(crate) chars: usize,
    /// Those of them inside links.
    pub(crate) linked: usize,
}

/// The blocks of a page in order, without the elements that `is_left_out` names.
pub(crate) fn blocks(tree: &Tree, left_out: &[bool]) -> Vec<Block> {
    let mut reader =
        Reader { tree, blocks: Vec::new(), prose: Prose::default(), chars: 0, linked: 0, holder: 0 };
    let mut at = 0;
    let mut open: Vec<u32> = Vec::new();
    let mut anchor_end = 0;
    while at < tree.nodes.len() {
        while open.last().is_some_and(|&node| tree.nodes[node as usize].end as usize <= at) {
            open.pop();
            reader.cut(open.last().copied().unwrap_or(0));
        }
        let node = &tree.nodes[at];
        if left_out[at] {
            if node.tag.is_block() {
                reader.cut(open.last().copied().unwrap_or(0));
            }
            at = node.end as usize;
            continue;
        }
        match node.tag {
            Tag::Text => reader.words(tree.text_of(node), at < anchor_end),
            Tag::Break => reader.prose.line(),
            Tag::Anchor => anchor_end = anchor_end.max(node.end as usize),
            Tag::Span => {}
            Tag::Cell if tree.nodes[reader.holder as usize].tag == Tag::Row => reader.prose.words(" "),
            Tag::Row if !is_data_row(tree, at) => {}
            _ => {
                reader.cut(at as u32);
                open.push(at as u32);
            }
        }
        at += 1;
    }
    reader.cut(0);
    reader.blocks
}

/// Whether a row's cells hold words only: a row of figures, not a part of a page laid out by tables.
fn is_data_row(tree: &Tree, row: usize) -> bool {
    let inside = &tree.nodes[row + 1..tree.nodes[row].end as usize];
    inside.iter().all(|node| node.tag == Tag::Cell || !(node.tag.is_block() || node.tag == Tag::Break))
}

struct Reader<'a> {
    tree: &'a Tree,
    blocks: Vec<Block>,
    prose: Prose,
    chars: usize,
    linked: usize,
    holder: u32,
}

impl Reader<'_> {
    fn words(&mut self, text: &str, in_link: bool) {
        let preformatted = self.tree.nodes[self.holder as usize].tag == Tag::Preformatted;
        if preformatted {
            self.prose.lines(text)
        } else {
            self.prose.words(text)
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        self.chars += chars;
        self.linked += if in_link { chars } else { 0 };
    }

    /// Ends the block; what follows is held by `holder`.
    fn cut(&mut self, holder: u32) {
        let text = std::mem::take(&mut self.prose).finish();
        if !text.is_empty() {
            let tag = self.tree.nodes[self.holder as usize].tag;
            let (chars, linked) = (self.chars, self.linked);
            self.blocks.push(Block { text, node: self.holder, tag, chars, linked });
        }
        (self.chars, self.linked, self.holder) = (0, 0, holder);
    }
}
