//! Labels misspelt by the transcriber: "CURZ:" among many "CRUZ:".

use text::Span;

/// One way of writing a label, with the turns that it opens.
#[derive(Clone, Debug)]
pub(crate) struct Voice<'t> {
    /// The label's words.
    pub words: &'t str,
    /// Its turns, in order.
    pub turns: Vec<Span>,
}

impl Voice<'_> {
    /// How much is said under the label, in bytes.
    pub fn bytes(&self) -> usize {
        self.turns.iter().map(|turn| turn.len()).sum()
    }
}

/// A label used at most this often may be a slip of one used ten times as often.
const RARE: usize = 2;

/// The frequent label that a rare one is a slip of: one letter left out, added or wrong, or two swapped.
pub(crate) fn meant<'v, 't>(voice: &Voice, voices: &'v [Voice<'t>]) -> Option<&'v Voice<'t>> {
    let surname = voice.words.rsplit(' ').next().unwrap_or_default();
    if voice.turns.len() > RARE || surname.len() < 4 {
        return None;
    }
    let frequent = |other: &&Voice| other.turns.len() >= 10 * voice.turns.len();
    voices
        .iter()
        .take(200)
        .filter(frequent)
        .find(|other| is_slip(voice.words.as_bytes(), other.words.as_bytes()))
}

/// Whether two words differ by one edit: a letter more, less or other, or two neighbours swapped.
pub(crate) fn is_slip(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    match (a, b) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_one_letter() {
        for (a, b) in [("LUDN", "LUND"), ("LLUND", "LUND"), ("LUNT", "LUND"), ("MS. ODUA", "MS. ODUYA")] {
            assert!(is_slip(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
        for (a, b) in [("LUND", "LUND"), ("ADA", "IDA B"), ("MR. LUND", "MS. BERG")] {
            assert!(!is_slip(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }

    #[test]
    fn only_rare_labels_are_slips() {
        let voice = |words, count| Voice { words, turns: vec![Span::default(); count] };
        let voices = [voice("LUND", 30), voice("LUDN", 1), voice("LUNT", 20)];
        assert_eq!(meant(&voices[1], &voices).map(|voice| voice.words), Some("LUND"));
        assert!(meant(&voices[2], &voices).is_none());
    }
}
