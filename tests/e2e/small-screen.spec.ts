import { expect, type Page } from '@playwright/test'
import { annotate, createCircle, drawOver, menuOf, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const phone = (width: number) => ({ viewport: { width, height: 740 }, hasTouch: true, isMobile: true })

/** Boxes of the text's lines that a box lies over, even by a little. */
const wordsUnder = (page: Page, selector: string) =>
  page.evaluate((selector) => {
    const walker = document.createTreeWalker(document.getElementById('chapter-text') as Node, NodeFilter.SHOW_TEXT)
    const lines: DOMRect[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const range = document.createRange()
      range.selectNodeContents(node)
      lines.push(...range.getClientRects())
    }
    const boxes = [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect())
    const over = boxes.filter((box) =>
      lines.some(({ left, right, top, bottom, width }) => {
        // The letters; a line's box also holds the room above and below them.
        const room = (bottom - top) / 6
        return width > 0 && box.left < right - 1 && box.right > left + 1 && box.top < bottom - room && box.bottom > top + room
      }),
    )
    return { boxes: boxes.map(({ width, height, right }) => ({ width, height, right })), over: over.length }
  }, selector)

/** What a finger presses is large enough for one, lies over no words, and stays in the window. @returns how many there are */
async function expectForFingers(page: Page, selector: string, width: number): Promise<number> {
  const { boxes, over } = await wordsUnder(page, selector)
  expect(over).toBe(0)
  for (const box of boxes) {
    expect(box.width).toBeGreaterThanOrEqual(24)
    expect(box.height).toBeGreaterThanOrEqual(24)
    expect(box.right).toBeLessThanOrEqual(width)
  }
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  return boxes.length
}

test('one tap says that a paragraph is unclear, another takes it back, and no word is covered', async ({ ada }) => {
  const { path } = await createCircle(ada)
  for (const width of [320, 412]) {
    const page = await ada.open(path, phone(width))
    await ready(page)
    expect(await expectForFingers(page, '.unclear-sign', width)).toBeGreaterThan(10)
    const number = page.locator('#p2 > .paragraph-link')
    await page.locator('#p2 > .unclear-sign').tap()
    await expect(page.getByText('Noted, without your name: ¶ 2 is unclear.')).toBeVisible()
    await expect(number).toHaveAccessibleName('Paragraph 2: unclear to you')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.locator('#p2 > .unclear-sign').tap()
    await expect(page.getByText('Taken back: ¶ 2.')).toBeVisible()
    await expect(number).toHaveAccessibleName('Paragraph 2')
    await expect.poll(() => page.locator('#chapter-text').textContent()).not.toContain('unclear')
  }
})

test('how many marked a passage can be hit with a finger, beside the words', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const desk = await ada.open(path)
  for (const reader of [ada, ben, ada, ben, ada, ben, ada, ben, ada, ben, ada]) {
    await annotate(reader, desk, { paragraph: 2, words: [3, 14], body: '' })
  }
  for (const width of [320, 412]) {
    const page = await ada.open(path, phone(width))
    const badge = page.getByRole('button', { name: '11 notes on' })
    await expect(badge).toHaveText('11')
    expect(await expectForFingers(page, '.crowd', width)).toBeGreaterThan(0)
    await badge.tap()
    await expect(page.getByRole('dialog', { name: 'Note' }).getByRole('article')).toHaveCount(11)
  }
})

test('in a narrow window with a mouse every label of the menu is one line', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, { viewport: { width: 360, height: 740 } })
  await drawOver(page, 2, [4, 7])
  const buttons = menuOf(page).getByRole('button')
  await expect(buttons).toHaveCount(5)
  for (const button of await buttons.all()) {
    const { x = -1, width = 0, height = 0 } = (await button.boundingBox()) ?? {}
    expect(height).toBeLessThan(40)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(360)
  }
})

test('the “?” of a passage lies over no letter', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const desk = await ada.open(path)
  for (const [paragraph, word] of [
    [2, 3],
    [2, 14],
    [3, 6],
    [5, 9],
  ] as const) {
    await annotate(ada, desk, { paragraph, words: [word, word], body: '', motivation: 'questioning' })
  }
  for (const width of [320, 1280]) {
    const page = await ada.open(path, { viewport: { width, height: 740 } })
    await expect(page.locator('.question-signs .question-sign')).toHaveCount(4)
    expect((await wordsUnder(page, '.question-signs .question-sign')).over).toBe(0)
  }
})
