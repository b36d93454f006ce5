//! A name as written, taken apart: title, given names, surname, office.

use crate::lexicon::{Class, lexicon};

/// The parts of a name. "NATO Secretary General Mark Rutte" has the role "NATO Secretary General" and two words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The words of the name proper, titles and suffixes left out, in the case they are shown in.
    pub words: Vec<String>,
    /// The same in lower case, without stops: for comparing.
    keys: Vec<String>,
    /// Titles and offices before or after the name, as written.
    pub role: Option<String>,
    /// Written in capitals only, so its true case is not known.
    pub shouted: bool,
}

impl Name {
    /// Takes apart "SECRETARY GENERAL RUTTE", "Sen. Jane Doe (D-Ohio)", "Jane Q. Doe, Secretary of State".
    pub fn parse(written: &str) -> Self {
        let written = written.split(['(', '[']).next().unwrap_or_default().trim().trim_end_matches(':');
        let (front, office) = match written.split_once(',') {
            Some((front, rest)) if !is_suffix(rest.trim()) => (front, non_empty(rest)),
            Some((front, _)) => (front, None),
            None => (written, None),
        };
        let words: Vec<&str> = front.split_whitespace().map(clean).filter(|word| !word.is_empty()).collect();
        let words = without_suffix(&words);
        let start = name_start(words);
        let office_word = |word: &&str| lexicon().class(word).any(Class::TITLE | Class::OFFICE | Class::BODY);
        let titles = words[..start].iter().any(office_word).then(|| words[..start].join(" "));
        let shouted = is_shouted(&words[start..]);
        let words: Vec<String> = words[start..].iter().map(|word| shown(word, shouted)).collect();
        let keys = words.iter().map(|word| key(word)).collect();
        Name { words, keys, role: office.or(titles), shouted }
    }

    /// The name as shown: "Antony J. Blinken".
    pub fn shown(&self) -> String {
        self.words.join(" ")
    }

    /// The words of the name for comparing: lower case, no stops.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The surname for comparing, empty if there is no name but only an office.
    pub fn surname(&self) -> &str {
        self.keys.last().map(String::as_str).unwrap_or_default()
    }

    /// The first given name for comparing.
    pub fn given(&self) -> Option<&str> {
        (self.keys.len() > 1).then(|| self.keys[0].as_str())
    }

    /// Whether it has a given name and a surname.
    pub fn is_full(&self) -> bool {
        self.keys.len() > 1
    }

    /// Four words or more, or three without an initial or a particle in the middle.
    pub fn is_long(&self) -> bool {
        let middle =
            |key: &String| key.len() == 1 || lexicon().class(key).any(Class::PARTICLE | Class::GIVEN);
        self.keys.len() > 2 && !(self.keys.len() == 3 && middle(&self.keys[1]))
    }

    /// Whether two full names can be one person's: same or misspelt surname, given names that agree.
    pub fn agrees(&self, other: &Name) -> bool {
        let (Some(one), Some(two)) = (self.given(), other.given()) else { return false };
        if self.surname() == other.surname() {
            return same_given(one, two) || self.has_middle(two) || other.has_middle(one);
        }
        let misspelt = one == two && is_near(self.surname(), other.surname());
        misspelt || self.extends(other) || other.extends(self)
    }

    /// Whether a middle name is the other's given name: "J. Robert Doe", "Robert Doe".
    fn has_middle(&self, given: &str) -> bool {
        self.keys[1..self.keys.len() - 1].iter().any(|middle| middle.len() > 2 && middle == given)
    }

    /// Whether the other is this name with its last words left out: "Maria Lopez Garcia", "Maria Lopez".
    fn extends(&self, other: &Name) -> bool {
        other.is_full() && self.keys.len() > other.keys.len() && self.keys.starts_with(&other.keys)
    }

    /// How well a single word names this person: 3 surname, 2 misspelt surname, 1 given name; 0 not at all.
    pub fn fits(&self, word: &Name) -> u8 {
        let [single] = word.keys.as_slice() else { return 0 };
        if self.surname() == single || self.surname().split('-').any(|part| part == single) {
            return 3;
        }
        if is_near(self.surname(), single) {
            return 2;
        }
        let given = self.given().unwrap_or_default();
        u8::from(given == single || lexicon().same_given_name(given, single) || self.keys.contains(single))
    }

    /// The word of the office that says most, for comparing: "secretary" of "US Secretary of State".
    pub fn office_keys(&self) -> Vec<String> {
        let role = self.role.as_deref().unwrap_or_default();
        let title = |word: &&str| lexicon().class(word).any(Class::TITLE) && word.len() > 3;
        role.split_whitespace().map(clean).filter(title).map(key).collect()
    }
}

/// A word without the signs around it.
fn clean(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '@').trim_start_matches('.')
}

fn non_empty(role: &str) -> Option<String> {
    let role = role.trim();
    (!role.is_empty()).then(|| role.to_owned())
}

fn is_suffix(word: &str) -> bool {
    lexicon().class(word).any(Class::SUFFIX)
}

fn without_suffix<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    match words.split_last() {
        Some((last, rest)) if rest.len() > 1 && is_suffix(last) => rest,
        _ => words,
    }
}

/// Index of the first word of the name proper: after the last title and its "of State".
fn name_start(words: &[&str]) -> usize {
    let class = |word: &str| lexicon().class(word);
    let Some(title) = words.iter().rposition(|word| class(word).any(Class::TITLE)) else {
        let start = given_after_office(words).unwrap_or_else(|| leading_lower(words));
        return start + usize::from(begins_with_demonym(&words[start..]));
    };
    let mut start = title + 1;
    let follows = |at: usize, word: &str| words.get(at).is_some_and(|next| next.eq_ignore_ascii_case(word));
    if follows(start, "of") || follows(start, "for") {
        start = after_office(words, start + 1);
    }
    let office = |at: &usize| words.get(*at).is_some_and(|word| class(word).any(Class::OFFICE));
    while office(&start) {
        start += 1;
    }
    // a given name that is a title too: "Dean Smith", "Justice Jones" stay as they are, "Earl" is alone
    start.min(words.len())
}

