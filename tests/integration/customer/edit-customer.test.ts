import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { EditCustomerInput, EditOutcome } from '#server/features/customer/schema.ts';
import { codeOf, refusalOf } from '#tests/support/answers.ts';
import { call } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  customerId = world.customerId;
});

type Save = Omit<EditCustomerInput, 'customerId'>;

function save(person: Person, input: Save): Promise<EditOutcome> {
  return person.trpc.customer.edit.mutate({ customerId, ...input });
}

function rowOf(id = customerId) {
  return setting.owner.customer.findUniqueOrThrow({ where: { id }, include: { tags: true } });
}

async function newTags(companyId: number, captions: string[]): Promise<number[]> {
  const made = captions.map((caption) =>
    setting.owner.tag.create({ data: { companyId, caption } }),
  );
  return (await Promise.all(made)).map(({ id }) => id);
}

it('saves changed fields: the row, the next version, one event with old and new', async () => {
  const before = await rowOf();
  const mutationId = crypto.randomUUID();
  const changes = {
    lastName: '  Кравченко-Їжакевич ',
    phone: '067 123-45-67',
    birthday: '1990-02-28',
    email: 'Maria.NEW@Example.com',
    city: 'Львів',
    comment: '',
  };
  const outcome = await save(world.taras, { version: 1, changes, mutationId });
  const stored = { lastName: 'Кравченко-Їжакевич', phone: '+380671234567', city: 'Львів' };
  const { customer, ...rest } = outcome;
  expect(customer).toMatchObject({ version: 2, birthday: '1990-02-28', ...stored });
  expect(rest).toEqual({
    saved: ['lastName', 'birthday', 'email', 'phone', 'city', 'comment'],
    conflicts: [],
    issues: [],
    eventId: rest.eventId,
  });
  expect(await rowOf()).toMatchObject({
    ...before,
    ...stored,
    version: 2,
    birthday: new Date('1990-02-28T00:00:00Z'),
    email: 'maria.new@example.com',
    searchText: expect.stringContaining('кравченко-їжакевич') as string,
  });
  expect(await eventsOf(setting.owner, 'customer', customerId)).toEqual([
    {
      type: 'customer.edited',
      version: 2,
      authorId: world.taras.id,
      mutationId,
      changes: [
        { field: 'lastName', old: before.lastName, new: 'Кравченко-Їжакевич' },
        { field: 'birthday', old: null, new: '1990-02-28' },
        { field: 'email', old: before.email, new: 'maria.new@example.com' },
        { field: 'phone', old: before.phone, new: '+380671234567' },
        { field: 'city', old: null, new: 'Львів' },
      ],
      data: {},
    },
  ]);
});

it('writes nothing when nothing changes', async () => {
  const { lastName } = await rowOf();
  await expectNothingWritten(setting.owner, async () => {
    const outcome = await save(world.taras, { version: 1, changes: { lastName, city: ' ' } });
    expect(outcome).toMatchObject({ saved: ['lastName', 'city'], eventId: null });
    expect(outcome.customer.version).toBe(1);
    expect(await save(world.taras, { version: 1 })).toMatchObject({ saved: [], eventId: null });
  });
});

it('merges what nobody else touched, although a colleague saved first', async () => {
  const { olena, taras } = world;
  await save(olena, { version: 1, changes: { city: 'Львів' } });
  const outcome = await save(taras, { version: 1, changes: { comment: 'Дзвонити зранку' } });
  expect(outcome).toMatchObject({
    saved: ['comment'],
    conflicts: [],
    customer: { version: 3, city: 'Львів', comment: 'Дзвонити зранку' },
  });
});

