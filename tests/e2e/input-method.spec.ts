import { expect, test } from '@playwright/test'
import { createCircle, createReader, drawOver, menuOf, type Reader } from '../support/group-page.ts'

let ada: Reader
test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Byron')
})
test.afterEach(() => ada.closeAll())

test('with an input method, Enter takes a suggestion and Escape drops it: neither leaves the field', async () => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await drawOver(page, 2, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  const note = page.getByRole('textbox', { name: 'Your note' })
  const tags = page.getByRole('combobox', { name: 'Tags' })
  await note.fill('重点')
  await note.dispatchEvent('keydown', { key: 'Escape', isComposing: true })
  await expect(note).toHaveValue('重点')
  await tags.fill('zhong')
  await tags.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await expect(tags).toHaveValue('zhong')
  await tags.dispatchEvent('keydown', { key: 'Enter' })
  await expect(page.getByRole('button', { name: 'Remove the tag zhong' })).toBeVisible()
})
