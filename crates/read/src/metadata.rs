//! What the head of a page says about the document: JSON-LD first, then meta elements (Open Graph, Dublin Core and the
//! like), then what is shown: `<time>`, `<h1>`, `<title>`.

use serde_json::Value;

use crate::fragment;
use crate::head::Head;

/// Metadata of a page, each as written.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
}

/// Names of meta elements, the more reliable first.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_at",
    "date",
    "dcterms.created",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const PUBLISHERS: &[&str] =
    &["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"];

pub(crate) fn of(head: &Head) -> Metadata {
    let mut found =
        head.data.iter().filter_map(|data| parsed(data)).fold(Metadata::default(), |mut found, value| {
            let mut best = (0, &Value::Null);
            article(&value, &mut best);
            found.merge(from_article(best.1));
            found
        });
    let meta = |names: &[&str]| {
        let named =
            |name: &&str| head.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str());
        names.iter().find_map(named)
    };
    found.merge(Metadata {
        title: meta(TITLES).or(shown(&head.heading)).or(shown(&head.title)).and_then(plain),
        date: meta(DATES).or(head.times.first().map(String::as_str)).map(str::to_owned),
        author: meta(AUTHORS).filter(|author| !is_address(author)).and_then(plain),
        publisher: meta(PUBLISHERS).and_then(plain),
        url: head.canonical.as_deref().or(meta(&["og:url"])).filter(|url| is_address(url)).map(str::to_owned),
    });
    found
}

impl Metadata {
    /// Takes from `other` what is not known yet.
    fn merge(&mut self, other: Metadata) {
        self.title = self.title.take().or(other.title);
        self.date = self.date.take().or(other.date);
        self.author = self.author.take().or(other.author);
        self.publisher = self.publisher.take().or(other.publisher);
        self.url = self.url.take().or(other.url);
    }
}

/// JSON-LD as pages have it: now and then in a comment, or with raw line breaks in strings.
fn parsed(data: &str) -> Option<Value> {
    let start = data.find(['{', '['])?;
    let end = data.rfind(['}', ']'])?;
    let json = data.get(start..=end)?;
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&json.replace(char::is_control, " "))).ok()
}

/// The object that describes the document itself, by its type. serde_json bounds the depth.
fn article<'a>(value: &'a Value, best: &mut (u8, &'a Value)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| article(value, best)),
        Value::Object(fields) => {
            let rank = fields.get("@type").map_or(0, rank);
            if rank > best.0 {
                *best = (rank, value);
            }
            for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                fields.get(inner).into_iter().for_each(|value| article(value, best));
            }
        }
        _ => {}
    }
}

fn rank(of: &Value) -> u8 {
    match of {
        Value::String(name) if name.ends_with("Article") || name.ends_with("Posting") => 3,
        Value::String(name) if name == "Report" || name == "CreativeWork" || name == "Speech" => 2,
        Value::String(name) if name == "WebPage" => 1,
        Value::Array(names) => names.iter().map(rank).max().unwrap_or(0),
        _ => 0,
    }
}

fn from_article(article: &Value) -> Metadata {
    let text = |key: &str| article.get(key).and_then(Value::as_str).and_then(plain);
    Metadata {
        title: text("headline").or(text("name")),
        date: text("datePublished").or(text("dateCreated")),
        author: article.get("author").and_then(name),
        publisher: article.get("publisher").and_then(name),
        url: text("url").filter(|url| is_address(url)),
    }
}

/// The name of a person or organisation, or of several, joined by commas.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) if !is_address(name) => plain(name),
        Value::Object(fields) => fields.get("name").and_then(name),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// Without markup and character references, which strings in JSON-LD often hold.
fn plain(text: &str) -> Option<String> {
    let plain = if text.contains(['<', '&']) { fragment::text(text) } else { text.trim().to_owned() };
    (!plain.is_empty()).then_some(plain)
}

fn shown(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}
