import { type Browser, expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { test } from './fixtures.ts'

const GOOD = 'lamp river copper'
/** Every run has people of its own: the product may be one that has served before. */
const run = Date.now().toString(36)
const user = (name: string) => `${name}-${run}`

async function fillSignUp(page: Page, name: string, password = GOOD) {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Username').fill(user(name.toLowerCase()))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
}

async function signUp(page: Page, name: string, path = '/sign-up') {
  await page.goto(path)
  await fillSignUp(page, name)
  await expect(page.getByRole('heading', { name: 'Keep these codes' })).toBeFocused()
  const codes = await page.getByRole('listitem').allTextContents()
  expect(codes).toHaveLength(8)
  await page.getByText(/^I’ve saved these codes/).click()
  return codes
}

const person = async (browser: Browser) => (await browser.newContext()).newPage()

async function accessible(page: Page) {
  expect(await findFaults(page)).toEqual([])
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wider, 'nothing stands out of the page').toBeLessThanOrEqual(0)
}

test('one starts a group, another joins by its link in one flow, and is handed the group', async ({ page: owner, browser }) => {
  await owner.goto('/groups/new')
  await expect(owner).toHaveURL(/\/sign-in\?next=%2Fgroups%2Fnew/)
  await owner.getByRole('link', { name: 'Create an account' }).click()
  await fillSignUp(owner, 'Olga')
  await owner.getByText('I’ve saved these codes').click()
  await owner.waitForURL('**/groups/new')
  await owner.getByLabel('Name of the group').fill('Harbour <b>readers</b>')
  await owner.getByRole('button', { name: 'Start the group' }).click()
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText('Harbour <b>readers</b>')
  await expect(owner.getByRole('heading', { name: 'First steps' })).toBeVisible()
  await accessible(owner)
  const link = await owner.getByLabel('Invitation link').inputValue()
  expect(link).toMatch(/^http:\/\/localhost:\d+\/join\/[\w-]{22}$/)

  const guest = await person(browser)
  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Harbour')
  await expect(guest.getByText(/Olga invites you/)).toBeVisible()
  await accessible(guest)
  await guest.getByRole('link', { name: 'Create an account and join' }).click()
  await fillSignUp(guest, 'Gita')
  await guest.getByRole('button', { name: /join the group/ }).click()
  await guest.waitForURL(/\/groups\/[\w-]{36}\/[a-z0-9-]+$/)

  // Whoever has joined and opens the link again is simply in the group.
  await guest.goto(link)
  await guest.waitForURL(/\/groups\/[\w-]{36}$/)
  await expect(guest.getByRole('heading', { name: '2 members' })).toBeVisible()
  await expect(guest.getByRole('heading', { name: 'First steps' })).toBeHidden()

  await owner.goto(`${new URL(guest.url()).pathname}/members`)
  await accessible(owner)
  await expect(owner.getByText('You own this group.')).toBeVisible()
  await owner.getByRole('link', { name: 'Change Gita' }).click()
  await expect(owner.getByRole('heading', { level: 1 })).toHaveText('Gita')
  await accessible(owner)
  await owner.getByLabel('Your password', { exact: true }).first().fill(GOOD)
  await owner.getByRole('button', { name: 'Hand the group over to Gita' }).click()
  await owner.getByRole('link', { name: 'Leave this group' }).click()
  await owner.getByRole('button', { name: 'Leave the group' }).click()
  await owner.waitForURL((url) => url.pathname === '/')
  const answer = await owner.goto(new URL(guest.url()).pathname)
  expect(answer?.status()).toBe(404)
})

test('a link is made for some, shown as a code, and withdrawn', async ({ page, browser }) => {
  await signUp(page, 'Wanda', '/sign-up?next=/groups/new')
  await page.getByLabel('Name of the group').fill('Withdrawers')
  await page.getByRole('button', { name: 'Start the group' }).click()
  await page.getByRole('link', { name: 'Members and invitations' }).click()
  await page.getByText('Make a new link').click()
  await page.getByLabel('Days that it works').fill('3')
  await page.getByLabel('For how many people').fill('1')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByText('0 of 1 people have joined')).toBeVisible()
  const link = await page.getByLabel('Invitation link').first().inputValue()

  await page.getByRole('button', { name: 'Show a QR code' }).first().click()
  await expect(page.getByRole('img', { name: `QR code of ${link}` }).locator('path')).toHaveAttribute('d', /^M4 4h1v1h-1z/)
  await accessible(page)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Withdraw this link' }).first().click()
  await page.getByRole('button', { name: 'Withdraw the link' }).click()
  await expect(page.getByText('Links that have ended (1)')).toBeVisible()
  const late = await person(browser)
  await late.goto(link)
  await expect(late.getByText('This invitation has been withdrawn')).toBeVisible()
  await expect(late.getByText('Ask Wanda for a new one.')).toBeVisible()
})

