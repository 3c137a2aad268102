/**
 * The table of jobs, and every statement on it. A job belongs to whoever holds its lease: a random
 * id and a time, prolonged by signs of life. Each statement that ends a run names the lease, so a
 * process that was thought dead can't overwrite what its successor does. Knows no handlers.
 */
import type { Db } from '#server/infra/db/client.ts';

export interface ClaimedJob {
  id: number;
  name: string;
  payload: unknown;
  /** This one included. */
  attempt: number;
  attemptsMax: number;
  /** Of this try alone. */
  lease: string;
}

export interface FailedJob {
  id: number;
  name: string;
  payload: unknown;
  attempts: number;
  error: string;
  failedAt: Date;
}

export interface JobCount {
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  count: number;
}

interface NewJob {
  name: string;
  attemptsMax: number;
  /** JSON */
  payload: string;
  runAt: Date | null;
}

/** A try, by what it holds. */
export type Held = Pick<ClaimedJob, 'id' | 'lease'>;

/** What a process may start now: so many of each name. */
export interface Slots {
  names: string[];
  free: number[];
}

export type JobQueue = ReturnType<typeof queryJobs>;

/** @param db the client, or a transaction that the change belongs to */
export function queryJobs(db: Db) {
  return { ...orders(db), ...runs(db), ...keeping(db) };
}

/** What people want of jobs. */
function orders(db: Db) {
  return {
    insert: async ({ name, attemptsMax, payload, runAt }: NewJob): Promise<number> => {
      const [row] = await db.$queryRaw<{ id: bigint }[]>`
        INSERT INTO background.jobs (name, attempts_max, payload, run_at)
        VALUES (${name}, ${attemptsMax}, ${payload}::jsonb, coalesce(${runAt}::timestamptz, now()))
        RETURNING id`;
      return Number(row?.id);
    },

    /** @returns whether there was something to stop */
    cancel: async (id: number): Promise<boolean> => {
      const count = await db.$executeRaw`
        UPDATE background.jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()),
          state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
          finished_at = CASE state WHEN 'waiting' THEN now() END
        WHERE id = ${id} AND state IN ('waiting', 'running')`;
      return count === 1;
    },

    /** Another round of tries for one that failed. */
    retry: async (id: number): Promise<boolean> => {
      const count = await db.$executeRaw`
        UPDATE background.jobs SET state = 'waiting', finished_at = NULL, attempts = 0, run_at = now()
        WHERE id = ${id} AND state = 'failed'`;
      return count === 1;
    },
  };
}

/** What a process does that runs them. */
function runs(db: Db) {
  return {
    // Looked for once: as a part of the UPDATE it may be asked again for every row, and each time it
    // would skip what it has locked already and take others, more than there is room for.
    claim: async (slots: Slots, leaseMs: number): Promise<ClaimedJob[]> => {
      const rows = await db.$queryRaw<(Omit<ClaimedJob, 'id'> & { id: bigint })[]>`
        WITH taken AS MATERIALIZED (
          SELECT found.id
          FROM unnest(${slots.names}::text[], ${slots.free}::int[]) AS wanted (name, free)
          CROSS JOIN LATERAL (
            SELECT id FROM background.jobs
            WHERE name = wanted.name AND state = 'waiting' AND run_at <= now()
            ORDER BY run_at, id LIMIT wanted.free FOR UPDATE SKIP LOCKED
          ) AS found
        )
        UPDATE background.jobs AS j SET state = 'running', attempts = attempts + 1,
          lease = gen_random_uuid(), leased_until = now() + ${leaseMs} * interval '1 millisecond'
        FROM taken WHERE j.id = taken.id
        RETURNING j.id, j.name, j.payload, j.attempts AS attempt, j.attempts_max AS "attemptsMax",
          j.lease`;
      return rows.map((row) => ({ ...row, id: Number(row.id) }));
    },

    /**
     * Prolongs the leases.
     * @returns those still held, and whether someone wants them to stop; what is missing is lost
     */
    prolong: async (
      jobs: readonly Held[],
      leaseMs: number,
    ): Promise<Map<string, { isCancelled: boolean }>> => {
      const rows = await db.$queryRaw<{ lease: string; isCancelled: boolean }[]>`
        UPDATE background.jobs
        SET leased_until = now() + ${leaseMs} * interval '1 millisecond'
        WHERE id = ANY (${jobs.map(({ id }) => id)}::bigint[])
          AND lease = ANY (${jobs.map(({ lease }) => lease)}::uuid[])
        RETURNING lease, cancel_requested_at IS NOT NULL AS "isCancelled"`;
      return new Map(rows.map(({ lease, isCancelled }) => [lease, { isCancelled }]));
    },

    /** @returns whether the lease still held, so that the end counts */
    finish: async ({ id, lease }: Held, end: JobEnd): Promise<boolean> => {
      const count = await db.$executeRaw`
        UPDATE background.jobs SET state = ${end.state}, lease = NULL, leased_until = NULL,
          last_error = coalesce(${end.error}, last_error), finished_at = now()
        WHERE id = ${id} AND lease = ${lease}::uuid`;
      return count === 1;
    },

    /** Puts it back for another try, unless someone wanted it to stop. */
    putBack: async ({ id, lease }: Held, again: JobAgain): Promise<boolean> => {
      const count = await db.$executeRaw`
        UPDATE background.jobs SET lease = NULL, leased_until = NULL,
          state = CASE WHEN cancel_requested_at IS NULL THEN 'waiting' ELSE 'cancelled' END,
          finished_at = CASE WHEN cancel_requested_at IS NULL THEN NULL ELSE now() END,
          attempts = attempts - CASE WHEN ${again.isFree} THEN 1 ELSE 0 END,
          last_error = coalesce(${again.error}, last_error),
          run_at = now() + ${again.delayMs} * interval '1 millisecond'
        WHERE id = ${id} AND lease = ${lease}::uuid`;
      return count === 1;
    },
  };
}

