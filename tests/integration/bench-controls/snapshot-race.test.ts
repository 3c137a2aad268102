import { expect, it } from 'vitest';
import { testServer } from '#tests/support/database.ts';
import { onStage } from '../../../bench/support/stage.ts';
import { raceSnapshots } from '../../../bench/trials/snapshot-race.ts';

function race(cursor: 'rendered' | 'none') {
  return onStage({ postgres: testServer() }, { users: 4, customers: 3 }, async (stage) => {
    const { origin } = await stage.startServer();
    return raceSnapshots({ ...stage, origin, trials: 30, atOnce: 30, writers: 3, cursor });
  });
}

it('brings a page that was rendered while others wrote to the database’s state', async () => {
  expect(await race('rendered')).toEqual({ trials: 30, mismatches: 0, gaps: 0 });
}, 120_000);

it('would miss changes if the page subscribed from "now"', async () => {
  // Every slow page misses what was told before it subscribed; of the others, who is unlucky.
  expect((await race('none')).mismatches).toBeGreaterThanOrEqual(8);
}, 60_000);
