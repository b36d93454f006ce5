//! The main text of a page: which element holds it, and which blocks in it belong to it.
//!
//! Every block has a worth in characters: sentences count for what they hold, links and scraps against it. The
//! element with the greatest sum holds the article (Pasternack and Roth's maximum subsequence, on the page's tree).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::block::{Block, blocks};
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
    let holders = holders(tree, names, blocks, &worths);
    let mut held = vec![false; tree.nodes.len()];
    let mut filled = 0;
    for holder in holders {
        let end = tree.nodes[holder].end as usize;
        held[holder.max(filled)..end.max(filled)].fill(true);
        filled = filled.max(end);
    }
    let inside = blocks.iter().filter(|block| held[block.node as usize]);
    let kept: Vec<&Block> = inside.filter(|block| is_kept(block)).collect();
    let (above, rest) = without_ends(&kept, tree);
    MainText { text: joined(rest), above: joined(above) }
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

/// The innermost element whose blocks are worth nearly as much as those of any element; rather one that is named as
/// the article, if its share is fair.
fn holders(tree: &Tree, names: &[Named], blocks: &[Block], worths: &[f64]) -> Vec<usize> {
    let mut sums = vec![0.0; tree.nodes.len()];
    for (block, worth) in blocks.iter().zip(worths) {
        sums[block.node as usize] += worth;
    }
    for at in (1..tree.nodes.len()).rev() {
        let sum = sums[at];
        sums[tree.nodes[at].parent as usize] += sum;
    }
    let best = sums.iter().cloned().fold(0.0, f64::max);
    let innermost = |share: f64| {
        let good = |at: &usize| tree.nodes[*at].tag.is_block() && sums[*at] >= best * share;
        (0..tree.nodes.len()).rev().find(good)
    };
    let largest = |share: f64, fits: &dyn Fn(usize) -> bool| {
        let named = (0..tree.nodes.len()).filter(|&at| fits(at));
        named.max_by(|&a, &b| sums[a].total_cmp(&sums[b])).filter(|&at| sums[at] >= best * share)
    };
    let parts = |at: usize| -> Vec<usize> {
        let frame = frame(tree, at);
        let is_part = |&other: &usize| names[other] == Named::Article && sums[other] > 0.0;
        let framed = (frame..tree.nodes[frame].end as usize).filter(is_part);
        framed.filter(|&other| self::frame(tree, other) == frame).collect()
    };
    if let Some(named) = largest(0.2, &|at| names[at] == Named::Article) {
        return parts(named);
    }
    let whole = largest(0.4, &|at| tree.nodes[at].tag == Tag::Article)
        .or_else(|| largest(0.4, &|at| names[at] == Named::Main))
        .or_else(|| innermost(0.9));
    vec![whole.unwrap_or(0)]
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

/// The blocks that stand above the prose (heading, byline, date, address, labels), and the rest without what stands below.
fn without_ends<'a>(blocks: &[&'a Block], tree: &Tree) -> (Vec<&'a Block>, Vec<&'a Block>) {
    let heading = [&tree.head.heading, &tree.head.title].map(|title| title_letters(title));
    let is_heading = |block: &Block| {
        let words = letters(&block.text);
        words.len() > 12 && heading.iter().any(|heading| heading.contains(&words))
    };
    let first = blocks.iter().position(|block| is_prose(block) && !is_heading(block)).unwrap_or(0);
    let is_above = |block: &Block| {
        block.tag == Tag::Heading
            || is_label(&block.text)
            || is_address(&block.text)
            || is_date_line(&block.text)
            || is_heading(block)
    };
    let last = blocks.iter().rposition(|block| !is_below(block)).map_or(0, |last| last + 1);
    let (above, before): (Vec<&Block>, Vec<&Block>) =
        blocks[..first].iter().partition(|block| is_above(block));
    let rest = blocks[first..last.max(first)].iter().copied().filter(|block| !is_label(&block.text));
    (above, before.into_iter().chain(rest).collect())
}

fn is_prose(block: &Block) -> bool {
    block.tag != Tag::Heading
        && !is_address(&block.text)
        && (block.chars >= 80 || block.chars >= 40 && ends_sentence(&block.text))
}

fn is_below(block: &Block) -> bool {
    block.tag == Tag::Heading
        || is_label(&block.text)
        || block.chars < 25 && !ends_sentence(&block.text) && !matches!(block.tag, Tag::Item | Tag::Row)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', ':'])
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters of a title, which is looked through once a block: no more than a title needs.
fn title_letters(title: &str) -> String {
    letters(&title[..title.floor_char_boundary(1000)])
}

/// A web address and nothing else.
fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(' ')
}

/// A date with little around it.
fn is_date_line(text: &str) -> bool {
    text.len() < 80 && text::written_dates(text).next().is_some() && !ends_sentence(text)
}

/// Labels of what stands around an article, in English; what is longer than the longest is none.
const LABELS: &[&str] = &[
    "advertisement",
    "advert",
    "advertising",
    "article continues below",
    "continue reading",
    "continue reading below",
    "copied",
    "explore further",
    "follow us",
    "highlights",
    "key points",
    "latest",
    "leave a comment",
    "loading",
    "more",
    "more about",
    "more stories",
    "most read",
    "most popular",
    "newsletter",
    "read more",
    "recommended",
    "related",
    "related articles",
    "related news",
    "related stories",
    "related topics",
    "share",
    "share this",
    "share this article",
    "sign up",
    "sponsored",
    "story continues below",
    "subscribe",
    "sharing is caring",
    "tags",
    "topics",
    "trending",
    "view comments",
    "comments",
    "you may also like",
    "print",
    "email",
];

fn is_label(text: &str) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    words.len() <= 32 && LABELS.iter().any(|label| words.eq_ignore_ascii_case(label))
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
