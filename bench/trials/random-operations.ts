/**
 * L1, L5: people post deposits, withdrawals and reversals at random while the application and the
 * database are killed. Every caller insists with the same key until it has an answer; what was
 * answered must be there in the end.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostedOperationDto } from '#server/features/operation/schema.ts';
import { Api, NoAnswer } from '../support/api.ts';
import type { ApiAnswer } from '../support/api.ts';
import type { Fixture } from '../support/fixture.ts';
import { at, withOwner } from '../support/fixture.ts';
import { lanes } from '../support/load.ts';
import type { Conservation } from './database-state.ts';
import { checkConservation } from './database-state.ts';

export interface RandomOperationsOptions extends Fixture {
  url: string;
  origin: () => string;
  callers: number;
  /** Calls that get an answer, in all; 20 travel in each request. */
  operations: number;
  /** Kills and restarts, told how far the work is (0 to 1). */
  meanwhile: (progress: () => number) => Promise<void>;
}

export interface RandomOperations extends Conservation {
  answered: number;
  posted: number;
  refused: number;
  replayed: number;
  /** Keys that were answered as posted and are not in the database. */
  lost: number;
}

const callsInRequest = 20;

export async function operateAtRandom(options: RandomOperationsOptions): Promise<RandomOperations> {
  const acknowledged = new Set<string>();
  const counts = { answered: 0, posted: 0, refused: 0, replayed: 0 };
  const work = lanes(options.callers, async (lane) => {
    const balances = new Map<number, string>();
    while (counts.answered < options.operations) {
      const kind = Math.random() < 0.6 ? 'deposit' : 'withdraw';
      const inputs = Array.from({ length: callsInRequest }, () => input(options, kind, balances));
      const answers = await insist(options, lane, { path: `operation.${kind}`, inputs });
      answers.forEach((answer, index) => {
        const asked = at(inputs, index);
        counts.answered += 1;
        remember(balances, asked.customerId, answer);
        if (answer.error !== null) counts.refused += 1;
        else if ((answer.data as PostedOperationDto).replayed) counts.replayed += 1;
        else counts.posted += 1;
        if (answer.error === null) acknowledged.add(asked.idempotencyKey);
      });
    }
  });
  await Promise.all([work, options.meanwhile(() => counts.answered / options.operations)]);
  return withOwner(options.url, async (owner) => {
    const { rows } = await owner.query<{ key: string }>(
      'SELECT idempotency_key::text AS key FROM operations WHERE company_id = $1',
      [options.companyId],
    );
    const found = new Set(rows.map(({ key }) => key));
    const lost = [...acknowledged].filter((key) => !found.has(key)).length;
    return { ...(await checkConservation(owner)), ...counts, lost };
  });
}

interface Input {
  customerId: number;
  idempotencyKey: string;
}

function input(
  { customerIds }: Fixture,
  kind: 'deposit' | 'withdraw',
  balances: Map<number, string>,
): Input {
  const customerId = at(customerIds, Math.floor(Math.random() * 1e6));
  const amount = `${Math.floor(Math.random() * 300)}.${10 + Math.floor(Math.random() * 89)}`;
  const common = { customerId, amount, note: 'Випадкова операція', confirmRepeated: true };
  const seen = kind === 'withdraw' ? { seenBalance: balances.get(customerId) ?? '0.00' } : {};
  return { ...common, ...seen, idempotencyKey: randomUUID() };
}

/** A withdrawal carries the balance that was seen; a refusal tells the new one. */
function remember(balances: Map<number, string>, customerId: number, answer: ApiAnswer): void {
  const posted = answer.data as PostedOperationDto | undefined;
  const balance = posted?.operation.balanceAfter ?? answer.params['balance'];
  if (typeof balance === 'string') balances.set(customerId, balance);
}

async function insist(
  { origin, users }: RandomOperationsOptions,
  lane: number,
  { path, inputs }: { path: string; inputs: Input[] },
): Promise<ApiAnswer[]> {
  for (;;) {
    const api = apiOf(origin(), at(users, lane).cookie, lane);
    try {
      return await api.mutateAll(path, inputs);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      await sleep(100);
    }
  }
}

const apis = new Map<string, Api>();

/** One connection for each caller and server. */
function apiOf(origin: string, cookie: string, lane: number): Api {
  const key = `${origin} ${cookie} ${lane}`;
  const api = apis.get(key) ?? new Api({ origin, cookie });
  apis.set(key, api);
  return api;
}
