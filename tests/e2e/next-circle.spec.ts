import { randomUUID } from 'node:crypto'
import { type Browser, expect } from '@playwright/test'
import { CHAPTER, createCircle, type Reader, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// The end of a group and the beginning of the next, with what members set for themselves: all of it works with JavaScript off.

/** A window without scripts in which somebody is signed in. */
async function plainPage(browser: Browser, reader: Reader) {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await reader.context.storageState() })
  return context.newPage()
}

test('with JavaScript off a group is set up, archived and begun again, and a member finds the invitation', async ({
  browser,
  ada,
  ben,
}) => {
  const { groupId, path } = await createCircle(ada, ben)
  const question = { id: randomUUID(), chapter: CHAPTER, annotationId: null, text: 'Who lit it first?' }
  const { version } = await ada.ask<{ version: number }>('POST', `/api/groups/${groupId}/questions`, question)
  await ada.ask('PUT', `/api/groups/${groupId}/questions/${question.id}/decision`, { version, status: 'ACCEPTED' })
  const page = await plainPage(browser, ada)
  await page.goto(`/groups/${groupId}/members`)
  await page.getByText('Group settings').click()
  await page.getByLabel('Name of the group').fill('Harbour readers')
  await page.getByLabel('The language you write in').selectOption('de')
  await page.getByLabel('Time zone of the sessions').selectOption('Europe/Berlin')
  await page.getByRole('button', { name: 'Save the settings' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The settings are saved.' })).toBeVisible()
  await expect(page.getByLabel('Time zone of the sessions')).toHaveValue('Europe/Berlin')

  // What members write is marked as German, also where it is read without scripts.
  await writeNote(await ada.open(path), 2, [4, 7], 'Wer hat es zuerst angezündet?')
  await page.goto(`${path}/notes`)
  await expect(page.locator('.prose[lang=de]')).toContainText('Wer hat es zuerst')

  await page.goto(`/groups/${groupId}/inbox/settings`)
  await page.getByRole('button', { name: 'Calendar: Make an address' }).click()
  const address = page.getByLabel('Address of your calendar')
  await expect(address).toHaveValue(/\/api\/calendars\/[\w-]{32}\.ics$/)
  const first = await address.inputValue()
  await page.getByRole('button', { name: 'Calendar: Replace the address' }).click()
  await expect(address).not.toHaveValue(first)
  await page.getByRole('button', { name: 'Calendar: End it' }).click()
  await expect(address).toBeHidden()

  await page.goto(`/groups/${groupId}/members`)
  await page.getByRole('link', { name: 'Archive this group' }).click()
  await page.getByRole('button', { name: 'Archive the group' }).click()
  await expect(page.getByText('This group has been archived since').first()).toBeVisible()
  await page.goto(path)
  await expect(page.getByText('Everything can be read; nothing can be added.')).toBeVisible()

  await page.getByRole('link', { name: 'Start the next circle' }).click()
  await expect(page.getByText('It starts with this group’s own question.')).toBeVisible()
  await page.getByLabel('Name of the new group').fill('Second circle')
  await page.getByRole('button', { name: 'Start the new group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second circle')

  const bens = await plainPage(browser, ben)
  await bens.goto(`/groups/${groupId}/inbox`)
  await expect(bens.getByText('Ada Byron invites you to “Second circle”')).toBeVisible()
  await bens.getByRole('link', { name: 'Look at it' }).click()
  await bens.getByRole('button', { name: /Join/ }).click()
  await bens.goto(`${new URL(page.url()).pathname}/questions`)
  // What the group does not read this week is folded.
  await bens.getByRole('heading', { name: 'Keeping the light' }).click()
  await expect(bens.getByText('Who lit it first?')).toBeVisible()
  for (const each of [page, bens]) await each.context().close()
})

test('an archived group offers nothing that would add to it, and its refusal keeps what was typed', async ({ ada, ben }) => {
  const { groupId, path } = await createCircle(ada, ben)
  const page = await ben.open(path)
  await writeNote(page, 2, [4, 7], 'Said before the end.')
  await expect(page.getByRole('button', { name: 'Edit your note' })).toBeVisible()
  const write = page.getByRole('button', { name: 'Write your answer' }).first()
  await write.click()
  const field = page.getByRole('textbox', { name: 'Your answer' })
  await field.fill('Typed before the end.')
  await ada.ask('POST', `/api/groups/${groupId}/archiving`, { archived: true })
  await page
    .getByRole('button', { name: /^(Send|Save|Give)/ })
    .first()
    .click()
  await expect(page.getByText(/This group is archived: everything in it can be read/)).toBeVisible()
  await expect(field).toHaveValue('Typed before the end.')
  await page.reload()
  await expect(page.getByText('This group has been archived since')).toBeVisible()
  await expect(page.getByRole('button', { name: /your answer$/ })).toHaveCount(0)
  await expect(page.getByText('Said before the end.').last()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reply' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Edit your note' })).toBeHidden()
})
