import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { comingWeek } from '../support/coming-week.ts'
import { CHAPTER, createCircle, createReader, type Reader } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const WALL = { viewport: { width: 1280, height: 720 } }

const everything: string[] = []

async function writeLine(page: Page, kind: string, words: string) {
  everything.push(words)
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.getByRole('textbox', { name: 'Add a line' }).fill(words)
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByRole('region', { name: 'Minutes' }).getByText(words)).toBeVisible()
}

/** The pages of live sessions that open on this device without a network. */
const pagesKept = (page: Page) =>
  page.evaluate(async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return kept
      .flat()
      .map(({ url }) => url)
      .filter((url) => !url.includes('/_next/'))
  })

const tools = (page: Page) => page.getByText('Ask, read aloud, projector, settings')
const offline = (page: Page) => page.getByRole('status').filter({ hasText: 'No connection' })

test('a whole evening on two phones, a laptop, a projector and a phone that goes round, with all that can break', async ({
  browser,
  ownApp,
}) => {
  const names = ['Olga Lamp', 'Ben Oar', 'Cleo Tide', 'Dora Reed']
  const readers: Reader[] = []
  for (const name of names) readers.push(await createReader(browser, name, ownApp.url))
  const [olga, ben, cleo, dora] = readers as [Reader, Reader, Reader, Reader]
  const { groupId } = await createCircle(olga, ben, cleo, dora)
  const id = randomUUID()
  await olga.ask('POST', `/api/groups/${groupId}/meetings`, {
    ids: [id],
    schedule: { ...comingWeek(), firstChapter: CHAPTER },
  })
  const address = `/groups/${groupId}/meetings/${id}/live`
  const laptop = await olga.open(address)
  const [bens, cleos, shared] = [await ben.open(address, PHONE), await cleo.open(address, PHONE), await dora.open(address, PHONE)]
  await laptop.getByRole('button', { name: 'Start now' }).click()
  const wall = await olga.open(`${address}?projector`, WALL)
  await expect(wall.getByRole('heading', { name: 'Speakers' })).toBeVisible()

  // Ann has neither account nor phone: she is named, and writes on Dora's phone when it comes round.
  await laptop.getByRole('button', { name: 'Add somebody' }).click()
  await laptop.getByLabel('Who would like to speak?').selectOption({ label: 'Somebody without an account…' })
  await laptop.getByLabel('Their name').fill('Ann Marsh')
  await laptop.getByRole('button', { name: 'Add to the list' }).click()
  await expect(wall.getByRole('listitem').filter({ hasText: 'Ann Marsh' })).toBeVisible()
  await shared.getByText('Hand this device round').click()
  await shared.getByRole('button', { name: 'Ann Marsh', exact: true }).click()
  await writeLine(shared, 'Note', 'Ann has seen the harbour.')
  await expect(laptop.getByRole('listitem').filter({ hasText: 'Ann has seen the harbour. · Ann Marsh' })).toBeVisible()

  // It is read aloud in turns; the projector shows where.
  await tools(laptop).click()
  await laptop.getByRole('button', { name: /^Read aloud in turns/ }).click()
  await expect(bens.getByRole('region', { name: 'Reading aloud' })).toBeVisible()
  await laptop.getByRole('button', { name: 'On to ¶ 2' }).click()
  await expect(wall.getByRole('blockquote')).toContainText('¶ 2')
  await laptop.getByRole('button', { name: 'Stop reading' }).click()

  // All write in silence, one of them without a network; nothing is seen before all of it is.
  await laptop.getByRole('textbox', { name: 'Question (optional)' }).fill('What strikes you?')
  await laptop.getByRole('button', { name: 'Ask now' }).click()
  const answerOf = (page: Page) => page.getByRole('textbox', { name: 'Your answer' })
  // Olga only asks tonight: what she writes herself is not shown with the others’.
  await laptop.getByRole('checkbox', { name: /^Only ask/ }).check()
  await answerOf(laptop).fill('I keep mine back.')
  await answerOf(laptop).blur()
  await answerOf(cleos).fill('That he was so young.')
  await answerOf(cleos).blur()
  await expect(laptop.getByText('2 people have answered')).toBeVisible()
  await answerOf(bens).fill('That nobody stopped him.')
  await bens.context().setOffline(true)
  await answerOf(bens).blur()
  await laptop.getByRole('button', { name: 'Show everybody’s answers' }).click()
  await expect(wall.getByText('That he was so young.')).toBeVisible()
  await expect(wall.getByText('That nobody stopped him.')).toHaveCount(0)
  await expect(offline(bens)).toBeVisible()
  await bens.context().setOffline(false)
  await expect(wall.getByText('That nobody stopped him.')).toBeVisible()
  everything.push('That he was so young.', 'That nobody stopped him.')
  await laptop.getByRole('button', { name: 'Put it away' }).click()
  await expect(wall.getByText('That he was so young.')).toHaveCount(0)
  for (const page of [wall, laptop]) await expect(page.getByText('I keep mine back.')).toHaveCount(0)

  // The server is killed; both sides go on, and come together when it is back.
  for (const page of [cleos, bens]) await expect.poll(() => pagesKept(page)).toEqual([new URL(address, ownApp.url).href])
  await ownApp.kill()
  await writeLine(cleos, 'Agreed', 'Written while nothing answered.')
  // Her page opens again with all that was known, and what she wrote.
  await cleos.reload()
  await expect(cleos.getByText('Ann has seen the harbour.').first()).toBeVisible()
  await expect(cleos.getByText('Written while nothing answered.').first()).toBeVisible()
  await writeLine(laptop, 'Left open', 'Also written then.')
  await expect(offline(cleos)).toBeVisible()
  await ownApp.startAgain()
  await expect(offline(cleos)).toHaveCount(0)
  await expect(cleos.getByRole('button', { name: 'Account of Cleo Tide' })).toBeVisible()
  for (const page of [bens, laptop, wall]) await expect(page.getByText('Written while nothing answered.').first()).toBeVisible()
  await expect(cleos.getByText('Also written then.')).toBeVisible()

  // The facilitator hands over, and her laptop dies.
  await laptop.getByText('Who does what').click()
  await laptop.getByLabel('Facilitator').selectOption({ label: 'Cleo Tide' })
  await expect(cleos.getByRole('button', { name: /^Next:/ })).toBeVisible()
  // Whoever does not facilitate any more need not only ask.
  await expect(cleos.getByText('I keep mine back.').first()).toBeVisible()
  everything.push('I keep mine back.')
  await laptop.close()
  const last = cleos
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name: /^Go to/ })
    .last()
  await last.click()
  await writeLine(cleos, 'Decision', 'We read the letter first.')
  await cleos.getByRole('button', { name: 'Close the session' }).click()
  await expect(bens.getByRole('heading', { name: 'This session is over' })).toBeVisible()

  // The page that she comes to says what became of it, and does not wait until it is asked for once more.
  const asked = new RegExp(`/meetings/${id}$`)
  await cleos.route(asked, (route) => (route.request().resourceType() === 'fetch' ? route.abort() : route.continue()))
  await cleos.getByRole('link', { name: 'To the session’s page' }).click()
  await cleos.getByRole('button', { name: 'Write the summary' }).click()
  await cleos.unroute(asked)
  await cleos.getByRole('button', { name: 'Publish' }).click()
  await expect(cleos.getByRole('button', { name: 'Edit the summary' })).toBeVisible()
  const summary = cleos.getByRole('region', { name: 'Summary' })
  for (const words of everything) await expect(summary.getByText(words)).toBeVisible()
  // Ann will come again: she becomes a member with one press, and gets a slip with which she claims what was written for her.
  const past = await olga.open(`/groups/${groupId}/meetings/${id}`)
  const slip = past.context().waitForEvent('response', (answer) => answer.url().endsWith('/slips'))
  await past.getByRole('button', { name: 'Make Ann Marsh a member and print the slip' }).click()
  expect((await slip).status()).toBe(200)
  await past.reload()
  await expect(past.getByRole('heading', { name: 'Guests' })).toHaveCount(0)
  await expect(past.getByRole('region', { name: 'Who was there' }).getByText('Ann Marsh')).toBeVisible()
  // Each word once, wherever it was written.
  await bens.goto(`/groups/${groupId}/meetings/${id}/missed`)
  for (const words of everything) await expect(bens.getByText(words)).toHaveCount(1)

  // Nothing of it stays on a device when whoever it belongs to signs out.
  await bens.goto('/account')
  expect(await pagesKept(bens)).toHaveLength(1)
  await bens.getByRole('button', { name: 'Sign out on this device' }).click()
  await bens.waitForURL((url) => url.pathname === '/')
  expect(await pagesKept(bens)).toEqual([])
})
