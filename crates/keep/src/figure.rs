//! Figures asked of the record: each with its sentence, who said it and when.

use std::ops::Range;

use rusqlite::{OptionalExtension, Row, params_from_iter};
use text::Offsets;

use crate::condition::Conditions;
use crate::error::{At, Result};
use crate::named::Description;
use crate::question::plain_words;
use crate::term::{About, Finder, Places};
use crate::{Record, name};

/// What claims are asked for; nothing asked is everything.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Words that must stand in the sentence, in any spelling.
    pub about: Option<&'a str>,
    /// Words of the speaker's name.
    pub by: Option<&'a str>,
    /// First day on which it was said: a year, month or day.
    pub since: Option<&'a str>,
    /// Last day, likewise.
    pub until: Option<&'a str>,
    /// The number of the only document that is looked at.
    pub document: Option<i64>,
    /// Documents looked at, the latest of those that may hold what is asked; all without.
    pub most_documents: Option<usize>,
}

impl Asked<'_> {
    /// Whether this person was asked for.
    pub(crate) fn is_by(&self, speaker: Option<&str>) -> bool {
        let Some(by) = self.by else { return true };
        let speaker = speaker.map(name::plain).unwrap_or_default();
        name::plain(by).split(' ').all(|word| speaker.split(' ').any(|part| part == word))
    }

    /// Whether it was said in the time asked for.
    pub(crate) fn is_in_time(&self, said: Option<&str>) -> bool {
        let since = self.since.is_none_or(|since| said.is_some_and(|said| said >= since));
        // every day of a month sorts before the month with a tilde behind it
        since && self.until.is_none_or(|until| said.is_some_and(|said| said < format!("{until}~").as_str()))
    }
}

/// A figure that somebody stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where it stands.
    pub document: Description,
    /// `f3`: which figure of the document.
    pub figure: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// The day on which it was said, where a document proves one.
    pub said: Option<String>,
    /// First code point of the figure.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words of the figure.
    pub words: String,
    /// Its sentence, white space made even.
    pub sentence: String,
    /// A plain number.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The whole that it is a part of.
    pub out_of: Option<f64>,
    /// Its unit.
    pub unit: Option<String>,
    /// The thing counted or measured.
    pub of: Option<String>,
    /// Where, or among whom, it holds.
    pub scope: Option<String>,
    /// When it holds, in its words.
    pub time: Option<String>,
    /// First day of that.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// `=` `<` `>` `~` `up` `down`.
    pub comparison: String,
    /// The words asked about stand in its own sentence, not only in the one before.
    pub(crate) direct: bool,
    /// It does not say how many there are of which something holds: "another five boats", "the remaining nine", "all 32".
    pub(crate) aside: bool,
}

/// A document's text, with the way from code points to bytes.
pub(crate) struct Page {
    text: String,
    offsets: Offsets,
}

impl Page {
    pub fn new(text: String) -> Self {
        Page { offsets: Offsets::new(&text), text }
    }

    /// The bytes between two code points.
    fn bytes(&self, start: u32, end: u32) -> Range<usize> {
        let byte = |point: u32| self.offsets.byte(&self.text, point as usize);
        byte(start).zip(byte(end)).map_or(0..0, |(start, end)| start..end)
    }

    /// The text between two code points.
    pub fn part(&self, start: u32, end: u32) -> &str {
        self.text.get(self.bytes(start, end)).unwrap_or_default()
    }

    /// The same with white space made even.
    pub fn words(&self, start: u32, end: u32) -> String {
        text::on_one_line(self.part(start, end))
    }

    pub fn words_of(&self, place: (Option<u32>, Option<u32>)) -> Option<String> {
        place.0.zip(place.1).map(|(start, end)| self.words(start, end))
    }
}

