import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { beforeEach, expect, it } from 'vitest';
import type { SavePrroInput } from '#server/features/prro/schema.ts';
import { createLog } from '#server/infra/log.ts';
import { Secrets } from '#server/infra/secrets.ts';
import { codeOf, refusalOf } from '#tests/support/answers.ts';
import { secretKey, startTestApp } from '#tests/support/app.ts';
import { call, newKey, query, send } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

/** All that the process writes to its log, at its most talkative. */
const logged: string[] = [];
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    logged.push(chunk.toString());
    done();
  },
});
const setting = useTestApp({ main: { log: createLog('trace', destination) } });
let world: World;
let rival: Person;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  const company = { id: world.companyId };
  rival = await signedIn(setting.owner, setting.app, { company, role: 'superadmin' });
});

const licenceKey = 'a1b2c3d4e5f6';
const all = {
  isEnabled: true,
  provider: 'checkbox',
  licenceKey,
  cashDeskNumber: '4000123456',
  cashier: 'Олена Коваленко',
} as const;
const save = ({ trpc }: Person, input: SavePrroInput) => trpc.prro.save.mutate(input);
const row = () =>
  setting.owner.prroSettings.findUniqueOrThrow({ where: { companyId: world.companyId } });

it('saves all at once: the row with the key sealed, the version, one event without the key', async () => {
  const { olena, companyId } = world;
  expect(await olena.trpc.prro.get.query()).toEqual({
    ...{ version: 0, licenceKey: 'none' },
    settings: { isEnabled: false, provider: null, cashDeskNumber: null, cashier: null },
  });
  const mutationId = newKey();
  const { prro, conflicts } = await save(olena, { version: 0, mutationId, ...all });
  expect(conflicts).toEqual([]);
  const { licenceKey: _, ...settings } = all;
  expect(prro).toEqual({ version: 1, licenceKey: 'set', settings });
  expect(await olena.trpc.prro.get.query()).toEqual(prro);
  const { licenceKey: sealed, ...stored } = await row();
  expect(stored).toMatchObject({ version: 1, ...settings });
  const secrets = new Secrets([Buffer.from(secretKey, 'base64')]);
  const binding = { companyId, field: 'prro.licenceKey' };
  expect(secrets.open(sealed ?? new Uint8Array(), binding)).toBe(licenceKey);
  expect(await eventsOf(setting.owner, 'prro', companyId)).toEqual([
    {
      ...{ type: 'prro.configured', version: 1, authorId: olena.id, mutationId, data: {} },
      changes: [
        { field: 'isEnabled', old: false, new: true },
        { field: 'provider', old: null, new: 'checkbox' },
        { field: 'licenceKey', old: null, new: 'changed' },
        { field: 'cashDeskNumber', old: null, new: '4000123456' },
        { field: 'cashier', old: null, new: 'Олена Коваленко' },
      ],
    },
  ]);
});

it('keeps the key that is not typed anew, replaces it, takes it away', async () => {
  const { olena } = world;
  await save(olena, { version: 0, ...all });
  const first = (await row()).licenceKey;
  await save(olena, { version: 1, cashier: 'Тарас' });
  expect((await row()).licenceKey).toEqual(first);
  await save(olena, { version: 2, licenceKey: 'another-key' });
  expect((await row()).licenceKey).not.toEqual(first);
  await save(olena, { version: 3, isEnabled: false, licenceKey: null });
  expect(await row()).toMatchObject({ licenceKey: null, isEnabled: false, version: 4 });
});

it('is on only with all that it needs', async () => {
  const { olena } = world;
  await expectNothingWritten(setting.owner, async () => {
    const refusal = await refusalOf(save(olena, { version: 0, isEnabled: true, cashier: 'Тарас' }));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.issues).toEqual([
      { path: 'provider', code: 'required' },
      { path: 'licenceKey', code: 'required' },
      { path: 'cashDeskNumber', code: 'required' },
    ]);
  });
  await save(olena, { version: 0, ...all });
  await expectNothingWritten(setting.owner, async () => {
    for (const taken of [{ licenceKey: null }, { provider: null }, { cashier: null }]) {
      const refusal = await refusalOf(save(olena, { version: 1, ...taken }));
      expect(refusal.issues.map(({ path }) => path)).toEqual(Object.keys(taken));
    }
  });
});

