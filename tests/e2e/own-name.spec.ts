import { expect } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { createCircle } from '../support/group-page.ts'
import { test } from './fixtures.ts'

test('with JavaScript off somebody takes a name of their own in a group, and its owner lets names go after a while', async ({
  browser,
  ada,
  ben,
}) => {
  const { groupId, path } = await createCircle(ada, ben)
  const { userId: id } = await ben.ask<{ userId: string }>('GET', '/api/account')
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await ben.context.storageState() })
  const page = await context.newPage()
  await page.goto(`/groups/${groupId}/members`)
  await page.getByText('Your name in this group').click()
  await page.getByLabel('Name that this group sees').fill('Quill of the Marsh')
  for (const [name, size, scheme] of [
    ['narrow', { width: 360, height: 780 }, 'light'],
    ['wide', { width: 1280, height: 900 }, 'dark'],
  ] as const) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: test.info().outputPath(`own-name-${name}.png`), fullPage: true })
  }
  await page.getByRole('button', { name: 'Use this name here' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'In this group you are now Quill of the Marsh.' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'you' })).toContainText('Quill of the Marsh')

  // The owner lets names go some weeks after the last session; a member is told so.
  const chief = await browser.newContext({ javaScriptEnabled: false, storageState: await ada.context.storageState() })
  const settings = await chief.newPage()
  await settings.goto(`/groups/${groupId}/members`)
  await settings.getByText('How long names are kept', { exact: true }).click()
  await settings.getByLabel('Names become pseudonyms').selectOption('8')
  await settings.getByRole('button', { name: 'Save how long names are kept' }).click()
  await expect(settings.getByRole('status').filter({ hasText: 'Everybody is told a week before it happens.' })).toBeVisible()
  await expect(settings.getByLabel('Names become pseudonyms')).toHaveValue('8')
  await settings.setViewportSize({ width: 360, height: 780 })
  await settings.screenshot({ path: test.info().outputPath('names-kept.png'), fullPage: true })
  await page.reload()
  await expect(page.getByText('8 weeks after the last session, names in this group become pseudonyms.')).toBeVisible()
  await chief.close()

  // With scripts: to others the name is all there is, and the account itself is nobody else on the way from its own page and back.
  const reading = await ada.open(`/groups/${groupId}/members`)
  await expect(reading.getByText('Quill of the Marsh')).toBeVisible()
  expect(await findFaults(reading)).toEqual([])
  expect(await reading.content()).not.toContain(id)
  expect(JSON.stringify(await ada.ask('GET', `/api/groups/${groupId}/members`))).not.toContain(id)
  const own = await ben.open(path)
  await own.getByRole('button', { name: 'Account of Ben' }).click()
  await own.getByRole('link', { name: 'Account', exact: true }).click()
  await expect(own.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible()
  await own.goBack()
  await expect(own.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(own.getByRole('dialog')).toHaveCount(0)
  await expect(own.getByRole('alertdialog')).toHaveCount(0)
})
