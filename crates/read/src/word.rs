//! Word documents (`.docx`): the paragraphs of the body. Words struck out stand between `<s>` and `</s>`; words deleted
//! under tracked changes are gone, as they are for a reader.

use std::io::{Cursor, Read};

use text::Document;
use zip::ZipArchive;

use crate::Limits;
use crate::error::Cause;
use crate::masthead::Draft;
use crate::prose::Prose;
use crate::xml::{Piece, attribute, walk};

pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Cause> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| Cause::Damaged(error.to_string()))?;
    let body = part(&mut archive, "word/document.xml")?;
    let properties = part(&mut archive, "docProps/core.xml").unwrap_or_default();
    let mut document = Document { text: text_of(&body).map_err(Cause::Damaged)?, ..Document::default() };
    (document.title, document.author) = title_and_author(&properties);
    Ok(Draft { document, ..Draft::default() })
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Cause> {
    let limit = Limits::default().document_bytes;
    let file = archive.by_name(name).map_err(|error| Cause::Damaged(error.to_string()))?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| Cause::Damaged(error.to_string()))?;
    if bytes.len() > limit {
        return Err(Cause::Bomb);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The paragraphs of `word/document.xml`.
fn text_of(xml: &str) -> Result<String, String> {
    let mut prose = Prose::default();
    let (mut in_text, mut struck, mut skipped) = (false, false, 0usize);
    walk(xml, |piece| match piece {
        // the fallback repeats what stands before it in another form
        Piece::Start("Fallback", _) => skipped += 1,
        Piece::End("Fallback") => skipped = skipped.saturating_sub(1),
        _ if skipped > 0 => {}
        Piece::Start("t", _) => in_text = true,
        Piece::End("t") => in_text = false,
        Piece::Words(words) if in_text && struck => {
            prose.words("<s>");
            prose.words(words);
            prose.words("</s>");
        }
        Piece::Words(words) if in_text => prose.words(words),
        Piece::Start("r", _) => struck = false,
        Piece::Start("strike" | "dstrike", tag) => {
            struck = attribute(tag, "val").is_none_or(|value| value != "0" && value != "false")
        }
        Piece::Start("tab", _) => prose.words(" "),
        Piece::Start("br" | "cr", _) => prose.line(),
        Piece::End("p") => prose.paragraph(),
        _ => {}
    })?;
    Ok(prose.finish())
}

fn title_and_author(xml: &str) -> (Option<String>, Option<String>) {
    let (mut title, mut author, mut inside) = (String::new(), String::new(), String::new());
    // properties that cannot be read are no reason to refuse the words
    let _ = walk(xml, |piece| match piece {
        Piece::Start(name, _) => inside = name.to_owned(),
        Piece::End(_) => inside.clear(),
        Piece::Words(words) if inside == "title" => title.push_str(words),
        Piece::Words(words) if inside == "creator" => author.push_str(words),
        Piece::Words(_) => {}
    });
    let said = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    (said(title), said(author))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).expect("started");
            archive.write_all(content.as_bytes()).expect("written");
        }
        archive.finish().expect("packed").into_inner()
    }

    #[test]
    fn paragraphs_title_and_author_are_read() {
        let body = "<w:document xmlns:w='x'><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>MS. DOE:</w:t></w:r><w:r><w:tab/><w:t xml:space='preserve'>Tom &amp; </w:t></w:r>
            <w:r><w:rPr><w:strike/></w:rPr><w:t>Jon</w:t></w:r><w:r><w:t xml:space='preserve'> John.</w:t><w:br/><w:t>Yes.</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
            <w:p><w:r><w:t>Next.</w:t></w:r></w:p></w:body></w:document>";
        let core = "<cp:coreProperties xmlns:dc='y'><dc:title>Talks</dc:title><dc:creator>Jane Doe</dc:creator></cp:coreProperties>";
        let found =
            draft(&packed(&[("word/document.xml", body), ("docProps/core.xml", core)])).expect("a document");
        assert_eq!(found.document.text, "MS. DOE: Tom & <s>Jon</s> John.\nYes.\n\nNext.");
        assert_eq!(found.document.title.as_deref(), Some("Talks"));
        assert_eq!(found.document.author.as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn what_is_no_word_document_is_refused() {
        assert!(matches!(draft(b"PK\x03\x04 cut"), Err(Cause::Damaged(_))));
        assert!(matches!(draft(&packed(&[("other.xml", "<a/>")])), Err(Cause::Damaged(_))));
    }
}
