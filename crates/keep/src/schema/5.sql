-- Version 5: what pages list is read from indexes alone.

-- Occasions as they are listed.
CREATE INDEX occasions_by_date ON occasions (date DESC, occasion);

-- A person's appearances, latest first, with what documents call them.
DROP INDEX appearances_by_person;
CREATE INDEX appearances_by_person ON appearances (person, day DESC, document DESC, turns, quotations, name);

-- Which passages are a document's: they follow each other.
ALTER TABLE documents ADD COLUMN first_passage INTEGER;
ALTER TABLE documents ADD COLUMN last_passage INTEGER;
UPDATE documents SET (first_passage, last_passage) =
    (SELECT min(passage), max(passage) FROM passages p WHERE p.document = documents.document);

-- Current documents by kind and day: how many of each, from when to when, and where their passages are.
CREATE INDEX documents_current ON documents (kind, published, first_passage, last_passage) WHERE superseded_by IS NULL;
