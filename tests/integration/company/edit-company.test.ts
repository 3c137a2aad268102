import { beforeEach, expect, it } from 'vitest';
import { defaultPasswordPolicy } from '#server/shared/password-policy.ts';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
/** The other superadmin of Olena's company. */
let rival: Person;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  const company = { id: world.companyId };
  rival = await signedIn(setting.owner, setting.app, { company, role: 'superadmin' });
});

const row = () => setting.owner.company.findUniqueOrThrow({ where: { id: world.companyId } });

it('saves what was changed: the row, the next version, one event', async () => {
  const { olena, companyId } = world;
  const mutationId = newKey();
  const customerPasswordPolicy = { ...defaultPasswordPolicy, lengthMin: 10, symbol: true };
  const { company, conflicts } = await olena.trpc.company.edit.mutate({
    ...{ version: 1, mutationId, name: '  Льон  ', lockoutMinutes: 0, customerPasswordPolicy },
  });
  expect(conflicts).toEqual([]);
  expect(company).toMatchObject({ version: 2, settings: { name: 'Льон', lockoutMinutes: 0 } });
  expect(await row()).toMatchObject({
    ...{ version: 2, name: 'Льон', lockoutMinutes: 0, customerPasswordPolicy },
    ...{ linkHours: 24, userPasswordPolicy: defaultPasswordPolicy },
  });
  const before = (await setting.owner.company.findFirstOrThrow({ where: { id: companyId } })).name;
  expect(before).toBe('Льон');
  expect(await eventsOf(setting.owner, 'company', companyId)).toEqual([
    {
      ...{ type: 'company.edited', version: 2, authorId: olena.id, mutationId },
      changes: [
        { field: 'name', old: expect.stringMatching(/^Company/) as string, new: 'Льон' },
        { field: 'customerPasswordPolicy.lengthMin', old: 6, new: 10 },
        { field: 'customerPasswordPolicy.symbol', old: false, new: true },
        { field: 'lockoutMinutes', old: 60, new: 0 },
      ],
      data: {
        face: {
          ...{ name: 'Льон', currency: 'UAH', validationProfile: 'ua', customerPasswordPolicy },
          userPasswordPolicy: defaultPasswordPolicy,
        },
      },
    },
  ]);
  expect(await olena.trpc.company.get.query()).toEqual(company);
});

it('writes nothing when nothing is changed, also when the call is sent again', async () => {
  const { olena } = world;
  const input = { version: 1, linkHours: 48, mutationId: newKey() };
  await olena.trpc.company.edit.mutate(input);
  await expectNothingWritten(setting.owner, async () => {
    const again = await olena.trpc.company.edit.mutate({ ...input, version: 2 });
    expect(again).toMatchObject({ conflicts: [], company: { version: 2 } });
    await olena.trpc.company.edit.mutate({ version: 2 });
  });
});

