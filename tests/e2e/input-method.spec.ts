import { expect } from '@playwright/test'
import { createCircle, drawOver, menuOf } from '../support/group-page.ts'
import { test } from './fixtures.ts'

test('with an input method, Enter takes a suggestion and Escape drops it: neither leaves the field', async ({ ada }) => {
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
