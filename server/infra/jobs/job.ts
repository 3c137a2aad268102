/**
 * What a background job is: a name, what it is given, and how it may fail. The kind is declared apart
 * from the handler, so that whoever orders a job doesn't import what carries it out.
 *
 * A job runs at least once: a process may die after the work and before saying so, so a handler does
 * no harm when it runs again.
 */
import type { z } from 'zod';
import type { Db } from '#server/infra/db/client.ts';
import { queryJobs } from './queue.ts';

export interface JobKind<Payload> {
  /** noun.verb; it stands in the table, so it lives as long as its jobs. */
  name: string;
  payload: z.ZodType<Payload>;
  /** Tries altogether. */
  attemptsMax: number;
  /** Before the second try; doubled for each that follows, up to an hour. */
  backoffMs: number;
  /** A try that takes longer has failed. */
  timeLimitMs: number;
  /** At once in one process. */
  concurrency: number;
}

const defaults = { attemptsMax: 5, backoffMs: 5_000, timeLimitMs: 60_000, concurrency: 2 };

export function defineJob<Payload>(
  kind: Pick<JobKind<Payload>, 'name' | 'payload'> & Partial<JobKind<Payload>>,
): JobKind<Payload> {
  return { ...defaults, ...kind };
}

export interface JobContext {
  jobId: number;
  /** From 1. */
  attempt: number;
  /**
   * Aborted when the job is cancelled, its time is up, the process stops, or another process has it
   * by now. A handler that doesn't look at it goes on in vain: its end is not believed.
   */
  signal: AbortSignal;
}

export interface HandledJob {
  kind: Omit<JobKind<unknown>, 'payload'>;
  /** @throws what the payload's schema finds, or the handler throws */
  run: (payload: unknown, context: JobContext) => Promise<void>;
}

export function handleJob<Payload>(
  kind: JobKind<Payload>,
  handler: (payload: Payload, context: JobContext) => Promise<void>,
): HandledJob {
  return {
    kind,
    run: async (payload, context) => {
      const parsed = kind.payload.safeParse(payload);
      if (!parsed.success) throw new JobPayloadError(kind.name, { cause: parsed.error });
      await handler(parsed.data, context);
    },
  };
}

/** Trying again would not help. */
export class HopelessJobError extends Error {
  override readonly name: string = 'HopelessJobError';
}

export class JobPayloadError extends HopelessJobError {
  override readonly name = 'JobPayloadError';
  constructor(jobName: string, options: ErrorOptions) {
    super(`what ${jobName} was given is not what it takes`, options);
  }
}

export interface JobOrder<Payload> {
  payload: Payload;
  /** Not before; absent: as soon as there is a process free for it. */
  runAt?: Date;
}

/**
 * Orders a job. Inside a transaction it exists exactly if the transaction commits; no process looks
 * at it before.
 * @param tx the transaction whose change the job belongs to
 * @returns the job's id
 * @throws ZodError if the payload is not what the kind takes
 */
export async function enqueueJob<Payload>(
  tx: Db,
  { name, attemptsMax, payload: schema }: JobKind<Payload>,
  { payload, runAt }: JobOrder<Payload>,
): Promise<number> {
  const json = JSON.stringify(schema.parse(payload));
  return queryJobs(tx).insert({ name, attemptsMax, payload: json, runAt: runAt ?? null });
}
