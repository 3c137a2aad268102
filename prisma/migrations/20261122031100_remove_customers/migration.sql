-- Removing a customer: personal data is erased everywhere, the values in events included; the id, the
-- login and the account's operations stay (product 4.3). The application's role may still neither
-- change nor remove an event: it can only call the function that takes out customers who have neither
-- open orders nor money.

-- Events are changed by one function alone, which runs as a role that nobody signs in as
-- (server/infra/db/roles.ts), and only in these two columns.
GRANT USAGE ON SCHEMA public TO tandem_eraser;
GRANT SELECT ON events TO tandem_eraser;
GRANT UPDATE (changes, data) ON events TO tandem_eraser;
GRANT SELECT (id, removed_at) ON customers TO tandem_eraser;

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'events' AND current_user = 'tandem_eraser' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

-- Takes personal values out of the history of customers who are removed, and of nobody else. Notes of
-- operations stay: they belong to the company's accounts.
CREATE FUNCTION erase_customer_events(of_company_id int, customer_ids int[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE events e SET
        changes = (
            SELECT coalesce(jsonb_agg(
                CASE WHEN value ->> 'field' IN ('login', 'locked', 'tags') THEN value
                    ELSE value || '{"old": null, "new": null}' END
                ORDER BY ordinality
            ), '[]')
            FROM jsonb_array_elements(e.changes) WITH ORDINALITY
        ),
        data = CASE
            WHEN e.type = 'customer.created'
                THEN e.data || '{"organization": null, "salesRepresentative": null}'
            WHEN e.type = 'customer.edited' THEN e.data - 'organization' - 'salesRepresentative'
            WHEN e.type IN ('customer.locked', 'customer.unlocked') THEN jsonb_set(
                e.data, '{lock}', (e.data -> 'lock') || '{"reason": "", "message": null}'
            )
            -- Nothing of a type that this function does not know.
            ELSE '{}'
        END
    FROM customers c
    WHERE c.id = ANY (customer_ids) AND c.removed_at IS NOT NULL
        AND e.company_id = of_company_id AND e.subject_type = 'customer' AND e.subject_id = c.id
        AND e.type LIKE 'customer.%' AND e.type <> 'customer.removed'
$$;
REVOKE EXECUTE ON FUNCTION erase_customer_events FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO tandem_eraser;
ALTER FUNCTION erase_customer_events OWNER TO tandem_eraser;
REVOKE CREATE ON SCHEMA public FROM tandem_eraser;
GRANT EXECUTE ON FUNCTION erase_customer_events TO CURRENT_USER;

-- Removes those of the company who may be removed, and answers their last versions; who is missing in
-- the answer was left as they were. The event is the caller's to record, in the same transaction.
CREATE FUNCTION remove_customers(
    of_company_id int, customer_ids int[], remover_id int, moment timestamptz
) RETURNS TABLE (id int, version int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    removed int[];
BEGIN
    -- As every writer of a customer does, and before this transaction has a number.
    PERFORM pg_advisory_xact_lock(1, wanted.id)
    FROM (SELECT DISTINCT unnest(customer_ids) AS id ORDER BY 1) wanted;
    -- Against an order that is being made just now.
    PERFORM 1 FROM customers c
    WHERE c.id = ANY (customer_ids) AND c.company_id = of_company_id ORDER BY c.id FOR UPDATE;

    WITH gone AS (
        UPDATE customers c SET
            version = c.version + 1, company_id = NULL, removed_at = moment,
            removed_by_id = remover_id,
            email = '', phone = NULL, first_name = '', last_name = '', middle_name = NULL,
            gender = NULL, birthday = NULL, country = NULL, region = NULL, city = NULL,
            address_line1 = NULL, address_line2 = NULL, postal_code = NULL, language = NULL,
            time_zone = NULL, legal_type = 'person', legal_name = NULL, tax_number = NULL,
            organization_id = NULL, website = NULL, sales_representative_id = NULL, comment = NULL,
            registered_at = moment, last_sign_in_at = NULL, devices_count = 0, locked_at = NULL,
            locked_by_id = NULL, lock_reason = NULL, lock_message = NULL, locked_out_until = NULL,
            email_confirmed_at = NULL, password_reset_at = NULL, password_hash = NULL
        WHERE c.id = ANY (customer_ids) AND c.company_id = of_company_id AND c.balance = 0
            AND NOT EXISTS (
                SELECT FROM orders o WHERE o.customer_id = c.id
                    AND o.status NOT IN ('completed', 'cancelled', 'returned')
            )
        RETURNING c.id
    )
    SELECT coalesce(array_agg(gone.id), '{}') INTO removed FROM gone;

    DELETE FROM customer_sessions s WHERE s.customer_id = ANY (removed);
    DELETE FROM customer_password_links l WHERE l.customer_id = ANY (removed);
    DELETE FROM customer_tags t WHERE t.customer_id = ANY (removed);
    DELETE FROM drafts d WHERE d.customer_id = ANY (removed);
    PERFORM erase_customer_events(of_company_id, removed);
    RETURN QUERY SELECT c.id, c.version FROM customers c WHERE c.id = ANY (removed);
END
$$;
REVOKE EXECUTE ON FUNCTION remove_customers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_customers TO tandem_app;
