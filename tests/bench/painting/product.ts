import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { heapOf } from '#tests/bench/painting/page.ts'
import { type AppServer, freePort, startApp } from '#tests/support/app-server.ts'

/*
 * The whole product: a group's page of the long chapter, with its margin, in a running build.
 */

const PASSWORD = 'a long enough password'

/** Milliseconds from the request for the page, from the click, or between frames; megabytes; kilobytes of the page. */
export type ProductRow = {
  count: number
  slowdown: number
  painted: number
  longestFrame: number
  lateFrames: number
  memory: number
  add: number
  filter: number
  unfilter: number
  cards: number
}

/** What runs in the page. */
type Probe = { paintedAt: number; ranges: () => number; until: (act: () => void) => Promise<number>; scroll: () => Promise<number[]> }
declare global {
  interface Window {
    probe: Probe
  }
}

/** Starts the product and hands it over. */
export async function withProduct<Result>(work: (app: AppServer, dataDir: string) => Promise<Result>): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-bench-'))
  const app = await startApp({ port: await freePort(), dataDir })
  try {
    return await work(app, dataDir)
  } finally {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

export type Seeded = { username: string; path: string }

/** Adds the long chapter and a group that has marked it. */
export async function seed(dataDir: string, count: number): Promise<Seeded> {
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: dataDir, DATABASE_URL: '' }
  const script = ['--import', './scripts/as-server.ts', 'tests/bench/painting/seed.ts', String(count), PASSWORD]
  const { stdout } = await promisify(execFile)(process.execPath, script, { env })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

async function signIn(context: BrowserContext, url: string, username: string): Promise<void> {
  const headers = { origin: url }
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json()
  const form = { csrfToken, username, password: PASSWORD, json: 'true' }
  const answer = await context.request.post(`${url}/api/auth/callback/credentials`, { headers, form })
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()}`)
}

/** Opens the chapter anew and measures it. */
export async function visitProduct(
  browser: Browser,
  url: string,
  { username, path }: Seeded,
  count: number,
  slowdown: number,
): Promise<ProductRow> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    await signIn(context, url, username)
    const page = await context.newPage()
    const device = await context.newCDPSession(page)
    await device.send('HeapProfiler.enable')
    await page.addInitScript(installProbe)
    await device.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.goto(url + path)
    await page.locator('.margin-notes[data-placed]').waitFor()
    if (count > 0) await page.waitForFunction(() => window.probe.paintedAt > 0)
    const painted = await page.evaluate(() => window.probe.paintedAt)
    await page.waitForLoadState('networkidle')
    const frames = await page.evaluate(() => window.probe.scroll())
    const add = await addOne(page)
    const [filter, unfilter] = await filterOnce(page)
    const cards = await page.locator('.note-list > li').count()
    await device.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const memory = (await heapOf(device)) / 1e6
    const lateFrames = frames.filter((frame) => frame > 20).length
    return { count, slowdown, painted, longestFrame: Math.max(...frames), lateFrames, memory, add, filter, unfilter, cards }
  } finally {
    await context.close()
  }
}

/** Highlights a few words; until they are painted. */
async function addOne(page: Page): Promise<number> {
  await page.evaluate(() => {
    const words = document.createTreeWalker(document.querySelector('#chapter-text p') as Element, NodeFilter.SHOW_TEXT).nextNode() as Text
    document.getSelection()?.setBaseAndExtent(words, 3, words, 30)
  })
  const highlight = page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Highlight' })
  await highlight.waitFor()
  return highlight.evaluate((button: HTMLElement) => window.probe.until(() => button.click()))
}

/** Shows only the reader's own notes, and all again. */
async function filterOnce(page: Page): Promise<[number, number]> {
  await page.getByRole('button', { name: 'Filter' }).click()
  const choice = page.getByLabel('Show', { exact: true })
  const choose = (value: string) =>
    choice.evaluate((select: HTMLSelectElement, value) => {
      return window.probe.until(() => {
        select.value = value
        select.dispatchEvent(new Event('change', { bubbles: true }))
      })
    }, value)
  return [await choose('mine'), await choose('all')]
}

function installProbe(): void {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())))
  const afterFrame = () =>
    new Promise<number>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  const ranges = () =>
    [...CSS.highlights.values()].reduce(
      (sum, highlight) => sum + [...highlight].reduce((letters, range) => letters + String(range).length, 0),
      0,
    )
  const probe: Probe = {
    paintedAt: 0,
    ranges,
    async until(act) {
      const before = ranges()
      const begin = await frame()
      act()
      let end = await afterFrame()
      while (ranges() === before && end - begin < 5_000) {
        await frame()
        end = await afterFrame()
      }
      return end - begin
    },
    async scroll() {
      const times: number[] = []
      const end = document.documentElement.scrollHeight - innerHeight
      for (let y = 0, last = await frame(); y < end; y += 400) {
        scrollTo(0, y)
        const now = await frame()
        times.push(now - last)
        last = now
      }
      scrollTo(0, 0)
      await frame()
      return times
    },
  }
  const watch = async () => {
    for (;;) {
      await frame()
      if (CSS.highlights.size > 0) break
    }
    probe.paintedAt = await afterFrame()
  }
  window.probe = probe
  void watch()
}
