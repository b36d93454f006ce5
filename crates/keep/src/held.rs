//! Documents taken out of the record again, as they went in.

use rusqlite::Row;
use text::{Date, Document, Kind, Offsets, Span, Standing};
use understand::{
    Cue, Occasion, Person, PersonId, Quotation, QuotationKind, Turn, Understanding, Unspoken, UnspokenKind,
};

use crate::Record;
use crate::error::{At, Cause, Result};

const KINDS: [Kind; 4] = [Kind::Transcript, Kind::Report, Kind::Release, Kind::Other];
const STANDINGS: [Standing; 5] =
    [Standing::AsDelivered, Standing::AsPrepared, Standing::Edited, Standing::Captions, Standing::Unknown];
const QUOTATIONS: [QuotationKind; 4] =
    [QuotationKind::Direct, QuotationKind::Mixed, QuotationKind::Indirect, QuotationKind::Unmarked];
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
    /// Its kind, standing, people, turns and occasion; its quotations where they were asked for.
    pub understanding: Understanding,
}

/// A current document, before its text is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number in the record.
    pub number: i64,
    /// A hash of its text and of what in it was not spoken; 0 in records of version 1.
    pub imprint: i64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The day.
    pub published: Option<Date>,
    /// What sort of document.
    pub kind: Kind,
    /// Whether it is one person's words.
    pub one_voice: bool,
}

