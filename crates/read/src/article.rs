//! The main text of a page: which element holds it, and which blocks in it belong to it.
//!
//! Every block has a worth in characters: sentences count for what they hold, links and scraps against it. The
//! element with the greatest sum holds the article (Pasternack and Roth's maximum subsequence, on the page's tree).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::block::{Block, blocks};
use crate::ends::{letters, title_letters, without_ends};
use crate::tree::{Node, Tag, Tree};

/// What a page is for.
#[derive(Debug, Default)]
pub(crate) struct MainText {
    /// Paragraphs, apart by a blank line; empty when the page has none.
    pub(crate) text: String,
    /// Lines that stood above it: byline, date.
    pub(crate) above: String,
}

/// The main text of a page.
pub(crate) fn main_text(tree: &Tree) -> MainText {
    let names: Vec<Named> = tree.nodes.iter().map(|node| named(tree, node)).collect();
    let main = chosen(tree, &names, &blocks(tree, &left_out(tree, &names, true)));
    if main.text.len() >= LEAST_BYTES {
        return main;
    }
    let lax = chosen(tree, &names, &blocks(tree, &left_out(tree, &names, false)));
    if lax.text.len() > main.text.len() { lax } else { main }
}

/// Bytes of main text below which the page is read again with fewer of its elements left out.
const LEAST_BYTES: usize = 250;

/// Beginnings of words in names (classes, ids, roles) that pages give to what is not the article.
const NAMES_OF_BOILERPLATE: &[&str] = &[
    "footer",
    "related",
    "share",
    "sharing",
    "social",
    "newsletter",
    "cookie",
    "sidebar",
    "banner",
    "menu",
    "nav",
    "navigation",
    "navbar",
    "breadcrumb",
    "bread crumb",
    "comment",
    "disqus",
    "byline",
    "author",
    "widget",
    "promo",
    "advert",
    "sponsor",
    "outbrain",
    "taboola",
    "teaser",
    "recommend",
    "popular",
    "trending",
    "subscribe",
    "subscription",
    "signup",
    "sign up",
    "caption",
    "tag list",
    "taglist",
    "post meta",
    "entry meta",
    "article meta",
    "timestamp",
    "dateline",
    "toolbar",
    "modal",
    "popup",
    "overlay",
    "pagination",
    "pager",
    "more on",
    "read more",
    "readmore",
    "most read",
    "noprint",
    "no print",
    "print only",
    "screen reader",
    "visually hidden",
    "sr only",
    "skip link",
    "credit",
    "copyright",
    "rating",
    "embed",
    "donate",
    "carousel",
    "slideshow",
    "slider",
    "gallery",
    "attachment",
    "metadata",
    "tags",
    "jp relatedposts",
    "respond ",
    "reply",
    "biography",
    "bio ",
    "ad ",
    "ads ",
];

/// Beginnings of words in names that pages give to the article's text.
const NAMES_OF_ARTICLE: &[&str] = &[
    "articlebody",
    "article body",
    "articlecontent",
    "article content",
    "entry content",
    "entrycontent",
    "article text",
    "articletext",
    "post content",
    "postcontent",
    "post body",
    "postbody",
    "story body",
    "storybody",
    "story content",
    "storytext",
    "story text",
    "body text",
    "bodytext",
    "field body",
    "content body",
];

/// The same for names that often stand for more than the article.
const NAMES_OF_MAIN: &[&str] = &["main content", "maincontent", "page content", "pagecontent"];

/// The same for posts of others that articles embed as quotations.
const NAMES_OF_POSTS: &[&str] = &["twitter tweet", "instagram media", "bluesky embed", "mastodon embed"];

static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = [NAMES_OF_BOILERPLATE, NAMES_OF_ARTICLE, NAMES_OF_MAIN, NAMES_OF_POSTS]
        .concat()
        .into_iter()
        .map(|name| format!(" {name}"));
    AhoCorasick::new(words).expect("fixed patterns are within limits")
});

/// What the names of an element say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Nothing,
    Boilerplate,
    Post,
    Main,
    Article,
}

fn named(tree: &Tree, node: &Node) -> Named {
    if node.tag == Tag::Text || node.from == node.to {
        return Named::Nothing;
    }
    let padded = format!("{} ", tree.names_of(node));
    let kind = |pattern: usize| match pattern.checked_sub(NAMES_OF_BOILERPLATE.len()) {
        None => Named::Boilerplate,
        Some(at) if at < NAMES_OF_ARTICLE.len() => Named::Article,
        Some(at) if at < NAMES_OF_ARTICLE.len() + NAMES_OF_MAIN.len() => Named::Main,
        Some(_) => Named::Post,
    };
    let found = NAMES.find_overlapping_iter(&padded).map(|found| kind(found.pattern().as_usize()));
    found.max().unwrap_or(Named::Nothing)
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
    for (at, named) in names.iter().enumerate() {
        if *named >= Named::Post {
            let mut up = at;
            while !held[up] {
                held[up] = true;
                up = tree.nodes[up].parent as usize;
            }
        }
    }
    held
}

fn chosen(tree: &Tree, names: &[Named], blocks: &[Block]) -> MainText {
    let mut worths: Vec<f64> = blocks.iter().map(worth).collect();
    let title = title_block(tree, blocks);
    let behind: f64 = worths[title..].iter().sum();
    if behind >= LEAST_BYTES as f64 {
        worths[..title].iter_mut().for_each(|worth| *worth = 0.0);
    }
    let held = inside(tree, &Sums::of(tree, names, blocks, &worths).holders());
    let kept: Vec<&Block> =
        blocks.iter().filter(|block| held[block.node as usize] && is_kept(block)).collect();
    let (above, rest) = without_ends(&kept, &tree.head);
    MainText { text: joined(rest), above: joined(above) }
}

