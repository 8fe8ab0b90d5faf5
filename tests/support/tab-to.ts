import { expect, type Locator, type Page } from '@playwright/test'

/** What the focus is on, and whether anybody can see that. A place that a script gives the focus to (tabindex -1) needs no sign. */
export const focusOf = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return { on: 'nothing', seen: false }
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    const drawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    const { width, height } = at.getBoundingClientRect()
    return { on: at.outerHTML.slice(0, 120), seen: (drawn && width > 0 && height > 0) || at.getAttribute('tabindex') === '-1' }
  })

/** Presses Tab, or another key, until something has the focus; on the way it is always on something that shows it. */
export async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await expect(wanted).toBeAttached()
  const way: string[] = []
  for (let presses = 0; presses < 120; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    const { on, seen } = await focusOf(page)
    way.push(on)
    expect(seen, `the focus can be seen on ${on}`).toBe(true)
  }
  throw new Error(`${key} does not lead to ${wanted}, but to\n${way.join('\n')}`)
}
