import { expect, type Page, test } from '@playwright/test'
import { chromiumOptions } from '../support/chromium.ts'
import { createCircle, createReader, type Reader, ready } from '../support/group-page.ts'

// As somebody reads who has set the letters of the whole browser to twice their size.
const chromium = await chromiumOptions()
test.use({ launchOptions: { ...chromium, args: [...(chromium.args ?? []), '--blink-settings=defaultFontSize=32'] } })

let ada: Reader
test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Byron')
})
test.afterEach(() => ada.closeAll())

const CHAPTER = '/guides/trotsky/becoming-a-revolutionary'
const letters = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)

test('letters of twice the size leave the text its column, and no words of the header over others', async () => {
  const { path } = await createCircle(ada)
  for (const address of [CHAPTER, path]) {
    const wide = await ada.open(address, { viewport: { width: 1280, height: 900 } })
    expect(await letters(wide)).toBe('32px')
    await expect.poll(() => wide.locator('#p2').evaluate((block) => block.clientWidth)).toBeGreaterThan(500)
    const narrow = await ada.open(address, { viewport: { width: 360, height: 740 } })
    if (address === path) await ready(narrow)
    await expect.poll(() => narrow.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const boxes = await narrow
      .getByRole('banner')
      .locator('a, button')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0))
    expect(boxes.length).toBeGreaterThan(1)
    const over = boxes.flatMap((one, at) =>
      boxes
        .slice(at + 1)
        .filter(
          (other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1,
        ),
    )
    expect(over).toEqual([])
  }
})
