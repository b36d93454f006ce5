//! One person under many names: what the documents together show, and no single one can.
//!
//! A full name is another's when both have the surname, the given names are forms of one name, and documents call both by
//! one office. A surname alone, or an office alone, is whoever of that surname or in that office the documents of those
//! days name; where two could be meant, or the document bears no day, it stays nobody's but its own. Each joining says why,
//! and a person may take it back.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Transaction, params};
use text::Date;

use crate::error::Result;
use crate::{Record, name, removal};

/// Days before and after a document in which others may show who held an office.
const ABOUT: i32 = 60;
/// How many times as often as the next one somebody must be called so, to be meant by the office or the surname.
const CLEARLY: usize = 4;
/// The same where the document gives the surname without an office.
const VERY_CLEARLY: usize = 10;
/// Documents of those days that must give the surname then.
const OFTEN: usize = 5;
/// What stands behind a surname and tells father from son, in lower case.
const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// A name in one document.
struct Appearance {
    document: i64,
    number: i64,
    key: String,
    day: Option<i32>,
    /// What the document calls them, plainly written; forms of address are left out.
    offices: Vec<String>,
    /// Whether it is settled who it is: by a person, or before.
    settled: bool,
}

/// What documents together say of a full name.
#[derive(Default)]
struct Known {
    documents: usize,
    days: Vec<i32>,
    /// For each office the days of the documents that call them so.
    offices: BTreeMap<String, Vec<i32>>,
}

impl Known {
    fn see(&mut self, appearance: &Appearance) {
        self.documents += 1;
        self.days.extend(appearance.day);
        for office in &appearance.offices {
            self.offices.entry(office.clone()).or_default().extend(appearance.day);
        }
    }

    fn join(&mut self, other: Known) {
        self.documents += other.documents;
        self.days.extend(other.days);
        for (office, days) in other.offices {
            self.offices.entry(office).or_default().extend(days);
        }
    }
}

/// Two names of one person, and why they are.
struct Joined {
    key: String,
    into: String,
    why: String,
}

impl Record {
    /// Joins the names of one person as far as the documents show it.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn join_names(&mut self) -> Result<()> {
        let last = "INSERT OR REPLACE INTO progress (work, document) SELECT 'people', coalesce(max(document), 0) FROM documents";
        self.write(|transaction| {
            join(transaction)?;
            removal::forget_unused(transaction)?;
            transaction.execute(last, []).map(drop)
        })
    }
}

fn join(to: &Transaction) -> rusqlite::Result<()> {
    let appearances = appearances(to)?;
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    // an office that stands for a name is nobody's name
    let offices: HashSet<&str> =
        appearances.iter().flat_map(|appearance| &appearance.offices).map(String::as_str).collect();
    let named = |one: &&Appearance| one.key.contains(' ') && !offices.contains(one.key.as_str());
    for appearance in appearances.iter().filter(named) {
        known.entry(appearance.key.clone()).or_default().see(appearance);
    }
    let kept_apart = kept_apart(to)?;
    for joined in full_names(&mut known, &kept_apart) {
        put(to, &joined)?;
    }
    known.values_mut().for_each(|known| {
        known.days.sort_unstable();
        known.offices.values_mut().for_each(|days| days.sort_unstable());
    });
    let meant = Meant::new(&known);
    for appearance in appearances.iter().filter(|one| !one.settled && !kept_apart.contains(&one.key)) {
        if let Some((key, why)) = meant.by(appearance) {
            settle(to, appearance, key, &why)?;
        }
    }
    Ok(())
}

fn appearances(to: &Transaction) -> rusqlite::Result<Vec<Appearance>> {
    let mut rows = to.prepare(
        "SELECT document, number, coalesce(l.into_key, a.key), a.day, roles, a.why NOT IN ('same single name', 'same full name') \
         FROM appearances a JOIN documents USING (document) LEFT JOIN likenesses l ON l.key = a.key \
         WHERE superseded_by IS NULL AND a.key NOT IN (SELECT key FROM aliases) ORDER BY document, number",
    )?;
    let mut rows = rows.query([])?;
    let epoch = Date::constant(2000, 1, 1);
    let mut appearances = Vec::new();
    while let Some(row) = rows.next()? {
        let (published, roles): (Option<String>, String) = (row.get(3)?, row.get(4)?);
        let day = published.and_then(|day| day.parse::<Date>().ok());
        let roles: Vec<String> = serde_json::from_str(&roles).unwrap_or_default();
        let mut offices: Vec<String> = roles.iter().map(|role| name::plain(role)).collect();
        offices.retain(|office| office.chars().count() > 3);
        appearances.push(Appearance {
            document: row.get(0)?,
            number: row.get(1)?,
            key: row.get(2)?,
            day: day.map(|day| (day - epoch).get_days()),
            offices,
            settled: row.get(5)?,
        });
    }
    Ok(appearances)
}

