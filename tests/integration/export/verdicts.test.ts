/** What has come of a run over many, taken out as a file. */
import { expect, it } from 'vitest';
import { codeOf } from '#tests/support/answers.ts';
import { expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import { createBatchWorld, lockOrder, runOn } from '../batch/batch-world.ts';
import { readDelimited } from './readers.ts';
import { start, takeOut } from './taking.ts';

const setting = useTestApp();

it('holds each verdict with its reason, in the order of the selection and the reader’s words', async () => {
  const world = await createBatchWorld(setting, 3);
  const { olena, customerIds } = world;
  const [first = 0, second = 0, third = 0] = customerIds;
  await runOn(world.taras, [second], lockOrder);
  const { id: batchId } = await runOn(olena, [third, second, first], lockOrder);
  const logins = new Map(
    (await setting.owner.customer.findMany({ where: { id: { in: customerIds } } })).map(
      ({ id, login }) => [id, login],
    ),
  );
  const row = (at: number, id: number, ...words: string[]) => [
    ...[String(at), String(id), logins.get(id), ...words],
  ];
  const take = async (verdict?: 'skipped') =>
    readDelimited(
      await takeOut(setting.app.origin, olena, {
        source: { kind: 'batch', batchId, ...(verdict === undefined ? {} : { verdict }) },
      }),
      ',',
    );
  const headings = ['№', 'ID', 'Логін', 'Результат', 'Причина'];
  const skipped = ['Пропущено', 'Тим часом хтось змінив клієнта'];
  expect(await take()).toEqual([
    headings,
    row(1, third, 'Зроблено', ''),
    row(2, second, ...skipped),
    row(3, first, 'Зроблено', ''),
  ]);
  expect(await take('skipped')).toEqual([headings, row(2, second, ...skipped)]);
}, 120_000);

it('is not there for another company, and nothing is written', async () => {
  const world = await createBatchWorld(setting, 1);
  const { id: batchId } = await runOn(world.olena, world.customerIds, lockOrder);
  await expectNothingWritten(setting.owner, async () => {
    const order = start(world.other.superadmin, { source: { kind: 'batch', batchId } });
    expect(await codeOf(order)).toBe('BATCH_NOT_FOUND');
  });
}, 120_000);