it('lets nobody but superadmins see or change them, and writes nothing', async () => {
  const { taras, other, companyId } = world;
  const edit = ({ trpc }: Pick<Person, 'trpc'>) =>
    codeOf(trpc.company.edit.mutate({ version: 1, linkHours: 1 }));
  const get = ({ trpc }: Pick<Person, 'trpc'>) => codeOf(trpc.company.get.query());
  await expectNothingWritten(setting.owner, async () => {
    expect([await get(taras), await edit(taras)]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const stranger = setting.app.visitor();
    expect([await get(stranger), await edit(stranger)]).toEqual(Array(2).fill('UNAUTHENTICATED'));
  });
  // The other company's superadmin has settings of their own, and no way to name ours.
  const theirs = await other.superadmin.trpc.company.edit.mutate({ version: 1, linkHours: 1 });
  expect(theirs.company.id).not.toBe(companyId);
  expect((await row()).linkHours).toBe(24);
});

it.each([
  [{ lockoutAttemptsMax: 0 }, 'lockoutAttemptsMax', 'tooLow'],
  [{ lockoutAttemptsMax: 101 }, 'lockoutAttemptsMax', 'tooHigh'],
  [{ lockoutWindowMinutes: 1441 }, 'lockoutWindowMinutes', 'tooHigh'],
  [{ lockoutMinutes: -1 }, 'lockoutMinutes', 'tooLow'],
  [{ lockoutMinutes: 10_081 }, 'lockoutMinutes', 'tooHigh'],
  [{ linkHours: 1.5 }, 'linkHours', 'invalid'],
  [{ linkHours: 721 }, 'linkHours', 'tooHigh'],
  [{ sessionIdleHours: 0 }, 'sessionIdleHours', 'tooLow'],
  [{ sessionAbsoluteDays: 366 }, 'sessionAbsoluteDays', 'tooHigh'],
  [{ sessionIdleHours: 337 }, 'sessionIdleHours', 'idleOverAbsolute'],
  [{ sessionAbsoluteDays: 1, sessionIdleHours: 25 }, 'sessionIdleHours', 'idleOverAbsolute'],
  [{ name: ' ' }, 'name', 'tooShort'],
  [{ currency: 'XXX' }, 'currency', 'invalid'],
  [{ validationProfile: 'none' }, 'validationProfile', 'invalid'],
  [
    { userPasswordPolicy: { ...defaultPasswordPolicy, lengthMin: 5 } },
    'userPasswordPolicy.lengthMin',
    'tooLow',
  ],
  [{ timeZone: 'UTC' }, '', 'unknownField'],
] as [object, string, string][])('refuses %j beside its field', async (input, path, code) => {
  const edit = world.olena.trpc.company.edit;
  await expectNothingWritten(setting.owner, async () => {
    const refusal = await refusalOf(edit.mutate({ version: 1, ...input }));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.issues).toEqual([expect.objectContaining({ path, code })]);
  });
});

it('merges what two changed, and tells of a field that both changed instead of saving over it', async () => {
  const { olena } = world;
  await rival.trpc.company.edit.mutate({ version: 1, linkHours: 48, lockoutMinutes: 5 });
  const merged = await olena.trpc.company.edit.mutate({ version: 1, name: 'Льон' });
  expect(merged.company).toMatchObject({ version: 3, settings: { name: 'Льон', linkHours: 48 } });
  await expectNothingWritten(setting.owner, async () => {
    const edit = { version: 1, linkHours: 2, sessionIdleHours: 1 };
    const { company, conflicts } = await olena.trpc.company.edit.mutate(edit);
    expect(conflicts).toEqual([
      { field: 'linkHours', by: rival.name, at: expect.any(String) as string },
    ]);
    expect(company).toMatchObject({ version: 3, settings: { linkHours: 48 } });
    expect(await codeOf(olena.trpc.company.edit.mutate({ version: 9, linkHours: 2 }))).toBe(
      'STALE_VERSION',
    );
  });
  // Seen and kept: saved on the version that was shown.
  const kept = await olena.trpc.company.edit.mutate({ version: 3, linkHours: 2 });
  expect(kept.company).toMatchObject({ version: 4, settings: { linkHours: 2 } });
});

it('a policy is one decision: two who change parts of it at once don’t make a third', async () => {
  const policy = (changes: object) => ({ ...defaultPasswordPolicy, ...changes });
  await rival.trpc.company.edit.mutate({
    version: 1,
    userPasswordPolicy: policy({ lengthMin: 12 }),
  });
  const { conflicts } = await world.olena.trpc.company.edit.mutate({
    version: 1,
    userPasswordPolicy: policy({ symbol: true }),
  });
  expect(conflicts.map(({ field }) => field)).toEqual(['userPasswordPolicy']);
});

it('of many who save the same field at once one does, versions have no gaps, and the stream keeps their order', async () => {
  const { olena, companyId } = world;
  const stream = await rival.follow();
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      (at % 2 ? olena : rival).trpc.company.edit.mutate({ version: 1, linkHours: at + 100 }),
    ),
  );
  const saved = outcomes.filter(({ conflicts }) => conflicts.length === 0);
  expect(saved).toHaveLength(1);
  await Promise.all(
    ['name', 'lockoutAttemptsMax', 'lockoutMinutes', 'sessionIdleHours'].map((field, at) =>
      olena.trpc.company.edit.mutate({ version: 2, [field]: field === 'name' ? 'Льон' : at + 2 }),
    ),
  );
  await stream.until(() => stream.events.length === 5);
  expect(stream.events.map(({ version }) => version)).toEqual([2, 3, 4, 5, 6]);
  expect((await eventsOf(setting.owner, 'company', companyId)).length).toBe(5);
  stream.close();
});

