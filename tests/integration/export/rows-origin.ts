/**
 * Rows for an export's thread that come from a test: those that it was given, or as many as it likes of
 * one batch. How far it is read and whether it was closed is told through shared memory.
 */
import { getPriority } from 'node:os';
import type { Row } from '#server/infra/excel/columns.ts';
import type { RowsOrigin } from '#server/infra/excel/thread-messages.ts';

export interface TestRows {
  batches: readonly (readonly Row[])[];
  /** How often all of them are given. */
  times: number;
  /** Thrown behind the last. */
  fault: string | null;
  /** Batches given, 1 when it was closed, and the thread's niceness. */
  state: Int32Array<SharedArrayBuffer>;
}

/** What a test says of them. */
export function rowsOrigin(rows: Partial<TestRows>): {
  origin: RowsOrigin;
  given: () => number;
  isClosed: () => boolean;
  niceness: () => number;
} {
  const state = new Int32Array(new SharedArrayBuffer(12));
  const data: TestRows = { batches: [], times: 1, fault: null, ...rows, state };
  return {
    origin: { module: import.meta.url, data },
    given: () => Atomics.load(state, 0),
    isClosed: () => Atomics.load(state, 1) === 1,
    niceness: () => Atomics.load(state, 2),
  };
}

/** Of the thread's. */
export async function* openRows({
  batches,
  times,
  fault,
  state,
}: TestRows): AsyncGenerator<readonly Row[], void, void> {
  Atomics.store(state, 2, getPriority());
  try {
    for (let time = 0; time < times; time += 1) {
      for (const batch of batches) {
        Atomics.add(state, 0, 1);
        yield await Promise.resolve(batch);
      }
    }
    if (fault !== null) throw new Error(fault);
  } finally {
    Atomics.store(state, 1, 1);
  }
}