it.each([
  [{ provider: 'other' }, 'provider', 'invalid'],
  [{ cashDeskNumber: '12345' }, 'cashDeskNumber', 'fiscalNumber'],
  [{ cashDeskNumber: '400012345a' }, 'cashDeskNumber', 'fiscalNumber'],
  [{ licenceKey: 'short' }, 'licenceKey', 'tooShort'],
  [{ licenceKey: 'with a space' }, 'licenceKey', 'licenceKey'],
  [{ cashier: 'Я' }, 'cashier', 'tooShort'],
  [{ companyId: 1 }, '', 'unknownField'],
] as [object, string, string][])('refuses %j beside its field', async (input, path, code) => {
  await expectNothingWritten(setting.owner, async () => {
    const refusal = await refusalOf(save(world.olena, { version: 0, ...input }));
    expect(refusal.issues).toEqual([expect.objectContaining({ path, code })]);
  });
});

it('lets nobody but superadmins see or save it, and each only their own company’s (S4-9)', async () => {
  const { olena, taras, other } = world;
  await save(olena, { version: 0, ...all });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(taras.trpc.prro.get.query())).toBe('FORBIDDEN');
    expect(await codeOf(save(taras, { version: 1, isEnabled: false }))).toBe('FORBIDDEN');
    const stranger = setting.app.visitor().trpc.prro;
    expect(await codeOf(stranger.get.query())).toBe('UNAUTHENTICATED');
    expect(await codeOf(stranger.save.mutate({ version: 1, isEnabled: false }))).toBe(
      'UNAUTHENTICATED',
    );
    expect(await other.superadmin.trpc.prro.get.query()).toMatchObject({ version: 0 });
  });
});

it('tells superadmins alone, and of a key only that it changed', async () => {
  const { olena, taras } = world;
  const [told, hidden] = await Promise.all([rival.follow(), taras.follow()]);
  await save(olena, { version: 0, ...all });
  await olena.trpc.company.edit.mutate({ version: 1, linkHours: 3 });
  await told.untilEvent('prro.configured');
  await hidden.untilEvent('company.edited');
  expect(hidden.events.map(({ type }) => type)).toEqual(['company.edited']);
  expect(JSON.stringify([told.messages, hidden.messages])).not.toContain(licenceKey);
  for (const stream of [told, hidden]) stream.close();
});

it('merges what two changed, and saves nothing over what a colleague saved', async () => {
  const { olena } = world;
  await save(olena, { version: 0, ...all });
  await save(rival, { version: 1, cashier: 'Тарас', licenceKey: 'newer-key' });
  const merged = await save(olena, { version: 1, provider: 'vchasno' });
  expect(merged.prro).toMatchObject({
    version: 3,
    settings: { provider: 'vchasno', cashier: 'Тарас' },
  });
  await expectNothingWritten(setting.owner, async () => {
    const typed = { version: 1, cashier: 'Ірина', licenceKey: 'mine-mine', provider: null };
    const { conflicts, prro } = await save(olena, typed);
    expect(conflicts.map(({ field, by }) => [field, by])).toEqual([
      ['provider', olena.name],
      ['licenceKey', rival.name],
      ['cashier', rival.name],
    ]);
    expect(prro).toMatchObject({ version: 3, settings: { cashier: 'Тарас' } });
    expect(await codeOf(save(olena, { version: 9, cashier: null }))).toBe('STALE_VERSION');
  });
});

it('of ten who save first at once one does', async () => {
  const { olena, companyId } = world;
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      save(at % 2 ? olena : rival, { version: 0, cashier: `Касир ${at}` }),
    ),
  );
  expect(outcomes.filter(({ conflicts }) => conflicts.length === 0)).toHaveLength(1);
  expect(await eventsOf(setting.owner, 'prro', companyId)).toHaveLength(1);
});

