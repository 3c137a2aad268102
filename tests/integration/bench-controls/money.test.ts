import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { testServer } from '#tests/support/database.ts';
import { withOwner } from '../../../bench/support/fixture.ts';
import { onStage, portOf } from '../../../bench/support/stage.ts';
import type { Stage } from '../../../bench/support/stage.ts';
import { checkConservation } from '../../../bench/trials/database-state.ts';
import { depositAtOnce, overdraw, sendAgain } from '../../../bench/trials/deposits-at-once.ts';
import { postNaively } from '../../../bench/trials/naive-ledger.ts';
import { operateAtRandom } from '../../../bench/trials/random-operations.ts';

function staged<Result>(customers: number, work: (stage: Stage) => Promise<Result>) {
  return onStage({ postgres: testServer() }, { users: 8, customers }, work);
}

it('keeps balances and operations together through a kill, and nothing acknowledged is lost', async () => {
  await staged(40, async (stage) => {
    let server = await stage.startServer();
    const port = portOf(server);
    const { origin } = server;
    const result = await operateAtRandom({
      ...stage,
      ...{ origin: () => origin, callers: 8, operations: 1_600 },
      meanwhile: async (progress) => {
        while (progress() < 0.4) await sleep(5);
        await server.process.kill();
        server = await stage.startServer(port);
      },
    });
    expect(result.posted).toBeGreaterThan(100);
    expect(result).toMatchObject({ customers: 40, sound: 40, lost: 0 });
  });
}, 60_000);

it('notices a balance that is not the sum of its operations', async () => {
  await staged(10, (stage) =>
    withOwner(stage.url, async (owner) => {
      await owner.query('UPDATE customers SET balance = balance + 0.01 WHERE id = $1', [
        stage.customerIds[3],
      ]);
      expect(await checkConservation(owner)).toEqual({ customers: 10, sound: 9 });
    }),
  );
});

it('loses no deposit of sixteen callers at once, where reading and writing back does', async () => {
  await staged(3, async (stage) => {
    const { origin } = await stage.startServer();
    const deposits = await depositAtOnce({ ...stage, origin }, { callers: 16, each: 10 });
    expect(deposits).toEqual({ acknowledged: 160, balanceRatio: 1 });
    const naive = await postNaively({ url: stage.url, callers: 16, each: 10, opening: 0 });
    expect(naive.balanceRatio).toBeLessThan(1);
  });
}, 60_000);

it('makes one operation of a key that is sent fifty times, where new keys make fifty', async () => {
  await staged(3, async (stage) => {
    const { origin } = await stage.startServer();
    const keyed = await sendAgain({ ...stage, origin }, { keys: 2, times: 50, keyed: true });
    expect(keyed).toEqual({ operations: 2, keys: 2, differentReplies: 0 });
    const unkeyed = await sendAgain({ ...stage, origin }, { keys: 1, times: 50, keyed: false });
    expect(unkeyed.operations).toBeGreaterThan(1);
  });
}, 60_000);

it('pays out no more than there is while a colleague locks, where reading first overdraws', async () => {
  await staged(3, async (stage) => {
    const { origin } = await stage.startServer();
    const paid = await overdraw({ ...stage, origin }, { callers: 30, affordable: 15 });
    expect(paid).toMatchObject({ successes: 15, balance: 0 });
    expect(await withOwner(stage.url, checkConservation)).toEqual({ customers: 3, sound: 3 });
    const naive = await postNaively({ url: stage.url, callers: 30, each: 1, opening: 150 });
    expect(naive.successes).toBeGreaterThan(15);
  });
}, 60_000);
