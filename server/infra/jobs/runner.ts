/**
 * Takes jobs from the table and runs them, in any number of processes at once: each takes what is
 * free, gives signs of life, and takes over from those that give none. A job is never lost and never
 * in two hands that both count; it may run twice if its process is lost (see `job.ts`).
 *
 * Not done here: times of the calendar, order between jobs, a limit over all processes.
 */
import type { Db } from '#server/infra/db/client.ts';
import type { Logger } from '#server/infra/log.ts';
import { assert } from '#server/shared/assert.ts';
import { HopelessJobError } from './job.ts';
import type { HandledJob } from './job.ts';
import { queryJobs } from './queue.ts';
import type { ClaimedJob, JobQueue } from './queue.ts';
import { startRun } from './run.ts';
import type { Run, RunEnd } from './run.ts';

export interface JobRunnerOptions {
  db: Db;
  log: Logger;
  jobs: readonly HandledJob[];
  /** Between two looks for work of other processes; one's own wakes at once. */
  pollMs?: number;
  /** Without a sign of life for so long, a process counts as dead. */
  leaseMs?: number;
  /** How long `stop` lets jobs come to their end. */
  drainMs?: number;
}

const backoffMaxMs = 3_600_000;
const cleaningMs = 3_600_000;
const keptHours = { done: 7 * 24, other: 30 * 24 };
const errorMax = 2_000;
/** Signs of life in the time of a lease. */
const signsPerLease = 5;

export class JobRunner {
  readonly #options: Required<JobRunnerOptions>;
  readonly #jobs: ReadonlyMap<string, HandledJob>;
  readonly #queue: JobQueue;
  readonly #running = new Set<Run>();
  readonly #endings = new Set<Promise<void>>();
  readonly #timers: NodeJS.Timeout[] = [];
  #isStopping = false;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #aliveUntil = 0;

  constructor(options: JobRunnerOptions) {
    this.#options = { pollMs: 1_000, leaseMs: 15_000, drainMs: 10_000, ...options };
    this.#jobs = new Map(options.jobs.map((job) => [job.kind.name, job]));
    assert(this.#jobs.size === options.jobs.length, 'two jobs of one name');
    this.#queue = queryJobs(options.db);
  }

  /** Jobs that this process runs now. */
  get runningCount(): number {
    return this.#running.size;
  }

  start(): void {
    // No job, no work: a process without handlers never asks the database.
    if (this.#jobs.size === 0) return;
    const { pollMs, leaseMs } = this.#options;
    this.#every(pollMs, () => this.wake());
    this.#every(leaseMs / signsPerLease, () => void this.#giveSign());
    this.#every(leaseMs / 2, () => void this.#try('taking over', () => this.#queue.takeFromDead()));
    this.#every(cleaningMs, () => {
      const { done, other } = keptHours;
      void this.#try('cleaning', () => this.#queue.deleteFinished(done, other));
    });
    this.wake();
  }

  /** There may be work: call it after the commit of what enqueued a job. */
  wake(): void {
    if (this.#isStopping || this.#jobs.size === 0) return;
    this.#lookAgain = true;
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
  }

  /**
   * Takes no more, waits for what runs, then tells it to end and puts it back for another process.
   */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#looking;
    const late = setTimeout(() => {
      for (const run of this.#running) run.stop('stopping');
    }, this.#options.drainMs);
    while (this.#endings.size > 0) await Promise.all(this.#endings);
    clearTimeout(late);
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#isStopping) {
      this.#lookAgain = false;
      await this.#try('looking for work', async () => {
        const free = [...this.#jobs.values()].map(({ kind }) => ({
          name: kind.name,
          count: kind.concurrency - this.#countOf(kind.name),
        }));
        const open = free.filter(({ count }) => count > 0);
        if (open.length === 0) return;
        const slots = { names: open.map(({ name }) => name), free: open.map(({ count }) => count) };
        for (const job of await this.#queue.claim(slots, this.#options.leaseMs)) this.#begin(job);
      });
    }
  }

  #countOf(name: string): number {
    let count = 0;
    for (const { job } of this.#running) if (job.name === name) count += 1;
    return count;
  }

  #begin(job: ClaimedJob): void {
    const handled = this.#jobs.get(job.name);
    assert(handled, `claimed ${job.name}, which nobody here handles`);
    if (this.#running.size === 0) this.#aliveUntil = Date.now() + this.#options.leaseMs;
    const run = startRun(handled, job);
    this.#running.add(run);
    const ending = this.#end(run, handled).finally(() => {
      this.#endings.delete(ending);
      this.wake();
    });
    this.#endings.add(ending);
  }

  async #end(run: Run, handled: HandledJob): Promise<void> {
    const end = await run.end;
    const { id, name, attempt } = run.job;
    // If the database can't be told, the lease runs out and the job runs again.
    await this.#try('ending a job', () => this.#record(run.job, handled, end));
    this.#running.delete(run);
    if (end.is === 'done') return;
    const fault = end.is === 'failed' ? { err: end.error } : { reason: end.reason };
    this.#options.log.warn({ ...fault, jobId: id, jobName: name, attempt }, 'job did not succeed');
  }

  #record(job: ClaimedJob, { kind }: HandledJob, end: RunEnd): Promise<boolean> {
    const queue = this.#queue;
    if (end.is === 'done') return queue.finish(job, { state: 'done', error: null });
    if (end.is === 'stopped' && end.reason === 'cancelled') {
      return queue.finish(job, { state: 'cancelled', error: null });
    }
    if (end.is === 'stopped' && end.reason !== 'timeLimit') {
      return queue.putBack(job, { error: null, delayMs: 0, isFree: true });
    }
    const error = end.is === 'failed' ? textOf(end.error) : `longer than ${kind.timeLimitMs} ms`;
    const isHopeless = end.is === 'failed' && end.error instanceof HopelessJobError;
    if (isHopeless || job.attempt >= job.attemptsMax) {
      return queue.finish(job, { state: 'failed', error });
    }
    const delayMs = Math.min(backoffMaxMs, kind.backoffMs * 2 ** (job.attempt - 1));
    // Those that failed together don't come back together.
    const jittered = Math.round(delayMs * (0.8 + Math.random() * 0.4));
    return queue.putBack(job, { error, delayMs: jittered, isFree: false });
  }

  async #giveSign(): Promise<void> {
    const runs = [...this.#running];
    if (runs.length === 0) return;
    const startedAt = Date.now();
    const { leaseMs } = this.#options;
    await this.#try('giving a sign of life', async () => {
      const jobs = runs.map(({ job }) => job);
      const held = await this.#queue.prolong(jobs, leaseMs);
      this.#aliveUntil = startedAt + leaseMs;
      for (const run of runs) {
        const state = held.get(run.job.lease);
        if (!state) run.stop('lost');
        else if (state.isCancelled) run.stop('cancelled');
      }
    });
    // Nobody heard of it: by now another process may have taken over.
    if (Date.now() > this.#aliveUntil) for (const run of runs) run.stop('lost');
  }

  #every(ms: number, work: () => void): void {
    const timer = setInterval(work, ms);
    timer.unref();
    this.#timers.push(timer);
  }

  /** The database may be away for a while; the next round tries again. */
  async #try(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.log.warn({ err: error }, `jobs: ${what} failed`);
    }
  }
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // PostgreSQL can't keep this one character.
  return text.replaceAll('\0', '\ufffd').slice(0, errorMax);
}
