//! Commitments asked of the record, each with what was said later of the same undertaking.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Row;

use crate::Record;
use crate::error::{At, Result};
use crate::figure::{Asked, Page};
use crate::named::Description;
use crate::term::{About, Finder, content};

/// What somebody undertakes, as a document reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Undertaking {
    /// Where it stands.
    pub document: Description,
    /// `c3`: which commitment of the document.
    pub commitment: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// The day on which it was said, where a document proves one.
    pub said: Option<String>,
    /// The words for who undertakes it.
    pub who: Option<String>,
    /// First code point of what is undertaken.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What is undertaken.
    pub words: String,
    /// Its sentence.
    pub sentence: String,
    /// To whom, or for whom.
    pub to: Option<String>,
    /// By when, in its words.
    pub by: Option<String>,
    /// The last day of that.
    pub until: Option<String>,
    /// promise, agreement, plan, expectation, appeal.
    pub firmness: String,
    /// Said not to be undertaken.
    pub negated: bool,
    /// It depends on something.
    pub conditional: bool,
    /// How likely it is a commitment; `None` of documents that an older program added.
    pub confidence: Option<f64>,
    /// Later sentences about the same, by day; `None` where they were not looked for.
    pub later: Option<Vec<Later>>,
}

/// A later sentence about the same undertaking.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    /// Where it stands.
    pub document: Description,
    /// The day.
    pub said: String,
    /// The sentence.
    pub words: String,
    /// The share of what is undertaken that it speaks of, 0 to 1.
    pub share: f64,
}

/// Later sentences that are listed.
const LATER: usize = 8;

impl Record {
    /// The commitments asked for, latest first, with their trails. `silent`: only those of which nothing was said later.
    ///
    /// # Errors
    /// A damaged record.
    pub fn commitments(&self, asked: &Asked, silent: bool, most: usize) -> Result<Vec<Undertaking>> {
        let mut found = Vec::new();
        self.each_commitment(asked, |undertaking| {
            let later = self.later(&undertaking)?;
            if !silent || later.is_empty() {
                found.push(Undertaking { later: Some(later), ..undertaking });
            }
            Ok(found.len() < most)
        })?;
        Ok(found)
    }

    /// The commitments asked for, latest first, without their trails: those take a search each.
    ///
    /// # Errors
    /// A damaged record.
    pub fn commitments_alone(&self, asked: &Asked, most: usize) -> Result<Vec<Undertaking>> {
        let mut found = Vec::new();
        self.each_commitment(asked, |undertaking| {
            found.push(undertaking);
            Ok(found.len() < most)
        })?;
        Ok(found)
    }

    /// The commitment of this name (`c3`) in a document, with its trail; `None` when it has none of the name.
    ///
    /// # Errors
    /// A damaged record.
    pub fn commitment(&self, document: i64, name: &str) -> Result<Option<Undertaking>> {
        let asked = Asked { document: Some(document), ..Asked::default() };
        let mut found = None;
        self.each_commitment(&asked, |undertaking| {
            found = Some(undertaking).filter(|one| one.commitment == name);
            Ok(found.is_none())
        })?;
        let Some(mut undertaking) = found else { return Ok(None) };
        undertaking.later = Some(self.later(&undertaking)?);
        Ok(Some(undertaking))
    }

