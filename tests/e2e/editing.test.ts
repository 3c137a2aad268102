import { expect } from '@playwright/test';
import { createCompany } from '#prisma/factories/company.ts';
import { violations } from '#tests/support/axe.ts';
import { LivingForm } from './pages/living-form.ts';
import { origins, password, test } from './world.ts';
import type { Window, World } from './world.ts';

const address = {
  city: 'Київ',
  region: 'Київська',
  postalCode: '01001',
  addressLine1: 'Хрещатик, 1',
};

/** A window on the customer's General tab. */
async function editing(world: World, customerId: number, firstName: string, at: 0 | 1 = 0) {
  const user = await world.user('admin', 'en', firstName);
  const window = await world.signedIn(user, { origin: origins()[at] });
  await window.customer.open(customerId);
  return { ...window, user, form: new LivingForm(window.page) };
}

async function block(boss: Window, user: { id: number }, version: number, verb: string) {
  const answer = await boss.context.request.post(`${boss.origin}/trpc/user.${verb}`, {
    headers: { origin: boss.origin },
    data: { userId: user.id, version },
  });
  expect(answer.status()).toBe(200);
}

test('three edit at once: what nobody else touched merges, what two changed is asked about', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ ...address, phone: '+380630000001' });
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, customer.id, 'Тарас', 1);
  const iryna = await editing(world, customer.id, 'Ірина', 1);

  await olena.form.type('city', 'Львів');
  await olena.form.type('phone', '067 111 22 33');
  await taras.form.change('region', 'Львівська');
  await taras.form.change('phone', '050 222 33 44');
  await expect(olena.form.row('region')).toContainText('Львівська');
  await expect(olena.form.note('phone')).toContainText('Тарас');
  await expect(olena.form.note('phone')).toContainText('+380 50 222 33 44');
  await expect(olena.form.input('phone')).toHaveValue('067 111 22 33');
  await expect(iryna.form.row('phone')).toContainText('+380 50 222 33 44');

  await olena.form.save.click();
  const { dialog } = olena.form;
  await expect(dialog).toContainText('It was: +380 63 000 00 01');
  await expect(dialog).toContainText('+380 50 222 33 44');
  await expect(dialog).toContainText('Тарас');
  // What nobody else touched is saved already.
  await expect(iryna.form.row('city')).toContainText('Львів');
  await expect(iryna.form.row('phone')).toContainText('+380 50 222 33 44');
  expect(await violations(olena.page)).toEqual([]);
  await dialog.getByLabel('+380 67 111 22 33').check();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  for (const { form } of [olena, taras, iryna]) {
    await expect(form.row('phone')).toContainText('+380 67 111 22 33');
    await expect(form.row('city')).toContainText('Львів');
    await expect(form.row('region')).toContainText('Львівська');
  }
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row).toMatchObject({ phone: '+380671112233', city: 'Львів', region: 'Львівська' });
  const events = await world.db.event.findMany({
    where: { companyId: world.companyId, subjectType: 'customer' },
    orderBy: { version: 'asc' },
  });
  expect(events.map(({ version }) => version)).toEqual([2, 3, 4, 5]);
  expect(row.version).toBe(5);
});

test('a dirty form lives: nothing typed is replaced, moved or blurred', async ({ world }) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, customer.id, 'Тарас', 1);
  const iryna = await editing(world, customer.id, 'Ірина');
  await olena.page.getByRole('button', { name: 'Edit', exact: true }).click();
  const typed = olena.form.input('addressLine1');
  await typed.fill('Сумська, 100');
  await typed.evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 7));
  const place = await typed.boundingBox();

  // The name fades after two seconds: looked for in every frame from before the change on.
  const named = olena.page.waitForFunction(() =>
    document.querySelector('[data-row="city"]')?.textContent.includes('Тарас'),
  );
  await taras.form.change('city', 'Харків');
  await named;
  await expect(olena.form.input('city')).toHaveValue('Харків');
  await taras.form.change('addressLine1', 'Пушкінська, 5');
  await expect(olena.form.note('addressLine1')).toContainText('Тарас');
  await expect(olena.form.note('addressLine1')).toContainText('Пушкінська, 5');
  await expect(typed).toHaveValue('Сумська, 100');
  await expect(typed).toBeFocused();
  const selection = await typed.evaluate((input: HTMLInputElement) => [
    input.selectionStart,
    input.selectionEnd,
  ]);
  expect(selection).toEqual([3, 7]);
  expect((await typed.boundingBox())?.y).toBe(place?.y);
  expect(await violations(olena.page)).toEqual([]);

  await olena.form.note('addressLine1').getByRole('button', { name: /^Keep/ }).click();
  await expect(olena.form.note('addressLine1')).toBeHidden();
  await olena.form.input('postalCode').fill('61000');
  await iryna.form.change('postalCode', '61022');
  await olena.form.note('postalCode').getByRole('button', { name: /^Take/ }).click();
  await expect(olena.form.input('postalCode')).toHaveValue('61022');
  await olena.form.save.click();
  await expect(olena.form.dialog).toHaveCount(0);
  await expect(taras.form.row('addressLine1')).toContainText('Сумська, 100');
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row).toMatchObject({ addressLine1: 'Сумська, 100', postalCode: '61022', city: 'Харків' });
});

