import { randomUUID } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { comingWeek } from '../support/coming-week.ts'
import { CHAPTER, createCircle, createReader, PASSWORD, planSession, type Reader } from '../support/group-page.ts'
import { runBeside } from '../support/run-beside.ts'
import { test } from './fixtures.ts'

// Forms as a browser sends them by itself: with JavaScript off, and before the scripts have come.

const SECRETS = /password|lamp|river|copper|heron|code=/i

/** Everything that a window asked for, so that a secret in an address is seen wherever it stands. */
function watchAddresses(page: Page): string[] {
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url()))
  return seen
}

async function plainPage(browser: Browser): Promise<{ context: BrowserContext; page: Page; seen: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  return { context, page, seen: watchAddresses(page) }
}

/** A note on a text that no group here reads. */
const ELSEWHERE = {
  type: 'Annotation',
  id: 'https://example.org/1',
  target: { source: 'https://example.org', selector: { type: 'TextQuoteSelector', exact: 'x' } },
}

let owner: Reader
test.beforeAll(async ({ browser }) => {
  owner = await createReader(browser, 'Olga Owner')
})

test('with JavaScript off one signs up, keeps the codes, starts a group, and another joins by signing in', async ({ browser }) => {
  const { page, seen } = await plainPage(browser)
  const username = `plain-${randomUUID().slice(0, 8)}`
  await page.goto('/groups/new')
  await expect(page.getByText('To start a group you need an account.')).toBeVisible()
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Your name').fill('Paula Plain')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill('password123')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByText(/easy to guess|commonly/)).toBeVisible()
  await expect(page.getByLabel('Your name')).toHaveValue('Paula Plain')
  await expect(page.getByLabel('Username')).toHaveValue(username)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await page.getByLabel('Password', { exact: true }).fill('lamp river copper')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { name: 'Keep these codes' })).toBeVisible()
  const codes = await page.getByRole('list').filter({ hasText: /-/ }).getByRole('listitem').allTextContents()
  expect(codes).toHaveLength(8)
  await page.getByRole('link', { name: 'I’ve saved these codes' }).click()
  await page.getByLabel('Name of the group').fill('Plain readers')
  await page.getByRole('button', { name: 'Start the group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plain readers')
  // The same header for everybody leads to a page that knows who reads it.
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeHidden()
  await page.getByRole('link', { name: 'Account', exact: true }).click()
  await expect(page.getByRole('link', { name: /Plain readers/ })).toBeVisible()

  await page.getByRole('button', { name: 'Sign out on this device' }).click()
  await page.goto('/recover?next=/account')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('One of your codes').fill(codes[0] ?? '')
  await page.getByLabel('New password', { exact: true }).fill('four quiet herons')
  await page.getByRole('button', { name: 'Set the new password' }).click()
  await expect(page.getByText('You have 7 codes left')).toBeVisible()
  await page.getByRole('link', { name: 'Go on' }).click()
  await page.getByLabel('Current password', { exact: true }).first().fill('four quiet herons')
  await page.getByLabel('New password', { exact: true }).fill('five quiet herons')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('The new password holds.')).toBeVisible()
  await page.getByLabel('Name that your groups see').fill('Paula Plainer')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('Your groups now see you as Paula Plainer.')).toBeVisible()
  expect(seen.filter((url) => SECRETS.test(url) && !url.includes('/api/'))).toEqual([])
  expect(seen.filter((url) => /herons|lamp|password123/.test(url))).toEqual([])
})

test('with JavaScript off a wrong password keeps the name and the way on, and an invitation leads into its group', async ({ browser }) => {
  const { groupId } = await createCircle(owner)
  const { code } = await owner.ask<{ code: string }>('POST', `/api/groups/${groupId}/invitations`, { id: randomUUID() })
  const guest = await createReader(browser, 'Gita Guest')
  const { page, seen } = await plainPage(browser)
  await page.goto(`/join/${code}`)
  await page.getByRole('link', { name: 'I have an account' }).click()
  await page.getByLabel('Username').fill(guest.username)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in and join' }).click()
  await expect(page.getByRole('alert')).toContainText('do not belong together')
  await expect(page.getByLabel('Username')).toHaveValue(guest.username)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in and join' }).click()
  await page.waitForURL(new RegExp(`/groups/${groupId}/[a-z0-9-]+$`))
  expect(seen.filter((url) => url.includes('password'))).toEqual([])
})

test('with JavaScript off a member says that they will come, and takes it back', async () => {
  const { groupId } = await createCircle(owner)
  const startDate = new Date(Date.now() + 8 * 24 * 3600_000).toISOString().slice(0, 10)
  const schedule = { startDate, weekday: 4, time: '18:30', timeZone: 'Europe/London', number: 1, firstChapter: CHAPTER }
  const id = randomUUID()
  await owner.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [id], schedule })
  const page = await owner.open(`/groups/${groupId}/meetings/${id}`, { javaScriptEnabled: false })
  await page.getByRole('button', { name: 'I will come' }).click()
  await expect(page.getByRole('button', { name: 'I will come' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'I will come' }).click()
  await expect(page.getByRole('button', { name: 'I will come' })).toHaveAttribute('aria-pressed', 'false')
})

