import { expect, type Page } from '@playwright/test'
import { cardOf, createCircle, drawOver, menuOf, painted, placeOf, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

test('a note written with the mouse stands beside its passage, and another member sees it without a reload', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  const other = await ben.open(path)
  await ready(other)
  await expect(page.getByText('Nobody has marked anything yet')).toBeVisible()

  const words = await writeNote(page, 2, [4, 7], 'Is there a *source*?')
  const card = cardOf(page, 'Ada Byron (you) on')
  await expect(card.getByRole('emphasis')).toHaveText('source')
  await expect(card).toHaveAccessibleName(new RegExp(`on “${words}”, ¶ 2`))
  await expect.poll(() => painted(page, 'own-')).toEqual([words])
  const { from } = await placeOf(page, 2, [4, 7])
  await expect.poll(async () => Math.abs(((await card.boundingBox())?.y ?? 0) - from.y)).toBeLessThan(20)

  await expect(cardOf(other, 'Ada Byron on').getByRole('emphasis')).toHaveText('source')
  await expect.poll(() => painted(other, 'layer-')).toEqual([words])
})

test('drawn backwards and over two paragraphs, the menu stands over the beginning', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await ready(page)
  const { to } = await placeOf(page, 3, [4, 4])
  const { from } = await placeOf(page, 2, [6, 6])
  const [begin, end] = [await again(page, 3, 4, to), await again(page, 2, 6, from)]
  await page.mouse.move(begin.x, begin.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 6 })
  await page.mouse.up()
  const menu = menuOf(page)
  await expect(menu).toBeVisible()
  await expect.poll(async () => (await menu.boundingBox())?.y).toBeLessThan(end.y)
  await menu.getByRole('button', { name: 'Highlight' }).click()
  await expect.poll(() => painted(page, 'own-')).toHaveLength(1)
  expect((await painted(page, 'own-'))[0]).toContain('\n')
})

/** Where a word's place has come to after the other one was scrolled to. */
async function again(page: Page, paragraph: number, word: number, known: { x: number; y: number }) {
  const top = await page.evaluate(() => scrollY)
  const { from } = await placeOf(page, paragraph, [word, word])
  const moved = (await page.evaluate(() => scrollY)) - top
  await page.evaluate((by) => scrollBy({ top: -by, behavior: 'instant' }), moved)
  return { x: known.x, y: from.y + moved }
}

test('words within a link are selected like others, and the link does not open', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  const words = await drawOver(page, 2, [2, 3])
  await expect(menuOf(page)).toBeVisible()
  expect(new URL(page.url()).hash).toBe('')
  await menuOf(page).getByRole('button', { name: 'Highlight' }).click()
  await expect.poll(() => painted(page, 'own-')).toEqual([words])
})

test('a mere click opens no menu, and Escape closes it', async ({ ada }) => {
  const { path } = await createCircle(ada)
  // A browser of its own, whose clock is set.
  const page = await ada.open(path, {})
  await ready(page)
  const { from } = await placeOf(page, 2, [6, 6])
  await page.clock.install()
  await page.mouse.click(from.x, from.y)
  // Whatever the page puts off after a click is done now.
  await page.clock.fastForward(5_000)
  await expect(menuOf(page)).toHaveCount(0)
  await page.mouse.dblclick(from.x + 4, from.y)
  await expect(menuOf(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menuOf(page)).toBeHidden()
  await page.mouse.click(from.x, from.y + 60)
  await page.waitForFunction(() => document.getSelection()?.isCollapsed)
  await page.clock.fastForward(5_000)
  await expect(menuOf(page)).toBeHidden()
})

for (const painter of ['highlight', 'mark'] as const) {
  test(`a highlight is quiet until it is clicked, and deleting it can be undone (${painter} painter)`, async ({ ada }) => {
    const { path } = await createCircle(ada)
    const page = await ada.open('/')
    if (painter === 'mark') await page.addInitScript(() => Reflect.deleteProperty(window, 'Highlight'))
    await page.goto(path)
    const words = await drawOver(page, 2, [4, 7])
    await menuOf(page).getByRole('button', { name: 'Highlight' }).click()
    await expect.poll(() => painted(page, 'own-')).toEqual([words])
    await expect(page.getByRole('article', { name: 'Ada Byron' })).toHaveCount(0)

    const { from } = await placeOf(page, 2, [5, 5])
    await page.mouse.click(from.x + 3, from.y)
    const card = cardOf(page, 'Ada Byron (you) on')
    await expect(card).toContainText('Highlighted, without a note.')
    await card.getByRole('button', { name: 'Delete your highlight' }).click()
    await expect.poll(() => painted(page, 'own-')).toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => painted(page, 'own-')).toEqual([words])

    const text = await page.locator('#chapter-text').evaluate((article) => ({
      shown: article.textContent,
      revision: (article as HTMLElement).dataset.revision,
    }))
    const { createHash } = await import('node:crypto')
    expect(createHash('sha256').update(text.shown).digest('hex').slice(0, 32)).toBe(text.revision)
  })
}

test('a draft outlives a reload, with its passage, and a failure of the network', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  const words = await drawOver(page, 3, [0, 5])
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('Half a thought')
  await page.getByLabel('Only me').check()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveValue('Half a thought')
  await expect(page.getByLabel('Only me')).toBeChecked()
  await expect.poll(() => painted(page, 'pending')).toEqual([words])

  await page.route('**/annotations', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.getByRole('textbox', { name: 'Your note' }).press('Control+Enter')
  await expect(page.getByText('The connection failed. What you typed is kept')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveValue('Half a thought')
  await page.unroute('**/annotations')
  await page.getByRole('textbox', { name: 'Your note' }).press('Control+Enter')
  await expect(cardOf(page, 'Ada Byron (you) on')).toContainText('Only you')
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveCount(0)
  await page.reload()
  await expect(cardOf(page, 'Ada Byron (you) on')).toContainText('Half a thought')
  await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveCount(0)
})

test('what is for oneself alone stays with oneself', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await drawOver(page, 2, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  await page.getByRole('textbox', { name: 'Your note' }).fill('Nobody else reads this')
  await page.getByLabel('Only me').check()
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(cardOf(page, 'Ada Byron (you) on')).toContainText('Nobody else reads this')
  const other = await ben.open(path)
  await ready(other)
  await expect(other.getByText('Nobody has marked anything yet')).toBeVisible()
  expect(await other.content()).not.toContain('Nobody else reads this')
})

test('the address of a note opens it and shows its passage', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await writeNote(page, 9, [1, 4], 'Far down the chapter.')
  const link = await page.getByRole('link', { name: 'Link to this note' }).getAttribute('href')
  const fresh = await ada.open(`${path}${link}`, { reducedMotion: 'reduce' })
  const card = cardOf(fresh, 'Ada Byron (you) on')
  await expect(card).toBeFocused()
  await expect(card).toBeInViewport()
  await expect(fresh.locator('#p9')).toBeInViewport()
  await expect.poll(() => painted(fresh, 'active')).toHaveLength(1)
})
