-- Orders that people see and cancel: what was paid from the balance goes back by a refund, which the
-- ledger makes and the order's own statement follows in the same transaction.

ALTER TABLE orders
    ADD CONSTRAINT orders_version_positive CHECK (version >= 1),
    ADD CONSTRAINT orders_sum_not_negative CHECK (sum >= 0),
    ADD CONSTRAINT orders_paid_not_negative CHECK (paid >= 0),
    ADD CONSTRAINT orders_cancelled_is_status CHECK (cancelled_at IS NULL OR status = 'cancelled'),
    ADD CONSTRAINT orders_cancelled_has_reason CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL)),
    ADD CONSTRAINT orders_cancelled_by_details CHECK (
        cancelled_at IS NOT NULL OR cancelled_by_id IS NULL
    );

-- Search by any part of a number, without regard to case.
CREATE INDEX orders_number_search_idx ON orders USING GIN (fold_text(number) gin_trgm_ops);
-- The operations of one order. Most operations have none, and cost nothing here.
CREATE INDEX operations_order_idx ON operations (order_id) WHERE order_id IS NOT NULL;

-- What an order has from the customer's balance: payments less refunds, without those that were
-- reversed.
CREATE FUNCTION paid_from_balance(of_order_id int) RETURNS numeric
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(-sum(o.amount), 0) FROM operations o
    WHERE o.order_id = of_order_id AND o.kind IN ('order_payment', 'refund')
        AND NOT EXISTS (SELECT FROM operations r WHERE r.reverses_id = o.id)
$$;
REVOKE EXECUTE ON FUNCTION paid_from_balance FROM PUBLIC;
GRANT EXECUTE ON FUNCTION paid_from_balance TO tandem_app;

