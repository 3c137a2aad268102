/**
 * The control of the money trials: the balance is read, changed and written back, and the operation
 * is written beside it, with no lock and no transaction.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { withOwner } from '../support/fixture.ts';
import { lanes } from '../support/load.ts';

export interface NaiveLedger {
  acknowledged: number;
  /** Balance in the end ÷ what was acknowledged. */
  balanceRatio: number;
  operations: number;
  successes: number;
}

export interface NaiveOptions {
  url: string;
  callers: number;
  each: number;
  /** What the account begins with; withdrawals of 10 if it is more than nothing. */
  opening: number;
}

export async function postNaively(options: NaiveOptions): Promise<NaiveLedger> {
  const { url, callers, each, opening } = options;
  await withOwner(url, async (owner) => {
    await owner.query('DROP TABLE IF EXISTS naive_accounts, naive_operations');
    await owner.query('CREATE TABLE naive_accounts (id int PRIMARY KEY, balance numeric(18, 2))');
    await owner.query('CREATE TABLE naive_operations (amount numeric(18, 2))');
    await owner.query('INSERT INTO naive_accounts VALUES (1, $1)', [opening]);
  });
  const amount = opening > 0 ? -10 : 1;
  let successes = 0;
  let connected = 0;
  let start: () => void = () => undefined;
  const allConnected = new Promise<void>((resolve) => {
    start = resolve;
  });
  await lanes(callers, () =>
    withOwner(url, async (client) => {
      connected += 1;
      if (connected === callers) start();
      await allConnected;
      for (let number = 0; number < each; number += 1) {
        const { rows } = await client.query<{ balance: string }>(
          'SELECT balance::text FROM naive_accounts WHERE id = 1',
        );
        const before = Number(rows[0]?.balance);
        // The round trip that an application in another process makes anyway.
        await sleep(1);
        if (before + amount < 0) continue;
        await client.query('UPDATE naive_accounts SET balance = $1 WHERE id = 1', [
          before + amount,
        ]);
        await client.query('INSERT INTO naive_operations VALUES ($1)', [amount]);
        successes += 1;
      }
    }),
  );
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ balance: string; count: number }>(
      'SELECT balance::text, (SELECT count(*)::int FROM naive_operations) AS count FROM naive_accounts',
    );
    const balance = Number(rows[0]?.balance);
    return {
      acknowledged: successes,
      balanceRatio: balance / (opening + successes * amount),
      operations: rows[0]?.count ?? 0,
      successes,
    };
  });
}
