//! Words, and the normal form in which two of them are "the same word".
//!
//! CONTRACT.md, "verbatim": case, punctuation, spelling (defence/defense), number form (2 %/two percent), contractions
//! (it's/it is), abbreviations (U.S./US) and hesitations (uh) are not compared. A contraction is two words here.

use std::sync::LazyLock;

use bytemuck::{Pod, Zeroable};
use rustc_hash::FxHashMap;
use text::Span;

/// A word's normal form: 24 bits of its stem, 8 bits of its ending. Two forms of a word share the stem's bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Pod, Zeroable)]
#[repr(transparent)]
pub struct Normal(pub u32);

impl Normal {
    /// The stem alone: the same for `nation` and `nations`.
    pub fn stem(self) -> u32 {
        self.0 >> 8
    }
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its place in the text.
    pub span: Span,
    /// What it is compared by.
    pub normal: Normal,
}

/// Longest word that is told apart by all its bytes.
const LONGEST: usize = 64;

/// The words of `text` from byte `from` on, leaving out `unspoken` (sorted places).
///
/// ```
/// let forms = |text| trace::words(text, &[], 0).map(|word| word.normal).collect::<Vec<_>>();
/// assert_eq!(forms("It's 2 % of U.S. defence"), forms("it is two percent of US Defense"));
/// ```
pub fn words<'a>(text: &'a str, unspoken: &'a [Span], from: usize) -> Words<'a> {
    let unspoken = &unspoken[unspoken.partition_point(|span| span.end as usize <= from)..];
    Words { text, at: from, unspoken, pending: None }
}

/// Iterator over the words of a text; see [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    unspoken: &'a [Span],
    pending: Option<Word>,
}

/// The bytes of one token, lower-cased, apostrophes made straight.
struct Letters {
    bytes: [u8; LONGEST],
    len: usize,
    /// Where the last apostrophe stands, in `bytes` and in the text.
    apostrophe: Option<(usize, usize)>,
}

impl Letters {
    fn push(&mut self, byte: u8) {
        if self.len < LONGEST {
            self.bytes[self.len] = byte;
            self.len += 1;
        }
    }

    fn push_char(&mut self, character: char) {
        for lower in character.to_lowercase() {
            let mut buffer = [0; 4];
            lower.encode_utf8(&mut buffer).bytes().for_each(|byte| self.push(byte));
        }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        if let Some(word) = self.pending.take() {
            return Some(word);
        }
        loop {
            let start = self.token_start()?;
            let (letters, end) = self.token(start);
            self.at = end;
            if let Some(word) = self.word(start, end, &letters) {
                return Some(word);
            }
        }
    }
}

