import type { Locator, Page } from '@playwright/test';
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

  row(login: string): Locator {
    return this.page.getByRole('row').filter({ hasText: login });
  }

  checkbox(login: string): Locator {
    return this.row(login).getByRole('checkbox');
  }

  /** The logins on the screen, in their order. */
  async logins(): Promise<string[]> {
    return this.page.locator('.t-customers-login').allTextContents();
  }

  /** The heads of the columns, from the left. */
  async heads(): Promise<string[]> {
    return this.page.locator('.t-customers-sort span').allTextContents();
  }

  /** What has happened to the result since it was listed. */
  get news(): Locator {
    return this.page.locator('.t-news');
  }

  /** Tells the server directly, as this window's user: for a colleague whose screen is no matter. */
  async tell(procedure: string, input: object): Promise<void> {
    const status = await this.page.evaluate(
      async ([path, body]) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`/trpc/${path}`, { method: 'POST', headers, body });
        return answer.status;
      },
      [procedure, JSON.stringify(input)] as const,
    );
    expect(status).toBe(200);
  }
}
