import { beforeAll, expect, it } from 'vitest';
import { call, newKey, query } from '#tests/support/http.ts';
import { expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
});

interface Form {
  type: 'query' | 'mutation';
  /** Would be taken as it stands. */
  valid: () => Record<string, unknown>;
  /** What of the values that are wrong elsewhere is right here. */
  takes?: (field: string, value: unknown) => boolean;
}

const customer = () => ({ customerId: world.customerId });
const money = () => ({ ...customer(), note: 'Повернення коштів', idempotencyKey: newKey() });

const isNull = (_field: string, value: unknown) => value === null;
const isListOfOne = (_field: string, value: unknown) => Array.isArray(value) && value.length === 1;

const forms: Record<string, Form> = {
  'customer.list': { type: 'query', valid: () => ({ search: '', sort: 'id', pageSize: 10 }) },
  'customer.count': { type: 'query', valid: () => ({ search: 'x' }) },
  'customer.match': {
    type: 'query',
    valid: () => ({ customerIds: [1], search: 'x' }),
    takes: isListOfOne,
  },
  'customer.findNeighbours': {
    type: 'query',
    valid: () => ({ ...customer(), search: 'x', sort: 'name', direction: 'desc' }),
  },
  'customer.get': { type: 'query', valid: customer },
  'customer.lock': {
    type: 'mutation',
    valid: () => ({ ...customer(), version: 1, reason: 'Спам' }),
  },
  'customer.unlock': { type: 'mutation', valid: () => ({ ...customer(), version: 1 }) },
  'customer.remove': {
    type: 'mutation',
    valid: () => ({ ...customer(), version: 1, login: 'nobody' }),
  },
  'batch.select': {
    type: 'mutation',
    valid: () => ({ kind: 'named', rows: [{ ...customer(), version: 1 }] }),
  },
  'batch.check': { type: 'query', valid: () => ({ selectionId: 1 }) },
  'batch.start': {
    type: 'mutation',
    valid: () => ({
      ...{ selectionId: 1, order: { action: 'lock', reason: 'Спам' }, typedTotal: 1 },
      ...{ mutationId: newKey() },
    }),
  },
  'batch.stop': { type: 'mutation', valid: () => ({ batchId: 1 }) },
  'batch.undo': { type: 'mutation', valid: () => ({ batchId: 1, mutationId: newKey() }) },
  'batch.get': { type: 'query', valid: () => ({ batchId: 1 }) },
  'batch.list': { type: 'query', valid: () => ({ beforeId: 5 }) },
  'batch.listRows': {
    type: 'query',
    valid: () => ({ batchId: 1, verdict: 'done', reason: 'gone', afterPosition: 1 }),
  },
  'draft.get': { type: 'query', valid: () => customer() },
  'draft.list': { type: 'query', valid: () => ({ pageSize: 10 }) },
  'draft.save': { type: 'mutation', valid: () => customer() },
  'draft.discard': { type: 'mutation', valid: () => customer() },
  'event.list': {
    type: 'query',
    valid: () => ({
      ...{ ...customer(), pageSize: 10, beforeVersion: 5 },
      ...{ authorId: world.taras.id, from: '2026-01-01', to: '2026-02-01' },
    }),
  },
  'event.listOfOrder': { type: 'query', valid: () => ({ orderId: 1 }) },
  'event.listAuthors': { type: 'query', valid: () => customer() },
  'event.getLastChange': { type: 'query', valid: () => ({ ...customer(), field: 'phone' }) },
  'layout.save': {
    type: 'mutation',
    valid: () => ({ columns: null, density: 'regular', pageSize: 10, defaultViewId: null }),
    takes: (field, value) => field === 'columns' && Array.isArray(value) && value.length === 0,
  },
  'view.count': { type: 'query', valid: () => ({ viewIds: [1] }), takes: isListOfOne },
  'view.create': { type: 'mutation', valid: () => ({ name: newKey(), params: {} }) },
  'view.change': { type: 'mutation', valid: () => ({ viewId: 1, version: 1, name: 'x' }) },
  'view.remove': { type: 'mutation', valid: () => ({ viewId: 1, version: 1 }) },
  'export.start': {
    type: 'mutation',
    valid: () => ({
      ...{ format: 'csv', columns: 'documented', mutationId: newKey() },
      source: { kind: 'batch', batchId: 1 },
    }),
  },
  'export.stop': { type: 'mutation', valid: () => ({ exportId: 1 }) },
  'export.download': { type: 'mutation', valid: () => ({ exportId: 1 }) },
  'export.get': { type: 'query', valid: () => ({ exportId: 1 }) },
  'organization.list': { type: 'query', valid: () => ({ search: 'x' }) },
  'tag.list': { type: 'query', valid: () => ({ search: 'x' }) },
  'user.listOptions': { type: 'query', valid: () => ({ search: 'x' }) },
  'operation.list': {
    type: 'query',
    valid: () => ({ ...customer(), from: '2026-01-01', to: '2026-02-01', beforeNumber: 5 }),
  },
  'operation.balanceSeries': {
    type: 'query',
    valid: () => ({ ...customer(), from: '2026-01-01' }),
  },
  'operation.deposit': { type: 'mutation', valid: () => ({ ...money(), amount: '1' }) },
  'operation.withdraw': {
    type: 'mutation',
    valid: () => ({ ...money(), amount: '1', seenBalance: '0.00' }),
  },
  'operation.reverse': {
    type: 'mutation',
    valid: () => ({ ...money(), operationId: 1, seenBalance: '0.00' }),
  },
  'order.list': {
    type: 'query',
    valid: () => ({
      ...{
        ...customer(),
        search: 'x',
        statuses: ['new'],
        operatorId: 1,
        createdFrom: '2026-01-01',
      },
      ...{ createdTo: '2026-02-01', sort: 'createdAt', direction: 'desc', pageSize: 10 },
    }),
  },
  'order.get': { type: 'query', valid: () => ({ orderId: 1 }) },
  'order.cancel': {
    type: 'mutation',
    valid: () => ({ orderId: 1, version: 1, reason: 'Дубль', idempotencyKey: newKey() }),
  },
  'user.block': { type: 'mutation', valid: () => ({ userId: world.taras.id, version: 1 }) },
  'user.activate': { type: 'mutation', valid: () => ({ userId: world.taras.id, version: 1 }) },
  'user.clearLockout': {
    type: 'mutation',
    valid: () => ({ userId: world.taras.id, version: 1 }),
  },
  'user.chooseLook': { type: 'mutation', valid: () => ({ language: 'uk', theme: 'dark' }) },
  'user.editProfile': { type: 'mutation', valid: () => ({ version: 1, changes: {} }) },
  'session.end': { type: 'mutation', valid: () => ({ sessionId: newKey() }) },
  'session.endOfUser': {
    type: 'mutation',
    valid: () => ({ userId: world.taras.id, sessionId: newKey() }),
    takes: isNull,
  },
  'session.listOfUser': { type: 'query', valid: () => ({ userId: world.taras.id }) },
};

