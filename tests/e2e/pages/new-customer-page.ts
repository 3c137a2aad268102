import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

export interface Filled {
  login: string;
  email: string;
  lastName: string;
  firstName: string;
}

/** The page that adds a customer, in English unless a test says otherwise. */
export class NewCustomerPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/customers/new');
    await expect(this.page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  }

  /** Whatever kind of input it is. */
  field(name: string) {
    return this.page.locator(`[data-field="${name}"]`);
  }

  input(name: string) {
    return this.field(name).locator('input, textarea').first();
  }

  get save() {
    return this.page.getByRole('button', { name: 'Add customer' });
  }

  get kept() {
    return this.page.getByText('Kept as your draft');
  }

  async fill({ login, email, lastName, firstName }: Filled): Promise<void> {
    await this.input('login').fill(login);
    await this.input('email').fill(email);
    await this.input('lastName').fill(lastName);
    await this.input('firstName').fill(firstName);
    await this.field('gender').getByText('Female').click();
  }

  async fillPassword(password = 'Tandem-2026'): Promise<void> {
    await this.input('password').fill(password);
  }

  /** The number of the customer whose page one has landed on. */
  async landed(): Promise<number> {
    await this.page.waitForURL(/\/customers\/\d+$/);
    return Number(this.page.url().split('/').at(-1));
  }
}
