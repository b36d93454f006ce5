//! Statements of one position: found by what they say, grouped, in the order that documents prove.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::params;

use crate::Record;
use crate::error::{At, Result};
use crate::figure::Asked;
use crate::named::Description;
use crate::term::{About, Finder, content};
use crate::undertaking::sentences;

/// One position, held by those who state it.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Whether it is one speaker's, a set phrase, or an idea that others take up.
    pub spread: Spread,
    /// In the order of their days; undated ones last.
    pub statements: Vec<Stated>,
}

/// How a position goes from mouth to mouth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// One statement.
    Single,
    /// One person, on several occasions or as several documents quote them.
    OneSpeaker,
    /// Several people of one office say it in nearly the same words.
    SetPhrase,
    /// Several people state it, in their own words.
    TakenUp,
}

impl Spread {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Spread::Single => "single",
            Spread::OneSpeaker => "one speaker",
            Spread::SetPhrase => "set phrase",
            Spread::TakenUp => "taken up",
        }
    }
}

/// A statement of a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Where it stands.
    pub document: Description,
    /// Who says it.
    pub speaker: Option<String>,
    /// The day on which it was said; `None` where no document proves one.
    pub said: Option<String>,
    /// `said` in a transcript, `quoted` in a report.
    pub quoted: bool,
    /// First code point of the words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// The share of its words that the first statement of the position has too, 0 to 1.
    pub alike: f64,
    /// Words of the first statement that it has not.
    pub lacks: Vec<String>,
    /// Its own words that the first has not.
    pub adds: Vec<String>,
    terms: HashSet<String>,
    offices: BTreeSet<String>,
}

/// Statements looked at: of a question that finds more, the first in time.
const MOST: usize = 2000;

impl Record {
    /// The positions on what is asked about, those of most statements first.
    ///
    /// # Errors
    /// A damaged record.
    pub fn positions(&self, asked: &Asked) -> Result<Vec<Position>> {
        let about = About::new(asked.about.unwrap_or_default());
        let mut documents = self.documents_about(&about, asked, "texts", " AND ")?;
        documents.sort_by(|left, right| (left.1.is_none(), &left.1).cmp(&(right.1.is_none(), &right.1)));
        let wanted = Wanted { finder: Finder::new(&about), about, asked };
        let mut stated = Vec::new();
        for (number, said) in documents {
            self.stated(number, &said, &wanted, &mut stated)?;
            if stated.len() >= MOST {
                break;
            }
        }
        Ok(grouped(stated))
    }

    /// The statements of a document: sentences of its turns, and its quotations.
    fn stated(
        &self,
        number: i64,
        said: &Option<String>,
        wanted: &Wanted,
        found: &mut Vec<Stated>,
    ) -> Result<()> {
        let page = self.page(number)?;
        let sql = format!(
            "SELECT {}, p.name, a.roles, t.\"end\", 0, t.start FROM turns t \
             JOIN documents d ON d.document = t.document \
             LEFT JOIN appearances a ON a.document = t.document AND a.number = t.speaker \
             LEFT JOIN people p ON p.person = a.person WHERE t.document = ?1 \
             UNION ALL \
             SELECT {}, p.name, a.roles, q.\"end\", 1, q.start FROM quotations q \
             JOIN documents d ON d.document = q.document \
             LEFT JOIN appearances a ON a.document = q.document AND a.number = q.speaker \
             LEFT JOIN people p ON p.person = a.person \
             WHERE q.document = ?1 AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.document = ?1) ORDER BY 13",
            Description::COLUMNS,
            Description::COLUMNS
        );
        let mut rows = self.connection.prepare_cached(&sql).at(&self.path)?;
        let mut rows = rows.query(params![number]).at(&self.path)?;
        let at = Description::WIDTH;
        while let Some(row) = rows.next().at(&self.path)? {
            let speaker: Option<String> = row.get(at).at(&self.path)?;
            let (begins, ends): (u32, u32) =
                (row.get(at + 4).at(&self.path)?, row.get(at + 2).at(&self.path)?);
            let words = page.part(begins, ends);
            if !wanted.asked.is_by(speaker.as_deref()) || !wanted.may_stand_in(words) {
                continue;
            }
            let roles: Option<String> = row.get(at + 1).at(&self.path)?;
            let offices: BTreeSet<String> =
                serde_json::from_str(roles.as_deref().unwrap_or("[]")).unwrap_or_default();
            let quoted: bool = row.get(at + 3).at(&self.path)?;
            for sentence in sentences(words).filter(|words| wanted.stands_in(words)) {
                let before = sentence.as_ptr() as usize - words.as_ptr() as usize;
                let start = begins as usize + words[..before].chars().count();
                found.push(Stated {
                    document: Description::of(row).at(&self.path)?,
                    speaker: speaker.clone(),
                    said: said.clone(),
                    quoted,
                    start,
                    end: start + sentence.chars().count(),
                    words: text::on_one_line(sentence),
                    alike: 1.0,
                    lacks: Vec::new(),
                    adds: Vec::new(),
                    terms: content(sentence),
                    offices: offices.clone(),
                });
            }
        }
        Ok(())
    }
}

