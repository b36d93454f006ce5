-- Version 3: what figures and commitments say beside their number and their speaker. Documents added before hold nothing in
-- these columns until `rebuild`.

ALTER TABLE figures ADD COLUMN sentence_start INTEGER;
ALTER TABLE figures ADD COLUMN sentence_end INTEGER;
ALTER TABLE figures ADD COLUMN out_of REAL;
ALTER TABLE figures ADD COLUMN scope_start INTEGER;
ALTER TABLE figures ADD COLUMN scope_end INTEGER;
ALTER TABLE figures ADD COLUMN time_start INTEGER;
ALTER TABLE figures ADD COLUMN time_end INTEGER;
ALTER TABLE figures ADD COLUMN time_from TEXT;
ALTER TABLE figures ADD COLUMN time_until TEXT;

ALTER TABLE commitments ADD COLUMN sentence_start INTEGER;
ALTER TABLE commitments ADD COLUMN sentence_end INTEGER;
ALTER TABLE commitments ADD COLUMN cue_start INTEGER;
ALTER TABLE commitments ADD COLUMN cue_end INTEGER;
ALTER TABLE commitments ADD COLUMN who_start INTEGER;
ALTER TABLE commitments ADD COLUMN who_end INTEGER;
ALTER TABLE commitments ADD COLUMN undertaker INTEGER;
ALTER TABLE commitments ADD COLUMN to_start INTEGER;
ALTER TABLE commitments ADD COLUMN to_end INTEGER;
ALTER TABLE commitments ADD COLUMN by_start INTEGER;
ALTER TABLE commitments ADD COLUMN by_end INTEGER;
ALTER TABLE commitments ADD COLUMN by_from TEXT;
ALTER TABLE commitments ADD COLUMN by_until TEXT;
ALTER TABLE commitments ADD COLUMN firmness TEXT;
ALTER TABLE commitments ADD COLUMN negated INTEGER;
ALTER TABLE commitments ADD COLUMN conditional INTEGER;