impl Words<'_> {
    /// The next byte at which a token begins, past what was not spoken.
    fn token_start(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            while let Some(first) = self.unspoken.first()
                && self.at >= first.start as usize
            {
                self.at = self.at.max(first.end as usize);
                self.unspoken = &self.unspoken[1..];
            }
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii_alphanumeric() || byte == b'%' {
                return Some(self.at);
            }
            if byte < 0x80 {
                self.at = if byte == b'<' { past_tag(bytes, self.at) } else { self.at + 1 };
                continue;
            }
            let character = self.text[self.at..].chars().next()?;
            if character.is_alphanumeric() {
                return Some(self.at);
            }
            self.at += character.len_utf8();
        }
    }

    /// Reads the token that begins at `start`; gives its letters and its end.
    fn token(&self, start: usize) -> (Letters, usize) {
        let bytes = self.text.as_bytes();
        let mut letters = Letters { bytes: [0; LONGEST], len: 0, apostrophe: None };
        let mut at = start;
        if bytes[at] == b'%' {
            letters.push(b'%');
            return (letters, at + 1);
        }
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                letters.push(byte.to_ascii_lowercase());
                at += 1;
            } else if byte < 0x80 {
                match inner_mark(bytes, start, at) {
                    Inner::Apostrophe => {
                        letters.apostrophe = Some((letters.len, at));
                        letters.push(b'\'');
                    }
                    Inner::Point => letters.push(b'.'),
                    Inner::Silent => {}
                    Inner::Outside => break,
                }
                at += 1;
            } else {
                let Some(character) = self.text[at..].chars().next() else { break };
                let next = at + character.len_utf8();
                if character == '’' && letter_at(self.text, next) {
                    letters.apostrophe = Some((letters.len, at));
                    letters.push(b'\'');
                } else if character.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&character) {
                    letters.push_char(character);
                } else if character != '\u{ad}' {
                    break;
                }
                at = next;
            }
        }
        (letters, at)
    }

    /// The word of a token; the second word of a contraction is kept for the next call. `None` for a hesitation.
    fn word(&mut self, start: usize, end: usize, letters: &Letters) -> Option<Word> {
        let bytes = letters.as_bytes();
        if matches!(bytes, b"uh" | b"um" | b"uhm" | b"er" | b"erm") {
            return None;
        }
        let make = |start, end, normal| Word { span: Span::new(start, end), normal };
        if let Some((length, first, second)) = fused(bytes)
            && letters.apostrophe.is_none()
        {
            self.pending = Some(make(start + length, end, second));
            return Some(make(start, start + length, first));
        }
        let Some((cut, place)) = letters.apostrophe else {
            return Some(make(start, end, normal(bytes)));
        };
        let Some((base, clitic)) = contraction(bytes, cut) else {
            return Some(make(start, end, normal_without_apostrophes(bytes)));
        };
        let place = place - (cut - base);
        self.pending = Some(make(place, end, clitic));
        Some(make(start, place, base_normal(&bytes[..base], base < cut)))
    }
}

/// What an ASCII mark inside a token does.
enum Inner {
    Apostrophe,
    Point,
    Silent,
    Outside,
}

/// Judges the ASCII mark at `at` of a token that began at `start`.
fn inner_mark(bytes: &[u8], start: usize, at: usize) -> Inner {
    let before = if at > start { bytes[at - 1] } else { return Inner::Outside };
    let Some(&after) = bytes.get(at + 1) else { return Inner::Outside };
    match bytes[at] {
        b'\'' if after.is_ascii_alphabetic() || after >= 0xC3 => Inner::Apostrophe,
        b',' if before.is_ascii_digit() && after.is_ascii_digit() => Inner::Silent,
        b'.' if before.is_ascii_digit() && after.is_ascii_digit() => Inner::Point,
        // "U.S.": single letters between points
        b'.' if before.is_ascii_alphabetic()
            && (at < start + 2 || bytes[at - 2] == b'.')
            && after.is_ascii_alphabetic()
            && !bytes.get(at + 2).is_some_and(|&next| next.is_ascii_alphanumeric() || next >= 0x80) =>
        {
            Inner::Silent
        }
        _ => Inner::Outside,
    }
}

/// The byte after a mark-up tag such as `</sup>`, or after the `<` that begins none.
fn past_tag(bytes: &[u8], at: usize) -> usize {
    let tag = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST)];
    let named = tag.first().is_some_and(|&first| first == b'/' || first.is_ascii_alphabetic());
    match tag.iter().position(|&byte| byte == b'>') {
        Some(end) if named => at + end + 2,
        _ => at + 1,
    }
}

fn letter_at(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphabetic)
}

/// Two words written as one: where the first ends, and both.
fn fused(bytes: &[u8]) -> Option<(usize, Normal, Normal)> {
    match bytes {
        b"cannot" => Some((3, normal(b"can"), normal(b"not"))),
        b"gonna" => Some((3, normal(b"going"), normal(b"to"))),
        b"gotta" => Some((3, normal(b"got"), normal(b"to"))),
        b"wanna" => Some((3, normal(b"want"), normal(b"to"))),
        b"alright" => Some((2, normal(b"all"), normal(b"right"))),
        _ => None,
    }
}

