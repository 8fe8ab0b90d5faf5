import { expect, type Page } from '@playwright/test'
import { CHAPTER, createCircle, GUIDE, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

/** The width of the chapter's lines. */
const lines = (page: Page) => page.locator('#p2').evaluate((words) => Math.round(words.getBoundingClientRect().width))

test('the text of a group’s chapter is as wide as the public one, beside its questions and notes', async ({ ada }) => {
  const { path } = await createCircle(ada)
  for (const width of [1280, 1600, 1920]) {
    const viewport = { width, height: 900 }
    const [shared, open] = [await ada.open(path, { viewport }), await ada.open(`/texts/${GUIDE}/${CHAPTER}`, { viewport })]
    await ready(shared)
    await expect.poll(async () => (await lines(shared)) >= (await lines(open)), { message: `at ${width}` }).toBe(true)
    await shared.evaluate(() => document.documentElement.style.setProperty('--text-scale', '1.3'))
    await expect.poll(() => shared.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    if (width > 1280) await expect.poll(() => lines(shared)).toBeGreaterThan(await lines(open))
  }
})