test('a draft survives a reload, another browser and a block, and is nobody else’s', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, customer.id, 'Тарас', 1);
  const boss = await world.open(await world.user('superadmin', 'en', 'Ганна'));
  await olena.form.type('city', 'Одеса');
  await olena.form.isKept();
  const stored = await olena.page.evaluate(() =>
    JSON.stringify({ ...localStorage, ...sessionStorage }),
  );
  expect(stored).not.toContain('Одеса');

  await olena.page.reload();
  await expect(olena.form.draft).toContainText('city');
  await taras.form.change('city', 'Дніпро');
  await expect(olena.form.draft).toContainText('Changed since then: City');
  await expect(taras.form.draft).toHaveCount(0);
  await expect(olena.form.row('city')).toContainText('Дніпро');

  const { version } = await world.db.user.findUniqueOrThrow({ where: { id: olena.user.id } });
  await block(boss, olena.user, version, 'block');
  await olena.page.waitForURL(/\/sign-in/);
  await block(boss, olena.user, version + 1, 'activate');
  const again = await world.signedIn(olena.user, { origin: origins()[1] });
  await again.customer.open(customer.id);
  const form = new LivingForm(again.page);
  await form.draft.getByRole('button', { name: 'Continue' }).click();
  await expect(form.input('city')).toHaveValue('Одеса');
  await form.save.click();
  await expect(form.dialog).toContainText('Дніпро');
  await form.dialog.getByLabel('Одеса').check();
  await form.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(taras.form.row('city')).toContainText('Одеса');
  await expect(form.dialog).toBeHidden();
  await again.page.reload();
  await expect(form.row('city')).toContainText('Одеса');
  await expect(form.draft).toHaveCount(0);
  await expect.poll(() => world.db.draft.count({ where: { userId: olena.user.id } })).toBe(0);
});

test('a save without a connection is kept as a draft and sent on the user’s word alone', async ({
  world,
}) => {
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, customer.id, 'Тарас', 1);
  const iryna = await editing(world, customer.id, 'Ірина', 1);
  await olena.form.type('city', 'Полтава');
  await olena.form.isKept();
  await olena.context.setOffline(true);
  await expect(olena.customer.connection).toHaveAttribute('data-state', 'offline');
  await olena.form.save.click();
  await expect(olena.form.bar).toContainText('nothing is sent');
  await taras.form.change('region', 'Полтавська');
  await expect(iryna.form.row('region')).toContainText('Полтавська');
  await olena.context.setOffline(false);
  await expect(olena.customer.connection).toHaveAttribute('data-state', 'live', {
    timeout: 30_000,
  });
  await expect(olena.form.bar).toContainText('Nothing has been sent yet');
  await expect(olena.form.row('region')).toContainText('Полтавська');
  await expect(taras.form.row('city')).toContainText('Київ');
  await olena.form.bar.getByRole('button', { name: 'Save now' }).click();
  for (const { form } of [taras, iryna]) {
    await expect(form.row('city')).toContainText('Полтава');
  }
});

for (const [what, make] of [
  ['removed', ({ db }: World, id: number) => db.customer.delete({ where: { id } })],
  // Out of this reader's sight: there is no more telling to the reader than of a removal.
  [
    'hidden',
    async ({ db }: World, id: number) => {
      const { id: companyId } = await createCompany(db);
      await db.customer.update({ where: { id }, data: { companyId } });
    },
  ],
] as const) {
  test(`a customer who was ${what} meanwhile leaves what was typed to be copied`, async ({
    world,
  }) => {
    const customer = await world.customer({ ...address });
    const olena = await editing(world, customer.id, 'Олена');
    await olena.form.type('comment', 'Передзвонити в понеділок');
    await olena.form.isKept();
    await make(world, customer.id);
    await olena.form.save.click();
    await expect(olena.page.getByRole('alert')).toContainText('removed, or you can’t see them');
    await expect(olena.form.input('comment')).toHaveValue('Передзвонити в понеділок');
    await expect(olena.page.getByRole('button', { name: 'Copy what I typed' })).toBeVisible();
  });
}