/// What is asked about, by whom.
struct Wanted<'a> {
    about: About,
    finder: Finder,
    asked: &'a Asked<'a>,
}

impl Wanted<'_> {
    fn may_stand_in(&self, words: &str) -> bool {
        self.finder.places(words).may_stand(0..words.len())
    }

    fn stands_in(&self, words: &str) -> bool {
        self.may_stand_in(words) && self.about.is_in(words)
    }
}

/// Statements that share so much of the shorter one's words state one position.
const ALIKE: f64 = 0.3;
/// And at least so many words.
const LEAST_WORDS: usize = 2;
/// Set phrases share so much.
const SAME: f64 = 0.8;

/// Groups statements, in their order; one that is like several groups joins them.
fn grouped(stated: Vec<Stated>) -> Vec<Position> {
    let terms = numbered(&stated);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, one) in terms.iter().enumerate() {
        let like = |group: &Vec<usize>| group.iter().any(|&other| is_alike(one, &terms[other]));
        let (same, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(like);
        let mut joined: Vec<usize> = same.into_iter().flatten().collect();
        joined.push(at);
        groups = others;
        groups.push(joined);
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    let mut stated: Vec<Option<Stated>> = stated.into_iter().map(Some).collect();
    groups
        .into_iter()
        .map(|group| position(group.iter().filter_map(|&at| stated[at].take()).collect()))
        .collect()
}

/// The terms of each statement as numbers in order: quicker to compare.
fn numbered(stated: &[Stated]) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut number = |term| {
        let next = numbers.len() as u32;
        *numbers.entry(term).or_insert(next)
    };
    let numbered = stated.iter().map(|one| {
        let mut terms: Vec<u32> = one.terms.iter().map(|term| number(term.as_str())).collect();
        terms.sort_unstable();
        terms
    });
    numbered.collect()
}

/// Whether two statements share enough of the shorter one's words; both in order.
fn is_alike(one: &[u32], other: &[u32]) -> bool {
    let (mut left, mut right, mut shared) = (one, other, 0);
    while let ([first, lefts @ ..], [second, rights @ ..]) = (left, right) {
        shared += usize::from(first == second);
        (left, right) =
            (if first <= second { lefts } else { left }, if second <= first { rights } else { right });
    }
    shared >= LEAST_WORDS && shared as f64 >= ALIKE * one.len().min(other.len()) as f64
}

fn share(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let shorter = one.len().min(other.len()).max(1);
    one.intersection(other).count() as f64 / shorter as f64
}

fn position(mut statements: Vec<Stated>) -> Position {
    let first = statements[0].terms.clone();
    for stated in &mut statements {
        stated.alike = share(&first, &stated.terms);
        let sorted = |words: &mut dyn Iterator<Item = &String>| {
            let mut words: Vec<String> = words.cloned().collect();
            words.sort();
            words
        };
        stated.lacks = sorted(&mut first.difference(&stated.terms));
        stated.adds = sorted(&mut stated.terms.difference(&first));
    }
    Position { spread: spread(&statements), statements }
}

fn spread(statements: &[Stated]) -> Spread {
    let speakers: HashSet<&Option<String>> = statements.iter().map(|stated| &stated.speaker).collect();
    let offices = statements.iter().map(|stated| stated.offices.clone());
    let shared = offices.reduce(|held, next| held.intersection(&next).cloned().collect()).unwrap_or_default();
    match (statements.len(), speakers.len()) {
        (1, _) => Spread::Single,
        (_, 1) => Spread::OneSpeaker,
        _ if !shared.is_empty() && statements.iter().all(|stated| stated.alike >= SAME) => Spread::SetPhrase,
        _ => Spread::TakenUp,
    }
}
