-- Version 6: documents that tell of an occasion which another document names.

-- Derived: of which occasion, and why it is said to be this one.
CREATE TABLE ties (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    occasion INTEGER NOT NULL REFERENCES occasions ON DELETE CASCADE,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX ties_by_occasion ON ties (occasion);

-- A person's word: the key of the occasion a document tells of; without a key, of none but what it names itself.
CREATE TABLE placings (
    sha256 TEXT PRIMARY KEY,
    key TEXT,
    who TEXT,
    at TEXT NOT NULL
) STRICT;

CREATE VIEW told AS
SELECT d.document, d.id, d.published, d.title, o.occasion, o.name, o.date, coalesce(t.why, 'its own name and day') AS why
FROM documents d LEFT JOIN ties t USING (document) JOIN occasions o ON o.occasion = coalesce(t.occasion, d.occasion)
WHERE d.superseded_by IS NULL;
