//! Words reduced for comparing what sentences are about: "2 %" is "two per cent", "theatre" is "theater".

use std::collections::HashSet;

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
    let empty: HashSet<&str> = EMPTY.split_whitespace().collect();
    terms(text).into_iter().filter(|term| term.len() > 1 && !empty.contains(term.as_str())).collect()
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

    /// Whether nothing is asked about.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether all words stand in the text, numbers and their unit side by side.
    pub fn is_in(&self, text: &str) -> bool {
        let found = terms(text);
        self.terms.iter().enumerate().all(|(at, term)| match self.terms.get(at + 1) {
            Some(next) if next == "percent" => {
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

/// A word in the forms that texts write it in, as an expression of FTS5.
fn forms(term: &str) -> Option<String> {
    if term == "percent" || term.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut forms = vec![term.to_owned()];
    for (ending, other) in
        [("er", "re"), ("or", "our"), ("ense", "ence"), ("ize", "ise"), ("ization", "isation"), ("y", "ies")]
    {
        forms.extend(term.strip_suffix(ending).map(|stem| format!("{stem}{other}")));
    }
    let forms: Vec<String> = forms.iter().map(|form| format!("\"{form}\" *")).collect();
    Some(format!("({})", forms.join(" OR ")))
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
        assert_eq!(about.question(" AND "), None);
        assert!(About::new("harbours 2%").question(" AND ").unwrap().contains("harbour"));
    }
}
