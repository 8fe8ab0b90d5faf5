import { expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { createCircle, PASSWORD, type Reader } from '../support/group-page.ts'
import { runBeside } from '../support/run-beside.ts'
import { test } from './fixtures.ts'

/** Adds somebody by name, as its facilitator does. @returns the code on their slip */
async function slipFor(leader: Reader, groupId: string, name: string): Promise<string> {
  const headers = { origin: new URL(process.env.E2E_URL ?? '').origin }
  const printed = await leader.context.request.post(`/api/groups/${groupId}/slips`, { data: { name }, headers })
  expect(printed.headers()['content-type']).toBe('application/pdf')
  return await runBeside('know-code', [groupId])
}

async function look(page: Page, name: string): Promise<void> {
  for (const [size, scheme] of [
    [{ width: 360, height: 780 }, 'light'],
    [{ width: 1280, height: 900 }, 'dark'],
  ] as const) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: test.info().outputPath(`${name}-${size.width}.png`), fullPage: true })
  }
}

test('the code on a slip makes a new account of a name, or gives the name to an account that somebody has', async ({
  browser,
  ada,
  ben,
}) => {
  const { groupId } = await createCircle(ada)
  // Somebody new types it as it stands on paper.
  const code = await slipFor(ada, groupId, 'Dot Wick')
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } })
  const page = await context.newPage()
  await page.goto(`/claim?code=${code}`)
  await expect(page.getByLabel('Your name')).toHaveValue('Dot Wick')
  await look(page, 'claim-new')
  expect(await findFaults(page)).toEqual([])
  await page.getByLabel('Username').fill(`dot-${groupId.slice(0, 8)}`)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByRole('link', { name: 'I’ve saved these codes: go to my groups' }).click()
  await expect(page.getByRole('link', { name: /Thursday readers/ }).first()).toBeVisible()
  await context.close()

  // Somebody with an account signs in with nothing but forms, types the code, and is that name.
  const other = await slipFor(ada, groupId, 'Wes Lamp')
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await ben.context.storageState() })
  const form = await plain.newPage()
  await form.goto('/claim')
  await form.getByLabel('Code on your slip').fill('AAAA BBBB CCCC DDDD')
  await form.getByRole('button', { name: 'Use the code' }).click()
  await expect(form.getByRole('alert')).toContainText('not on any slip')
  await form.goto(`/claim?code=${other}`)
  await look(form, 'claim-signed-in')
  await form.getByRole('button', { name: 'Take over Wes Lamp' }).click()
  const done = 'All that was written under Wes Lamp in Thursday readers is yours now.'
  await expect(form.getByRole('status').filter({ hasText: done })).toBeVisible()
  await look(form, 'claimed')
  await form.getByRole('link', { name: 'Go to the group' }).click()
  await form.goto(`/groups/${groupId}/members`)
  await expect(form.getByRole('listitem').filter({ hasText: 'you' })).toContainText('Wes Lamp')
  await plain.close()
})

test('an owner prints a code for a member who lost everything; the account hears of it on every page, and stops it with one press', async ({
  browser,
  ada,
  ben,
  cleo,
}) => {
  const { groupId } = await createCircle(ada, ben)
  const owner = await ada.open(`/groups/${groupId}/members`)
  await owner.getByRole('link', { name: 'Change Ben Okri' }).click()
  await expect(owner.getByRole('heading', { name: 'Help them back' })).toBeVisible()
  await look(owner, 'help-back')
  expect(await findFaults(owner)).toEqual([])
  const sent = owner.context().waitForEvent('response', (response) => response.url().endsWith('/return'))
  const print = owner.locator('form').filter({ has: owner.getByRole('button', { name: 'Print a code for Ben Okri' }) })
  await print.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await print.getByRole('button').last().click()
  expect((await sent).headers()['content-type']).toBe('application/pdf')
  const code = await runBeside('know-code', [groupId])

  // Whoever is signed out is led to an account first.
  const out = await browser.newContext({ viewport: { width: 360, height: 780 } })
  const door = await out.newPage()
  await door.goto(`/claim?code=${code}`)
  await expect(door.getByRole('link', { name: 'Make an account' })).toBeVisible()
  await look(door, 'return-signed-out')
  await out.close()

  const asks = await cleo.open(`/claim?code=${code}`)
  await look(asks, 'return-asks')
  await asks.getByRole('button', { name: 'Ask for the place' }).click()
  await expect(asks.getByRole('status').filter({ hasText: 'You have asked for the place' })).toBeVisible()
  await look(asks, 'return-asked')

  const lost = await ben.open(`/groups/${groupId}/inbox`)
  await expect(lost.getByText('Somebody has asked for your place in this group.')).toBeVisible()
  await look(lost, 'return-notice')
  expect(await findFaults(lost)).toEqual([])
  await lost.getByRole('button', { name: 'I’m still here' }).click()
  await expect(lost.getByText(/^Stopped on/)).toBeVisible()
  await expect(lost.getByRole('button', { name: 'I’m still here' })).toHaveCount(0)
  await look(lost, 'return-stopped')
  await owner.goto(`/groups/${groupId}/members`)
  await expect(owner.getByText('Ben Okri: code printed by Ada Byron on')).toBeVisible()
})