it('tells base, theirs and mine of a field that both changed, and saves the others', async () => {
  const { olena, taras } = world;
  const { phone } = await rowOf();
  await save(olena, { version: 1, changes: { phone: '0501112233' } });
  await save(olena, { version: 2, changes: { phone: '0501112244', city: 'Львів' } });
  const at = await setting.owner.event.findFirstOrThrow({
    where: { subjectId: customerId, version: 3 },
  });
  const changes = { phone: '0671112233', comment: 'VIP' };
  const outcome = await save(taras, { version: 1, changes });
  expect(outcome).toMatchObject({ saved: ['comment'], issues: [] });
  expect(outcome.conflicts).toEqual([
    {
      field: 'phone',
      base: { value: phone, name: null },
      theirs: { value: '+380501112244', name: null },
      mine: { value: '+380671112233', name: null },
      by: { id: olena.id, name: olena.name },
      at: at.createdAt.toISOString(),
    },
  ]);
  expect(await rowOf()).toMatchObject({ version: 4, phone: '+380501112244', comment: 'VIP' });
});

it('saves over what was seen: a field may be based on a newer version than the rest', async () => {
  const { olena, taras } = world;
  await save(olena, { version: 1, changes: { phone: '0501112233', city: 'Львів' } });
  const changes = { phone: '0671112233', city: 'Київ' };
  const outcome = await save(taras, { version: 1, basedOn: { phone: 2 }, changes });
  expect(outcome.saved).toEqual(['phone']);
  expect(outcome.conflicts.map(({ field }) => field)).toEqual(['city']);
  expect(await rowOf()).toMatchObject({ phone: '+380671112233', city: 'Львів' });
});

it('a field that a draft read long ago conflicts, although the screen is up to date', async () => {
  const { olena, taras } = world;
  await save(olena, { version: 1, changes: { city: 'Львів' } });
  const outcome = await save(taras, {
    version: 2,
    basedOn: { city: 1 },
    changes: { city: 'Одеса' },
  });
  expect(outcome.conflicts).toMatchObject([{ field: 'city', theirs: { value: 'Львів' } }]);
});

it('sees no conflict in the same value, or in one that was changed there and back', async () => {
  const { olena, taras } = world;
  await save(olena, { version: 1, changes: { city: 'Львів', region: 'Львівська' } });
  await save(olena, { version: 2, changes: { region: null } });
  const changes = { city: 'Львів', region: 'Галичина' };
  const outcome = await save(taras, { version: 1, changes });
  expect(outcome).toMatchObject({ saved: ['region', 'city'], conflicts: [] });
  expect(outcome.customer).toMatchObject({ city: 'Львів', region: 'Галичина', version: 4 });
});

it('keeps only the wrong fields out', async () => {
  const changes = {
    firstName: 'Mariia',
    lastName: 'А'.repeat(2_000),
    middleName: 'Іванівна\u202e',
    birthday: '2999-01-01',
    phone: '+48601234567',
    gender: null,
    city: 'Львів',
    website: 'javascript:alert(1)',
    comment: 'я'.repeat(2_001),
  };
  const { saved, issues, customer } = await save(world.taras, { version: 1, changes });
  expect(saved).toEqual(['city']);
  expect(customer.city).toBe('Львів');
  expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'lastName tooLong',
    'firstName cyrillic',
    'middleName cyrillic',
    'gender required',
    'birthday dateFuture',
    'phone phoneUa',
    'website website',
    'comment tooLong',
  ]);
});

it('stores combining accents as letters, and keeps emoji where they may stand', async () => {
  const changes = { lastName: 'Андрі\u0438\u0306', comment: 'Cafe\u0301 🙂 שלום' };
  await save(world.taras, { version: 1, changes });
  expect(await rowOf()).toMatchObject({ lastName: 'Андрій', comment: 'Café 🙂 שלום' });
});

it('an international company takes any letters and any country’s number', async () => {
  const other = await createWorld(setting.owner, setting.app, {
    validationProfile: 'international',
  });
  const changes = { lastName: 'O’Brien', phone: '+44 20 7946 0958' };
  const edit = { customerId: other.customerId, version: 1, changes };
  const { customer } = await other.taras.trpc.customer.edit.mutate(edit);
  expect(customer).toMatchObject({ lastName: 'O’Brien', phone: '+442079460958' });
});

