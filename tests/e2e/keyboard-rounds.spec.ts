import { expect, type Page } from '@playwright/test'
import { CHAPTER, createCircle } from '../support/group-page.ts'
import { ownerLink } from '../support/owner.ts'
import { test } from './fixtures.ts'

const DESK = { viewport: { width: 1280, height: 900 } }

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

/** Walks through a page. A test of its own for each, so that none takes long. */
async function expectWalk(page: Page, path: string) {
  expect(await walk(page, path)).toBeGreaterThan(3)
}

for (const path of ['/', '/sign-in', '/sign-up', '/recover', '/guides/trotsky', '/guides/trotsky/timeline']) {
  test(`${path} can be walked through with Tab: each stop is seen, none comes twice, none is a trap`, ({ page }) => expectWalk(page, path))
}

for (const path of ['/account', '/groups/new?guide=trotsky']) {
  test(`signed in, so can ${path}`, async ({ ada }) => expectWalk(await ada.open('/account', DESK), path))
}

for (const path of ['', '/members', '/meetings', '/meetings/plan', `/${CHAPTER}`]) {
  test(`so can the page of a group at “${path}”`, async ({ ada }) => {
    const { groupId } = await createCircle(ada)
    await expectWalk(await ada.open('/account', DESK), `/groups/${groupId}${path}`)
  })
}

test('so can the page on which an owner imports a text', async ({ ada }) => {
  const page = await ada.open(await ownerLink(process.env.E2E_DATA_DIR ?? ''), DESK)
  await page.getByRole('button', { name: 'Become an owner of this installation' }).press('Enter')
  await page.waitForURL('**/texts/import')
  await expectWalk(page, '/texts/import')
})
