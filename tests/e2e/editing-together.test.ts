import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { LivingForm } from './pages/living-form.ts';
import { origins, test } from './world.ts';
import type { World } from './world.ts';

/** As a person without a mouse gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Olena and Iryna have the customer open; Taras edits, and his screen is no matter. */
async function threeOn(world: World, customerId: number) {
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const iryna = await world.signedIn(await world.user('admin', 'uk', 'Ірина'), {
    origin: origins()[1],
  });
  await iryna.customer.open(customerId);
  await olena.customer.open(customerId);
  const edits = async (changes: Partial<Record<EditableField, string>>) => {
    const { version } = await world.db.customer.findUniqueOrThrow({ where: { id: customerId } });
    await taras.customers.tell('customer.edit', { customerId, version, changes });
  };
  return {
    olena: { ...olena, form: new LivingForm(olena.page) },
    taras: { ...taras, edits },
    iryna: { ...iryna, form: new LivingForm(iryna.page) },
  };
}

test('editing together is done by keyboard alone: form, note, dialog, activity, undo', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ city: 'Київ', region: 'Київська' });
  const { olena, taras, iryna } = await threeOn(world, customer.id);
  const { page, form } = olena;
  await pressOn(page, page.getByRole('button', { name: 'Edit', exact: true }));
  await expect(form.input('lastName')).toBeFocused();
  await tabTo(page, form.input('city'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('Одеса');

  await taras.edits({ city: 'Львів' });
  await expect(form.note('city')).toContainText('Тарас');
  await expect(form.input('city')).toBeFocused();
  await pressOn(page, form.note('city').getByRole('button', { name: /^Keep/ }));
  await expect(form.note('city')).toBeHidden();
  await expect(form.input('city')).toBeFocused();
  await expect(form.input('city')).toHaveValue('Одеса');

  await taras.edits({ city: 'Рівне' });
  await expect(form.note('city')).toContainText('Рівне');
  await page.keyboard.press('ControlOrMeta+S');
  const { dialog } = form;
  await expect(dialog).toContainText('Рівне');
  const mine = dialog.getByRole('radio', { name: /Mine/ });
  await tabTo(page, dialog.getByRole('radio').first());
  for (let presses = 0; presses < 4 && !(await mine.isChecked()); presses += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(mine).toBeChecked();
  await pressOn(page, dialog.getByRole('button', { name: 'Save', exact: true }));
  await expect(dialog).toBeHidden();
  await expect(iryna.form.row('city')).toContainText('Одеса');
  await expect(page.locator('body')).not.toBeFocused();

  await pressOn(page, page.getByRole('link', { name: 'Activity', exact: true }));
  const events = page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
  await expect(events.first()).toContainText('City: Рівне → Одеса');
  await pressOn(page, events.first().getByRole('button', { name: 'Undo' }));
  await expect(iryna.form.row('city')).toContainText('Рівне');
  await expect(events.first()).toContainText('City: Одеса → Рівне');
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row).toMatchObject({ city: 'Рівне', version: 5 });
});

test('of two tabs of one person each is told what the other saved, and colleagues see one', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ city: 'Київ', region: 'Київська' });
  const { olena, taras, iryna } = await threeOn(world, customer.id);
  await taras.customer.open(customer.id);
  const second = await olena.context.newPage();
  await second.goto(`/customers/${customer.id}`);
  await expect(second.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  const other = new LivingForm(second);
  await olena.form.type('city', 'Одеса');
  await other.change('region', 'Одеська');
  await expect(olena.form.row('region')).toContainText('Одеська');
  await expect(olena.form.note('city')).toHaveCount(0);
  await other.change('city', 'Львів');

  // Her own word, but of another tab: this one has not seen it.
  await expect(olena.form.note('city')).toContainText('Олена');
  await expect(olena.form.note('city')).toContainText('Львів');
  await expect(olena.form.input('city')).toHaveValue('Одеса');
  await expect(olena.form.input('city')).toBeFocused();
  await olena.form.save.click();
  await expect(olena.form.dialog).toContainText('Львів');
  await expect(other.dialog).toHaveCount(0);
  await expect(other.note('city')).toHaveCount(0);
  await expect(iryna.form.row('city')).toContainText('Львів');
  await olena.form.dialog.getByRole('radio', { name: /Mine/ }).check();
  await olena.form.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.row('city')).toContainText('Одеса');
  await expect(iryna.form.row('city')).toContainText('Одеса');
  const here = taras.page
    .locator('header.t-customer-header')
    .getByRole('group', { name: 'Colleagues on this customer' });
  await expect(here.getByRole('listitem')).toHaveCount(2);
});

test('a lock, an unlock and tags are taken back from the toast, and all see it', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const { companyId } = world;
  await world.db.tag.create({ data: { companyId, caption: 'Ярмарок' } });
  const customer = await world.customer({ login: 'taken.back' });
  const { olena, taras, iryna } = await threeOn(world, customer.id);
  await taras.customers.open();
  const row = taras.customers.row('taken.back');
  const header = iryna.page.locator('header.t-customer-header');
  const undo = olena.page.getByRole('button', { name: 'Undo' });

  await olena.customer.lock('Rude in the chat');
  await expect(row).toContainText('Locked');
  await undo.click();
  await expect(row).toContainText('Enabled');
  await expect(header).toContainText('Активний');

  await olena.customer.lock('Rude in the chat');
  await expect(undo).toHaveCount(1);
  await olena.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(row).toContainText('Enabled');
  const unlocked = olena.page.getByRole('status').filter({ hasText: /is unlocked/ });
  await unlocked.getByRole('button', { name: 'Undo' }).click();
  // By the reason that it had.
  await expect(row).toContainText('Rude in the chat');
  await expect(header).toContainText('Rude in the chat');

  await olena.form.row('tags').locator('[data-opens]').click();
  await olena.form.input('tags').fill('Ярм');
  await olena.page.getByRole('option', { name: 'Ярмарок' }).click();
  await olena.form.save.click();
  await expect(header).toContainText('Ярмарок');
  await undo.last().click();
  await expect(header).not.toContainText('Ярмарок');
  expect(await world.db.customerTag.count({ where: { customerId: customer.id } })).toBe(0);
});

test('what one prepares is told on the page and in the list, and warns of removal too', async ({
  world,
}) => {
  const customer = await world.customer({ login: 'prepared.for' });
  const { olena, taras, iryna } = await threeOn(world, customer.id);
  await taras.customers.open();
  const row = taras.customers.row('prepared.for');
  await expect(row).toContainText(/Олена .*: viewing/);
  await olena.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(row).toContainText(/Олена .*: preparing a lock/);
  await expect(iryna.page.locator('.t-intent-line')).toHaveText(/Олена .* готує блокування/);
  await olena.page.keyboard.press('Escape');
  await expect(row).toContainText(/Олена .*: viewing/);

  await olena.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row).toContainText(/Олена .*: preparing a removal/);
  await row.getByRole('button', { name: /^Actions/ }).click();
  await taras.page.getByRole('menuitem', { name: 'Remove…' }).click();
  await expect(taras.customer.dialog).toContainText(/Олена .* is preparing a removal/);
  await olena.page.keyboard.press('Escape');
  await expect(taras.customer.dialog).not.toContainText('preparing');
});
