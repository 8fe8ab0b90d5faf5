import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { comingWeek } from '../support/coming-week.ts'
import { CHAPTER, createCircle, createReader, type Reader } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

let [olga, ben, cleo, dora]: Reader[] = []
let address = ''

test.beforeAll(async ({ browser }) => {
  olga = await createReader(browser, 'Olga Lamp')
  ben = await createReader(browser, 'Ben Oar')
  cleo = await createReader(browser, 'Cleo Tide')
  dora = await createReader(browser, 'Dora Reed')
})

test.beforeEach(async () => {
  const { groupId } = await createCircle(olga as Reader, ben as Reader, cleo as Reader, dora as Reader)
  const id = randomUUID()
  const first = { ...comingWeek(), firstChapter: CHAPTER }
  await olga?.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [id], schedule: first })
  address = `/groups/${groupId}/meetings/${id}/live`
})

test.afterEach(async () => {
  for (const reader of [olga, ben, cleo, dora]) await reader?.closeAll()
})

const open = (reader: Reader | undefined, options?: Parameters<Reader['open']>[1]) => (reader as Reader).open(address, options)
const now = (page: Page) => page.getByRole('region', { name: /./ }).getByRole('heading', { level: 1 })
/** Waits until a device shows the item that another one shows. */
const agree = (one: Page, other: Page) =>
  expect.poll(async () => (await now(one).textContent()) === (await now(other).textContent())).toBe(true)
const stack = (page: Page) => page.getByRole('region', { name: 'Speakers' }).getByRole('listitem')
const ask = (page: Page, kind: string) => page.getByRole('button', { name: kind, exact: true }).click()

async function writeLine(page: Page, kind: string, words: string) {
  await page.getByRole('button', { name: kind, exact: true }).click()
  await page.getByRole('textbox', { name: 'Add a line' }).fill(words)
  await page.getByRole('button', { name: 'Write it down' }).click()
  await expect(page.getByRole('region', { name: 'Minutes' }).getByText(words)).toBeVisible()
}

test('an evening is begun, talked through and closed on three devices, one without a network for a while', async () => {
  const [laptop, phone, tablet] = [await open(olga), await open(ben, PHONE), await open(cleo)]
  await expect(phone.getByText('It hasn’t begun yet')).toBeVisible()
  await laptop.getByRole('button', { name: 'Start now' }).click()
  await expect(laptop.getByRole('button', { name: /^Next:/ })).toBeVisible()
  await agree(phone, laptop)
  await expect(phone.getByRole('button', { name: /^Next:/ })).toHaveCount(0)

  await ask(phone, 'New point')
  await ask(tablet, 'Question')
  await expect(stack(laptop)).toHaveCount(2)
  await laptop.getByRole('button', { name: 'Give Ben Oar the floor' }).click()
  await expect(tablet.getByText('Ben Oar is speaking')).toBeVisible()
  await ask(laptop, 'Direct response')
  await expect(stack(phone).first()).toContainText('Olga Lamp')

  // Ben's connection is cut: what is said on both sides is kept.
  await phone.context().setOffline(true)
  await writeLine(phone, 'Dissent', 'Written where no network is')
  await phone.getByRole('button', { name: 'Finished' }).click()
  await expect(phone.getByText('Ben Oar is speaking')).toHaveCount(0)
  await expect(phone.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible()
  await writeLine(laptop, 'Agreed', 'Written meanwhile')
  const before = (await now(laptop).textContent()) ?? ''
  await laptop.getByRole('button', { name: /^Next:/ }).click()
  await expect(now(laptop)).not.toHaveText(before)
  await agree(tablet, laptop)
  await phone.context().setOffline(false)
  await agree(phone, laptop)
  await expect(phone.getByRole('status').filter({ hasText: 'No connection' })).toHaveCount(0)
  await phone.getByText('So far (2)').click()
  await expect(phone.getByText('Written meanwhile')).toBeVisible()

  // The facilitator's device dies; Cleo has been made today's facilitator and goes on.
  await laptop.getByText('Who does what').click()
  await laptop.getByLabel('Facilitator').selectOption({ label: 'Cleo Tide' })
  await expect(tablet.getByRole('button', { name: /^Next:/ })).toBeVisible()
  await laptop.close()
  const skip = tablet
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name: /^Go to/ })
    .last()
  await skip.click()
  await writeLine(tablet, 'To do', 'Bring the letter')
  await tablet.getByRole('button', { name: 'Close the session' }).click()
  for (const page of [tablet, phone]) {
    await expect(page.getByRole('heading', { name: 'This session is over' })).toBeVisible()
    for (const words of ['Written where no network is', 'Written meanwhile', 'Bring the letter'])
      await expect(page.getByText(words).first()).toBeVisible()
  }
  // Cleo, who facilitated, publishes the summary; on the session's page it comes before everything else.
  await tablet.getByRole('link', { name: 'To the session’s page' }).click()
  await tablet.getByRole('button', { name: 'Write the summary' }).click()
  const summary = tablet.getByRole('textbox', { name: 'Summary', exact: true })
  await expect(summary).toHaveValue(/Written where no network is[\s\S]*Bring the letter/)
  await summary.press('Control+End')
  await summary.pressSequentially('\n\nBring biscuits.')
  await tablet.getByRole('button', { name: 'Publish' }).click()
  // The field that she typed it into holds the same words.
  await expect(tablet.getByRole('button', { name: 'Edit the summary' })).toBeVisible()
  await expect(tablet.getByRole('region', { name: 'Summary' }).getByText('Bring biscuits.')).toBeVisible()
  expect(await findFaults(tablet)).toEqual([])
  // Whoever was away finds the way on the group's home, to a page that needs no scripts.
  const away = await (dora as Reader).open(address.replace(/\/meetings.*/, ''))
  await away.getByRole('link', { name: 'What you missed' }).click()
  await expect(away.getByText('Bring biscuits.')).toBeVisible()
  expect(await findFaults(away)).toEqual([])
})

