-- An order that is sent twice is one export; a try that was thought dead adds nothing to the file of
-- its successor; what was fetched is announced no more.
ALTER TABLE exports
    ADD COLUMN mutation_id UUID NOT NULL,
    ADD COLUMN run_id UUID,
    ADD COLUMN downloaded_at TIMESTAMPTZ(3);
CREATE UNIQUE INDEX exports_author_id_mutation_id_key ON exports (author_id, mutation_id);
