import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The page of one customer, in English unless a test says otherwise. */
export class CustomerPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(customerId: number, tab: '' | '/operations' | '/activity' = ''): Promise<void> {
    await this.page.goto(`/customers/${customerId}${tab}`);
    await expect(this.connection).toHaveAttribute('data-state', 'live');
  }

  get connection() {
    return this.page.locator('.t-connection');
  }

  get dialog() {
    return this.page.getByRole('dialog');
  }

  async lock(reason: string, words = { lock: 'Lock', reason: 'Reason' }): Promise<void> {
    await this.page.getByRole('button', { name: words.lock, exact: true }).first().click();
    await this.dialog.getByLabel(words.reason).fill(reason);
    await this.dialog.getByRole('button', { name: words.lock, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  async deposit(amount: string, note: string): Promise<void> {
    await this.openMoney('Deposit');
    await this.fillMoney(amount, note);
    await this.dialog.getByRole('button', { name: /^Deposit/ }).click();
    await expect(this.dialog).toBeHidden();
  }

  async withdraw(amount: string, note: string): Promise<void> {
    await this.openMoney('Withdraw');
    await this.fillMoney(amount, note);
    await this.dialog.getByRole('button', { name: /^Withdraw/ }).click();
    await this.dialog.getByRole('button', { name: /^Yes, withdraw/ }).click();
    await expect(this.dialog).toBeHidden();
  }

  async openMoney(verb: 'Deposit' | 'Withdraw'): Promise<void> {
    await this.page.getByRole('button', { name: verb, exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async fillMoney(amount: string, note: string): Promise<void> {
    await this.dialog.getByLabel('Amount').fill(amount);
    await this.dialog.getByLabel('Note').fill(note);
  }
}