it('tells superadmins what changed, and others only what their pages show', async () => {
  const { olena, taras, other } = world;
  const readers = [rival, taras, other.superadmin];
  const [superadmin, admin, foreign] = await Promise.all(readers.map(({ follow }) => follow()));
  await olena.trpc.company.edit.mutate({ version: 1, lockoutAttemptsMax: 3, name: 'Льон' });
  const told = await superadmin?.untilEvent('company.edited');
  expect(told?.changes.map(({ field }) => field)).toEqual(['name', 'lockoutAttemptsMax']);
  const shown = await admin?.untilEvent('company.edited');
  expect(shown).toMatchObject({ changes: [], data: { face: { name: 'Льон' } } });
  expect(JSON.stringify(shown)).not.toContain('lockout');
  expect(foreign?.events).toEqual([]);
  for (const stream of [superadmin, admin, foreign]) stream?.close();
});

it('the base currency changes as long as there is no operation, and never after', async () => {
  const { olena, taras, customerId } = world;
  const changed = await olena.trpc.company.edit.mutate({ version: 1, currency: 'EUR' });
  expect(changed.company).toMatchObject({ isCurrencyFixed: false, settings: { currency: 'EUR' } });
  const note = 'Перше поповнення';
  const input = { customerId, amount: '5', note, idempotencyKey: newKey() };
  await taras.trpc.operation.deposit.mutate(input);
  expect(await olena.trpc.company.get.query()).toMatchObject({ isCurrencyFixed: true });
  await expectNothingWritten(setting.owner, async () => {
    const edit = { version: 2, currency: 'USD', linkHours: 3 } as const;
    expect(await codeOf(olena.trpc.company.edit.mutate(edit))).toBe('CURRENCY_FIXED');
  });
  // What stays as it is is no change.
  const same = { version: 2, currency: 'EUR', linkHours: 3 } as const;
  expect(await codeOf(olena.trpc.company.edit.mutate(same))).toBe('OK');
});

it('waits for an operation that is being posted, and then finds it', async () => {
  const { olena, customerId, companyId } = world;
  let edit: Promise<string> | undefined;
  await setting.owner.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT * FROM post_operations(${JSON.stringify([
        {
          ...{ companyId, customerId, kind: 'deposit', amount: '1.00', note: 'Перше поповнення' },
          ...{ authorId: olena.id, idempotencyKey: newKey(), requestHash: 'x' },
          ...{ seenBalance: null, confirmRepeated: false, reversesId: null },
        },
      ])}::jsonb)`;
      edit = codeOf(olena.trpc.company.edit.mutate({ version: 1, currency: 'EUR' }));
      await untilWaiting();
    },
    { timeout: 20_000 },
  );
  expect(await edit).toBe('CURRENCY_FIXED');
  expect((await row()).currency).toBe('UAH');
});

/** Until someone waits for the row of the company. */
async function untilWaiting(): Promise<void> {
  for (;;) {
    const [found] = await setting.owner.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
        AND query LIKE '%FROM companies%FOR UPDATE%'`;
    if ((found?.count ?? 0) > 0) return;
  }
}

it('of a first operation and a new currency at once one waits for the other, ten times over', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { olena, taras, customerId, companyId } = await createWorld(setting.owner, setting.app);
    const input = { customerId, amount: '5', note: 'Перше поповнення', idempotencyKey: newKey() };
    const codes = await codesOf([
      olena.trpc.company.edit.mutate({ version: 1, currency: 'EUR' }),
      taras.trpc.operation.deposit.mutate(input),
    ]);
    const events = await setting.owner.event.findMany({
      where: { companyId },
      orderBy: { id: 'asc' },
    });
    const order = events.map(({ type }) => type);
    if (codes['CURRENCY_FIXED'] === 1) expect(order).toEqual(['operation.deposited']);
    else expect(order).toEqual(['company.edited', 'operation.deposited']);
  }
});
