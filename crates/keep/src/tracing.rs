//! What was found of the quotations of reports, and which reports are to be traced again.

use rusqlite::{Transaction, params};
use text::Offsets;
use trace::{Archive, Finding};

use crate::error::{At, Result};
use crate::{Held, Record};

/// Kinds of documents whose quotations are traced: transcripts and releases are what they are traced to.
const TRACED_KINDS: &str = "kind IN ('report', 'other') AND superseded_by IS NULL";

/// The findings of a document, in code points, ready to be written.
#[derive(Clone, Debug)]
pub struct Tracing {
    document: i64,
    traces: Vec<Trace>,
}

#[derive(Clone, Debug)]
struct Trace {
    quotation: i64,
    status: &'static str,
    reason: Option<&'static str>,
    wording: Option<&'static str>,
    signalled: bool,
    confidence: f64,
    speaker_check: &'static str,
    searched: i64,
    sources: Vec<Source>,
    changes: Vec<Change>,
}

#[derive(Clone, Debug)]
struct Source {
    document: i64,
    turn: Option<i64>,
    place: (i64, i64),
    second_hand: bool,
}

#[derive(Clone, Debug)]
struct Change {
    kind: &'static str,
    source: i64,
    quote: (i64, i64),
    place: (i64, i64),
    signalled: bool,
    touches: String,
}

impl Tracing {
    /// The findings of `held`'s quotations; `number` gives the record's number of a document of the archive.
    pub fn new(
        held: &Held,
        findings: &[Finding],
        archive: &Archive,
        number: impl Fn(u32) -> Option<i64>,
    ) -> Self {
        let text = &held.document.text;
        let article = Offsets::new(text);
        let own = |span| signed(article.points(text, span));
        let there =
            |document, span| signed(archive.offsets(document).points(&archive.document(document).text, span));
        let trace = |finding: &Finding| {
            let source = |source: &trace::Source| {
                Some(Source {
                    document: number(source.document)?,
                    turn: source.turn.map(|turn| turn as i64),
                    place: there(source.document, source.span),
                    second_hand: source.second_hand,
                })
            };
            let change = |change: &trace::Change| {
                let source = finding.sources.get(change.source_index)?.document;
                let touches: Vec<_> = change.touches.iter().map(|touch| touch.name()).collect();
                Some(Change {
                    kind: change.kind.name(),
                    source: change.source_index as i64,
                    quote: own(change.quote),
                    place: there(source, change.source),
                    signalled: change.signalled,
                    touches: serde_json::json!(touches).to_string(),
                })
            };
            Trace {
                quotation: finding.quotation as i64,
                status: finding.status.name(),
                reason: finding.reason.map(|reason| reason.name()),
                wording: finding.wording.map(|wording| wording.name()),
                signalled: finding.signalled,
                confidence: f64::from(finding.confidence),
                speaker_check: finding.speaker_check.name(),
                searched: finding.searched.documents as i64,
                sources: finding.sources.iter().filter_map(source).collect(),
                changes: finding.changes.iter().filter_map(change).collect(),
            }
        };
        Tracing { document: held.number, traces: findings.iter().map(trace).collect() }
    }
}

fn signed((start, end): (usize, usize)) -> (i64, i64) {
    (start as i64, end as i64)
}

