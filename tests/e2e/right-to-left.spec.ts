import { expect, type Page } from '@playwright/test'
import { caretOf, createReader, menuOf, painted, type Reader, ready } from '../support/group-page.ts'
import { saveLetters } from '../support/imported.ts'
import { letter } from '../support/letters.ts'
import { test } from './fixtures.ts'

const ABOUT = `---
title: "מכתבים מן הנמל"
summary: "שני מכתבים קצרים על הנמל ועל הגאות שבו."
language: "he"
work: { "title": "מכתבים מן הנמל" }
licence: "in copyright"
companion: "tides"
---

נמצא בספרייה.
`
const WORDS = 'הים עלה בבוקר מוקדם והסירות חזרו אל הנמל לפני הרוח הגדולה. הילדים שרו על המזח עד הערב, ואיש לא הפריע להם. '

let reader: Reader
test.beforeAll(async ({ browser }) => {
  await saveLetters('hebrew-letters', 'MEMBERS', {
    'guide.md': ABOUT,
    '01-first.md': letter('המכתב הראשון', 1, `${WORDS.repeat(3)}\n\n${WORDS.repeat(2)}`, 'paragraphs: ["1", "2"]\n'),
  })
  reader = await createReader(browser, 'Lena Reader')
})
test.afterEach(() => reader.closeAll())

async function openChapter(options: Parameters<Reader['open']>[1]): Promise<Page> {
  const { id } = await reader.ask<{ id: string }>('POST', '/api/groups', {
    id: crypto.randomUUID(),
    guide: 'hebrew-letters',
    name: 'Harbour circle',
  })
  const page = await reader.open(`/groups/${id}/first`, options)
  await ready(page)
  return page
}

const caretAt = async (page: Page) => (await caretOf(page).boundingBox())?.x ?? 0
const selected = (page: Page) =>
  page.evaluate(() => {
    const selection = document.getSelection()
    const boxes = [...(selection?.rangeCount ? selection.getRangeAt(0).getClientRects() : [])].filter(({ width }) => width > 0)
    return {
      words: String(selection),
      left: boxes.at(-1)?.left ?? 0,
      right: boxes[0]?.right ?? 0,
      lines: new Set(boxes.map(({ top }) => top)).size,
    }
  })

test('the lines begin at the right, with their numbers before them', async () => {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ]) {
    const page = await openChapter({ viewport })
    await expect(page.locator('#chapter-text')).toHaveCSS('direction', 'rtl')
    const text = (await page.locator('#p1').boundingBox()) ?? { x: 0, width: 0 }
    const number = (await page.locator('#p1 > .paragraph-link').boundingBox()) ?? { x: 0, width: 0 }
    expect(number.x + number.width / 2).toBeGreaterThan(text.x + text.width * 0.8)
    expect(number.x + number.width).toBeLessThanOrEqual(viewport.width)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
  }
})

test('arrows go where they point, and the menu stands at the end of what is selected', async () => {
  const page = await openChapter({ viewport: { width: 1280, height: 900 } })
  await page.locator('#p1 > .paragraph-link').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(caretOf(page)).toBeVisible()
  const start = await caretAt(page)
  await page.keyboard.press('ArrowLeft')
  const second = await caretAt(page)
  expect(second).toBeLessThan(start - 5)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => caretAt(page)).toBeLessThan(second - 5)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => caretAt(page)).toBe(second)
  await page.keyboard.press('Control+ArrowLeft')
  await expect.poll(() => caretAt(page)).toBeLessThan(second)
  await page.keyboard.press('Control+ArrowRight')
  await expect.poll(() => caretAt(page)).toBe(second)

  for (let at = 0; at < 3; at++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  const forwards = await selected(page)
  expect(forwards.words).toBe('והסירות')
  expect(forwards.lines).toBe(1)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  const backwards = await selected(page)
  expect(backwards.words.trim()).toBe('מוקדם')
  await page.keyboard.press('Escape')

  const middle = async () => {
    const { x, width } = (await menuOf(page).boundingBox()) ?? { x: 0, width: 0 }
    return x + width / 2
  }
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(menuOf(page).getByRole('button').first()).toBeFocused()
  const { words, left } = await selected(page)
  expect(Math.abs((await middle()) - left)).toBeLessThan(3)
  await page.keyboard.press('Enter')
  await expect.poll(() => painted(page, 'own-')).toEqual([words])
})
