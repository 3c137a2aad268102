/** What axe finds on a page as it stands: WCAG 2.2 A and AA. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * @returns one line for each rule that is broken and where; empty when none is. The window is made
 * tall enough for the whole page first: a target counts as far as it is seen, and one half under a bar
 * that stays in its place would count as too small.
 */
export async function violations(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 1280;
  await page.setViewportSize({ width, height: 2000 });
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  );
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`,
  );
}