it('holds fields together: a company has a legal name and eight digits', async () => {
  const { taras } = world;
  const alone = await save(taras, { version: 1, changes: { legalType: 'company', city: 'Київ' } });
  expect(alone.saved).toEqual(['city']);
  expect(alone.issues).toEqual([{ path: 'legalType', code: 'legalName' }]);
  const changes = { legalType: 'company', legalName: 'ТОВ «Мрія»', taxNumber: '1234567890' };
  const whole = await save(taras, { version: 2, changes });
  expect(whole.saved).toEqual(['legalType', 'legalName']);
  expect(whole.issues).toEqual([{ path: 'taxNumber', code: 'taxNumberCompany' }]);
  const cleared = await save(taras, { version: 3, changes: { legalName: null } });
  expect(cleared.issues).toEqual([{ path: 'legalName', code: 'legalName' }]);
});

it('tells whose a login or an e-mail is, and saves the others', async () => {
  const { companyId, taras } = world;
  const other = await createCustomer(setting.owner, {
    companyId,
    firstName: 'Ганна',
    lastName: 'Мороз',
  });
  const changes = { login: 'free-login', email: other.email.toUpperCase() };
  const { saved, issues } = await save(taras, { version: 1, changes });
  expect(saved).toEqual(['login']);
  expect(issues).toEqual([{ path: 'email', code: 'taken', params: { by: 'Ганна Мороз' } }]);
});

it('a login of another company is free', async () => {
  const theirs = await rowOf(world.other.customerId);
  const changes = { email: theirs.email };
  expect(await save(world.taras, { version: 1, changes })).toMatchObject({ saved: ['email'] });
});

it('of many who take one login for different customers at once one does, the others are told', async () => {
  const { companyId, taras } = world;
  const made = Array.from({ length: 8 }, () => createCustomer(setting.owner, { companyId }));
  const ids = (await Promise.all(made)).map(({ id }) => id);
  const outcomes = await Promise.all(
    ids.map((id) =>
      taras.trpc.customer.edit.mutate({
        ...{ customerId: id, version: 1 },
        changes: { login: 'wanted-by-all', city: 'Київ' },
      }),
    ),
  );
  expect(outcomes.filter(({ saved }) => saved.includes('login'))).toHaveLength(1);
  const told = outcomes.flatMap(({ issues }) => issues.map(({ code }) => code));
  expect(told).toEqual(Array(7).fill('taken'));
  expect(await setting.owner.customer.count({ where: { id: { in: ids }, city: 'Київ' } })).toBe(8);
}, 20_000);

it('merges tags as a set, and tells them by caption', async () => {
  const { companyId, olena, taras } = world;
  const [vip = 0, debtor = 0, fair = 0] = await newTags(companyId, ['VIP', 'Боржник', 'Ярмарок']);
  await save(olena, { version: 1, tags: { add: [vip, debtor] } });
  const outcome = await save(taras, { version: 1, tags: { add: [fair, vip], remove: [debtor] } });
  expect(outcome).toMatchObject({ saved: ['tags'], conflicts: [] });
  expect(outcome.customer.tags.map(({ caption }) => caption).sort()).toEqual(['VIP', 'Ярмарок']);
  const [, last] = await eventsOf(setting.owner, 'customer', customerId);
  expect(last).toMatchObject({
    version: 3,
    changes: [
      { field: 'tags', old: 'Боржник', new: null },
      { field: 'tags', old: null, new: 'Ярмарок' },
    ],
    data: { tags: { added: [{ id: fair, color: 'gray' }], removed: [{ id: debtor }] } },
  });
});

it('refuses another company’s tag, organization and user, and one who is blocked', async () => {
  const { companyId, taras, other } = world;
  const [foreign = 0] = await newTags(other.companyId, ['Чужий']);
  const organization = await setting.owner.organization.create({
    data: { companyId: other.companyId, name: 'Чужа' },
  });
  const blocked = await signedIn(setting.owner, setting.app, {
    company: { id: companyId },
    role: 'admin',
  });
  await setting.owner.user.update({ where: { id: blocked.id }, data: { blockedAt: new Date() } });
  await expectNothingWritten(setting.owner, async () => {
    const edit = { organizationId: organization.id, salesRepresentativeId: blocked.id };
    const mine = await save(taras, { version: 1, changes: edit, tags: { add: [foreign] } });
    expect(mine.issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'organizationId gone',
      'salesRepresentativeId gone',
      'tags gone',
    ]);
    const changes = { salesRepresentativeId: other.superadmin.id };
    const theirs = await save(taras, { version: 1, changes });
    expect(theirs.issues).toEqual([{ path: 'salesRepresentativeId', code: 'gone' }]);
  });
});

