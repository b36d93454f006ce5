//! Figures about the same thing, side by side and in the order of time.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::{Asked, Claim};
use crate::term::terms;
use crate::{Record, Result};

/// Figures about one thing, in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The thing, as it is most often called; nothing where no sentence says it.
    pub thing: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// In the order of the time that they speak of; those of no known time last.
    pub points: Vec<Point>,
}

/// A figure in its series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The figure.
    pub claim: Claim,
    /// The day that it stands for; `None` where no document proves one.
    pub day: Option<String>,
    /// How it stands to the point `beside`.
    pub relation: Relation,
    /// The earlier point of the series that it is compared with.
    pub beside: Option<usize>,
}

/// How a figure stands to another of its series. A difference is no verdict: both sentences are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// There is nothing before it.
    First,
    /// The same value, or one that the other allows.
    Agrees,
    /// Another value for the same time.
    DiffersInValue,
    /// The same value for the same time, of another scope.
    DiffersInScope,
    /// Another value for a later time, or said much later of the same time.
    Supersedes,
    /// No time is known, so that nothing can be compared.
    Undated,
}

impl Relation {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Relation::First => "first",
            Relation::Agrees => "agrees",
            Relation::DiffersInValue => "differs in value",
            Relation::DiffersInScope => "differs in scope",
            Relation::Supersedes => "supersedes",
            Relation::Undated => "undated",
        }
    }
}

impl Record {
    /// The figures asked for as series, those of most figures first.
    ///
    /// # Errors
    /// A damaged record.
    pub fn series(&self, asked: &Asked) -> Result<Vec<Series>> {
        Ok(series(self.figures(asked)?))
    }
}

/// By what two figures are known to be about the same: unit, thing, and whether it is a part of it ("a third of the allies")
/// or is counted beside it ("another five").
type Key = (Option<String>, String, bool);

/// Puts figures side by side.
pub fn series(claims: Vec<Claim>) -> Vec<Series> {
    let mut groups: BTreeMap<Key, Vec<Claim>> = BTreeMap::new();
    let wholes: BTreeSet<(i64, String, u64)> =
        claims.iter().filter_map(|claim| Some(stated(claim, claim.out_of?))).collect();
    let is_whole = |claim: &Claim| claim.out_of.is_none() && wholes.contains(&stated(claim, claim.value));
    for claim in claims.into_iter().filter(|claim| !is_whole(claim)).flat_map(ends) {
        let part = claim.aside || claim.unit.is_none() && claim.value.fract() != 0.0;
        groups.entry((claim.unit.clone(), thing(claim.of.as_deref()), part)).or_default().push(claim);
    }
    groups.retain(|_, claims| claims.iter().any(|claim| claim.direct));
    let mut all: Vec<Series> = groups.into_values().map(one).collect();
    all.sort_by_key(|series| std::cmp::Reverse(series.points.len()));
    all
}

/// Both ends of a way: of "has gone from 9 to 23" the 9 of a time that is not said, and the 23 of the day.
fn ends(claim: Claim) -> Vec<Claim> {
    let way = claim.time.as_deref().is_some_and(|time| time.ends_with("from"));
    match claim.upper.filter(|_| way) {
        Some(arrival) => {
            let arrived = Claim { value: arrival, upper: None, time: None, ..claim.clone() };
            vec![Claim { upper: None, ..claim }, arrived]
        }
        None => vec![claim],
    }
}

/// The whole that a claim is a part of, in its sentence: of "23 of 32 allies" the 32 is no figure of its own series.
fn stated(claim: &Claim, value: f64) -> (i64, String, u64) {
    (claim.document.number, claim.sentence.clone(), value.to_bits())
}

/// Nouns that name the members of one union in turn: what is said of its allies is said of its member countries.
const MEMBERS: [&str; 7] = ["ally", "member", "country", "nation", "state", "government", "partner"];

/// The noun that a thing turns on: of "other NATO Allies" "ally", of "members of the union" "member".
fn thing(of: Option<&str>) -> String {
    let words = of.unwrap_or_default();
    let head = words.split(" of ").next().unwrap_or_default();
    let noun = terms(head).pop().unwrap_or_default();
    if MEMBERS.contains(&noun.as_str()) { MEMBERS[1].to_owned() } else { noun }
}

fn one(claims: Vec<Claim>) -> Series {
    let unit = claims[0].unit.clone();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    claims.iter().filter_map(|claim| claim.of.as_deref()).for_each(|of| *names.entry(of).or_default() += 1);
    let thing = names.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(name.len())));
    let thing = thing.map(|(name, _)| (*name).to_owned());
    let mut points: Vec<Point> = claims.into_iter().map(Point::new).collect();
    points.sort_by(|left, right| order(left).cmp(&order(right)));
    points.dedup_by(|later, earlier| earlier.repeats(later));
    for at in 0..points.len() {
        let (beside, relation) = relation(&points[..at], &points[at]);
        points[at].relation = relation;
        points[at].beside = beside;
    }
    Series { thing, unit, points }
}

