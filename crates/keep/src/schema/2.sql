-- Version 2: findings are kept, copies are told from originals, bytes are packed by their text.

-- A hash of the text and of what in it was not spoken: indexes kept beside the record go by it. Null in documents of version 1.
ALTER TABLE documents ADD COLUMN imprint INTEGER;

-- Whether the bytes were packed with the text as dictionary, which they mostly repeat.
ALTER TABLE raws ADD COLUMN by_text INTEGER NOT NULL DEFAULT 0;

-- What was found of a quotation when it was last traced to the documents of this record.
CREATE TABLE traces (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    quotation INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    wording TEXT,
    signalled INTEGER NOT NULL,
    confidence REAL NOT NULL,
    speaker_check TEXT NOT NULL,
    searched INTEGER NOT NULL,
    PRIMARY KEY (document, quotation)
) STRICT, WITHOUT ROWID;

-- The places that have the words, best first.
CREATE TABLE sources (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    quotation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    turn INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    second_hand INTEGER NOT NULL,
    PRIMARY KEY (document, quotation, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_by_place ON sources (source, start);

-- How the quotation differs from its source, word for word.
CREATE TABLE changes (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    quotation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source INTEGER NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL,
    signalled INTEGER NOT NULL,
    touches TEXT NOT NULL,
    PRIMARY KEY (document, quotation, number)
) STRICT, WITHOUT ROWID;

-- A document that was traced, when, and the last document that was searched for it: one without quotations has no traces.
CREATE TABLE tracings (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    seen INTEGER NOT NULL,
    at TEXT NOT NULL,
    traced_by TEXT NOT NULL
) STRICT;

-- A document that repeats another: the family of a document is what repeats it.
CREATE TABLE copies (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    shared REAL NOT NULL,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX copies_by_original ON copies (original);

-- What people are called in any document, plainly written: what a search for a person goes by.
CREATE TABLE callings (
    called TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    PRIMARY KEY (called, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX callings_by_person ON callings (person);
INSERT OR IGNORE INTO callings (called, person) SELECT key, person FROM appearances;

-- A speaker's passages in a document are found without a look at the others.
DROP INDEX passages_by_document;
CREATE INDEX passages_by_speaker ON passages (document, speaker);

-- Up to which document a work over all documents is done.
CREATE TABLE progress (
    work TEXT PRIMARY KEY,
    document INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A name that the documents together show to be another's.
CREATE TABLE likenesses (
    key TEXT PRIMARY KEY,
    into_key TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW traced AS
SELECT q.document, q.id, q.published, q.person, q.speaker, q.quotation, q.words, t.status, t.wording, t.confidence,
       s.source, d.id AS source_id, 't' || (s.turn + 1) AS source_turn, s.start AS source_start, s."end" AS source_end,
       substr(x.text, s.start + 1, s."end" - s.start) AS source_words
FROM traces t JOIN quoted q ON q.document = t.document AND q.quotation = 'q' || (t.quotation + 1)
     LEFT JOIN sources s ON s.document = t.document AND s.quotation = t.quotation AND s.number = 0
     LEFT JOIN documents d ON d.document = s.source LEFT JOIN texts x ON x.document = s.source;
