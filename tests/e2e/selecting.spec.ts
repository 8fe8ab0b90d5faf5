import { expect, type Page } from '@playwright/test'
import { createCircle, menuOf, painted, placeOf, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

/*
 * What a person means by a gesture, on the real page with all that stands beside the text. The same gestures on every
 * kind of block are in selection-gestures.spec.ts.
 */

const WIDE = { viewport: { width: 1400, height: 900 } }
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

type Place = { x: number; y: number }

async function draw(page: Page, from: Place, to: Place) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

const selected = (page: Page) => page.evaluate(() => String(document.getSelection()))

/** Highlights what is selected. @returns the words that are marked then */
async function highlight(page: Page): Promise<string[]> {
  await menuOf(page).getByRole('button', { name: 'Highlight' }).click()
  await expect.poll(() => painted(page, 'own-')).not.toEqual([])
  return painted(page, 'own-')
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`${selector} is not shown`)
  return box
}

for (const painter of ['highlight', 'mark'] as const) {
  test.describe(`a hand that leaves the text (${painter} painter)`, () => {
    let page: Page
    test.beforeEach(async ({ ada }) => {
      const { path } = await createCircle(ada)
      page = await ada.open('/', WIDE)
      if (painter === 'mark') await page.addInitScript(() => Reflect.deleteProperty(window, 'Highlight'))
      await page.goto(path)
      await ready(page)
    })

    test('to the questions on the left means the beginning of the line', async () => {
      const { to } = await placeOf(page, 2, [6, 8])
      const column = await boxOf(page, '.chapter-questions')
      await draw(page, to, { x: column.x + 60, y: to.y })
      const words = await selected(page)
      expect(words.length).toBeLessThan(100)
      const line = await page.evaluate(() => {
        const rect = document.getSelection()?.getRangeAt(0).getClientRects()[0]
        const text = document.getElementById('chapter-text')?.getBoundingClientRect()
        return Math.abs((rect?.left ?? 0) - (text?.left ?? 900))
      })
      expect(line).toBeLessThan(12)
      expect((await highlight(page)).join('')).toBe(words.trim())
    })

    test('to the notes on the right means the end of the line', async () => {
      const { from, text } = await placeOf(page, 2, [6, 6])
      const column = await boxOf(page, '.margin-notes')
      await draw(page, from, { x: column.x + 60, y: from.y })
      const words = await selected(page)
      expect(words.startsWith(text)).toBe(true)
      expect(words.length).toBeLessThan(100)
      expect((await highlight(page)).join('')).toBe(words.trim())
    })

    test('and comes back is followed again', async () => {
      const { from, to, text } = await placeOf(page, 2, [6, 8])
      const column = await boxOf(page, '.margin-notes')
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(column.x + 60, from.y + 60, { steps: 4 })
      await page.mouse.move(to.x, to.y, { steps: 4 })
      await page.mouse.up()
      await expect.poll(() => selected(page)).toBe(text)
    })

    test('or begins beside a line takes the line from its beginning', async () => {
      const { to } = await placeOf(page, 2, [6, 8])
      const column = await boxOf(page, '.chapter-questions')
      await draw(page, { x: column.x + column.width - 2, y: to.y }, to)
      const words = await selected(page)
      expect(words.length).toBeLessThan(100)
      expect((await highlight(page)).join('')).toBe(words.trim())
    })

    test('below the last paragraph means the end of the chapter', async () => {
      const count = await page.locator('#chapter-text > [data-n]').count()
      const { from } = await placeOf(page, count, [0, 0])
      await draw(page, from, { x: from.x + 80, y: (await boxOf(page, '.chapter-after')).y + 60 })
      const last = await page.locator(`#p${count}`).evaluate((block) => block.textContent?.trim())
      expect((await highlight(page)).join('')).toBe(last)
    })
  })
}

test('words of the questions are selected for themselves, and open no menu', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, WIDE)
  await ready(page)
  await page.clock.install()
  const question = await boxOf(page, '.chapter-questions li p')
  await draw(page, { x: question.x + 2, y: question.y + 10 }, { x: question.x + question.width / 2, y: question.y + 10 })
  await expect.poll(() => selected(page)).not.toBe('')
  // Whatever the page puts off while a selection moves is done now.
  await page.clock.fastForward(5_000)
  await expect(menuOf(page)).toHaveCount(0)
})

test.describe('a finger', () => {
  /** What the handles leave; headless Chromium makes no selection by a long press. */
  const leave = (page: Page, how: 'words' | 'jump') =>
    page.evaluate((how) => {
      const [block, next] = [document.querySelector('#p2'), document.querySelector('#p3')]
      const text = (node: Element | null) =>
        [...(node?.childNodes ?? [])].find((child) => child.nodeType === Node.TEXT_NODE) ?? document.body
      if (how === 'words') document.getSelection()?.setBaseAndExtent(text(block), 0, text(next), 6)
      else document.getSelection()?.extend(document.querySelector('footer') ?? document.body, 0)
      return String(document.getSelection()).length
    }, how)

  /** Presses and lets go with one finger, as the browser's own touch events say it. */
  async function press(page: Page, { x, y }: Place, held: () => Promise<unknown>) {
    const client = await page.context().newCDPSession(page)
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    await held()
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }

  test('whose selection jumps to the end of the page keeps what it had', async ({ ada }) => {
    const { path } = await createCircle(ada)
    const page = await ada.open(path, PHONE)
    await ready(page)
    const { from } = await placeOf(page, 2, [1, 1])
    await press(page, from, () => leave(page, 'words'))
    await expect(menuOf(page)).toBeVisible()
    const words = await selected(page)
    expect(await leave(page, 'jump')).toBeGreaterThan(words.length + 500)
    await expect.poll(() => selected(page)).toBe(words.trim())
    await menuOf(page).getByRole('button', { name: 'Highlight' }).tap()
    await expect.poll(async () => (await painted(page, 'own-')).join('')).toContain(words.slice(0, 20).trim())
    expect((await painted(page, 'own-')).join('').length).toBeLessThan(words.length + 10)
  })

  test('finds the menu at the foot of the window, and a tap elsewhere closes it', async ({ ada }) => {
    const { path } = await createCircle(ada)
    const desk = await ada.open(path)
    await writeNote(desk, 4, [1, 3], 'A note')
    const page = await ada.open(path, PHONE)
    await ready(page)
    const { from } = await placeOf(page, 2, [1, 1])
    await press(page, from, () => leave(page, 'words'))
    await expect(menuOf(page)).toBeVisible()
    const [menu, bar] = [await boxOf(page, '.annotate-menu'), await boxOf(page, '.chapter-bar')]
    expect(Math.abs(menu.y + menu.height - bar.y)).toBeLessThan(3)
    await page.touchscreen.tap(180, 200)
    await expect(menuOf(page)).toHaveCount(0)
    // A mere tap on words opens none.
    const { from: quiet } = await placeOf(page, 3, [2, 2])
    await page.clock.install()
    await page.touchscreen.tap(quiet.x + 4, quiet.y)
    await page.clock.fastForward(5_000)
    await expect(menuOf(page)).toHaveCount(0)
  })
})
