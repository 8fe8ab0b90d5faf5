import { expect, type Page } from '@playwright/test'
import { CHAPTER, createCircle, drawOver, menuOf, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

async function suggest(page: Page, paragraph: number, text: string): Promise<void> {
  await drawOver(page, paragraph, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Ask the group' }).click()
  await page.getByRole('textbox', { name: 'Your question to the group' }).fill(text)
  await page.getByRole('button', { name: 'Suggest question' }).click()
  await expect(page.getByText('Your question is suggested to the group.')).toBeVisible()
}
const suggested = (page: Page) => page.getByRole('region', { name: 'Suggested by members' }).getByRole('listitem')
const own = (page: Page) => page.getByRole('list', { name: 'Questions of the group' }).getByRole('listitem')

test('a member suggests a question, the owner rewords and accepts it, everyone answers it, and it is in the agenda', async ({
  browser,
  ada,
  ben,
}) => {
  const { groupId, path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await ready(page)
  const member = await ben.open(path)
  await suggest(member, 3, 'Why did he go?')
  await expect(suggested(page)).toContainText('Why did he go?')
  await expect(suggested(member).getByRole('button', { name: 'Accept' })).toHaveCount(0)

  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await ben.context.storageState() })
  const still = await plain.newPage()
  await still.goto(path)
  await expect(suggested(still)).toContainText('Why did he go?')
  await plain.close()

  await suggested(page).getByRole('button', { name: 'Change and accept' }).click()
  await page.getByRole('textbox', { name: 'The question' }).fill('Why did he leave so early?')
  await page.getByRole('combobox', { name: 'What it asks for' }).selectOption('judge')
  await suggested(page).getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(own(page).first()).toContainText('Why did he leave so early?')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(suggested(page)).toContainText('Why did he go?')
  await suggested(page).getByRole('button', { name: 'Accept', exact: true }).click()

  const question = own(member).first()
  await expect(question.getByRole('heading')).toHaveText('Why did he go?')
  await expect(question).toContainText('asked by Ben Okri')
  await question.getByRole('button', { name: 'Write your answer' }).click()
  await question.getByRole('textbox', { name: 'Your answer' }).fill('Because he had to.')
  await question.getByRole('button', { name: 'Save answer' }).click()
  await expect(own(page).first()).toContainText('Because he had to.')
  await own(page).first().getByRole('button', { name: 'Back to the suggestions' }).click()
  await expect(page.getByText('Someone has already answered this question, so it stays.')).toBeVisible()

  const id = crypto.randomUUID()
  const schedule = { startDate: '2027-01-04', weekday: 4, time: '18:30', timeZone: 'Europe/London', number: 1, firstChapter: CHAPTER }
  await ada.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [id], schedule })
  const meeting = await ben.open(`/groups/${groupId}/meetings/${id}`)
  await expect(meeting.getByRole('listitem').filter({ hasText: 'Why did he go?' })).toContainText('the group’s own')
})

test('a suggestion is declined with a sentence that only its writer reads', async ({ ada, ben, cleo }) => {
  const { path } = await createCircle(ada, ben, cleo)
  const member = await ben.open(path)
  await suggest(member, 3, 'What for?')
  const page = await ada.open(path)
  await ready(page)
  await suggested(page).getByRole('button', { name: 'Decline' }).click()
  await page.getByRole('textbox', { name: 'A sentence for Ben Okri' }).fill('The third question asks this.')
  await page.getByRole('button', { name: 'Decline' }).click()
  await member.getByText('One suggestion was declined').click()
  await expect(member.getByText('Declined: “The third question asks this.”')).toBeVisible()
  const third = await cleo.open(path)
  await ready(third)
  await expect(third.getByText('declined')).toHaveCount(0)
})

test('a “?” becomes a suggestion later, from its note', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open(path)
  await drawOver(page, 3, [4, 7])
  await menuOf(page).getByRole('button', { name: 'Puzzling' }).click()
  const card = page.getByRole('article', { name: 'Ada Byron (you) has a question' })
  await card.click()
  await card.getByRole('button', { name: 'Suggest as question' }).click()
  await card.getByRole('textbox', { name: 'Your question to the group' }).fill('What is meant here?')
  await card.getByRole('button', { name: 'Suggest question' }).click()
  await expect(card.getByRole('link', { name: 'Suggested as a question' })).toBeVisible()
  await expect(suggested(page)).toContainText('What is meant here?')
})

test('a ¶ that is unclear to three is told to the group, by keyboard too, without a name', async ({ ada, ben, cleo }) => {
  const { path } = await createCircle(ada, ben, cleo)
  for (const reader of [ada, ben, cleo]) {
    const page = await reader.open(path)
    await ready(page)
    const number = page.locator('#p5 > .paragraph-link')
    await number.focus()
    await page.keyboard.press('Enter')
    const mark = page.getByRole('button', { name: 'This is unclear' })
    await expect(mark).toBeFocused()
    await expect(page.locator('#p5 .paragraph-link[data-unclear]')).toHaveCount(0)
    await page.keyboard.press('Space')
    await expect(mark).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    const told = reader === cleo ? 'unclear to 3 or more, unclear to you' : 'unclear to you'
    await expect(number).toBeFocused()
    await expect(number).toHaveAccessibleName(`Paragraph 5: ${told}`)
  }
  const page = await ada.open(path)
  await expect(page.locator('#p5 .paragraph-link')).toHaveAttribute('data-unclear', '3+ unclear')
  await expect.poll(() => page.locator('#chapter-text').textContent()).not.toContain('unclear')
})

test('a mouse says and takes back with one press beside the paragraph that it is unclear', async ({ ada }) => {
  const { path } = await createCircle(ada)
  const page = await ada.open('/')
  // What is known from before comes only after the first press, and does not take its mark away.
  let comes = () => {}
  const pressed = new Promise<void>((resolve) => {
    comes = resolve
  })
  const list = /\/unclear\?/
  await page.route(list, async (route) => {
    const response = await route.fetch()
    await pressed
    await route.fulfill({ response })
  })
  // It came with the page; a stream that does not know since when makes the page ask again.
  await page.route(/\/events\?/, (route) => route.continue({ url: route.request().url().replace(/\?.*/, '') }))
  const asked = page.waitForRequest(list)
  await page.goto(path)
  await asked
  await ready(page)
  const number = page.locator('#p2 > .paragraph-link')
  for (const told of [/unclear to you$/, /^Paragraph 2$/]) {
    await page.locator('#p2').hover({ position: { x: 40, y: 60 } })
    const saved = page.waitForResponse(/\/unclear$/)
    await page.locator('.unclear-button').click()
    await saved
    comes()
    await expect(number).toHaveAccessibleName(told)
  }
})