/** What someone has to do now and then, and see. */
function keeping(db: Db) {
  return {
    /**
     * Takes jobs from processes that gave no sign of life: back to the queue, or to the failed ones
     * when that was the last try (a job may be what kills the process).
     */
    takeFromDead: () => db.$executeRaw`
      UPDATE background.jobs SET lease = NULL, leased_until = NULL, run_at = now(),
        last_error = 'its process ended',
        state = CASE WHEN cancel_requested_at IS NOT NULL THEN 'cancelled'
                     WHEN attempts >= attempts_max THEN 'failed' ELSE 'waiting' END,
        finished_at = CASE WHEN cancel_requested_at IS NOT NULL OR attempts >= attempts_max
                           THEN now() END
      WHERE id IN (SELECT id FROM background.jobs WHERE state = 'running' AND leased_until < now()
                   FOR UPDATE SKIP LOCKED)`,

    /** The latest first. */
    failed: async (limit: number): Promise<FailedJob[]> => {
      const rows = await db.$queryRaw<(Omit<FailedJob, 'id'> & { id: bigint })[]>`
        SELECT id, name, payload, attempts, coalesce(last_error, '') AS error,
          finished_at AS "failedAt"
        FROM background.jobs WHERE state = 'failed' ORDER BY finished_at DESC, id DESC
        LIMIT ${limit}`;
      return rows.map((row) => ({ ...row, id: Number(row.id) }));
    },

    /** For the metrics: what there is of each name and state. */
    counts: () => db.$queryRaw<JobCount[]>`
      SELECT name, state, count(*)::int AS count FROM background.jobs GROUP BY name, state
      ORDER BY name, state`,

    /** For the metrics: how long the oldest of each name has been due, in seconds. */
    oldestWaiting: () => db.$queryRaw<{ name: string; seconds: number }[]>`
      SELECT name, greatest(extract(epoch FROM now() - min(run_at)), 0)::float8 AS seconds
      FROM background.jobs WHERE state = 'waiting' GROUP BY name ORDER BY name`,

    deleteFinished: (doneHours: number, otherHours: number) => db.$executeRaw`
      DELETE FROM background.jobs
      WHERE (state = 'done' AND finished_at < now() - ${doneHours} * interval '1 hour')
        OR (state IN ('failed', 'cancelled')
            AND finished_at < now() - ${otherHours} * interval '1 hour')`,
  };
}

export interface JobEnd {
  state: 'done' | 'failed' | 'cancelled';
  error: string | null;
}

export interface JobAgain {
  error: string | null;
  delayMs: number;
  /** The try doesn't count: it was the process that stopped. */
  isFree: boolean;
}
