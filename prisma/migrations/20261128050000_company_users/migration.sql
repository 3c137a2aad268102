-- What the company's users need: links to set a password, letters, sessions that can be told apart,
-- the company's own settings; orders that are cancelled; the settings of the fiscal cash register.

ALTER TABLE users
    ADD COLUMN time_zone TEXT,
    ADD COLUMN theme TEXT NOT NULL DEFAULT 'auto',
    ADD CONSTRAINT users_theme_known CHECK (theme IN ('light', 'dark', 'auto'));
GRANT UPDATE (time_zone, theme) ON users TO tandem_app;

CREATE TABLE password_tokens (
    token_hash TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(3) NOT NULL,
    used_at TIMESTAMPTZ(3),
    voided_at TIMESTAMPTZ(3),
    CONSTRAINT password_tokens_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX password_tokens_user_id_idx ON password_tokens (user_id);
ALTER TABLE password_tokens ADD CONSTRAINT password_tokens_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON password_tokens TO tandem_app;

CREATE TYPE letter_kind AS ENUM ('invitation', 'password_reset', 'password_changed');
CREATE TYPE letter_state AS ENUM ('waiting', 'sent', 'failed', 'dropped');
CREATE TABLE letters (
    id SERIAL NOT NULL,
    company_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    kind letter_kind NOT NULL,
    state letter_state NOT NULL DEFAULT 'waiting',
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    sent_at TIMESTAMPTZ(3),
    failed_at TIMESTAMPTZ(3),
    CONSTRAINT letters_pkey PRIMARY KEY (id)
);
CREATE INDEX letters_user_id_kind_id_idx ON letters (user_id, kind, id);
ALTER TABLE letters ADD CONSTRAINT letters_company_id_fkey
    FOREIGN KEY (company_id) REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE letters ADD CONSTRAINT letters_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON letters TO tandem_app;
GRANT USAGE ON SEQUENCE letters_id_seq TO tandem_app;

ALTER TABLE sessions ADD COLUMN last_seen_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

ALTER TABLE companies
    ADD COLUMN version INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN user_password_policy JSONB NOT NULL DEFAULT '{"lengthMin": 6, "upper": true, "lower": true, "digit": true, "symbol": false}',
    ADD COLUMN customer_password_policy JSONB NOT NULL DEFAULT '{"lengthMin": 6, "upper": true, "lower": true, "digit": true, "symbol": false}',
    ADD COLUMN link_hours INTEGER NOT NULL DEFAULT 24,
    ADD COLUMN session_idle_hours INTEGER NOT NULL DEFAULT 12,
    ADD COLUMN session_absolute_days INTEGER NOT NULL DEFAULT 14,
    ADD CONSTRAINT companies_version_positive CHECK (version >= 1),
    ADD CONSTRAINT companies_link_hours CHECK (link_hours BETWEEN 1 AND 720),
    ADD CONSTRAINT companies_session_idle_hours CHECK (session_idle_hours BETWEEN 1 AND 720),
    ADD CONSTRAINT companies_session_absolute_days CHECK (session_absolute_days BETWEEN 1 AND 365);
GRANT UPDATE (
    version, name, currency, validation_profile, lockout_attempts_max, lockout_window_minutes,
    lockout_minutes, user_password_policy, customer_password_policy, link_hours,
    session_idle_hours, session_absolute_days
) ON companies TO tandem_app;

ALTER TABLE orders
    ADD COLUMN cancelled_at TIMESTAMPTZ(3),
    ADD COLUMN cancelled_by_id INTEGER,
    ADD COLUMN cancel_reason TEXT,
    ADD CONSTRAINT orders_cancelled_by_id_fkey FOREIGN KEY (cancelled_by_id)
        REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX orders_company_id_created_at_id_idx ON orders (company_id, created_at, id);

CREATE TABLE prro_settings (
    company_id INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    is_enabled BOOLEAN NOT NULL DEFAULT false,
    provider TEXT,
    licence_key BYTEA,
    cash_desk_number TEXT,
    cashier TEXT,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT prro_settings_pkey PRIMARY KEY (company_id)
);
ALTER TABLE prro_settings ADD CONSTRAINT prro_settings_company_id_fkey
    FOREIGN KEY (company_id) REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON prro_settings TO tandem_app;
