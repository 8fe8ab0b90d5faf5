import { expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { annotate, createCircle, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

/** Nothing is wider than the window, and axe finds nothing. */
async function isSound(page: Page, width: number) {
  expect(await findFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
}

test('a misspelt word is found in what was said and in the text, by key and without scripts', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ben.open(path)
  await ready(page)
  const note = await annotate(ada, page, { paragraph: 2, words: [4, 7], body: 'The harbourmaster kept a lantern.' })
  await page.keyboard.press('/')
  const field = page.getByRole('searchbox', { name: 'Search for' })
  await expect(field).toBeFocused()
  await field.fill('habourmaster')
  await field.press('Enter')
  const said = page.getByRole('region', { name: /your group’s words/ })
  await expect(said.locator('mark')).toHaveText('harbourmaster')
  await said.getByRole('link', { name: 'Note by Ada Byron' }).click()
  await expect(page.locator(`#annotation-${note.id}`)).toBeFocused()

  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    const plain = await ben.open(`${path.slice(0, path.lastIndexOf('/'))}/search`, {
      javaScriptEnabled: false,
      colorScheme,
      viewport: { width, height: 800 },
    })
    await plain.getByRole('searchbox').fill('Odesund Nikolshaven')
    await plain.getByRole('button', { name: 'Search' }).click()
    await expect(plain.getByText('Try fewer words')).toBeVisible()
    await plain.getByRole('searchbox').fill('brandrteh')
    await plain.getByRole('button', { name: 'Search' }).click()
    await expect(
      plain
        .getByRole('region', { name: /In the text/ })
        .locator('mark')
        .first(),
    ).toHaveText('Brandreth')
  }
  const shown = await ben.open(`${path.slice(0, path.lastIndexOf('/'))}/search?q=lantern`, { viewport: { width: 360, height: 800 } })
  await isSound(shown, 360)
})

test('a name is completed by key, and whoever is named finds the words under “For you”', async ({ ada, ben }) => {
  const { groupId, path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await ready(page)
  const note = await annotate(ben, page, { paragraph: 1, words: [4, 7], body: 'A note of Ben’s.' })
  const card = page.locator(`#annotation-${note.id}`)
  await card.getByRole('button', { name: '¶ 1' }).click()
  await card.getByRole('button', { name: 'Reply' }).click()
  const field = page.getByRole('textbox', { name: 'Your comment' })
  await field.pressSequentially('Is it so, @b')
  await expect(page.getByRole('option', { name: 'Ben Okri' })).toBeVisible()
  await field.press('Enter')
  await expect(field).toHaveValue('Is it so, @Ben Okri ')
  await field.press('Control+Enter')
  await expect(card.getByText('Is it so, @Ben Okri')).toBeVisible()

  const home = `/groups/${groupId}`
  const other = await ben.open(home, { viewport: { width: 360, height: 740 } })
  await other.getByRole('link', { name: 'For you (something new)' }).click()
  await expect(other.getByRole('listitem').filter({ hasText: 'Is it so, @Ben Okri' }).last()).toContainText('New to you')
  await isSound(other, 360)
  await other.getByRole('link', { name: 'Ada Byron mentioned you' }).click()
  await expect(other.getByText('Is it so, @Ben Okri')).toBeInViewport()
  // Seen there, it waits no longer.
  await expect(other.getByRole('link', { name: 'For you', exact: true })).toBeVisible()

  await other.goto(home)
  await isSound(other, 360)
  const plain = await ben.open(`${home}/inbox`, { javaScriptEnabled: false, colorScheme: 'dark', viewport: { width: 1280, height: 800 } })
  await expect(plain.getByText('Is it so, @Ben Okri')).toBeVisible()
})
