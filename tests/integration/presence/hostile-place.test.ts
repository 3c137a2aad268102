import { beforeEach, expect, it } from 'vitest';
import type { Place } from '#server/shared/presence.ts';
import { PresenceClient } from '#tests/support/presence-client.ts';
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

const badPlaces: [string, unknown][] = [
  ['a field that is none', { field: 'password' }],
  ['a field that is markup', { field: '<img src=x onerror=alert(1)>' }],
  ['a long field', { field: 'x'.repeat(10_000) }],
  ['a state that is none', { state: 'dancing' }],
  ['an intent that is none', { intent: 'steal' }],
  ['a huge id', { customerId: 1e300 }],
  ['an id just over the limit', { customerId: 2_147_483_648 }],
  ['a negative id', { customerId: -1 }],
  ['an id that is text', { customerId: '1 OR 1=1' }],
  ['more than was asked for', { user: { id: 1, name: 'Олена' } }],
];

it.each(badPlaces)('refuses %s, and nobody hears of it', async (_, wrong) => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  expect(await tab.show({ ...viewing(), ...(wrong as object) })).toBe('INVALID_INPUT');
  expect(await tab.show('nowhere')).toBe('INVALID_INPUT');
  expect(await tab.show(viewing())).toBe('OK');
  await witness.until(() => witness.leases.size === 1);
  expect(witness.messages).toHaveLength(2);
  tab.close();
  witness.close();
});

const show = (id: number) => ({
  ...{ id, method: 'mutation' },
  params: { path: 'presence.show', input: { place: null } },
});

const attacks: [string, number, (tab: PresenceClient) => void][] = [
  [
    'a thousand places',
    1008,
    (tab) => {
      for (let id = 2; id < 1_002; id += 1) tab.send(show(id));
    },
  ],
  [
    'many places in few frames',
    1008,
    (tab) => {
      for (let at = 0; at < 8; at += 1) tab.send(Array.from({ length: 10 }, (_, id) => show(id)));
    },
  ],
  ['another mutation', 1007, (tab) => tab.send({ ...show(2), params: { path: 'customer.lock' } })],
  ['a query', 1007, (tab) => tab.send({ ...show(2), method: 'query' })],
  ['no input', 1007, (tab) => tab.send({ ...show(2), params: { path: 'presence.show' } })],
  [
    'a list as input',
    1007,
    (tab) => tab.send({ ...show(2), params: { path: 'presence.show', input: [] } }),
  ],
];

it.each(attacks)('closes on %s with %i, and the lease is gone', async (_, code, attack) => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  await tab.show(viewing());
  await witness.until(() => witness.leases.size === 1);
  attack(tab);
  await tab.until(() => tab.closeCode !== null, 10_000);
  expect(tab.closeCode).toBe(code);
  await witness.untilPeople([], 1_000);
  expect(witness.closeCode).toBeNull();
  witness.close();
});

it('a person blocked between the cookie’s check and the first place is not shown', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const url = `${setting.app.origin.replace('http', 'ws')}/trpc`;
  const headers = { cookie: taras.cookie, origin: setting.app.origin };
  const tab = await PresenceClient.connect({ url, headers });
  await setting.owner.session.deleteMany({ where: { userId: taras.id } });
  void tab.show(viewing());
  await tab.until(() => tab.closeCode !== null);
  expect(tab.closeCode).toBe(4401);
  expect(witness.messages).toHaveLength(1);
  witness.close();
});
