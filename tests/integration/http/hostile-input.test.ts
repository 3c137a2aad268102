import { beforeAll, expect, it } from 'vitest';
import { appRouter } from '#server/router.ts';
import { call, newKey, query } from '#tests/support/http.ts';
import { expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';
import { hostileForms, untried } from './hostile-input-cases.ts';

const setting = useTestApp();
let world: World;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
});

const forms = hostileForms(() => world);
const newDeposit = () => ({
  ...{ customerId: world.customerId, amount: '1' },
  ...{ note: 'Повернення коштів', idempotencyKey: newKey() },
});

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription' };
}

it('every mutation is tried, but for those that are named with a reason', () => {
  // At run time this record is flat; its type follows the routers.
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<string, Procedure>,
  );
  const typesOf = Object.fromEntries(procedures.map(([name, { _def }]) => [name, _def.type]));
  const mutations = Object.keys(typesOf).filter((name) => typesOf[name] === 'mutation');
  const tried = Object.keys(forms).filter((name) => forms[name]?.type === 'mutation');
  expect([...tried, ...Object.keys(untried)].sort()).toEqual(mutations.sort());
  for (const [name, { type }] of Object.entries(forms))
    expect([name, typesOf[name]]).toEqual([name, type]);
});

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
    call(setting.app, 'operation.deposit', { ...newDeposit(), note }, { cookie: olena.cookie });
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
  const input = { ...newDeposit(), note: decomposed, confirmRepeated: true };
  const { operation } = await olena.trpc.operation.deposit.mutate(input);
  expect(operation.note).toBe('Їжак й');
  const [latest] = (await olena.trpc.operation.list.query({ customerId })).rows;
  expect(latest?.note).toBe('Їжак й');
});
