//! Words and punctuation as the English treebanks cut them: "do|n't", "Stone|'s", "U.S.", "well|-|known".
//!
//! The rules are those of the English Web Treebank's annotation guidelines (Universal Dependencies, after the
//! Linguistic Data Consortium's).

use text::Span;

/// Longest word that is looked up in the lists below, in bytes; longer words are in none.
const LONGEST_LISTED: usize = 16;

/// Appends the tokens of `text[span]`, in order, to `tokens`. White space belongs to none.
///
/// ```
/// use text::Span;
/// let text = "They don't trust Stone's word.";
/// let mut tokens = Vec::new();
/// syntax::tokenise(text, Span::new(0, text.len()), &mut tokens);
/// let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
/// assert_eq!(words, ["They", "do", "n't", "trust", "Stone", "'s", "word", "."]);
/// ```
pub fn tokenise(text: &str, span: Span, tokens: &mut Vec<Span>) {
    let end = span.end as usize;
    let mut at = span.start as usize;
    while let Some(start) = text[at..end].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let stop = text[start..end].find(char::is_whitespace).map_or(end, |length| start + length);
        let next = text[stop..end].trim_start().chars().next();
        Chunk { text, tokens, next }.split(start, stop);
        at = stop;
    }
}

/// A stretch without white space, being cut.
struct Chunk<'a> {
    text: &'a str,
    tokens: &'a mut Vec<Span>,
    /// The first character after the chunk and the space behind it.
    next: Option<char>,
}

impl Chunk<'_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.push(Span::new(start, end));
        }
    }

    /// Opening punctuation, then what stands between, then closing punctuation.
    fn split(&mut self, start: usize, end: usize) {
        let mut core = self.opening(start, end);
        while core < end {
            let close = self.core_end(core, end);
            self.core(core, close);
            core = self.closing(close, end);
        }
    }

    /// Emits opening punctuation; returns where the rest starts.
    fn opening(&mut self, start: usize, end: usize) -> usize {
        let mut at = start;
        while let Some(first) = self.text[at..end].chars().next() {
            if first.is_alphanumeric() || self.keeps_apostrophe(at, end) || is_tag(&self.text[at..end]) {
                break;
            }
            at = self.mark(at, end, first);
        }
        at
    }

    /// Emits the mark that starts with `first`; returns where it ends.
    fn mark(&mut self, at: usize, end: usize, first: char) -> usize {
        let rest = &self.text[at..end];
        let length = if FACES.contains(&rest) { rest.len() } else { run_length(rest, first) };
        self.push(at, at + length);
        at + length
    }

    /// Whether an apostrophe here belongs to the word behind it ("'em", "'90s", "'s").
    fn keeps_apostrophe(&self, at: usize, end: usize) -> bool {
        let rest = &self.text[at..end];
        let mut letters = rest.chars();
        if !letters.next().is_some_and(is_apostrophe) {
            return false;
        }
        let word = letters.as_str();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        digits == 2 && word[2..].starts_with('s')
            || listed(word.trim_end_matches(|c: char| c.is_ascii_punctuation()), CLIPPED)
    }

    /// Where the core that starts at `start` ends: before the closing punctuation of the chunk, or before
    /// punctuation inside it that always stands alone.
    fn core_end(&self, start: usize, end: usize) -> usize {
        if is_address(&self.text[start..end]) {
            return start + self.text[start..end].trim_end_matches(is_address_edge).len();
        }
        let inner = self.first_break(start, end);
        let mut core = self.text[start..inner].trim_end_matches(is_edge);
        let quoted = core.trim_end_matches(is_apostrophe);
        if quoted.ends_with(is_edge) {
            core = quoted.trim_end_matches(is_edge); // an apostrophe behind a full stop closes a quotation
        }
        let trimmed = start + core.len();
        self.with_full_stop(start, trimmed.max(start + first_length(&self.text[start..end])), inner, end)
    }

    /// The first place after `start` where brackets, dashes or quotation marks break the chunk.
    fn first_break(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        for (offset, c) in self.text[start..end].char_indices().skip(1) {
            let at = start + offset;
            let breaks = match c {
                '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' | '—' | '–' | '…' | '<' | '>' | '='
                | ';' | '«' | '»' | '?' | '!' | '*' => true,
                '-' | '.' => bytes.get(at + 1) == Some(&(c as u8)) && at + 1 < end,
                _ => false,
            };
            if breaks {
                return at;
            }
        }
        end
    }

    /// Adds the full stop of an abbreviation to the core `start..close`.
    fn with_full_stop(&self, start: usize, close: usize, inner: usize, end: usize) -> usize {
        let rest = &self.text[close..inner.max(close)];
        let stops = rest.bytes().take_while(|&byte| byte == b'.').count();
        if stops != 1 || (close + 1 == inner && self.text.as_bytes().get(inner) == Some(&b'.') && inner < end)
        {
            return close;
        }
        let word = &self.text[start..close];
        let word = word.rfind(['-', '/']).map_or(word, |at| &word[at + 1..]);
        let last = close + 1 == end && self.next.is_none();
        if self.abbreviated(word, last, close + 1 == end) { close + 1 } else { close }
    }

    /// Whether `word`, with a full stop behind it, is an abbreviation. `last`: nothing follows it; `spaced`: white
    /// space follows.
    fn abbreviated(&self, word: &str, last: bool, spaced: bool) -> bool {
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_alphabetic) && letters.as_str().is_empty();
        if initial {
            return !last && word != "I";
        }
        let dotted = word.contains('.')
            && word.split('.').all(|part| part.chars().count() == 1 && !part.as_bytes()[0].is_ascii_digit());
        if dotted || listed(word, ABBREVIATIONS) {
            return true;
        }
        let lower_follows = spaced && self.next.is_some_and(char::is_lowercase);
        word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && lower_follows
    }

    /// Emits closing punctuation from `start`; returns where the next core of the chunk starts.
    fn closing(&mut self, start: usize, end: usize) -> usize {
        let mut at = start;
        while let Some(first) = self.text[at..end].chars().next() {
            if first.is_alphanumeric() {
                break;
            }
            at = self.mark(at, end, first);
        }
        at
    }

    /// Emits a core: cut at hyphens and slashes, then each part at its contraction.
    fn core(&mut self, start: usize, end: usize) {
        if is_address(&self.text[start..end]) || is_number_with_hyphens(&self.text[start..end]) {
            return self.push(start, end);
        }
        let mut part = start;
        for (offset, mark) in
            self.text[start..end].match_indices(['-', '/', '%', '$', ':', ',', '‑', '_', '+', '&'])
        {
            let at = start + offset;
            if at > part && self.cuts(part, at, mark, end) {
                self.word(part, at);
                self.push(at, at + mark.len());
                part = at + mark.len();
            }
        }
        self.word(part, end);
    }

    /// Whether the mark at `at` cuts the word: `part` is where the word's current part starts.
    fn cuts(&self, part: usize, at: usize, mark: &str, end: usize) -> bool {
        let before = &self.text[part..at];
        let after = &self.text[at + mark.len()..end];
        let digit_before = before.ends_with(|c: char| c.is_ascii_digit());
        let digit_after = after.starts_with(|c: char| c.is_ascii_digit());
        match mark {
            "-" | "‑" => {
                !listed(before, PREFIXES)
                    || after.starts_with(char::is_uppercase) && !before.starts_with("mid")
            }
            "/" => !(digit_before && digit_after || listed(before, &["w", "b"])),
            ":" | "," => !(digit_before && digit_after),
            "%" | "$" => true,
            _ => false,
        }
    }

    /// Emits one word, cut before its contraction ("ca|n't", "she|'ll"), or after its number ("4|pm").
    fn word(&mut self, start: usize, end: usize) {
        let cut = start + contraction(&self.text[start..end]);
        self.push(start, cut);
        self.push(cut, end);
    }
}