function ask(name: string, input: unknown) {
  const { cookie } = world.olena;
  return forms[name]?.type === 'query'
    ? query(setting.app, name, input, { cookie })
    : call(setting.app, name, input, { cookie });
}

function takes(name: string, field: string, value: unknown): boolean {
  return forms[name]?.takes?.(field, value) ?? false;
}

const furtherFields = ['role', 'balance', 'companyId', 'groupIds', 'authorId', '__proto__x', 'id'];

it.each(Object.keys(forms))('%s refuses fields that it does not know', async (name) => {
  await expectNothingWritten(setting.owner, async () => {
    const valid = forms[name]?.valid() ?? {};
    for (const field of furtherFields.filter((further) => !(further in valid))) {
      const { code, status } = await ask(name, { ...valid, [field]: 1 });
      expect([field, status, code]).toEqual([field, 400, 'INVALID_INPUT']);
    }
  });
});

/** What a query builder would take for a filter or an operator, and other wrong types. */
const wrongValues: unknown[] = [
  { contains: '' },
  { not: 0 },
  { gt: 0 },
  { set: 1 },
  [],
  [1],
  { toString: '1' },
  Number.MAX_VALUE,
  -1,
  0.5,
  true,
];

it.each(Object.keys(forms))(
  '%s refuses filters, lists and numbers out of bounds in any field',
  async (name) => {
    const valid = forms[name]?.valid() ?? {};
    await expectNothingWritten(setting.owner, async () => {
      for (const field of Object.keys(valid)) {
        for (const value of wrongValues.filter((wrong) => !takes(name, field, wrong))) {
          const { code } = await ask(name, { ...valid, [field]: value });
          expect([field, value, code]).toEqual([field, value, 'INVALID_INPUT']);
        }
      }
    });
  },
);

