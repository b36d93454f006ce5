//! What a difference touches: a negation, a number, a name… A fact about the words, not a verdict.

use crate::{Touch, Word};

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "nor", "neither", "none", "nothing", "nobody", "nowhere", "n't", "without",
    "cannot", "hardly", "barely", "scarcely", "n’t",
];
const MODALS: &[&str] = &[
    "may", "might", "can", "could", "will", "would", "shall", "should", "must", "ought", "'ll", "’ll",
    "need", "needs",
];
const HEDGES: &[&str] = &[
    "probably",
    "apparently",
    "perhaps",
    "maybe",
    "possibly",
    "presumably",
    "reportedly",
    "allegedly",
    "seemingly",
    "likely",
    "unlikely",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "practically",
    "virtually",
    "somewhat",
    "arguably",
    "supposedly",
    "basically",
    "largely",
    "mostly",
    "generally",
    "usually",
    "often",
    "sometimes",
    "frankly",
];
const STRENGTHS: &[&str] = &[
    "very",
    "really",
    "extremely",
    "highly",
    "totally",
    "absolutely",
    "completely",
    "entirely",
    "utterly",
    "strongly",
    "greatly",
    "quite",
    "so",
    "too",
    "only",
    "always",
    "all",
    "every",
    "most",
    "more",
    "less",
    "least",
    "best",
    "worst",
    "biggest",
    "greatest",
    "largest",
    "much",
    "many",
    "few",
    "some",
    "any",
    "huge",
    "tremendous",
    "tremendously",
    "enormous",
    "massive",
    "just",
    "even",
    "ever",
    "truly",
    "deeply",
    "fully",
    "certainly",
    "definitely",
    "clearly",
    "obviously",
    "incredibly",
];
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "half",
    "twice",
    "percent",
    "%",
];

/// What the words of a difference touch, on either side; in the order of [`Touch`].
pub fn touches(quote: (&str, &[Word]), source: (&str, &[Word])) -> Vec<Touch> {
    let (quote, source) = (forms(quote), forms(source));
    let mut found = Vec::new();
    for (touch, list) in [(Touch::Negation, NEGATIONS), (Touch::Number, NUMBERS)] {
        let differs = differs(&quote, &source, |form| {
            list.contains(&form.lower.as_str())
                || touch == Touch::Number && form.lower.starts_with(|first: char| first.is_ascii_digit())
        });
        if differs {
            found.push(touch);
        }
    }
    if differs(&quote, &source, |form| form.name) {
        found.push(Touch::Name);
    }
    for (touch, list) in [(Touch::Modal, MODALS), (Touch::Hedge, HEDGES), (Touch::Strength, STRENGTHS)] {
        if differs(&quote, &source, |form| list.contains(&form.lower.as_str())) {
            found.push(touch);
        }
    }
    found
}

/// A word as written.
struct Form {
    lower: String,
    /// A capital where no sentence begins.
    name: bool,
}

fn forms((text, words): (&str, &[Word])) -> Vec<Form> {
    let form = |word: &Word| {
        let written = text.get(word.span.range()).unwrap_or("");
        let capital = written.chars().next().is_some_and(char::is_uppercase) && written != "I";
        Form { lower: written.to_lowercase(), name: capital && !begins(text, word.span.start as usize) }
    };
    words.iter().map(form).collect()
}

/// Whether a sentence, or the quotation, begins at this byte.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\u{a0}', '\t', '*', '_', '[', '(']);
    before.is_empty()
        || before.ends_with(['.', '!', '?', ':', '"', '“', '‘', '\'', '\n', '—', '–', '-', '…', '’', '”'])
}

/// Whether one side has words of a sort that the other has not.
fn differs(quote: &[Form], source: &[Form], sort: impl Fn(&Form) -> bool) -> bool {
    let of = |forms: &[Form]| {
        let mut words: Vec<String> =
            forms.iter().filter(|form| sort(form)).map(|form| form.lower.clone()).collect();
        words.sort_unstable();
        words
    };
    of(quote) != of(source)
}