/// Names of which a person said that they are one of their own.
fn kept_apart(to: &Transaction) -> rusqlite::Result<HashSet<String>> {
    let mut keys = to.prepare("SELECT key FROM aliases")?;
    keys.query_map([], |row| row.get(0))?.collect()
}

/// Given name and surname of a full name, generations left out.
fn ends(key: &str) -> Option<(&str, &str)> {
    let mut words: Vec<&str> = key.split(' ').collect();
    words.truncate(words.iter().rposition(|word| !GENERATIONS.contains(word))? + 1);
    match words[..] {
        [given, .., surname] => Some((given, surname)),
        _ => None,
    }
}

/// Joins full names, the one in fewer documents into the other; a name that could be two people's is left alone.
fn full_names(known: &mut BTreeMap<String, Known>, kept_apart: &HashSet<String>) -> Vec<Joined> {
    let mut surnames: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for key in known.keys().filter(|key| !kept_apart.contains(*key)) {
        if let Some((_, surname)) = ends(key) {
            surnames.entry(surname.to_owned()).or_default().push(key.clone());
        }
    }
    let mut joined = Vec::new();
    for mut keys in surnames.into_values().filter(|keys| keys.len() > 1) {
        keys.sort_by_key(|key| (known[key].documents, key.clone()));
        for at in 0..keys.len() {
            let likely: Vec<(&String, String)> = (keys[at + 1..].iter())
                .filter_map(|other| Some((other, same_person(&keys[at], other, known)?)))
                .collect();
            let [(into, why)] = &likely[..] else { continue };
            joined.push(Joined { key: keys[at].clone(), into: (*into).clone(), why: why.clone() });
            let given_up = known.remove(&keys[at]).unwrap_or_default();
            known.entry((*into).clone()).or_default().join(given_up);
        }
    }
    joined
}

/// Why two full names of one surname are one person's, if they are.
fn same_person(one: &str, other: &str, known: &BTreeMap<String, Known>) -> Option<String> {
    let ((given, _), (other_given, _)) = (ends(one)?, ends(other)?);
    // an initial is a given name's or a middle name's: nobody knows
    let initial = |given: &str| given.chars().count() < 2;
    if initial(given) || initial(other_given) || !understand::same_given_name(given, other_given) {
        return None;
    }
    let (offices, others) = (&known.get(one)?.offices, &known.get(other)?.offices);
    let shared = offices.keys().find(|office| others.contains_key(*office))?;
    Some(match given == other_given {
        true => format!("same given name and surname, both called {shared}"),
        false => format!("{given} and {other_given} are forms of one name, both called {shared}"),
    })
}

/// Who may be meant by a surname or an office.
struct Meant<'a> {
    surnames: HashMap<&'a str, Vec<(&'a str, &'a Known)>>,
    offices: HashMap<&'a str, Vec<(&'a str, &'a Known)>>,
}

impl<'a> Meant<'a> {
    fn new(known: &'a BTreeMap<String, Known>) -> Self {
        let mut meant = Meant { surnames: HashMap::new(), offices: HashMap::new() };
        for (key, known) in known {
            if let Some((_, surname)) = ends(key) {
                meant.surnames.entry(surname).or_default().push((key, known));
            }
            for office in known.offices.keys() {
                meant.offices.entry(office).or_default().push((key, known));
            }
        }
        meant
    }

    /// Who is meant, by key, and why.
    fn by(&self, appearance: &Appearance) -> Option<(&'a str, String)> {
        let key = appearance.key.as_str();
        let day = appearance.day?; // who was meant on a day that nobody knows cannot be told
        if let Some(holders) = self.offices.get(key) {
            let found = clearly(holders, CLEARLY, |known| about(known.offices.get(key), day))?;
            return Some((found, format!("the only one whom documents of those days clearly call {key}")));
        }
        let bearers = self.surnames.get(key)?;
        for office in &appearance.offices {
            if let Some(found) = clearly(bearers, CLEARLY, |known| about(known.offices.get(office), day)) {
                return Some((
                    found,
                    format!("the one of that surname whom documents of those days call {office}"),
                ));
            }
        }
        let found = clearly(bearers, VERY_CLEARLY, |known| {
            Some(about(Some(&known.days), day)).filter(|&count| count >= OFTEN).unwrap_or_default()
        })?;
        Some((found, "by far the most named of that surname in documents of those days".to_owned()))
    }
}

/// How many of these days, sorted, are near `day`.
fn about(days: Option<&Vec<i32>>, day: i32) -> usize {
    let Some(days) = days else { return 0 };
    days.partition_point(|&other| other <= day + ABOUT) - days.partition_point(|&other| other < day - ABOUT)
}