test('a running session is announced on the group’s other pages, and its screen is sound for assistive technology', async () => {
  const home = await (ben as Reader).open(address.replace(/\/meetings.*/, ''))
  await expect(home.getByRole('link', { name: /study session is on now/ })).toHaveCount(0)
  const laptop = await open(olga)
  await laptop.getByRole('button', { name: 'Start now' }).click()
  await home.getByRole('link', { name: /study session is on now/ }).click()
  await expect(now(home)).toBeVisible()
  expect(await findFaults(home)).toEqual([])
  expect(await findFaults(laptop)).toEqual([])
  const phone = await open(cleo, PHONE)
  await expect(now(phone)).toBeVisible()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test('a member’s chapter follows the facilitator until it is scrolled by hand, and what the group says meanwhile shows on the live page', async () => {
  const home = address.replace(/\/meetings.*/, '')
  const laptop = await open(olga)
  const reader = await (ben as Reader).open(`${home}/${CHAPTER}`, PHONE)
  const follow = reader.getByRole('switch', { name: /^Follow the facilitator/ })
  await expect(reader.locator('#p1')).toBeInViewport()
  await laptop.getByRole('button', { name: 'Start now' }).click()
  await expect(follow).not.toBeChecked()
  await laptop.getByText('Ask, read aloud, projector, settings').click()
  await laptop.getByRole('button', { name: /^Read aloud in turns/ }).click()
  const on = laptop.getByRole('button', { name: /^On to ¶/ })
  await follow.click()
  for (let read = 0; read < 40 && (await on.count()) > 0; read++) await on.click()
  const last = await reader.evaluate(() => [...document.querySelectorAll('#chapter-text [data-n]:not(a)')].at(-1)?.id ?? '')
  await expect(reader.locator(`#${last}`)).toBeInViewport()
  expect(await findFaults(reader)).toEqual([])

  await reader.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await expect(reader.getByText('You scrolled away')).toBeVisible()
  await expect(follow).not.toBeChecked()
  await laptop.getByRole('region', { name: 'Reading aloud' }).getByRole('button', { name: /^¶/ }).click()
  await expect(follow).not.toContainText(`¶\u00A0${last.slice(1)}`)
  await expect(reader.locator('#p1')).toBeInViewport()
  await follow.click()
  await expect(reader.locator('[data-lead]')).toBeInViewport()
  await reader.reload()
  await expect(follow).toBeChecked()
  await expect(reader.locator('[data-lead]')).toBeInViewport()

  // Each item leads to its question; what is answered there shows on the live page.
  const asked = laptop
    .getByRole('region', { name: 'Agenda' })
    .getByRole('listitem')
    .filter({ has: laptop.getByRole('link', { name: 'To the question' }) })
    .first()
  const question = (await asked.getByRole('link', { name: 'To the question' }).getAttribute('href')) ?? ''
  await asked.getByRole('button', { name: /^Go to/ }).click()
  await expect(laptop.getByRole('link', { name: 'Open the question in the chapter' })).toBeVisible()
  const answer = { id: randomUUID(), chapter: CHAPTER, questionId: question.split('#question-')[1], body: 'Because of the fog.' }
  await ben?.ask('POST', `/api${home}/answers`, answer)
  await expect(laptop.getByText('1 answer so far')).toBeVisible()

  await laptop
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name: /^Go to/ })
    .last()
    .click()
  await laptop.getByRole('button', { name: 'Close the session' }).click()
  await expect(follow).toHaveCount(0)
  const group = await (ben as Reader).open(home)
  await expect(group.getByText(/^The group has discussed 1 chapter of/)).toBeVisible()
})

