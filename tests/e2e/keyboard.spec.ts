import { expect, type Page } from '@playwright/test'
import { cardOf, caretOf, createCircle, menuOf, painted, type Reader, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const selectedWords = (page: Page) => page.evaluate(() => String(document.getSelection()))
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

const inOneLine = (words: string) => words.replace(/\s+/g, ' ').trim()

async function openChapter(ada: Reader): Promise<Page> {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await ready(page)
  return page
}

/** The words of a paragraph as they stand on the page. */
const wordsOf = (page: Page, paragraph: number) =>
  page.locator(`#p${paragraph}`).evaluate((block) => (block.textContent?.trim() ?? '').match(/[\p{L}\p{N}’'-]+/gu) ?? [])

/** Puts the caret before the first word of a paragraph. */
async function startAt(page: Page, paragraph: number) {
  await page.locator(`#p${paragraph} > .paragraph-link`).focus()
  await page.keyboard.press('ArrowRight')
  await expect(caretOf(page)).toBeVisible()
}

test('from the number of a paragraph to a note and back to the words, without a mouse', async ({ ada }) => {
  const page = await openChapter(ada)
  await startAt(page, 2)
  const [first, second, third] = await wordsOf(page, 2)
  await press(page, 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight')
  const words = await selectedWords(page)
  expect(words).toContain(second)
  expect(words).toContain(third)
  expect(words).not.toContain(first)
  await expect(menuOf(page)).toHaveCount(0)

  await page.keyboard.press('Enter')
  await expect(menuOf(page).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menuOf(page)).toHaveCount(0)
  await expect(page.locator('#p2 > .paragraph-link')).toBeFocused()
  await expect.poll(() => selectedWords(page)).toBe(words)

  await page.keyboard.press('Enter')
  await menuOf(page).getByRole('button', { name: 'Note' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Your note' })).toBeFocused()
  await page.keyboard.type('Without a mouse? c n p u [ ]')
  await page.keyboard.press('Control+Enter')
  const card = cardOf(page, 'Ada Byron (you) on')
  await expect(card).toContainText('Without a mouse? c n p u [ ]')
  await expect(card).toBeFocused()
  await expect.poll(() => painted(page, 'own-')).toEqual([words])

  await page.keyboard.press('Escape')
  await expect(page.locator('#p2 > .paragraph-link')).toBeFocused()
  await expect(caretOf(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(card).toBeFocused()
})

test('the caret goes by word, sentence and paragraph, into view, and Escape puts it away step by step', async ({ ada }) => {
  const page = await openChapter(ada)
  await page.keyboard.press('c')
  await expect(caretOf(page)).toBeVisible()
  const place = async () => (await caretOf(page).boundingBox()) ?? { x: 0, y: 0 }
  const start = await place()
  await page.keyboard.press('ArrowRight')
  expect((await place()).x).toBeGreaterThan(start.x)
  await page.keyboard.press('Home')
  await expect.poll(() => place()).toEqual(start)
  for (let at = 0; at < 8; at++) await page.keyboard.press('Control+ArrowDown')
  await expect(page.locator('#p9 > .paragraph-link')).toBeFocused()
  await expect(caretOf(page)).toBeInViewport()
  await page.keyboard.press('Control+End')
  await expect(caretOf(page)).toBeInViewport()
  await press(page, 'Control+Home', 'Shift+ArrowDown')
  await expect.poll(() => selectedWords(page)).toMatch(/[.!?][”’)]*$/)
  await page.keyboard.press('Escape')
  await expect.poll(() => selectedWords(page)).toBe('')
  await expect(caretOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(caretOf(page)).toBeHidden()
  const before = await page.evaluate(() => scrollY)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before)
})

test('Enter on one word opens the menu for it, and the focus comes back after a highlight', async ({ ada }) => {
  const page = await openChapter(ada)
  await startAt(page, 3)
  const [word] = await wordsOf(page, 3)
  await press(page, 'Enter', 'Enter')
  await expect.poll(() => painted(page, 'own-')).toEqual([word])
  await expect(page.locator('#p3 > .paragraph-link')).toBeFocused()
  await expect(caretOf(page)).toBeVisible()
})

test('the selection stays where a browser gives it up with every move of the focus, as WebKit does', async ({ ada }) => {
  const page = await openChapter(ada)
  await page.evaluate(() => addEventListener('focus', () => document.getSelection()?.removeAllRanges(), true))
  await startAt(page, 2)
  await press(page, 'Shift+Control+ArrowDown', 'Shift+ArrowRight')
  const words = await selectedWords(page)
  expect(words).toContain((await wordsOf(page, 2)).at(-1))
  expect(words).toContain((await wordsOf(page, 3))[0])

  await page.keyboard.press('Enter')
  await expect(menuOf(page).getByRole('button', { name: 'Highlight' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(menuOf(page).getByRole('button', { name: 'Note' })).toBeFocused()
  await expect.poll(() => selectedWords(page)).toBe(words)
  await page.keyboard.press('Escape')
  await expect(menuOf(page)).toHaveCount(0)
  await expect.poll(() => selectedWords(page)).toBe(words)

  await page.keyboard.press('Enter')
  await expect(menuOf(page).getByRole('button', { name: 'Highlight' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => painted(page, 'own').then((passages) => passages.map(inOneLine))).toEqual([inOneLine(words)])
})

test('keys pressed while what acts on them is still on its way are kept', async ({ ada }) => {
  const page = await openChapter(ada)
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/*.js', async (route) => {
    await arrived
    await route.continue()
  })
  const [first, second] = await wordsOf(page, 3)
  await page.locator('#p3 > .paragraph-link').focus()
  await press(page, 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Enter')
  await expect(page.getByText('One moment …')).toBeVisible()
  await expect(caretOf(page)).toBeHidden()
  arrive()
  await expect(menuOf(page).getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => painted(page, 'own-')).toEqual([second])
  expect(second).not.toBe(first)
})

test('from note to note, in the order of the text, and what is said is said once', async ({ ada }) => {
  const page = await openChapter(ada)
  await writeNote(page, 3, [1, 3], 'The second note')
  await writeNote(page, 2, [4, 7], 'The first note')
  await page.getByRole('button', { name: 'Read with the keyboard' }).click()
  await expect(caretOf(page)).toBeVisible()
  await press(page, 'Control+Home', 'n')
  const first = cardOf(page, 'Ada Byron (you) on').filter({ hasText: 'The first note' })
  const second = cardOf(page, 'Ada Byron (you) on').filter({ hasText: 'The second note' })
  await expect(first).toBeFocused()
  await page.keyboard.press(']')
  await expect(second).toBeFocused()
  await page.keyboard.press('n')
  await expect(page.getByRole('status').filter({ hasText: 'No note after this.' })).toHaveCount(1)
  await expect(second).toBeFocused()
  await page.keyboard.press('p')
  await expect(first).toBeFocused()
})

test('? lists the shortcuts; those of a single letter can be switched off, and stay off', async ({ ada }) => {
  const page = await openChapter(ada)
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await expect(list).toBeVisible()
  await list.getByRole('checkbox', { name: 'Shortcuts of a single letter' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await press(page, '?', 'c')
  await page.reload()
  await ready(page)
  await press(page, 'c', '?')
  await expect(list).toBeHidden()
  await expect(caretOf(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Shortcuts' }).click()
  await list.getByRole('checkbox', { name: 'Shortcuts of a single letter' }).check()
  await press(page, 'Escape', 'c')
  await expect(caretOf(page)).toBeVisible()
})

test('no shortcut acts while somebody types or holds a modifier', async ({ ada }) => {
  const page = await openChapter(ada)
  await writeNote(page, 2, [4, 7], 'A note')
  await page.getByRole('button', { name: 'Reply' }).click()
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused()
  await page.keyboard.type('c?n')
  await expect(page.getByRole('textbox', { name: 'Your comment' })).toHaveValue('c?n')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.locator('#p2 > .paragraph-link').focus()
  await press(page, 'Alt+c', 'Meta+c', 'Alt+ArrowDown')
  await expect(caretOf(page)).toHaveCount(0)
})

test('the caret can be seen in forced colours', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, { forcedColors: 'active', reducedMotion: 'reduce' })
  await ready(page)
  await startAt(page, 2)
  const seen = await caretOf(page).evaluate((bar) => {
    const { borderInlineStartWidth, borderInlineStartColor } = getComputedStyle(bar)
    return { width: borderInlineStartWidth, same: borderInlineStartColor === getComputedStyle(document.body).backgroundColor }
  })
  expect(seen).toEqual({ width: '3px', same: false })
})
