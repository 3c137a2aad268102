import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { deleteOldDrafts } from '#server/features/draft/repository.ts';
import type { DraftField, SaveDraftInput } from '#server/features/draft/schema.ts';
import { draftAgeMaxDays, draftCharactersMax, draftsMax } from '#server/features/draft/schema.ts';
import { editableFields } from '#server/shared/customer-fields.ts';
import { codeOf, refusalOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;
let taras: Person;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  ({ customerId, taras } = world);
});

type Typed = Pick<DraftField, 'field' | 'value'> & Partial<DraftField>;
const typed = (field: Typed): DraftField => ({ base: null, version: 1, ...field });

function save(change: Partial<SaveDraftInput>, by: Person = taras): Promise<void> {
  return by.trpc.draft.save.mutate({ customerId, ...change });
}

async function kept(by: Person = taras, about: number | null = customerId) {
  const draft = await by.trpc.draft.get.query({ customerId: about });
  return draft && Object.fromEntries(draft.fields.map(({ field, value }) => [field, value]));
}

it('keeps what was typed with what stood there and since when, in the order of the form', async () => {
  const before = Date.now();
  await save({
    set: [
      typed({ field: 'tags', value: [3, 1], base: [1] }),
      typed({ field: 'lastName', value: ' Їжа ', base: 'Їжак', version: 7 }),
    ],
  });
  const draft = await taras.trpc.draft.get.query({ customerId });
  const at = draft?.updatedAt ?? '';
  expect(draft).toEqual({
    customerId,
    fields: [
      { field: 'lastName', value: ' Їжа ', base: 'Їжак', version: 7, at },
      { field: 'tags', value: [3, 1], base: [1], version: 1, at },
    ],
    updatedAt: at,
  });
  expect(new Date(at).getTime()).toBeGreaterThanOrEqual(before);
});

it('lets two tabs keep different fields at once, and none wipes out the other’s', async () => {
  const fields = editableFields.filter((field) => field !== 'tags');
  await Promise.all(
    fields.map((field) => save({ set: [typed({ field, value: `typed in ${field}` })] })),
  );
  expect(await kept()).toEqual(
    Object.fromEntries(fields.map((field) => [field, `typed in ${field}`])),
  );
});

it('clears fields one by one; an empty draft is none', async () => {
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  await save({ set: [typed({ field: 'phone', value: '+38' })], clear: ['city'] });
  expect(await kept()).toEqual({ phone: '+38' });
  await save({ clear: ['phone', 'email'] });
  expect(await kept()).toBeNull();
  expect(await setting.owner.draft.count({ where: { userId: taras.id } })).toBe(0);
  await save({ clear: ['phone'] });
  expect(await setting.owner.draft.count({ where: { userId: taras.id } })).toBe(0);
});

it('keeps any text as typed, in one Unicode form', async () => {
  const value = '  <b>мі\u0308й</b> 👩‍🚀 \u202Eعربي\n\t';
  await save({ set: [typed({ field: 'comment', value })] });
  expect(await kept()).toEqual({ comment: value.normalize('NFC') });
});

it('discards the whole draft, once or twice', async () => {
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  await taras.trpc.draft.discard.mutate({ customerId });
  await taras.trpc.draft.discard.mutate({ customerId });
  expect(await kept()).toBeNull();
});

it('is one’s own alone: no colleague reads it, writes it or throws it away', async () => {
  const { olena, other } = world;
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  expect(await kept(olena)).toBeNull();
  expect(await olena.trpc.draft.list.query({})).toEqual([]);
  await save({ set: [typed({ field: 'city', value: 'Одеса' })] }, olena);
  await olena.trpc.draft.discard.mutate({ customerId });
  await other.superadmin.trpc.draft.discard.mutate({ customerId });
  expect(await kept()).toEqual({ city: 'Львів' });
});

it('is about customers whom one may see', async () => {
  const hidden = world.other.customerId;
  const refused = async (call: Promise<unknown>) =>
    expect(await codeOf(call)).toBe('CUSTOMER_NOT_FOUND');
  await expectNothingWritten(setting.owner, async () => {
    const set = [typed({ field: 'city', value: 'Львів' })];
    for (const about of [hidden, 2_000_000_000]) {
      await refused(save({ customerId: about, set }));
      await refused(taras.trpc.draft.get.query({ customerId: about }));
    }
  });
});

it('lists one’s own drafts, newest first, with the customer’s name and how much is in them', async () => {
  const second = await createCustomer(setting.owner, {
    ...{ companyId: world.companyId, firstName: 'Ганна', lastName: 'Ґудзь' },
  });
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  await save({ customerId: null, set: [typed({ field: 'login', value: 'hanna', version: 0 })] });
  await save({
    customerId: second.id,
    set: [typed({ field: 'city', value: 'Суми' }), typed({ field: 'phone', value: '+38' })],
  });
  const rows = await taras.trpc.draft.list.query({});
  expect(rows.map(({ updatedAt: _, ...row }) => row)).toEqual([
    { customerId: second.id, name: 'Ганна Ґудзь', fieldsCount: 2 },
    { customerId: null, name: null, fieldsCount: 1 },
    { customerId, name: expect.stringMatching(/^Марія Бондаренко/) as string, fieldsCount: 1 },
  ]);
  expect(await taras.trpc.draft.list.query({ pageSize: 1 })).toHaveLength(1);
  expect(await kept(taras, null)).toEqual({ login: 'hanna' });
});

