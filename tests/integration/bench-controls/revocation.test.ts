import { expect, it } from 'vitest';
import { testServer } from '#tests/support/database.ts';
import { openEventSource } from '../../../bench/support/event-source.ts';
import { onStage } from '../../../bench/support/stage.ts';
import { revokeWhileWriting } from '../../../bench/trials/revocation.ts';

function revoke(by: 'event' | 'row', waitMs: number) {
  return onStage({ postgres: testServer() }, { users: 4, customers: 4 }, async (stage) => {
    const [first, second] = [await stage.startServer(), await stage.startServer()];
    const source = await openEventSource(stage);
    const origins = [first.origin, second.origin] as const;
    const result = await revokeWhileWriting({ ...stage, origins, source, by, waitMs });
    await source.close();
    return result;
  });
}

it('closes the sockets of a blocked user on both processes and tells them nothing more', async () => {
  expect(await revoke('event', 10_000)).toMatchObject({
    users: 3,
    deliveredAfter: 0,
    neverClosed: 0,
  });
}, 60_000);

it('would go on telling a user who is blocked in the row alone', async () => {
  const result = await revoke('row', 500);
  expect(result.neverClosed).toBe(6);
  expect(result.deliveredAfter).toBeGreaterThan(0);
}, 60_000);