    /// Hands over the commitments asked for, latest first, until no more are taken.
    fn each_commitment(
        &self,
        asked: &Asked,
        mut take: impl FnMut(Undertaking) -> Result<bool>,
    ) -> Result<()> {
        let about = About::new(asked.about.unwrap_or_default());
        let finder = Finder::new(&about);
        let mut documents = self.documents_about(&about, asked, "commitments", " AND ")?;
        documents.sort_by(|left, right| right.1.cmp(&left.1));
        for (number, said) in documents {
            for undertaking in self.undertakings(number, &said)? {
                let by = asked.is_by(undertaking.speaker.as_deref())
                    || asked.by.is_some() && asked.is_by(undertaking.who.as_deref());
                let sentence = &undertaking.sentence;
                let on_it = finder.places(sentence).may_stand(0..sentence.len()) && about.is_in(sentence);
                if by && on_it && !take(undertaking)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn undertakings(&self, number: i64, said: &Option<String>) -> Result<Vec<Undertaking>> {
        let page = self.page(number)?;
        let sql = format!(
            "SELECT {}, c.number, c.start, c.\"end\", p.name, c.sentence_start, c.sentence_end, c.who_start, c.who_end, c.to_start, \
             c.to_end, c.by_start, c.by_end, c.by_until, c.firmness, c.negated, c.conditional, c.confidence \
             FROM commitments c JOIN documents d ON d.document = c.document \
             LEFT JOIN appearances a ON a.document = c.document AND a.number = c.speaker \
             LEFT JOIN people p ON p.person = a.person WHERE c.document = ?1 AND c.firmness IS NOT NULL ORDER BY c.number",
            Description::COLUMNS
        );
        self.all(&sql, [number], |row| undertaking(row, &page, said))
    }

    /// Sentences of later documents that share the most of what is undertaken.
    fn later(&self, undertaking: &Undertaking) -> Result<Vec<Later>> {
        /// At least so many words of what is undertaken, …
        const LEAST_WORDS: usize = 3;
        /// … and this share of them.
        const LEAST_SHARE: f64 = 0.5;
        const PASSAGES: i64 = 40;
        let wanted = content(&undertaking.words);
        let (Some(said), true) = (&undertaking.said, wanted.len() >= LEAST_WORDS) else {
            return Ok(Vec::new());
        };
        let mut words: Vec<&String> = wanted.iter().collect();
        words.sort();
        let words = words.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let Some(question) = About::new(&words).question(" OR ") else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT {}, d.published, substr(x.text, s.start + 1, s.\"end\" - s.start) FROM search JOIN passages s ON s.passage = search.rowid \
             JOIN documents d ON d.document = s.document JOIN texts x ON x.document = s.document \
             WHERE search MATCH ?1 AND d.superseded_by IS NULL AND d.published > ?2 ORDER BY rank LIMIT {PASSAGES}",
            Description::COLUMNS
        );
        let mut rows = self.connection.prepare_cached(&sql).at(&self.path)?;
        let mut rows = rows.query([&question, said]).at(&self.path)?;
        let mut best: BTreeMap<(String, i64), Later> = BTreeMap::new();
        while let Some(row) = rows.next().at(&self.path)? {
            let document = Description::of(row).at(&self.path)?;
            let day: String = row.get(Description::WIDTH).at(&self.path)?;
            let passage: String = row.get(Description::WIDTH + 1).at(&self.path)?;
            for words in sentences(&passage) {
                let share = shared(&wanted, words);
                let key = (day.clone(), document.number);
                let better = best.get(&key).is_none_or(|held| held.share < share);
                if share >= LEAST_SHARE && share * wanted.len() as f64 >= LEAST_WORDS as f64 && better {
                    let words = text::on_one_line(words);
                    best.insert(key, Later { document: document.clone(), said: day.clone(), words, share });
                }
            }
        }
        Ok(best.into_values().take(LATER).collect())
    }
}

/// The share of the wanted words that a sentence holds.
fn shared(wanted: &HashSet<String>, words: &str) -> f64 {
    let held = content(words);
    wanted.intersection(&held).count() as f64 / wanted.len().max(1) as f64
}

/// The sentences of a passage: up to a stop before white space, or a blank line.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let stops = |at: &usize| match bytes[*at] {
            b'.' | b'!' | b'?' => {
                let next = text_after(rest, *at).chars().next();
                let initial =
                    *at > 1 && bytes[at - 1].is_ascii_uppercase() && !bytes[at - 2].is_ascii_alphanumeric();
                next.is_none_or(char::is_whitespace) && !initial
            }
            b'\n' => bytes.get(at + 1) == Some(&b'\n'),
            _ => false,
        };
        let end = (0..bytes.len()).find(stops);
        let end = end.map_or(rest.len(), |end| rest.len() - text_after(rest, end).len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim())
    })
    .filter(|sentence| !sentence.is_empty())
}

/// What stands behind the stop at `at` and the marks that close with it.
fn text_after(text: &str, at: usize) -> &str {
    text[at + 1..].trim_start_matches(['"', ')', '\'', '”', '’', '»'])
}

fn undertaking(row: &Row, page: &Page, said: &Option<String>) -> rusqlite::Result<Undertaking> {
    let at = Description::WIDTH;
    let place =
        |first: usize| -> rusqlite::Result<_> { Ok((row.get(at + first)?, row.get(at + first + 1)?)) };
    let (start, end): (u32, u32) = (row.get(at + 1)?, row.get(at + 2)?);
    Ok(Undertaking {
        document: Description::of(row)?,
        commitment: format!("c{}", row.get::<_, u32>(at)? + 1),
        speaker: row.get(at + 3)?,
        said: said.clone(),
        who: page.words_of(place(6)?),
        start: start as usize,
        end: end as usize,
        words: page.words(start, end),
        sentence: page.words_of(place(4)?).unwrap_or_default(),
        to: page.words_of(place(8)?),
        by: page.words_of(place(10)?),
        until: row.get(at + 12)?,
        firmness: row.get(at + 13)?,
        negated: row.get::<_, Option<bool>>(at + 14)?.unwrap_or_default(),
        conditional: row.get::<_, Option<bool>>(at + 15)?.unwrap_or_default(),
        confidence: row.get(at + 16)?,
        later: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_cut_at_stops_and_blank_lines() {
        let text = "We meet. J. Roe said “yes.” Then\nwe went!\n\nEnd of 3.5 days";
        let found: Vec<&str> = sentences(text).collect();
        assert_eq!(found, ["We meet.", "J. Roe said “yes.”", "Then\nwe went!", "End of 3.5 days"]);
    }
}
