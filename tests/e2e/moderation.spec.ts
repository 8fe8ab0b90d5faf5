import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { findFaults } from '../support/axe.ts'
import { expectFits } from '../support/fits.ts'
import { annotate, CHAPTER, createCircle, createReader, PASSWORD, planSession, type Reader } from '../support/group-page.ts'

// A note is flagged, hidden with a reason, answered for and brought back: the whole way with JavaScript off, seen from the open chapter.

const PLAIN = { javaScriptEnabled: false }
const PHONE = { viewport: { width: 320, height: 640 } }

let [owner, ada, ben]: Reader[] = []
test.beforeAll(async ({ browser }) => {
  owner = await createReader(browser, 'Olga Owner')
  ada = await createReader(browser, 'Ada Writer')
  ben = await createReader(browser, 'Ben Reader')
})

test('what is flagged is hidden with a reason, answered for and brought back, with JavaScript off', async () => {
  if (!owner || !ada || !ben) throw new Error('nobody')
  const { groupId, path } = await createCircle(owner, ada, ben)
  const written = await ada.open(path)
  await annotate(ada, written, { paragraph: 1, words: [0, 2], body: 'A cormorant of a note.' })
  const words = written.getByText('A cormorant of a note.')
  await expect(words).toBeVisible()

  // Ben goes by the list of notes to what he can do about it.
  const flag = await ben.open(`/groups/${groupId}/${CHAPTER}/notes`, { ...PLAIN, ...PHONE })
  await flag.getByRole('link', { name: 'Flag' }).click()
  await expect(flag.getByRole('heading', { level: 1 })).toHaveText('Flag these words')
  await flag.getByLabel('What’s wrong?').fill('It mocks me.')
  await flag.getByRole('button', { name: 'Save' }).click()
  await expect(flag.getByText('the facilitators have been told')).toBeVisible()
  await flag.goto(`/groups/${groupId}/${CHAPTER}/notes`)
  await expect(flag.getByText('A cormorant of a note.')).toHaveCount(0)
  await expect(words).toBeVisible()

  const desk = await owner.open(`/groups/${groupId}/inbox`, { ...PLAIN, ...PHONE })
  await desk.getByRole('link', { name: /Something waits for you/ }).click()
  await expect(desk.getByText('It mocks me.')).toBeVisible()
  expect(await desk.content()).not.toContain('Ben Reader flagged')
  await desk.getByText('Hide it from the group').click()
  await desk.getByLabel('Why? Whoever wrote it will read this').fill('We speak to the text here.')
  await desk.getByRole('button', { name: 'Hide from the group' }).click()
  await expect(desk.getByText('Hidden because: We speak to the text here.')).toBeVisible()
  // The open chapter of its writer hears of it.
  await expect(words).toHaveCount(0)

  const told = await ada.open(`/groups/${groupId}/moderation`, { ...PLAIN, ...PHONE })
  await expect(told.getByText('The reason: We speak to the text here.')).toBeVisible()
  expect(await told.content()).not.toContain('It mocks me.')
  await told.getByLabel('Your answer (optional)').fill('It was a joke about myself.')
  await told.getByRole('button', { name: 'I’ve read this' }).click()
  await expect(told.getByText('You answered: It was a joke about myself.')).toBeVisible()

  await desk.reload()
  await expect(desk.getByText('Whoever wrote it answers: It was a joke about myself.')).toBeVisible()
  await desk.getByRole('button', { name: 'Bring it back' }).click()
  await expect(words).toBeVisible()
  await expect(desk.getByText('Olga Owner brought back a note by Ada Writer')).toBeVisible()

  for (const [name, page] of Object.entries({ flag, desk, told })) {
    await expectFits(page)
    await page.screenshot({ path: `test-results/moderation-${name}.png`, fullPage: true })
  }
  const wide = await owner.open(`/groups/${groupId}/moderation`, { colorScheme: 'dark' })
  expect(await findFaults(wide)).toEqual([])
  await wide.screenshot({ path: 'test-results/moderation-wide.png', fullPage: true })

  // On their own page people mute whom they do not want to read.
  await flag.goto(`/groups/${groupId}/moderation`)
  await flag.getByRole('button', { name: 'Show it again' }).click()
  await expect(flag.getByText('You see everything that is said here.')).toBeVisible()
  await flag.getByLabel('Mute somebody').selectOption('Ada Writer')
  await flag.getByRole('button', { name: 'Mute for me' }).click()
  await expect(flag.getByRole('button', { name: 'Unmute Ada Writer' })).toBeVisible()
  await flag.goto(`/groups/${groupId}/${CHAPTER}/notes`)
  await expect(flag.getByText('A cormorant of a note.')).toHaveCount(0)
  for (const reader of [owner, ada, ben]) await reader.closeAll()
})

