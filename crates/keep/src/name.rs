//! Names compared across documents.

/// Words of a name in lower case, without marks, each once apart by a space: "Ada J. Rowe" → "ada j rowe".
pub(crate) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

/// By what a person is known for the same in two documents: the whole name, initials in the middle left out, since some
/// publishers write them and others do not.
///
/// A name of one word, or of initials only, is a key of its own kind: whoever is known by a surname alone may be
/// anybody of that name.
pub(crate) fn key(name: &str) -> String {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').collect();
    let last = words.len() - 1;
    let inner_initial = |at: usize| at > 0 && at < last && words[at].chars().count() == 1;
    let kept: Vec<&str> = (0..words.len()).filter(|&at| !inner_initial(at)).map(|at| words[at]).collect();
    kept.join(" ")
}

/// Why two appearances are one person.
pub(crate) fn why(name: &str) -> &'static str {
    match key(name).contains(' ') {
        true => "same full name",
        false => "same single name",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn middle_initials_and_marks_are_not_compared() {
        assert_eq!(key("Ada J. Rowe"), key("ADA ROWE"));
        assert_eq!(key("J. R. Rowe"), "j rowe");
        assert_ne!(key("Ada Rowe"), key("Rowe"));
        assert_eq!(key("…"), "");
        assert_eq!(why("Rowe"), "same single name");
    }
}
