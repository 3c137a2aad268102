import type { TestServerAddress } from '#tests/support/test-server.ts';
import type { Outcome } from './figures.ts';

/** What every benchmark is given. */
export interface Bench {
  /** One PostgreSQL server for the whole run, with a migrated template. */
  postgres: TestServerAddress;
  /** A shorter run that shows that everything works; its figures are not kept. */
  isQuick: boolean;
  /** The first for a full run, the second for a quick one. */
  scale: (full: number, quick: number) => number;
  say: (line: string) => void;
}

export type Benchmark = (bench: Bench) => Promise<Outcome>;
