//! XML as a stream of starts, words and ends. Well-formedness is not asked for: what can be read is read.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One step through a document; names are without their prefix.
pub(crate) enum Piece<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Words(&'a str),
}

/// Walks through the whole of `xml`; the error names what could not be read, and what stood before it has been walked.
pub(crate) fn walk(xml: &str, mut visit: impl FnMut(Piece<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => visit(Piece::Start(tag.local_name().as_ref(), &tag)),
            Event::Empty(tag) => {
                visit(Piece::Start(tag.local_name().as_ref(), &tag));
                visit(Piece::End(tag.local_name().as_ref()));
            }
            Event::End(tag) => visit(Piece::End(tag.local_name().as_ref())),
            Event::Text(words) => visit(Piece::Words(&words)),
            Event::CData(words) => visit(Piece::Words(&words)),
            Event::GeneralRef(name) => visit(Piece::Words(&character(&name))),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The character behind `&name;`; the reference itself where it is not known.
fn character(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = name.resolve_char_ref() {
        return character.to_string();
    }
    crate::fragment::text(&format!("x&{};x", &**name)).trim_matches('x').to_owned()
}

/// The value of an attribute, its name without prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}
