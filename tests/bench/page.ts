import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import { report, table } from '#tests/bench/common/report.ts'
import { slowDown, visiting } from '#tests/bench/common/visit.ts'
import { startApp } from '#tests/support/app-server.ts'
import { chromiumOptions } from '#tests/support/chromium.ts'
import { addDemo, openAs } from '#tests/support/demo.ts'
import { BUDGET, type Weight, weigh } from '#tests/support/page-weight.ts'

/*
 * What a page weighs on the wire, in a real Chromium against the built product, and how soon its text is seen on a slow
 * phone. Exit code 1 when a chapter, a guide's or a group's, loads more JavaScript than its budget.
 */

/** A slow phone: a quarter of this machine's speed, 1.6 Mbit/s, 150 ms to the server. */
const SLOW = { slowdown: 4, bytesPerSecond: 1_600_000 / 8, latency: 150 }

const PAGES = {
  home: '/',
  guide: '/guides/trotsky',
  chapter: '/guides/trotsky/trotsky-for-the-21st-century',
  'sign in': '/sign-in',
}

type Row = { page: string; first: Weight; again: Weight; seen: number }

/** Milliseconds until the first text is painted on a slow phone with an empty cache. */
async function firstSeen(browser: Browser, url: string, signedIn: BrowserContextOptions): Promise<number> {
  const seen = await visiting(browser, { ...signedIn, viewport: { width: 360, height: 740 }, isMobile: true }, async ({ page, wire }) => {
    await wire.send('Network.enable')
    const { bytesPerSecond, latency, slowdown } = SLOW
    const both = { downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond / 2 }
    await wire.send('Network.emulateNetworkConditions', { offline: false, latency, ...both })
    await slowDown(wire, slowdown)
    await page.goto(url, { waitUntil: 'load' })
    return page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  })
  if (seen === undefined) throw new Error(`${url} painted nothing`)
  return Math.round(seen)
}

/** A page with an empty cache, then again; signed in where cookies are given. */
async function measure(browser: Browser, page: string, url: string, signedIn: BrowserContextOptions = {}): Promise<Row> {
  const context = await browser.newContext(signedIn)
  const first = await weigh(context, url)
  const again = await weigh(context, url)
  await context.close()
  return { page, first, again, seen: await firstSeen(browser, url, signedIn) }
}

/** Starts the product with the invented group in it, and measures it. */
async function measureAll(browser: Browser): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-bench-'))
  const app = await startApp({ dataDir })
  try {
    const rows: Row[] = []
    for (const [page, path] of Object.entries(PAGES)) rows.push(await measure(browser, page, app.url + path))
    const demo = await addDemo(dataDir)
    const member = await openAs(browser, 'demo-nora', demo, { baseURL: app.url })
    const signedIn = { storageState: await member.context().storageState() }
    rows.push(await measure(browser, 'group chapter', `${app.url}${demo.groupPath}/what-kind-of-party`, signedIn))
    return rows
  } finally {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function print(rows: Row[]): void {
  console.log('kB on the wire, compressed. "seen": ms until the first text on a slow phone (CPU ÷ 4, 1.6 Mbit/s, 150 ms).')
  const headings = ['page', 'JavaScript', 'HTML', 'styles', 'fonts', 'other', 'first visit', 'second visit', 'seen']
  const cells = rows.map(({ page, first, again, seen }) => {
    const { script, document, style, font, other, total } = first
    return [page, ...[script, document, style, font, other, total, again.total, seen].map(String)]
  })
  console.log(table(headings, cells))
}

const browser = await chromium.launch(await chromiumOptions())
const rows = await measureAll(browser).finally(() => browser.close())
print(rows)
const chapters = rows.filter(({ page }) => page.endsWith('chapter'))
for (const { page, first } of chapters.filter(({ first }) => first.script > BUDGET)) {
  console.error(`${page}: ${first.script} kB of JavaScript; the budget is ${BUDGET} kB.`)
  process.exitCode = 1
}
report('page', { budgetKb: BUDGET, rows })
