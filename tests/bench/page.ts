import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from '@playwright/test'
import { startApp } from '#tests/support/app-server.ts'
import { chromiumOptions } from '#tests/support/chromium.ts'
import { addDemo, openAs } from '#tests/support/demo.ts'

/*
 * What a page weighs on the wire, in a real Chromium against the built product, and how soon its text is seen on a slow
 * phone. Exit code 1 when a chapter, a guide's or a group's, loads more JavaScript than its budget.
 */

/** Most JavaScript that a chapter may load, in kB on the wire. */
const BUDGET = 190
/** A slow phone: a quarter of this machine's speed, 1.6 Mbit/s, 150 ms to the server. */
const SLOW = { slowdown: 4, bytesPerSecond: 1_600_000 / 8, latency: 150 }

const PAGES = {
  home: '/',
  guide: '/guides/trotsky',
  chapter: '/guides/trotsky/trotsky-for-the-21st-century',
  'sign in': '/sign-in',
}

/** Kilobytes on the wire by what they are: headers and bodies as compressed, nothing for what the cache gave. */
type Weight = { script: number; document: number; style: number; font: number; other: number; total: number }
type Row = { page: string; first: Weight; again: Weight; seen: number }

const KINDS: Record<string, keyof Weight> = { Script: 'script', Document: 'document', Stylesheet: 'style', Font: 'font' }

async function visit(context: BrowserContext, url: string): Promise<Weight> {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  const kinds = new Map<string, keyof Weight>()
  const bytes: Weight = { script: 0, document: 0, style: 0, font: 0, other: 0, total: 0 }
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, KINDS[type] ?? 'other'))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'other'] += encodedDataLength
    bytes.total += encodedDataLength
  })
  await wire.send('Network.enable')
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.close()
  for (const kind of Object.keys(bytes) as (keyof Weight)[]) bytes[kind] = Math.round(bytes[kind] / 100) / 10
  return bytes
}

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
  const first = await visit(context, url)
  const again = await visit(context, url)
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
