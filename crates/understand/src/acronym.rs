//! Acronyms in labels that are written in capitals throughout: "DOD OFFICIAL" is the "DOD Official", but "STATE
//! DEPARTMENT OFFICIAL" the "State Department Official".

use memchr::memmem;

use crate::called::{name_case, written};
use crate::lexicon::{Class, lexicon};
use crate::title;

/// Longest word taken for an acronym, in bytes.
const LONGEST: usize = 5;

/// Words of an office in the usual case; acronyms keep their capitals.
pub(crate) fn office(words: &str, text: &str) -> String {
    let cased = |word| if is_acronym(word, text) { word.to_owned() } else { written(word) };
    words.split_whitespace().map(cased).collect::<Vec<_>>().join(" ")
}

/// A short word in capitals that is no common word of offices and that the document writes in no other way.
fn is_acronym(word: &str, text: &str) -> bool {
    let short = (2..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if !short
        || title::is_office(word)
        || title::is_domain(word)
        || title::is_part(word)
        || title::is_unnamed(word)
    {
        return false;
    }
    let class = lexicon().class(word);
    let office = class.any(Class::TITLE) && word.len() <= 3; // "CEO"
    (class.without(Class::DEED) == Class::NONE || office)
        && !stands(text, &name_case(word))
        && !stands(text, &word.to_ascii_lowercase())
}

/// Whether a word stands in the text by itself.
fn stands(text: &str, word: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    memmem::find_iter(text.as_bytes(), word).any(|at| {
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        !letter(before) && !letter(text.as_bytes().get(at + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_keep_their_capitals() {
        assert_eq!(
            office("SENIOR HQB OFFICIAL", "SENIOR HQB OFFICIAL: Good morning."),
            "Senior HQB Official"
        );
        assert_eq!(office("CEO", ""), "CEO");
        assert_eq!(office("NAVY OFFICIAL", "The Navy sails."), "Navy Official");
        assert_eq!(office("STATE DEPARTMENT OFFICIAL", ""), "State Department Official");
    }
}