it('survives signing out, blocking and a new session', async () => {
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  await taras.trpc.session.signOut.mutate({});
  await setting.owner.user.update({ where: { id: taras.id }, data: { blockedAt: new Date() } });
  await setting.owner.user.update({ where: { id: taras.id }, data: { blockedAt: null } });
  const back = { ...taras, ...(await setting.app.signInAs(taras.id)) };
  expect(await kept(back)).toEqual({ city: 'Львів' });
});

it('is not touched by a colleague’s change of the customer', async () => {
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  const draft = await taras.trpc.draft.get.query({ customerId });
  const { customer } = world.olena.trpc;
  await customer.edit.mutate({ customerId, version: 1, changes: { city: 'Суми' } });
  await customer.lock.mutate({ customerId, version: 2, reason: 'Спам' });
  expect(await taras.trpc.draft.get.query({ customerId })).toEqual(draft);
});

it('is no event, and no version of the customer', async () => {
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  await taras.trpc.draft.discard.mutate({ customerId });
  expect(await eventsOf(setting.owner, 'customer', customerId)).toEqual([]);
  expect(await taras.trpc.customer.get.query({ customerId })).toMatchObject({ version: 1 });
});

it('is kept while someone else holds the customer', async () => {
  const saving = setting.owner.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${customerId}::int)`;
    await tx.$executeRaw`UPDATE customers SET city = 'Суми' WHERE id = ${customerId}`;
    const kept = save({ set: [typed({ field: 'city', value: 'Львів' })] }).then(() => 'kept');
    return Promise.race([kept, sleep(3_000, 'waits')]);
  });
  expect(await saving).toBe('kept');
});

it('bounds every value and the whole, and leaves what was kept', async () => {
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  const long = 'ї'.repeat(10_000);
  const set = (value: string) => [typed({ field: 'comment', value })];
  expect(await refusalOf(save({ set: set(`${long}!`) }))).toMatchObject({ code: 'INVALID_INPUT' });
  await save({ set: set(long) });
  const many = editableFields
    .filter((field) => field !== 'tags' && field !== 'city')
    .slice(0, 12)
    .map((field) => typed({ field, value: long, base: '' }));
  for (const field of many.slice(0, 8)) await save({ set: [field] });
  const refusal = await refusalOf(save({ set: many }));
  expect(refusal).toMatchObject({
    code: 'INVALID_INPUT',
    issues: [{ path: 'set', code: 'tooLong', params: { max: draftCharactersMax } }],
  });
  expect(Object.keys((await kept()) ?? {})).toHaveLength(10);
  // Refused at once too, where nothing was kept before.
  expect(await codeOf(save({ customerId: null, set: many }))).toBe('INVALID_INPUT');
  expect(await kept(taras, null)).toBeNull();
});

it.each([
  ['half of a pair', '\uD83D'],
  ['a NUL', 'a\0b'],
])('refuses %s, which the database does not store', async (_, value) => {
  const set = [typed({ field: 'comment', value })];
  expect(await codeOf(save({ set }))).toBe('INVALID_INPUT');
});

it('refuses a password, or any other field that is none', async () => {
  const field = 'password' as 'comment';
  expect(await codeOf(save({ set: [typed({ field, value: 'Tandem-2026' })] }))).toBe(
    'INVALID_INPUT',
  );
});

it('leaves the newest two hundred of a user', async () => {
  const { owner, app } = setting;
  const { companyId } = world;
  const writer = await signedIn(owner, app, { company: { id: companyId }, role: 'admin' });
  await owner.$executeRaw`
    WITH made AS (
      INSERT INTO customers (company_id, login, email, first_name, last_name)
      SELECT ${companyId}, 'draft' || ${companyId} || '.' || g, 'draft' || ${companyId} || '.' || g || '@x.example', 'І', 'Ї'
      FROM generate_series(1, ${draftsMax}) g RETURNING id)
    INSERT INTO drafts (user_id, subject, company_id, customer_id, fields, updated_at)
    SELECT ${writer.id}, 'customer:' || id, ${companyId}, id, '{"city": {}}',
      now() - make_interval(mins => 1000 - id % 1000)
    FROM made`;
  const oldest = await owner.draft.findFirst({
    where: { userId: writer.id },
    orderBy: { updatedAt: 'asc' },
  });
  await save({ set: [typed({ field: 'city', value: 'Львів' })] }, writer);
  expect(await owner.draft.count({ where: { userId: writer.id } })).toBe(draftsMax);
  const subject = oldest?.subject ?? '';
  expect(await owner.draft.count({ where: { userId: writer.id, subject } })).toBe(0);
  expect(await kept(writer)).toEqual({ city: 'Львів' });
});

it('throws away what was not touched for ninety days', async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await save({ set: [typed({ field: 'city', value: 'Львів' })] });
  await save({ customerId: null, set: [typed({ field: 'city', value: 'Суми' })] });
  const { id: userId } = taras;
  const age = (subject: string, days: number) =>
    setting.owner.draft.updateMany({
      where: { userId, subject },
      data: { updatedAt: daysAgo(days) },
    });
  await age('new', draftAgeMaxDays + 1);
  await age(`customer:${customerId}`, draftAgeMaxDays - 1);
  await deleteOldDrafts(setting.app.running.services.db, now);
  expect(await kept(taras, null)).toBeNull();
  expect(await kept()).toEqual({ city: 'Львів' });
});
