//! Whether the person an article names is the person of a turn.

use crate::SpeakerCheck;

/// Compares the names (and offices) an article gives a person with those of a source's speaker.
///
/// The surname decides, and a first name where both give one; a label that names only an office ("THE PRESIDENT")
/// agrees when the article gives that office, and is unknown otherwise.
pub fn compare(article: &[&str], source: &[&str]) -> SpeakerCheck {
    if article.iter().all(|name| name.is_empty()) || source.iter().all(|name| name.is_empty()) {
        return SpeakerCheck::Unknown;
    }
    let mut office = false;
    for left in article {
        for right in source {
            if same_person(left, right) {
                return SpeakerCheck::Agrees;
            }
            office |= (is_office(right) || is_office(left)) && !other_office(left, right);
        }
    }
    if office { SpeakerCheck::Unknown } else { SpeakerCheck::Differs }
}

/// Whether a title ("Remarks by Governor Holm") gives the surname of one of these names.
pub fn in_title(names: &[&str], title: &str) -> bool {
    let title = parts(title);
    names.iter().any(|name| {
        let name = parts(name);
        name.len() > 1 && name.last().is_some_and(|surname| surname.len() > 2 && title.contains(surname))
    })
}

fn parts(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’' && letter != '-')
        .filter(|part| !part.is_empty())
        .map(|part| part.to_lowercase())
        .filter(|part| !matches!(part.as_str(), "jr" | "sr" | "ii" | "iii" | "the"))
        .collect()
}

/// Whether both name one and the same office of different bodies: "the mayor of Holm", "the mayor of Vang".
fn other_office(left: &str, right: &str) -> bool {
    let (left, right) = (parts(left), parts(right));
    left.len() > 2
        && left.len() == right.len()
        && left[..left.len() - 1] == right[..right.len() - 1]
        && left != right
}

/// A label that names only an office, which anybody may hold: "THE PRESIDENT", but not "the mayor of Holm".
fn is_office(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("the ") && !name.contains(" of ")
}

fn same_person(left: &str, right: &str) -> bool {
    let (left, right) = (parts(left), parts(right));
    let (Some(left_last), Some(right_last)) = (left.last(), right.last()) else { return false };
    if left == right {
        return true;
    }
    if left_last != right_last {
        return false;
    }
    left.len() < 2
        || right.len() < 2
        || left
            .iter()
            .rev()
            .skip(1)
            .any(|one| right.iter().rev().skip(1).any(|other| same_first_name(one, other)))
        || is_title(&left[0])
        || is_title(&right[0])
}

/// A form of address or an office before a surname, not a first name.
fn is_title(part: &str) -> bool {
    matches!(
        part,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "president"
            | "secretary"
            | "senator"
            | "sen"
            | "governor"
            | "gov"
            | "minister"
            | "general"
            | "gen"
            | "admiral"
            | "ambassador"
            | "director"
            | "chairman"
            | "vice"
            | "prime"
            | "chancellor"
            | "representative"
            | "rep"
            | "congressman"
            | "congresswoman"
            | "speaker"
            | "mayor"
            | "judge"
            | "justice"
            | "professor"
            | "first"
            | "lady"
            | "under"
            | "deputy"
            | "assistant"
            | "commissioner"
            | "sir"
            | "madam"
    )
}

fn same_first_name(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    long.starts_with(short) || short.len() > 2 && long.ends_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surname_first_name_and_office() {
        use SpeakerCheck::{Agrees, Differs, Unknown};
        for (article, source, expected) in [
            ("Maria Holm", "MINISTER HOLM", Agrees),
            ("Maria Holm", "Maria L. Holm", Agrees),
            ("Maria Holm", "Peter Holm", Differs),
            ("Maria Holm", "Peter Vang", Differs),
            ("Maria Holm", "THE PRESIDENT", Unknown),
            ("", "Peter Vang", Unknown),
            ("the mayor of Holm", "the mayor of Vang", Differs),
        ] {
            assert_eq!(compare(&[article], &[source]), expected, "{article} / {source}");
        }
    }
}