it('tells references by name, in the event and in a conflict', async () => {
  const { companyId, olena, taras } = world;
  const create = (name: string) => setting.owner.organization.create({ data: { companyId, name } });
  const [mine, theirs] = [await create('Моя'), await create('Їхня')];
  await save(olena, { version: 1, changes: { organizationId: theirs.id } });
  const [event] = await eventsOf(setting.owner, 'customer', customerId);
  expect(event).toMatchObject({
    changes: [{ field: 'organizationId', old: null, new: theirs.id }],
    data: { organization: { old: null, new: { id: theirs.id, name: 'Їхня' } } },
  });
  const { conflicts } = await save(taras, { version: 1, changes: { organizationId: mine.id } });
  expect(conflicts).toMatchObject([
    {
      base: { value: null, name: null },
      theirs: { value: theirs.id, name: 'Їхня' },
      mine: { value: mine.id, name: 'Моя' },
    },
  ]);
});

it('edits a locked customer, and a lock does not stand in the way of a merge', async () => {
  const { olena, taras } = world;
  await olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
  const outcome = await save(taras, { version: 1, changes: { city: 'Київ' } });
  expect(outcome).toMatchObject({ saved: ['city'], customer: { version: 3 } });
  expect(outcome.customer.locked).not.toBeNull();
});

it('of many who save different fields at once every one is saved', async () => {
  const { olena, taras } = world;
  const fields = [
    'city',
    'region',
    'addressLine1',
    'addressLine2',
    'postalCode',
    'comment',
  ] as const;
  const outcomes = await Promise.all(
    fields.map((field, at) =>
      save(at % 2 ? olena : taras, { version: 1, changes: { [field]: `Значення ${at}` } }),
    ),
  );
  expect(outcomes.flatMap(({ saved }) => saved).sort()).toEqual([...fields].sort());
  const row = await rowOf();
  expect(fields.map((field) => row[field])).toEqual(fields.map((_, at) => `Значення ${at}`));
  expect(row.version).toBe(1 + fields.length);
});

it('of many who save one field at once one is saved, the others are told whose it is', async () => {
  const { olena, taras } = world;
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      save(at % 2 ? olena : taras, { version: 1, changes: { city: `Місто ${at}` } }),
    ),
  );
  expect(outcomes.filter(({ saved }) => saved.length > 0)).toHaveLength(1);
  const { city, version } = await rowOf();
  expect(version).toBe(2);
  const theirs = outcomes.flatMap(({ conflicts }) => conflicts.map((one) => one.theirs.value));
  expect(theirs).toEqual(Array(9).fill(city));
});

it('refuses a version that never was, a stranger and a field that is none, and writes nothing', async () => {
  const { taras, other } = world;
  await expectNothingWritten(setting.owner, async () => {
    const changes = { city: 'Київ' };
    expect(await codeOf(save(taras, { version: 2, changes }))).toBe('STALE_VERSION');
    const based = { version: 1, basedOn: { city: 2 }, changes };
    expect(await codeOf(save(taras, based))).toBe('STALE_VERSION');
    const foreign = save(other.superadmin, { version: 1, changes });
    expect(await codeOf(foreign)).toBe('CUSTOMER_NOT_FOUND');
    for (const name of ['balance', 'id', 'passwordHash', 'lockedAt', '__proto__x']) {
      const input = { customerId, version: 1, changes: { [name]: '1' } };
      const answer = await call(setting.app, 'customer.edit', input, { cookie: taras.cookie });
      expect(answer.code).toBe('INVALID_INPUT');
    }
    const unversioned = { customerId, changes };
    const answer = await call(setting.app, 'customer.edit', unversioned, { cookie: taras.cookie });
    expect(answer.code).toBe('INVALID_INPUT');
    const { issues } = await refusalOf(
      save(taras, { version: 1, changes: { city: 'я'.repeat(10_001) } }),
    );
    expect(issues).toMatchObject([{ path: 'changes.city' }]);
  });
});
