import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { origins, test } from './world.ts';
import type { Window, World } from './world.ts';

/** As the page itself asks, with the session of that window. */
async function mutate(window: Window, procedure: string, data: object): Promise<void> {
  const answer = await window.context.request.post(`${window.origin}/trpc/${procedure}`, {
    headers: { origin: window.origin },
    data,
  });
  expect(await answer.text()).toContain('"result"');
}

const activity = (page: Page) => page.getByRole('list', { name: /^(Activity|Активність)$/ });
const eventOf = (page: Page, title: RegExp | string) =>
  activity(page).getByRole('listitem').filter({ hasText: title });

/** A customer with an edit and a deposit by Тарас and a lock by Олена, and a window of each. */
async function worldOfThree(world: World) {
  const { id: customerId } = await world.customer({ city: 'Київ' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'));
  const deposit = (note: string) =>
    mutate(taras, 'operation.deposit', {
      ...{ customerId, amount: '5', note, idempotencyKey: crypto.randomUUID() },
    });
  await mutate(taras, 'customer.edit', { customerId, version: 1, changes: { city: 'Львів' } });
  await deposit('The first one');
  await mutate(olena, 'customer.lock', { customerId, version: 3, reason: 'Spam in reviews' });
  return { customerId, olena, taras, deposit };
}

test('an edit is told with old and new in the reader’s language, and is undone from there', async ({
  world,
}) => {
  const city = 'Київ';
  const customer = await world.customer({ city, phone: '+380671112233', country: 'UA' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const iryna = await world.signedIn(await world.user('admin', 'uk', 'Ірина'), {
    origin: origins()[1],
  });
  await olena.customer.open(customer.id);
  await iryna.customer.open(customer.id, '/activity');
  const changes = { city: 'Львів', phone: '+380501234567', country: 'PL' };
  await mutate(olena, 'customer.edit', { customerId: customer.id, version: 1, changes });

  const edited = eventOf(iryna.page, /Змінено: телефон, країна, місто/);
  await expect(edited).toContainText('Телефон: +380 67 111 22 33 → +380 50 123 45 67');
  await expect(edited).toContainText('Країна: Україна → Польща');
  await expect(edited).toContainText('Місто: Київ → Львів');
  await expect(edited).toContainText('Олена');
  await expect(olena.page.getByRole('main')).toContainText('Львів');

  await edited.getByRole('button', { name: 'Відмінити' }).click();
  const undoing = eventOf(iryna.page, /Відмінено зміну від \d\d:\d\d: телефон, країна, місто/);
  await expect(undoing).toContainText('Місто: Львів → Київ');
  await expect(edited).toContainText(/відмінено: Ірина/);
  await expect(edited.getByRole('button', { name: 'Відмінити' })).toHaveCount(0);
  await expect(olena.page.getByRole('main')).toContainText('Київ');
  await expect(olena.page.getByRole('main')).toContainText('+380 67 111 22 33');
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row).toMatchObject({ city, phone: '+380671112233', country: 'UA', version: 3 });
});

test('a kind narrows the activity, in the address and for new events as well', async ({
  world,
}) => {
  const { customerId, olena, taras, deposit } = await worldOfThree(world);
  const { page } = olena;
  await olena.customer.open(customerId, '/activity');
  await expect(activity(page).getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Changes' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Money' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/kind=money/);
  await expect(activity(page).getByRole('listitem')).toHaveCount(1);
  await expect(activity(page)).toContainText('The first one');

  await mutate(taras, 'customer.unlock', { customerId, version: 4 });
  await deposit('The second one');
  await expect(activity(page)).toContainText('The second one');
  await expect(activity(page).getByRole('listitem')).toHaveCount(2);

  const { pathname, search } = new URL(page.url());
  await taras.page.goto(pathname + search);
  await expect(activity(taras.page).getByRole('listitem')).toHaveCount(2);
});

test('an author and a period narrow the activity; nothing found says what to do', async ({
  world,
}) => {
  const { customerId, olena } = await worldOfThree(world);
  const { page } = olena;
  const nothing = page.getByRole('heading', { name: 'There are no such events' });
  await page.goto(`/customers/${customerId}/activity?kind=money`);
  await olena.customers.isLive();
  await page.getByRole('button', { name: 'Author' }).click();
  await page.getByRole('menuitemradio', { name: /Олена/ }).click();
  await expect(nothing).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter “Money”' }).click();
  await expect(activity(page).getByRole('listitem')).toHaveCount(1);
  await expect(activity(page)).toContainText('Spam in reviews');

  await page.getByRole('button', { name: 'Period' }).click();
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(nothing).toBeVisible();
  await expect(page).toHaveURL(/to=2020-01-01/);
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(activity(page).getByRole('listitem')).toHaveCount(3);
  await expect(page).not.toHaveURL(/\?/);
});

test('an undo that a colleague’s change stands against asks what should stand', async ({
  world,
}) => {
  const customer = await world.customer({ city: 'Київ', region: 'Київська' });
  const customerId = customer.id;
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const changes = { city: 'Львів', region: 'Львівська' };
  await mutate(olena, 'customer.edit', { customerId, version: 1, changes });
  await mutate(taras, 'customer.edit', { customerId, version: 2, changes: { city: 'Одеса' } });
  await olena.customer.open(customerId, '/activity');
  await taras.customer.open(customerId);

  const first = eventOf(olena.page, 'Edited: region, city');
  await first.getByRole('button', { name: 'Undo' }).click();
  const { dialog } = olena.customer;
  await expect(dialog).toContainText('Одеса');
  await expect(dialog).toContainText('Тарас');
  await expect(dialog).toContainText('Київ');
  // What nobody touched is back already.
  await expect(taras.page.getByRole('main')).toContainText('Київська');
  await dialog.getByRole('radio', { name: /Mine/ }).check();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(taras.page.getByRole('main')).not.toContainText('Одеса');
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect(row).toMatchObject({ city: 'Київ', region: 'Київська' });
});

test('undo is offered for fifteen minutes and goes by itself', async ({ world }) => {
  const customer = await world.customer({ city: 'Київ' });
  const customerId = customer.id;
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  await mutate(olena, 'customer.edit', { customerId, version: 1, changes: { city: 'Львів' } });
  await olena.page.clock.install();
  await olena.customer.open(customerId, '/activity');
  const undo = activity(olena.page).getByRole('button', { name: 'Undo' });
  await olena.page.clock.fastForward('14:00');
  await expect(undo).toBeVisible();
  await olena.page.clock.fastForward('01:01');
  await expect(undo).toHaveCount(0);
});

test('who last changed a field is told by hover and by keyboard, and stays current', async ({
  world,
}) => {
  const customer = await world.customer({ city: 'Київ' });
  const customerId = customer.id;
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'));
  await mutate(taras, 'customer.edit', { customerId, version: 1, changes: { city: 'Львів' } });
  await olena.customer.open(customerId);
  const { page } = olena;
  const ofCity = page.getByRole('button', { name: 'Who last changed: City' });
  const hint = page.getByRole('tooltip');
  await ofCity.hover();
  await expect(hint).toContainText(/Тарас .*, \d\d:\d\d: Київ → Львів/);

  await mutate(taras, 'customer.edit', { customerId, version: 2, changes: { city: 'Одеса' } });
  await expect(hint).toContainText('Львів → Одеса');
  await expect(ofCity).toHaveAttribute('aria-describedby', (await hint.getAttribute('id')) ?? '');
  await page.mouse.move(0, 0);
  await expect(hint).toHaveCount(0);

  const ofRegion = page.getByRole('button', { name: 'Who last changed: Region' });
  await page.getByRole('button', { name: 'Who last changed: Country' }).focus();
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab');
    if (await ofRegion.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(ofRegion).toBeFocused();
  await expect(hint).toHaveText('Not changed since the customer was added');
  await page.keyboard.press('Escape');
  await expect(hint).toHaveCount(0);
});

test('what is pointed at or has the focus stays so when the form takes the page’s place', async ({
  world,
}) => {
  const { id } = await world.customer({ city: 'Київ' });
  const { page, customer } = await world.open(await world.user('admin', 'en', 'Олена'));
  const hint = page.getByRole('tooltip');
  const ofCity = page.getByRole('button', { name: 'Who last changed: City' });
  const untouched = 'Not changed since the customer was added';
  for (const find of [() => ofCity.hover(), () => ofCity.focus()]) {
    const letThrough = await holdBack(page, /living-form/);
    await page.mouse.move(0, 0);
    await customer.open(id);
    const old = await ofCity.elementHandle();
    await find();
    await expect(hint).toHaveText(untouched);
    letThrough();
    await expect.poll(() => old.evaluate(({ isConnected }) => isConnected)).toBe(false);
    await expect(hint).toHaveText(untouched);
    await page.unrouteAll();
  }
  await expect(ofCity).toBeFocused();
});

test('unfinished work stands above the list, leads back, and can be thrown away and put back', async ({
  world,
}) => {
  const customer = await world.customer({ firstName: 'Іван', lastName: 'Франко' });
  const customerId = customer.id;
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  const field = { field: 'city', value: 'Львів', base: '', version: 1 };
  await mutate(olena, 'draft.save', { customerId, set: [field] });
  await mutate(olena, 'draft.save', { customerId: null, set: [{ ...field, version: 0 }] });
  await olena.customers.open();
  await taras.customers.open();
  const { page } = olena;
  const line = page.getByRole('navigation', { name: 'Unfinished' });
  await expect(line.getByRole('link')).toHaveText(['new customer', 'Іван Франко']);
  // Nobody else's business.
  await expect(taras.page.getByRole('navigation', { name: 'Unfinished' })).toHaveCount(0);

  await line.getByRole('button', { name: 'Discard the draft: new customer' }).click();
  await expect(line.getByRole('link')).toHaveText(['Іван Франко']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line.getByRole('link')).toHaveText(['new customer', 'Іван Франко']);

  await line.getByRole('link', { name: 'Іван Франко' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${customerId}$`));
  await expect(page.getByRole('main')).toContainText('Unsaved changes from');
});
