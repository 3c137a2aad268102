/**
 * One try of one job: carries out the handler within its time, and says how it ended. Keeps no
 * record; `runner.ts` does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HandledJob } from './job.ts';
import type { ClaimedJob } from './queue.ts';

/** Why a handler was asked to end. */
export type StopReason = 'cancelled' | 'timeLimit' | 'stopping' | 'lost';

export class JobStopped extends Error {
  override readonly name = 'JobStopped';
  readonly reason: StopReason;
  constructor(reason: StopReason) {
    super(`the job was asked to end: ${reason}`);
    this.reason = reason;
  }
}

export type RunEnd =
  { is: 'done' } | { is: 'failed'; error: unknown } | { is: 'stopped'; reason: StopReason };

export interface Run {
  job: ClaimedJob;
  stop: (reason: StopReason) => void;
  end: Promise<RunEnd>;
}

/** How long a handler may take to notice that it is to end; then nobody waits for it. */
const noticeMs = 5_000;

export function startRun({ kind, run }: HandledJob, job: ClaimedJob): Run {
  const stopping = new AbortController();
  const asked: { why: StopReason | null } = { why: null };
  const stop = (why: StopReason) => {
    if (asked.why !== null) return;
    asked.why = why;
    stopping.abort(new JobStopped(why));
  };
  const { signal } = stopping;
  const work = async (): Promise<RunEnd> => {
    try {
      await run(job.payload, { jobId: job.id, attempt: job.attempt, signal });
      return { is: 'done' };
    } catch (error) {
      return { is: 'failed', error };
    }
  };
  const end = async (): Promise<RunEnd> => {
    const timer = setTimeout(() => stop('timeLimit'), kind.timeLimitMs);
    const working = work();
    const first = await Promise.race([working, aborted(signal).then(() => null)]);
    clearTimeout(timer);
    const ended = first ?? (await Promise.race([working, sleep(noticeMs, null, { ref: false })]));
    // A handler that came to its end in spite of being asked has done its work.
    if (ended?.is === 'done') return ended;
    if (asked.why !== null) return { is: 'stopped', reason: asked.why };
    return ended ?? { is: 'stopped', reason: 'lost' };
  };
  return { job, stop, end: end() };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
