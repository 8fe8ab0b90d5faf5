import { type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { findBrokenWords } from '../support/broken-words.ts'
import { type Demo, openAs } from '../support/demo.ts'
import { test } from './fixtures.ts'

const demo: Demo = JSON.parse(process.env.E2E_DEMO ?? '{}')
const group = demo.groupPath
const CHAPTER = `${group}/what-kind-of-party`
const PAGES = {
  'group home': group,
  'group chapter': CHAPTER,
  'notes of a chapter': `${CHAPTER}/notes`,
  members: `${group}/members`,
  meetings: `${group}/meetings`,
  planner: `${group}/meetings/plan`,
  account: '/account',
  'new group': '/groups/new?guide=trotsky',
}
const OPEN_PAGES = {
  home: '/',
  guide: '/guides/trotsky',
  chapter: '/guides/trotsky/what-kind-of-party',
  timeline: '/guides/trotsky/timeline',
  people: '/guides/trotsky/people',
  glossary: '/guides/trotsky/glossary',
  'further reading': '/guides/trotsky/further-reading',
  'before you start': '/guides/trotsky/before-you-start',
  'sign in': '/sign-in',
  'sign up': '/sign-up',
  recover: '/recover',
  help: '/help',
}
const SCREENS: Record<string, BrowserContextOptions> = {
  '360 light': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  '1280 dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
}

/** Collects what the page complains about: a policy that blocks something of ours, or an error of a script. */
function listenForTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (message) => {
    if (/Content.Security.Policy|hydrat/i.test(message.text())) trouble.push(message.text())
  })
  return trouble
}

async function expectSound(page: Page, path: string, width: number) {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await page.waitForLoadState('networkidle')
  expect(await findFaults(page)).toEqual([])
  expect(await findBrokenWords(page)).toEqual([])
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
}

/** The meeting that is linked first from the list. */
async function meetingPath(page: Page): Promise<string> {
  await page.goto(`${group}/meetings`)
  const href = await page.locator('main a[href*="/meetings/"]:not([href$="/plan"])').first().getAttribute('href')
  if (!href) throw new Error('no meeting')
  return href
}

for (const [screen, options] of Object.entries(SCREENS)) {
  const width = options.viewport?.width ?? 0
  test(`every page of a group stands up to axe, fits and keeps to its policy at ${screen}`, async ({ browser, baseURL }) => {
    const page = await openAs(browser, 'demo-nora', demo, { ...options, baseURL, timezoneId: 'Europe/London' })
    const trouble = listenForTrouble(page)
    const pages = { ...PAGES, meeting: await meetingPath(page) }
    for (const [name, path] of Object.entries(pages)) await test.step(name, () => expectSound(page, path, width))
    expect(trouble).toEqual([])
  })

  test(`every open page stands up to axe, fits and keeps to its policy at ${screen}`, async ({ browser, baseURL }) => {
    const page = await (await browser.newContext({ ...options, baseURL })).newPage()
    const trouble = listenForTrouble(page)
    for (const [name, path] of Object.entries(OPEN_PAGES)) await test.step(name, () => expectSound(page, path, width))
    expect(trouble).toEqual([])
  })
}

test('nothing jumps while a group chapter loads', async ({ browser, baseURL }) => {
  const page = await openAs(browser, 'demo-ibrahim', demo, { baseURL, viewport: { width: 1280, height: 900 } })
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      const shifts = list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]
      const moved = shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0)
      document.documentElement.dataset.moved = String(Number(document.documentElement.dataset.moved ?? 0) + moved)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const asked: string[] = []
  page.on('request', (request) => /\/(?:annotations|comments)\?/.test(request.url()) && asked.push(request.resourceType()))
  // The replies come last, as they do where there are many.
  const notes = page.waitForResponse(/\/annotations\?/)
  await page.route(/\/comments\?/, async (route) => {
    await notes
    await route.continue()
  })
  await page.goto(CHAPTER)
  await page.waitForLoadState('networkidle')
  await expect(page.locator('.note-list').getByRole('listitem').first()).toBeVisible()
  // Each list is asked for once, by the head of the page.
  expect(asked).toHaveLength(2)
  expect(await page.evaluate(() => Number(document.documentElement.dataset.moved ?? 0))).toBe(0)
})

test.describe('without JavaScript', () => {
  test('what the group said is read all the same', async ({ browser, baseURL }) => {
    const signedIn = await openAs(browser, 'demo-grete', demo, { baseURL })
    const storageState = await signedIn.context().storageState()
    const page = await (await browser.newContext({ baseURL, storageState, javaScriptEnabled: false })).newPage()
    await page.goto(CHAPTER)
    await expect(page.locator('#p1')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Answers' }).first()).toBeVisible()
    await page.getByRole('link', { name: 'All notes and replies on one page' }).click()
    await expect(page.getByRole('article').first()).toBeVisible()
  })
})

test('a stranger and a visitor see no page of a group', async ({ browser, baseURL, request }) => {
  const stranger = await (await browser.newContext({ baseURL })).newPage()
  await stranger.goto('/sign-up')
  await stranger.getByLabel('Your name').fill('Sven Stranger')
  await stranger.getByLabel('Username').fill(`sven-${Date.now()}`)
  await stranger.getByLabel('Password', { exact: true }).fill('a-lantern-over-water-41')
  await stranger.getByRole('button', { name: 'Make the account' }).click()
  await stranger.getByText(/^I’ve saved these codes/).click()
  await stranger.waitForURL((url) => url.pathname !== '/sign-up')
  for (const path of Object.values(PAGES).filter((path) => path.startsWith(group))) {
    expect((await stranger.request.get(path)).status(), path).toBe(404)
    const visit = await request.get(path, { maxRedirects: 0 })
    expect(visit.status(), path).toBe(307)
    expect(visit.headers().location, path).toContain('/sign-in?next=')
  }
})

test('names and notes full of markup come out as what was typed', async ({ browser, baseURL }) => {
  const page = await openAs(browser, 'demo-lucia', demo, { baseURL, viewport: { width: 1280, height: 900 } })
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs++
    void dialog.dismiss()
  })
  await page.goto(`${group}/becoming-a-revolutionary`)
  const question = page.locator('.question').first()
  await question.getByText('Discuss').click()
  await question
    .getByRole('button', { name: /comment|Reply|Say/i })
    .first()
    .click()
  const hostile = '<img src=x onerror=alert(1)> [click](javascript:alert(2)) <script>alert(3)</script>'
  await question.getByRole('textbox', { name: 'Your comment' }).fill(hostile)
  await question.getByRole('button', { name: 'Send' }).click()
  await expect(question.getByRole('paragraph').filter({ hasText: '<img src=x onerror=alert(1)>' })).toBeVisible()
  await expect(question.locator('img, script, a[href^="javascript"]')).toHaveCount(0)
  expect(dialogs).toBe(0)
})
