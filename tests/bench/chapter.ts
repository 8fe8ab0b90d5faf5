import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, devices } from '@playwright/test'
import type { Seeded } from '#tests/bench/chapter/seed.ts'
import { type Change, type Device, type Visit, visitChapter } from '#tests/bench/chapter/visit.ts'
import { machine, median, quick, report, table, whole } from '#tests/bench/common/report.ts'
import { startApp } from '#tests/support/app-server.ts'
import { chromiumOptions } from '#tests/support/chromium.ts'
import { openAs } from '#tests/support/demo.ts'
import { lastLine, runScriptBeside } from '#tests/support/run-beside.ts'

/*
 * The whole page of a group's chapter with very many notes, as the product serves it: the built pages, a real database, a real
 * Chromium, at a desk and on a phone. Beside them the same page without any notes, which is the limit. `--quick` visits each once,
 * `--notes=10000` does one number of them.
 */

const ROUNDS = quick ? 1 : 3
const chosen = process.argv.find((argument) => argument.startsWith('--notes='))?.slice('--notes='.length)
const COUNTS = [0, 100, 1_000, 5_000, 10_000].filter((count) => !chosen || count === 0 || String(count) === chosen)
const DEVICES: Device[] = [
  { name: 'desk', options: { viewport: { width: 1280, height: 900 } }, slowdown: 1, wide: true },
  {
    name: 'phone, CPU ÷ 4',
    options: { userAgent: devices['Pixel 5'].userAgent, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    slowdown: 4,
    wide: false,
  },
]

type Row = {
  device: string
  count: number
  ready: number
  longestFrame: number
  lateFrames: number
  frameWork: number
  add: Change
  filter: Change | null
  unfilter: Change | null
  memory: number
  cards: number
}

function medianOf(visits: Visit[], read: (visit: Visit) => Change | null): Change | null {
  const changes = visits.map(read).filter((change) => change !== null)
  if (changes.length === 0) return null
  const of = (key: keyof Change) => median(changes.map((change) => change[key]))
  return { seen: of('seen'), script: of('script'), layout: of('layout') }
}

async function measureAll(browser: Browser, url: string, { username, password, paths }: Seeded): Promise<Row[]> {
  const page = await openAs(browser, username, { password, groupPath: '/groups' }, { baseURL: url })
  const storageState = await page.context().storageState()
  await page.context().close()
  const rows: Row[] = []
  for (const device of DEVICES) {
    const visits = new Map<number, Visit[]>(COUNTS.map((count) => [count, []]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const count of COUNTS) {
        const began = performance.now()
        // What earlier rounds added is there too.
        const chapter = { url: `${url}${paths[count]}`, count: count + round + (device.wide ? 0 : ROUNDS), isLimit: count === 0 }
        visits.get(count)?.push(await visitChapter(browser, chapter, { ...device, options: { ...device.options, storageState } }))
        console.error(`${device.name}, ${count}: ${Math.round(performance.now() - began)} ms`)
      }
    }
    for (const [count, all] of visits) {
      const of = (read: (visit: Visit) => number) => median(all.map(read))
      rows.push({
        device: device.name,
        count,
        ready: of(({ ready }) => ready),
        longestFrame: of(({ scroll }) => scroll.longest),
        lateFrames: of(({ scroll }) => scroll.late),
        frameWork: of(({ scroll }) => scroll.work),
        add: medianOf(all, ({ add }) => add) as Change,
        filter: medianOf(all, ({ filter }) => filter),
        unfilter: medianOf(all, ({ unfilter }) => unfilter),
        memory: of(({ memory }) => memory),
        cards: of(({ cards }) => cards),
      })
    }
  }
  return rows
}

function print(rows: Row[]): void {
  const change = (value: Change | null) => (value ? `${whole(value.seen)} (${whole(value.script)} + ${whole(value.layout)})` : '')
  const headings = ['window', 'notes', 'whole', 'longest frame (late)', 'work a frame', 'add', 'filter', 'show all', 'MB', 'cards']
  const cells = rows.map((row) => [
    row.device,
    String(row.count),
    whole(row.ready),
    `${whole(row.longestFrame)} (${row.lateFrames})`,
    whole(row.frameWork),
    change(row.add),
    change(row.filter),
    change(row.unfilter),
    row.memory.toFixed(1),
    String(row.cards),
  ])
  console.log(`\n${table(headings, cells)}`)
}

const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-bench-'))
const app = await startApp({ dataDir })
const browser = await chromium.launch(await chromiumOptions())
try {
  const seeded = await runScriptBeside('tests/bench/chapter/seed.ts', dataDir, COUNTS.map(String))
  const rows = await measureAll(browser, app.url, JSON.parse(lastLine(seeded)))
  console.log(`Chromium ${browser.version()}, ${machine()}.`)
  console.log('Milliseconds, medians; of a change until it is seen, in brackets the processor’s time: script + layout. Late: over 20 ms.')
  print(rows)
  report('chapter', { chromium: browser.version(), rows })
} finally {
  await browser.close()
  await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