fn first_length(rest: &str) -> usize {
    rest.chars().next().map_or(0, char::len_utf8)
}

/// Length in bytes of the punctuation token that starts with `first`: a run of the same mark, or of sentence ends.
fn run_length(rest: &str, first: char) -> usize {
    let same = |c: char| match first {
        '?' | '!' | '.' => matches!(c, '?' | '!' | '.'),
        '$' | '-' | '*' | '=' | '_' | '~' | '<' | '>' | '#' | '+' => c == first,
        '\'' | '`' => c == first,
        _ => false,
    };
    let mut length = first.len_utf8();
    for c in rest[length..].chars().take_while(|&c| same(c)) {
        length += c.len_utf8();
    }
    length
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`')
}

/// Punctuation that is cut from a word's end.
fn is_edge(c: char) -> bool {
    !c.is_alphanumeric()
        && !matches!(c, '%' | '$' | '€' | '£' | '°' | '+' | '\'' | '’' | '`' | '&' | '_' | '/' | '-')
        || matches!(c, '‘')
}

fn is_address_edge(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '"' | '\'' | '”' | '’' | '…')
}

/// Whether a chunk is a web or mail address.
fn is_address(chunk: &str) -> bool {
    let bytes = chunk.as_bytes();
    let starts =
        |prefix: &str| chunk.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    if chunk.contains(['"', '<', '“']) {
        return false;
    }
    if starts("http://") || starts("https://") || starts("www.") {
        return true;
    }
    match bytes.iter().position(|&byte| byte == b'@') {
        Some(at) => at > 0 && bytes[at..].contains(&b'.') && bytes[at + 1].is_ascii_alphanumeric(),
        None => false,
    }
}

