//! Which reader an input gets.

use crate::web;

/// How the bytes of a document are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The text itself.
    Plain,
    /// Markdown, perhaps with YAML front matter.
    Markdown,
    /// An HTML page.
    Page,
    /// A line of a `.jsonl` file.
    Record,
    /// WebVTT or SubRip.
    Captions,
    /// A Word document.
    Word,
    /// PDF.
    Pdf,
    /// JSON with one document or several.
    Json,
    /// RSS or Atom.
    Feed,
    /// TEI or Akoma Ntoso.
    Proceedings,
    /// Other XML.
    Xml,
}

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstandard,
}

impl Format {
    /// The format of a file: what its name declares, else what its first bytes show.
    pub(crate) fn of(name: &str, start: &[u8]) -> Format {
        match Format::of_name(unpacked(web::file_name(name))) {
            Some(Format::Xml) => Format::of_xml(start),
            Some(format) => format,
            None => Format::of_bytes(start),
        }
    }

    /// The format that a file name declares, the packing's ending already taken off ([`unpacked`]).
    pub(crate) fn of_name(name: &str) -> Option<Format> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match ending.as_str() {
            "txt" | "text" => Format::Plain,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Page,
            "jsonl" | "ndjson" => Format::Record,
            "vtt" | "srt" => Format::Captions,
            "docx" => Format::Word,
            "pdf" => Format::Pdf,
            "json" => Format::Json,
            "rss" | "atom" => Format::Feed,
            "xml" | "tei" => Format::Xml,
            _ => return None,
        })
    }

    /// The format that the first bytes show, for inputs whose name tells nothing.
    pub(crate) fn of_bytes(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let head = start.trim_ascii_start();
        let begins = |mark: &[u8]| head.len() >= mark.len() && head[..mark.len()].eq_ignore_ascii_case(mark);
        if begins(b"<!doctype html") || begins(b"<html") {
            Format::Page
        } else if start.starts_with(b"PK\x03\x04") {
            Format::Word
        } else if start.starts_with(b"%PDF-") {
            Format::Pdf
        } else if begins(b"<?xml") {
            Format::of_xml(head)
        } else if head.starts_with(b"WEBVTT") {
            Format::Captions
        } else if begins(b"{\"") {
            Format::Record
        } else if start.starts_with(b"---\n") || start.starts_with(b"---\r\n") {
            Format::Markdown
        } else {
            Format::Plain
        }
    }
}

impl Format {
    /// The kind of an XML file, by the first element known.
    pub(crate) fn of_xml(start: &[u8]) -> Format {
        let head = String::from_utf8_lossy(&start[..start.len().min(ROOT_BYTES)]);
        let names = head
            .match_indices('<')
            .filter_map(|(at, _)| head[at + 1..].split([' ', '>', '/', '\n', '\r', '\t']).next());
        let kind = |name: &str| match name.rsplit(':').next().unwrap_or(name) {
            "TEI" | "teiCorpus" | "TEI.2" | "akomaNtoso" => Some(Format::Proceedings),
            "rss" | "feed" | "RDF" => Some(Format::Feed),
            "html" => Some(Format::Page),
            _ => None,
        };
        names.into_iter().find_map(kind).unwrap_or(Format::Xml)
    }

    /// Whether a file of this format may be something else than documents, as far as its first bytes show: data in
    /// JSON, settings in XML. Such files are passed over where a folder is walked.
    pub(crate) fn is_doubtful(self, start: &[u8]) -> bool {
        const SIGNS: &[&[u8]] =
            &[b"\"@graph\"", b"articleBody", b"body_text", b"body_html", b"content_html", b"content_text"];
        match self {
            Format::Json => !SIGNS.iter().any(|sign| memchr::memmem::find(start, sign).is_some()),
            Format::Xml => Format::of_xml(start) == Format::Xml,
            _ => false,
        }
    }
}

/// Bytes within which the first element of an XML file stands.
const ROOT_BYTES: usize = 4096;

/// A file name without the ending of its packing.
pub(crate) fn unpacked(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("gz") || ending.eq_ignore_ascii_case("zst") => {
            stem
        }
        _ => name,
    }
}

impl Packing {
    /// The packing that the first bytes show. Names are not asked: files lose and gain `.gz` on their way.
    pub(crate) fn of_bytes(start: &[u8]) -> Packing {
        if start.starts_with(b"\x1F\x8B") {
            Packing::Gzip
        } else if start.starts_with(b"\x28\xB5\x2F\xFD") {
            Packing::Zstandard
        } else {
            Packing::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_declare_the_format() {
        assert_eq!(unpacked("a/B.JSONL.GZ"), "a/B.JSONL");
        assert_eq!(unpacked("a.md.zst"), "a.md");
        assert_eq!(Format::of_name("a/B.JSONL"), Some(Format::Record));
        assert_eq!(Format::of_name("a.b/README"), None);
        assert_eq!(Format::of_name("2024-01-02 20.00 talk.txt"), Some(Format::Plain));
    }

    #[test]
    fn first_bytes_show_the_format_where_the_name_does_not() {
        assert_eq!(Format::of_bytes(b"\xEF\xBB\xBF\n <!DOCTYPE HTML><p>"), Format::Page);
        assert_eq!(Format::of_bytes(b"{\"id\": 1}\n"), Format::Record);
        assert_eq!(Format::of_bytes(b"---\r\ntitle: x\r\n---\r\n"), Format::Markdown);
        assert_eq!(Format::of_bytes(b"Good morning."), Format::Plain);
        assert_eq!(Format::of_bytes(b""), Format::Plain);
    }
}
