/**
 * Whether the time of "forgot password" tells that an address is somebody's: AUC of "unknown address"
 * against each other kind, by turns (quality 4). Each known address is asked for once, so that a letter
 * is really ordered. The control is an answer that is not held back (input that fits no schema).
 */
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { median } from './support/figures.ts';
import { withOwner } from './support/fixture.ts';
import type { Stage } from './support/stage.ts';
import { onStage } from './support/stage.ts';
import { distinguishability, timesByTurns } from './support/timing.ts';

const kinds = ['unknown', 'known', 'blocked', 'control'] as const;
type Kind = (typeof kinds)[number];

export function forgotPasswordTiming(bench: Bench): Promise<Outcome> {
  const rounds = bench.scale(400, 20);
  return onStage(bench, { users: 2 * (rounds + 1), customers: 1 }, async (stage) => {
    const emails = await addresses(stage, rounds + 1);
    const { origin } = await stage.startServer();
    const times = await timesByTurns(kinds, rounds, (kind, round) =>
      timeAnswer(origin, { email: emails[kind][round] ?? 'no address', round }),
    );
    const auc = (kind: Kind) => distinguishability(times.unknown, times[kind]);
    return {
      figures: [
        ...(['known', 'blocked'] as const).map((kind) => ({
          name: `forgot password: AUC of unknown against ${kind}`,
          ratio: auc(kind),
          // With few rounds chance alone goes far from a half.
          target: { atMost: bench.isQuick ? 0.75 : 0.55 },
        })),
        {
          name: 'forgot password: AUC of the control',
          ratio: auc('control'),
          target: { atLeast: 0.95 },
        },
      ],
      details: {
        rounds,
        mediansMs: Object.fromEntries(kinds.map((kind) => [kind, median(times[kind])])),
      },
    };
  });
}

function addresses({ url, users }: Stage, count: number): Promise<Record<Kind, string[]>> {
  return withOwner(url, async (owner) => {
    const ids = users.map(({ id }) => id);
    await owner.query('UPDATE users SET blocked_at = now() WHERE id = ANY ($1)', [
      ids.slice(count),
    ]);
    const { rows } = await owner.query<{ email: string }>(
      'SELECT email FROM users WHERE id = ANY ($1) ORDER BY id',
      [ids],
    );
    const all = rows.map(({ email }) => email);
    const known = all.slice(0, count);
    return {
      known,
      blocked: all.slice(count),
      unknown: known.map((email) => email.replace('@', '.nobody@')),
      control: [],
    };
  });
}

/** Each from a network address of its own, because one may not ask that often. */
async function timeAnswer(
  origin: string,
  { email, round }: { email: string; round: number },
): Promise<number> {
  const from = `203.0.${Math.floor(round / 250) + 1}.${(round % 250) + 1}`;
  const startedAt = performance.now();
  const response = await fetch(`${origin}/trpc/password.requestLink`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ email }),
  });
  await response.arrayBuffer();
  const elapsedMs = performance.now() - startedAt;
  if (response.status !== 200 && response.status !== 400) {
    throw new Error(`not answered as expected: ${response.status}`);
  }
  return elapsedMs;
}
