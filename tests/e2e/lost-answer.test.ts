import type { Page, WebSocketRoute } from '@playwright/test';
import { expect } from '@playwright/test';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { LivingForm } from './pages/living-form.ts';
import { origins, test } from './world.ts';
import type { World } from './world.ts';

/** The first save reaches the server, its answer nobody. */
async function loseFirstAnswer(page: Page): Promise<void> {
  let isFirst = true;
  await page.route('**/trpc/customer.edit**', async (route) => {
    if (!isFirst) return route.fallback();
    isFirst = false;
    await route.fetch();
    await route.abort();
  });
}

/** What the socket tells waits from the moment when it is held, until it is let go. */
async function holdableSocket(page: Page) {
  let waiting: (string | Buffer)[] | null = null;
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/trpc/, (socket) => {
    sockets.push(socket);
    socket.connectToServer().onMessage((message) => {
      if (waiting === null) socket.send(message);
      else waiting.push(message);
    });
  });
  return {
    hold: () => {
      waiting = [];
    },
    release: () => {
      for (const message of waiting ?? []) sockets.at(-1)?.send(message);
      waiting = null;
    },
  };
}

async function opened(world: World) {
  const customer = await world.customer({ city: 'Київ', region: 'Київська' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const socket = await holdableSocket(olena.page);
  await loseFirstAnswer(olena.page);
  await olena.customer.open(customer.id);
  const read = () => world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  const change = async (changes: Partial<Record<EditableField, string>>) => {
    const { version } = await read();
    await taras.customers.tell('customer.edit', { customerId: customer.id, version, changes });
  };
  return { page: olena.page, form: new LivingForm(olena.page), socket, change, read };
}

test('a save whose answer was lost is known by its event: nothing is left to save', async ({
  world,
}) => {
  const { page, form, read } = await opened(world);
  await form.type('city', 'Одеса');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await read()).city).toBe('Одеса');
  await expect(form.bar).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(form.input('city')).toBeHidden();
  await expect(form.row('city')).toContainText('Одеса');
  expect(await read()).toMatchObject({ city: 'Одеса', version: 2 });
});

test('a save that is sent again does not save over what a colleague took back meanwhile', async ({
  world,
}) => {
  const { page, form, socket, change, read } = await opened(world);
  await form.type('city', 'Одеса');
  socket.hold();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await read()).city).toBe('Одеса');
  await expect(form.bar).toContainText('No answer came');
  await change({ city: 'Київ' });
  await form.save.click();
  await expect(form.dialog).toContainText('Тарас');
  expect(await read()).toMatchObject({ city: 'Київ', version: 3 });
  socket.release();

  // Decided in full view of it: asked once, saved once.
  await form.dialog.getByRole('radio', { name: /Mine/ }).check();
  await form.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.dialog).toBeHidden();
  await expect(form.row('city')).toContainText('Одеса');
  expect(await read()).toMatchObject({ city: 'Одеса', version: 4 });
});
