import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The filters of the customers list, their chips, and the saved views; for readers of English. */
export class FilterPanel {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get button(): Locator {
    return this.page.getByRole('button', { name: /^Filters/ });
  }

  get panel(): Locator {
    return this.page.getByRole('dialog').filter({ has: this.page.getByLabel('Last name') });
  }

  get chips(): Locator {
    return this.page.getByRole('group', { name: 'Active filters' });
  }

  get views(): Locator {
    return this.page.getByRole('navigation', { name: 'Views' });
  }

  /** A view's tab, whatever number stands beside its name. */
  view(name: string): Locator {
    return this.views.getByRole('link', { name: new RegExp(name) });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.panel).toBeVisible();
  }

  field(label: string): Locator {
    return this.panel.getByLabel(label, { exact: true });
  }

  async apply(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Apply' }).click();
    await expect(this.panel).toBeHidden();
  }

  async removeChip(words: string): Promise<void> {
    await this.chips.getByRole('button', { name: `Remove the filter ${words}` }).click();
  }

  /** Saves what is on the screen under a name; its tab is then the chosen one. */
  async saveView(name: string, { isShared }: { isShared: boolean }): Promise<void> {
    await this.page.getByRole('button', { name: /^Save as/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByLabel('Name').fill(name);
    if (isShared) await dialog.getByLabel('Share with the company').check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.view(name)).toHaveAttribute('aria-current', 'page');
  }

  async chooseAction(view: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions with the view “${view}”` }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }
}
