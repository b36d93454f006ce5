//! The people of a document: every form of a name joined to the person it names.
//!
//! First all names are noted as they stand ([`Names::note`]), then joined ([`Names::join`]): a surname or a short form
//! goes to the person whose full name the document gives anywhere, before or after.

use rustc_hash::{FxHashMap, FxHashSet};
use text::on_one_line;

use crate::finding::{Person, PersonId};
use crate::lexicon::{Class, lexicon};
use crate::name::Name;

/// One form of a name, as noted: "Secretary Blinken".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FormId(u32);

/// Names as they stand in a document.
#[derive(Debug, Default)]
pub(crate) struct Names<'t> {
    forms: Vec<Form<'t>>,
    known: FxHashMap<&'t str, FormId>,
    aliases: Vec<(FormId, FormId)>,
}

/// A distinct form.
#[derive(Debug)]
struct Form<'t> {
    written: &'t str,
    name: Name,
    /// Bytes where it stands, in the order noted.
    places: Vec<u32>,
    /// Offices said of this form elsewhere, by apposition.
    roles: Vec<String>,
    /// What a word beside it says: "husband".
    gender: Option<Gender>,
    /// A given name, a title or its use shows a person.
    person: bool,
}

impl<'t> Names<'t> {
    /// A person's name, with or without title or office, at a byte of the text (0 for a title or other metadata).
    pub fn note(&mut self, written: &'t str, at: usize) -> FormId {
        let next = FormId(self.forms.len() as u32);
        let id = *self.known.entry(written).or_insert(next);
        if id == next {
            let name = Name::parse(written);
            self.forms.push(Form {
                written,
                name,
                places: Vec::new(),
                roles: Vec::new(),
                gender: None,
                person: false,
            });
        }
        self.forms[id.0 as usize].places.push(at as u32);
        id
    }

    /// Says whether a form is a man's or a woman's.
    pub fn gender(&mut self, form: FormId, gender: Gender) {
        self.forms[form.0 as usize].gender = Some(gender);
    }

    /// Says that a form is a person's name or an office.
    pub fn person(&mut self, form: FormId) {
        self.forms[form.0 as usize].person = true;
    }

    /// Says that one form stands for another: "(EDC)", "(@mayor)" after the full name.
    pub fn alias(&mut self, short: FormId, full: FormId) {
        self.aliases.push((short, full));
    }

    /// Says that the person of this form holds an office: "Jane Doe, the minister of defence".
    #[allow(dead_code)] // for turns: offices in headings
    pub fn role(&mut self, form: FormId, role: &str) {
        let roles = &mut self.forms[form.0 as usize].roles;
        if !roles.iter().any(|known| known == role) {
            roles.push(role.to_owned());
        }
    }

    /// Joins the forms of each person.
    pub fn join(self) -> People {
        let mut joined = Joining::new(&self.forms);
        let aliases: FxHashSet<u32> = self.aliases.iter().map(|(short, _)| short.0).collect();
        joined.full_names(&aliases);
        joined.single_names(&aliases);
        joined.aliases(&self.aliases);
        joined.offices();
        joined.finish()
    }
}

/// People with the forms that name them.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// In order of first mention.
    pub people: Vec<Person>,
    /// For every one, whether a full name or a title shows a person.
    pub named: Vec<bool>,
    /// For every form, whom it can name: one, or several of the same surname.
    of: Vec<Vec<PersonId>>,
    /// For every person, where the full name stands, sorted.
    places: Vec<Vec<u32>>,
    /// For every person, what titles and given names show.
    genders: Vec<Option<Gender>>,
    /// Bodies and people described, by their words in lower case.
    described: FxHashMap<String, PersonId>,
}

/// What a title or a given name says of a person; "he" and "she" go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    /// "she"
    Woman,
    /// "he"
    Man,
}

impl Gender {
    /// Of a title, a given name or a word such as "spokeswoman".
    pub fn of_word(word: &str) -> Option<Gender> {
        let class = lexicon().class(word);
        match (class.any(Class::WOMAN), class.any(Class::MAN)) {
            (true, false) => Some(Gender::Woman),
            (false, true) => Some(Gender::Man),
            _ => None,
        }
    }
}

impl People {
    /// What is known of a person's gender.
    pub fn gender(&self, person: PersonId) -> Option<Gender> {
        self.genders[person.0 as usize]
    }

