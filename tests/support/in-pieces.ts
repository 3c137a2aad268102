/**
 * Rows of one statement at most: streams read behind the oldest open writer of the whole server, so a
 * long INSERT of one test would hold back the events of every other.
 */
const pieceRows = 2_000;

/** Calls with the first and the last number of each piece of 1 … count, one after the other. */
export async function inPieces<Result>(
  count: number,
  insert: (from: number, to: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 1; from <= count; from += pieceRows) {
    results.push(await insert(from, Math.min(from + pieceRows - 1, count)));
  }
  return results;
}
