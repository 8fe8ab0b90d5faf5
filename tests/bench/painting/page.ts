import { readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { rolldown } from 'rolldown'
import { heapOf, slowDown, visiting } from '#tests/bench/common/visit.ts'
import type { Mark, makeChapter } from '#tests/bench/painting/chapter.ts'
import type { ContenderName } from '#tests/bench/painting/contenders.ts'
import { STANDS_STILL } from '#tests/bench/painting/frames.ts'
import type { Scroll, Timing } from '#tests/bench/painting/in-page.ts'

const ORIGIN = 'http://painting.test'
const ROOT = new URL('../../../', import.meta.url)
/** How old a page is before a contender is made ready, in milliseconds. */
const SETTLED = 300

/** Everything that one visit of the page measures. Milliseconds, and megabytes. `ready`: what was done before the passages came. */
export type Visit = {
  ready: number
  show: Timing
  add: Timing[]
  filter: Timing
  unfilter: Timing
  scroll: Scroll
  memory: number
  painted: number
}

/** What one visit does: a contender shows `marks` and then adds `more`, on a processor slowed down so many times. */
export type Task = { name: ContenderName; marks: readonly Mark[]; more: readonly Mark[]; slowdown: number }

/** Opens bare pages with the chapter, each new, and lets a contender paint it. */
export type PaintingPage = {
  visit: (task: Task) => Promise<Visit>
}

/** Bundles the product's own modules and what they are compared with, for pages of a browser. */
export async function openPaintingPages(browser: Browser, chapter: ReturnType<typeof makeChapter>): Promise<PaintingPage> {
  const bundle = await rolldown({ input: new URL('tests/bench/painting/in-page.ts', ROOT).pathname, platform: 'browser', logLevel: 'warn' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  const [{ code }] = output
  const files: Record<string, { contentType: string; body: string }> = {
    '/': { contentType: 'text/html; charset=utf-8', body: documentOf(chapter.html) },
    '/page.js': { contentType: 'text/javascript', body: code },
    '/highlights.css': { contentType: 'text/css', body: readFileSync(new URL('components/painting/highlights.css', ROOT), 'utf8') },
  }
  const visit = (task: Task): Promise<Visit> =>
    visiting(browser, { viewport: { width: 1280, height: 900 } }, async ({ page, wire }) => {
      await page.route(`${ORIGIN}/**`, (route) => route.fulfill(files[new URL(route.request().url()).pathname] ?? { status: 404 }))
      await page.goto(ORIGIN)
      await page.evaluate(() => document.fonts.ready)
      // text-annotator joins a change within a quarter of a second to the last one, and in a page as young as that it finds none.
      await page.waitForFunction((age) => performance.now() > age, SETTLED)
      return measure(page, wire, task)
    })
  return {
    visit: (task) =>
      visit(task).catch((error: Error) => {
        if (!error.message.includes(STANDS_STILL)) throw error
        console.error(`${task.name}: ${STANDS_STILL}; once more.`)
        return visit(task)
      }),
  }
}

async function measure(page: Page, device: CDPSession, { name, marks, more, slowdown }: Task): Promise<Visit> {
  await device.send('HeapProfiler.enable')
  const empty = await heapOf(device)
  await slowDown(device, slowdown)
  const ready = await page.evaluate(([name, marks]) => window.paintingBench.prepare(name, [...marks]), [name, marks] as const)
  const show = await page.evaluate(() => window.paintingBench.show())
  const painted = await page.evaluate(() => window.paintingBench.countPainted())
  const scroll = await page.evaluate(() => window.paintingBench.scroll())
  const add: Timing[] = []
  for (const mark of more) add.push(await page.evaluate((mark) => window.paintingBench.add(mark), mark))
  const filter = await page.evaluate(() => window.paintingBench.filter(1))
  const unfilter = await page.evaluate(() => window.paintingBench.filter(null))
  await slowDown(device, 1)
  const memory = ((await heapOf(device)) - empty) / 1e6
  return { ready, show, add, filter, unfilter, scroll, memory, painted }
}

function documentOf(html: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Painting</title><link rel="stylesheet" href="/highlights.css">
<style>
:root { --ink: #222; --accent: #a2311c; --tint-1: #fbe7a6; --tint-2: #d8ecc6; --tint-3: #d0e4f2; --tint-4: #f7d9d4; --heat: #d9622b; }
body { font: 18px/1.65 serif; margin: 40px auto; max-width: 36rem }
.paragraph-link::before { content: "¶\\00a0" attr(href) }
</style>
<article id="chapter-text">${html}</article><script type="module" src="/page.js"></script></html>`
}
