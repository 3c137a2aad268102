-- Background jobs (server/infra/jobs). In a schema of its own, because Prisma has no part in it: it is
-- written and read by that folder's SQL alone.

CREATE SCHEMA background;

CREATE TABLE background.jobs (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name                text NOT NULL,
    payload             jsonb NOT NULL,
    state               text NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempts            integer NOT NULL DEFAULT 0,
    attempts_max        integer NOT NULL CHECK (attempts_max > 0),
    run_at              timestamptz NOT NULL DEFAULT now(),
    -- Who runs it and until when that is believed without a sign of life.
    lease               uuid,
    leased_until        timestamptz,
    cancel_requested_at timestamptz,
    last_error          text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    finished_at         timestamptz,
    CHECK ((state = 'running') = (lease IS NOT NULL)),
    CHECK ((lease IS NULL) = (leased_until IS NULL)),
    CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
);

CREATE INDEX jobs_waiting ON background.jobs (name, run_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_running ON background.jobs (leased_until) WHERE state = 'running';
CREATE INDEX jobs_finished ON background.jobs (state, finished_at) WHERE finished_at IS NOT NULL;

GRANT USAGE ON SCHEMA background TO tandem_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON background.jobs TO tandem_app;
