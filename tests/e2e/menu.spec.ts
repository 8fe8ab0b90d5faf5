import { expect, type Page } from '@playwright/test'
import { cardOf, createCircle, drawOver, menuOf, painted, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const press = (page: Page, name: string) => menuOf(page).getByRole('button', { name }).click()

test('one press on “?” draws a sign at the words and lists them as a question, which others answer', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  const other = await ben.open(path)
  await ready(other)
  const words = await drawOver(page, 2, [4, 7])
  await press(page, 'Puzzling')
  await expect(page.getByText('Marked with a “?” for the group.')).toBeVisible()
  await expect(page.locator('.question-signs .question-sign')).toHaveCount(1)
  await expect.poll(() => painted(page, 'own-')).toEqual([words])

  const card = cardOf(other, `Ada Byron has a question on “${words}”`)
  await expect(card.locator('.question-sign')).toHaveText('?')
  await card.click()
  await card.getByRole('button', { name: 'Reply' }).click()
  await card.getByRole('textbox', { name: 'Your comment' }).fill('It means this.')
  await card.getByRole('button', { name: 'Send' }).click()
  await expect(cardOf(page, 'Ada Byron (you) has a question').getByRole('button', { name: '1 reply' })).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.question-signs')).toHaveCount(0)
})

test('a link to words makes no mark, and leads there also when they have moved', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, { permissions: ['clipboard-read', 'clipboard-write'] })
  const words = await drawOver(page, 9, [3, 8])
  await press(page, 'Copy link')
  await expect(page.getByText('The link to these words is copied.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await expect(page.getByRole('article', { name: 'Ada Byron' })).toHaveCount(0)

  for (const address of [link, link.replace(/passage=\d+-\d+/, 'passage=10-30')]) {
    const visitor = await ada.open(address)
    await expect.poll(() => painted(visitor, 'flash')).toEqual([words])
    await expect(visitor.locator('#p9')).toBeInViewport()
  }
  const lost = await ada.open(link.replace(/words=[^&]*/, 'words=nothing+of+the+kind+stands+in+this+chapter'))
  await expect(lost.getByText('The words that this link leads to are not in the chapter any more.')).toBeVisible()
})

test('without a network the menu says so, and the selection waits for it', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await ready(page)
  await page.route('**/_next/static/**', (route) => route.abort('internetdisconnected'))
  const words = await drawOver(page, 2, [4, 7])
  await expect(page.getByRole('alert').filter({ hasText: 'The connection failed. Nothing is lost.' })).toBeVisible()
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe(words)
  await page.unroute('**/_next/static/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await press(page, 'Highlight')
  await expect.poll(() => painted(page, 'own-')).toEqual([words])
})

test('a menu that was closed stays closed while other things are pressed, and one that is open stays in the window', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  const words = await drawOver(page, 2, [4, 7])
  await expect(menuOf(page)).toBeVisible()
  await page.setViewportSize({ width: 360, height: 740 })
  for (const button of await menuOf(page).getByRole('button').all()) await expect(button).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await expect(menuOf(page)).toHaveCount(0)
  await page.clock.install()
  await page.getByRole('button', { name: 'Theme and type size' }).click()
  await page.clock.fastForward(5_000)
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe(words)
  await expect(menuOf(page)).toHaveCount(0)
})

test('at 320 pixels all five fit, large enough for a finger', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path, { viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true })
  await ready(page)
  await page.locator('#p2').evaluate((block) => {
    const at = { bubbles: true, pointerType: 'touch', pointerId: 5 }
    block.dispatchEvent(new PointerEvent('pointerdown', at))
    document.getSelection()?.selectAllChildren(block)
    block.dispatchEvent(new PointerEvent('pointercancel', at))
  })
  const buttons = menuOf(page).getByRole('button')
  await expect(buttons).toHaveCount(5)
  for (const button of await buttons.all()) {
    const { x = -1, width = 0, height = 0 } = (await button.boundingBox()) ?? {}
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(320)
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
  }
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test('notes are tagged, the group’s tags are offered, and a tag shows all notes that have it', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await drawOver(page, 2, [4, 7])
  await press(page, 'Note')
  await page.getByRole('textbox', { name: 'Your note' }).fill('Who says so?')
  await page.getByRole('combobox', { name: 'Tags' }).fill('Sources,')
  await page.getByRole('combobox', { name: 'Tags' }).fill('party')
  await page.reload()
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(cardOf(page, 'Ada Byron').getByRole('list', { name: 'Tags' }).getByRole('button')).toHaveText(['Sources', 'party'])

  const other = await ben.open(path)
  await writeNote(other, 3, [1, 4], 'Without a tag.')
  await drawOver(other, 4, [1, 4])
  await press(other, 'Note')
  await expect(other.locator('datalist option[value="Sources"]')).toHaveCount(1)
  await other.getByRole('textbox', { name: 'Your note' }).fill('Here too.')
  await other.getByRole('combobox', { name: 'Tags' }).fill('sources')
  await other.getByRole('button', { name: 'Save note' }).click()
  await other.getByRole('button', { name: 'Sources' }).first().click()
  await expect(other.getByText('Showing notes tagged “Sources”: 2 of 3')).toBeVisible()
  await expect(cardOf(other, 'on “')).toHaveCount(2)
})

test('a note that was changed elsewhere meanwhile is put together, its tags too', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await writeNote(page, 2, [4, 7], 'First words.')
  const elsewhere = await ada.open(path, { viewport: { width: 1280, height: 900 } })
  for (const window of [page, elsewhere]) {
    // At its head: its buttons stand in the middle.
    await cardOf(window, 'Ada Byron').click({ position: { x: 12, y: 12 } })
    await cardOf(window, 'Ada Byron').getByRole('button', { name: 'Edit your note' }).click()
    await window.getByRole('combobox', { name: 'Tags' }).fill(window === page ? 'here,' : 'there,')
    await window.getByRole('textbox', { name: 'Your note' }).fill(window === page ? 'Words of here.' : 'Words of there.')
  }
  await elsewhere.getByRole('button', { name: 'Save note' }).click()
  // Its field holds the words before they are saved.
  await expect(cardOf(elsewhere, 'Ada Byron')).toContainText('edited')
  await page.getByRole('button', { name: 'Save note' }).click()
  const conflict = page.getByRole('alert').filter({ hasText: 'Saved meanwhile' })
  await expect(conflict).toContainText('Words of there.')
  await expect(conflict).toContainText('Tagged: there')
  await conflict.getByRole('button', { name: 'Put both in the field' }).click()
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveValue('Words of here.\n\nWords of there.')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(cardOf(elsewhere, 'Ada Byron').getByRole('list', { name: 'Tags' }).getByRole('button')).toHaveText(['here', 'there'])
})
