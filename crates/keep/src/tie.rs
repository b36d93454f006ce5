//! Documents that tell of an occasion which another document names.
//!
//! A transcript names its occasion: what it is called, and the day. Reports, releases and copies do not, or call it
//! otherwise. One of these is tied to an occasion by the first of: a person's word; a text that repeats the occasion's
//! transcript; quotations of what was said there; a title that speaks, on the same day, of the same thing and the same
//! people. Each tie says why. What bears no day is tied by a person's word alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Transaction, params};
use text::Date;

use crate::error::{At, Cause, Result};
use crate::{Record, name, removal};

/// A copy appears so many days before or after its original at most, to be of the same occasion: what is published again
/// later may be the text of the year before.
const COPY_DAYS: i32 = 1;
/// Days after an occasion in which a document that quotes it reports it; one later recalls it. One day before it, for
/// days end at different hours.
const REPORT_DAYS: i32 = 3;
/// A single quotation has so many code points to be a report's, …
const LONG: i64 = 100;
/// … and is as sure as this.
const SURE: f64 = 0.8;

/// By which measure titles speak of the same thing. A word counts from 0 to 1 by how few titles have it.
mod likeness {
    /// What the words that both have count, at least: somewhat more than one name does.
    pub const LEAST: f64 = 1.6;
    /// Their share of all words of the title that says less, where one speaker of the occasion is named …
    pub const ONE_SPEAKER: f64 = 0.75;
    /// … and where two are.
    pub const TWO_SPEAKERS: f64 = 0.6;
    /// The next occasion is at most so much like it.
    pub const NEXT: f64 = 0.6;
}

impl Record {
    /// Up to which document ties are known.
    ///
    /// # Errors
    /// A damaged record.
    pub fn ties_known(&self) -> Result<i64> {
        let known = "SELECT coalesce(max(document), 0) FROM progress WHERE work = 'ties'";
        self.connection.query_row(known, [], |row| row.get(0)).at(&self.path)
    }

    /// Ties documents anew to the occasions that they tell of.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn tie_occasions(&mut self) -> Result<()> {
        self.write(tie)
    }

    /// Keeps a person's word that a document tells of the occasion of this number; with none, that it tells of none but what
    /// it names itself.
    ///
    /// # Errors
    /// When there is no such document or occasion; as for [`Record::add`].
    pub fn place_document(&mut self, called: &str, occasion: Option<i64>, who: Option<&str>) -> Result<()> {
        let (_, sha256) = self.find_document(called)?;
        let key = occasion.map(|number| self.occasion_key(number)).transpose()?;
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO placings (sha256, key, who, at) \
                 VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                params![sha256, key, who],
            )?;
            tie(transaction)
        })
    }

    fn occasion_key(&self, number: i64) -> Result<String> {
        let keys: Vec<String> =
            self.all("SELECT key FROM occasions WHERE occasion = ?1", [number], |row| row.get(0))?;
        let none = || self.error(Cause::Unknown(format!("no occasion has the number {number}")));
        keys.into_iter().next().ok_or_else(none)
    }
}

pub(crate) fn tie(to: &Transaction) -> rusqlite::Result<()> {
    to.execute("DELETE FROM ties", [])?;
    to.execute(
        "INSERT INTO ties (document, occasion, why) SELECT document, o.occasion, 'placed by a person' \
         FROM placings JOIN documents d USING (sha256) JOIN occasions o USING (key) WHERE o.occasion IS NOT d.occasion",
        [],
    )?;
    by_repetition(to)?;
    by_quotation(to)?;
    by_title(to)?;
    removal::forget_unused(to)?;
    let known = "INSERT OR REPLACE INTO progress (work, document) SELECT 'ties', coalesce(max(document), 0) FROM documents";
    to.execute(known, []).map(drop)
}

/// Copies of an occasion's transcript.
fn by_repetition(to: &Transaction) -> rusqlite::Result<()> {
    to.execute(
        "INSERT OR IGNORE INTO ties (document, occasion, why) \
         SELECT d.document, coalesce(t.occasion, o.occasion), 'repeats ' || coalesce('“' || o.title || '”', o.id) \
         FROM copies c JOIN documents d ON d.document = c.document JOIN documents o ON o.document = c.original \
         LEFT JOIN ties t ON t.document = o.document \
         WHERE coalesce(t.occasion, o.occasion) IS NOT d.occasion AND coalesce(t.occasion, o.occasion) IS NOT NULL \
         AND abs(julianday(d.published) - julianday(o.published)) <= ?1 \
         AND d.sha256 NOT IN (SELECT sha256 FROM placings)",
        [COPY_DAYS],
    )?;
    Ok(())
}

