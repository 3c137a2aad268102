import type { Page } from '@playwright/test';

/** Words differ by language, so the fields are found by their kind. */
export class SignInPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(path = '/sign-in'): Promise<void> {
    await this.page.goto(path);
    await this.page.waitForLoadState('networkidle');
  }

  get email() {
    return this.page.locator('input[name="email"]');
  }

  get password() {
    return this.page.locator('input[name="password"]');
  }

  async submit(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.password.press('Enter');
  }
}
