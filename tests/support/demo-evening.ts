import { expect, type Page } from '@playwright/test'

/*
 * An evening of the invented group, for the pictures: what its members press and write, found as they find it.
 */

/** @returns the address of the group's next session */
export async function nextSession(page: Page, groupPath: string): Promise<string> {
  await page.goto(`${groupPath}/meetings`)
  const found = await page.getByRole('link', { name: /^Open (the study session|it and answer)/ }).getAttribute('href')
  if (!found) throw new Error('the invented group has no session ahead')
  return found
}

async function write(page: Page, kind: string, words: string) {
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.getByRole('textbox', { name: 'Add a line' }).fill(words)
  await page.getByRole('button', { name: 'Write it down' }).click()
}

/** Begins the session, names who does what, opens its first question, gives a guest the floor, and writes down what was said. */
export async function beginEvening(page: Page, session: string): Promise<void> {
  await page.goto(`${session}/live`)
  await page.getByRole('button', { name: 'Share them out fairly' }).click()
  await page.getByRole('button', { name: 'Start now' }).click()
  await write(page, 'Note', 'Two had read it all, four had read half.')
  await write(page, 'Agreed', 'We begin with the questions that nobody has answered.')
  const asked = page
    .getByRole('region', { name: 'Agenda' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: 'To the question' }) })
  await asked
    .first()
    .getByRole('button', { name: /^Go to/ })
    .click()
  // Each item has a list of its own.
  await page.getByRole('button', { name: 'Add somebody' }).click()
  await page.getByLabel('Who would like to speak?').selectOption({ label: 'Somebody without an account…' })
  await page.getByLabel('Their name').fill('Ann Marsh')
  await page.getByRole('button', { name: 'Add to the list' }).click()
  await page.getByRole('button', { name: 'New point', exact: true }).click()
  await page.getByRole('button', { name: 'Give Ann Marsh the floor' }).click()
  await write(page, 'Left open', 'Who counted the members, and why.')
  await write(page, 'To do', 'Look up the second edition.')
  // What is done shows at once: others find it as soon as it was sent.
  await expect.poll(async () => (await page.request.get(`/api${session}/events?after=0`)).text()).toContain('Look up the second edition.')
}

/** Closes it, and publishes the summary that its minutes make. */
export async function endEvening(page: Page, session: string): Promise<void> {
  await page.goto(`${session}/live`)
  await page
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name: /^Go to/ })
    .last()
    .click()
  await page.getByRole('button', { name: 'Close the session' }).click()
  await page.getByRole('link', { name: 'To the session’s page' }).click()
  await page.getByRole('button', { name: 'Write the summary' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('button', { name: 'Edit the summary' }).waitFor()
}
