import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

export class CustomersPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/customers${query}`);
    await this.isLive();
  }

  async isShown(): Promise<void> {
    await expect(this.page).toHaveURL(/\/customers(\?|$)/);
    await this.isLive();
  }

  /** The page hears its colleagues: told by the state, which is the same in every language. */
  async isLive(): Promise<void> {
    await expect(this.page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  }

  row(login: string) {
    return this.page.getByRole('row').filter({ hasText: login });
  }
}
