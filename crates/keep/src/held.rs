//! Documents taken out of the record again, as they went in.

use rusqlite::{Row, Statement};
use text::{Document, Kind, Offsets, Span, Standing};
use understand::{Occasion, Person, PersonId, Turn, Understanding, Unspoken, UnspokenKind};

use crate::Record;
use crate::error::{At, Cause, Result};

const KINDS: [Kind; 4] = [Kind::Transcript, Kind::Report, Kind::Release, Kind::Other];
const STANDINGS: [Standing; 5] =
    [Standing::AsDelivered, Standing::AsPrepared, Standing::Edited, Standing::Captions, Standing::Unknown];
const UNSPOKEN: [(UnspokenKind, &str); 6] = [
    (UnspokenKind::Inaudible, "inaudible"),
    (UnspokenKind::Cut, "cut"),
    (UnspokenKind::Noise, "noise"),
    (UnspokenKind::Struck, "struck"),
    (UnspokenKind::Inserted, "inserted"),
    (UnspokenKind::Furniture, "furniture"),
];

/// The name of an unspoken stretch in the record.
pub(crate) fn unspoken_name(kind: UnspokenKind) -> &'static str {
    UNSPOKEN.iter().find(|(known, _)| *known == kind).map_or("noise", |(_, name)| name)
}

/// A document as the record holds it.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its number in the record.
    pub number: i64,
    /// The document.
    pub document: Document,
    /// Its kind, standing, people, turns and occasion; what is found for articles only is left out.
    pub understanding: Understanding,
}

/// What [`Record::each_source`] does with a document, and whether to go on.
pub type Each<'a> = &'a mut dyn FnMut(Held) -> bool;

impl Record {
    /// How many documents are current.
    pub fn len(&self) -> Result<usize> {
        let count = "SELECT count(*) FROM documents WHERE superseded_by IS NULL";
        let count: i64 = self.connection.query_row(count, [], |row| row.get(0)).at(&self.path)?;
        Ok(count as usize)
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Hands over every current document in the order of adding, with what a search for sources needs, until `each`
    /// says no.
    pub fn each_source(&self, each: Each) -> Result<()> {
        let mut reader = Reader::new(self).at(&self.path)?;
        let mut documents = self
            .connection
            .prepare(
                "SELECT document, id, path, url, title, published, publisher, author, speaker, language, sha256, kind, \
                 standing, text, occasion FROM documents JOIN texts USING (document) \
                 WHERE superseded_by IS NULL ORDER BY document",
            )
            .at(&self.path)?;
        let mut rows = documents.query([]).at(&self.path)?;
        while let Some(row) = rows.next().at(&self.path)? {
            let held = reader.held(row).map_err(|cause| self.error(cause))?;
            if !each(held) {
                break;
            }
        }
        Ok(())
    }
}

/// The questions asked for each document.
struct Reader<'c> {
    people: Statement<'c>,
    turns: Statement<'c>,
    unspoken: Statement<'c>,
    occasion: Statement<'c>,
}

impl<'c> Reader<'c> {
    fn new(record: &'c Record) -> rusqlite::Result<Self> {
        let prepare = |question| record.connection.prepare(question);
        Ok(Reader {
            people: prepare(
                "SELECT name, names, roles FROM appearances WHERE document = ?1 ORDER BY number",
            )?,
            turns: prepare(
                "SELECT start, \"end\", label_start, label_end, speaker FROM turns WHERE document = ?1 ORDER BY number",
            )?,
            unspoken: prepare(
                "SELECT turn, start, \"end\", kind FROM unspoken WHERE document = ?1 ORDER BY turn, start, \"end\"",
            )?,
            occasion: prepare("SELECT name, date, place FROM occasions WHERE occasion = ?1")?,
        })
    }

    fn held(&mut self, row: &Row) -> std::result::Result<Held, Cause> {
        let number: i64 = row.get(0)?;
        let document = described(row)?;
        let place = Places::new(number, &document.text);
        let people = self.people(number)?;
        let turns = self.turns(number, &place, people.len())?;
        let understanding = Understanding {
            kind: named(&KINDS, Kind::name, &row.get::<_, String>(11)?)?,
            standing: named(&STANDINGS, Standing::name, &row.get::<_, String>(12)?)?,
            people,
            turns,
            occasion: self.occasion(row.get(14)?)?,
            ..Understanding::default()
        };
        Ok(Held { number, document, understanding })
    }

