import { expect, it } from 'vitest';
import { testServer } from '#tests/support/database.ts';
import { onStage } from '../../../bench/support/stage.ts';
import { readWhileSomeAreLate } from '../../../bench/trials/cursor-gap.ts';

it('reads commits that come late, which a reader by id alone would miss', async () => {
  const result = await onStage({ postgres: testServer() }, { users: 1, customers: 1 }, (stage) =>
    readWhileSomeAreLate({ ...stage, writers: 8, eventsEach: 60, lateShare: 0.2, lateMs: 30 }),
  );
  expect(result).toMatchObject({ committed: 480, missedByTail: 0, twiceByTail: 0 });
  expect(result.missedByNaive).toBeGreaterThan(0);
}, 120_000);
