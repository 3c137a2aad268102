-- The list has a column of its own for the last name (S1-12), and is read in its order.

CREATE INDEX customers_last_name_order_idx
    ON customers (company_id, last_name COLLATE "uk-x-icu", id);