/// Telephone numbers and written dates: "555-853-3989", "853-3989", "2026-05-01".
fn is_number_with_hyphens(core: &str) -> bool {
    let (hyphens, last) =
        (core.bytes().filter(|&byte| byte == b'-').count(), core.rsplit('-').next().unwrap_or(core));
    let local = core.len() == 8 && last.len() == 4;
    (hyphens >= 2 || hyphens == 1 && local) && core.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Whether a topic or user tag starts here: "#budget", "@stone".
fn is_tag(rest: &str) -> bool {
    rest.strip_prefix(['#', '@']).is_some_and(|name| name.starts_with(char::is_alphabetic))
}

/// Where in `word` its contraction starts; the word's length where there is none.
fn contraction(word: &str) -> usize {
    let whole = word.len();
    let Some(mark) = word.rfind(is_apostrophe) else { return fused(word) };
    let tail = &word[mark + first_length(&word[mark..])..];
    if mark == 0 {
        return whole;
    }
    let before = &word[..mark];
    match tail.len() {
        0 => mark,
        1 if tail.eq_ignore_ascii_case("t") && before.ends_with(['n', 'N']) && before.len() > 1 => mark - 1,
        1 if matches!(tail.as_bytes()[0] | 32, b's' | b'm' | b'd') => mark,
        2 if listed(tail, &["ll", "re", "ve"]) => mark,
        _ => whole,
    }
}

/// Contractions written without an apostrophe ("cannot", "gonna", "dont") and numbers with a unit ("4pm").
fn fused(word: &str) -> usize {
    let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':')).count();
    if digits > 0 && listed(&word[digits..], UNITS) {
        return digits;
    }
    if listed(word, &["cannot", "gonna", "gotta"]) {
        return 3;
    }
    if listed(word, &["wanna"]) {
        return 3;
    }
    match word.len() {
        4..=8 if listed(word, NEGATED) => word.len() - 2,
        _ => word.len(),
    }
}

/// Whether `word` is in a list of lower-case words, whatever its case.
fn listed(word: &str, list: &[&str]) -> bool {
    word.len() <= LONGEST_LISTED && list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Faces made of marks.
const FACES: &[&str] = &[":)", ":(", ";)", ":-)", ":-(", ";-)", ":/", ":D", ":P"];

/// Words that keep the apostrophe before them.
const CLIPPED: &[&str] = &["em", "til", "tis", "twas", "cause", "s", "re", "ve", "ll", "d", "m", "n", "bout"];

/// Negated auxiliaries written without an apostrophe.
const NEGATED: &[&str] = &[
    "dont", "cant", "wont", "didnt", "doesnt", "isnt", "wasnt", "arent", "werent", "havent", "hasnt",
    "hadnt", "couldnt", "wouldnt", "shouldnt", "aint",
];

/// Units written after a number without a space.
const UNITS: &[&str] =
    &["am", "pm", "km", "kg", "mm", "cm", "ft", "mph", "mb", "gb", "min", "hrs", "k", "m", "bn"];

/// Prefixes that stay with their word: "co-worker".
const PREFIXES: &[&str] = &[
    "co", "re", "pre", "non", "anti", "post", "semi", "mid", "e", "un", "mis", "multi", "pro", "sub",
    "inter", "intra", "counter", "mini", "micro", "ultra", "bi", "tri", "de", "neo", "pan", "quasi", "trans",
    "uh", "x",
];

/// Words that keep their full stop.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "cmdr", "adm",
    "rev", "hon", "pres", "sr", "jr", "st", "inc", "corp", "ltd", "co", "bros", "dept", "univ", "vs", "v",
    "etc", "e.g", "i.e", "ie", "eg", "al", "vol", "pp", "jan", "feb", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "ave", "blvd", "rd", "approx", "est", "ph.d", "mt", "ft", "gens", "sens",
    "reps", "messrs", "maj", "calif", "fla", "mass", "ga", "conn", "tenn", "ariz", "wis", "mich", "minn",
    "colo", "okla", "p.s", "a.m", "p.m",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|token| token.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn contractions_and_possessives_are_cut() {
        assert_eq!(
            words("We can't, and she’ll say it's Ada Stone's."),
            "We|ca|n't|,|and|she|’ll|say|it|'s|Ada|Stone|'s|."
        );
        assert_eq!(words("The workers' rights cannot wait."), "The|workers|'|rights|can|not|wait|.");
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        assert_eq!(words("Mr. J. Oak left the U.S. on Jan. 5."), "Mr.|J.|Oak|left|the|U.S.|on|Jan.|5|.");
        assert_eq!(words("It was plan B."), "It|was|plan|B|.");
    }

    #[test]
    fn a_closing_apostrophe_behind_a_full_stop_is_no_part_of_the_word() {
        assert_eq!(words("‘The sky is blue.’ It grew 5.6."), "‘|The|sky|is|blue|.|’|It|grew|5.6|.");
    }

    #[test]
    fn quotation_marks_brackets_and_dashes_stand_alone() {
        assert_eq!(words("“Yes”—she (Oak) said..."), "“|Yes|”|—|she|(|Oak|)|said|...");
        assert_eq!(words("a well-known co-worker; and/or"), "a|well|-|known|co-worker|;|and|/|or");
    }

    #[test]
    fn numbers_and_units() {
        assert_eq!(words("$1,000.50, 50%, 3:17, 4pm, 9/11"), "$|1,000.50|,|50|%|,|3:17|,|4|pm|,|9/11");
    }

    #[test]
    fn addresses_stay_whole() {
        assert_eq!(
            words("(see https://example.org/a-b, ada@example.org)."),
            "(|see|https://example.org/a-b|,|ada@example.org|)|."
        );
    }
}