/// The one that counts at least `times` as much as the next.
fn clearly<'a>(
    some: &[(&'a str, &'a Known)],
    times: usize,
    count: impl Fn(&Known) -> usize,
) -> Option<&'a str> {
    let mut counts: Vec<(usize, &str)> = some.iter().map(|(key, known)| (count(known), *key)).collect();
    counts.sort_unstable_by(|left, right| right.cmp(left));
    let next = counts.get(1).map_or(0, |&(count, _)| count);
    counts.first().filter(|&&(most, _)| most > 0 && most >= times * next).map(|&(_, key)| key)
}

/// Gives all of a name's appearances to another.
fn put(to: &Transaction, joined: &Joined) -> rusqlite::Result<()> {
    let Joined { key, into, why } = joined;
    to.prepare_cached("INSERT OR REPLACE INTO likenesses (key, into_key, why) VALUES (?1, ?2, ?3)")?
        .execute(params![key, into, why])?;
    to.prepare_cached("UPDATE likenesses SET into_key = ?2 WHERE into_key = ?1")?.execute([key, into])?;
    call(to, key, into)?;
    to.prepare_cached(
        "UPDATE appearances SET person = (SELECT person FROM people WHERE key = ?2), why = ?3 \
         WHERE person = (SELECT person FROM people WHERE key = ?1) AND EXISTS (SELECT 1 FROM people WHERE key = ?2)",
    )?
    .execute(params![key, into, why])?;
    Ok(())
}

/// What one is called, the other is called too.
fn call(to: &Transaction, key: &str, into: &str) -> rusqlite::Result<()> {
    to.prepare_cached(
        "INSERT OR IGNORE INTO callings (called, person) SELECT called, i.person FROM callings \
         JOIN people p USING (person), people i WHERE p.key = ?1 AND i.key = ?2",
    )?
    .execute([key, into])?;
    Ok(())
}

/// Gives one appearance to a person.
fn settle(to: &Transaction, appearance: &Appearance, key: &str, why: &str) -> rusqlite::Result<()> {
    to.prepare_cached(
        "UPDATE appearances SET person = (SELECT person FROM people WHERE key = ?3), why = ?4 \
         WHERE document = ?1 AND number = ?2 AND EXISTS (SELECT 1 FROM people WHERE key = ?3)",
    )?
    .execute(params![appearance.document, appearance.number, key, why])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[(&str, &str, &[i32])]) -> BTreeMap<String, Known> {
        let mut all: BTreeMap<String, Known> = BTreeMap::new();
        for &(key, office, days) in names {
            for &day in days {
                all.entry(key.to_owned()).or_default().see(&appearance(key, &[office], Some(day)));
            }
        }
        all
    }

    fn appearance(key: &str, offices: &[&str], day: Option<i32>) -> Appearance {
        let offices = offices.iter().map(|&office| office.to_owned()).collect();
        Appearance { document: 1, number: 0, key: key.to_owned(), day, offices, settled: false }
    }

    #[test]
    fn a_short_form_with_the_same_office_is_the_same_person() {
        let mut all = known(&[
            ("anthony lind", "minister of transport", &[1, 2, 3]),
            ("tony lind", "minister of transport", &[4]),
            ("tony lind jr", "goalkeeper", &[4]),
            ("margaret lind", "minister of transport", &[5]),
        ]);
        let joined = full_names(&mut all, &HashSet::new());
        let pairs: Vec<_> = joined.iter().map(|one| (one.key.as_str(), one.into.as_str())).collect();
        assert_eq!(pairs, [("tony lind", "anthony lind")]);
        assert_eq!(
            joined[0].why,
            "tony and anthony are forms of one name, both called minister of transport"
        );
    }

    #[test]
    fn an_office_is_its_holder_of_those_days_and_nobody_between() {
        let all = known(&[
            ("ada rowe", "harbour master", &[100, 110]),
            ("karl lind", "harbour master", &[500, 510, 520]),
        ]);
        let meant = Meant::new(&all);
        let by = |key, day| meant.by(&appearance(key, &[], day)).map(|(key, _)| key);
        assert_eq!(by("harbour master", Some(105)), Some("ada rowe"));
        assert_eq!(by("harbour master", Some(515)), Some("karl lind"));
        assert_eq!(by("harbour master", Some(300)), None, "nothing shows who it was then");
        assert_eq!(by("harbour master", None), None, "no day is invented");
        assert_eq!(by("rowe", Some(100)), None, "a surname alone needs more documents");
        let called = appearance("rowe", &["harbour master"], Some(100));
        assert_eq!(meant.by(&called).map(|(key, _)| key), Some("ada rowe"));
    }
}
