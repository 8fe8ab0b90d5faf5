import { expect, type Page, test } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { expectFits } from '../support/fits.ts'
import { annotate, CHAPTER, createCircle, createReader, PASSWORD, type Reader } from '../support/group-page.ts'
import { ownerLink } from '../support/owner.ts'
import { runBeside } from '../support/run-beside.ts'

// An owner of the installation looks after it with JavaScript off: numbers, a note that was passed on, a suspended account and a closed group.

const PLAIN = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }
let [olga, ada, ben]: Reader[] = []
test.beforeAll(async ({ browser }) => {
  olga = await createReader(browser, 'Olga Keeper')
  ada = await createReader(browser, 'Ada Writer')
  ben = await createReader(browser, 'Ben Reader')
})

async function sound(page: Page) {
  expect(await findFaults(page)).toEqual([])
  await expectFits(page)
}

test('an owner of the installation sees numbers, reads only what was passed on, and suspends with a reason', async ({ browser }) => {
  if (!olga || !ada || !ben) throw new Error('nobody')
  const { groupId, path } = await createCircle(ada, ben)
  const open = await ada.open(path)
  await annotate(ada, open, { paragraph: 1, words: [0, 2], body: 'A gannet of a note.' })
  const become = await olga.open(await ownerLink(process.env.E2E_DATA_DIR ?? ''))
  await become.getByRole('button', { name: 'Become an owner of this installation' }).click()
  await become.waitForURL('**/texts/import')
  await become.goto('/account')
  await become.getByRole('link', { name: 'This installation' }).click()
  await expect(become.getByRole('heading', { level: 1 })).toHaveText('This installation')
  await sound(become)

  // Mail that goes out, in numbers.
  const today = new Date().toISOString()
  await runBeside('save-mail-day', [{ day: today.slice(0, 10), sent: 12, failed: 1, sentAt: today, failedAt: today }])
  await become.setViewportSize({ width: 360, height: 740 })
  await become.reload()
  await expect(become.getByRole('row').nth(1).getByRole('cell')).toHaveText(['12', '0', '1'])
  for (const what of ['Last sent:', 'Last failed:']) await expect(become.getByText(what)).toBeVisible()
  await sound(become)
  await become.screenshot({ path: 'test-results/installation-mail.png', fullPage: true })
  await become.setViewportSize({ width: 1280, height: 720 })

  // Ben passes a note on: the one way for words to get here.
  const flag = await ben.open(`/groups/${groupId}/${CHAPTER}/notes`, PLAIN)
  await flag.getByRole('link', { name: 'Flag' }).click()
  await flag.getByLabel('What’s wrong?').fill('It threatens me.')
  await flag.getByLabel('Tell whoever runs this site too').check()
  await flag.getByRole('button', { name: 'Save' }).click()
  await expect(flag.getByText('Saved.')).toBeVisible()

  const desk = await olga.open('/installation', PLAIN)
  await expect(desk.getByText(/answers in/)).toBeVisible()
  await desk.getByRole('link', { name: /Passed on \(/ }).click()
  const item = desk.getByRole('listitem').filter({ hasText: groupId })
  await expect(item.getByText('A gannet of a note.')).toBeVisible()
  await expect(item.getByText('Why: It threatens me.')).toBeVisible()
  await expectFits(desk)
  await item.getByRole('button', { name: 'Dealt with' }).click()
  await expect(desk.getByText('A gannet of a note.')).toHaveCount(0)

  // The group is closed, in the page that is open too, and its owner reads why.
  await desk.goto(`/installation/groups/${groupId}`)
  await expect(desk.getByText('2 members')).toBeVisible()
  expect(await desk.content()).not.toContain('Thursday readers')
  await desk.getByLabel('Why, and how to reach you').fill('We have had a complaint. Write to the desk.')
  await expectFits(desk)
  await desk.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await desk.getByRole('button', { name: 'Suspend' }).click()
  await expect(desk.getByText('The reason that is told: We have had a complaint.')).toBeVisible()
  await open.goto(path)
  await expect(open.getByRole('heading', { level: 1 })).toHaveText('Thursday readers is closed')
  await expect(open.getByText('Write to the desk.')).toBeVisible()
  await sound(open)
  const download = open.waitForEvent('download')
  await open.getByRole('link', { name: 'Download everything of the group' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.zip$/)
  await desk.getByRole('button', { name: 'Let everybody in again' }).click()
  await open.goto(path)
  await expect(open.locator('#chapter-text')).toBeVisible()

  // Ben's account is suspended: signed out, and told why where he signs in.
  await desk.goto(`/installation/accounts?from=${ben.username}`)
  await desk.getByRole('link', { name: ben.username }).click()
  await expect(desk.getByText('in 1 group')).toBeVisible()
  const why = desk.getByLabel('Why, and how to reach you')
  await why.fill('Your account was stolen, I think. Ring me.')
  await desk.getByLabel('Your password', { exact: true }).fill('guessed')
  await desk.getByRole('button', { name: 'Suspend' }).click()
  await expect(desk.getByText('That isn’t your current password.')).toBeVisible()
  await expect(why).toHaveValue('Your account was stolen, I think. Ring me.')
  // Whoever has no password, and signed in a while ago, signs in again first, and finds what they typed.
  await runBeside('take-password', [olga.username])
  await desk.reload()
  await expect(desk.getByLabel('Your password', { exact: true })).toHaveCount(0)
  await desk.getByRole('button', { name: 'Suspend' }).click()
  await expect(desk.getByText('Sign in once more, so that we know it’s you.')).toBeVisible()
  await expectFits(desk)
  await runBeside('take-password', [olga.username, PASSWORD])
  await desk.getByLabel('Username').fill(olga.username)
  await desk.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await desk.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(desk.getByText('Thank you for signing in again.')).toBeVisible()
  await expect(why).toHaveValue('Your account was stolen, I think. Ring me.')
  await expectFits(desk)
  await desk.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await desk.getByRole('button', { name: 'Suspend' }).click()
  await expect(desk.getByText(/Suspended since/).first()).toBeVisible()
  const page = await ben.open(path)
  await expect(page).toHaveURL(/\/sign-in/)
  const door = await (await browser.newContext({ ...PLAIN, baseURL: process.env.E2E_URL ?? '' })).newPage()
  await door.goto('/sign-in')
  await door.getByLabel('Username').fill(ben.username)
  await door.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await door.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(door.getByText('The reason: Your account was stolen, I think. Ring me.')).toBeVisible()
  await desk.getByRole('button', { name: 'Let them in again' }).click()
  await expect(desk.getByRole('heading', { name: 'Suspend this account' })).toBeVisible()
  for (const at of ['', '/accounts', '/groups', `/groups/${groupId}`, '/texts', '/passed-on']) {
    await become.goto(`/installation${at}`)
    await sound(become)
  }
  await door.context().close()
})
