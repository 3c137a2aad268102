-- An order that is sent again, because its answer was lost, finds the run that it started.
ALTER TABLE batches ADD COLUMN mutation_id UUID NOT NULL;
CREATE UNIQUE INDEX batches_author_id_mutation_id_key ON batches (author_id, mutation_id);
