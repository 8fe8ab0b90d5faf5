import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { dragOver } from '../support/pointer.ts'
import { test } from './fixtures.ts'

const PASSWORD = 'a-lantern-over-water-41'
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

/** Fills in the form that makes an account, and keeps the recovery codes. */
async function signUp(page: Page, name: string, username: string) {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { name: 'Keep these codes' })).toBeVisible()
  await page.getByText(/^I’ve saved these codes/).click()
}

/** What somebody wrote, as it stands on the page; not the same words in a field that is about to close. */
const said = (place: Page | Locator, words: string) => place.getByRole('paragraph').filter({ hasText: words })

const question = (page: Page, number: number) => page.locator('.question').nth(number - 1)

async function answer(page: Page, body: string) {
  await question(page, 2).getByRole('button', { name: 'Write your answer' }).click()
  await question(page, 2).getByRole('textbox', { name: 'Your answer' }).fill(body)
  await question(page, 2).getByRole('button', { name: 'Save answer' }).click()
  await expect(said(question(page, 2), body)).toBeVisible()
}

/** The wall clock in London ten minutes from now, when people are at the door of the opening session. */
function inTenMinutes() {
  const at = new Date(Date.now() + 600_000)
  const say = (options: Intl.DateTimeFormatOptions, locale = 'en-GB') =>
    new Intl.DateTimeFormat(locale, { timeZone: 'Europe/London', ...options }).format(at)
  return {
    date: say({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE'),
    weekday: say({ weekday: 'long' }),
    time: say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  }
}

const minutesOf = (page: Page) => page.getByRole('region', { name: 'Minutes' })

async function writeDown(page: Page, words: string) {
  await page.getByRole('textbox', { name: 'Add a line' }).fill(words)
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(minutesOf(page).getByText(words)).toBeVisible()
}

test.describe.configure({ mode: 'serial' })

/** What the first part of the story leaves to the second. */
let left: { ada: Page; adasPhone: Page; groupPath: string }

test('two readers run a weekly study circle from the first page to their first session', async ({ browser, ownApp }) => {
  const options = { baseURL: ownApp.url, locale: 'en-GB', timezoneId: 'Europe/London' }
  const first: BrowserContext = await browser.newContext({ ...options, permissions: ['clipboard-read', 'clipboard-write'] })
  const second: BrowserContext = await browser.newContext({ ...options, ...PHONE })
  const ada = await first.newPage()
  const ben = await second.newPage()

  // The first reads chapter 1 beside its questions, makes an account, starts a group, copies its invitation link.
  await ada.goto('/')
  await ada
    .getByRole('link', { name: /Trotsky/ })
    .first()
    .click()
  await ada
    .getByRole('link', { name: /Trotsky for the 21st century/ })
    .first()
    .click()
  await expect(ada.getByRole('heading', { level: 1 })).toContainText('21st century')
  await expect(question(ada, 2)).toBeVisible()
  await ada.getByRole('link', { name: 'Reading a pamphlet on Trotsky' }).first().click()
  await ada.getByRole('link', { name: 'Start a group on this guide' }).click()
  await ada.getByRole('link', { name: 'Create an account' }).click()
  await signUp(ada, 'Ada Example', 'ada')
  await ada.getByLabel('Name of the group').fill('Thursday circle')
  await ada.getByRole('button', { name: 'Start the group' }).click()
  await expect(ada.getByRole('heading', { level: 1, name: 'Thursday circle' })).toBeVisible()
  const groupPath = new URL(ada.url()).pathname
  await ada.getByRole('button', { name: 'Copy the link' }).click()
  const link = await ada.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/\/join\/[\w-]{22}$/)

  // The second opens it on a phone, makes an account, lands in the group at this week's chapter.
  await ben.goto(link)
  await ben.getByRole('link', { name: 'Create an account and join' }).click()
  await signUp(ben, 'Ben Example', 'ben')
  await expect(ben).toHaveURL(new RegExp(`${groupPath}/trotsky-for-the-21st-century$`))
  await expect(ben.getByRole('heading', { level: 1 })).toContainText('21st century')

  // The first marks a passage and writes a note; the second sees it at the passage without reloading.
  await ada.goto(`${groupPath}/trotsky-for-the-21st-century`)
  await dragOver(ada, 'helped to lead the October Revolution')
  await ada.getByRole('button', { name: 'Note', exact: true }).click()
  await ada.getByRole('textbox', { name: 'Your note' }).fill('Helped, or led?')
  await ada.getByRole('button', { name: /^Save/ }).click()
  await expect(said(ada, 'Helped, or led?')).toBeVisible()
  await ben.getByRole('button', { name: /^Notes/ }).click()
  await expect(said(ben, 'Helped, or led?')).toBeVisible()

  // The second replies, and is replied to.
  await ben.getByRole('button', { name: /^¶ 1 .*helped to lead/ }).click()
  await ben.getByRole('button', { name: 'Reply', exact: true }).click()
  await ben.getByRole('textbox', { name: 'Your comment' }).fill('The pamphlet says organiser.')
  await ben.getByRole('button', { name: 'Send' }).click()
  await expect(said(ada, 'The pamphlet says organiser.')).toBeVisible()
  await ada.getByRole('button', { name: 'Reply', exact: true }).first().click()
  await ada.getByRole('textbox', { name: 'Your reply to Ben Example' }).fill('Then let us ask what organising was.')
  await ada.getByRole('button', { name: 'Send' }).click()
  await expect(said(ben, 'Then let us ask what organising was.')).toBeVisible()
  await ben.keyboard.press('Escape')

  // Both answer question 2; each sees the other's answer.
  await answer(ada, 'War, reforms, internationalism and allies.')
  await answer(ben, 'It lists four; I would put allies first.')
  await expect(said(question(ada, 2), 'It lists four; I would put allies first.')).toBeVisible()
  await expect(said(question(ben, 2), 'War, reforms, internationalism and allies.')).toBeVisible()

  // A stranger with the address sees nothing.
  const stranger = await (await browser.newContext(options)).newPage()
  await stranger.goto(`${groupPath}/trotsky-for-the-21st-century`)
  await expect(stranger).toHaveURL(/\/sign-in/)
  await expect(stranger.getByText('Helped, or led?')).toHaveCount(0)
  await stranger.getByRole('link', { name: 'Create an account' }).click()
  await signUp(stranger, 'Cleo Example', 'cleo')
  await expect(stranger.getByText(/nothing here/i)).toBeVisible()
  expect((await stranger.request.get(groupPath)).status()).toBe(404)
  expect((await stranger.request.get(`/api${groupPath}/annotations?chapter=trotsky-for-the-21st-century`)).status()).toBe(404)

  // The first plans six weekly study sessions.
  await ada.goto(`${groupPath}/meetings`)
  await ada.getByRole('link', { name: 'Plan the weeks' }).first().click()
  const opening = inTenMinutes()
  await ada.getByLabel('First day').fill(opening.date)
  await ada.getByLabel('Weekday').selectOption({ label: opening.weekday })
  await ada.getByLabel('Time', { exact: true }).fill(opening.time)
  await ada.getByLabel('Number of study sessions').fill('6')
  await ada.getByRole('button', { name: 'Plan these 6 study sessions' }).click()
  await expect(ada.getByRole('link', { name: /Trotsky for the 21st century/ }).first()).toBeVisible()
  await expect(ada.locator('main').getByRole('link', { name: /^(Trotsky for|Becoming|What kind|1905|Permanent|The test)/ })).toHaveCount(6)
  await ada.getByRole('link', { name: 'Open it and answer' }).click()
  await expect(ada).toHaveURL(/\/meetings\/[0-9a-f-]{36}$/)
  const meetingPath = new URL(ada.url()).pathname

  // At the opening one both open its page on their phones, see the agenda, tick themselves present, write minutes.
  const adasPhone = await (await browser.newContext({ ...options, ...PHONE, storageState: await first.storageState() })).newPage()
  for (const page of [adasPhone, ben]) {
    await page.goto(meetingPath)
    await expect(page.getByText('Which four questions does the pamphlet say').first()).toBeVisible()
    await page.getByRole('button', { name: 'I am here' }).click()
  }
  await expect(adasPhone.getByText('Ben Example').first()).toBeVisible()
  await writeDown(adasPhone, 'We began with first pictures.')
  await writeDown(ben, 'And ended with doubts.')
  for (const page of [ben, adasPhone])
    await expect(minutesOf(page).getByRole('listitem')).toHaveText([/first pictures/, /ended with doubts/])

  left = { ada, adasPhone, groupPath }
})

test('the server is killed and started again, and all is still there', async ({ ownApp }) => {
  const { ada, adasPhone, groupPath } = left
  await ownApp.kill()
  await ownApp.startAgain()
  await adasPhone.reload()
  await expect(minutesOf(adasPhone).getByRole('listitem')).toHaveText([/first pictures/, /ended with doubts/])
  await expect(adasPhone.getByRole('button', { name: 'I am here' })).toHaveAttribute('aria-pressed', 'true')
  await ada.goto(`${groupPath}/trotsky-for-the-21st-century`)
  await expect(said(ada, 'Helped, or led?')).toBeVisible()
  await ada.getByRole('button', { name: /^¶ 1 .*helped to lead/ }).click()
  await expect(said(ada, 'Then let us ask what organising was.')).toBeVisible()
  await expect(said(question(ada, 2), 'It lists four; I would put allies first.')).toBeVisible()
})