test('with JavaScript off a member says “I am here”, and signs one other device out', async ({ browser }) => {
  const { groupId } = await createCircle(owner)
  const page = await owner.open(await planSession(owner, groupId), { javaScriptEnabled: false })
  const here = page.getByRole('button', { name: 'I am here' })
  await here.click()
  await expect(here).toHaveAttribute('aria-pressed', 'true')
  await here.click()
  await expect(here).toHaveAttribute('aria-pressed', 'false')

  const elsewhere = await browser.newContext()
  const data = { username: owner.username, password: PASSWORD }
  await elsewhere.request.post('/api/sign-in', { headers: { origin: new URL(page.url()).origin }, data })
  expect((await elsewhere.request.get('/api/groups')).status()).toBe(200)
  await page.goto('/account')
  await page.getByRole('button', { name: /^Sign out: / }).click()
  await expect(page.getByText('That device is signed out.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Sign out: / })).toHaveCount(0)
  expect((await elsewhere.request.get('/api/groups')).status()).toBe(401)
  await elsewhere.close()
})

test('what is pressed before the scripts have come is sent by the browser, and stands in no address', async ({ browser }) => {
  const reader = await createReader(browser, 'Quick Quinn')
  const page = await (await browser.newContext()).newPage()
  const seen = watchAddresses(page)
  let release = () => {}
  const late = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await late
    await route.continue().catch(() => undefined)
  })
  await page.goto('/sign-in?next=/account', { waitUntil: 'commit' })
  await page.getByLabel('Username').fill(reader.username)
  await page.getByLabel('Password', { exact: true }).fill('not it at all')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('do not belong together')
  await expect(page.getByLabel('Username')).toHaveValue(reader.username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/account', { waitUntil: 'commit' })
  release()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  expect(seen.filter((url) => /not%20it|not\+it|a\+long|a%20long|password=/.test(url))).toEqual([])
})

test('a form that only scripts can send sends nothing without them, and says so', async () => {
  const { groupId } = await createCircle(owner)
  const page = await owner.open(`/groups/${groupId}/members`, { javaScriptEnabled: false })
  await page.locator('summary', { hasText: 'Make a new link' }).click()
  await page.getByLabel('For how many people').fill('7')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.locator('details[open] form noscript p').first()).toBeVisible()
  await expect(page.getByLabel('For how many people')).toHaveValue('7')
  expect(new URL(page.url()).search).toBe('')
})

test('the place on a page survives signing in, from the header and from a page that sends people on', async ({ browser }) => {
  const reader = await createReader(browser, 'Petra Place')
  const { path } = await createCircle(reader)
  const page = await (await browser.newContext()).newPage()
  const signIn = async () => {
    await page.getByLabel('Username').fill(reader.username)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await page.goto('/guides/trotsky/becoming-a-revolutionary#p8')
  // What is for browsers without scripts is not seen by others.
  expect(await page.locator('noscript').evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).length)).toBe(0)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page.getByText('Then you go back to where you were reading.')).toBeVisible()
  await signIn()
  await page.waitForURL('**/guides/trotsky/becoming-a-revolutionary#p8')

  await page.context().clearCookies()
  await page.goto(`${path}#passage=Brandreth`)
  await expect(page.getByText('This page is for the members of a group.')).toBeVisible()
  await signIn()
  await page.waitForURL((url) => url.pathname === path && url.hash === '#passage=Brandreth')
})

test('with JavaScript off a member sees to what is asked of them, is counted no more, lets other circles read, and stops mail', async () => {
  const { groupId } = await createCircle(owner)
  const home = `/groups/${groupId}`
  const { startDate, weekday, time, timeZone } = comingWeek()
  const schedule = { startDate, weekday, time, timeZone, number: 1, firstChapter: CHAPTER }
  await owner.ask('POST', `/api${home}/meetings`, { ids: [randomUUID()], schedule })
  const page = await owner.open(`${home}/inbox`, { javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Will you come?' }).click()
  await page.getByRole('button', { name: 'I will come' }).click()
  await page.goto(`${home}/inbox`)
  await expect(page.getByRole('link', { name: 'Will you come?' })).toHaveCount(0)

  await page.goto(`${home}/inbox/settings`)
  const counted = page.getByRole('checkbox', { name: /^Count me/ })
  await counted.uncheck()
  await page.getByRole('button', { name: 'Save this choice' }).click()
  await expect(page.getByText('Your choice is saved.')).toBeVisible()
  await expect(counted).not.toBeChecked()

  await page.goto(`${home}/circles`)
  await page.getByRole('checkbox', { name: 'Show our agreed answers' }).check()
  await page.getByRole('button', { name: 'Save sharing settings' }).click()
  await expect(page.getByRole('checkbox', { name: 'Show our agreed answers' })).not.toBeChecked()
  await page.getByLabel('Name that they see').fill('The Tuesday kettle')
  await page.getByRole('checkbox', { name: 'Show our agreed answers' }).check()
  await page.getByRole('button', { name: 'Save sharing settings' }).click()
  await expect(page.getByText('Other circles can now read what is below, as The Tuesday kettle.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Show our agreed answers' }).uncheck()
  await page.getByRole('button', { name: 'Save sharing settings' }).click()
  await expect(page.getByText('Other circles read nothing of yours.')).toBeVisible()

  await page.goto(`${home}/brought-notes`)
  const file = { name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify([ELSEWHERE])) }
  await page.getByLabel('File with notes').setInputFiles(file)
  await page.getByRole('button', { name: 'See what is in it' }).click()
  await expect(page.getByText('1 belongs to another text, and stays out')).toBeVisible()
  await page.getByLabel('File with notes').setInputFiles(file)
  await page.getByRole('button', { name: 'Bring all of it in' }).click()
  await expect(page.getByText('0 notes have come in.')).toBeVisible()

  const { userId } = await owner.ask<{ userId: string }>('GET', '/api/account')
  await owner.ask('POST', `/api${home}/mail`, { mail: 'DAILY', mailZone: 'Europe/London' })
  const code = await runBeside('know-mail-code', [groupId, userId])
  await page.goto(`/mail/${code}`)
  await page.getByRole('button', { name: 'Stop the mail' }).click()
  await expect(page.getByText(/^You won’t get any more mail from/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Stop the mail' })).toHaveCount(0)
})
