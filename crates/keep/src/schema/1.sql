-- Version 1 of the record. Every table is described in docs/record.md; a test holds the two together.
-- Places (start, "end") are code points of texts.text, counted from 0, end exclusive: the words of a place are
-- substr(text, start + 1, "end" - start).

CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    path TEXT,
    line INTEGER,
    url TEXT,
    title TEXT,
    published TEXT,
    publisher TEXT,
    author TEXT,
    speaker TEXT,
    kind TEXT NOT NULL,
    standing TEXT NOT NULL,
    language TEXT,
    sha256 TEXT NOT NULL UNIQUE,
    occasion INTEGER REFERENCES occasions,
    superseded_by INTEGER REFERENCES documents,
    added TEXT NOT NULL,
    understood_by TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_published ON documents (published);
CREATE INDEX documents_by_occasion ON documents (occasion);
CREATE INDEX documents_by_successor ON documents (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE TABLE raws (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    name TEXT NOT NULL,
    line INTEGER,
    length INTEGER NOT NULL,
    zstd BLOB NOT NULL
) STRICT;

CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE people (
    person INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE appearances (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES people,
    name TEXT NOT NULL,
    names TEXT NOT NULL,
    roles TEXT NOT NULL,
    key TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_by_person ON appearances (person);
CREATE INDEX appearances_by_key ON appearances (key);

CREATE TABLE aliases (
    key TEXT PRIMARY KEY,
    into_key TEXT NOT NULL,
    name TEXT NOT NULL,
    who TEXT,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE occasions (
    occasion INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    place TEXT,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE turns (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speaker INTEGER,
    label_start INTEGER,
    label_end INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE unspoken (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    turn INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (document, turn, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    millis INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotations (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    spans TEXT NOT NULL,
    kind TEXT NOT NULL,
    clause_start INTEGER,
    clause_end INTEGER,
    continues INTEGER,
    speaker INTEGER,
    mention_start INTEGER,
    mention_end INTEGER,
    cue_start INTEGER,
    cue_end INTEGER,
    negated INTEGER,
    modal INTEGER,
    confidence REAL NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value REAL NOT NULL,
    upper REAL,
    unit TEXT,
    "of" TEXT,
    comparison TEXT NOT NULL,
    speaker INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE commitments (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speaker INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    review INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'reject', 'note')),
    note TEXT,
    who TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_by_document ON reviews (sha256);

CREATE TABLE removals (
    sha256 TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived, for search: stretches of text of one speaker, and the index of their words.
CREATE TABLE passages (
    passage INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    turn INTEGER,
    speaker INTEGER
) STRICT;
CREATE INDEX passages_by_document ON passages (document);

CREATE VIEW passage_words AS
SELECT passage,
       CASE WHEN passages.start = 0 THEN documents.title END AS title,
       substr(text, passages.start + 1, passages."end" - passages.start) AS words
FROM passages JOIN texts USING (document) JOIN documents USING (document);

CREATE VIRTUAL TABLE search USING fts5 (
    title, words,
    content = 'passage_words', content_rowid = 'passage',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- A removed document's words must not stay in the index until it is merged.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Views for common questions.
CREATE VIEW said AS
SELECT d.document, d.id, d.published, d.title, p.person, p.name AS speaker, a.name AS called, 't' || (t.number + 1) AS turn,
       t.start, t."end", substr(x.text, t.start + 1, t."end" - t.start) AS words
FROM turns t JOIN documents d USING (document) JOIN texts x USING (document)
     LEFT JOIN appearances a ON a.document = t.document AND a.number = t.speaker
     LEFT JOIN people p ON p.person = a.person;

CREATE VIEW quoted AS
SELECT d.document, d.id, d.published, d.title, p.person, p.name AS speaker, 'q' || (q.number + 1) AS quotation, q.kind,
       q.start, q."end", substr(x.text, q.start + 1, q."end" - q.start) AS words, q.confidence
FROM quotations q JOIN documents d USING (document) JOIN texts x USING (document)
     LEFT JOIN appearances a ON a.document = q.document AND a.number = q.speaker
     LEFT JOIN people p ON p.person = a.person;

CREATE VIEW offices AS
SELECT r.value AS office, p.person, p.name, min(d.published) AS first_seen, max(d.published) AS last_seen,
       count(DISTINCT d.document) AS documents
FROM appearances a, json_each(a.roles) r JOIN people p USING (person) JOIN documents d ON d.document = a.document
GROUP BY r.value, p.person;
