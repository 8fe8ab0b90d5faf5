import { type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { createReader, type Reader, writeNote } from '../support/group-page.ts'
import { saveLetters } from '../support/imported.ts'
import { letter } from '../support/letters.ts'
import { test } from './fixtures.ts'

const TEXT = '/texts/letters'
const FIRST = `${TEXT}/first`
const SCREENS: Record<string, BrowserContextOptions> = {
  '360 light': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  '1280 dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
}

let reader: Reader
test.beforeAll(async ({ browser }) => {
  await saveLetters('letters', 'MEMBERS')
  await saveLetters('open-letters', 'EVERYONE')
  reader = await createReader(browser, 'Lena Reader')
})
test.afterEach(() => reader.closeAll())

const drawn = (page: Page, selector: string) => page.locator(selector).evaluate((link) => getComputedStyle(link, '::before').content)

test('whoever is not signed in is sent to sign in, and sees only what is open to everyone', async ({ page, request }) => {
  for (const path of [TEXT, FIRST, '/texts/no-such-text', '/texts/no-such-text/first']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.status(), path).toBe(307)
    expect(answer.headers().location, path).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    expect(await answer.text(), path).not.toContain('Letters from the harbour')
  }
  const shown: { slug: string }[] = await (await request.get('/api/texts')).json()
  expect(shown).toContainEqual(expect.objectContaining({ slug: 'open-letters' }))
  expect(shown).not.toContainEqual(expect.objectContaining({ slug: 'letters' }))
  await page.goto('/')
  const ours = page.getByRole('region', { name: 'Texts added to this site' }).getByRole('link', { name: /Letters from the harbour/ })
  await expect(ours).toHaveAttribute('href', '/texts/open-letters')
  const answer = await page.goto('/texts/open-letters/first')
  expect(answer?.status()).toBe(200)
  expect((await reader.context.request.get('/texts/no-such-text')).status()).toBe(404)
  expect((await reader.context.request.get(`${TEXT}/no-such-chapter`)).status()).toBe(404)
})

test('the policy allows no script without its nonce, and a new one comes with every answer', async () => {
  const nonces = await Promise.all(
    [FIRST, FIRST].map(async (path) => {
      const answer = await reader.context.request.get(path)
      const policy = answer.headers()['content-security-policy'] ?? ''
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'( 'sha256-[^']+')*;/)
      expect(policy).not.toContain("script-src 'unsafe-inline'")
      return /'nonce-([^']+)'/.exec(policy)?.[1]
    }),
  )
  expect(new Set(nonces).size).toBe(2)
})

test('labels, verse and footnotes stand in the text without being part of it', async () => {
  const page = await reader.open(FIRST)
  const text = await page.evaluate(() => document.querySelector('#chapter-text')?.textContent)
  expect(text).toBe('I saw the sea come in. It was early.\nAnd then a song:\nSlow goes the water,\nslow goes the day.')
  // biome-ignore lint/performance/useDomNodeTextContent: whether verse is shown in lines is what it tells
  await expect.poll(() => page.locator('#p3').innerText()).toContain('Slow goes the water,\nslow goes the day.')
  await expect.poll(() => drawn(page, '#p1a .paragraph-link')).toContain('1a')
  await expect.poll(() => drawn(page, '#at-footnote-2')).toBe('"2"')
  await page.locator('#at-footnote-1').click()
  await expect(page.getByRole('note')).toContainText('From the window.')
})

test('footnotes lead there and back without JavaScript', async ({ browser }) => {
  const storageState = await reader.context.storageState()
  const page = await (await browser.newContext({ storageState, javaScriptEnabled: false })).newPage()
  await page.goto(FIRST)
  await page.locator('#at-footnote-1').click()
  await expect(page.locator('#footnote-1:target')).toBeInViewport()
  await page.locator('#footnote-1').getByRole('link', { name: 'Back to the text' }).click()
  await expect(page.locator('#at-footnote-1:target')).toBeInViewport()
  await page.context().close()
})

test('questions come from the companion, and their paragraphs lead there', async () => {
  const page = await reader.open(FIRST)
  const questions = page.getByRole('region', { name: 'Questions' })
  await expect(questions.getByText('of the guide').first()).toBeVisible()
  const link = questions.getByRole('link', { name: /^Paragraph \d+ of the guide$/ }).first()
  await link.click()
  await page.waitForURL(/\/guides\/trotsky\/trotsky-for-the-21st-century#p\d+$/)
  await page.goto(`${TEXT}/afterword`)
  await expect(page.getByText('After the chapters')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Questions' })).toHaveCount(0)
})

for (const [screen, options] of Object.entries(SCREENS)) {
  test(`its pages stand up to axe, fit and keep to their policy at ${screen}`, async () => {
    const page = await reader.open('/texts', options)
    const trouble: string[] = []
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('console', (message) => {
      if (/Content.Security.Policy|hydrat/i.test(message.text())) trouble.push(message.text())
    })
    for (const path of ['/texts', TEXT, FIRST, `${TEXT}/afterword`, `${TEXT}/to-the-reader`]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await page.waitForLoadState('networkidle')
      expect(await findFaults(page), path).toEqual([])
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: path }).toBe(options.viewport?.width)
    }
    expect(trouble).toEqual([])
  })
}

test('a group reads it, marks it, and keeps a chapter that a new edition leaves out', async () => {
  const page = await reader.open('/groups/new?guide=letters', { viewport: { width: 1280, height: 900 } })
  await page.getByLabel('Name of the group').fill('Harbour circle')
  await page.getByRole('button', { name: 'Start the group' }).click()
  await page.waitForURL(/\/groups\/[0-9a-f-]{36}$/)
  const base = page.url()
  await expect(page.getByText('This week · chapter 1')).toBeVisible()

  await page.goto(`${base}/second`)
  expect(await writeNote(page, 1, [0, 1], 'What mill?')).toBe('The mill')
  await saveLetters('letters', 'MEMBERS', { '02-second.md': null, '02-wheel.md': letter('The wheel', 2, 'The wheel turned.') })
  await page.goto(base)
  await expect(page.getByRole('list', { name: 'No longer in the text' }).getByRole('link')).toContainText('The second letter')
  expect((await reader.context.request.get(`${TEXT}/second`)).status()).toBe(404)
  await page.goto(`${base}/second`)
  await expect(page.getByText('This chapter is no longer in the text')).toBeVisible()
  await expect(page.getByText('What mill?').first()).toBeVisible()
})
