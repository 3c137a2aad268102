/** What an export's thread is started with, and what the two ends tell each other. */
import type { Row } from './columns.ts';
import type { FilePlan } from './write-rows.ts';

/** Where the thread takes its rows from: they never pass through the process's own thread. */
export interface RowsOrigin {
  /** The address of a {@link RowsModule}. */
  module: string;
  /** What it is given; goes over as a structured clone. */
  data: unknown;
}

export interface RowsModule {
  openRows: (data: unknown) => AsyncIterable<readonly Row[]>;
}

export interface FileOrder {
  plan: FilePlan;
  origin: RowsOrigin;
}

/** One more piece of the file may be sent. */
export type ToThread = 'more';

export type FromThread =
  { is: 'bytes'; bytes: Uint8Array } | { is: 'progress' | 'done'; rowsDone: number };
