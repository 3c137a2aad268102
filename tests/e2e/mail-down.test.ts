import { expect } from '@playwright/test';
import { freePort } from '#tests/support/cut-proxy.ts';
import { linkIn, startMailServer } from '#tests/support/mail-server.ts';
import { withOwnProduct } from './own-product.ts';
import { UsersPage } from './pages/users-page.ts';
import { test } from './world.ts';

const typed = {
  'Ім’я користувача': 'Марія',
  'Прізвище користувача': 'Гнатюк',
  Телефон: '050 123 45 67',
  'E-mail': 'mariia.hnatiuk@barvinok.example',
};
const email = typed['E-mail'];
/** The product keeps its connections open: they are not waited for. */
const closeTimeout = 100;

test('S4-30: with the mail server down a user is not lost, and the invitation is sent again', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const port = await freePort();
  const smtpUrl = `smtp://127.0.0.1:${String(port)}`;
  await withOwnProduct(browser, { SMTP_URL: smtpUrl }, async (world) => {
    const { page } = await world.open(await world.user('superadmin', 'uk', 'Олена'));
    const users = new UsersPage(page);
    await users.open();
    const sendAgain = async () => {
      await users.row(email).getByRole('button', { name: 'Дії: Марія Гнатюк' }).click();
      await page.getByRole('menuitem', { name: 'Надіслати запрошення ще раз' }).click();
      await expect(page.getByText(`Запрошення на ${email} надсилаємо ще раз.`)).toBeVisible();
    };

    // Nobody listens at the server's address.
    await users.add.click();
    await users.fill(typed);
    await users.save.click();
    await expect(page.getByText('Користувача Марія Гнатюк створено')).toBeVisible();
    const row = users.row(email);
    await expect(row).toContainText('Активний');
    await expect(row).toContainText('запрошення надсилаємо ще раз');

    // It is there again, and doesn't take letters to this address.
    const noMailbox = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
    const refusing = await startMailServer(
      { closeTimeout, onRcptTo: (_to, _session, done) => done(noMailbox) },
      port,
    );
    await sendAgain();
    await expect(row).toContainText('запрошення не доставлено');
    await page.reload();
    await expect(row).toContainText('запрошення не доставлено');
    await refusing.stop();

    const mail = await startMailServer({ closeTimeout }, port);
    await sendAgain();
    const [letter] = await mail.lettersTo(email);
    await expect(row).not.toContainText('запрошення не доставлено');
    await expect(row).toContainText('пароль ще не встановлено');
    const theirs = await world.window({ locale: 'uk-UA' });
    await theirs.page.goto(linkIn(letter));
    await expect(theirs.page.getByText(`щоб входити як ${email}`)).toBeVisible();
    await mail.stop();
    expect(await world.db.user.count({ where: { email } })).toBe(1);
  });
});
