import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { testServer } from '#tests/support/database.ts';
import { onStage, portOf } from '../../../bench/support/stage.ts';
import { followThroughCuts } from '../../../bench/trials/event-loss.ts';
import type { Memory } from '../../../bench/trials/follower.ts';

/** Five pages, cut every 200 ms for three seconds, with a restart of the server in the middle. */
function follow(memory: Memory) {
  return onStage({ postgres: testServer() }, { users: 4, customers: 4 }, async (stage) => {
    let server = await stage.startServer();
    const port = portOf(server);
    const { origin } = server;
    return followThroughCuts({
      ...stage,
      originOf: () => origin,
      ...{ followers: 5, writers: 2, pauseMs: 15, ms: 3_000, cutEveryMs: 200, memory },
      meanwhile: async () => {
        await sleep(1_000);
        await server.process.stop();
        server = await stage.startServer(port);
        // The restart may take as long as it likes: there is work before it and after it.
        await sleep(1_500);
      },
    });
  });
}

it('applies every event once through cuts and a restart, and ends in the database’s state', async () => {
  const result = await follow('real');
  expect(result.committed).toBeGreaterThan(10);
  expect(result).toMatchObject({
    appliedRatio: 1,
    sameStateRatio: 1,
    secondApplications: 0,
    gaps: 0,
  });
}, 120_000);

it('would lose events without a cursor', async () => {
  const result = await follow('forgetful');
  expect(result.appliedRatio).toBeLessThan(1);
  expect(result.sameStateRatio).toBeLessThan(1);
}, 60_000);

it('would apply events twice without versions', async () => {
  expect((await follow('trusting')).secondApplications).toBeGreaterThan(0);
}, 60_000);
