import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
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
  const context = await browser.newContext({ ...signedIn, viewport: { width: 360, height: 740 }, isMobile: true })
  const page = await context.newPage()
  const device = await context.newCDPSession(page)
  await device.send('Network.enable')
  const { bytesPerSecond, latency, slowdown } = SLOW
  const both = { downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond / 2 }
  await device.send('Network.emulateNetworkConditions', { offline: false, latency, ...both })
  await device.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(url, { waitUntil: 'load' })
  const seen = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  await context.close()
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
  console.log('page           JavaScript  HTML  styles  fonts  other  first visit  second visit  seen')
  for (const { page, first, again, seen } of rows) {
    const { script, document, style, font, other, total } = first
    const cells = [
      [script, 10],
      [document, 6],
      [style, 8],
      [font, 7],
      [other, 7],
      [total, 13],
      [again.total, 14],
      [seen, 6],
    ] as const
    console.log(page.padEnd(15) + cells.map(([value, width]) => String(value).padStart(width)).join(''))
  }
}

const browser = await chromium.launch(await chromiumOptions())
const rows = await measureAll(browser).finally(() => browser.close())
print(rows)
const chapters = rows.filter(({ page }) => page.endsWith('chapter'))
for (const { page, first } of chapters.filter(({ first }) => first.script > BUDGET)) {
  console.error(`${page}: ${first.script} kB of JavaScript; the budget is ${BUDGET} kB.`)
  process.exitCode = 1
}
console.log(JSON.stringify({ bench: 'page', budgetKb: BUDGET, rows }))
