-- Rules that Prisma's schema has no words for: what a row may hold, and what never changes.

-- The ledger's arithmetic holds in every row, whoever wrote it.
ALTER TABLE customers
    ADD CONSTRAINT customers_balance_not_negative CHECK (balance >= 0),
    ADD CONSTRAINT customers_operations_count_not_negative CHECK (operations_count >= 0),
    ADD CONSTRAINT customers_version_positive CHECK (version >= 1),
    ADD CONSTRAINT customers_lock_has_reason CHECK ((locked_at IS NULL) = (lock_reason IS NULL)),
    ADD CONSTRAINT customers_lock_details CHECK (
        locked_at IS NOT NULL OR (locked_by_id IS NULL AND lock_message IS NULL)
    );

ALTER TABLE operations
    ADD CONSTRAINT operations_amount_not_zero CHECK (amount <> 0 AND amount <> 'NaN'),
    ADD CONSTRAINT operations_balance_follows CHECK (balance_after = balance_before + amount),
    ADD CONSTRAINT operations_balance_not_negative CHECK (balance_before >= 0 AND balance_after >= 0),
    ADD CONSTRAINT operations_number_positive CHECK (number >= 1),
    ADD CONSTRAINT operations_note_length CHECK (char_length(note) BETWEEN 5 AND 500),
    ADD CONSTRAINT operations_sign_fits_kind CHECK (
        CASE kind
            WHEN 'deposit' THEN amount > 0
            WHEN 'refund' THEN amount > 0
            WHEN 'withdrawal' THEN amount < 0
            WHEN 'order_payment' THEN amount < 0
            ELSE true
        END
    ),
    ADD CONSTRAINT operations_reversal_has_original CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL));

ALTER TABLE users
    ADD CONSTRAINT users_email_lower_case CHECK (email = lower(email)),
    ADD CONSTRAINT users_version_positive CHECK (version >= 1);

ALTER TABLE event_stream ADD CONSTRAINT event_stream_one_row CHECK (id = 1);

-- A cursor bears the epoch; whoever restores a backup sets a new one, and every reader reloads.
INSERT INTO event_stream (id, epoch) VALUES (1, replace(gen_random_uuid()::text, '-', ''));

-- An operation rewrites its customer's row: room on the page keeps that update off the indexes.
ALTER TABLE customers SET (fillfactor = 70);

-- Operations and events are never changed and never removed, not even by the owner. Erasing a
-- removed customer's personal values from events will be one SECURITY DEFINER function, and this
-- function will then let through an UPDATE of changes and data made by that function's own role:
-- never a setting that any session could switch on.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER operations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
