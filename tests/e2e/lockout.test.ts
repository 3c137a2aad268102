import { expect } from '@playwright/test';
import { noteFailure } from '#server/features/letter/repository/letters.ts';
import { violations } from '#tests/support/axe.ts';
import { UsersPage } from './pages/users-page.ts';
import { origins, password, test } from './world.ts';
import type { World } from './world.ts';

const mark = 'вхід закрито, доки не відкриє адміністратор';
const endless = new Date('9999-12-31T00:00:00Z');

async function opened(world: World, role: 'superadmin' | 'admin', origin = origins()[0]) {
  const user = await world.user(role, 'uk', role === 'admin' ? 'Тарас' : 'Олена');
  const window = await world.open(user, { origin });
  const users = new UsersPage(window.page);
  await users.open();
  return { ...window, users, user };
}

/** The other process's window. */
const colleague = (world: World) => opened(world, 'admin', origins()[1]);

/** As a stranger at the sign-in page, until nothing is asked any more. */
async function guess(world: World, { email }: { email: string }, times: number) {
  const { page, signIn, origin } = await world.window({ locale: 'uk-UA' });
  await signIn.open();
  for (let at = 0; at < times; at += 1) {
    const answer = await page.request.post(`${origin}/trpc/session.signIn`, {
      data: { email, password: 'Not-Theirs-1' },
      headers: { origin },
    });
    expect(answer.status()).toBe(401);
  }
  return { page, signIn };
}

test('who is locked out is marked in every list at once; cleared there, they sign in', async ({
  world,
}) => {
  const company = { id: world.companyId };
  await world.db.company.update({ where: company, data: { lockoutAttemptsMax: 3 } });
  const iryna = await world.user('admin', 'uk', 'Ірина');
  const taras = await colleague(world);
  const { page, users } = await opened(world, 'superadmin');
  const stranger = await guess(world, iryna, 3);
  for (const each of [users, taras.users]) {
    await expect(each.row(iryna.email)).toContainText(/вхід тимчасово закрито до .*\d\d:\d\d/);
    await expect(each.row(iryna.email)).toContainText('Активний');
  }
  expect(await violations(page)).toEqual([]);
  await stranger.signIn.submit(iryna.email, password);
  await expect(stranger.page.getByRole('alert')).not.toBeEmpty();
  await taras.users.row(iryna.email).getByRole('button', { name: /^Дії/ }).click();
  await taras.page.getByRole('menuitem', { name: 'Відкрити вхід' }).click();
  await expect(taras.page.getByText(/Ірина .* знову може ввійти\./)).toBeVisible();
  for (const each of [users, taras.users]) {
    await expect(each.row(iryna.email)).not.toContainText('закрито');
  }
  await stranger.signIn.submit(iryna.email, password);
  await expect(stranger.page).not.toHaveURL(/sign-in/);
});

test('a lockout without end says so; who comes second learns that it is over', async ({
  world,
}) => {
  const [iryna, boss] = [
    await world.user('admin', 'uk', 'Ірина'),
    await world.user('superadmin', 'uk', 'Богдан'),
  ];
  const both = { id: { in: [iryna.id, boss.id] } };
  await world.db.user.updateMany({ where: both, data: { lockedOutUntil: endless } });
  const { page, users } = await opened(world, 'admin');
  await expect(users.row(boss.email)).toContainText(mark);
  await users.row(boss.email).getByRole('button', { name: /^Дії/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Відкрити вхід' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(users.row(iryna.email)).toContainText(mark);
  // By other hands, of which this page is not told.
  await world.db.user.update({ where: { id: iryna.id }, data: { lockedOutUntil: null } });
  await users.row(iryna.email).getByRole('button', { name: /^Дії/ }).click();
  await page.getByRole('menuitem', { name: 'Відкрити вхід' }).click();
  await expect(page.getByText('Вхід уже відкрито')).toBeVisible();
  await expect(users.row(iryna.email)).not.toContainText('закрито');
  expect(await violations(page)).toEqual([]);
});

test('a letter about the password that was given up shows itself, live, to superadmins', async ({
  world,
}) => {
  const iryna = await world.user('admin', 'uk', 'Ірина');
  const taras = await colleague(world);
  const { page, users } = await opened(world, 'superadmin');
  const { companyId } = world;
  const letter = await world.db.letter.create({
    data: { companyId, userId: iryna.id, kind: 'passwordReset' },
  });
  const row = {
    ...{ id: letter.id, companyId, receiverId: iryna.id, kind: 'passwordReset' as const },
    ...{
      email: iryna.email,
      login: iryna.email,
      firstName: 'Ірина',
      companyName: '',
      linkHours: 24,
    },
    language: 'uk' as const,
  };
  const now = new Date();
  const tellCustomer = () => Promise.resolve();
  await world.db.$transaction((tx) => noteFailure(tx, row, { isFinal: true, now, tellCustomer }));
  await expect(users.row(iryna.email)).toContainText('лист не доставлено');
  expect(await violations(page)).toEqual([]);
  await taras.page.reload();
  await expect(taras.users.row(iryna.email)).toContainText('Активний');
  await expect(taras.users.row(iryna.email)).not.toContainText('лист не доставлено');
});

test('the profile says until when the old password may not be tried, and keeps what was typed', async ({
  world,
}) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const { page } = await world.signedIn(user);
  const lockOut = (lockedOutUntil: Date) =>
    world.db.user.update({ where: { id: user.id }, data: { lockedOutUntil } });
  await lockOut(new Date(Date.now() + 3_600_000));
  await page.goto('/profile');
  await page.waitForLoadState('networkidle');
  const [current, wanted] = [
    page.locator('input[name="currentPassword"]'),
    page.locator('input[name="newPassword"]'),
  ];
  await current.fill(password);
  await wanted.fill('Chestnut#2027');
  await wanted.press('Enter');
  await expect(current).toHaveAccessibleDescription(
    /^Забагато невдалих спроб\. Спробуйте після .*\d\d:\d\d\.$/,
  );
  await expect(current).toBeFocused();
  await lockOut(endless);
  await current.press('Enter');
  await expect(current).toHaveAccessibleDescription(/коли адміністратор відкриє вхід/);
  expect(await violations(page)).toEqual([]);
  await lockOut(new Date(0));
  // What was typed is still there.
  await expect(current).toHaveValue(password);
  await expect(wanted).toHaveValue('Chestnut#2027');
  await wanted.press('Enter');
  await expect(page.getByText('Пароль змінено')).toBeVisible();
});