/// Which nodes are inside one of the holders, which stand in order.
fn inside(tree: &Tree, holders: &[usize]) -> Vec<bool> {
    let mut held = vec![false; tree.nodes.len()];
    let mut filled = 0;
    for &holder in holders {
        let end = tree.nodes[holder].end as usize;
        held[holder.max(filled)..end.max(filled)].fill(true);
        filled = filled.max(end);
    }
    held
}

/// The heading that repeats the page's title, which the article stands below; 0 where there is none.
fn title_block(tree: &Tree, blocks: &[Block]) -> usize {
    let title = title_letters(&tree.head.title);
    let is_title = |block: &Block| {
        let words = letters(&block.text);
        block.tag == Tag::Heading && words.len() > 12 && title.contains(&words)
    };
    blocks.iter().position(is_title).unwrap_or(0)
}

/// What a block says for the element that holds it, in characters.
fn worth(block: &Block) -> f64 {
    let own = (block.chars - block.linked) as f64;
    if block.linked * 2 > block.chars {
        return -20.0;
    }
    match block.tag {
        Tag::Heading => 0.0,
        Tag::Row if own >= 12.0 => own * 0.5,
        _ if own >= 80.0 => own,
        _ if own >= 40.0 => own * 0.5,
        _ => -5.0,
    }
}

/// What each element's blocks are worth together.
struct Sums<'a> {
    tree: &'a Tree,
    names: &'a [Named],
    sums: Vec<f64>,
    /// The greatest of them.
    best: f64,
}

impl<'a> Sums<'a> {
    fn of(tree: &'a Tree, names: &'a [Named], blocks: &[Block], worths: &[f64]) -> Self {
        let mut sums = vec![0.0; tree.nodes.len()];
        for (block, worth) in blocks.iter().zip(worths) {
            sums[block.node as usize] += worth;
        }
        for at in (1..tree.nodes.len()).rev() {
            let sum = sums[at];
            sums[tree.nodes[at].parent as usize] += sum;
        }
        let best = sums.iter().copied().fold(0.0, f64::max);
        Self { tree, names, sums, best }
    }

    /// The elements that hold the article, in order: what the page names as its text, if its share of all worth is
    /// fair; else `<article>`, else what it names as its main part, else the innermost that holds nearly all.
    fn holders(&self) -> Vec<usize> {
        if let Some(named) = self.largest(0.2, |at| self.names[at] == Named::Article) {
            return self.parts(named);
        }
        let whole = self.largest(0.4, |at| self.tree.nodes[at].tag == Tag::Article);
        let whole = whole.or_else(|| self.largest(0.4, |at| self.names[at] == Named::Main));
        vec![whole.or_else(|| self.innermost(0.9)).unwrap_or(0)]
    }

    /// The element of a kind that is worth most, if that is at least a share of the best.
    fn largest(&self, share: f64, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let fitting = (0..self.sums.len()).filter(|&at| fits(at));
        let largest = fitting.max_by(|&a, &b| self.sums[a].total_cmp(&self.sums[b]));
        largest.filter(|&at| self.sums[at] >= self.best * share)
    }

    /// The innermost block that is worth a share of the best.
    fn innermost(&self, share: f64) -> Option<usize> {
        let good = |at: &usize| self.tree.nodes[*at].tag.is_block() && self.sums[*at] >= self.best * share;
        (0..self.sums.len()).rev().find(good)
    }

    /// The element and the others of its kind in the same frame: an article cut in pieces by what stands between.
    fn parts(&self, at: usize) -> Vec<usize> {
        let around = frame(self.tree, at);
        let is_part = |&other: &usize| self.names[other] == Named::Article && self.sums[other] > 0.0;
        let framed = (around..self.tree.nodes[around].end as usize).filter(is_part);
        let parts: Vec<usize> = framed.filter(|&other| frame(self.tree, other) == around).collect();
        if parts.is_empty() { vec![at] } else { parts }
    }
}

/// The nearest element around a node within which parts of an article belong together: `<article>`, `<main>`, else
/// its parent.
fn frame(tree: &Tree, at: usize) -> usize {
    let mut up = tree.nodes[at].parent as usize;
    while !matches!(tree.nodes[up].tag, Tag::Article | Tag::Main | Tag::Body) {
        up = tree.nodes[up].parent as usize;
    }
    if tree.nodes[up].tag == Tag::Body { tree.nodes[at].parent as usize } else { up }
}

fn is_kept(block: &Block) -> bool {
    let mostly_linked = block.linked * 2 > block.chars;
    match block.tag {
        Tag::Paragraph | Tag::Quote | Tag::Item => !mostly_linked || block.chars - block.linked >= 40,
        _ => !mostly_linked,
    }
}

fn joined(blocks: Vec<&Block>) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let both = |tag| before.is_some_and(|before| before.tag == tag && block.tag == tag);
        text.push_str(match before {
            None => "",
            _ if both(Tag::Row) || both(Tag::Item) => "\n",
            _ => "\n\n",
        });
        text.push_str(&block.text);
        before = Some(block);
    }
    text
}
