/**
 * L2, L3, L4: many callers, one account. No deposit is lost, a key makes one operation however often
 * it is sent, and no more is taken than there is.
 */
import { randomUUID } from 'node:crypto';
import type { PostedOperationDto } from '#server/features/operation/schema.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { Api } from '../support/api.ts';
import type { ApiAnswer } from '../support/api.ts';
import type { Fixture } from '../support/fixture.ts';
import { at, withOwner } from '../support/fixture.ts';
import { lanes } from '../support/load.ts';

export interface AtOnceOptions extends Fixture {
  url: string;
  origin: string;
}

const note = 'Поповнення з каси';

/** L2. @returns the balance ÷ the sum of acknowledged deposits */
export async function depositAtOnce(
  options: AtOnceOptions,
  { callers, each }: { callers: number; each: number },
): Promise<{ acknowledged: number; balanceRatio: number }> {
  const customerId = at(options.customerIds, 0);
  const before = await balanceOf(options.url, customerId);
  const acknowledged = await lanes(callers, async (lane) => {
    const api = new Api({ origin: options.origin, cookie: at(options.users, lane).cookie });
    let count = 0;
    for (let number = 0; number < each; number += 1) {
      const idempotencyKey = randomUUID();
      const input = { customerId, amount: '1.00', note, idempotencyKey, confirmRepeated: true };
      if ((await api.mutate('operation.deposit', input)).error === null) count += 1;
    }
    api.close();
    return count;
  });
  const sum = acknowledged.reduce((a, b) => a + b, 0);
  const after = await balanceOf(options.url, customerId);
  return { acknowledged: sum, balanceRatio: (after - before) / sum };
}

/**
 * L3: each key is sent many times at once, and most senders hang up before the reply.
 * @param keyed the control sends a new key each time
 */
export async function sendAgain(
  options: AtOnceOptions,
  { keys, times, keyed }: { keys: number; times: number; keyed: boolean },
): Promise<{ operations: number; keys: number; differentReplies: number }> {
  const customerId = at(options.customerIds, 1);
  const before = await countOperations(options.url, customerId);
  let differentReplies = 0;
  for (let key = 0; key < keys; key += 1) {
    const idempotencyKey = randomUUID();
    const replies = await lanes(times, async (lane) => {
      const api = new Api({ origin: options.origin, cookie: at(options.users, 0).cookie });
      const input = {
        ...{ customerId, amount: '5.00', note, confirmRepeated: true },
        idempotencyKey: keyed ? idempotencyKey : randomUUID(),
      };
      if (lane % 5 !== 0) {
        await api.mutateAndHangUp('operation.deposit', input, Math.random() * 20);
        return null;
      }
      const answer = await api.mutate('operation.deposit', input);
      api.close();
      return JSON.stringify((answer.data as PostedOperationDto | undefined)?.operation ?? answer);
    });
    const distinct = new Set(replies.filter((reply) => reply !== null));
    if (distinct.size !== 1) differentReplies += 1;
  }
  await settled(options.url, customerId);
  const operations = (await countOperations(options.url, customerId)) - before;
  return { operations, keys, differentReplies };
}

/**
 * L4: a hundred withdrawals of 10 at once from 500, each confirmed again when the balance moved,
 * while a colleague locks and unlocks the customer.
 */
export async function overdraw(
  options: AtOnceOptions,
  { callers, affordable }: { callers: number; affordable: number },
): Promise<{ successes: number; affordable: number; balance: number; locks: number }> {
  const customerId = at(options.customerIds, 2);
  const first = new Api({ origin: options.origin, cookie: at(options.users, 0).cookie });
  const opening = {
    customerId,
    amount: `${affordable * 10}.00`,
    note,
    idempotencyKey: randomUUID(),
  };
  await first.mutate('operation.deposit', { ...opening, confirmRepeated: true });
  const work = { isDone: false };
  let locks = 0;
  const locking = (async () => {
    while (!work.isDone) {
      const { data } = await first.query('customer.get', { customerId });
      const { version, locked } = data as CustomerDto;
      const reason = 'Підозра на шахрайство';
      const { error } = locked
        ? await first.mutate('customer.unlock', { customerId, version })
        : await first.mutate('customer.lock', { customerId, version, reason });
      if (error === null) locks += 1;
    }
  })();
  const outcomes = await lanes(callers, (lane) =>
    withdrawUntilAnswered(options, lane, { customerId, balance: `${affordable * 10}.00` }),
  );
  work.isDone = true;
  await locking;
  first.close();
  const successes = outcomes.filter((isPosted) => isPosted).length;
  return { successes, affordable, balance: await balanceOf(options.url, customerId), locks };
}

async function withdrawUntilAnswered(
  { origin, users }: AtOnceOptions,
  lane: number,
  { customerId, balance }: { customerId: number; balance: string },
): Promise<boolean> {
  const api = new Api({ origin, cookie: at(users, lane).cookie });
  const idempotencyKey = randomUUID();
  let seenBalance = balance;
  for (;;) {
    const answer: ApiAnswer = await api.mutate('operation.withdraw', {
      ...{ customerId, amount: '10.00', note: 'Повернення коштів', idempotencyKey },
      ...{ seenBalance, confirmRepeated: true },
    });
    if (answer.error === 'BALANCE_MOVED') {
      seenBalance = String(answer.params['balance']);
      continue;
    }
    api.close();
    if (answer.error !== null && answer.error !== 'BALANCE_TOO_LOW') throw new Error(answer.error);
    return answer.error === null;
  }
}

function balanceOf(url: string, customerId: number): Promise<number> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ balance: string }>(
      'SELECT balance::text FROM customers WHERE id = $1',
      [customerId],
    );
    return Number(rows[0]?.balance);
  });
}

function countOperations(url: string, customerId: number): Promise<number> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM operations WHERE customer_id = $1',
      [customerId],
    );
    return rows[0]?.count ?? 0;
  });
}

/** Requests whose sender hung up may still be under way. */
async function settled(url: string, customerId: number): Promise<void> {
  for (let before = -1; ;) {
    const count = await countOperations(url, customerId);
    if (count === before) return;
    before = count;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
