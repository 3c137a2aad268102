/**
 * Joins calls that wait anyway into one: while a batch is under way, further calls queue up and go
 * together next. An idle caller pays nothing for it; a busy account gets one round trip and one
 * commit for many commands. Order of arrival is kept within a lane of batches.
 */

export interface BatcherOptions<Item, Result> {
  /** Answers one result for each item, in their order. */
  run: (items: Item[]) => Promise<Result[]>;
  /** Items in one batch, at most. */
  batchMax: number;
  /** Batches under way at once, at most. */
  concurrentMax: number;
  /** Further items are refused by throwing what this makes. */
  waitingMax: number;
  tooMany: () => Error;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

export function createBatcher<Item, Result>(
  options: BatcherOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const { run, batchMax, concurrentMax, waitingMax, tooMany } = options;
  const queue: Waiting<Item, Result>[] = [];
  let running = 0;

  const next = async (): Promise<void> => {
    running += 1;
    try {
      while (queue.length > 0) await runOne(queue.splice(0, batchMax));
    } finally {
      running -= 1;
    }
  };

  const runOne = async (batch: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error('a batch lost or added results');
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      if (queue.length >= waitingMax) return reject(tooMany());
      queue.push({ item, resolve, reject });
      if (running < concurrentMax) void next();
    });
}
