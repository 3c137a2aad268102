/** What a benchmark answers: ratios, each against its target (quality.md), and what led to them. */

export type Target = { atLeast: number } | { atMost: number } | { exactly: number };

export interface Figure {
  /** The goal's number and what the ratio is. */
  name: string;
  ratio: number;
  target: Target;
}

export interface Outcome {
  figures: Figure[];
  /** Raw medians and counts, for whoever wonders about a ratio. */
  details: Record<string, unknown>;
}

export function isMet({ ratio, target }: Figure): boolean {
  if (Number.isNaN(ratio)) return false;
  if ('atLeast' in target) return ratio >= target.atLeast;
  if ('atMost' in target) return ratio <= target.atMost;
  return ratio === target.exactly;
}

export function targetText(target: Target): string {
  if ('atLeast' in target) return `>= ${target.atLeast}`;
  if ('atMost' in target) return `<= ${target.atMost}`;
  return `= ${target.exactly}`;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between neighbours; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export interface Interleaved {
  /** Median of the rounds' ratios: neighbours in time share what disturbs them. */
  ratio: number;
  a: number;
  b: number;
  rounds: { a: number; b: number }[];
}

/** Measures A and B by turns (ABAB…), after one round that warms up and does not count. */
export async function interleave(
  roundsCount: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<Interleaved> {
  const rounds: { a: number; b: number }[] = [];
  for (let round = 0; round <= roundsCount; round += 1) {
    const measured = { a: await a(), b: await b() };
    if (round > 0) rounds.push(measured);
  }
  return {
    ratio: median(rounds.map((round) => round.a / round.b)),
    a: median(rounds.map((round) => round.a)),
    b: median(rounds.map((round) => round.b)),
    rounds,
  };
}
