//! The main text of a page: which element holds it, and which blocks in it belong to it.
//!
//! Every block has a worth in characters: sentences count for what they hold, links and scraps against it. The
//! element with the greatest sum holds the article (Pasternack and Roth's maximum subsequence, on the page's tree).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::block::{Block, blocks};
use crate::tree::{Node, Tag, Tree};

/// The main text, paragraphs apart by a blank line; empty when the page has none.
pub(crate) fn main_text(tree: &Tree) -> String {
    let names: Vec<Named> = tree.nodes.iter().map(|node| named(tree, node)).collect();
    let text = chosen(tree, &names, &blocks(tree, &left_out(tree, &names, true)));
    if text.len() >= LEAST_BYTES {
        return text;
    }
    let lax = chosen(tree, &names, &blocks(tree, &left_out(tree, &names, false)));
    if lax.len() > text.len() { lax } else { text }
}

/// Bytes of main text below which the page is read again with fewer of its elements left out.
const LEAST_BYTES: usize = 250;

/// Beginnings of words in names (classes, ids, roles) that pages give to what is not the article.
const NAMES_OF_BOILERPLATE: &[&str] = &[
    "footer", "related", "share", "sharing", "social", "newsletter", "cookie", "sidebar", "banner", "menu", "nav", "navigation", "navbar",
    "breadcrumb", "bread crumb", "comment", "disqus", "byline", "author", "widget", "promo", "advert", "sponsor", "outbrain",
    "taboola", "teaser", "recommend", "popular", "trending", "subscribe", "subscription", "signup", "sign up", "caption", "tag list", "taglist",
    "post meta", "entry meta", "article meta", "timestamp", "dateline", "toolbar", "modal", "popup", "overlay", "paywall", "pagination",
    "pager", "more on", "read more", "readmore", "most read", "noprint", "no print", "print only", "screen reader",
    "visually hidden", "sr only", "skip link", "credit", "copyright", "rating", "embed", "donate", "carousel", "slideshow",
    "slider", "gallery", "attachment", "metadata", "tags", "jp relatedposts", "respond ", "reply", "biography", "bio ", "ad ", "ads ",
];

/// Beginnings of words in names that pages give to the article itself.
const NAMES_OF_ARTICLE: &[&str] = &[
    "articlebody", "article body", "articlecontent", "article content", "entry content", "entrycontent", "article text", "articletext",
    "post content", "postcontent", "post body", "postbody", "story body", "storybody", "story content", "storytext", "story text", "content body",
    "body text", "bodytext", "field body", "main content", "maincontent", "page content",
];

static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = NAMES_OF_BOILERPLATE.iter().chain(NAMES_OF_ARTICLE).map(|name| format!(" {name}"));
    AhoCorasick::new(words).expect("fixed patterns are within limits")
});

/// What the names of an element say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Article,
    Boilerplate,
    Nothing,
}

fn named(tree: &Tree, node: &Node) -> Named {
    if node.tag == Tag::Text || node.from == node.to {
        return Named::Nothing;
    }
    let mut named = Named::Nothing;
    let padded = format!("{} ", tree.names_of(node));
    for found in NAMES.find_overlapping_iter(&padded) {
        if found.pattern().as_usize() >= NAMES_OF_BOILERPLATE.len() {
            return Named::Article;
        }
        named = Named::Boilerplate;
    }
    named
}

/// Which nodes are left out with all that is inside.
fn left_out(tree: &Tree, names: &[Named], strict: bool) -> Vec<bool> {
    let held = holds_article(tree, names);
    let judged = |(at, node): (usize, &Node)| match node.tag {
        Tag::Text | Tag::Break | Tag::Body => false,
        Tag::Control | Tag::Figure => true,
        _ if node.hidden => true,
        Tag::Aside | Tag::Header => strict,
        _ => strict && names[at] == Named::Boilerplate && !held[at],
    };
    tree.nodes.iter().enumerate().map(judged).collect()
}

/// Which elements hold the page's heading or what is named as the article: a page whose frame is called
/// `with-sidebar` is no sidebar.
fn holds_article(tree: &Tree, names: &[Named]) -> Vec<bool> {
    let mut held = vec![false; tree.nodes.len()];
    for at in 0..tree.nodes.len() {
        if names[at] == Named::Article {
            let mut up = at;
            while !held[up] {
                held[up] = true;
                up = tree.nodes[up].parent as usize;
            }
        }
    }
    held
}

fn chosen(tree: &Tree, names: &[Named], blocks: &[Block]) -> String {
    let worths: Vec<f64> = blocks.iter().map(worth).collect();
    let holder = holder(tree, names, blocks, &worths);
    let end = tree.nodes[holder].end;
    let inside: Vec<&Block> = blocks.iter().filter(|block| (holder as u32..end).contains(&block.node)).collect();
    joined(tree, &inside.into_iter().filter(|block| is_kept(block)).collect::<Vec<_>>())
}

/// What a block says for the element that holds it, in characters.
fn worth(block: &Block) -> f64 {
    let own = (block.chars - block.linked) as f64;
    if block.linked * 2 > block.chars {
        return -20.0;
    }
    match block.tag {
        Tag::Heading => 0.0,
        _ if own >= 80.0 => own,
        _ if own >= 40.0 => own * 0.5,
        _ => -5.0,
    }
}

/// The innermost element whose blocks are worth nearly as much as those of any element; rather one that is named as
/// the article, if its share is fair.
fn holder(tree: &Tree, names: &[Named], blocks: &[Block], worths: &[f64]) -> usize {
    let mut sums = vec![0.0; tree.nodes.len()];
    for (block, worth) in blocks.iter().zip(worths) {
        sums[block.node as usize] += worth;
    }
    for at in (1..tree.nodes.len()).rev() {
        let sum = sums[at];
        sums[tree.nodes[at].parent as usize] += sum;
    }
    let best = sums.iter().cloned().fold(0.0, f64::max);
    let innermost = |share: f64, fits: &dyn Fn(usize) -> bool| {
        let good = |at: &usize| tree.nodes[*at].tag.is_block() && sums[*at] >= best * share && fits(*at);
        (0..tree.nodes.len()).rev().find(good)
    };
    let largest = |fits: &dyn Fn(usize) -> bool| {
        let named = (0..tree.nodes.len()).filter(|&at| fits(at));
        named.max_by(|&a, &b| sums[a].total_cmp(&sums[b])).filter(|&at| sums[at] >= best * 0.4)
    };
    largest(&|at| names[at] == Named::Article)
        .or_else(|| largest(&|at| tree.nodes[at].tag == Tag::Article))
        .or_else(|| innermost(0.9, &|_| true))
        .unwrap_or(0)
}

fn is_kept(block: &Block) -> bool {
    let mostly_linked = block.linked * 2 > block.chars;
    match block.tag {
        Tag::Paragraph | Tag::Quote | Tag::Item => !mostly_linked || block.chars - block.linked >= 40,
        _ => !mostly_linked,
    }
}

fn joined(tree: &Tree, blocks: &[&Block]) -> String {
    let mut text = String::new();
    let parent = |block: &Block| tree.nodes[block.node as usize].parent;
    let mut before: Option<&Block> = None;
    for block in blocks {
        let both = |tag| before.is_some_and(|before| before.tag == tag && block.tag == tag);
        let same_parent = before.is_some_and(|before| parent(before) == parent(block));
        text.push_str(match before {
            None => "",
            _ if both(Tag::Cell) && same_parent => " ",
            _ if both(Tag::Cell) || both(Tag::Item) => "\n",
            _ => "\n\n",
        });
        text.push_str(&block.text);
        before = Some(block);
    }
    text
}
