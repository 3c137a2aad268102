-- Letters to customers: the link by which a customer sets a password is made when its letter is sent,
-- so it has no author; the events say who asked for the letter.

ALTER TYPE letter_kind ADD VALUE 'customer_password';

ALTER TABLE letters
    ALTER COLUMN user_id DROP NOT NULL,
    ADD COLUMN customer_id INTEGER,
    ADD CONSTRAINT letters_one_receiver CHECK (num_nonnulls(user_id, customer_id) = 1),
    ADD CONSTRAINT letters_customer_id_fkey
        FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX letters_customer_id_kind_id_idx ON letters (customer_id, kind, id);

ALTER TABLE customer_password_links DROP COLUMN created_by_id;
