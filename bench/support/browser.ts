/** The built product with a real browser on it; both end with the work. */
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { browserArgs, ensureBrowser } from '#tests/support/browser.ts';
import { startProduct } from '#tests/support/product.ts';
import type { FixtureUser } from './fixture.ts';

export interface InBrowser {
  origin: string;
  /** A window of this user's own on that path, when it hears its colleagues. */
  open: (user: FixtureUser, path: string) => Promise<{ page: Page; context: BrowserContext }>;
}

export async function inBrowser<Result>(
  databaseUrl: string,
  work: (stage: InBrowser) => Promise<Result>,
): Promise<Result> {
  const product = await startProduct({ databaseUrl });
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs });
  const { origin } = product;
  try {
    return await work({
      origin,
      open: async (user, path) => {
        const context = await browser.newContext({ baseURL: origin });
        await context.addCookies([cookieOf(user)]);
        const page = await context.newPage();
        await page.goto(path);
        await page.locator('.t-connection[data-state=live]').waitFor();
        return { page, context };
      },
    });
  } finally {
    await browser.close();
    await product.stop();
  }
}

function cookieOf({ cookie }: FixtureUser) {
  const [name = '', value = ''] = cookie.split('=');
  const host = { domain: 'localhost', path: '/' };
  return { name, value, ...host, httpOnly: true, secure: true, sameSite: 'Lax' as const };
}
