import { beforeEach, expect, it } from 'vitest';
import { createUser } from '#prisma/factories/user.ts';
import type { EventType, ListEventsInput } from '#server/features/event/schema.ts';
import { eventCatalogue, eventKindNames, eventKinds } from '#server/features/event/schema.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { codeOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app, { timeZone: 'Europe/Kyiv' });
  ({ customerId } = world);
});

interface Past {
  type: EventType;
  author?: number | null;
  at?: string;
  changes?: FieldChange[];
}

/** Events as they could have been written, under the versions 2, 3, … */
async function lived(past: readonly Past[]): Promise<void> {
  for (const [at, event] of past.entries()) {
    await setting.owner.event.create({
      data: {
        companyId: world.companyId,
        subjectType: 'customer',
        subjectId: customerId,
        type: event.type,
        version: event.type === 'customer.created' ? 1 : at + 2,
        authorId: event.author === undefined ? world.olena.id : event.author,
        changes: (event.changes ?? []).map((change) => ({ ...change })),
        createdAt: event.at ?? new Date(),
      },
    });
  }
}

async function versions(input: Partial<ListEventsInput> = {}): Promise<number[]> {
  const page = await world.taras.trpc.event.list.query({ customerId, ...input });
  return page.rows.map(({ version }) => version);
}

const year: Past[] = [
  { type: 'customer.edited' },
  { type: 'operation.deposited' },
  { type: 'customer.locked' },
  { type: 'operation.withdrawn' },
  { type: 'customer.unlocked' },
  { type: 'operation.reversed' },
];

it('narrows by kind: one, several, or all', async () => {
  await lived(year);
  expect(await versions({ kinds: ['profile'] })).toEqual([2]);
  expect(await versions({ kinds: ['access'] })).toEqual([6, 4]);
  expect(await versions({ kinds: ['money'] })).toEqual([7, 5, 3]);
  expect(await versions({ kinds: ['money', 'profile'] })).toEqual([7, 5, 3, 2]);
  expect(await versions({ kinds: [] })).toEqual([7, 6, 5, 4, 3, 2]);
  expect(await versions({ kinds: [...eventKindNames] })).toEqual(await versions());
});

it('has every event about a customer under one kind', () => {
  const types = Object.keys(eventCatalogue).filter((type) => /^(customer|operation)\./.test(type));
  expect(Object.values(eventKinds).flat().sort()).toEqual(types.sort());
});

it('narrows by author', async () => {
  const { olena, taras } = world;
  const by = [olena.id, taras.id, null, taras.id, olena.id, taras.id];
  await lived(year.map((event, at) => ({ ...event, author: by[at] ?? null })));
  expect(await versions({ authorId: taras.id })).toEqual([7, 5, 3]);
  expect(await versions({ authorId: taras.id, kinds: ['access'] })).toEqual([]);
  expect(await versions({ authorId: world.other.superadmin.id })).toEqual([]);
});

it('narrows by days as the company’s zone counts them, both included', async () => {
  await lived([
    // The last millisecond of 9 March in Kyiv, then 10 March from its first to its last, then the 11th.
    { type: 'customer.edited', at: '2026-03-09T21:59:59.999Z' },
    { type: 'customer.edited', at: '2026-03-09T22:00:00.000Z' },
    { type: 'customer.edited', at: '2026-03-10T21:59:59.999Z' },
    { type: 'customer.edited', at: '2026-03-10T22:00:00.000Z' },
    // The clocks go on on 29 March: the day begins at +02:00 and ends at +03:00.
    { type: 'customer.edited', at: '2026-03-28T22:00:00.000Z' },
    { type: 'customer.edited', at: '2026-03-29T20:59:59.999Z' },
    { type: 'customer.edited', at: '2026-03-29T21:00:00.000Z' },
  ]);
  const day = (date: string) => versions({ from: date, to: date });
  expect(await day('2026-03-10')).toEqual([4, 3]);
  expect(await day('2026-03-29')).toEqual([7, 6]);
  expect(await versions({ from: '2026-03-29' })).toEqual([8, 7, 6]);
  expect(await versions({ to: '2026-03-09' })).toEqual([2]);
  expect(await versions({ from: '2026-03-11', to: '2026-03-10' })).toEqual([]);
});

it.each([1, 2, 3, 7])(
  'pages by %i through what is left, each once, and knows the end',
  async (size) => {
    await lived(
      Array.from({ length: 27 }, (_, at) => year[at % year.length] ?? { type: 'customer.edited' }),
    );
    const whole = await versions({ kinds: ['access', 'profile'], pageSize: 100 });
    expect(whole).toHaveLength(14);
    const seen: number[] = [];
    for (let hasMore = true; hasMore;) {
      const beforeVersion = seen.at(-1);
      const page = await world.taras.trpc.event.list.query({
        ...{ customerId, kinds: ['access', 'profile'], pageSize: size },
        ...(beforeVersion === undefined ? {} : { beforeVersion }),
      });
      seen.push(...page.rows.map(({ version }) => version));
      hasMore = page.hasMore;
      expect(page.rows).toHaveLength(hasMore ? size : whole.length % size || size);
    }
    expect(seen).toEqual(whole);
  },
);

