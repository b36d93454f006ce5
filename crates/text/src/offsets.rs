//! Bytes inside, code points outside.

use crate::Span;

/// Bytes between two remembered places.
const STRIDE: usize = 512;

/// Converts between byte offsets and Unicode code points of one text, in constant time after one pass.
///
/// ```
/// use text::{Offsets, Span};
/// let text = "a “b” c";
/// let offsets = Offsets::new(text);
/// assert_eq!(offsets.code_point(text, text.find('b').unwrap()), 3);
/// assert_eq!(offsets.byte(text, 3), text.find('b'));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    /// Code points before byte `i * STRIDE`; empty when the text is ASCII.
    before: Vec<u32>,
    bytes: usize,
}

impl Offsets {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new(), bytes: text.len() };
        }
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut points = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(points);
            points += count(chunk);
        }
        Self { before, bytes: text.len() }
    }

    /// The number of code points of `text` before byte `byte` (clamped to the text's length).
    pub fn code_point(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(self.bytes);
        if self.before.is_empty() {
            return byte;
        }
        let block = (byte / STRIDE).min(self.before.len() - 1);
        self.before[block] as usize + count(&text.as_bytes()[block * STRIDE..byte]) as usize
    }

    /// The byte at which code point number `point` of `text` starts; the text's length for the one past the last;
    /// `None` beyond.
    pub fn byte(&self, text: &str, point: usize) -> Option<usize> {
        if self.before.is_empty() {
            return (point <= self.bytes).then_some(point);
        }
        let block = self.before.partition_point(|&before| before as usize <= point) - 1; // the first is 0
        let mut left = point - self.before[block] as usize;
        let mut at = block * STRIDE;
        while !text.is_char_boundary(at) {
            at += 1; // belongs to a character that the block before has counted
        }
        for character in text[at..].chars() {
            if left == 0 {
                return Some(at);
            }
            left -= 1;
            at += character.len_utf8();
        }
        (left == 0).then_some(at)
    }

    /// Start and end of a span in code points.
    pub fn points(&self, text: &str, span: Span) -> (usize, usize) {
        (self.code_point(text, span.start as usize), self.code_point(text, span.end as usize))
    }
}

/// Code points that begin in these bytes.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_agree_over_emoji_and_combining_marks() {
        let text = "“é” 😀 e\u{301} ".repeat(200);
        let offsets = Offsets::new(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.code_point(&text, byte), point);
            assert_eq!(offsets.byte(&text, point), Some(byte));
        }
        let points = text.chars().count();
        assert_eq!(offsets.byte(&text, points), Some(text.len()));
        assert_eq!(offsets.byte(&text, points + 1), None);
    }
}
