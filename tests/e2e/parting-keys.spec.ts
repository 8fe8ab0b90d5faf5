import { expect, type Page } from '@playwright/test'
import { createCircle, createReader, PASSWORD, type Reader } from '../support/group-page.ts'
import { tabTo } from '../support/tab-to.ts'
import { test } from './fixtures.ts'

// What cannot be undone, by keyboard alone, where the focus can be seen all the way.

let [olga, ben]: Reader[] = []
test.beforeAll(async ({ browser }) => {
  olga = await createReader(browser, 'Olga Owner')
  ben = await createReader(browser, 'Ben Leaver')
})
test.afterAll(async () => {
  for (const reader of [olga, ben]) await reader?.closeAll()
})

async function press(page: Page, name: string) {
  await tabTo(page, page.getByRole('button', { name, exact: true }))
  await page.keyboard.press('Enter')
}

/** Chooses the first of some radio buttons, and goes on to one further down. */
async function choose(page: Page, first: string, ...then: string[]) {
  await tabTo(page, page.getByLabel(first))
  await page.keyboard.press('Space')
  for (const label of then) {
    await page.keyboard.press('ArrowDown')
    await expect(page.getByLabel(label)).toBeChecked()
  }
}

async function givePassword(page: Page, label: string) {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.type(PASSWORD)
}

test('a group is left, asked to be deleted, and an account goes, by keyboard alone', async () => {
  if (!olga || !ben) throw new Error('nobody')
  const { groupId } = await createCircle(olga, ben)
  const leaves = await ben.open(`/groups/${groupId}/members/leave`)
  await choose(leaves, 'Keep it with my name', 'Keep it without my name', 'Remove my words')
  await givePassword(leaves, 'Your password')
  await press(leaves, 'Leave the group')
  await expect(leaves).toHaveURL('/')

  const owns = await olga.open(`/groups/${groupId}/members/delete`)
  await givePassword(owns, 'Your password')
  await press(owns, 'Delete it in 14 days')
  await expect(owns.getByText('This group will be deleted on').first()).toBeVisible()

  const goes = await ben.open('/account/delete')
  await choose(goes, 'Keep it without my name', 'Remove my words')
  await givePassword(goes, 'Current password')
  await press(goes, 'Delete my account for good')
  await expect(goes.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
})