/// Splits "don't", "it's": where the first word ends and the normal form of the second; `cut` is the apostrophe's place.
fn contraction(bytes: &[u8], cut: usize) -> Option<(usize, Normal)> {
    let second: &[u8] = match &bytes[cut + 1..] {
        b"s" => b"is",
        b"re" => b"are",
        b"ve" => b"have",
        b"ll" => b"will",
        b"d" => b"would",
        b"m" => b"am",
        b"t" if cut > 1 && bytes[cut - 1] == b'n' => return Some((cut - 1, normal(b"not"))),
        _ => return None,
    };
    (cut > 0).then(|| (cut, normal(second)))
}

/// The first word of a contraction; with "n't" it may be cut short.
fn base_normal(base: &[u8], negated: bool) -> Normal {
    match base {
        b"wo" if negated => normal(b"will"),
        b"ca" if negated => normal(b"can"),
        b"sha" if negated => normal(b"shall"),
        _ => normal(base),
    }
}

fn normal_without_apostrophes(bytes: &[u8]) -> Normal {
    let mut kept = [0; LONGEST];
    let mut len = 0;
    for &byte in bytes.iter().filter(|&&byte| byte != b'\'') {
        kept[len] = byte;
        len += 1;
    }
    normal(&kept[..len])
}

/// Words with an accepted second form; number words are written as figures.
const SAME: &[(&str, &str)] = &[
    ("%", "percent"),
    ("okay", "ok"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("towards", "toward"),
    ("amongst", "among"),
    ("whilst", "while"),
    ("licence", "license"),
    ("cheque", "check"),
    ("mum", "mom"),
    ("plough", "plow"),
    ("tyre", "tire"),
    ("fulfil", "fulfill"),
    ("enrol", "enroll"),
    ("skilful", "skillful"),
    ("ageing", "aging"),
    ("cos", "because"),
    ("cause", "because"),
    ("em", "them"),
    ("til", "until"),
    ("till", "until"),
    ("yeah", "yes"),
    ("pct", "percent"),
    ("sen", "senator"),
    ("sens", "senators"),
    ("rep", "representative"),
    ("reps", "representatives"),
    ("gov", "governor"),
    ("gen", "general"),
    ("dr", "doctor"),
    ("mr", "mister"),
    ("lt", "lieutenant"),
    ("jan", "january"),
    ("feb", "february"),
    ("aug", "august"),
    ("sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
];

static SECOND_FORMS: LazyLock<FxHashMap<u32, Normal>> = LazyLock::new(|| {
    SAME.iter().map(|(form, same)| (plain(form.as_bytes()).0, plain(same.as_bytes()))).collect()
});

/// The words with a second form and those forms, in the order of the list.
pub(crate) fn second_forms() -> impl Iterator<Item = Normal> {
    SAME.iter().flat_map(|(form, same)| [plain(form.as_bytes()), plain(same.as_bytes())])
}

/// The normal form of a lower-case word.
pub fn normal(word: &[u8]) -> Normal {
    let form = plain(word);
    *SECOND_FORMS.get(&form.0).unwrap_or(&form)
}

/// Stem and ending hashed apart, after the spelling rules.
fn plain(word: &[u8]) -> Normal {
    let mut kept = [0; LONGEST];
    let word = spelling(word, &mut kept);
    let (stem, ending) = word.split_at(stem_length(word));
    Normal((hash(stem) >> 8) << 8 | hash(ending) & 0xff)
}

/// British to American endings: colour, centre, organise, defence, dialogue, travelled.
fn spelling<'a>(word: &'a [u8], kept: &'a mut [u8; LONGEST]) -> &'a [u8] {
    const RULES: &[(&[u8], &[u8], usize)] = &[
        (b"our", b"or", 6),
        (b"ours", b"ors", 7),
        (b"oured", b"ored", 8),
        (b"ouring", b"oring", 9),
        (b"oural", b"oral", 8),
        (b"ourable", b"orable", 9),
        (b"tre", b"ter", 6),
        (b"tres", b"ters", 7),
        (b"bre", b"ber", 5),
        (b"ise", b"ize", 6),
        (b"ised", b"ized", 7),
        (b"ises", b"izes", 7),
        (b"ising", b"izing", 8),
        (b"isation", b"ization", 9),
        (b"isations", b"izations", 10),
        (b"yse", b"yze", 6),
        (b"ysed", b"yzed", 7),
        (b"fence", b"fense", 6),
        (b"fences", b"fenses", 7),
        (b"ogue", b"og", 7),
        (b"ogues", b"ogs", 8),
        (b"lled", b"led", 8),
        (b"lling", b"ling", 8),
        (b"ller", b"ler", 8),
        (b"llers", b"lers", 9),
    ];
    if word.len() < 5 || word.len() > LONGEST - 4 {
        return word;
    }
    let last = word[word.len() - 1];
    for &(from, to, least) in RULES {
        if from[from.len() - 1] == last && word.len() >= least && word.ends_with(from) {
            let stem = word.len() - from.len();
            kept[..stem].copy_from_slice(&word[..stem]);
            kept[stem..stem + to.len()].copy_from_slice(to);
            return &kept[..stem + to.len()];
        }
    }
    word
}

/// Length of the part that inflection leaves alone; at least three bytes.
fn stem_length(word: &[u8]) -> usize {
    const ENDINGS: &[&[u8]] = &[
        b"ations", b"ation", b"ings", b"ingly", b"edly", b"ing", b"ies", b"ied", b"est", b"ed", b"es", b"ly",
        b"s", b"e", b"y",
    ];
    if word.len() < 4 || word[0].is_ascii_digit() {
        return word.len();
    }
    let last = word[word.len() - 1];
    if !matches!(last, b's' | b'n' | b'g' | b'y' | b'd' | b't' | b'r' | b'e') {
        return word.len();
    }
    for ending in ENDINGS {
        if ending[ending.len() - 1] == last && word.len() >= ending.len() + 3 && word.ends_with(ending) {
            return undoubled(word, word.len() - ending.len());
        }
    }
    word.len()
}

/// "stopping" has the stem of "stop".
fn undoubled(word: &[u8], stem: usize) -> usize {
    let doubled = stem > 3
        && word[stem - 1] == word[stem - 2]
        && matches!(word[stem - 1], b'p' | b't' | b'n' | b'm' | b'g' | b'b' | b'd' | b'r');
    stem - usize::from(doubled)
}

/// FNV-1a over the bytes, mixed.
fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    let mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<Normal> {
        words(text, &[], 0).map(|word| word.normal).collect()
    }

    #[test]
    fn what_the_contract_does_not_compare() {
        for (left, right) in [
            ("Defence of the colour", "defense of the color"),
            ("two percent", "2 %"),
            ("we can't, we won't", "we cannot we will not"),
            ("it’s gonna be", "It is going to be"),
            ("the U.S. side", "the US side"),
            ("1,200 people", "1200 people"),
            ("uh, yes", "Yes"),
            ("organisation", "organization"),
        ] {
            assert_eq!(forms(left), forms(right), "{left} / {right}");
        }
    }

    #[test]
    fn different_words_differ() {
        for (left, right) in
            [("filled", "filed"), ("four", "for"), ("may", "will"), ("now", "not"), ("2.5", "25")]
        {
            assert_ne!(forms(left), forms(right), "{left} / {right}");
        }
    }

    #[test]
    fn inflections_share_a_stem() {
        for (left, right) in [("nation", "nations"), ("stopped", "stopping"), ("delivers", "delivered")] {
            assert_eq!(forms(left)[0].stem(), forms(right)[0].stem(), "{left} / {right}");
        }
    }

    #[test]
    fn contractions_split_at_their_place() {
        let text = "They don’t";
        let found: Vec<_> = words(text, &[], 0).map(|word| word.span.of(text)).collect();
        assert_eq!(found, ["They", "do", "n’t"]);
    }

    #[test]
    fn unspoken_places_hold_no_words() {
        let text = "Thank you [laughter] all";
        let found: Vec<_> = words(text, &[Span::new(10, 20)], 0).map(|word| word.span.of(text)).collect();
        assert_eq!(found, ["Thank", "you", "all"]);
    }
}