it('tells old and new as they were written, with the author', async () => {
  const changes = [
    { field: 'phone', old: null, new: '+380501234567' },
    { field: 'organizationId', old: 3, new: null },
    { field: 'tags', old: null, new: 'VIP' },
  ];
  await lived([{ type: 'customer.edited', changes }]);
  const { rows } = await world.taras.trpc.event.list.query({ customerId });
  const { id, name } = world.olena;
  expect(rows).toMatchObject([{ version: 2, author: { id, name }, changes }]);
});

it('names those who wrote in the activity, in Ukrainian order, the blocked ones too', async () => {
  const { companyId, olena, taras, other } = world;
  const person = { companyId, firstName: 'Ґудзь', blockedAt: new Date() };
  const blocked = await createUser(setting.owner, person);
  const silent = await createUser(setting.owner, { companyId });
  const authors = [taras.id, blocked.id, olena.id, null, taras.id];
  await lived(authors.map((author) => ({ type: 'customer.edited', author })));
  const listed = await taras.trpc.event.listAuthors.query({ customerId });
  const blockedName = `${blocked.firstName} ${blocked.lastName}`;
  expect(listed).toEqual([
    { id: blocked.id, name: blockedName },
    { id: olena.id, name: olena.name },
    { id: taras.id, name: taras.name },
  ]);
  expect(listed.map(({ id }) => id)).not.toContain(silent.id);
  const foreign = taras.trpc.event.listAuthors.query({ customerId: other.customerId });
  expect(await codeOf(foreign)).toBe('CUSTOMER_NOT_FOUND');
});

it('tells who last changed a field, when and from what', async () => {
  const { olena, taras } = world;
  await lived([
    { type: 'customer.created', changes: [{ field: 'city', old: null, new: 'Суми' }] },
    {
      type: 'customer.edited',
      author: taras.id,
      at: '2026-03-10T10:00:00.000Z',
      changes: [
        { field: 'phone', old: null, new: '+380501234567' },
        { field: 'email', old: 'a@x.example', new: 'b@x.example' },
      ],
    },
    {
      type: 'customer.edited',
      changes: [{ field: 'email', old: 'b@x.example', new: 'c@x.example' }],
    },
    { type: 'customer.edited', changes: [{ field: 'comment', old: 'phone', new: 'email' }] },
  ]);
  const last = (field: 'phone' | 'email' | 'city' | 'tags') =>
    taras.trpc.event.getLastChange.query({ customerId, field });
  const byOlena = { id: olena.id, name: olena.name };
  expect(await last('phone')).toEqual({
    author: { id: taras.id, name: taras.name },
    at: '2026-03-10T10:00:00.000Z',
    type: 'customer.edited',
    changes: [{ field: 'phone', old: null, new: '+380501234567' }],
  });
  expect(await last('email')).toMatchObject({
    author: byOlena,
    changes: [{ field: 'email', old: 'b@x.example', new: 'c@x.example' }],
  });
  const city = { field: 'city', old: null, new: 'Суми' };
  const created = { type: 'customer.created', author: byOlena };
  expect(await last('city')).toMatchObject({ ...created, changes: [city] });
  expect(await last('tags')).toMatchObject({ ...created, changes: [] });
});

it('tells of no last change where none is on record, of the lock and of money where one is', async () => {
  const { taras, olena, other } = world;
  const last = (field: 'city' | 'locked' | 'balance') =>
    taras.trpc.event.getLastChange.query({ customerId, field });
  expect(await last('city')).toBeNull();
  const deposit = { amount: '5', note: 'Повернення коштів', idempotencyKey: newKey() };
  await taras.trpc.operation.deposit.mutate({ customerId, ...deposit });
  await olena.trpc.customer.lock.mutate({ customerId, version: 2, reason: 'Спам' });
  expect(await last('city')).toBeNull();
  expect(await last('locked')).toMatchObject({
    ...{ type: 'customer.locked', author: { id: olena.id } },
    changes: [{ field: 'locked', old: false, new: true }],
  });
  expect(await last('balance')).toMatchObject({
    ...{ type: 'operation.deposited', author: { id: taras.id } },
    changes: [{ field: 'balance', old: '0.00', new: '5.00' }],
  });
  const foreign = { customerId: other.customerId, field: 'city' } as const;
  expect(await codeOf(taras.trpc.event.getLastChange.query(foreign))).toBe('CUSTOMER_NOT_FOUND');
});
