//! A label's words taken apart: honorific, office, name, role.

use crate::title;

/// A label's words taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    /// Honorific in capitals without full stop: "MS".
    pub honorific: Option<String>,
    /// Office words as they stand: "PRIME MINISTER".
    pub office: String,
    /// Name words as they stand; empty when only an office or a part is named.
    pub name: String,
    /// What follows a comma: "FORMER SECRETARY OF STATE".
    pub role: String,
}

/// Takes a label's words apart.
pub(crate) fn called(words: &str) -> Called {
    let words = words.split(['(', '[']).next().unwrap_or(words);
    let (first, rest) =
        words.split_once(',').map_or((words, ""), |(first, rest)| (first.trim(), rest.trim()));
    if rest.is_empty() {
        return apart(first);
    }
    if is_suffix(rest) {
        let called = apart(first);
        return Called { name: format!("{} {rest}", called.name), ..called };
    }
    let called = apart(first);
    if called.name.is_empty() {
        let named = apart(rest);
        return Called { office: first.to_owned(), ..named };
    }
    Called { role: rest.to_owned(), ..called }
}

/// "Jr.", "III".
fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_ascii_uppercase().as_str(),
        "JR" | "SR" | "II" | "III" | "IV" | "MD" | "PHD"
    )
}

/// Honorific, office and name of words without commas: the name is what follows the last word of office.
fn apart(words: &str) -> Called {
    let words: Vec<&str> = words.split_whitespace().collect();
    let counters = words.iter().rev().take_while(|word| title::is_counter(word)).count();
    let is_title = |index: usize| {
        let (word, named) = (words[index], index + 1 < words.len());
        title::is_office(word)
            || title::is_honorific(word)
            || title::is_part(word)
            || (named && title::is_misspelt_office(word))
    };
    let Some(mut last) = (0..words.len()).rev().find(|&index| is_title(index)) else {
        return Called { name: words.join(" "), ..Called::default() };
    };
    // "SECRETARY OF STATE SHERMAN": words of the office's domain go with it.
    if words
        .get(last + 1)
        .is_some_and(|word| word.eq_ignore_ascii_case("of") || word.eq_ignore_ascii_case("for"))
    {
        last += 1;
    }
    while words.get(last + 1).is_some_and(|word| {
        title::is_domain(word)
            || word.eq_ignore_ascii_case("the")
            || (word.eq_ignore_ascii_case("and") && last + 2 < words.len())
    }) {
        last += 1;
    }
    if last + 1 + counters == words.len() {
        last = words.len() - 1; // "OFFICIAL TWO": told apart by number, not named
    }
    let honorific = words[..=last].iter().find(|word| title::is_honorific(word));
    let office: Vec<&str> =
        words[..=last].iter().filter(|word| !title::is_honorific(word)).copied().collect();
    Called {
        honorific: honorific.map(|word| word.trim_end_matches('.').to_ascii_uppercase()),
        office: office.join(" "),
        name: words[last + 1..].join(" "),
        role: String::new(),
    }
}

impl Called {
    /// The last name, without "Jr.".
    pub fn surname(&self) -> Option<&str> {
        self.name.split_whitespace().rev().find(|word| !is_suffix(word))
    }

    /// The office without its article: "PRESIDENT" of "THE PRESIDENT".
    pub fn bare_office(&self) -> &str {
        let office = self.office.trim();
        office.strip_prefix("THE ").or_else(|| office.strip_prefix("The ")).unwrap_or(office)
    }
}

/// The fuller name that another label of the document gives to a bare name: "LUND" beside "ADA LUND".
pub(crate) fn among_labels(called: &Called, labels: &[Called]) -> Option<String> {
    if called.honorific.is_some() || !called.office.is_empty() {
        return None; // a longer label with the same surname is then a slip: "QMS. LUND"
    }
    let surname = called.surname()?;
    let mut fuller = labels.iter().filter(|other| {
        other.name.len() > called.name.len()
            && other.surname().is_some_and(|name| fold(name) == fold(surname))
            && holds_words(&other.name, &called.name)
            && !other.name.split_whitespace().any(is_suffix)
    });
    let first = fuller.next()?;
    fuller.all(|other| fold(&other.name) == fold(&first.name)).then(|| written(&first.name))
}

/// Whether the fuller name has all words of the label's name.
pub(crate) fn holds_words(name: &str, label: &str) -> bool {
    label.split_whitespace().all(|word| {
        name.split_whitespace().any(|other| other.eq_ignore_ascii_case(word) || fold(other) == fold(word))
    })
}

fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// 'm', 'f', or ' ' where an honorific does not tell.
pub(crate) fn gender(honorific: &str) -> char {
    match honorific.trim_end_matches('.').to_ascii_uppercase().as_str() {
        "MR" | "SIR" | "LORD" | "FATHER" | "BROTHER" => 'm',
        "MS" | "MRS" | "MISS" | "MADAM" | "DAME" | "LADY" | "SISTER" => 'f',
        _ => ' ',
    }
}

/// Marks of emphasis and of footnotes, which are no part of a name: "ODUYA*".
const FOOTNOTE: [char; 6] = ['*', '_', '\\', '†', '‡', '§'];

/// A name in the usual case: capitals become "Jean-Pierre"; mixed case is kept; white space is single.
pub(crate) fn written(name: &str) -> String {
    let is_shouted = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
    };
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| word.trim_matches(FOOTNOTE))
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            word if is_suffix(word) && !word.starts_with('I') => name_case(word),
            word if is_shouted(word) && !word.contains('.') && !is_suffix(word) => name_case(word),
            word => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

/// "JEAN-PIERRE" → "Jean-Pierre", "O'BRIEN" → "O'Brien", "MCALLEN" → "McAllen"; a lower-case particle stays as it is.
pub(crate) fn name_case(word: &str) -> String {
    if word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for (index, c) in word.char_indices() {
        if start {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        let after = word.len() - index - c.len_utf8();
        let mc = index == 1 && word.len() > 4 && word.starts_with("MC");
        start = mc || c == '-' || c == '‑' || c == '.' || (matches!(c, '\'' | '’') && after > 2);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_apart() {
        let parts = |label| {
            let called = called(label);
            (called.honorific.unwrap_or_default(), called.office, called.name)
        };
        let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(parts("MS. ODUYA"), owned("MS", "", "ODUYA"));
        assert_eq!(parts("ADMINSTRATOR ODUYA"), owned("", "ADMINSTRATOR", "ODUYA"));
        assert_eq!(parts("THE PRESIDENT"), owned("", "THE PRESIDENT", ""));
        assert_eq!(parts("PRIME MINISTER LUND"), owned("", "PRIME MINISTER", "LUND"));
        assert_eq!(parts("Deputy Secretary of State Oduya"), owned("", "Deputy Secretary of State", "Oduya"));
        assert_eq!(parts("Secretary of State, Ada Oduya"), owned("", "Secretary of State", "Ada Oduya"));
        assert_eq!(parts("ADA ODUYA (X-YZ), FORMER MAYOR"), owned("", "", "ADA ODUYA"));
        assert_eq!(parts("TOM LUND, JR."), owned("", "", "TOM LUND JR."));
        assert_eq!(written("TOM LUND JR."), "Tom Lund Jr.");
        assert_eq!(written("Tom* LUND**"), "Tom Lund");
        assert_eq!(parts("MODERATOR"), owned("", "MODERATOR", ""));
        assert_eq!(parts("SENIOR OFFICIAL TWO"), owned("", "SENIOR OFFICIAL TWO", ""));
    }
}