impl Record {
    /// The figures asked for, in the order of the documents.
    ///
    /// # Errors
    /// A damaged record.
    pub fn figures(&self, asked: &Asked) -> Result<Vec<Claim>> {
        let about = About::new(asked.about.unwrap_or_default());
        let finder = Finder::new(&about);
        let mut claims = Vec::new();
        for (number, said) in self.documents_about(&about, asked, "figures", " AND ")? {
            let page = self.page(number)?;
            let near = Near { asked, about: &about, places: finder.places(&page.text) };
            for (figure, direct) in self.figures_near(number, &page, &near)? {
                claims
                    .extend(self.claim(number, figure, &page, &said)?.map(|claim| Claim { direct, ..claim }));
            }
        }
        Ok(claims)
    }

    /// The figures of a document that stand near the words asked about, and whether in the same sentence.
    fn figures_near(&self, document: i64, page: &Page, near: &Near) -> Result<Vec<(i64, bool)>> {
        let sql = "SELECT f.number, f.sentence_start, f.sentence_end, p.name FROM figures f \
                   LEFT JOIN appearances a ON a.document = f.document AND a.number = f.speaker \
                   LEFT JOIN people p ON p.person = a.person \
                   WHERE f.document = ?1 AND f.sentence_start IS NOT NULL ORDER BY f.number";
        let mut rows = self.connection.prepare_cached(sql).at(&self.path)?;
        let mut rows = rows.query([document]).at(&self.path)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            let (start, end) = (row.get(1).at(&self.path)?, row.get(2).at(&self.path)?);
            let Some(direct) = near.directly(page, start, end) else { continue };
            let speaker: Option<String> = row.get(3).at(&self.path)?;
            if near.asked.is_by(speaker.as_deref()) {
                found.push((row.get(0).at(&self.path)?, direct));
            }
        }
        Ok(found)
    }

    fn claim(&self, document: i64, figure: i64, page: &Page, said: &Option<String>) -> Result<Option<Claim>> {
        let sql = format!(
            "SELECT {}, f.number, f.start, f.\"end\", p.name, f.value, f.upper, f.out_of, f.unit, f.\"of\", f.comparison, \
             f.sentence_start, f.sentence_end, f.scope_start, f.scope_end, f.time_start, f.time_end, f.time_from, f.time_until \
             FROM figures f JOIN documents d ON d.document = f.document \
             LEFT JOIN appearances a ON a.document = f.document AND a.number = f.speaker \
             LEFT JOIN people p ON p.person = a.person WHERE f.document = ?1 AND f.number = ?2",
            Description::COLUMNS
        );
        let mut claim_of = self.connection.prepare_cached(&sql).at(&self.path)?;
        claim_of.query_row([document, figure], |row| claim(row, page, said)).optional().at(&self.path)
    }

    /// The documents that may hold what is asked about, and have rows in `table`, with the day on which their words were
    /// said. `joint` joins the words: all of them, or any.
    pub(crate) fn documents_about(
        &self,
        about: &About,
        asked: &Asked,
        table: &str,
        joint: &str,
    ) -> Result<Vec<(i64, Option<String>)>> {
        let mut conditions = Conditions::default();
        if let Some(question) = about.question(joint) {
            let question = conditions.value(question);
            conditions.also(format!("d.document IN ({})", with_words(&question)));
        }
        if let Some(number) = asked.document {
            let number = conditions.value(number);
            conditions.also(format!("d.document = {number}"));
        }
        if let Some(name) = asked.by.filter(|name| name.contains(char::is_alphanumeric)) {
            let words = plain_words(name);
            let people: Vec<String> = self.called(&words)?.iter().flatten().map(i64::to_string).collect();
            // a commitment may be of those whom its sentence names ("the Allies")
            let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            let quoted = conditions.value(quoted.join(" "));
            let (people, named) = (people.join(", "), with_words(&quoted));
            conditions.also(format!(
                "d.document IN (SELECT document FROM appearances WHERE person IN ({people}) UNION {named})"
            ));
        }
        conditions.also("d.superseded_by IS NULL".to_owned());
        conditions.also(format!("EXISTS (SELECT 1 FROM {table} f WHERE f.document = d.document)"));
        let sql = format!(
            "SELECT d.document, coalesce((SELECT date FROM occasions o WHERE o.occasion = d.occasion), d.published) \
             FROM documents d WHERE {} ORDER BY d.document",
            conditions.all()
        );
        let document = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        let mut all: Vec<(i64, Option<String>)> =
            self.all(&sql, params_from_iter(conditions.values), document)?;
        all.retain(|(_, said)| asked.is_in_time(said.as_deref()));
        if let Some(most) = asked.most_documents.filter(|&most| most < all.len()) {
            all.sort_by(|left, right| right.1.cmp(&left.1));
            all.truncate(most);
            all.sort_by_key(|(number, _)| *number);
        }
        Ok(all)
    }

    pub(crate) fn page(&self, document: i64) -> Result<Page> {
        let mut text =
            self.connection.prepare_cached("SELECT text FROM texts WHERE document = ?1").at(&self.path)?;
        Ok(Page::new(text.query_row([document], |row| row.get(0)).at(&self.path)?))
    }
}

