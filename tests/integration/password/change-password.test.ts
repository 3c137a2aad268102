import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { hashPassword, verifyPassword } from '#server/infra/auth/password.ts';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import { call } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person } from '#tests/support/world.ts';
import { signedIn } from '#tests/support/world.ts';

// A letter that is on its way changes rows by itself.
const setting = useTestApp({ main: { runsJobs: false } });
const currentPassword = 'Tandem-2026';
const newPassword = 'Chestnut-2027';
let passwordHash: string;
let taras: Person;

beforeAll(async () => {
  passwordHash = await hashPassword(currentPassword);
});

beforeEach(async () => {
  taras = await person();
});

async function person(company: Parameters<typeof createCompany>[1] = {}): Promise<Person> {
  const { id } = await createCompany(setting.owner, company);
  return signedIn(setting.owner, setting.app, { company: { id }, role: 'admin', passwordHash });
}

const rowOf = ({ id }: Person) => setting.owner.user.findUniqueOrThrow({ where: { id } });

function change(who: Person, current = currentPassword, wanted = newPassword) {
  const input = { currentPassword: current, newPassword: wanted };
  return who.trpc.password.change.mutate(input);
}

it('changes: the row, the version, events, a letter; the old one opens nothing any more', async () => {
  await change(taras);
  const row = await rowOf(taras);
  expect(row.version).toBe(2);
  expect(await verifyPassword(row.passwordHash, newPassword)).toBe(true);
  expect(await eventsOf(setting.owner, 'user', taras.id)).toEqual([
    {
      ...{ type: 'user.passwordChanged', version: 2, authorId: taras.id },
      ...{ mutationId: null, changes: [], data: {} },
    },
  ]);
  const letters = await setting.owner.letter.findMany({ where: { userId: taras.id } });
  expect(letters).toMatchObject([{ kind: 'passwordChanged', companyId: row.companyId }]);
  const { email } = row;
  const signIn = (password: string) =>
    codeOf(setting.app.visitor().trpc.session.signIn.mutate({ email, password }));
  expect(await signIn(currentPassword)).toBe('SIGN_IN_REFUSED');
  expect(await signIn(newPassword)).toBe('OK');
});

