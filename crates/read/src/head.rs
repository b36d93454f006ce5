//! What the head of a page, and data meant for machines, say about it.

/// What was gathered while the page was read, in order.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// `name`, `property` or `itemprop` of a `<meta>`, in lower case, with its content.
    pub(crate) metas: Vec<(String, String)>,
    /// `<link rel="canonical">`.
    pub(crate) canonical: Option<String>,
    /// JSON-LD.
    pub(crate) data: Vec<String>,
    /// `datetime` of each `<time>`.
    pub(crate) times: Vec<String>,
    /// The `<title>`.
    pub(crate) title: String,
    /// The first `<h1>`.
    pub(crate) heading: String,
    /// `<html lang>`.
    pub(crate) language: Option<String>,
    tag: Element,
    /// The attribute whose value comes next.
    attribute: Attribute,
    key: String,
    content: String,
    into: Into,
    headings: usize,
}

/// The element whose tag is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Element {
    #[default]
    Other,
    Meta,
    Link,
    Script,
    Time,
    Html,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Attribute {
    #[default]
    Other,
    Key,
    Content,
}

/// Where the text that comes next belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Nothing,
    Title,
    Heading,
    Data,
}

/// `<time>` elements that are kept: the first are those of the byline, later ones those of teasers.
const TIMES: usize = 8;

impl Head {
    pub(crate) fn start(&mut self, name: &[u8]) {
        self.tag = match name {
            b"meta" => Element::Meta,
            b"link" => Element::Link,
            b"script" => Element::Script,
            b"time" => Element::Time,
            b"html" => Element::Html,
            b"title" if self.title.is_empty() => {
                self.into = Into::Title;
                Element::Other
            }
            b"h1" => {
                self.headings += 1;
                if self.headings == 1 {
                    self.into = Into::Heading;
                }
                Element::Other
            }
            _ => Element::Other,
        };
        self.key.clear();
        self.content.clear();
    }

    /// An attribute of the tag being read; its value follows if it has one.
    pub(crate) fn attribute(&mut self, name: &[u8]) {
        self.attribute = match (self.tag, name) {
            (Element::Meta, b"name" | b"property" | b"itemprop" | b"http-equiv") => Attribute::Key,
            (Element::Meta, b"content") => Attribute::Content,
            (Element::Link, b"rel") | (Element::Script, b"type") => Attribute::Key,
            (Element::Link, b"href") | (Element::Time, b"datetime") | (Element::Html, b"lang") => {
                Attribute::Content
            }
            _ => Attribute::Other,
        };
    }

    pub(crate) fn value(&mut self, value: &str) {
        match std::mem::take(&mut self.attribute) {
            Attribute::Key if self.key.is_empty() => self.key = value.trim().to_ascii_lowercase(),
            Attribute::Content => self.content = value.trim().to_owned(),
            _ => {}
        }
    }

    /// The start tag is complete.
    pub(crate) fn tag_read(&mut self) {
        let content = std::mem::take(&mut self.content);
        match std::mem::take(&mut self.tag) {
            Element::Meta if !self.key.is_empty() && !content.is_empty() => {
                self.metas.push((std::mem::take(&mut self.key), content));
            }
            Element::Link if self.key == "canonical" && !content.is_empty() => self.canonical = Some(content),
            Element::Script if self.key.ends_with("ld+json") => {
                self.data.push(String::new());
                self.into = Into::Data;
            }
            Element::Time if !content.is_empty() && self.times.len() < TIMES => self.times.push(content),
            Element::Html if !content.is_empty() => self.language = Some(content),
            _ => {}
        }
    }

    pub(crate) fn string(&mut self, text: &str) {
        match self.into {
            Into::Nothing => {}
            Into::Title => self.title.push_str(text),
            Into::Heading => self.heading.push_str(text),
            Into::Data => {
                if let Some(data) = self.data.last_mut() {
                    data.push_str(text);
                }
            }
        }
    }

    pub(crate) fn end(&mut self, name: &[u8]) {
        if matches!(name, b"title" | b"h1" | b"script" | b"body") {
            self.into = Into::Nothing;
        }
    }
}
