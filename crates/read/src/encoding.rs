//! Bytes to text: UTF-8 where the bytes are UTF-8, else what a byte order mark or the bytes themselves show.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use text::{Problem, Span};

use crate::error::Cause;

/// Bytes looked at to tell text from other things and to guess an encoding: a guess gains nothing from more.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Bytes in which control characters are counted: what is no text shows it at once.
const CONTROL_SAMPLE_BYTES: usize = 8 * 1024;

/// Share of the sample that may be control characters, one in this many. Captions and printer output hold a few.
const CONTROLS_ONE_IN: usize = 50;

/// Places where bytes could not be decoded that are named one by one; the rest are counted.
const PLACES_NAMED: usize = 10;

/// The text of some bytes, without a byte order mark, line breaks as they are.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(String, Vec<Problem>), Cause> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded_as(encoding, &bytes[mark..]));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(decoded_as(encoding, bytes));
    }
    if is_binary(bytes) {
        return Err(Cause::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), Vec::new()));
    }
    if is_damaged_utf8(bytes) {
        return Ok(decoded_as(UTF_8, bytes));
    }
    Ok(guessed(bytes))
}

/// The same for a format that declares its encoding inside: `<meta charset=…>`, `<?xml encoding=…?>`. What is UTF-8 is
/// read as UTF-8 whatever it declares, as declarations outlive conversions.
pub(crate) fn decoded_declared(bytes: &[u8]) -> Result<(String, Vec<Problem>), Cause> {
    let is_plain = Encoding::for_bom(bytes).is_none() && wide(bytes).is_none() && !is_binary(bytes);
    match declared(&bytes[..bytes.len().min(DECLARATION_BYTES)]) {
        Some(encoding) if is_plain && std::str::from_utf8(bytes).is_err() => Ok(decoded_as(encoding, bytes)),
        _ => decoded(bytes),
    }
}

/// Bytes within which a declaration stands: what HTML asks for, and some more for pages that do not care.
const DECLARATION_BYTES: usize = 4096;

fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let start = start.to_ascii_lowercase();
    let label_behind = |sign: &[u8]| {
        let at = memchr::memmem::find(&start, sign)? + sign.len();
        let rest = start[at..].trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let is_label =
            |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'-' | b'_' | b':' | b'.');
        Encoding::for_label(&rest[..rest.iter().take_while(is_label).count()])
    };
    label_behind(b"charset=").or_else(|| label_behind(b"encoding=")).filter(|encoding| *encoding != UTF_8)
}

/// The text in an encoding that is declared or certain; each place that does not fit it is a problem.
pub(crate) fn decoded_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Vec<Problem>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let problems = if damaged { replacements(&text, encoding) } else { Vec::new() };
    (text, problems)
}

fn guessed(bytes: &[u8]) -> (String, Vec<Problem>) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    detector.feed(
        first_beyond_ascii(bytes).map_or(sample, |at| &bytes[at..(at + SAMPLE_BYTES).min(bytes.len())]),
        true,
    );
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, mut problems) = decoded_as(encoding, bytes);
    let message = format!("not UTF-8; read as {}, which its bytes suggest", encoding.name());
    problems.insert(0, Problem::whole("encoding-guessed", message));
    (text, problems)
}

fn first_beyond_ascii(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| !byte.is_ascii()).map(|at| at.saturating_sub(SAMPLE_BYTES / 2))
}

/// UTF-16 without a mark: every other byte of Western text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024)];
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 > half * 7 && even == 0 {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether this is no text in any encoding: zero bytes, or many other control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let is_control =
        |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B) || byte == 0x7F;
    let head = &sample[..sample.len().min(CONTROL_SAMPLE_BYTES)];
    let controls = head.iter().filter(|&&byte| is_control(byte)).count();
    memchr::memchr(0, sample).is_some() || controls * CONTROLS_ONE_IN > head.len()
}

/// Whether the bytes are UTF-8 in which a few are spoilt, rather than another encoding: more sequences fit than do not.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut fitting, mut misfits) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        fitting += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        misfits += usize::from(!chunk.invalid().is_empty());
    }
    fitting > misfits
}

fn replacements(text: &str, encoding: &'static Encoding) -> Vec<Problem> {
    let mark = char::REPLACEMENT_CHARACTER;
    let mut problems: Vec<_> = text
        .match_indices(mark)
        .take(PLACES_NAMED)
        .map(|(at, found)| {
            let message = format!("bytes that are no {} stand here, shown as {mark}", encoding.name());
            Problem::at("undecodable-bytes", message, Span::new(at, at + found.len()))
        })
        .collect();
    let more = text.matches(mark).count() - problems.len();
    if more > 0 {
        let message = format!("bytes that are no {} stand in {more} more places", encoding.name());
        problems.push(Problem::whole("undecodable-bytes", message));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decoded(bytes).expect("text").0
    }

    #[test]
    fn utf_8_is_kept_code_point_for_code_point() {
        assert_eq!(text("\u{FEFF}“Yes,”\r\nhe said.\u{85}".as_bytes()), "“Yes,”\r\nhe said.\u{85}");
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let wide =
            |order: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        assert_eq!(text(&wide(u16::to_le_bytes, "\u{FEFF}Guten Tag – é")), "Guten Tag – é");
        assert_eq!(text(&wide(u16::to_be_bytes, "Guten Tag, é")), "Guten Tag, é");
    }

    #[test]
    fn windows_1252_is_detected_and_said() {
        let (text, problems) =
            decoded(b"He said: \x93We\x92ll see, in a caf\xE9 of the old town.\x94").unwrap();
        assert_eq!(text, "He said: “We’ll see, in a café of the old town.”");
        assert_eq!(problems[0].code, "encoding-guessed");
    }

    #[test]
    fn a_declared_encoding_is_used_unless_the_bytes_are_utf_8() {
        let declared = |bytes: &[u8]| decoded_declared(bytes).expect("text");
        let (text, problems) = declared(b"<meta charset='iso-8859-2'><p>\xB1");
        assert_eq!((text.as_str(), problems.len()), ("<meta charset='iso-8859-2'><p>\u{105}", 0));
        assert_eq!(
            declared("<?xml encoding=\"ISO-8859-1\"?>é".as_bytes()).0,
            "<?xml encoding=\"ISO-8859-1\"?>é"
        );
    }

    #[test]
    fn spoilt_utf_8_stays_utf_8_and_the_place_is_named() {
        let (text, problems) = decoded(b"caf\xC3\xA9 \xE2\x80\x9CYes\xE2\x80\x9D \xFF no").unwrap();
        assert_eq!(text, "café “Yes” \u{FFFD} no");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].span.unwrap().of(&text), "\u{FFFD}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decoded(b"\x7FELF\0\0\x01\x02"), Err(Cause::Binary)));
        assert!(matches!(decoded(&[1, 2, 3, 4, 5, b'a']), Err(Cause::Binary)));
    }
}