const WHOLE: &str = "SELECT document, id, path, url, title, published, publisher, author, speaker, language, sha256, \
                     kind, standing, text, occasion FROM documents JOIN texts USING (document) WHERE document = ?1";

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

    /// The current documents, in the order of adding.
    ///
    /// # Errors
    /// A damaged record.
    pub fn listed(&self) -> Result<Vec<Listed>> {
        let mut documents = self
            .connection
            .prepare(
                "SELECT document, coalesce(imprint, 0), sha256, published, kind, speaker IS NOT NULL FROM documents \
                 WHERE superseded_by IS NULL ORDER BY document",
            )
            .at(&self.path)?;
        let mut rows = documents.query([]).at(&self.path)?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next().at(&self.path)? {
            listed.push(one_listed(row).map_err(|cause| self.error(cause))?);
        }
        Ok(listed)
    }

    /// A document with its people, turns and occasion: what a search for sources needs.
    ///
    /// # Errors
    /// When there is no such document; a damaged record.
    pub fn source(&self, number: i64) -> Result<Held> {
        self.whole(number, false).map_err(|cause| self.error(cause))
    }

    /// The same with its quotations: what is traced.
    ///
    /// # Errors
    /// As for [`Record::source`].
    pub fn report(&self, number: i64) -> Result<Held> {
        self.whole(number, true).map_err(|cause| self.error(cause))
    }

    fn whole(&self, number: i64, quotations: bool) -> std::result::Result<Held, Cause> {
        let mut whole = self.connection.prepare_cached(WHOLE)?;
        let mut rows = whole.query([number])?;
        let missing = || Cause::Corrupt(format!("document {number} or its text is not there"));
        let row = rows.next()?.ok_or_else(missing)?;
        let document = described(row)?;
        let place = Places::new(number, &document.text);
        let people = self.people_in(number)?;
        let turns = self.turns_in(number, &place, people.len())?;
        let quotations =
            if quotations { self.quotations_in(number, &place, people.len())? } else { Vec::new() };
        let understanding = Understanding {
            kind: named(&KINDS, Kind::name, &row.get::<_, String>(11)?)?,
            standing: named(&STANDINGS, Standing::name, &row.get::<_, String>(12)?)?,
            people,
            turns,
            quotations,
            occasion: self.occasion_of(row.get(14)?)?,
            ..Understanding::default()
        };
        Ok(Held { number, document, understanding })
    }

    fn people_in(&self, document: i64) -> std::result::Result<Vec<Person>, Cause> {
        let mut people = self.connection.prepare_cached(
            "SELECT name, names, roles, doubtful FROM appearances WHERE document = ?1 ORDER BY number",
        )?;
        let mut rows = people.query([document])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let (names, roles): (String, String) = (row.get(1)?, row.get(2)?);
            people.push(Person {
                name: row.get(0)?,
                names: strings(&names)?,
                roles: strings(&roles)?,
                doubtful: row.get(3)?,
            });
        }
        Ok(people)
    }

    fn turns_in(
        &self,
        document: i64,
        place: &Places,
        people: usize,
    ) -> std::result::Result<Vec<Turn>, Cause> {
        let mut turns = self.connection.prepare_cached(
            "SELECT start, \"end\", label_start, label_end, speaker FROM turns WHERE document = ?1 ORDER BY number",
        )?;
        let mut rows = turns.query([document])?;
        let mut turns = Vec::new();
        while let Some(row) = rows.next()? {
            turns.push(Turn {
                span: place.span(row.get(0)?, row.get(1)?)?,
                label: place.perhaps(row.get(2)?, row.get(3)?)?,
                speaker: place.somebody(row.get(4)?, people)?,
                unspoken: Vec::new(),
            });
        }
        self.unspoken_in(document, place, &mut turns)?;
        Ok(turns)
    }

    fn unspoken_in(
        &self,
        document: i64,
        place: &Places,
        turns: &mut [Turn],
    ) -> std::result::Result<(), Cause> {
        let mut unspoken = self.connection.prepare_cached(
            "SELECT turn, start, \"end\", kind FROM unspoken WHERE document = ?1 ORDER BY turn, start, \"end\"",
        )?;
        let mut rows = unspoken.query([document])?;
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
        Ok(())
    }

    fn quotations_in(
        &self,
        document: i64,
        place: &Places,
        people: usize,
    ) -> std::result::Result<Vec<Quotation>, Cause> {
        let mut quotations = self.connection.prepare_cached(
            "SELECT start, \"end\", spans, kind, clause_start, clause_end, continues, speaker, mention_start, \
             mention_end, cue_start, cue_end, negated, modal, confidence FROM quotations \
             WHERE document = ?1 ORDER BY number",
        )?;
        let mut rows = quotations.query([document])?;
        let mut quotations = Vec::new();
        while let Some(row) = rows.next()? {
            let pieces: Vec<(i64, i64)> = serde_json::from_str(&row.get::<_, String>(2)?)
                .map_err(|error| Cause::Corrupt(format!("the places of a quotation are broken: {error}")))?;
            let pieces = pieces.into_iter().map(|(start, end)| place.span(start, end));
            let (negated, modal) = (row.get::<_, Option<bool>>(12)?, row.get::<_, Option<bool>>(13)?);
            let cue = place.perhaps(row.get(10)?, row.get(11)?)?;
            let cue = cue.map(|span| Cue {
                span,
                negated: negated.unwrap_or_default(),
                modal: modal.unwrap_or_default(),
            });
            quotations.push(Quotation {
                span: place.span(row.get(0)?, row.get(1)?)?,
                spans: pieces.collect::<std::result::Result<_, _>>()?,
                kind: named(&QUOTATIONS, QuotationKind::name, &row.get::<_, String>(3)?)?,
                clause: place.perhaps(row.get(4)?, row.get(5)?)?,
                continues: row.get::<_, Option<u32>>(6)?.map(|number| number as usize),
                speaker: place.somebody(row.get(7)?, people)?,
                speaker_mention: place.perhaps(row.get(8)?, row.get(9)?)?,
                cue,
                confidence: row.get(14)?,
            });
        }
        Ok(quotations)
    }

    fn occasion_of(&self, occasion: Option<i64>) -> std::result::Result<Option<Occasion>, Cause> {
        let Some(occasion) = occasion else { return Ok(None) };
        let mut held =
            self.connection.prepare_cached("SELECT name, date, place FROM occasions WHERE occasion = ?1")?;
        let occasion = held.query_row([occasion], |row| {
            let date: Option<String> = row.get(1)?;
            let date = date.and_then(|date| date.parse().ok());
            Ok(Occasion { name: row.get(0)?, date, place: row.get(2)?, participants: Vec::new() })
        });
        Ok(Some(occasion?))
    }
}

fn one_listed(row: &Row) -> std::result::Result<Listed, Cause> {
    Ok(Listed {
        number: row.get(0)?,
        imprint: row.get(1)?,
        sha256: row.get(2)?,
        published: day(row.get(3)?)?,
        kind: named(&KINDS, Kind::name, &row.get::<_, String>(4)?)?,
        one_voice: row.get(5)?,
    })
}

fn day(given: Option<String>) -> std::result::Result<Option<Date>, Cause> {
    let day = given.map(|date| date.parse()).transpose();
    day.map_err(|_| Cause::Corrupt("a date of publication is no date".to_owned()))
}

/// The document of a row that begins as [`WHOLE`] asks for it.
fn described(row: &Row) -> std::result::Result<Document, Cause> {
    Ok(Document {
        id: row.get(1)?,
        path: row.get(2)?,
        url: row.get(3)?,
        title: row.get(4)?,
        published: day(row.get(5)?)?,
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

    /// A person of the document, of whom there are `people`.
    fn somebody(&self, person: Option<u32>, people: usize) -> std::result::Result<Option<PersonId>, Cause> {
        match person {
            Some(person) if person as usize >= people => {
                Err(Cause::Corrupt(format!("document {} has a speaker who is nobody", self.document)))
            }
            person => Ok(person.map(PersonId)),
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