it('says so when the key was sealed with one that is not there any more, and takes a new one', async () => {
  const { olena } = world;
  await save(olena, { version: 0, ...all });
  const elsewhere = await startTestApp({
    databaseUrl: setting.database.url,
    env: { secretKeys: [randomBytes(32)] },
  });
  const there = { ...olena, ...(await elsewhere.signInAs(olena.id)) };
  expect(await there.trpc.prro.get.query()).toMatchObject({ licenceKey: 'unreadable' });
  const refusal = await refusalOf(save(there, { version: 1, cashier: 'Тарас' }));
  expect(refusal.issues).toEqual([{ path: 'licenceKey', code: 'required' }]);
  const { prro } = await save(there, { version: 1, licenceKey: 'typed-anew' });
  expect(prro.licenceKey).toBe('set');
  await elsewhere.stop();
});

it('opens no key that was copied from another company', async () => {
  const { olena, other, companyId } = world;
  await save(olena, { version: 0, ...all });
  await setting.owner.$executeRaw`
    INSERT INTO prro_settings (company_id, licence_key)
    SELECT ${other.companyId}, licence_key FROM prro_settings WHERE company_id = ${companyId}`;
  expect(await other.superadmin.trpc.prro.get.query()).toMatchObject({ licenceKey: 'unreadable' });
});

it('leaves the key in no table, answer, event, log or metric, whatever is asked and refused', async () => {
  const { olena, taras } = world;
  const canary = `canary${newKey().replaceAll('-', '')}`;
  const typed = { ...all, licenceKey: canary };
  const stream = await rival.follow();
  const answers: string[] = [];
  const keep = async (answer: ReturnType<typeof call>) => answers.push((await answer).text);
  const { cookie } = olena;
  await keep(call(setting.app, 'prro.save', { version: 0, ...typed }, { cookie }));
  await keep(call(setting.app, 'prro.save', { version: 0, ...typed }, { cookie }));
  await keep(call(setting.app, 'prro.save', { version: 7, ...typed }, { cookie }));
  await keep(call(setting.app, 'prro.save', { version: 1, ...typed, cashier: 'Я' }, { cookie }));
  await keep(
    call(setting.app, 'prro.save', { version: 1, licenceKey: `${canary} ` + 'я' }, { cookie }),
  );
  await keep(call(setting.app, 'prro.save', { version: 1, ...typed }, { cookie: taras.cookie }));
  await keep(query(setting.app, 'prro.get', undefined, { cookie }));
  await stream.untilEvent('prro.configured');
  // A fault in the middle of it, which is logged with all that is known of it.
  await setting.owner.$executeRaw`ALTER TABLE prro_settings RENAME TO prro_gone`;
  await keep(call(setting.app, 'prro.save', { version: 1, ...typed }, { cookie }));
  await setting.owner.$executeRaw`ALTER TABLE prro_gone RENAME TO prro_settings`;
  const replayed = await rival.follow(stream.lastCursor);
  const metrics = (await send(setting.app, '/metrics')).text;
  expect(metrics).toContain('tandem');
  expect(logged.join('')).toContain('prro.save');
  expect(answers.join('')).toContain('"licenceKey":"set"');
  const told = [stream.messages, replayed.messages];
  for (const text of [...answers, ...logged, metrics, JSON.stringify(told)]) {
    expect(text.toLowerCase()).not.toContain(canary);
  }
  expect(await findInDatabase(canary)).toEqual([]);
  for (const one of [stream, replayed]) one.close();
});

/** The tables of which any row has it, as text or as bytes. */
async function findInDatabase(canary: string): Promise<string[]> {
  const client = new Client({ connectionString: setting.database.url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'background') AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t WHERE t::text ILIKE $1 OR t::text ILIKE $2`,
      [`%${canary}%`, `%${Buffer.from(canary).toString('hex')}%`],
    );
    if ((rows[0]?.count ?? 0) > 0) found.push(name);
  }
  await client.end();
  return found;
}
