import { expect, type Page } from '@playwright/test'

/** A page is no wider than its window. One that is still on its way is waited for. */
export async function expectFits(page: Page): Promise<void> {
  const html = page.locator('html')
  await expect.poll(() => html.evaluate((root) => root.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}
