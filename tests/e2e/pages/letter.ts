import type { Page } from '@playwright/test';
import type { CaughtLetter } from '#tests/support/mail-catcher.ts';

/** The letter as a mail program shows it, and a click on its only button. */
export async function pressButton(
  page: Page,
  letter: CaughtLetter | undefined,
  name = 'Скинути пароль',
): Promise<void> {
  await page.setContent(letter?.html ?? '');
  await page.getByRole('link', { name, exact: true }).click();
}