/// "Dutch Jane Doe": a word for a people before a given name, known by its ending.
fn begins_with_demonym(words: &[&str]) -> bool {
    let [first, given, _, ..] = words else { return false };
    let class = |word: &str| lexicon().class(word);
    let ends = |endings: &[&str]| first.len() > 4 && endings.iter().any(|ending| first.ends_with(ending));
    let people = ends(&["ch", "sh", "ese"]) || (ends(&["ian", "can"]) && !class(first).any(Class::GIVEN));
    people && class(given).any(Class::GIVEN)
}

/// "Government Affairs Jane Doe": where the name begins.
fn given_after_office(words: &[&str]) -> Option<usize> {
    let class = |word: &str| lexicon().class(word);
    let start = words.len().checked_sub(2).filter(|start| *start > 0)?;
    (class(words[start]).any(Class::GIVEN) && class(words[start - 1]).any(Class::OFFICE | Class::BODY))
        .then_some(start)
}

/// Skips the field of an office: "Secretary of [State] Jane Doe".
fn after_office(words: &[&str], from: usize) -> usize {
    let rest = &words[from.min(words.len())..];
    let given = rest
        .iter()
        .position(|word| lexicon().class(word).any(Class::GIVEN) && !word.eq_ignore_ascii_case("state"));
    match (given, rest.len()) {
        (Some(given), length) if given > 0 && given + 1 < length => from + given,
        (_, 0 | 1) => from + rest.len(),
        (_, 2) => from + 1,
        (_, length) => from + length - 2,
    }
}

/// Words in lower case before the name: "the", "former".
fn leading_lower(words: &[&str]) -> usize {
    let lower = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let particle = |word: &&str| lexicon().class(word).any(Class::PARTICLE);
    let article = |word: &&str| lexicon().class(word).any(Class::DETERMINER);
    words.iter().take_while(|word| (lower(word) && !particle(word)) || article(word)).count().min(words.len())
}

fn is_shouted(words: &[&str]) -> bool {
    let letters = || words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic());
    letters().count() > 3 && letters().all(|c| !c.is_lowercase())
}

/// "BLINKEN" as "Blinken", "O'NEILL" as "O'Neill".
fn shown(word: &str, shouted: bool) -> String {
    if !shouted || word.contains('.') {
        return word.to_owned();
    }
    let mut start = true;
    let mut shown = String::with_capacity(word.len());
    for character in word.chars() {
        if start {
            shown.extend(character.to_uppercase());
        } else {
            shown.extend(character.to_lowercase());
        }
        start = !character.is_alphanumeric();
    }
    shown
}

fn key(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '.')
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// Whether two given names, in lower case, can be one: the same, an initial, a short form, a misspelling.
pub fn same_given(one: &str, two: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == two
        || initial(one, two)
        || initial(two, one)
        || lexicon().same_given_name(one, two)
        || (one.len() > 4 && two.len() > 4 && is_near(one, two))
}

/// Whether two words of five letters or more differ by one letter put in, left out or changed (two from nine letters on).
fn is_near(one: &str, two: &str) -> bool {
    let shorter = one.len().min(two.len());
    let allowed = match shorter {
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    if one.len().abs_diff(two.len()) > allowed || shorter > 40 || one.as_bytes()[0] != two.as_bytes()[0] {
        return false;
    }
    distance(one.as_bytes(), two.as_bytes()) <= allowed
}

/// Edit distance in bytes.
fn distance(one: &[u8], two: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in two.iter().enumerate() {
            let changed = before + usize::from(a != b);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(before + 1);
        }
    }
    row[two.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(written: &str) -> (String, Option<String>) {
        let name = Name::parse(written);
        (name.shown(), name.role)
    }

    #[test]
    fn titles_and_offices_are_no_part_of_the_name() {
        let some = |role: &str| Some(role.to_owned());
        assert_eq!(parsed("SECRETARY GENERAL LINDQVIST:"), ("Lindqvist".into(), some("SECRETARY GENERAL")));
        assert_eq!(
            parsed("Jane Q. Doe, Secretary of State"),
            ("Jane Q. Doe".into(), some("Secretary of State"))
        );
        assert_eq!(parsed("Secretary of State Jane Doe"), ("Jane Doe".into(), some("Secretary of State")));
        assert_eq!(parsed("Sen. Jane Doe (D-Ohio)"), ("Jane Doe".into(), some("Sen.")));
        assert_eq!(parsed("THE PRESIDENT"), (String::new(), some("THE PRESIDENT")));
        assert_eq!(parsed("John Doe, Jr."), ("John Doe".into(), None));
        assert_eq!(parsed("Welsh Mary Lindqvist"), ("Mary Lindqvist".into(), None));
    }

    #[test]
    fn short_misspelt_and_middle_names_agree() {
        let agree = |one: &str, two: &str| Name::parse(one).agrees(&Name::parse(two));
        assert!(agree("Anthony Marlowe", "Antony J. Marlowe"));
        assert!(agree("Tony Marlowe", "Anthony Marlowe"));
        assert!(agree("J. Robert Marlowe", "Robert Marlowe"));
        assert!(agree("Ingrid Lindqvist", "Ingrid Lindquist"));
        assert!(!agree("Mary Marlowe", "Mark Marlowe"));
    }
}