impl Record {
    /// Current reports that were never traced, in the order of adding.
    ///
    /// # Errors
    /// A damaged record.
    pub fn untraced(&self) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT document FROM documents WHERE {TRACED_KINDS} \
             AND document NOT IN (SELECT document FROM tracings) ORDER BY document"
        );
        self.numbers(&sql, [])
    }

    /// Reports with a quotation that was not traced, and for which nothing after document `seen` was searched; those that
    /// appeared more than three days before `since` are left out, for nothing of then or later can be their source.
    ///
    /// # Errors
    /// A damaged record.
    pub fn lacking(&self, seen: i64, since: Option<&str>) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT document FROM tracings JOIN documents USING (document) WHERE seen = ?1 AND {TRACED_KINDS} \
             AND (?2 IS NULL OR published IS NULL OR published >= date(?2, '-3 days')) \
             AND EXISTS (SELECT 1 FROM traces t WHERE t.document = tracings.document AND status <> 'traced') \
             ORDER BY document"
        );
        self.numbers(&sql, params![seen, since])
    }

    /// Up to which document reports were searched, when that is not the last: each number once.
    ///
    /// # Errors
    /// A damaged record.
    pub fn lagging(&self) -> Result<Vec<i64>> {
        let sql = "SELECT DISTINCT seen FROM tracings WHERE seen < (SELECT max(document) FROM documents) ORDER BY seen";
        self.numbers(sql, [])
    }

    /// The last document.
    ///
    /// # Errors
    /// A damaged record.
    pub fn last(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(document), 0) FROM documents";
        self.connection.query_row(sql, [], |row| row.get(0)).at(&self.path)
    }

    fn numbers(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<i64>> {
        self.all(sql, values, |row| row.get(0))
    }

    /// Keeps findings in the place of those of before, in one transaction. They were made of the documents up to `seen`.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn put_tracings(&mut self, tracings: &[Tracing], seen: i64) -> Result<()> {
        self.write(|transaction| tracings.iter().try_for_each(|tracing| put(transaction, tracing, seen)))
    }

    /// Says that nothing up to document `seen` changes what was found before.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn all_seen(&mut self, seen: i64) -> Result<()> {
        let update = "UPDATE tracings SET seen = ?1 WHERE seen < ?1";
        self.connection.execute(update, [seen]).map(drop).at(&self.path)
    }

    /// Forgets all findings: they are to be made anew.
    ///
    /// # Errors
    /// As for [`Record::add`].
    pub fn forget_tracings(&mut self) -> Result<()> {
        self.write(|transaction| {
            transaction.execute_batch(
                "DELETE FROM changes; DELETE FROM sources; DELETE FROM traces; DELETE FROM tracings;",
            )
        })
    }
}

fn put(to: &Transaction, tracing: &Tracing, seen: i64) -> rusqlite::Result<()> {
    let document = tracing.document;
    // somebody may have removed it meanwhile
    if !to.prepare_cached("SELECT 1 FROM documents WHERE document = ?1")?.exists([document])? {
        return Ok(());
    }
    for table in ["changes", "sources", "traces"] {
        to.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([document])?;
    }
    to.prepare_cached(
        "INSERT OR REPLACE INTO tracings (document, seen, at, traced_by) \
         VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?3)",
    )?
    .execute(params![document, seen, env!("CARGO_PKG_VERSION")])?;
    tracing.traces.iter().try_for_each(|trace| put_trace(to, document, trace))
}

fn put_trace(to: &Transaction, document: i64, trace: &Trace) -> rusqlite::Result<()> {
    to.prepare_cached(
        "INSERT INTO traces (document, quotation, status, reason, wording, signalled, confidence, speaker_check, searched) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        document,
        trace.quotation,
        trace.status,
        trace.reason,
        trace.wording,
        trace.signalled,
        trace.confidence,
        trace.speaker_check,
        trace.searched,
    ])?;
    let mut put_source = to.prepare_cached(
        "INSERT INTO sources (document, quotation, number, source, turn, start, \"end\", second_hand) \
         SELECT ?1, ?2, ?3, document, ?5, ?6, ?7, ?8 FROM documents WHERE document = ?4",
    )?;
    for (number, source) in trace.sources.iter().enumerate() {
        let Source { document: from, turn, place: (start, end), second_hand } = source;
        put_source.execute(params![
            document,
            trace.quotation,
            number as i64,
            from,
            turn,
            start,
            end,
            second_hand
        ])?;
    }
    let mut put_change = to.prepare_cached(
        "INSERT INTO changes (document, quotation, number, kind, source, quote_start, quote_end, source_start, source_end, \
         signalled, touches) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for (number, change) in trace.changes.iter().enumerate() {
        put_change.execute(params![
            document,
            trace.quotation,
            number as i64,
            change.kind,
            change.source,
            change.quote.0,
            change.quote.1,
            change.place.0,
            change.place.1,
            change.signalled,
            change.touches,
        ])?;
    }
    Ok(())
}
