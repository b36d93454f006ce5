-- Version 7: how sure two things are. Of documents added before, nobody is in doubt and the confidence is unknown.

ALTER TABLE appearances ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
ALTER TABLE commitments ADD COLUMN confidence REAL;