test('what was typed stays when the server refuses, and the reason stands at its field', async ({ page }) => {
  await page.goto('/sign-up')
  await fillSignUp(page, 'Petra', 'password123')
  await expect(page.getByText(/commonly used password/)).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('password123')
  await expect(page.getByLabel('Your name')).toHaveValue('Petra')
  await accessible(page)
  await page.getByRole('button', { name: 'Show the password' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text')
  await page.getByRole('button', { name: 'Hide the password' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'password')
})

test('a lost connection while signing up loses neither the account nor its codes', async ({ page }) => {
  await page.goto('/sign-up')
  let cut = true
  await page.route('**/api/accounts', async (route) => {
    if (!cut) return route.continue()
    cut = false
    await route.fetch()
    await route.abort('connectionfailed')
  })
  await fillSignUp(page, 'Lost')
  await expect(page.getByText(/The connection failed/)).toBeVisible()
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { name: 'Keep these codes' })).toBeVisible()
  await expect.poll(() => page.getByRole('listitem').allTextContents()).toHaveLength(8)
})

test('a forgotten password is replaced with a code; other devices are signed out', async ({ page, browser }) => {
  const codes = await signUp(page, 'Fritz')
  await page.waitForURL((url) => url.pathname === '/')
  const other = await person(browser)
  await other.goto('/sign-in?next=/account')
  await other.getByLabel('Username').fill(user('fritz'))
  await other.getByLabel('Password', { exact: true }).fill('not the password')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.getByText(/do not belong together/)).toBeVisible()
  await other.getByRole('link', { name: 'I have forgotten my password' }).click()
  // Both pages ask for a username: it must not be typed into the one that is about to go.
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('A new password')
  await other.getByLabel('Username').fill(user('fritz'))
  await other.getByLabel('One of your codes').fill(codes[0]?.toLowerCase() ?? '')
  await other.getByLabel('New password', { exact: true }).fill('four quiet herons')
  await accessible(other)
  await other.getByRole('button', { name: 'Set the new password' }).click()
  await expect(other.getByText('You have 7 codes left')).toBeVisible()
  await other.getByRole('link', { name: 'Go on' }).click()
  await other.waitForURL('**/account')
  await expect(other.getByText('this device', { exact: true })).toBeVisible()
  await accessible(other)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/)
})

test('the account page ends a session elsewhere and makes new codes', async ({ page, browser }) => {
  await signUp(page, 'Anna', '/sign-up?next=/account')
  const other = await person(browser)
  await other.goto('/sign-in?next=//evil.example')
  await other.getByLabel('Username').fill(user('anna'))
  await other.getByLabel('Password', { exact: true }).fill(GOOD)
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await other.waitForURL((url) => url.pathname === '/' && url.hostname === 'localhost')

  await page.reload()
  await page.getByRole('button', { name: /^Sign out: / }).click()
  await expect(page.getByText(/is signed out\./)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Sign out: / })).toHaveCount(0)
  await other.goto('/account')
  await expect(other).toHaveURL(/\/sign-in/)

  await page.getByRole('button', { name: 'Make a new set' }).click()
  await page.getByRole('dialog').getByLabel('Current password', { exact: true }).fill(GOOD)
  await page.getByRole('button', { name: 'Show me new codes' }).click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(8)
  await accessible(page)
  await page.getByRole('button', { name: 'I’ve saved these codes' }).click()
  await page.getByLabel('Name that your groups see').fill('Anna Karenina')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('Your groups now see you as Anna Karenina.')).toBeVisible()

  // A window like this one has no push service, as private ones have none; the browser says so in its own words, the page in ours.
  const notify = page.getByRole('button', { name: 'Notify me on this device' })
  await notify.click()
  await expect(page.getByText(/^The browser does not let this site notify you\./)).toBeVisible()
  await page.context().grantPermissions(['notifications'])
  await notify.click()
  await expect(page.getByText(/^The browser’s notification service didn’t answer\./)).toBeVisible()
  await accessible(page)
})

test('signing out offers to delete what was not sent, and asks nothing else', async ({ page }) => {
  await signUp(page, 'Greta', '/sign-up?next=/account')
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')))
  const leave = async () => {
    await page.getByRole('button', { name: /^Account of / }).click()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  }
  const back = async () => {
    await page.goto('/sign-in')
    await page.getByLabel('Username').fill(user('greta'))
    await page.getByLabel('Password', { exact: true }).fill(GOOD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL((url) => url.pathname === '/')
  }
  await page.evaluate(() => localStorage.setItem('draft:note', 'Not for everybody.'))
  await leave()
  await expect(page.getByRole('dialog')).toContainText('words here that were not sent')
  await accessible(page)
  await page.getByRole('button', { name: 'Sign out and keep them' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible()
  expect(await drafts()).toEqual(['draft:note'])

  await back()
  await leave()
  await page.getByRole('button', { name: 'Sign out and delete them' }).click()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible()
  expect(await drafts()).toEqual([])

  await back()
  await leave()
  await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible()
})
