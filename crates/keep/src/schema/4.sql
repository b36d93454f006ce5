-- Version 4: what is counted of people and of their offices is kept, so that a list of them is read, not counted.

-- Of the current documents in which the person appears.
ALTER TABLE people ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN first_seen TEXT;
ALTER TABLE people ADD COLUMN last_seen TEXT;
ALTER TABLE people ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN quotations INTEGER NOT NULL DEFAULT 0;
CREATE INDEX people_by_documents ON people (documents DESC, name);

-- Of one document: its day, and the turns and quotations that are the person's.
ALTER TABLE appearances ADD COLUMN day TEXT;
ALTER TABLE appearances ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appearances ADD COLUMN quotations INTEGER NOT NULL DEFAULT 0;
UPDATE appearances AS a SET
    day = (SELECT published FROM documents d WHERE d.document = a.document),
    turns = (SELECT count(*) FROM turns t WHERE t.document = a.document AND t.speaker = a.number),
    quotations = (SELECT count(*) FROM quotations q WHERE q.document = a.document AND q.speaker = a.number);
DROP INDEX appearances_by_person;
CREATE INDEX appearances_by_person ON appearances (person, day DESC, document DESC, turns, quotations);

-- What current documents call a person, from the first day to the last.
CREATE TABLE tenures (
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    office TEXT NOT NULL,
    first_seen TEXT,
    last_seen TEXT,
    documents INTEGER NOT NULL,
    PRIMARY KEY (person, office)
) STRICT, WITHOUT ROWID;
CREATE INDEX tenures_by_office ON tenures (office);

DROP VIEW offices;
CREATE VIEW offices AS
SELECT office, person, name, t.first_seen, t.last_seen, t.documents FROM tenures t JOIN people USING (person);

-- People of whom something was taken away or given to them: they are counted anew before the transaction ends.
CREATE TABLE recounts (person INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER appearance_given AFTER UPDATE OF person ON appearances BEGIN
    INSERT OR IGNORE INTO recounts (person) VALUES (old.person), (new.person);
END;
CREATE TRIGGER appearance_gone AFTER DELETE ON appearances BEGIN
    INSERT OR IGNORE INTO recounts (person) VALUES (old.person);
END;
CREATE TRIGGER version_given AFTER UPDATE OF superseded_by ON documents BEGIN
    INSERT OR IGNORE INTO recounts (person) SELECT person FROM appearances WHERE document = new.document;
END;
INSERT INTO recounts (person) SELECT person FROM people;