for (const [field, typed, problem] of [
  ['lastName', 'ж'.repeat(2000), /At most 100 characters/],
  ['lastName', 'Іван😀', /Cyrillic/],
  ['lastName', '', /Please fill this in/],
  ['phone', '12345', /Ukrainian mobile operator/],
  ['birthday', '31.02.1990', /real date/],
  ['postalCode', '1'.repeat(300), /At most 20 characters/],
] as const) {
  test(`${field} refuses “${typed.slice(0, 12)}” beside the field and keeps the others`, async ({
    world,
  }) => {
    const customer = await world.customer({ ...address });
    const olena = await editing(world, customer.id, 'Олена');
    await olena.form.type('city', 'Суми');
    await olena.form.type(field, typed);
    await olena.form.save.click();
    await expect(olena.form.input(field)).toHaveAttribute('aria-invalid', 'true');
    await expect(olena.form.input(field)).toBeFocused();
    await expect(olena.form.row(field)).toContainText(problem);
    await expect(olena.form.input(field)).toHaveValue(typed);
    await expect(olena.form.input('city')).toHaveValue('Суми');
  });
}

test('a login that a colleague took a second ago is told beside the field', async ({ world }) => {
  const customer = await world.customer({ ...address });
  const other = await world.customer();
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, other.id, 'Тарас', 1);
  await olena.form.type('city', 'Луцьк');
  await olena.form.type('login', 'lesia-ukrainka');
  await taras.form.change('login', 'lesia-ukrainka');
  await olena.form.save.click();
  await expect(olena.form.input('login')).toHaveAttribute('aria-invalid', 'true');
  await expect(olena.form.input('login')).toHaveValue('lesia-ukrainka');
  await expect(olena.form.row('login')).toContainText(/taken/i);
});

test('an accent typed as two signs is stored as one, and a value is edited by keyboard alone', async ({
  world,
}) => {
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, customer.id, 'Тарас', 1);
  const opener = olena.form.row('lastName').locator('[data-opens]');
  for (let presses = 0; presses < 60; presses += 1) {
    await olena.page.keyboard.press('Tab');
    if (await opener.evaluate((element) => element === document.activeElement)) break;
  }
  await olena.page.keyboard.press('Enter');
  await expect(olena.form.input('lastName')).toBeFocused();
  await olena.page.keyboard.press('Control+A');
  await olena.page.keyboard.insertText('Андріи\u0306чук');
  await olena.page.keyboard.press('Enter');
  await expect(taras.form.row('lastName')).toContainText('Андрійчук');
  await expect(opener).toBeFocused();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row.lastName).toBe('Андрійчук'.normalize('NFC'));
  await olena.page.keyboard.press('F2');
  await olena.page.keyboard.insertText('щось');
  await olena.page.keyboard.press('Escape');
  await expect(olena.form.row('lastName')).toContainText('Андрійчук');
  await expect(olena.form.bar).toHaveCount(0);
});

test('an edit is taken back from its toast, and colleagues see that too', async ({ world }) => {
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  const taras = await editing(world, customer.id, 'Тарас', 1);
  const iryna = await world.signedIn(await world.user('admin', 'uk', 'Ірина'));
  await iryna.customer.open(customer.id, '/activity');
  await olena.form.change('city', 'Ужгород');
  await expect(taras.form.row('city')).toContainText('Ужгород');
  await expect(iryna.page.getByRole('main')).toContainText('Місто: Київ → Ужгород');
  await olena.page.getByRole('button', { name: 'Undo' }).click();
  await expect(taras.form.row('city')).toContainText('Київ');
  await expect(iryna.page.getByRole('main')).toContainText('Місто: Ужгород → Київ');
  await expect(olena.form.row('city')).toContainText('Київ');
});

test('a session that ends in the middle of typing loses nothing', async ({ world }) => {
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  await olena.form.type('city', 'Черкаси');
  await olena.form.isKept();
  await world.db.session.deleteMany({ where: { userId: olena.user.id } });
  await olena.form.save.click();
  await olena.page.waitForURL(/\/sign-in/);
  await olena.signIn.submit(olena.user.email, password);
  await expect(olena.form.draft).toContainText('city');
});

test('a right that is taken away in the middle of an edit is told, and the draft stays', async ({
  world,
}) => {
  const customer = await world.customer({ ...address });
  const olena = await editing(world, customer.id, 'Олена');
  await olena.form.type('city', 'Вінниця');
  await olena.form.isKept();
  // Both of today's roles may edit: the server's refusal is put in its answer's place.
  const data = { code: 'FORBIDDEN', params: {}, issues: [], requestId: 'refused' };
  const error = { code: -32003, message: 'FORBIDDEN', data };
  await olena.page.route('**/trpc/customer.edit*', (route) =>
    route.fulfill({ status: 403, json: [{ error }] }),
  );
  await olena.form.save.click();
  await expect(olena.page.getByRole('alert')).toContainText('no longer allows editing');
  await expect(olena.form.input('city')).toHaveValue('Вінниця');
  expect(await world.db.draft.count({ where: { userId: olena.user.id } })).toBe(1);
});
