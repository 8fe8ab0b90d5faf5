import { expect, type Page } from '@playwright/test'
import { createCircle, menuOf, painted, placeOf, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

/** What a long press with drawn handles leaves: a selection that the system made, and the finger lifted. */
async function holdOver(page: Page, paragraph: number): Promise<string> {
  await ready(page)
  return page.locator(`#p${paragraph}`).evaluate((block) => {
    block.scrollIntoView({ block: 'center', behavior: 'instant' })
    const at = { bubbles: true, pointerType: 'touch', pointerId: 5 }
    block.dispatchEvent(new PointerEvent('pointerdown', at))
    document.getSelection()?.selectAllChildren(block)
    block.dispatchEvent(new PointerEvent('pointercancel', at))
    return String(document.getSelection()).trim()
  })
}

test('a finger finds the menu at the foot of the window, and writes in a sheet that moves nothing', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, PHONE)
  const words = await holdOver(page, 2)
  const menu = menuOf(page)
  await expect(menu).toBeVisible()
  const { y = 0, height = 0 } = (await menu.boundingBox()) ?? {}
  const bar = (await page.locator('.chapter-bar').boundingBox())?.y ?? 0
  expect(Math.abs(y + height - bar)).toBeLessThan(3)

  const before = await page.evaluate(() => scrollY)
  await menu.getByRole('button', { name: 'Note' }).tap()
  const sheet = page.getByRole('dialog', { name: 'New note' })
  await expect(page.getByRole('textbox', { name: 'Your note' })).toBeFocused()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
  await expect.poll(() => painted(page, 'pending')).toEqual([words])
  await page.getByRole('textbox', { name: 'Your note' }).fill('With a thumb.')
  await sheet.getByRole('button', { name: 'Save note' }).tap()
  await expect(page.getByRole('dialog', { name: 'Note' })).toContainText('With a thumb.')
})

test('a message keeps off what is pressed next, and a note that was put away is one press away', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, PHONE)
  await holdOver(page, 2)
  await menuOf(page).getByRole('button', { name: 'Highlight' }).tap()
  await expect(page.getByText('Highlighted for the group.')).toBeVisible()
  await holdOver(page, 3)
  await menuOf(page).getByRole('button', { name: 'Note' }).tap()
  await page.getByRole('textbox', { name: 'Your note' }).fill('Half a thought')
  const sheet = page.getByRole('dialog', { name: 'New note' })
  await sheet.getByRole('button', { name: 'Save note' }).tap({ trial: true })
  await sheet.getByRole('button', { name: 'Close' }).tap()
  await expect(page.getByText('Your note is kept.')).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).tap()
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveValue('Half a thought')
})

test('a tap on a highlight opens its note over the foot of the page, and three ways close it', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const desk = await ada.open(path)
  const words = await writeNote(desk, 2, [4, 7], 'The first note')
  await writeNote(desk, 3, [1, 4], 'The second note')
  const page = await ada.open(path, PHONE)
  await ready(page)
  const tap = async () => {
    const { from } = await placeOf(page, 2, [5, 5])
    const before = await page.evaluate(() => scrollY)
    await page.touchscreen.tap(from.x + 3, from.y)
    await expect(sheet).toContainText('The first note')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
  }
  const sheet = page.getByRole('dialog', { name: 'Note' })
  await tap()
  await expect(sheet).toBeFocused()
  await expect.poll(() => painted(page, 'active')).toEqual([words])
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await tap()
  await sheet.getByRole('button', { name: 'Close' }).tap()
  await expect(sheet).toBeHidden()

  await tap()
  await sheet.getByRole('button', { name: 'Next note' }).tap()
  await expect(sheet).toContainText('The second note')
  await expect(sheet.getByRole('button', { name: 'Next note' })).toHaveAttribute('aria-disabled', 'true')
  const head = await page.locator('.note-sheet-head').boundingBox()
  await pull(page, { x: 100, y: (head?.y ?? 0) + 6 }, 120)
  await expect(sheet).toBeHidden()
})

/** Pulls with one finger, as the browser's own touch events say it. */
async function pull(page: Page, from: { x: number; y: number }, by: number) {
  const client = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y }] })
  await touch('touchStart', from.y)
  for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', from.y + by * part)
  await touch('touchEnd', from.y + by)
}

test('the list of all notes opens from the bar, and a note in it leads to its passage', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const desk = await ada.open(path)
  await writeNote(desk, 2, [4, 7], 'The first note')
  await writeNote(desk, 9, [1, 4], 'The last note')
  const page = await ada.open(path, PHONE)
  await ready(page)
  await page.getByRole('button', { name: 'Notes (2)' }).tap()
  const list = page.getByRole('dialog', { name: 'Notes' })
  await expect(list.getByRole('article')).toHaveCount(2)
  await list.getByRole('button', { name: '¶ 9' }).tap()
  await expect(page.getByRole('dialog', { name: 'Note' })).toContainText('The last note')
  await expect(page.locator('#p9')).toBeInViewport()
  // The sheet may still be on its way up.
  await expect
    .poll(async () => {
      const sheet = await page.locator('.note-sheet').boundingBox()
      const [range] = await page.evaluate(() =>
        [...(CSS.highlights.get('active') ?? [])].map((range) => (range as Range).getBoundingClientRect().bottom),
      )
      return (sheet?.y ?? 0) - (range ?? Number.POSITIVE_INFINITY)
    })
    .toBeGreaterThan(0)
})
