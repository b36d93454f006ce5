//! Whether the person an article names is the person of a turn.

use understand::Person;

use crate::SpeakerCheck;

/// What one person is called.
#[derive(Clone, Debug, Default)]
pub struct Speaker<'a> {
    /// Names, the fullest first.
    pub names: Vec<&'a str>,
    /// Offices: "Councillor", which others may hold as well.
    pub offices: Vec<&'a str>,
    /// It is not clear that it is one person, or that the words are given as theirs: then nobody is said to be another.
    pub doubtful: bool,
}

impl<'a> Speaker<'a> {
    /// All that a document calls a person; a form that is only an office is no name.
    pub fn of(person: &'a Person) -> Self {
        let offices: Vec<&str> = person.roles.iter().map(String::as_str).collect();
        let forms = [&person.name].into_iter().chain(&person.names).map(String::as_str);
        let is_name = |form: &&str| offices.iter().all(|office| parts(office) != parts(form));
        Self { names: forms.filter(is_name).collect(), offices, doubtful: person.doubtful }
    }

    /// Somebody of whom only a name is known.
    pub fn named(name: &'a str) -> Self {
        Self { names: vec![name], ..Self::default() }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.offices.is_empty()
    }

    /// The name, else the office, to show.
    pub fn shown(&self) -> Option<&'a str> {
        self.names.iter().chain(&self.offices).next().copied()
    }

    fn forms(&self) -> Vec<&'a str> {
        self.names.iter().chain(&self.offices).copied().collect()
    }

    fn is_named(&self) -> bool {
        self.names.iter().any(|name| !name.is_empty() && !is_office(name))
    }
}

/// Compares the person an article names with a source's speaker: by their names where both have one, since two people
/// may hold like offices; else with their offices too.
pub fn compare(article: &Speaker, source: &Speaker) -> SpeakerCheck {
    let by_name = compare_forms(&article.names, &source.names);
    if by_name == SpeakerCheck::Agrees || article.is_named() && source.is_named() {
        return by_name;
    }
    compare_forms(&article.forms(), &source.forms())
}

/// Compares forms of names (and offices).
///
/// The surname decides, and a first name where both give one; a label that names only an office ("THE PRESIDENT")
/// agrees when the article gives that office, and is unknown otherwise.
fn compare_forms(article: &[&str], source: &[&str]) -> SpeakerCheck {
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

/// A label that names only an office, which anybody may hold: "THE PRESIDENT", "Vice President", but not "the mayor of Holm".
fn is_office(name: &str) -> bool {
    let parts = parts(name);
    let titles = !parts.is_empty() && parts.iter().all(|part| is_title(part));
    let name = name.to_lowercase();
    titles || name.starts_with("the ") && !name.contains(" of ")
}

/// Whether an account ("@adalund7") goes by all of a name ("Ada Lund").
fn is_account_of(account: &str, name: &str) -> bool {
    let Some(account) = account.strip_prefix('@').map(str::to_lowercase) else { return false };
    let name = parts(name);
    name.len() > 1 && name.iter().all(|part| account.contains(part.as_str()))
}

fn same_person(left: &str, right: &str) -> bool {
    if is_account_of(left, right) || is_account_of(right, left) {
        return true;
    }
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
            ("Maria Holm", "Vice President", Unknown),
            ("@officialmariaholm", "Maria Holm", Agrees),
            ("", "Peter Vang", Unknown),
            ("the mayor of Holm", "the mayor of Vang", Differs),
        ] {
            let check = compare(&Speaker::named(article), &Speaker::named(source));
            assert_eq!(check, expected, "{article} / {source}");
        }
    }

    #[test]
    fn two_people_of_one_office_are_two_people() {
        let person = |name: &str| Person {
            name: name.to_owned(),
            names: vec!["Councillor".to_owned()],
            roles: vec!["Councillor".to_owned()],
            doubtful: false,
        };
        let (holm, vang) = (person("Maria Holm"), person("Peter Vang"));
        assert_eq!(compare(&Speaker::of(&holm), &Speaker::of(&vang)), SpeakerCheck::Differs);
        assert_eq!(compare(&Speaker::of(&holm), &Speaker::of(&holm)), SpeakerCheck::Agrees);
        let unnamed = Speaker { offices: vec!["Councillor"], ..Speaker::default() };
        assert_eq!(compare(&Speaker::of(&holm), &unnamed), SpeakerCheck::Agrees);
    }
}
