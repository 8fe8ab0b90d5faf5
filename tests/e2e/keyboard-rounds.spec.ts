import { expect, type Page, test } from '@playwright/test'
import { createReader, type Reader } from '../support/group-page.ts'
import { ownerLink } from '../support/owner.ts'

let ada: Reader
test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Byron')
})
test.afterEach(() => ada.closeAll())

/** What the focus is on, and what is wrong with that, if anything. */
const look = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || at === document.body) return null
    const visits = Number(at.dataset.visits ?? 0) + 1
    at.dataset.visits = String(visits)
    // The day, the month, the year and the calendar of a date are stops of their own, which the browser draws inside of the field.
    const inside = at.matches('[type="date"], [type="time"]') && visits > 1 && visits <= 4
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    const box = at.getBoundingClientRect()
    const wrong: string[] = []
    if (!inside && (outlineStyle === 'none' || !Number.parseFloat(outlineWidth))) wrong.push('the focus is not seen')
    if (box.width < 1 || box.height < 1) wrong.push('it has no size')
    if (box.bottom < 0 || box.top > innerHeight) wrong.push('it is out of the window')
    return { on: at.outerHTML.slice(0, 140), wrong, again: visits > 1 && !inside }
  })

/** Tabs through a whole page, from its top to its end. @returns how many stops there are */
async function walk(page: Page, path: string): Promise<number> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await page.waitForLoadState('networkidle')
  for (let stops = 0; stops < 400; stops++) {
    await page.keyboard.press('Tab')
    const found = await look(page)
    // Behind the last stop comes the window's own frame, or the first stop again.
    if (!found || (stops > 3 && found.on.includes('Skip to the text'))) return stops
    expect(found.wrong, `${path}: ${found.on}`).toEqual([])
    expect(found.again, `${path}: Tab leads back to ${found.on}`).toBe(false)
  }
  throw new Error(`${path} has no end`)
}

test('every page can be walked through with Tab: each stop is seen, none comes twice, none is a trap', async ({ page }) => {
  test.setTimeout(180_000)
  for (const path of ['/', '/sign-in', '/sign-up', '/recover', '/guides/trotsky', '/guides/trotsky/timeline']) {
    expect(await walk(page, path), path).toBeGreaterThan(3)
  }
  const groupId = crypto.randomUUID()
  await ada.ask('POST', '/api/groups', { id: groupId, guide: 'trotsky', name: 'Thursday readers' })
  const window = await ada.open('/account', { viewport: { width: 1280, height: 900 } })
  const group = `/groups/${groupId}`
  const places = ['/account', '/groups/new?guide=trotsky', group, `${group}/members`, `${group}/meetings`, `${group}/meetings/plan`]
  for (const path of [...places, `${group}/becoming-a-revolutionary`]) {
    expect(await walk(window, path), path).toBeGreaterThan(3)
  }
  await window.goto(await ownerLink(process.env.E2E_DATA_DIR ?? ''))
  await window.getByRole('button', { name: 'Become an owner of this installation' }).press('Enter')
  await window.waitForURL('**/texts/import')
  expect(await walk(window, '/texts/import')).toBeGreaterThan(3)
})
