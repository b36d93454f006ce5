//! Words reduced for comparing what sentences are about: "2 %" is "two per cent", "theatre" is "theater".

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use understand::small_number;

/// Words that tell nothing of what a sentence is about.
const EMPTY: &str = "a an the and or but nor so yet if then than that this these those there here it its he she his her they \
them their we us our you your i me my who whom whose which what when where why how as at by for from in into of off on onto out over to \
up with within about after again all also am any are be because been before being between both can could did do does doing down \
during each few had has have having more most much many not now no only other own s t re ve ll d m same should some such too under until \
very was were will would while through just may might must shall new one two year today get got say said says";

/// The words of a text, reduced, in order.
pub(crate) fn terms(text: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    let breaks = |letter: char| !(letter.is_alphanumeric() || letter == '%' || letter == '.');
    for word in text.split(breaks).map(|word| word.trim_matches('.')).filter(|word| !word.is_empty()) {
        match word.strip_suffix('%') {
            Some("") => terms.push("percent".to_owned()),
            Some(number) => terms.extend([reduced(number), "percent".to_owned()]),
            None if word.eq_ignore_ascii_case("cent") && terms.last().is_some_and(|last| last == "per") => {
                terms.pop();
                terms.push("percent".to_owned());
            }
            None => terms.push(reduced(word)),
        }
    }
    terms
}

/// The words of a text that tell what it is about, each once.
pub(crate) fn content(text: &str) -> HashSet<String> {
    static NOTHING: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split_whitespace().collect());
    terms(text).into_iter().filter(|term| term.len() > 1 && !NOTHING.contains(term.as_str())).collect()
}

/// One word: small letters, no plural, one spelling, numbers in digits.
fn reduced(word: &str) -> String {
    if let Some(number) = small_number(word) {
        return number.to_string();
    }
    let lower = word.replace('.', "").to_lowercase();
    let singular = singular(&lower);
    for (ending, other) in [
        ("tre", "ter"),
        ("bre", "ber"),
        ("our", "or"),
        ("fence", "fense"),
        ("isation", "ization"),
        ("ise", "ize"),
    ] {
        if let Some(stem) = singular.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            return format!("{stem}{other}");
        }
    }
    singular
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let plural =
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.strip_suffix('s').filter(|_| plural).unwrap_or(word).to_owned()
}

/// What is asked about: words that must all stand in a sentence, in any of their forms.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    terms: Vec<String>,
}

impl About {
    /// The words of a question.
    pub fn new(words: &str) -> Self {
        About { terms: terms(words) }
    }

    /// Whether all words stand in the text, numbers and their unit side by side.
    pub fn is_in(&self, text: &str) -> bool {
        let found = terms(text);
        self.terms.iter().enumerate().all(|(at, term)| match self.terms.get(at + 1) {
            Some(next) if next == "percent" && is_number(term) => {
                found.windows(2).any(|pair| pair[0] == *term && pair[1] == *next)
            }
            _ => found.contains(term),
        })
    }

    /// The same as FTS5 wants it, in every form that a text may use; nothing where only numbers and "percent" are asked for.
    pub fn question(&self, joint: &str) -> Option<String> {
        let words: Vec<String> = self.terms.iter().filter_map(|term| forms(term)).collect();
        (!words.is_empty()).then(|| words.join(joint))
    }
}

fn is_number(term: &str) -> bool {
    term.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A word in the forms that texts write it in, as an expression of FTS5.
fn forms(term: &str) -> Option<String> {
    let forms: Vec<String> = written(term).iter().map(|form| format!("\"{form}\" *")).collect();
    (!forms.is_empty()).then(|| format!("({})", forms.join(" OR ")))
}

/// The beginnings with which texts write a word; none of numbers and "percent", which have signs of their own.
fn written(term: &str) -> Vec<String> {
    if term == "percent" || term.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut forms = vec![term.to_owned()];
    for (ending, other) in
        [("er", "re"), ("or", "our"), ("ense", "ence"), ("ize", "ise"), ("ization", "isation"), ("y", "ies")]
    {
        forms.extend(term.strip_suffix(ending).map(|stem| format!("{stem}{other}")));
    }
    forms
}

/// Finds in one pass where the words asked about may stand: what has none of them near needs no closer look.
pub(crate) struct Finder {
    patterns: Option<AhoCorasick>,
    /// Which word each pattern is a form of.
    word_of: Vec<usize>,
    words: usize,
}

impl Finder {
    pub fn new(about: &About) -> Self {
        let (mut patterns, mut word_of, mut words) = (Vec::new(), Vec::new(), 0);
        for term in about.terms.iter().filter(|term| term.is_ascii()) {
            let forms = written(term);
            words += usize::from(!forms.is_empty());
            for form in forms {
                // an abbreviation may be written with stops
                let letters: Vec<String> = form.chars().map(String::from).collect();
                patterns.extend([letters.join("."), form]);
                word_of.extend([words - 1; 2]);
            }
        }
        let patterns = AhoCorasick::builder().ascii_case_insensitive(true).build(&patterns);
        Finder { patterns: patterns.ok().filter(|_| words > 0), word_of, words }
    }

    /// Where each word may begin, in bytes, in order.
    pub fn places(&self, text: &str) -> Places {
        let mut places = vec![Vec::new(); self.patterns.as_ref().map_or(0, |_| self.words)];
        for found in self.patterns.iter().flat_map(|patterns| patterns.find_overlapping_iter(text)) {
            places[self.word_of[found.pattern().as_usize()]].push(found.start());
        }
        places.iter_mut().for_each(|places| places.sort_unstable());
        Places(places)
    }
}

/// Where the words asked about may stand in a text.
pub(crate) struct Places(Vec<Vec<usize>>);

impl Places {
    /// Whether each of them may stand in this stretch of bytes.
    pub fn may_stand(&self, stretch: Range<usize>) -> bool {
        self.0.iter().all(|places| {
            let next = places.get(places.partition_point(|&place| place < stretch.start));
            next.is_some_and(|&place| place < stretch.end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_plurals_and_numbers_are_one() {
        assert_eq!(terms("Two per cent of theatres"), terms("2% of theaters"));
        assert_eq!(terms("the defence of 20 countries"), terms("the defense of twenty country"));
    }

    #[test]
    fn a_number_must_stand_beside_its_unit() {
        let about = About::new("2 percent");
        assert!(about.is_in("They spend two per cent on it."));
        assert!(!about.is_in("Of 2 towns 40 percent."));
        assert!(About::new("towns percent").is_in("Of 2 towns 40 percent."));
        assert_eq!(about.question(" AND "), None);
        assert!(About::new("harbours 2%").question(" AND ").unwrap().contains("harbour"));
    }

    #[test]
    fn what_may_hold_the_words_is_found_in_any_spelling() {
        let may =
            |asked: &str, text: &str| Finder::new(&About::new(asked)).places(text).may_stand(0..text.len());
        for (asked, text) in [
            ("harbours", "The HARBOR is open."),
            ("economy", "Two economies grow."),
            ("organization", "the Organisation of towns"),
            ("US theater", "theatres of the U.S. and others"),
            ("2 percent", "two per cent"),
            ("économie", "l'Économie"),
        ] {
            assert!(About::new(asked).is_in(text) && may(asked, text), "{asked}");
        }
        assert!(!may("bridge levy", "The bridge is open."));
    }
}
