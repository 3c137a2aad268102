import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** What rises below the list while somebody is selected, and the lines of what runs; in English. */
export class BulkBar {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get bar() {
    return this.page.getByRole('region', { name: 'Selected customers' });
  }

  get running() {
    return this.page.getByRole('region', { name: 'Running now' });
  }

  get dialog() {
    return this.page.getByRole('dialog');
  }

  checkbox(login: string) {
    return this.page.getByRole('row').filter({ hasText: login }).getByRole('checkbox');
  }

  async selectPage(): Promise<void> {
    await this.page.getByRole('checkbox', { name: 'Select the whole page' }).check();
  }

  /** Opens a dialog of the bar by its verb. */
  async choose(verb: string): Promise<void> {
    await this.bar.getByRole('button', { name: `${verb}…`, exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async confirm(verb: string): Promise<void> {
    await this.dialog.getByRole('button', { name: verb, exact: true }).click();
  }

  async lock(reason: string): Promise<void> {
    await this.choose('Lock');
    await this.dialog.getByLabel('Reason').fill(reason);
    await this.confirm('Lock');
  }

  async chooseTag(caption: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Tag' }).click();
    await this.page.getByRole('option', { name: caption }).click();
  }

  toast(words: string | RegExp) {
    return this.page.getByRole('region', { name: 'Notifications' }).getByText(words);
  }

  verdict(login: string) {
    return this.page.getByRole('row').filter({ hasText: login });
  }
}
