import { expect } from '@playwright/test';
import { origins, test } from './world.ts';

test('a blocked admin is out within a second, in the middle of their work', async ({ world }) => {
  const customer = await world.customer();
  const boss = await world.open(await world.user('superadmin', 'en', 'Ганна'));
  const user = await world.user('admin', 'en', 'Олена');
  const olena = await world.signedIn(user, { origin: origins()[1] });
  await olena.customer.open(customer.id);
  const { version } = await world.db.user.findUniqueOrThrow({ where: { id: user.id } });
  const leaving = olena.page.waitForURL(/\/sign-in/, {
    timeout: 5_000,
    waitUntil: 'commit',
  });
  const answer = await boss.context.request.post(`${boss.origin}/trpc/user.block`, {
    headers: { origin: boss.origin },
    data: { userId: user.id, version },
  });
  expect(answer.status()).toBe(200);
  const blockedAt = Date.now();
  await leaving;
  expect(Date.now() - blockedAt).toBeLessThan(3_000);
  await olena.signIn.submit(user.email, 'Tandem-2026');
  await expect(olena.page.getByRole('alert')).toBeVisible();
  await expect(olena.page).toHaveURL(/\/sign-in/);
});
