-- What the application's role may do, table by table and nothing by default: a later migration that
-- adds a table names its grants too, and a test lists them all. The role itself (NOLOGIN, for the
-- whole cluster) is made by server/infra/db/roles.ts before any migration runs.

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION record_event, iso_time, operation_as_made, post_operations, refuse_change
    FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO tandem_app;

-- The record: read, and written only through the two functions.
GRANT SELECT ON operations, events, event_stream TO tandem_app;
GRANT EXECUTE ON FUNCTION record_event, post_operations, iso_time TO tandem_app;

GRANT SELECT ON companies TO tandem_app;

GRANT SELECT ON users TO tandem_app;
GRANT INSERT, UPDATE (
    version, email, phone, first_name, last_name, role, password_hash, language, blocked_at,
    blocked_by_id, last_sign_in_at, failed_sign_ins_count, failed_sign_ins_since, locked_out_until
) ON users TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO tandem_app;

-- Everything about a customer but what the ledger keeps, and never the company.
GRANT SELECT ON customers TO tandem_app;
GRANT INSERT (
    company_id, version, login, email, phone, first_name, last_name, middle_name, gender, birthday,
    country, region, city, address_line1, address_line2, postal_code, language, time_zone,
    legal_type, legal_name, tax_number, organization_id, website, sales_representative_id, comment,
    registered_at, last_sign_in_at, devices_count, locked_at, locked_by_id, lock_reason,
    lock_message, locked_out_until, email_confirmed_at, password_reset_at, password_hash
) ON customers TO tandem_app;
GRANT UPDATE (
    version, login, email, phone, first_name, last_name, middle_name, gender, birthday, country,
    region, city, address_line1, address_line2, postal_code, language, time_zone, legal_type,
    legal_name, tax_number, organization_id, website, sales_representative_id, comment,
    registered_at, last_sign_in_at, devices_count, locked_at, locked_by_id, lock_reason,
    lock_message, locked_out_until, email_confirmed_at, password_reset_at, password_hash
) ON customers TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_sessions TO tandem_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON organizations, tags TO tandem_app;
GRANT SELECT, INSERT, DELETE ON customer_tags TO tandem_app;
GRANT SELECT, INSERT, UPDATE ON orders, order_lines TO tandem_app;

GRANT USAGE ON SEQUENCE users_id_seq, customers_id_seq, organizations_id_seq, tags_id_seq,
    orders_id_seq, order_lines_id_seq TO tandem_app;