/// The documents with a passage that has the words of a question of FTS5.
fn with_words(question: &str) -> String {
    format!(
        "SELECT s.document FROM search JOIN passages s ON s.passage = search.rowid WHERE search MATCH {question}"
    )
}

/// How many code points before a sentence the words asked about may stand.
const CONTEXT: u32 = 320;

/// What is asked about, and where its words may stand in a document.
struct Near<'a> {
    asked: &'a Asked<'a>,
    about: &'a About,
    places: Places,
}

impl Near<'_> {
    /// Whether the words stand in a sentence (true) or in what stands before it (false); nothing where they do not.
    fn directly(&self, page: &Page, start: u32, end: u32) -> Option<bool> {
        let before = start.saturating_sub(CONTEXT);
        let may_stand = |start| self.places.may_stand(page.bytes(start, end));
        if !may_stand(before) {
            return None;
        }
        let stands = |start| may_stand(start) && self.about.is_in(&page.words(start, end));
        if stands(start) { Some(true) } else { stands(before).then_some(false) }
    }
}

/// Code points before a figure that are looked at for what it is counted beside.
const BEFORE: u32 = 24;

/// Whether the last word before a figure sets it apart from a plain count: it comes on top, is the rest, or the whole.
fn is_aside(before: &str) -> bool {
    const ASIDE: [&str; 7] = ["additional", "another", "further", "extra", "other", "remaining", "all"];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    ASIDE.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// The figure of a row.
fn claim(row: &Row, page: &Page, said: &Option<String>) -> rusqlite::Result<Claim> {
    let at = Description::WIDTH;
    let sentence = page.words(row.get(at + 10)?, row.get(at + 11)?);
    let place =
        |first: usize| -> rusqlite::Result<_> { Ok((row.get(at + first)?, row.get(at + first + 1)?)) };
    let (start, end): (u32, u32) = (row.get(at + 1)?, row.get(at + 2)?);
    Ok(Claim {
        document: Description::of(row)?,
        figure: format!("f{}", row.get::<_, u32>(at)? + 1),
        speaker: row.get(at + 3)?,
        said: said.clone(),
        start: start as usize,
        end: end as usize,
        words: page.words(start, end),
        sentence,
        value: row.get(at + 4)?,
        upper: row.get(at + 5)?,
        out_of: row.get(at + 6)?,
        unit: row.get(at + 7)?,
        of: row.get(at + 8)?,
        scope: page.words_of(place(12)?),
        time: page.words_of(place(14)?),
        from: row.get(at + 16)?,
        until: row.get(at + 17)?,
        comparison: row.get(at + 9)?,
        direct: true,
        aside: is_aside(page.part(start.saturating_sub(BEFORE), start)),
    })
}