/// Documents that name no occasion, and quote most of what was traced in them from one.
fn by_quotation(to: &Transaction) -> rusqlite::Result<()> {
    to.execute(
        "INSERT OR IGNORE INTO ties (document, occasion, why) \
         SELECT document, occasion, 'quotes what was said there, ' || count(*) || CASE count(*) WHEN 1 THEN ' time' ELSE ' times' END \
         FROM (SELECT t.document, coalesce(y.occasion, s.occasion) AS occasion, q.\"end\" - q.start AS length, \
                d.published AS day FROM traces t JOIN sources p USING (document, quotation) \
                JOIN quotations q ON q.document = t.document AND q.number = t.quotation \
                JOIN documents d ON d.document = t.document JOIN documents s ON s.document = p.source \
                LEFT JOIN ties y ON y.document = s.document \
                WHERE t.status = 'traced' AND p.number = 0 AND NOT p.second_hand AND t.speaker_check = 'agrees' \
                AND t.confidence >= ?1 AND d.occasion IS NULL AND d.superseded_by IS NULL \
                AND d.sha256 NOT IN (SELECT sha256 FROM placings)) f JOIN occasions o USING (occasion) \
         WHERE julianday(day) - julianday(o.date) BETWEEN -1 AND ?2 GROUP BY document, occasion \
         HAVING (count(*) > 1 OR max(length) >= ?3) AND 2 * count(*) > \
                (SELECT count(*) FROM traces a WHERE a.document = f.document AND a.status = 'traced') \
         ORDER BY document, count(*) DESC, occasion",
        params![SURE, REPORT_DAYS, LONG],
    )?;
    Ok(())
}

/// An occasion as titles may speak of it.
struct Named {
    occasion: i64,
    words: HashSet<String>,
    /// Surnames of those who speak there, and whose they are.
    speakers: Vec<(String, String)>,
}

/// How alike a title and an occasion are.
struct Like<'a> {
    named: &'a Named,
    /// What the shared words count.
    weight: f64,
    /// Of all words of the title that says less.
    share: f64,
}

impl Like<'_> {
    fn rank(&self) -> f64 {
        self.weight * self.share
    }
}

/// Documents whose title speaks of an occasion of the day. On the day before and after the same people speak of the same
/// thing again as often as not.
fn by_title(to: &Transaction) -> rusqlite::Result<()> {
    let titles = titles(to)?;
    let weights = Weights::of(titles.iter().map(|title| &title.words));
    let days = occasions_by_day(to)?;
    let mut put = to.prepare_cached("INSERT INTO ties (document, occasion, why) VALUES (?1, ?2, ?3)")?;
    for title in titles.iter().filter(|title| title.open) {
        let there = days.get(&title.day).into_iter().flatten();
        let like = there.map(|named| weights.like(&title.words, named));
        let mut like: Vec<Like> = like.filter(|like| like.weight > 0.0).collect();
        like.sort_by(|one, other| other.rank().total_cmp(&one.rank()));
        let Some(best) = like.first() else { continue };
        let alone = like.get(1).is_none_or(|next| next.rank() <= likeness::NEXT * best.rank());
        if let Some(why) = why(title, best, &weights).filter(|_| alone) {
            put.execute(params![title.document, best.named.occasion, why])?;
        }
    }
    Ok(())
}

/// Why a title speaks of an occasion, if it does.
fn why(title: &Title, like: &Like, weights: &Weights) -> Option<String> {
    let named = like.named.speakers.iter().filter(|(surname, _)| title.words.contains(surname));
    let speakers: Vec<&str> = named.map(|(_, name)| name.as_str()).collect();
    let least = match speakers.len() {
        0 => return None,
        1 => likeness::ONE_SPEAKER,
        _ => likeness::TWO_SPEAKERS,
    };
    if like.weight < likeness::LEAST || like.share < least {
        return None;
    }
    let mut shared: Vec<&str> = title.words.intersection(&like.named.words).map(String::as_str).collect();
    shared.sort_by(|one, other| weights.weight(other).total_cmp(&weights.weight(one)).then(one.cmp(other)));
    shared.truncate(5);
    Some(format!("the same day, names {}, shares “{}”", speakers.join(" and "), shared.join("”, “")))
}

/// What the words of titles count.
struct Weights {
    titles: f64,
    counts: HashMap<String, usize>,
}

