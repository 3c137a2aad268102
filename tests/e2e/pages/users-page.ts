import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** In Ukrainian, as the source document has it. */
export class UsersPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/users${query}`);
    await expect(this.page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  }

  row(email: string): Locator {
    return this.page.getByRole('row').filter({ hasText: email });
  }

  switchOf(email: string): Locator {
    return this.row(email).getByRole('switch');
  }

  get add(): Locator {
    return this.page.getByRole('button', { name: 'Додати користувача' });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  get save(): Locator {
    return this.dialog.getByRole('button', { name: 'Зберегти' });
  }

  get yes(): Locator {
    return this.dialog.getByRole('button', { name: 'Так' });
  }

  /** Fills in the form of S4-12 to S4-22. */
  async fill(user: Readonly<Record<string, string>>, role = 'Адміністратор компанії') {
    for (const [label, value] of Object.entries(user)) await this.field(label).fill(value);
    await this.dialog.getByRole('radio', { name: role }).check();
  }
}
