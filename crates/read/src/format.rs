//! Which reader an input gets.

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
}

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstandard,
}

impl Format {
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
