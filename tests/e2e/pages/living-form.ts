import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { EditableField } from '#server/shared/customer-fields.ts';

/** The General tab of one customer, where every value is a field; in English. */
export class LivingForm {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  row(field: EditableField): Locator {
    return this.page.locator(`[data-row="${field}"]`);
  }

  input(field: EditableField): Locator {
    return this.row(field).locator('input, textarea').first();
  }

  note(field: EditableField): Locator {
    return this.page.locator(`[data-note="${field}"]`);
  }

  get bar(): Locator {
    return this.page.getByRole('region', { name: 'Unsaved changes' });
  }

  get save(): Locator {
    return this.bar.getByRole('button', { name: 'Save', exact: true });
  }

  get draft(): Locator {
    return this.page.getByRole('region', { name: 'Unsaved draft' });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Opens a value at rest; its input has the focus then. */
  async open(field: EditableField): Promise<void> {
    await this.row(field).locator('[data-opens]').click();
    await expect(this.input(field)).toBeFocused();
  }

  async type(field: EditableField, text: string): Promise<void> {
    await this.open(field);
    await this.input(field).fill(text);
  }

  /** Types into one field and saves it in place. */
  async change(field: EditableField, text: string): Promise<void> {
    await this.type(field, text);
    await this.page.keyboard.press('Enter');
    await expect(this.input(field)).toBeHidden();
  }

  /** What was typed is on the server: only now can a crash not take it. */
  async isKept(): Promise<void> {
    await expect(this.bar).toContainText('Kept as a draft');
  }
}
