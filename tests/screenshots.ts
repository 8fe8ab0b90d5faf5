import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { pdf } from 'pdf-to-img'
import { Sheet } from '#domain/paper.ts'
import { startApp } from './support/app-server.ts'
import { chromiumOptions } from './support/chromium.ts'
import { addDemo, type Demo, openAs } from './support/demo.ts'
import { beginEvening, endEvening, nextSession } from './support/demo-evening.ts'
import { sampleLetter } from './support/sample-letter.ts'

/*
 * Writes every main screen, narrow and wide, light and dark, into docs/screenshots/, from a fresh start with the invented group; and what it
 * prints, page by page.
 */
const FOLDER = 'docs/screenshots'
const WIDTHS = { 360: { width: 360, height: 740 }, 1280: { width: 1280, height: 900 } }
const SCHEMES = ['light', 'dark'] as const
/** Pixels to an inch. */
const PRINTED = 50

type Paths = Record<string, string>

const VISITOR: Paths = {
  home: '/',
  guide: '/guides/trotsky',
  chapter: '/guides/trotsky/what-kind-of-party',
  timeline: '/guides/trotsky/timeline',
  people: '/guides/trotsky/people',
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
}
const memberPages = (group: string, session: string): Paths => ({
  group,
  'group-chapter': `${group}/what-kind-of-party`,
  members: `${group}/members`,
  inbox: `${group}/inbox`,
  'mail-and-feed': `${group}/inbox/settings`,
  meetings: `${group}/meetings`,
  plan: `${group}/meetings/plan`,
  account: '/account',
  meeting: session,
  'meeting-brief': `${session}/brief`,
  'live-before': `${session}/live`,
})
const duringPages = (session: string): Paths => ({ 'live-facilitator': `${session}/live`, 'live-projector': `${session}/live?projector` })
const afterPages = (group: string, session: string): Paths => ({
  'meeting-held': session,
  'meeting-missed': `${session}/missed`,
  record: `${group}/meetings/record`,
})

async function shoot(page: Page, name: string, path: string) {
  await page.goto(path)
  // A live session keeps its stream open, and is never idle: it is there once its page knows who looks at it.
  const account = page.getByRole('button', { name: /^Account of/ })
  if (path.endsWith('/live')) await account.waitFor()
  else await page.waitForLoadState(path.includes('/live') ? 'load' : 'networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

type State = BrowserContextOptions['storageState']

/** Every page in every look, as somebody sees it. */
async function shootAll(browser: Browser, baseURL: string, paths: Paths, state?: State) {
  for (const [size, viewport] of Object.entries(WIDTHS)) {
    for (const colorScheme of SCHEMES) {
      const look = { baseURL, viewport, colorScheme, locale: 'en-GB', timezoneId: 'Europe/London' }
      const context = await browser.newContext(state ? { ...look, storageState: state } : look)
      const page = await context.newPage()
      // The letters are there from the first picture on: where they come late, a page keeps those that it began with.
      await page.goto('/')
      await page.waitForLoadState('networkidle')
      for (const [name, path] of Object.entries(paths)) await shoot(page, `${name}-${size}-${colorScheme}`, path)
      if (!state) {
        await page.setContent(sampleLetter().html)
        await page.screenshot({ path: join(FOLDER, `mail-${size}-${colorScheme}.png`) })
      }
      await context.close()
    }
  }
}

/** A PDF's pages as pictures. */
async function print(page: Page, name: string, address: string) {
  const answer = await page.request.get(address)
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()}`)
  let number = 0
  for await (const picture of await pdf(await answer.body(), { scale: PRINTED / 72 })) {
    number += 1
    writeFileSync(join(FOLDER, `${name}-${String(number).padStart(2, '0')}.png`), picture)
  }
}

async function signIn(browser: Browser, baseURL: string, username: string, demo: Demo): Promise<Page> {
  return openAs(browser, username, demo, { baseURL, locale: 'en-GB', timezoneId: 'Europe/London' })
}

const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-screenshots-'))
mkdirSync(FOLDER, { recursive: true })
const app = await startApp({ dataDir })
const browser = await chromium.launch(await chromiumOptions())
try {
  const demo = await addDemo(dataDir)
  const group = demo.groupPath
  const [nora, tom] = [await signIn(browser, app.url, 'demo-nora', demo), await signIn(browser, app.url, 'demo-tom', demo)]
  const [leads, reads] = [await nora.context().storageState(), await tom.context().storageState()]
  const session = await nextSession(nora, group)
  await shootAll(browser, app.url, VISITOR)
  await shootAll(browser, app.url, memberPages(group, session), leads)
  for (const sheet of Sheet.options) await print(nora, `paper-${sheet}`, `/api${session}/paper?sheet=${sheet}`)
  await beginEvening(nora, session)
  await shootAll(browser, app.url, duringPages(session), leads)
  await shootAll(browser, app.url, { 'live-member': `${session}/live`, 'live-chapter': `${group}/what-kind-of-party` }, reads)
  await endEvening(nora, session)
  await shootAll(browser, app.url, afterPages(group, session), leads)
  await print(nora, 'paper-record', `/api${group}/record?as=pdf`)
} finally {
  await browser.close()
  await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
