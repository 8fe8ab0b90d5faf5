import { expect, type Page } from '@playwright/test'
import { THEMES } from '#components/site/appearance.ts'
import { findFaults } from '../support/axe.ts'
import { test } from './fixtures.ts'

const GUIDE = '/guides/trotsky'
const CHAPTER = `${GUIDE}/trotsky-for-the-21st-century`
const PAGES = { home: '/', guide: GUIDE, chapter: CHAPTER, 'nothing here': '/nowhere' }

for (const [name, path] of Object.entries(PAGES)) {
  for (const theme of THEMES) {
    test(`${name} has no fault that axe can find, in ${theme}`, async ({ page }) => {
      await page.addInitScript((chosen) => localStorage.setItem('theme', chosen), theme)
      await page.goto(path)
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      expect(await findFaults(page)).toEqual([])
    })
  }

  test(`${name} fits a window of 320 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(path)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  })
}

test('the article shows exactly the text that its revision stands for', async ({ page }) => {
  await page.goto(CHAPTER)
  const article = page.locator('#chapter-text')
  const { text, revision } = await article.evaluate((node) => ({
    text: node.textContent,
    revision: (node as HTMLElement).dataset.revision,
  }))
  const { createHash } = await import('node:crypto')
  expect(createHash('sha256').update(text).digest('hex').slice(0, 32)).toBe(revision)
  await expect(article.locator('> :is(p, ul, ol, blockquote)').first()).toHaveId('p1')
})

test('every link inside a chapter leads somewhere', async ({ page }) => {
  await page.goto(CHAPTER)
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
      .map((link) => link.hash.slice(1))
      .filter((id) => !document.getElementById(id)),
  )
  expect(dead).toEqual([])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a chapter is read, its questions and notes reached', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('link', { name: /Reading a pamphlet on Trotsky/ }).click()
    await page.getByRole('link', { name: /Trotsky for the 21st century/ }).click()
    await expect(page.getByText('was born in 1879 and killed in')).toBeVisible()
    await page.locator('#chapter-text').getByRole('link', { name: 'soviet', exact: true }).click()
    await expect(page).toHaveURL(/#term-soviet$/)
    await expect(page.locator('#term-soviet')).toBeInViewport()
    await page.getByText('For the facilitator').first().click()
    await expect(page.getByText('Go round quickly and let people pass.')).toBeVisible()
    await page.locator('summary', { hasText: 'Contents' }).click()
    await page.getByRole('link', { name: 'Becoming a revolutionary' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Becoming a revolutionary' })).toBeVisible()
    // A page that is the same for everybody cannot know who reads it; the one that this leads to can.
    await expect(page.locator('header noscript a[href="/account"]')).toBeVisible()
    await expect(page.locator('header').getByText('Sign in')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Theme and type size' })).toBeHidden()
  })

  test('on a narrow screen the questions are one tap away', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 700 })
    await page.goto(CHAPTER)
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Questions' }).click()
    await expect(page.getByRole('heading', { name: 'Questions', exact: true })).toBeInViewport()
  })
})

/** Opens the chapter and what a link in it explains. Until the scripts have come, the link leads to the end of the page instead. */
async function explain(page: Page, follow: () => Promise<void>) {
  await page.goto(CHAPTER)
  await page.locator('.gloss[data-listens]').waitFor({ state: 'attached' })
  await follow()
  const note = page.getByRole('note')
  await expect(note).toBeVisible()
  return note
}

test('a word is explained on the spot, by keyboard too, and the place is kept', async ({ page }) => {
  const link = page.locator('#chapter-text').getByRole('link', { name: 'soviet', exact: true })
  const note = await explain(page, () => link.press('Enter'))
  await expect(note).toContainText('Russian for council')
  await expect(page).not.toHaveURL(/#/)
  await page.keyboard.press('Escape')
  await expect(note).toBeHidden()
  await expect(link).toBeFocused()
})

test('a record opens at its passage', async ({ page }) => {
  const record = page.getByRole('link', { name: 'Check the record: more than a dozen invading armies' })
  const note = await explain(page, () => record.click())
  await expect(note).toContainText('Fourteen states')
  await expect(note).toBeInViewport({ ratio: 1 })
  await expect(page.locator('#p13')).toBeInViewport()
})

test('a paragraph has an address', async ({ page }) => {
  await page.goto(CHAPTER)
  await page.getByRole('link', { name: 'Paragraph 12', exact: true }).first().click()
  await expect(page).toHaveURL(/#p12$/)
  await expect(page.locator('#p12')).toBeInViewport()
})

test('reading goes on where it stopped', async ({ page }) => {
  await page.goto(CHAPTER)
  // The script that keeps the place may come after the first move.
  const kept = () =>
    page.locator('#p9').evaluate((paragraph) => {
      scrollBy({ top: -1, behavior: 'instant' })
      paragraph.scrollIntoView({ block: 'start', behavior: 'instant' })
      return localStorage.getItem('reading:trotsky')
    })
  await expect.poll(kept).toContain(':"9"}')
  await page.goto(GUIDE)
  await expect(page.getByRole('link', { name: 'Continue chapter 1' })).toHaveAttribute('href', `${CHAPTER}#p9`)
  await page.goto(CHAPTER)
  await page.getByRole('link', { name: 'Continue at ¶ 9' }).click()
  await expect(page.locator('#p9')).toBeInViewport()
})

test('theme and type size are chosen with the keyboard and stay', async ({ page }) => {
  await page.goto(CHAPTER)
  const size = () => page.locator('#p1').evaluate((paragraph) => getComputedStyle(paragraph).fontSize)
  const before = Number.parseFloat(await size())
  await page.getByRole('button', { name: 'Theme and type size' }).press('Enter')
  await page.getByRole('radio', { name: 'Sepia' }).check()
  await page.getByRole('radio', { name: 'Largest' }).check()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia')
  expect(Number.parseFloat(await size())).toBeGreaterThan(before * 1.3)
  await page.getByRole('button', { name: 'Theme and type size' }).press('Enter')
  await expect(page.getByRole('radio', { name: 'Sepia' })).toBeChecked()
  await page.getByRole('radio', { name: 'As this device' }).check()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
})

for (const [name, path] of Object.entries(PAGES)) {
  test(`nothing moves while ${name} loads`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 700 })
    await page.addInitScript(() => {
      Object.assign(window, { moved: 0 })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) Object.assign(window, { moved: Reflect.get(window, 'moved') + Reflect.get(entry, 'value') })
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(await page.evaluate(() => Reflect.get(window, 'moved'))).toBe(0)
  })
}

test('on paper: numbers and room to write, no controls', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.goto(CHAPTER)
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.locator('.chapter-bar')).toBeHidden()
  await expect(page.getByText('For the facilitator').first()).toBeHidden()
  await expect.poll(() => page.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe('rgb(0, 0, 0)')
  const lines = await page
    .locator('.question')
    .first()
    .evaluate((question) => getComputedStyle(question, '::after').height)
  expect(Number.parseFloat(lines)).toBeGreaterThan(90)
  const number = await page.locator('#p3 .paragraph-link').evaluate((link) => getComputedStyle(link, '::before').content)
  expect(number).toContain('¶')
})