/// Undated ones last; of one day in the order in which they were said, and stand.
fn order(point: &Point) -> (bool, &Option<String>, &Option<String>, i64, usize) {
    (point.day.is_none(), &point.day, &point.claim.said, point.claim.document.number, point.claim.start)
}

impl Point {
    fn new(claim: Claim) -> Self {
        Point { day: day(&claim), claim, relation: Relation::First, beside: None }
    }

    /// The same figure again, by the same speaker in the same document: told once.
    fn repeats(&mut self, later: &mut Point) -> bool {
        let (one, other) = (&self.claim, &later.claim);
        one.document.number == other.document.number
            && (one.value, one.upper, &one.speaker, &self.day)
                == (other.value, other.upper, &other.speaker, &later.day)
            && same_scope(one, other)
    }
}

/// The day a figure stands for: of a time that was past when it was said its last, of one to come its first, else the day on
/// which it was said. A time that no calendar tells ("when she took office") stands for none.
fn day(claim: &Claim) -> Option<String> {
    let said = claim.said.as_ref();
    match (&claim.from, &claim.until) {
        (None, None) if claim.time.is_some() => None,
        (_, Some(until)) if said.is_none_or(|said| until < said) => Some(until.clone()),
        (Some(from), _) if said.is_none_or(|said| from > said) => Some(from.clone()),
        (None, Some(until)) => Some(until.clone()), // "by 2030"
        _ => said.cloned(),
    }
}

/// Days within which two statements of the same time are about the same state of things.
const SOON: i64 = 31;

fn relation(earlier: &[Point], point: &Point) -> (Option<usize>, Relation) {
    if point.day.is_none() {
        return (None, Relation::Undated);
    }
    let same = |other: &Point| same_time(&other.claim, &point.claim);
    // "nine votes to six": what one sentence says of one time is not at odds with itself
    let aside = |other: &Point| one_sentence(&other.claim, &point.claim) && same(other);
    // what was foreseen is compared with what had been said by then
    let later = |other: &Point| is_foreseen(&point.claim, &point.day) && other.claim.said > point.claim.said;
    let dated = || earlier.iter().enumerate().rev().filter(|(_, other)| !aside(other) && !later(other));
    let beside = dated().find(|(_, other)| same(other)).or_else(|| dated().next());
    let Some((at, other)) = beside else { return (None, Relation::First) };
    let (agrees, together) = (agree(&other.claim, &point.claim), same(other));
    let relation = match (agrees, together) {
        (true, true) if !same_scope(&other.claim, &point.claim) => Relation::DiffersInScope,
        (true, _) => Relation::Agrees,
        (false, true) if said_apart(&other.claim, &point.claim) <= SOON => Relation::DiffersInValue,
        (false, _) => Relation::Supersedes,
    };
    (Some(at), relation)
}

/// Whether a claim speaks of a day that was still to come.
fn is_foreseen(claim: &Claim, day: &Option<String>) -> bool {
    claim.said.is_some() && *day > claim.said
}

fn one_sentence(one: &Claim, other: &Claim) -> bool {
    one.document.number == other.document.number && one.sentence == other.sentence
}

/// Whether two claims speak of the same time: their days overlap.
fn same_time(one: &Claim, other: &Claim) -> bool {
    let days = |claim: &Claim| {
        let day = day(claim).unwrap_or_default();
        let from = claim.from.clone().filter(|_| claim.until.is_some()).unwrap_or_else(|| day.clone());
        (from, claim.until.clone().filter(|_| claim.from.is_some()).unwrap_or(day))
    };
    let ((from, until), (other_from, other_until)) = (days(one), days(other));
    from <= other_until && other_from <= until
}

/// Days between the days on which two claims were said; none where one is not known, or the time was past.
fn said_apart(one: &Claim, other: &Claim) -> i64 {
    let date = |claim: &Claim| claim.said.as_ref().and_then(|said| said.parse::<text::Date>().ok());
    let past = |claim: &Claim| {
        claim.until.as_ref().zip(claim.said.as_ref()).is_some_and(|(until, said)| until < said)
    };
    match (date(one), date(other)) {
        (Some(left), Some(right)) if !(past(one) && past(other)) => {
            left.duration_until(right).as_hours().abs() / 24
        }
        _ => 0,
    }
}

/// Whether the two can both be true: the same value, or one within the other's bounds.
fn agree(one: &Claim, other: &Claim) -> bool {
    let near = |left: f64, right: f64| (left - right).abs() <= 1e-9 * left.abs().max(right.abs());
    let allows = |claim: &Claim, value: f64| match (claim.comparison.as_str(), claim.upper) {
        (_, Some(upper)) => (claim.value.min(upper)..=claim.value.max(upper)).contains(&value),
        (">", _) => value >= claim.value,
        ("<", _) => value <= claim.value,
        ("~", _) => (value - claim.value).abs() <= claim.value.abs() * 0.1,
        _ => near(value, claim.value),
    };
    allows(one, other.value) || allows(other, one.value)
}

/// The same scope, or one that is not said.
fn same_scope(one: &Claim, other: &Claim) -> bool {
    match (&one.scope, &other.scope) {
        (Some(one), Some(other)) => terms(one) == terms(other),
        _ => true,
    }
}