test('the agenda is made for a length, kept, edited, reordered by hand and by keyboard before the evening, and says when it does not add up', async () => {
  const laptop = await open(olga)
  const proposal = laptop.getByRole('region', { name: 'Proposed agenda' })
  for (const minutes of [45, 60]) {
    await proposal.getByRole('link', { name: `${minutes} min` }).click()
    await expect(proposal.getByRole('link', { name: `${minutes} min` })).toHaveAttribute('aria-current', 'true')
    const items = await proposal
      .getByRole('listitem')
      .getByText(/^\d+ min$/)
      .allTextContents()
    expect(items.reduce((sum, each) => sum + Number.parseInt(each, 10), 0)).toBe(minutes)
  }
  await laptop.getByRole('button', { name: 'Keep this agenda and edit it' }).click()
  const agenda = laptop.getByRole('region', { name: 'Agenda' })
  await agenda.getByRole('button', { name: 'Edit' }).click()
  await agenda.getByRole('textbox', { name: 'Another item' }).fill('Songs')
  await agenda.getByRole('spinbutton', { name: 'Minutes', exact: true }).fill('7')
  await laptop.keyboard.press('Enter')
  await expect(agenda.getByRole('status')).toContainText('7 more than the session has')
  await agenda.getByRole('button', { name: 'Move “Songs” up' }).press('Enter')
  await expect(agenda.getByRole('textbox', { name: 'Item' }).last()).not.toHaveValue('Songs')
  // Drawn to the top by its grip, and given to somebody.
  const rows = agenda.locator('[data-row]')
  const songs = rows.filter({ has: laptop.getByRole('button', { name: 'Move “Songs” up' }) })
  const [from, to] = [await songs.locator('[aria-hidden].cursor-grab').boundingBox(), await rows.first().boundingBox()]
  if (!from || !to) throw new Error('the agenda is not in sight')
  await laptop.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await laptop.mouse.down()
  await laptop.mouse.move(from.x + from.width / 2, to.y + 4, { steps: 5 })
  await laptop.mouse.up()
  await expect(rows.first().getByRole('textbox', { name: 'Item' })).toHaveValue('Songs')
  await laptop.getByLabel('Who looks after “Songs”').selectOption({ label: 'Ben Oar' })
  const phone = await open(ben, PHONE)
  await expect(phone.getByRole('region', { name: 'Agenda' }).getByRole('listitem').first()).toContainText('Songs')
  await expect(phone.getByRole('region', { name: 'Agenda' }).getByText('7 min · Ben Oar')).toBeVisible()
  // Roles are shared out, and one of them swapped, by one tap each.
  await laptop.getByRole('button', { name: 'Share them out fairly' }).click()
  const facilitator = laptop.getByLabel('Facilitator')
  await expect(facilitator).not.toHaveValue('')
  const first = await facilitator.inputValue()
  await laptop
    .getByRole('button', { name: /^Ask .* instead$/ })
    .first()
    .click()
  await expect(facilitator).not.toHaveValue(first)
})
