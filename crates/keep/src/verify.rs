//! Whether the record is whole.

use sha2::{Digest, Sha256};

use crate::Record;
use crate::error::Cause;
use crate::rebuild::unpacked;
use crate::tally;

/// Something that is wrong with the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What was looked at: file, references, bytes, places, search, seeds.
    pub part: &'static str,
    /// The document (number), where it is about one.
    pub document: Option<i64>,
    /// What is wrong.
    pub what: String,
}

/// Tables with places, and what to call a row.
const PLACES: [(&str, &str); 7] = [
    ("turns", "turn"),
    ("unspoken", "unspoken stretch"),
    ("times", "time"),
    ("quotations", "quotation"),
    ("figures", "figure"),
    ("commitments", "commitment"),
    ("passages", "passage"),
];

type Checked = Result<Vec<Fault>, Cause>;
type Check = fn(&Record) -> Checked;

impl Record {
    /// Looks at everything: the file's pages, references between tables, bytes against their hashes, places against their
    /// texts, the index of words against the passages. No fault means that the record is whole. `tell` hears what is
    /// looked at.
    pub fn verify(&self, mut tell: impl FnMut(&'static str)) -> Vec<Fault> {
        let parts: [(&'static str, Check); 6] = [
            ("file", Record::verify_file),
            ("references", Record::verify_references),
            ("bytes", Record::verify_bytes),
            ("places", Record::verify_places),
            ("search", Record::verify_search),
            ("seeds", Record::verify_seeds),
        ];
        let mut faults = Vec::new();
        for (part, verify) in parts {
            tell(part);
            // a check that cannot even be made is a fault of its own
            faults.extend(
                verify(self)
                    .unwrap_or_else(|cause| vec![Fault { part, document: None, what: cause.to_string() }]),
            );
        }
        faults
    }

    fn verify_file(&self) -> Checked {
        let mut rows = self.connection.prepare("PRAGMA integrity_check")?;
        let rows: Vec<String> = rows.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let wrong = rows.into_iter().filter(|row| row != "ok");
        Ok(wrong.map(|what| Fault { part: "file", document: None, what }).collect())
    }

    fn verify_references(&self) -> Checked {
        let mut rows = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows =
            rows.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(2)?)))?;
        let mut faults = Vec::new();
        for row in rows {
            let (table, of) = row?;
            let what =
                format!("a row of {table} points to a row of {} that is not there", of.unwrap_or_default());
            faults.push(Fault { part: "references", document: None, what });
        }
        for (question, what) in [
            (
                "SELECT document FROM documents WHERE document NOT IN (SELECT document FROM texts)",
                "its text is missing",
            ),
            (
                "SELECT document FROM documents WHERE document NOT IN (SELECT document FROM raws)",
                "its bytes are missing",
            ),
        ] {
            self.faults(question, "references", what, &mut faults)?;
        }
        let mut miscounted = self.connection.prepare(tally::MISCOUNTED)?;
        for person in miscounted.query_map([], |row| row.get::<_, i64>(0))? {
            let what = format!("what is counted of person {} is not what the documents give", person?);
            faults.push(Fault { part: "references", document: None, what });
        }
        Ok(faults)
    }

    fn verify_bytes(&self) -> Checked {
        let mut raws = self.connection.prepare(
            "SELECT document, length, zstd, sha256, CASE WHEN by_text THEN text END FROM raws \
                 JOIN documents USING (document) LEFT JOIN texts USING (document) ORDER BY document",
        )?;
        let mut rows = raws.query([])?;
        let mut faults = Vec::new();
        while let Some(row) = rows.next()? {
            let (document, length, packed, sha256): (i64, u32, Vec<u8>, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let text: Option<String> = row.get(4)?;
            let what = match unpacked(&packed, length, text.as_deref()) {
                Err(why) => format!("its bytes cannot be unpacked: {why}"),
                Ok(bytes) if hex(&Sha256::digest(&bytes)) != sha256 => {
                    "its bytes are not those of its hash".to_owned()
                }
                Ok(_) => continue,
            };
            faults.push(Fault { part: "bytes", document: Some(document), what });
        }
        Ok(faults)
    }

    fn verify_places(&self) -> Checked {
        let mut faults = Vec::new();
        for (table, row) in PLACES {
            // a text is measured once, not once for each row
            let question = format!(
                "SELECT document FROM texts JOIN (SELECT document, max(\"end\") AS last, min(start) AS first, \
                 max(start > \"end\") AS crossed FROM {table} GROUP BY document) USING (document) \
                 WHERE first < 0 OR crossed OR last > length(text)"
            );
            self.faults(&question, "places", &format!("a {row} lies outside its text"), &mut faults)?;
        }
        for table in ["turns", "quotations", "figures", "commitments", "passages"] {
            let question = format!(
                "SELECT DISTINCT document FROM {table} t WHERE speaker IS NOT NULL AND NOT EXISTS \
                 (SELECT 1 FROM appearances a WHERE a.document = t.document AND a.number = t.speaker)"
            );
            self.faults(&question, "places", &format!("a speaker in {table} is nobody"), &mut faults)?;
        }
        Ok(faults)
    }

    /// SQLite compares the index with the passages' words itself, but counts that as writing.
    fn verify_search(&self) -> Checked {
        let checked =
            self.connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []);
        match checked.map_err(|error| (error.to_string(), Cause::from(error))) {
            Ok(_) | Err((_, Cause::ReadOnly)) => self.verify_search_counts(),
            Err((why, _)) => {
                let what = format!(
                    "the index of words does not agree with the passages ({why}); `onrecord rebuild` makes it anew"
                );
                Ok(vec![Fault { part: "search", document: None, what }])
            }
        }
    }

    /// The index beside the record may be missing; what is there must be what was written.
    fn verify_seeds(&self) -> Checked {
        let wrong = crate::index::Kept::verify(&self.path);
        let what =
            |why| format!("the index of words beside the record: {why}; `onrecord rebuild` makes it anew");
        Ok(wrong.map(|why| Fault { part: "seeds", document: None, what: what(why) }).into_iter().collect())
    }

    /// Every document must be found.
    fn verify_search_counts(&self) -> Checked {
        let mut faults = Vec::new();
        let without = "SELECT document FROM documents WHERE document NOT IN (SELECT document FROM passages)";
        self.faults(without, "search", "it has no passages", &mut faults)?;
        let elsewhere = "SELECT DISTINCT document FROM passages p JOIN documents d USING (document) \
                         WHERE p.passage NOT BETWEEN coalesce(first_passage, 0) AND coalesce(last_passage, 0)";
        let what = "it has other passages than it says; `onrecord rebuild` makes them anew";
        self.faults(elsewhere, "search", what, &mut faults)?;
        Ok(faults)
    }

    fn faults(
        &self,
        question: &str,
        part: &'static str,
        what: &str,
        faults: &mut Vec<Fault>,
    ) -> Result<(), Cause> {
        let mut documents = self.connection.prepare(question)?;
        for document in documents.query_map([], |row| row.get::<_, i64>(0))? {
            faults.push(Fault { part, document: Some(document?), what: what.to_owned() });
        }
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