    /// Somebody described, or a body, under these words: known already, or new.
    pub fn described(&mut self, words: &str) -> PersonId {
        let name = on_one_line(words);
        let key = without_article(&name).to_lowercase();
        if let Some(&known) = self.described.get(&key) {
            return known;
        }
        let id = PersonId(self.people.len() as u32);
        self.people.push(Person { name, doubtful: true, ..Person::default() });
        self.named.push(false);
        self.places.push(Vec::new());
        self.genders.push(None);
        self.described.insert(key, id);
        id
    }

    /// Takes what a word for somebody shows: "the spokeswoman".
    pub fn shown_by(&mut self, person: PersonId, word: &str) {
        let known = &mut self.genders[person.0 as usize];
        *known = known.or(Gender::of_word(word));
    }

    /// Whether a person's offices or titles have this word.
    pub fn holds(&self, person: PersonId, word: &str) -> bool {
        let roles = self.people[person.0 as usize].roles.iter();
        roles.flat_map(|role| role.split_whitespace()).any(|part| part.eq_ignore_ascii_case(word))
    }

    /// Whom a form names at a place of the text: of several, the one whose full name stood last before it.
    pub fn person(&self, form: FormId, at: usize) -> PersonId {
        let candidates = &self.of[form.0 as usize];
        let last = |id: &PersonId| {
            let places = &self.places[id.0 as usize];
            let before = places.partition_point(|&place| place as usize <= at);
            before.checked_sub(1).map(|index| places[index])
        };
        let nearest = candidates.iter().filter(|id| last(id).is_some()).max_by_key(|id| last(id));
        nearest.or(candidates.first()).copied().unwrap_or(PersonId(0))
    }
}

/// Forms that name one person.
struct Group {
    forms: Vec<usize>,
    /// The fullest form.
    best: usize,
}

/// Most persons, and most forms of each, that one name is compared with: keeps a text of invented names linear.
const CANDIDATES: usize = 64;

struct Joining<'a, 't> {
    forms: &'a [Form<'t>],
    groups: Vec<Group>,
    /// For every form, its groups.
    of: Vec<Vec<usize>>,
    /// Name word (lower case) → groups that have it.
    by_word: FxHashMap<&'a str, Vec<usize>>,
    /// First two bytes of a surname → groups, for misspelt ones.
    by_start: FxHashMap<&'a [u8], Vec<usize>>,
}

