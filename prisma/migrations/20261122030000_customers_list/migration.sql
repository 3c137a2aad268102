-- The customers list: search without case and accents, order by any column, views, acting on many,
-- removing, taking out.

-- How text is compared: lower case, without accents, one kind of apostrophe. Letters that are written
-- as another one with a mark (й, ї) are letters of their own; ё is found as е. Independent of the
-- database's own locale.
CREATE FUNCTION fold_text(typed text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
    normalize(
        regexp_replace(
            normalize(lower(typed COLLATE "und-x-icu"), NFD),
            '(?<!и)\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036F]', '', 'g'
        ),
        NFC
    ),
    'łøđı’‘ʼ`´', 'lodi'''''''''''
);
REVOKE EXECUTE ON FUNCTION fold_text FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fold_text TO tandem_app;

ALTER TABLE customers DROP COLUMN search_text;
ALTER TABLE customers ADD COLUMN search_text TEXT GENERATED ALWAYS AS (
    fold_text("id"::text || E'\n' || "login" || E'\n' || "last_name" || ' ' || "first_name"
        || coalesce(' ' || "middle_name", '') || E'\n' || "first_name" || ' ' || "last_name"
        || E'\n' || "email" || coalesce(E'\n' || "phone", '') || coalesce(E'\n' || "city", '')
        || coalesce(E'\n' || "region", '') || coalesce(E'\n' || "address_line1", '')
        || coalesce(E'\n' || "address_line2", '') || coalesce(E'\n' || "postal_code", '')
        || coalesce(E'\n' || "legal_name", '') || coalesce(E'\n' || "tax_number", '')
        || coalesce(E'\n' || "website", '') || coalesce(E'\n' || "comment", ''))
) STORED;
CREATE INDEX customers_search_text_idx ON customers USING GIN (search_text gin_trgm_ops);

-- The orders that a list of millions is read in; the others are sorted when asked for. Balance has
-- none: it would put an index entry on every operation's way.
DROP INDEX customers_company_id_last_name_first_name_id_idx;
DROP INDEX customers_company_id_phone_id_idx;
CREATE INDEX customers_login_order_idx ON customers (company_id, login COLLATE "uk-x-icu", id);
CREATE INDEX customers_email_order_idx ON customers (company_id, email COLLATE "uk-x-icu", id);
CREATE INDEX customers_name_order_idx
    ON customers (company_id, ((last_name || ' ' || first_name) COLLATE "uk-x-icu"), id);
CREATE INDEX customers_phone_order_idx
    ON customers (company_id, (coalesce(phone, '') COLLATE "uk-x-icu"), id);
CREATE INDEX customers_city_order_idx
    ON customers (company_id, (coalesce(city, '') COLLATE "uk-x-icu"), id);
CREATE INDEX customers_last_sign_in_order_idx
    ON customers (company_id, (coalesce(last_sign_in_at, '-infinity'::timestamptz)), id);

-- A removed customer belongs to no company: no scope shows them, and their login and e-mail are free.
ALTER TABLE customers ALTER COLUMN company_id DROP NOT NULL;
ALTER TABLE customers ADD COLUMN removed_at TIMESTAMPTZ(3);
ALTER TABLE customers ADD COLUMN removed_by_id INTEGER;
ALTER TABLE customers
    ADD CONSTRAINT customers_removed_by_id_fkey FOREIGN KEY (removed_by_id)
        REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    ADD CONSTRAINT customers_removed_from_company CHECK ((company_id IS NULL) = (removed_at IS NOT NULL));

CREATE TABLE views (
    id SERIAL NOT NULL,
    company_id INTEGER NOT NULL,
    owner_id INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    params JSONB NOT NULL,
    shared_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT views_pkey PRIMARY KEY (id),
    CONSTRAINT views_company_id_fkey FOREIGN KEY (company_id)
        REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT views_owner_id_fkey FOREIGN KEY (owner_id)
        REFERENCES users (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX views_owner_id_name_key ON views (owner_id, name);
CREATE INDEX views_company_id_name_idx ON views (company_id, name);

CREATE TABLE layouts (
    user_id INTEGER NOT NULL,
    columns JSONB,
    density TEXT NOT NULL DEFAULT 'regular',
    page_size INTEGER NOT NULL DEFAULT 10,
    default_view_id INTEGER,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT layouts_pkey PRIMARY KEY (user_id),
    CONSTRAINT layouts_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT layouts_default_view_id_fkey FOREIGN KEY (default_view_id)
        REFERENCES views (id) ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX layouts_default_view_id_idx ON layouts (default_view_id);

CREATE TABLE selections (
    id SERIAL NOT NULL,
    company_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT selections_pkey PRIMARY KEY (id),
    CONSTRAINT selections_company_id_fkey FOREIGN KEY (company_id)
        REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT selections_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX selections_user_id_created_at_idx ON selections (user_id, created_at);

-- No reference to customers: a removed one stays in the list of what was chosen.
CREATE TABLE selection_rows (
    selection_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT selection_rows_pkey PRIMARY KEY (selection_id, position),
    CONSTRAINT selection_rows_selection_id_fkey FOREIGN KEY (selection_id)
        REFERENCES selections (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX selection_rows_selection_id_customer_id_key
    ON selection_rows (selection_id, customer_id);

CREATE TYPE batch_action AS ENUM ('lock', 'unlock', 'add_tag', 'remove_tag', 'remove', 'undo');
CREATE TYPE batch_state AS ENUM ('waiting', 'running', 'finished', 'stopped');
CREATE TYPE batch_verdict AS ENUM ('done', 'skipped', 'failed');

CREATE TABLE batches (
    id SERIAL NOT NULL,
    company_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    action batch_action NOT NULL,
    params JSONB NOT NULL DEFAULT '{}',
    state batch_state NOT NULL DEFAULT 'waiting',
    undoes_id INTEGER,
    total INTEGER NOT NULL,
    done_count INTEGER NOT NULL DEFAULT 0,
    skipped_count INTEGER NOT NULL DEFAULT 0,
    failed_count INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    finished_at TIMESTAMPTZ(3),
    stop_requested_at TIMESTAMPTZ(3),
    stop_requested_by_id INTEGER,
    CONSTRAINT batches_pkey PRIMARY KEY (id),
    CONSTRAINT batches_company_id_fkey FOREIGN KEY (company_id)
        REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT batches_author_id_fkey FOREIGN KEY (author_id)
        REFERENCES users (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT batches_stop_requested_by_id_fkey FOREIGN KEY (stop_requested_by_id)
        REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT batches_undoes_id_fkey FOREIGN KEY (undoes_id)
        REFERENCES batches (id) ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT batches_counts CHECK (
        done_count >= 0 AND skipped_count >= 0 AND failed_count >= 0
        AND done_count + skipped_count + failed_count <= total
    ),
    CONSTRAINT batches_finished CHECK ((state IN ('finished', 'stopped')) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX batches_undoes_id_key ON batches (undoes_id);
CREATE INDEX batches_company_id_created_at_idx ON batches (company_id, created_at);

CREATE TABLE batch_rows (
    batch_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    login TEXT NOT NULL,
    version INTEGER NOT NULL,
    verdict batch_verdict,
    reason TEXT,
    event_id BIGINT,
    CONSTRAINT batch_rows_pkey PRIMARY KEY (batch_id, position),
    CONSTRAINT batch_rows_batch_id_fkey FOREIGN KEY (batch_id)
        REFERENCES batches (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT batch_rows_reason CHECK ((reason IS NOT NULL) = (verdict IN ('skipped', 'failed') IS TRUE))
);
CREATE UNIQUE INDEX batch_rows_batch_id_customer_id_key ON batch_rows (batch_id, customer_id);
CREATE INDEX batch_rows_batch_id_verdict_position_idx ON batch_rows (batch_id, verdict, position);

CREATE TYPE export_format AS ENUM ('xml', 'xls', 'xlsx', 'txt', 'csv');
CREATE TYPE export_state AS ENUM ('waiting', 'running', 'ready', 'failed', 'stopped', 'expired');

CREATE TABLE exports (
    id SERIAL NOT NULL,
    company_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    format export_format NOT NULL,
    params JSONB NOT NULL,
    state export_state NOT NULL DEFAULT 'waiting',
    file_name TEXT NOT NULL,
    rows_total INTEGER NOT NULL DEFAULT 0,
    rows_done INTEGER NOT NULL DEFAULT 0,
    bytes BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    finished_at TIMESTAMPTZ(3),
    expires_at TIMESTAMPTZ(3),
    CONSTRAINT exports_pkey PRIMARY KEY (id),
    CONSTRAINT exports_company_id_fkey FOREIGN KEY (company_id)
        REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT exports_author_id_fkey FOREIGN KEY (author_id)
        REFERENCES users (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX exports_author_id_created_at_idx ON exports (author_id, created_at);
CREATE INDEX exports_expires_at_idx ON exports (expires_at);

CREATE TABLE export_pieces (
    export_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, position),
    CONSTRAINT export_pieces_export_id_fkey FOREIGN KEY (export_id)
        REFERENCES exports (id) ON DELETE CASCADE ON UPDATE CASCADE
);
-- Compressed already, or hardly worth it.
ALTER TABLE export_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, UPDATE, DELETE ON views, layouts, selections, selection_rows TO tandem_app;
GRANT SELECT, INSERT, UPDATE ON batches, batch_rows, exports TO tandem_app;
GRANT SELECT, INSERT, DELETE ON export_pieces TO tandem_app;
GRANT USAGE ON SEQUENCE views_id_seq, selections_id_seq, batches_id_seq, exports_id_seq TO tandem_app;
