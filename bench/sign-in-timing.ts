/**
 * Whether the time of a refused sign-in tells why it was refused: AUC of "unknown address" against
 * each other reason, by turns (quality 4). 0.5 is a coin; the control is a refusal that is not held
 * back (input that fits no schema), which the same measure must tell apart.
 */
import { hashPassword } from '#server/infra/auth/password.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { median } from './support/figures.ts';
import { withOwner } from './support/fixture.ts';
import type { Stage } from './support/stage.ts';
import { onStage } from './support/stage.ts';
import { distinguishability, timesByTurns } from './support/timing.ts';

const kinds = [
  'unknown',
  'wrongPassword',
  'noPassword',
  'blocked',
  'lockedOut',
  'control',
] as const;
type Kind = (typeof kinds)[number];
const password = 'Tandem-2026';

export function signInTiming(bench: Bench): Promise<Outcome> {
  const rounds = bench.scale(400, 20);
  return onStage(bench, { users: 4, customers: 1 }, async (stage) => {
    const emails = await prepareUsers(stage);
    const { origin } = await stage.startServer();
    const times = await timesByTurns(kinds, rounds, (kind) => timeRefusal(origin, emails[kind]));
    const auc = (kind: Kind) => distinguishability(times.unknown, times[kind]);
    return {
      figures: [
        ...(['wrongPassword', 'noPassword', 'blocked', 'lockedOut'] as const).map((kind) => ({
          name: `sign-in: AUC of unknown against ${kind}`,
          ratio: auc(kind),
          // With few rounds chance alone goes far from a half.
          target: { atMost: bench.isQuick ? 0.75 : 0.55 },
        })),
        { name: 'sign-in: AUC of the control', ratio: auc('control'), target: { atLeast: 0.95 } },
      ],
      details: {
        rounds,
        mediansMs: Object.fromEntries(kinds.map((kind) => [kind, median(times[kind])])),
      },
    };
  });
}

function prepareUsers({ url, users }: Stage): Promise<Record<Kind, string>> {
  return withOwner(url, async (owner) => {
    const hash = await hashPassword(password);
    const ids = users.map(({ id }) => id);
    // Attempts without end: it is the reasons that are compared, not the lockout.
    await owner.query('UPDATE companies SET lockout_attempts_max = 1000000');
    await owner.query(
      `UPDATE users SET password_hash = CASE WHEN id = $3 THEN NULL ELSE $1 END,
         blocked_at = CASE WHEN id = $4 THEN now() END,
         locked_out_until = CASE WHEN id = $5 THEN now() + interval '1 day' END
       WHERE id = ANY ($2)`,
      [hash, ids, ids[1], ids[2], ids[3]],
    );
    const { rows } = await owner.query<{ email: string }>(
      'SELECT email FROM users WHERE id = ANY ($1) ORDER BY id',
      [ids],
    );
    const [wrongPassword = '', noPassword = '', blocked = '', lockedOut = ''] = rows.map(
      ({ email }) => email,
    );
    const unknown = wrongPassword.replace('@', '.nobody@');
    return { unknown, wrongPassword, noPassword, blocked, lockedOut, control: 'no address' };
  });
}

async function timeRefusal(origin: string, email: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${origin}/trpc/session.signIn`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: `${password}-wrong` }),
  });
  await response.arrayBuffer();
  const elapsedMs = performance.now() - startedAt;
  if (response.status !== 401 && response.status !== 400) {
    throw new Error(`not refused as expected: ${response.status}`);
  }
  return elapsedMs;
}