/** Whole numbers at and beyond the edges of what the database holds. */
const wholeNumbers = [0, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_991];
const texts = [
  '\u0000',
  'with \u0000 inside it',
  '\ud800 half a pair',
  '\udc00',
  `'; DROP TABLE users; --`,
  '${7*7}',
  '\u202e\u200b\ufeff',
  '%',
  '_',
  '\\',
  '😀'.repeat(100),
  '0000-01-01',
  '9999-12-31',
];

it.each(Object.keys(forms))(
  '%s is never thrown by a number or a text: no INTERNAL',
  async (name) => {
    const valid = forms[name]?.valid() ?? {};
    for (const [field, example] of Object.entries(valid)) {
      const values: unknown[] = typeof example === 'number' ? wholeNumbers : texts;
      for (const value of values) {
        const { code, status, text } = await ask(name, { ...valid, [field]: value });
        const seen = JSON.stringify([field, value, code, text.slice(0, 80)]);
        expect(code, seen).not.toBe('INTERNAL');
        expect(status, seen).toBeLessThan(500);
      }
    }
    expect(await world.olena.trpc.session.current.query()).toBeTruthy();
  },
);

const placesOf = [
  ['not a place', 'x'],
  ['a number that is none', JSON.stringify(['after', 'abc', 1, 0])],
  ['a number out of bounds', JSON.stringify(['after', '99999999999', 1, 0])],
  ['an id out of bounds', JSON.stringify(['after', '1', 9_007_199_254_740_991, 0])],
  ['NUL', JSON.stringify(['after', '\u0000', 1, 0])],
  ['half a pair', JSON.stringify(['after', '\ud800', 1, 0])],
  ['SQL', JSON.stringify(['after', `1'::int); DROP TABLE users; --`, 1, 0])],
] as const;
const sorts = ['id', 'login', 'name', 'status', 'balance', 'registeredAt'] as const;

it.each(placesOf.flatMap(([what, place]) => sorts.map((sort) => ({ what, place, sort }))))(
  'a forged place ($what) in a list by $sort is no failure',
  async ({ place, sort }) => {
    const cursor = place === 'x' ? place : encodeURIComponent(place);
    const { code, status } = await ask('customer.list', { sort, cursor });
    expect([null, 'INVALID_INPUT']).toContain(code);
    expect(status).toBeLessThan(500);
  },
);

it('one poisoned command does not spoil those posted together with it', async () => {
  const { olena, customerId } = world;
  const deposit = (note: string) =>
    call(
      setting.app,
      'operation.deposit',
      { ...money(), amount: '1', note },
      { cookie: olena.cookie },
    );
  const notes = Array.from({ length: 12 }, (_, at) =>
    at % 3 === 1 ? 'poison \u0000' : 'Повернення',
  );
  const answers = await Promise.all(notes.map(deposit));
  const refused = notes.map((note) => (note.includes('\u0000') ? 'INVALID_INPUT' : null));
  expect(answers.map(({ code }) => code)).toEqual(refused);
  expect((await olena.trpc.customer.get.query({ customerId })).balance).toMatch(/\.00$/);
});

it('counts the letters of a note as a reader does, in one Unicode form', async () => {
  const { customerId, olena } = world;
  const decomposed = 'Їжак й'.normalize('NFD');
  const input = { ...money(), amount: '1', note: decomposed, confirmRepeated: true };
  const { operation } = await olena.trpc.operation.deposit.mutate(input);
  expect(operation.note).toBe('Їжак й');
  const [latest] = (await olena.trpc.operation.list.query({ customerId })).rows;
  expect(latest?.note).toBe('Їжак й');
});
