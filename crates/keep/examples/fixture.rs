//! Makes the fixture of this version of the record, which later versions must open:
//! `cargo run -p onrecord-keep --example fixture -- crates/keep/tests/fixtures/record-1.db.zst`

#[path = "../tests/it/made.rs"]
#[allow(dead_code)]
mod made;

use made::{ARTICLE, BRIEFING, entry};

fn main() {
    let to = std::env::args().nth(1).expect("give the file to write");
    let (folder, mut record) = made::record();
    let added = record
        .add(&[entry("article.txt", "2025-03-04", ARTICLE), entry("briefing.txt", "2025-03-03", BRIEFING)]);
    added.expect("the documents can be added");
    record.review("article.txt:q1", keep::Verdict::Confirm, None, None).expect("there is a quotation");
    drop(record);
    let bytes = std::fs::read(made::path(&folder)).expect("the record is there");
    let packed = zstd::bulk::compress(&bytes, 19).expect("it can be packed");
    std::fs::write(to, packed).expect("the fixture can be written");
}
