import { expect, type Page } from '@playwright/test'
import { createCircle, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const question = (page: Page) => page.locator('.question').first()
const answers = (page: Page) => question(page).getByRole('list', { name: 'Answers' }).getByRole('listitem')
const groupAnswer = (page: Page) => question(page).getByRole('region', { name: 'The group’s answer' })
const sharedText = (page: Page) => page.getByRole('textbox', { name: 'The text everyone writes' })

async function answer(page: Page, body: string, sharing?: string): Promise<void> {
  await question(page).getByRole('button', { name: 'Write your answer' }).click()
  await page.getByRole('textbox', { name: 'Your answer' }).fill(body)
  if (sharing) await page.getByRole('combobox', { name: 'Who sees it' }).selectOption({ label: sharing })
  await page.getByRole('button', { name: 'Save answer' }).click()
  await expect(answers(page).filter({ hasText: body })).toHaveCount(1)
}

test('three members come from answers of their own to one in the record, with a dissent and a connection cut in the middle', async ({
  browser,
  ada,
  ben,
  cleo,
}) => {
  const { groupId, path } = await createCircle(ada, ben, cleo)
  await ada.ask('PUT', `/api/groups/${groupId}/answering`, { answerFirst: true, nameless: true })
  const [first, second, third] = [await ada.open(path), await ben.open(path), await cleo.open(path)]
  await ready(first)

  // Nobody sees an answer before their own, on the page or without scripts; a private one counts as one's own.
  await answer(first, 'An organiser. He says so himself.')
  await expect(question(second).getByText('1 of 3 has answered.')).toBeVisible()
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await cleo.context.storageState() })
  const still = await plain.newPage()
  await still.goto(path)
  await expect(question(still).getByText('1 of 3 has answered.')).toBeVisible()
  expect(await still.content()).not.toContain('He says so himself')
  await expect(question(second).getByText('He says so himself')).toHaveCount(0)
  await answer(second, 'A writer above all.', 'The group, without my name')
  await expect(answers(second).filter({ hasText: 'He says so himself' })).toBeVisible()
  await expect(answers(first).filter({ hasText: 'A writer above all.' })).toContainText('Without a name')
  await answer(third, 'I cannot tell yet.', 'Only me')
  await expect(answers(third).filter({ hasText: 'He says so himself' })).toBeVisible()
  await expect(question(first).getByText('I cannot tell yet.')).toHaveCount(0)

  // The text begins with a sentence of an answer; two write at once, one of them without a connection.
  await question(first).getByRole('button', { name: 'Write the group’s answer together' }).click()
  await groupAnswer(first).getByText('Take from the answers').click()
  await groupAnswer(first).getByRole('button', { name: 'Take “An organiser.”' }).click()
  await expect(sharedText(first)).toHaveValue('An organiser.')
  await groupAnswer(second).getByRole('button', { name: 'Write together' }).click()
  await expect(sharedText(second)).toHaveValue('An organiser.')
  await ben.context.setOffline(true)
  await sharedText(second).press('End')
  await sharedText(second).pressSequentially(' And a writer.')
  await sharedText(first).press('Home')
  await sharedText(first).pressSequentially('First of all: ')
  await expect(groupAnswer(first).getByText('Everything is saved.')).toBeVisible()
  await expect(sharedText(second)).toHaveValue('An organiser. And a writer.')
  await ben.context.setOffline(false)
  await expect(sharedText(first)).toHaveValue('First of all: An organiser. And a writer.')
  await expect(sharedText(second)).toHaveValue('First of all: An organiser. And a writer.')

  // Proposed, agreed to; changed and proposed again, whoever agreed is asked again and sees what changed.
  await groupAnswer(first).getByRole('button', { name: 'Propose this to the group' }).click()
  await expect(groupAnswer(third)).toContainText('Proposed: 0 of 3 agree so far')
  await groupAnswer(third).getByRole('radio', { name: 'I agree', exact: true }).check()
  await groupAnswer(third).getByRole('button', { name: 'Save' }).click()
  await expect(groupAnswer(first)).toContainText('Proposed: 1 of 3 agree so far')
  await sharedText(second).press('End')
  await sharedText(second).pressSequentially(' In that order.')
  await expect(groupAnswer(second).getByText('Everything is saved.')).toBeVisible()
  await groupAnswer(second).getByRole('button', { name: 'Propose this to the group' }).click()
  await expect(groupAnswer(third)).toContainText('The text has changed since version 1')
  await expect(groupAnswer(third).locator('ins').first()).toContainText('In that order.')
  await expect(groupAnswer(third)).toContainText('Proposed: 0 of 3 agree so far')
  await groupAnswer(third).getByRole('radio', { name: 'I dissent' }).check()
  await groupAnswer(third).getByRole('textbox', { name: 'Your dissent, to stand beside the answer' }).fill('The order is wrong.')
  await groupAnswer(third).getByRole('button', { name: 'Save' }).click()
  for (const page of [first, second]) {
    await groupAnswer(page).getByRole('radio', { name: 'I agree', exact: true }).check()
    await groupAnswer(page).getByRole('button', { name: 'Save' }).click()
  }
  await expect(groupAnswer(first)).toContainText('Proposed: 2 of 3 agree so far')
  await groupAnswer(first).getByRole('button', { name: 'Record that the group agrees' }).click()
  await groupAnswer(first).getByRole('button', { name: 'Put it in the record' }).click()
  await expect(groupAnswer(third)).toContainText('In the record: agreed by 2 of 3')
  await expect(third.getByText(/^1 of \d+ questions settled$/)).toBeVisible()

  // It is read without scripts, with the dissent beside it.
  await still.reload()
  await expect(groupAnswer(still)).toContainText('First of all: An organiser. And a writer. In that order.')
  await expect(groupAnswer(still).getByRole('list', { name: 'Dissent and reservations' })).toContainText('The order is wrong.')
  await plain.close()
})
