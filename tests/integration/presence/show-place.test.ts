import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { Place } from '#server/shared/presence.ts';
import { call, send } from '#tests/support/http.ts';
import { wordsOf } from '#tests/support/presence-client.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

const viewing = (customerId = world.customerId): Place => ({
  ...{ customerId, state: 'viewing', field: null, intent: null },
});

it('tells colleagues who comes, what they do, and that they leave', async () => {
  const { olena, taras } = world;
  const witness = await olena.openTab();
  expect(witness.messages).toEqual([{ kind: 'all', leases: [] }]);
  const tab = await taras.openTab();
  const steps: (Place | null)[] = [
    viewing(),
    { ...viewing(), state: 'editing', field: 'phone' },
    { ...viewing(), intent: 'withdraw' },
    { ...viewing(), state: 'away' },
    null,
  ];
  for (const place of steps) {
    expect(await tab.show(place)).toBe('OK');
    const expected = place ? [wordsOf(taras.name, place)] : [];
    await Promise.all([witness.untilPeople(expected), tab.untilPeople(expected)]);
  }
  witness.close();
  tab.close();
});

it('a tab knows itself by its lease, and two tabs of one user are two leases', async () => {
  const { olena, taras, customerId } = world;
  const witness = await olena.openTab();
  const tabs = await Promise.all([taras.openTab(), taras.openTab()]);
  await Promise.all(tabs.map((tab) => tab.show(viewing())));
  await tabs[1].show({ ...viewing(), state: 'editing', field: 'email' });
  await witness.untilPeople([
    `${taras.name} ${customerId} editing email`,
    `${taras.name} ${customerId} viewing`,
  ]);
  expect(new Set(witness.leases.keys())).toEqual(new Set(tabs.map(({ leaseId }) => leaseId)));
  expect([...witness.leases.values()].map(({ user }) => user.id)).toEqual([taras.id, taras.id]);
  for (const tab of [witness, ...tabs]) tab.close();
});

it('whoever comes later is told at first who is there', async () => {
  const { olena, taras, customerId } = world;
  const tab = await taras.openTab();
  await tab.show(viewing());
  const late = await olena.openTab();
  expect(late.messages).toHaveLength(1);
  expect(late.people).toEqual([`${taras.name} ${customerId} viewing`]);
  tab.close();
  late.close();
});

it('tells another company nothing, and shows it no customer of ours', async () => {
  const { taras, other, customerId } = world;
  const stranger = await other.superadmin.openTab();
  const tab = await taras.openTab();
  expect(await tab.show(viewing())).toBe('OK');
  expect(await stranger.show(viewing(customerId))).toBe('CUSTOMER_NOT_FOUND');
  expect(await stranger.show(viewing(other.customerId))).toBe('OK');
  await stranger.untilPeople([`${other.superadmin.name} ${other.customerId} viewing`]);
  await sleep(100);
  expect(JSON.stringify(stranger.messages)).not.toContain(String(tab.leaseId));
  expect(JSON.stringify(tab.messages)).not.toContain(String(stranger.leaseId));
  tab.close();
  stranger.close();
});

it('a refused place leaves the tab nowhere', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  await tab.show(viewing());
  await witness.until(() => witness.leases.size === 1);
  expect(await tab.show(viewing(2_000_000_000))).toBe('CUSTOMER_NOT_FOUND');
  await witness.untilPeople([]);
  tab.close();
  witness.close();
});

it('is refused over HTTP, where no lease could hang on anything', async () => {
  const { taras } = world;
  const answer = await call(
    setting.app,
    'presence.show',
    { place: viewing() },
    {
      cookie: taras.cookie,
    },
  );
  expect([answer.status, answer.code]).toEqual([403, 'FORBIDDEN']);
});

it('shows of several places the last, in the order in which they were sent', async () => {
  const { taras, olena, companyId } = world;
  const customers = await Promise.all(
    Array.from({ length: 5 }, () => createCustomer(setting.owner, { companyId })),
  );
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  const answers = customers.flatMap(({ id }) => [
    tab.show(viewing(id)),
    tab.show({ ...viewing(id), state: 'editing', field: 'phone' }),
  ]);
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['OK']));
  await witness.untilPeople([`${taras.name} ${customers.at(-1)?.id} editing phone`]);
  tab.close();
  witness.close();
});

/** Runs `work` while nobody else can use any table in the ways that a lock of this mode excludes. */
async function withTablesLocked(mode: string, work: () => Promise<void>): Promise<void> {
  await setting.owner.$transaction(
    async (tx) => {
      const tables = await tx.$queryRaw<{ name: string }[]>`
        SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`;
      const names = tables.map(({ name }) => name).join(', ');
      await tx.$executeRawUnsafe(`LOCK TABLE ${names} IN ${mode} MODE`);
      await work();
    },
    { timeout: 20_000 },
  );
}

it('writes no row from coming to leaving', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  // Whoever wrote would wait for the lock; reading goes on beside it.
  await withTablesLocked('EXCLUSIVE', async () => {
    expect(await tab.show({ ...viewing(), intent: 'lock' })).toBe('OK');
    await witness.until(() => witness.leases.size === 1);
    tab.close();
    await witness.untilPeople([], 1_000);
  });
  witness.close();
});

it('moving through the fields of a customer asks the database nothing', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  await tab.show(viewing());
  await withTablesLocked('ACCESS EXCLUSIVE', async () => {
    for (const field of ['phone', 'email', 'city', 'comment', 'tags'] as const) {
      expect(await tab.show({ ...viewing(), state: 'editing', field })).toBe('OK');
    }
    expect(await tab.show({ ...viewing(), intent: 'lock' })).toBe('OK');
    expect(await tab.show(null)).toBe('OK');
    await witness.untilPeople([]);
  });
  tab.close();
  witness.close();
});

it('tells operators how many are shown and how much was said', async () => {
  const tab = await world.taras.openTab();
  await tab.show(viewing());
  const { text } = await send(setting.app, '/metrics');
  expect(text).toMatch(/^tandem_presence_leases [1-9]/m);
  expect(text).toMatch(/^tandem_presence_messages_total [1-9]/m);
  expect(text).toMatch(/^tandem_presence_bus_sent_total [1-9]/m);
  tab.close();
});
