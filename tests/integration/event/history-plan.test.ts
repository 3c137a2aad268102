import { expect, it } from 'vitest';
import { inPieces } from '#tests/support/in-pieces.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
const index = 'events_company_id_subject_type_subject_id_version_idx';

/** In a file of its own: the server counts how often an index was used, and others would count too. */
it('finds a customer’s events by the index, however many others there are', async () => {
  const { owner, app } = setting;
  const { companyId, customerId, olena, taras } = await createWorld(owner, app);
  await inPieces(
    40_000,
    (from, to) => owner.$executeRaw`
      INSERT INTO events (company_id, type, subject_type, subject_id, version, author_id)
      SELECT ${companyId}, 'operation.deposited', 'customer',
        CASE WHEN g % 20 = 0 THEN ${customerId}::int ELSE 1000000 + g % 500 END, 2 + g / 20, ${olena.id}
      FROM generate_series(${from}::int - 1, ${to}::int - 1) g`,
  );
  await owner.$executeRaw`ANALYZE events`;
  const { event } = taras.trpc;
  const narrowed = { kinds: ['access' as const], authorId: olena.id, from: '2026-01-01' };
  await event.list.query({ customerId, ...narrowed });
  await event.list.query({ customerId, beforeVersion: 1_000, pageSize: 10 });
  await event.getLastChange.query({ customerId, field: 'city' });
  await event.listAuthors.query({ customerId });
  // Each of the four went by it, once; the counters follow within seconds.
  const scans = async () => {
    const [row] = await owner.$queryRaw<{ count: number }[]>`
      SELECT idx_scan::int AS count FROM pg_stat_user_indexes WHERE indexrelname = ${index}`;
    return row?.count;
  };
  await expect.poll(scans, { timeout: 30_000, interval: 500 }).toBe(4);
}, 60_000);
