-- Editing together: how values are checked, links to set a password, and what is not saved yet.

CREATE TYPE validation_profile AS ENUM ('ua', 'international');
ALTER TABLE companies ADD COLUMN validation_profile validation_profile NOT NULL DEFAULT 'ua';

CREATE TABLE customer_password_links (
    token_hash TEXT NOT NULL,
    customer_id INTEGER NOT NULL,
    created_by_id INTEGER NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(3) NOT NULL,
    used_at TIMESTAMPTZ(3),
    voided_at TIMESTAMPTZ(3),
    CONSTRAINT customer_password_links_pkey PRIMARY KEY (token_hash),
    CONSTRAINT customer_password_links_customer_id_fkey FOREIGN KEY (customer_id)
        REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT customer_password_links_created_by_id_fkey FOREIGN KEY (created_by_id)
        REFERENCES users (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX customer_password_links_customer_id_idx ON customer_password_links (customer_id);

CREATE TABLE drafts (
    user_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    company_id INTEGER NOT NULL,
    customer_id INTEGER,
    fields JSONB NOT NULL DEFAULT '{}',
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT drafts_pkey PRIMARY KEY (user_id, subject),
    CONSTRAINT drafts_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT drafts_company_id_fkey FOREIGN KEY (company_id)
        REFERENCES companies (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT drafts_customer_id_fkey FOREIGN KEY (customer_id)
        REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT drafts_subject_names_customer
        CHECK (subject = coalesce('customer:' || customer_id, 'new'))
);
CREATE INDEX drafts_customer_id_idx ON drafts (customer_id);

GRANT SELECT, INSERT, UPDATE ON customer_password_links TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO tandem_app;
