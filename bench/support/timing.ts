/** Whether the time of an answer tells what was asked: several kinds of question, by turns. */

/** @returns the times of each kind in milliseconds; a first round that warms up does not count */
export async function timesByTurns<Kind extends string>(
  kinds: readonly Kind[],
  rounds: number,
  time: (kind: Kind, round: number) => Promise<number>,
): Promise<Record<Kind, number[]>> {
  const times = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<
    Kind,
    number[]
  >;
  for (let round = 0; round <= rounds; round += 1) {
    // Each round begins with another kind, so that none always follows the same one.
    for (const [at] of kinds.entries()) {
      const kind = kinds[(at + round) % kinds.length];
      if (kind === undefined) continue;
      const elapsedMs = await time(kind, round);
      if (round > 0) times[kind].push(elapsedMs);
    }
  }
  return times;
}

/** AUC: the share of pairs in which one kind is the slower; a half of pairs is no knowledge at all. */
export function distinguishability(a: readonly number[], b: readonly number[]): number {
  let slower = 0;
  for (const x of a) for (const y of b) slower += x > y ? 1 : x === y ? 0.5 : 0;
  const share = slower / (a.length * b.length);
  return Math.max(share, 1 - share);
}
