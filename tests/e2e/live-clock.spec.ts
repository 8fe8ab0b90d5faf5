import { randomUUID } from 'node:crypto'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { comingWeek } from '../support/coming-week.ts'
import { CHAPTER, createCircle, createReader, type Reader } from '../support/group-page.ts'
import { test } from './fixtures.ts'

declare global {
  interface Window {
    /** What the timer has shown, and when that began by the machine's own clock, which all devices here share. */
    shown: { text: string; at: number }[]
    /** What the device takes for passing time stands still for so many milliseconds, as while it sleeps. */
    sleepFor: (milliseconds: number) => void
  }
}

/** Most milliseconds that the devices of one session may be apart, in the middle of so many seconds: a busy machine may hold one up. */
const TOGETHER = 250
const SECONDS = 5

/** Gives the pages of a device a clock that is wrong, lets it sleep, and writes down what its timer shows. */
const equip = (context: BrowserContext, wrongBy: number) =>
  context.addInitScript((wrong) => {
    const [ticks, date] = [performance.now.bind(performance), Date.now.bind(Date)]
    let slept = 0
    performance.now = () => ticks() - slept
    Date.now = () => date() + wrong
    window.sleepFor = (milliseconds) => {
      slept += milliseconds
    }
    window.shown = []
    const look = () => {
      const text = document.querySelector('[role=timer]')?.textContent ?? ''
      if (text && text !== window.shown.at(-1)?.text) window.shown.push({ text, at: performance.timeOrigin + ticks() })
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  }, wrongBy)

/** How far apart some devices came to show what all of them showed since a moment of the machine's clock, one figure for each. */
async function apart(pages: Page[], since: number): Promise<number[]> {
  const all = await Promise.all(pages.map((page) => page.evaluate(() => window.shown)))
  const [first = [], ...others] = all.map((shown) => shown.filter(({ at }) => at > since))
  return first.flatMap(({ text, at }) => {
    const found = others.map((shown) => shown.find((each) => each.text === text)?.at)
    const times = [at, ...found.flatMap((each) => each ?? [])]
    return times.length === pages.length ? Math.max(...times) - Math.min(...times) : []
  })
}

test('all devices show the same time left: those whose clock is wrong, one that slept, and one that comes late', async ({ browser }) => {
  const names = ['Olga Lamp', 'Ben Oar', 'Cleo Tide']
  const readers: Reader[] = []
  for (const name of names) readers.push(await createReader(browser, name))
  const [olga, ben, cleo] = readers as [Reader, Reader, Reader]
  const { groupId } = await createCircle(olga, ben, cleo)
  const id = randomUUID()
  await olga.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [id], schedule: { ...comingWeek(), firstChapter: CHAPTER } })
  const address = `/groups/${groupId}/meetings/${id}/live`
  await equip(olga.context, 0)
  await equip(ben.context, 3 * 3_600_000 + 420_000)
  await equip(cleo.context, -86_400_000)
  const [laptop, phone] = [await olga.open(address), await ben.open(address)]
  await laptop.getByRole('button', { name: 'Start now' }).click()
  await expect(phone.getByRole('timer')).toBeVisible()
  const late = await cleo.open(address)
  await expect(late.getByRole('timer')).toBeVisible()
  const pages = [laptop, phone, late]

  const together = async () => {
    const since = Date.now()
    await expect.poll(async () => (await apart(pages, since)).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(SECONDS)
    const sorted = (await apart(pages, since)).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(TOGETHER)
    const left = () => Promise.all(pages.map((page) => page.getByText(/ min left/).textContent()))
    await expect.poll(async () => new Set(await left()).size).toBe(1)
  }
  await together()

  // Nobody says that it slept: its page was in sight all the time. By its own count it would be forty seconds behind.
  const before = await phone.getByRole('timer').textContent()
  await phone.evaluate(() => window.sleepFor(40_000))
  await expect(phone.getByRole('timer')).not.toHaveText(before ?? '')
  await expect
    .poll(async () => (await phone.getByRole('timer').textContent()) === (await laptop.getByRole('timer').textContent()))
    .toBe(true)
  await together()
  for (const reader of readers) await reader.closeAll()
})
