//! What stands around the prose inside an article's element: heading, byline and date above it, labels below.

use crate::block::Block;
use crate::head::Head;
use crate::tree::Tag;

/// The blocks that stand above the prose (heading, byline, date, address, labels), and the rest without what stands below.
pub(crate) fn without_ends<'a>(blocks: &[&'a Block], head: &Head) -> (Vec<&'a Block>, Vec<&'a Block>) {
    let heading = [&head.heading, &head.title].map(|title| title_letters(title));
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

/// A text's letters and digits in lower case, for comparison.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters of a title, which is looked through once a block: no more than a title needs.
pub(crate) fn title_letters(title: &str) -> String {
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
