import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

const GUIDE = '/guides/trotsky'
const PAGES = ['timeline', 'people', 'glossary', 'further-reading', 'before-you-start']

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })

  for (const end of PAGES) {
    test(`${end} is reached from the guide and fits a small phone`, async ({ page }) => {
      await page.goto(GUIDE)
      await page.getByRole('main').locator(`a[href="${GUIDE}/${end}"]`).click()
      await expect(page).toHaveURL(`${GUIDE}/${end}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    })
  }

  test('the timeline can be filtered by chapter and by period, and an event shows again when a link leads to it', async ({ page }) => {
    await page.goto(`${GUIDE}/timeline`)
    const [early, october] = [page.locator('#date-bloody-sunday'), page.locator('#date-october-revolution')]
    await expect(early).toBeVisible()
    await page.getByRole('link', { name: '4, 1905', exact: false }).click()
    await expect(early).toBeVisible()
    await expect(october).toBeHidden()
    await expect(page.getByRole('heading', { level: 2, name: 'Exile abroad' })).toBeHidden()
    await page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: '1917', exact: true }).click()
    await expect(october).toBeVisible()
    await expect(early).toBeHidden()
    await page.goto(`${GUIDE}/timeline#date-bloody-sunday`)
    await expect(early).toBeInViewport()
    await page.goBack()
    await expect(early).toBeHidden()
  })

  test('a chapter leads to an entry, and the entry back to the paragraph', async ({ page }) => {
    await page.goto(`${GUIDE}/becoming-a-revolutionary`)
    await page.locator('#words').getByRole('link', { name: 'Alexander II', exact: true }).click()
    await expect(page.locator('#person-alexander-ii')).toBeInViewport()
    await page.locator('#person-alexander-ii').getByRole('link').first().click()
    await expect(page).toHaveURL(`${GUIDE}/becoming-a-revolutionary#p6`)
    await expect(page.locator('#p6')).toBeInViewport()
  })
})

test('the filter says what it shows', async ({ page }) => {
  await page.goto(`${GUIDE}/timeline`)
  await expect(page.getByRole('status').filter({ hasText: 'events' })).toHaveText(/^\d+ events$/)
  const choice = page.getByRole('navigation', { name: 'Show' }).getByRole('link', { name: 'Civil war' })
  await choice.click()
  await expect(page.getByRole('status').filter({ hasText: 'events' })).toHaveText(/^Civil war: \d+ of \d+ events$/)
  await expect(choice).toHaveAttribute('aria-current', 'true')
})