impl<'a> Joining<'a, '_> {
    fn new<'t>(forms: &'a [Form<'t>]) -> Joining<'a, 't> {
        let of = vec![Vec::new(); forms.len()];
        Joining {
            forms,
            groups: Vec::new(),
            of,
            by_word: FxHashMap::default(),
            by_start: FxHashMap::default(),
        }
    }

    fn open(&mut self, form: usize) {
        self.groups.push(Group { forms: Vec::new(), best: form });
        self.enter(form, self.groups.len() - 1);
    }

    fn enter(&mut self, form: usize, group: usize) {
        self.of[form].push(group);
        self.index(form, group);
        let fuller = fullness(&self.forms[form]) > fullness(&self.forms[self.groups[group].best]);
        let group = &mut self.groups[group];
        group.forms.push(form);
        if fuller {
            group.best = form;
        }
    }

    fn index(&mut self, form: usize, group: usize) {
        let name = &self.forms[form].name;
        for word in name.keys() {
            push_new(self.by_word.entry(word).or_default(), group);
        }
        if name.surname().len() > 4 {
            push_new(self.by_start.entry(&name.surname().as_bytes()[..2]).or_default(), group);
        }
    }

    fn persons(&self, wanted: impl Fn(&Name) -> bool) -> Vec<usize> {
        let forms = self.forms.iter().enumerate();
        forms.filter(|(_, form)| wanted(&form.name)).map(|(index, _)| index).collect()
    }

    fn full_names(&mut self, aliases: &FxHashSet<u32>) {
        for form in self.persons(Name::is_full) {
            if aliases.contains(&(form as u32)) {
                continue;
            }
            let name = &self.forms[form].name;
            let agrees = |group: &usize| {
                self.groups[*group].forms.iter().take(CANDIDATES).any(|&f| self.forms[f].name.agrees(name))
            };
            let group = [name.surname(), name.given().unwrap_or_default()]
                .iter()
                .filter_map(|word| self.by_word.get(word))
                .find_map(|groups| groups.iter().copied().take(CANDIDATES).find(agrees));
            match group {
                Some(group) => self.enter(form, group),
                None => self.open(form),
            }
        }
    }

    /// Surnames, given names and what stands for a name in brackets.
    fn single_names(&mut self, aliases: &FxHashSet<u32>) {
        for form in self.persons(|name| name.words.len() == 1) {
            if aliases.contains(&(form as u32)) {
                continue;
            }
            let name = &self.forms[form].name;
            let fit = |group: &usize| {
                self.groups[*group]
                    .forms
                    .iter()
                    .take(CANDIDATES)
                    .map(|&f| self.forms[f].name.fits(name))
                    .max()
                    .unwrap_or(0)
            };
            let candidates: Vec<(u8, usize)> =
                self.candidates(name).into_iter().map(|group| (fit(&group), group)).collect();
            let best = candidates.iter().map(|(fit, _)| *fit).max().unwrap_or(0);
            if best == 0 {
                self.open(form);
            }
            for (_, group) in candidates.into_iter().filter(|(fit, _)| best > 0 && *fit == best) {
                self.enter(form, group);
            }
        }
    }

    /// Groups that a single word may name.
    fn candidates(&self, name: &Name) -> Vec<usize> {
        let word = name.surname();
        let others = lexicon().other_forms(word).filter_map(|other| self.by_word.get(other));
        let spelt = self.by_word.get(word).into_iter().chain(others).flatten();
        let mut groups: Vec<usize> = spelt.copied().take(CANDIDATES).collect();
        if groups.is_empty() && word.len() > 4 {
            let misspelt = self.by_start.get(&word.as_bytes()[..2]).into_iter().flatten();
            groups.extend(misspelt.take(CANDIDATES));
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    fn aliases(&mut self, aliases: &[(FormId, FormId)]) {
        for &(short, full) in aliases.iter().filter(|(short, full)| short != full) {
            let short = short.0 as usize;
            if !self.of[short].is_empty() {
                continue;
            }
            match self.of[full.0 as usize].first().copied() {
                Some(group) => {
                    self.of[short].push(group);
                    self.groups[group].forms.push(short);
                }
                None => self.open(short),
            }
        }
    }

    /// "The President": the one person who is called so, else somebody by that name alone.
    fn offices(&mut self) {
        let forms = self.forms;
        for form in self.persons(|name| name.words.is_empty()) {
            if !self.of[form].is_empty() {
                continue;
            }
            let office = forms[form].name.office_keys();
            let holds = |group: &Group| {
                let roles = |&index: &usize| {
                    let own = forms[index].name.office_keys();
                    let said = forms[index].roles.iter().map(|role| role.to_lowercase());
                    own == office
                        || said.into_iter().any(|role| office.iter().all(|word| role.contains(word.as_str())))
                };
                !office.is_empty() && group.forms.iter().any(roles)
            };
            let holders: Vec<usize> =
                (0..self.groups.len()).filter(|&group| holds(&self.groups[group])).collect();
            match holders.as_slice() {
                [] => self.open(form),
                several => several.iter().for_each(|&group| self.enter(form, group)),
            }
        }
    }

    fn finish(self) -> People {
        let first = |group: &Group| group.forms.iter().flat_map(|&form| self.forms[form].places.iter()).min();
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        order.sort_by_key(|&group| first(&self.groups[group]).copied());
        let mut place = vec![0; self.groups.len()];
        order.iter().enumerate().for_each(|(index, &group)| place[group] = index as u32);
        let of = self
            .of
            .iter()
            .map(|groups| groups.iter().map(|&group| PersonId(place[group])).collect())
            .collect();
        People {
            genders: order.iter().map(|&group| self.gender(&self.groups[group])).collect(),
            described: FxHashMap::default(),
            named: order.iter().map(|&group| self.is_named(&self.groups[group])).collect(),
            people: order.iter().map(|&group| self.shown(&self.groups[group])).collect(),
            of,
            places: order.iter().map(|&group| self.full_places(&self.groups[group])).collect(),
        }
    }

    fn is_named(&self, group: &Group) -> bool {
        let named =
            |form: &Form| (form.name.is_full() || form.name.role.is_some()) && !form.name.words.is_empty();
        group.forms.iter().any(|&form| named(&self.forms[form]))
    }

    fn gender(&self, group: &Group) -> Option<Gender> {
        let forms = || group.forms.iter().map(|&form| &self.forms[form].name);
        let titles = forms().filter_map(|name| name.role.as_deref()).flat_map(str::split_whitespace);
        let given = || forms().filter_map(Name::given).find_map(Gender::of_word);
        let said = || group.forms.iter().find_map(|&form| self.forms[form].gender);
        titles.into_iter().find_map(Gender::of_word).or_else(given).or_else(said)
    }

    fn full_places(&self, group: &Group) -> Vec<u32> {
        let full = |form: &&usize| self.of[**form].len() == 1;
        let mut places: Vec<u32> = group
            .forms
            .iter()
            .filter(full)
            .flat_map(|&form| self.forms[form].places.iter().copied())
            .collect();
        places.sort_unstable();
        places
    }

    fn shown(&self, group: &Group) -> Person {
        let best = &self.forms[group.best];
        let name = if best.name.words.is_empty() { on_one_line(best.written) } else { best.name.shown() };
        let doubtful = !group.forms.iter().any(|&form| self.forms[form].person);
        let mut person = Person { name, doubtful, ..Person::default() };
        let mut forms: Vec<&Form> = group.forms.iter().map(|&form| &self.forms[form]).collect();
        forms.sort_by_key(|form| form.places.first().copied());
        for form in forms {
            let written = on_one_line(form.written);
            if written != person.name && !person.names.contains(&written) {
                person.names.push(written);
            }
            for role in form.roles.iter().chain(form.name.role.as_ref()) {
                let role = on_one_line(without_article(role));
                if !role.is_empty() && !person.roles.iter().any(|known| known.eq_ignore_ascii_case(&role)) {
                    person.roles.push(role);
                }
            }
        }
        person
    }
}

/// How full a name is. A long form that stands but once may hold a word of a headline: it counts as two words.
fn fullness(form: &Form) -> (usize, bool) {
    let words = form.name.words.len();
    let given = form.name.keys().first().is_some_and(|key| lexicon().class(key).any(Class::GIVEN));
    let sure = !given
        || words <= 2
        || form.places.len() > 1
        || form.name.words[1].ends_with('.')
        || !form.name.is_long();
    (if sure { words } else { 2 }, !form.name.shouted)
}

fn push_new(groups: &mut Vec<usize>, group: usize) {
    if groups.last() != Some(&group) {
        groups.push(group);
    }
}

/// Without "the" or "a" before it.
fn without_article(words: &str) -> &str {
    let words = words.trim();
    let article = ["the ", "a ", "an "]
        .iter()
        .find(|article| words.get(..article.len()).is_some_and(|start| start.eq_ignore_ascii_case(article)));
    article.map_or(words, |article| words[article.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_short_forms_and_misspellings_join_the_full_name() {
        let mut names = Names::default();
        let surname = names.note("Secretary Marlowe", 3);
        let full = names.note("Antony J. Marlowe", 40);
        let short = names.note("Tony", 90);
        let misspelt = names.note("Anthony Marlowe", 120);
        let people = names.join();
        assert_eq!(people.people.len(), 1);
        assert_eq!(people.people[0].name, "Antony J. Marlowe");
        assert_eq!(people.people[0].names, ["Secretary Marlowe", "Tony", "Anthony Marlowe"]);
        for form in [surname, full, short, misspelt] {
            assert_eq!(people.person(form, 0), PersonId(0));
        }
    }

    #[test]
    fn of_two_with_one_surname_the_last_named_in_full_is_meant() {
        let mut names = Names::default();
        names.note("Ann Marlowe", 0);
        names.note("Ben Marlowe", 50);
        let surname = names.note("Marlowe", 20);
        let people = names.join();
        assert_eq!(people.people[people.person(surname, 20).0 as usize].name, "Ann Marlowe");
        assert_eq!(people.people[people.person(surname, 70).0 as usize].name, "Ben Marlowe");
    }

    #[test]
    fn an_office_alone_names_its_holder() {
        let mut names = Names::default();
        let office = names.note("THE PRESIDENT", 0);
        names.note("President Ann Marlowe", 9);
        let people = names.join();
        assert_eq!(people.people[people.person(office, 0).0 as usize].name, "Ann Marlowe");
    }
}