-- The ledger. Takes an array of
--   {companyId, customerId, kind: deposit|withdrawal|refund|reversal, amount: text|null, note,
--    authorId, idempotencyKey, requestHash, seenBalance: text|null, confirmRepeated,
--    reversesId: int|null, orderId: int|null}
-- and answers one row per command, in their order; position is the place in the array, from 0:
--   posted    the operation was made just now;
--   replayed  its key had been used for this very command: the first result again;
--   refused   error is a code of server/shared/errors.ts, params its parameters; nothing was written.
-- A refusal does not spoil the other commands. Only malformed JSON and faults of the database raise.
--
-- Invariants: balance = sum of amounts; numbers 1, 2, 3 … without gaps; one event and one version
-- per operation. They hold because the customers' rows are locked first, in the order of their ids,
-- so that two calls never wait for each other, and every look happens after the lock.
--
-- A refund names its order and never exceeds what the order has from the balance. A reversal of an
-- operation that belongs to an order changes what the order has been paid, with the order's own
-- version and event. Whoever writes an order holds its customer first, as everywhere.
CREATE OR REPLACE FUNCTION post_operations(commands jsonb)
RETURNS TABLE (
    "position" int, outcome text, error text, params jsonb, operation jsonb, customer_version int
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    cmd record;
    first operations;
    original operations;
    other record;
    customer record;
    customer_changed boolean := false;
    author record;
    made_kind operation_kind;
    made_amount numeric;
    made_id int;
    made_at timestamptz;
    new_balance numeric;
    order_link jsonb;
    linked orders;
    new_paid numeric;
BEGIN
    -- Before anything that gives this transaction its number: whoever waits here gets a number above
    -- that of the one it waits for, so the stream, which goes by these numbers, tells a customer's
    -- events in the order of their versions. Every writer of a customer takes this lock first.
    PERFORM pg_advisory_xact_lock(1, c.id) FROM (
        SELECT DISTINCT (value ->> 'customerId')::int AS id
        FROM jsonb_array_elements(commands) ORDER BY 1
    ) c;
    IF jsonb_array_length(commands) > 1 THEN
        PERFORM 1 FROM customers c
        WHERE (c.id, c.company_id) IN (
            SELECT (value ->> 'customerId')::int, (value ->> 'companyId')::int
            FROM jsonb_array_elements(commands)
        )
        ORDER BY c.id FOR NO KEY UPDATE;
    END IF;

    SELECT NULL::int AS id, NULL::int AS company_id, NULL::numeric AS balance,
        NULL::int AS operations_count, NULL::int AS version INTO customer;
    SELECT NULL::int AS id, NULL::int AS company_id, NULL::text AS name INTO author;

    FOR cmd IN
        SELECT * FROM ROWS FROM (jsonb_to_recordset(commands) AS (
            "companyId" int, "customerId" int, kind text, amount text, note text, "authorId" int,
            "idempotencyKey" uuid, "requestHash" text, "seenBalance" numeric,
            "confirmRepeated" boolean, "reversesId" int, "orderId" int
        )) WITH ORDINALITY AS c (
            company_id, customer_id, kind, amount, note, author_id,
            key, request_hash, seen_balance, confirm_repeated, reverses_id, order_id, ordinal
        )
    LOOP
        "position" := cmd.ordinal - 1;
        outcome := 'refused';
        error := NULL;
        params := '{}';
        operation := NULL;
        customer_version := NULL;

        -- The customer's row is written once per run of commands on the same customer.
        IF customer.id IS DISTINCT FROM cmd.customer_id
            OR customer.company_id IS DISTINCT FROM cmd.company_id
        THEN
            IF customer_changed THEN
                UPDATE customers c SET balance = customer.balance,
                    operations_count = customer.operations_count, version = customer.version
                WHERE c.id = customer.id;
                customer_changed := false;
            END IF;
            SELECT c.id, c.company_id, c.balance, c.operations_count, c.version INTO customer
            FROM customers c WHERE c.id = cmd.customer_id AND c.company_id = cmd.company_id
            FOR NO KEY UPDATE;
        END IF;

        SELECT o.* INTO first FROM operations o
        WHERE o.company_id = cmd.company_id AND o.idempotency_key = cmd.key;
        IF FOUND THEN
            IF first.request_hash = cmd.request_hash THEN
                outcome := 'replayed';
                operation := operation_as_made(first);
                customer_version := first.customer_version;
            ELSE
                error := 'IDEMPOTENCY_CONFLICT';
            END IF;
            RETURN NEXT;
            CONTINUE;
        END IF;

        IF customer.id IS NULL THEN
            error := 'CUSTOMER_NOT_FOUND';
            RETURN NEXT;
            CONTINUE;
        END IF;

        IF author.id IS DISTINCT FROM cmd.author_id
            OR author.company_id IS DISTINCT FROM cmd.company_id
        THEN
            SELECT u.id, u.company_id, u.first_name || ' ' || u.last_name AS name INTO author
            FROM users u
            WHERE u.id = cmd.author_id AND u.company_id = cmd.company_id AND u.blocked_at IS NULL;
        END IF;
        IF author.id IS NULL THEN
            error := 'UNAUTHENTICATED';
            RETURN NEXT;
            CONTINUE;
        END IF;

        IF cmd.key IS NULL OR cmd.request_hash IS NULL
            OR cmd.kind IS NULL OR cmd.kind NOT IN ('deposit', 'withdrawal', 'refund', 'reversal')
            OR (cmd.kind = 'refund') <> (cmd.order_id IS NOT NULL)
            OR coalesce(char_length(cmd.note), 0) NOT BETWEEN 5 AND 500
            OR (cmd.kind <> 'reversal'
                AND (coalesce(cmd.amount, '') !~ '^\d{1,9}(\.\d{1,2})?$' OR cmd.amount::numeric = 0))
        THEN
            error := 'INVALID_INPUT';
            RETURN NEXT;
            CONTINUE;
        END IF;
        made_kind := cmd.kind::operation_kind;

        IF made_kind = 'reversal' THEN
            SELECT o.* INTO original FROM operations o
            WHERE o.id = cmd.reverses_id AND o.customer_id = customer.id;
            IF NOT FOUND THEN
                error := 'OPERATION_NOT_FOUND';
            ELSIF original.kind = 'reversal' THEN
                error := 'OPERATION_NOT_REVERSIBLE';
            ELSE
                SELECT u.first_name || ' ' || u.last_name AS name, o.created_at INTO other
                FROM operations o LEFT JOIN users u ON u.id = o.author_id
                WHERE o.reverses_id = original.id;
                IF FOUND THEN
                    error := 'OPERATION_ALREADY_REVERSED';
                    params := jsonb_build_object('by', other.name, 'at', iso_time(other.created_at));
                END IF;
            END IF;
            IF error IS NOT NULL THEN
                RETURN NEXT;
                CONTINUE;
            END IF;
            made_amount := -original.amount;
            linked := NULL;
            IF original.order_id IS NOT NULL THEN
                SELECT d.* INTO linked FROM orders d
                WHERE d.id = original.order_id FOR NO KEY UPDATE;
            END IF;
        ELSE
            original := NULL;
            linked := NULL;
            made_amount := cmd.amount::numeric(18, 2);
            IF made_kind = 'withdrawal' THEN
                made_amount := -made_amount;
            ELSIF made_kind = 'refund' THEN
                SELECT d.* INTO linked FROM orders d
                WHERE d.id = cmd.order_id AND d.customer_id = customer.id
                    AND d.company_id = customer.company_id
                FOR NO KEY UPDATE;
                IF linked.id IS NULL THEN
                    error := 'ORDER_NOT_FOUND';
                ELSIF made_amount > paid_from_balance(linked.id) THEN
                    error := 'INVALID_INPUT';
                END IF;
                IF error IS NOT NULL THEN
                    RETURN NEXT;
                    CONTINUE;
                END IF;
            END IF;
        END IF;
        order_link := CASE WHEN linked.id IS NOT NULL
            THEN jsonb_build_object('id', linked.id, 'number', linked.number) END;

        new_balance := customer.balance + made_amount;
        IF cmd.seen_balance <> customer.balance THEN
            error := 'BALANCE_MOVED';
            params := jsonb_build_object('balance', customer.balance::text);
        ELSIF new_balance < 0 THEN
            error := 'BALANCE_TOO_LOW';
            params := jsonb_build_object('balance', customer.balance::text);
        ELSIF new_balance > 9999999999999999 THEN
            error := 'BALANCE_TOO_HIGH';
        END IF;
        IF error IS NOT NULL THEN
            RETURN NEXT;
            CONTINUE;
        END IF;

        made_at := date_trunc('milliseconds', clock_timestamp());
        IF made_kind <> 'reversal' AND cmd.confirm_repeated IS NOT TRUE THEN
            -- The bound of 100 keeps a busy account fast: the warning is for people's slips, and a
            -- person does not do the same hundred times within ten minutes.
            SELECT u.first_name || ' ' || u.last_name AS name, o.created_at INTO other
            FROM (
                SELECT l.id, l.kind, l.author_id, l.created_at FROM operations l
                WHERE l.customer_id = customer.id AND l.amount = made_amount
                    AND l.created_at > made_at - interval '10 minutes'
                ORDER BY l.created_at DESC LIMIT 100
            ) o
            JOIN users u ON u.id = o.author_id
            WHERE o.kind = made_kind AND o.author_id <> author.id
                AND NOT EXISTS (SELECT FROM operations r WHERE r.reverses_id = o.id)
            ORDER BY o.created_at DESC LIMIT 1;
            IF FOUND THEN
                error := 'OPERATION_REPEATED';
                params := jsonb_build_object(
                    'by', other.name, 'at', iso_time(other.created_at), 'amount', cmd.amount::numeric(18, 2)::text
                );
                RETURN NEXT;
                CONTINUE;
            END IF;
        END IF;

        -- The same key may be under way for another customer, whose lock is not ours: this waits
        -- for that call and then finds its operation.
        INSERT INTO operations AS o (
            company_id, customer_id, number, kind, amount, balance_before, balance_after, note,
            author_id, order_id, reverses_id, idempotency_key, request_hash, customer_version,
            created_at
        ) VALUES (
            customer.company_id, customer.id, customer.operations_count + 1, made_kind, made_amount,
            customer.balance, new_balance, cmd.note, author.id, linked.id, original.id,
            cmd.key, cmd.request_hash, customer.version + 1, made_at
        ) ON CONFLICT (company_id, idempotency_key) DO NOTHING
        RETURNING o.id INTO made_id;
        IF NOT FOUND THEN
            SELECT o.* INTO first FROM operations o
            WHERE o.company_id = cmd.company_id AND o.idempotency_key = cmd.key;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'the operation with this key is not visible to this transaction'
                    USING ERRCODE = 'serialization_failure';
            ELSIF first.request_hash = cmd.request_hash THEN
                outcome := 'replayed';
                operation := operation_as_made(first);
                customer_version := first.customer_version;
            ELSE
                error := 'IDEMPOTENCY_CONFLICT';
            END IF;
            RETURN NEXT;
            CONTINUE;
        END IF;

        outcome := 'posted';
        customer_version := customer.version + 1;
        operation := jsonb_build_object(
            'id', made_id,
            'customerId', customer.id,
            'number', customer.operations_count + 1,
            'kind', cmd.kind,
            'amount', made_amount::numeric(18, 2)::text,
            'balanceBefore', customer.balance::text,
            'balanceAfter', new_balance::numeric(18, 2)::text,
            'note', cmd.note,
            'author', jsonb_build_object('id', author.id, 'name', author.name),
            'order', order_link,
            'reverses', CASE WHEN original.id IS NOT NULL
                THEN jsonb_build_object('id', original.id, 'number', original.number) END,
            'reversedBy', NULL,
            'createdAt', iso_time(made_at)
        );
        PERFORM record_event(
            customer.company_id,
            CASE made_kind WHEN 'deposit' THEN 'operation.deposited'
                WHEN 'withdrawal' THEN 'operation.withdrawn'
                WHEN 'refund' THEN 'operation.refunded' ELSE 'operation.reversed' END,
            'customer', customer.id, customer_version, author.id, cmd.key,
            jsonb_build_array(jsonb_build_object(
                'field', 'balance', 'old', customer.balance::text,
                'new', new_balance::numeric(18, 2)::text
            )),
            jsonb_build_object('operation', operation)
        );
        IF made_kind = 'reversal' AND linked.id IS NOT NULL THEN
            new_paid := greatest(linked.paid - made_amount, 0);
            IF new_paid <> linked.paid THEN
                UPDATE orders d SET paid = new_paid, version = d.version + 1 WHERE d.id = linked.id;
                PERFORM record_event(
                    linked.company_id, 'order.paidChanged', 'order', linked.id, linked.version + 1,
                    author.id, cmd.key,
                    jsonb_build_array(jsonb_build_object(
                        'field', 'paid', 'old', linked.paid::text,
                        'new', new_paid::numeric(18, 2)::text
                    )),
                    jsonb_build_object(
                        'order', order_link || jsonb_build_object(
                            'customerId', customer.id, 'status', linked.status,
                            'paid', new_paid::numeric(18, 2)::text
                        ),
                        'operation', jsonb_build_object(
                            'id', made_id, 'number', customer.operations_count + 1
                        )
                    )
                );
            END IF;
        END IF;
        customer.balance := new_balance::numeric(18, 2);
        customer.operations_count := customer.operations_count + 1;
        customer.version := customer_version;
        customer_changed := true;
        RETURN NEXT;
    END LOOP;

    IF customer_changed THEN
        UPDATE customers c SET balance = customer.balance,
            operations_count = customer.operations_count, version = customer.version
        WHERE c.id = customer.id;
    END IF;
END
$$;
