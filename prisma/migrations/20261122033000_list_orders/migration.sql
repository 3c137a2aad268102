-- Orders and filters that read all customers of a company so far: by country, by the facts that a
-- status is made of, by devices. The expressions are those of server/infra/db/customer-list.ts.
CREATE INDEX customers_country_order_idx
    ON customers (company_id, (coalesce(country, '') COLLATE "uk-x-icu"), id);
CREATE INDEX customers_locked_order_idx
    ON customers (company_id, (CASE WHEN locked_at IS NULL THEN 0 ELSE 1 END), id);
CREATE INDEX customers_email_confirmed_order_idx
    ON customers (company_id, (CASE WHEN email_confirmed_at IS NULL THEN 0 ELSE 1 END), id);
CREATE INDEX customers_password_status_order_idx
    ON customers (company_id, (CASE WHEN password_reset_at IS NULL THEN 0 ELSE 1 END), id);
CREATE INDEX customers_company_id_devices_count_id_idx ON customers (company_id, devices_count, id);
-- Few are locked out at any time.
CREATE INDEX customers_locked_out_idx ON customers (company_id, locked_out_until)
    WHERE locked_out_until IS NOT NULL;

-- How often a part of a field occurs: without it each such filter is taken for a rare one, and a
-- page of a frequent one is sorted out of hundreds of thousands instead of read in order.
CREATE STATISTICS customers_login_parts ON (fold_text(login)) FROM customers;
CREATE STATISTICS customers_last_name_parts ON (fold_text(last_name)) FROM customers;
CREATE STATISTICS customers_email_parts ON (fold_text(email)) FROM customers;
CREATE STATISTICS customers_city_parts ON (fold_text(city)) FROM customers;