impl Weights {
    fn of<'a>(titles: impl Iterator<Item = &'a HashSet<String>>) -> Self {
        let mut weights = Weights { titles: 0.0, counts: HashMap::new() };
        for words in titles {
            weights.titles += 1.0;
            words.iter().for_each(|word| *weights.counts.entry(word.clone()).or_default() += 1);
        }
        weights
    }

    /// What a word counts: 1 in a single title, next to nothing in all of them.
    fn weight(&self, word: &str) -> f64 {
        let count = self.counts.get(word).copied().unwrap_or(1) as f64;
        (self.titles.max(2.0) / count).ln() / self.titles.max(2.0).ln()
    }

    fn sum<'a>(&self, words: impl Iterator<Item = &'a String>) -> f64 {
        words.map(|word| self.weight(word)).sum()
    }

    fn like<'a>(&self, title: &HashSet<String>, named: &'a Named) -> Like<'a> {
        let weight = self.sum(title.intersection(&named.words));
        let least = self.sum(title.iter()).min(self.sum(named.words.iter()));
        Like { named, weight, share: weight / least.max(f64::MIN_POSITIVE) }
    }
}

/// A title of a current, dated document.
struct Title {
    document: i64,
    /// Days since an epoch.
    day: i32,
    words: HashSet<String>,
    /// It names no occasion, and nothing else told of which it is.
    open: bool,
}

fn titles(from: &Transaction) -> rusqlite::Result<Vec<Title>> {
    let mut titles = from.prepare(
        "SELECT document, published, title, occasion IS NULL AND document NOT IN (SELECT document FROM ties) \
         AND sha256 NOT IN (SELECT sha256 FROM placings) FROM documents \
         WHERE superseded_by IS NULL AND title IS NOT NULL AND published IS NOT NULL ORDER BY document",
    )?;
    let titles = titles.query_map([], |row| {
        let (published, title): (String, String) = (row.get(1)?, row.get(2)?);
        let title = |day| Ok(Title { document: row.get(0)?, day, words: words(&title), open: row.get(3)? });
        day(&published).map(title).transpose()
    })?;
    titles.filter_map(rusqlite::Result::transpose).collect()
}

fn occasions_by_day(from: &Transaction) -> rusqlite::Result<BTreeMap<i32, Vec<Named>>> {
    let mut speakers = speakers(from)?;
    let mut occasions = from.prepare("SELECT occasion, name, date FROM occasions ORDER BY occasion")?;
    let mut rows = occasions.query([])?;
    let mut days: BTreeMap<i32, Vec<Named>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (occasion, name, date): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let speakers = speakers.remove(&occasion).unwrap_or_default();
        if let Some(day) = day(&date) {
            days.entry(day).or_default().push(Named { occasion, words: words(&name), speakers });
        }
    }
    Ok(days)
}

/// Who speaks on each occasion: surname and name. Somebody known by an office alone has no surname.
fn speakers(from: &Transaction) -> rusqlite::Result<HashMap<i64, Vec<(String, String)>>> {
    let mut offices = from.prepare("SELECT DISTINCT office FROM tenures")?;
    let offices = offices.query_map([], |row| row.get::<_, String>(0))?;
    let last = |words: &str| name::plain(words).rsplit(' ').next().unwrap_or_default().to_owned();
    let offices: HashSet<String> =
        offices.map(|office| office.map(|office| last(&office))).collect::<rusqlite::Result<_>>()?;
    let mut rows = from.prepare(
        "SELECT DISTINCT coalesce(t.occasion, d.occasion), p.name FROM appearances a JOIN documents d USING (document) \
         LEFT JOIN ties t USING (document) JOIN people p USING (person) \
         WHERE a.turns > 0 AND coalesce(t.occasion, d.occasion) IS NOT NULL ORDER BY 1, p.documents DESC, 2",
    )?;
    let mut rows = rows.query([])?;
    let mut speakers: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let surname = last(&name);
        let of = speakers.entry(row.get(0)?).or_default();
        if surname.chars().count() > 1
            && !offices.contains(&surname)
            && of.iter().all(|(held, _)| *held != surname)
        {
            of.push((surname, name));
        }
    }
    Ok(speakers)
}

/// The words of a title that tell something: of two letters or more, or numbers.
fn words(title: &str) -> HashSet<String> {
    let plain = name::plain(title);
    let tells = |word: &&str| word.chars().count() > 1 || word.bytes().all(|byte| byte.is_ascii_digit());
    plain.split(' ').filter(|word| !word.is_empty()).filter(tells).map(str::to_owned).collect()
}

/// A day as a count of days; a month or a year is none.
fn day(date: &str) -> Option<i32> {
    let epoch = Date::constant(2000, 1, 1);
    date.parse::<Date>().ok().map(|day| (day - epoch).get_days())
}
