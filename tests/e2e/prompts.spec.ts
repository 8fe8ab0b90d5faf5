import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { ready } from '../support/group-page.ts'
import { saveLetters } from '../support/imported.ts'
import { tabTo } from '../support/tab-to.ts'
import { test } from './fixtures.ts'

/** A text as it is brought in: nobody has asked anything about it. */
const BARE = `---
title: "Letters without questions"
summary: "Two letters that nobody has asked about."
work: { "title": "Letters without questions" }
licence: "in copyright"
---

Found in a library.
`

test('a text that brings no questions is asked one of the bank’s, adapted, by keyboard and by touch', async ({ ada }) => {
  await saveLetters('bare-letters', 'MEMBERS', { 'guide.md': BARE })
  const groupId = randomUUID()
  await ada.ask('POST', '/api/groups', { id: groupId, guide: 'bare-letters', name: 'Friday readers' })
  const page = await ada.open(`/groups/${groupId}/second`, { viewport: { width: 360, height: 740 } })
  await ready(page)
  const own = page.getByRole('list', { name: 'Questions of the group' }).getByRole('listitem')
  const field = page.getByRole('textbox', { name: 'Your question' })
  await expect(own).toHaveCount(0)
  await expect(page.getByText('This text comes without questions. Below are some that fit any text')).toBeVisible()

  await test.step('by keyboard alone', async () => {
    await page.getByText('Add a question on the whole chapter').focus()
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: /^Where do we see this today/ }))
    await page.keyboard.press('Enter')
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('Where do we see this today, and where does the comparison break down?')
    await page.keyboard.type(' Think of our own mill.')
    await tabTo(page, page.getByRole('button', { name: 'Suggest it' }))
    await page.keyboard.press('Enter')
    const accept = page.getByRole('region', { name: 'Suggested by members' }).getByRole('button', { name: 'Accept', exact: true })
    await expect(field).toHaveValue('')
    await tabTo(page, accept, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(own).toHaveCount(1)
    await expect(own.first().getByRole('heading')).toHaveText(/break down\? Think of our own mill\.$/)
    // The prompt’s kind came along: “Here and now” asks for a judgement.
    await expect(own.first()).toContainText('Judge')
  })

  await test.step('a prompt gives back the words whose place it took, and is asked with one more press', async () => {
    await field.fill('Words of my own')
    await page.getByRole('button', { name: /^At which sentence did you stop/ }).click()
    await page.getByRole('button', { name: 'Bring them back' }).click()
    await expect(field).toHaveValue('Words of my own')
    await field.fill('')
    await page.getByRole('button', { name: /^At which sentence did you stop/ }).click()
    await page.getByRole('button', { name: 'Suggest it' }).click()
    await page.getByRole('button', { name: 'Ask it now' }).click()
    await expect(own).toHaveCount(2)
    await expect(own.filter({ hasText: 'At which sentence did you stop' })).toContainText('The group’s own')
    expect(await findFaults(page)).toEqual([])
  })
})