    fn people(&mut self, document: i64) -> std::result::Result<Vec<Person>, Cause> {
        let mut people = Vec::new();
        let mut rows = self.people.query([document])?;
        while let Some(row) = rows.next()? {
            let (names, roles): (String, String) = (row.get(1)?, row.get(2)?);
            people.push(Person { name: row.get(0)?, names: strings(&names)?, roles: strings(&roles)? });
        }
        Ok(people)
    }

    fn turns(
        &mut self,
        document: i64,
        place: &Places,
        people: usize,
    ) -> std::result::Result<Vec<Turn>, Cause> {
        let mut turns = Vec::new();
        let mut rows = self.turns.query([document])?;
        while let Some(row) = rows.next()? {
            let speaker: Option<u32> = row.get(4)?;
            if speaker.is_some_and(|speaker| speaker as usize >= people) {
                return Err(Cause::Corrupt(format!(
                    "a turn of document {document} has a speaker who is nobody"
                )));
            }
            turns.push(Turn {
                span: place.span(row.get(0)?, row.get(1)?)?,
                label: place.perhaps(row.get(2)?, row.get(3)?)?,
                speaker: speaker.map(PersonId),
                unspoken: Vec::new(),
            });
        }
        drop(rows);
        let mut rows = self.unspoken.query([document])?;
        while let Some(row) = rows.next()? {
            let (turn, kind): (usize, String) = (row.get::<_, u32>(0)? as usize, row.get(3)?);
            let kind = UNSPOKEN.iter().find(|(_, name)| *name == kind).map(|(kind, _)| *kind);
            let (Some(turn), Some(kind)) = (turns.get_mut(turn), kind) else {
                return Err(Cause::Corrupt(format!(
                    "an unspoken stretch of document {document} belongs to no turn"
                )));
            };
            turn.unspoken.push(Unspoken { span: place.span(row.get(1)?, row.get(2)?)?, kind });
        }
        Ok(turns)
    }

    fn occasion(&mut self, occasion: Option<i64>) -> std::result::Result<Option<Occasion>, Cause> {
        let Some(occasion) = occasion else { return Ok(None) };
        let occasion = self.occasion.query_row([occasion], |row| {
            let date: Option<String> = row.get(1)?;
            let date = date.and_then(|date| date.parse().ok());
            Ok(Occasion { name: row.get(0)?, date, place: row.get(2)?, participants: Vec::new() })
        });
        Ok(Some(occasion?))
    }
}

/// The document of a row that begins as [`Record::each_source`] asks for it.
fn described(row: &Row) -> std::result::Result<Document, Cause> {
    let published: Option<String> = row.get(5)?;
    let published = published.map(|date| date.parse()).transpose();
    Ok(Document {
        id: row.get(1)?,
        path: row.get(2)?,
        url: row.get(3)?,
        title: row.get(4)?,
        published: published.map_err(|_| Cause::Corrupt("a date of publication is no date".to_owned()))?,
        publisher: row.get(6)?,
        author: row.get(7)?,
        speaker: row.get(8)?,
        language: row.get(9)?,
        sha256: row.get(10)?,
        text: row.get(13)?,
    })
}

/// Turns code points of one text back into bytes.
struct Places<'t> {
    document: i64,
    text: &'t str,
    offsets: Offsets,
}

impl<'t> Places<'t> {
    fn new(document: i64, text: &'t str) -> Self {
        Places { document, text, offsets: Offsets::new(text) }
    }

    fn span(&self, start: i64, end: i64) -> std::result::Result<Span, Cause> {
        let byte = |point: i64| self.offsets.byte(self.text, usize::try_from(point).ok()?);
        match (byte(start), byte(end)) {
            (Some(start), Some(end)) if start <= end => Ok(Span::new(start, end)),
            _ => Err(Cause::Corrupt(format!("a place of document {} lies outside its text", self.document))),
        }
    }

    fn perhaps(&self, start: Option<i64>, end: Option<i64>) -> std::result::Result<Option<Span>, Cause> {
        start.zip(end).map(|(start, end)| self.span(start, end)).transpose()
    }
}

fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, given: &str) -> std::result::Result<T, Cause> {
    let found = all.iter().find(|&&one| name(one) == given).copied();
    found.ok_or_else(|| Cause::Corrupt(format!("“{given}” is no kind of anything known")))
}

pub(crate) fn strings(json: &str) -> std::result::Result<Vec<String>, Cause> {
    serde_json::from_str(json).map_err(|error| Cause::Corrupt(format!("a list of names is broken: {error}")))
}
