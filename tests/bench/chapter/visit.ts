import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test'
import { install, type Scroll } from '#tests/bench/chapter/in-page.ts'
import { heapOf, slowDown, visiting } from '#tests/bench/common/visit.ts'

/** A window, and how many times slower than this machine its processor is. */
export type Device = { name: string; options: BrowserContextOptions; slowdown: number; wide: boolean }

/** Milliseconds: until the frame that shows it was painted; and of the processor's time what went into script, and into layout with styles. */
export type Change = { seen: number; script: number; layout: number }

/** Everything that one visit of the page measures. Milliseconds, and megabytes. `work`: the processor's time for a frame of scrolling. */
export type Visit = {
  ready: number
  scroll: Scroll & { work: number }
  add: Change
  filter: Change | null
  unfilter: Change | null
  memory: number
  cards: number
}

/** `isLimit`: nobody has marked anything but what visits add. */
type Chapter = { url: string; count: number; isLimit: boolean }

/** Opens a group's chapter in a new window, and measures it. */
export async function visitChapter(browser: Browser, { url, count, isLimit }: Chapter, device: Device): Promise<Visit> {
  return visiting(browser, device.options, async ({ page, wire }) => {
    await wire.send('Network.enable')
    // The next visit shall find the same notes unread.
    await wire.send('Network.setBlockedURLs', { urls: ['*/visits*'] })
    // The processor's own time, which other work on the machine hardly changes.
    await wire.send('Performance.enable', { timeDomain: 'threadTicks' })
    await wire.send('HeapProfiler.enable')
    await slowDown(wire, device.slowdown)
    await page.addInitScript(install, { count, wide: device.wide })
    await page.goto(url, { waitUntil: 'commit' })
    await page.waitForFunction(() => window.chapterBench.ready > 0)
    const ready = await page.evaluate(() => window.chapterBench.ready)
    await page.evaluate(() => window.chapterBench.settle())
    const before = await workOf(wire)
    const frames = await page.evaluate(() => window.chapterBench.scroll())
    const scroll = { ...frames, work: ((await workOf(wire)).all - before.all) / frames.frames }
    const cards = await page.locator('.note-list article').count()
    const memory = (await heapOf(wire)) / 1e6
    await page.evaluate(() => window.chapterBench.settle())
    const add = await addNote(page, wire, count, device.wide)
    await page.evaluate(() => window.chapterBench.settle())
    const [filter, unfilter] = isLimit ? [null, null] : await filterNotes(page, wire, device.wide)
    return { ready, scroll, add, filter, unfilter, memory, cards }
  })
}

/** In a margin a note with words, from the press of "Save note"; on a phone a highlight. */
async function addNote(page: Page, wire: CDPSession, count: number, wide: boolean): Promise<Change> {
  await page.evaluate(() => window.chapterBench.select())
  const menu = page.getByRole('toolbar', { name: 'Selected words' })
  if (!wide) {
    const highlight = menu.getByRole('button', { name: 'Highlight' })
    const press = (button: Element, label: string) =>
      window.chapterBench.until(
        () => (button as HTMLElement).click(),
        () => document.querySelector('.chapter-bar button')?.textContent === label && window.chapterBench.isPainted(),
      )
    return measured(wire, () => highlight.evaluate(press, `Notes (${count + 1})`))
  }
  await menu.getByRole('button', { name: 'Note' }).click()
  const words = `Added when there were ${count}.`
  await page.getByRole('textbox', { name: 'Your note' }).fill(words)
  const press = (button: Element, words: string) =>
    window.chapterBench.until(
      () => (button as HTMLElement).click(),
      () => [...document.querySelectorAll('.note-list .prose')].some(({ textContent }) => textContent === words),
    )
  return measured(wire, () => page.getByRole('button', { name: 'Save note' }).evaluate(press, words))
}

/** To one person of all, and to everybody again. */
async function filterNotes(page: Page, wire: CDPSession, wide: boolean): Promise<[Change, Change]> {
  if (!wide) await page.locator('.chapter-bar button').first().click()
  await page.getByRole('button', { name: 'Filter' }).click()
  const select = page.getByLabel('Show', { exact: true })
  await select.waitFor()
  await page.evaluate(() => window.chapterBench.settle())
  const choose = (list: Element, person: boolean) => {
    const status = document.querySelector('.note-filter [role=status]')
    return window.chapterBench.until(
      () => {
        const { options } = list as HTMLSelectElement
        const value = person ? [...options].find(({ value }) => value.startsWith('person'))?.value : 'all'
        ;(list as HTMLSelectElement).value = value ?? ''
        list.dispatchEvent(new Event('change', { bubbles: true }))
      },
      () => status?.textContent?.startsWith('Showing') === person,
    )
  }
  const change = (person: boolean) => measured(wire, () => select.evaluate(choose, person))
  const filter = await change(true)
  await page.evaluate(() => window.chapterBench.settle())
  return [filter, await change(false)]
}

/** What happens in the page until a change is seen. */
async function measured(wire: CDPSession, run: () => Promise<number>): Promise<Change> {
  const before = await workOf(wire)
  const seen = await run()
  const after = await workOf(wire)
  return { seen, script: after.script - before.script, layout: after.layout - before.layout }
}

async function workOf(wire: CDPSession): Promise<{ all: number; script: number; layout: number }> {
  const { metrics } = await wire.send('Performance.getMetrics')
  const of = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1_000
  return { all: of('TaskDuration'), script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') }
}