it('ends every other session and its sockets, and not the one that asks', async () => {
  const elsewhere = await setting.app.signInAs(taras.id);
  const [ownTab, otherTab] = [await taras.follow(), await elsewhere.follow()];
  await change(taras);
  await otherTab.until(() => otherTab.closeCode !== null);
  expect(otherTab.closeCode).toBe(4401);
  expect(await codeOf(elsewhere.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  expect(await codeOf(taras.trpc.session.current.query())).toBe('OK');
  expect(ownTab.closeCode).toBeNull();
  ownTab.close();
  const types = (await eventsOf(setting.owner, 'user', taras.id)).map(({ type }) => type);
  expect(types).toEqual(['user.passwordChanged', 'session.ended']);
});

it('voids links that were sent before', async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const tokenHash = crypto.randomUUID();
  await setting.owner.passwordToken.create({ data: { tokenHash, userId: taras.id, expiresAt } });
  await change(taras);
  const row = await setting.owner.passwordToken.findUniqueOrThrow({ where: { tokenHash } });
  expect(row.voidedAt).not.toBeNull();
});

it('refuses a wrong old password and writes nothing but the attempt', async () => {
  expect(await codeOf(change(taras, 'Tandem-2025'))).toBe('PASSWORD_WRONG');
  const row = await rowOf(taras);
  expect(row).toMatchObject({ version: 1, passwordHash, failedSignInsCount: 1 });
  expect(await eventsOf(setting.owner, 'user', taras.id)).toEqual([]);
  // A right one takes back its own attempt and no other.
  await change(taras);
  expect((await rowOf(taras)).failedSignInsCount).toBe(1);
});

it('is no place to guess: with no attempt left the right one is refused like the wrong one', async () => {
  const guarded = await person({ lockoutAttemptsMax: 5 });
  const guesses = await codesOf(Array.from({ length: 40 }, () => change(guarded, 'Tandem-2025')));
  const {
    PASSWORD_WRONG: looked = 0,
    TOO_MANY_REQUESTS: early = 0,
    LOCKED_OUT: late = 0,
  } = guesses;
  // Those that came while the last attempts were still at work knew of no lockout yet.
  expect([looked, early + late]).toEqual([5, 35]);
  const lockouts = (await eventsOf(setting.owner, 'user', guarded.id)).filter(
    ({ type }) => type === 'user.lockedOut',
  );
  expect(lockouts).toHaveLength(1);
  expect(await codeOf(change(guarded))).toBe('LOCKED_OUT');
  expect((await rowOf(guarded)).passwordHash).toBe(passwordHash);
});

it.each([
  [30, 'LOCKED_OUT'],
  [0, 'LOCKED_OUT_ENDLESSLY'],
] as const)('locked out for %i minutes says %s, and until when', async (minutes, code) => {
  const guarded = await person({ lockoutAttemptsMax: 2, lockoutMinutes: minutes });
  for (let at = 0; at < 2; at += 1) {
    expect(await codeOf(change(guarded, 'Tandem-2025'))).toBe('PASSWORD_WRONG');
  }
  const at = (await rowOf(guarded)).lockedOutUntil?.toISOString();
  await expectNothingWritten(setting.owner, async () => {
    const refusal = await refusalOf(change(guarded));
    expect(refusal).toMatchObject({ code, params: minutes === 0 ? {} : { at } });
    if (minutes === 0) expect(refusal.params).toEqual({});
  });
});

it.each([
  ['too short', 'Ab1', 'tooShort'],
  ['without a digit', 'Chestnuts', 'passwordWeak'],
  ['with Cyrillic', 'Каштан-2027a', 'passwordChars'],
  ['too common', 'Password1', 'passwordCommon'],
  ['empty', '', 'required'],
])('refuses a new one that is %s, beside its field', async (_, wanted, code) => {
  await expectNothingWritten(setting.owner, async () => {
    const refusal = await refusalOf(change(taras, currentPassword, wanted));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refusal.issues).toMatchObject([{ path: 'newPassword', code }]);
  });
});

it('asks for what the company asks for', async () => {
  const policy = { lengthMin: 12, upper: false, lower: true, digit: false, symbol: true };
  const strict = await person({ userPasswordPolicy: policy });
  const refusal = await refusalOf(change(strict, currentPassword, 'chestnut-27'));
  expect(refusal.issues).toMatchObject([{ code: 'tooShort', params: { min: 12 } }]);
  expect(await codeOf(change(strict, currentPassword, 'chestnut-chestnut'))).toBe('OK');
});

it.each([
  ['an array', { currentPassword: [currentPassword], newPassword }],
  ['an object', { currentPassword, newPassword: { not: '' } }],
  ['nothing', null],
  ['a further field', { currentPassword, newPassword, userId: 1 }],
])('refuses %s before it looks at any password', async (_, input) => {
  await expectNothingWritten(setting.owner, async () => {
    const { cookie } = taras;
    const { code } = await call(setting.app, 'password.change', input, { cookie });
    expect(code).toBe('INVALID_INPUT');
  });
});

it('of two sessions that change it at once one does', async () => {
  const elsewhere = { ...taras, ...(await setting.app.signInAs(taras.id)) };
  const codes = await codesOf([
    change(taras, currentPassword, 'Chestnut-2027'),
    change(elsewhere, currentPassword, 'Linden-2028'),
  ]);
  expect(codes['OK']).toBe(1);
  expect((await rowOf(taras)).version).toBe(2);
  expect(await setting.owner.session.count({ where: { userId: taras.id } })).toBe(1);
});

it('lets nobody in who had the old one checked a moment before', async () => {
  const { email } = await rowOf(taras);
  for (let round = 0; round < 10; round += 1) {
    const next = round % 2 === 0 ? newPassword : currentPassword;
    const current = round % 2 === 0 ? currentPassword : newPassword;
    const signIn = setting.app.visitor().trpc.session.signIn.mutate({ email, password: current });
    await Promise.allSettled([signIn, change(taras, current, next)]);
    // Whoever was let in before the change was thrown out by it.
    expect(await setting.owner.session.count({ where: { userId: taras.id } })).toBe(1);
  }
}, 60_000);