test('a line of the minutes is hidden from the page that is open, and its writer removed with their words, with JavaScript off', async () => {
  if (!owner || !ada || !ben) throw new Error('nobody')
  const { groupId, path } = await createCircle(owner, ada, ben)
  const meeting = await planSession(owner, groupId)
  const event = (action: object) => ({ id: randomUUID(), madeAt: Date.now(), action })
  const line = {
    type: 'line-written',
    lineId: randomUUID(),
    itemId: null,
    kind: 'NOTE',
    text: 'A puffin of a line.',
    ownerId: null,
    due: null,
  }
  await owner.ask('POST', `/api${meeting}/events`, { events: [event({ type: 'started' })] })
  await ada.ask('POST', `/api${meeting}/events`, { events: [event(line)] })
  await owner.ask('POST', `/api${meeting}/events`, { events: [event({ type: 'closed' })] })
  const minutes = await ben.open(meeting)
  await expect(minutes.getByText('A puffin of a line.')).toBeVisible()

  const lead = await owner.open(meeting)
  await lead.getByRole('listitem').filter({ hasText: 'A puffin' }).getByRole('link', { name: 'Flag' }).click()
  await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Flag these words')
  await expect(lead.getByLabel('Stop showing me these words')).toHaveCount(0)
  await lead.getByLabel('Why? Whoever wrote it will read this').fill('Nobody said that.')
  await lead.screenshot({ path: 'test-results/moderation-line.png', fullPage: true })
  await lead.getByRole('button', { name: 'Hide from the group' }).click()
  await expect(lead.getByText('Olga Owner hid a line of the minutes by Ada Writer')).toBeVisible()
  await expect(minutes.getByText('A puffin of a line.')).toHaveCount(0)
  await minutes.reload()
  await expect(minutes.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(minutes.getByText('A puffin of a line.')).toHaveCount(0)

  const written = await ada.open(path)
  await annotate(ada, written, { paragraph: 1, words: [0, 2], body: 'A gannet of a note.' })
  await written.close()
  const members = await owner.open(`/groups/${groupId}/members`, { ...PLAIN, ...PHONE })
  await members.getByRole('link', { name: 'Change Ada Writer' }).click()
  await expect(members.getByRole('heading', { level: 1 })).toHaveText('Ada Writer')
  await expectFits(members)
  await members.screenshot({ path: 'test-results/member-plain.png', fullPage: true })
  const dark = await owner.open(new URL(members.url()).pathname, { colorScheme: 'dark' })
  expect(await findFaults(dark)).toEqual([])
  await dark.screenshot({ path: 'test-results/member-wide.png', fullPage: true })
  await dark.close()
  const remove = members.getByRole('button', { name: 'Remove Ada Writer from the group' })
  await members.getByLabel('Delete it; others’ replies stay').check()
  await members
    .locator('form')
    .filter({ has: remove })
    .getByLabel(/^Your password/)
    .fill(PASSWORD)
  await remove.click()
  await expect(members.getByRole('heading', { level: 1 })).toHaveText('Members')
  await expect(members.getByText('Ada Writer')).toHaveCount(0)
  await members.goto(`/groups/${groupId}/${CHAPTER}/notes`)
  await expect(members.getByText('A gannet of a note.')).toHaveCount(0)
  for (const reader of [owner, ada, ben]) await reader.closeAll()
})

test('the first posts of a new member wait until a facilitator lets them in, and only whoever wrote them sees them', async () => {
  if (!owner || !ada || !ben) throw new Error('nobody')
  const { groupId, path } = await createCircle(owner, ada)
  const desk = await owner.open(`/groups/${groupId}/moderation`, { ...PLAIN, ...PHONE })
  await desk.getByLabel('How many posts of each new member wait?').selectOption('The first post')
  await desk.getByRole('button', { name: 'Save the rule' }).click()
  await expect(desk.getByLabel('How many posts of each new member wait?')).toHaveValue('1')
  const { code } = await owner.ask<{ code: string }>('POST', `/api/groups/${groupId}/invitations`, { id: randomUUID() })
  await ben.ask('POST', '/api/join', { code })

  const [written, others] = [await ben.open(path), await ada.open(path)]
  await annotate(ben, written, { paragraph: 1, words: [0, 2], body: 'A puffin of a note.' })
  await expect(written.getByText('Waiting for a facilitator: only you see this')).toBeVisible()
  await annotate(ada, others, { paragraph: 2, words: [0, 2], body: 'A razorbill of a note.' })
  await expect(others.getByText('A razorbill of a note.')).toBeVisible()
  await expect(others.getByText('A puffin of a note.')).toHaveCount(0)
  const own = await ben.open(`/groups/${groupId}/moderation`)
  await expect(own.getByRole('heading', { name: 'Your posts that wait for a facilitator' })).toBeVisible()
  expect(await findFaults(own)).toEqual([])

  await desk.reload()
  await expect(desk.getByText('Ben Reader: one more post waits')).toBeVisible()
  await expectFits(desk)
  await desk.getByRole('button', { name: 'Let it in', exact: true }).click()
  await expect(desk.getByText('Nobody’s posts wait.')).toBeVisible()
  await expect(others.getByText('A puffin of a note.')).toBeVisible()
  await expect(written.getByText('Waiting for a facilitator: only you see this')).toHaveCount(0)
  // From now on he is heard at once.
  await annotate(ben, written, { paragraph: 2, words: [3, 4], body: 'A shearwater of a note.' })
  await expect(others.getByText('A shearwater of a note.')).toBeVisible()
})
