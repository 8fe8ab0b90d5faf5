import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { annotate, createCircle, createReader, PASSWORD, planSession, type Reader, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// Names as people have them: without a space, and the same as somebody else's.

const LONG = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis'
let one: Reader
let other: Reader
let namesake: Reader
test.beforeAll(async ({ browser }) => {
  ;[one, other, namesake] = [
    await createReader(browser, LONG),
    await createReader(browser, 'Ben Okri'),
    await createReader(browser, 'Ben Okri'),
  ]
})
test.afterEach(() => Promise.all([one.closeAll(), other.closeAll(), namesake.closeAll()]))

/** A group in which the one with the long name has said something wherever one can. */
async function createTalk() {
  const { groupId, path } = await createCircle(one, other)
  const page = await other.open(path)
  const note = await annotate(one, page, { paragraph: 2, words: [4, 7], body: 'A note' })
  const chapter = path.split('/').at(-1)
  const answer = { id: randomUUID(), chapter, questionId: await questionOf(page), body: 'An answer' }
  await one.ask('POST', `/api/groups/${groupId}/answers`, answer)
  const subject = { kind: 'annotation', annotationId: note.id }
  await one.ask('POST', `/api/groups/${groupId}/comments`, { id: randomUUID(), chapter, subject, parentId: null, body: 'A comment' })
  const asked = await annotate(one, page, { paragraph: 3, words: [1, 2], body: '', motivation: 'questioning' })
  await one.ask('POST', `/api/groups/${groupId}/questions`, { id: randomUUID(), chapter, annotationId: asked.id, text: 'Why is that so?' })
  await one.ask('PATCH', `/api/groups/${groupId}`, { name: `${LONG}${LONG}`.slice(0, 80) })
  const meeting = await planSession(one, groupId)
  const { code } = await one.ask<{ code: string }>('POST', `/api/groups/${groupId}/invitations`, { id: randomUUID() })
  await page.close()
  return { groupId, path, meeting, code, noteId: note.id }
}

const questionOf = async (page: Page) => ((await page.locator('.question').first().getAttribute('id')) ?? '').slice('question-'.length)

test('a name of sixty letters without a space widens no page of a phone', async () => {
  const { groupId, path, meeting, code, noteId } = await createTalk()
  const group = `/groups/${groupId}`
  const pages = ['/', '/account', '/texts', group, `${group}/members`, `${group}/meetings`, meeting, `${meeting}/live`]
  pages.push(path, `${path}#annotation-${noteId}`, `${path}/notes`, `${group}/changes`, `/join/${code}`)
  const page = await one.open('/', { viewport: { width: 320, height: 740 }, hasTouch: true, isMobile: true })
  const wide: string[] = []
  for (const address of pages) {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 })
      const shown = await page.evaluate(() => document.documentElement.scrollWidth)
      if (shown > width) wide.push(`${address} is ${shown} wide at ${width}`)
    }
  }
  expect(wide).toEqual([])
  // What opens: the person's menu, and what may be changed about a member.
  await page.goto(`${group}/members`)
  await page.setViewportSize({ width: 320, height: 740 })
  await page.getByRole('button', { name: /^Account of/ }).click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  const theirs = await other.open(`${group}/members`, { viewport: { width: 320, height: 740 } })
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await one.ask('POST', `${`/api${group}`}/members/${await idOf(other)}/role`, { role: 'OWNER', current: PASSWORD })
  await theirs.reload()
  await theirs.getByRole('link', { name: `Change ${LONG}` }).click()
  await expect(theirs.getByRole('checkbox', { name: /other open links/ })).toBeChecked()
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await theirs.getByRole('button', { name: `Remove ${LONG}` }).click()
  await theirs.waitForURL(/members$/)
  await expect(theirs.getByRole('listitem').filter({ hasText: LONG })).toHaveCount(0)
  // The links that they made, and all others, lead in no more.
  expect((await one.context.request.post('/api/join', { headers: { origin: new URL(page.url()).origin }, data: { code } })).status()).toBe(
    410,
  )
})

const idOf = async (reader: Reader) => (await reader.ask<{ userId: string }>('GET', '/api/account')).userId

test('two members of one name are told apart in the talk, and only then', async () => {
  const { groupId, path } = await createCircle(one, other)
  // They are told apart by when they joined, down to the second.
  const second = () => Math.trunc(Date.now() / 1000)
  const first = second()
  await expect.poll(second).toBeGreaterThan(first)
  const { code } = await one.ask<{ code: string }>('POST', `/api/groups/${groupId}/invitations`, { id: randomUUID() })
  await namesake.ask('POST', '/api/join', { code })
  const page = await one.open(path)
  await ready(page)
  for (const reader of [one, other, namesake]) await annotate(reader, page, { paragraph: 2, words: [4, 7], body: `by ${reader.username}` })
  await page.reload()
  await ready(page)
  const card = (reader: Reader) => page.getByRole('article').filter({ hasText: `by ${reader.username}` })
  const joined = async (reader: Reader) => /joined ([^\n]+? UTC)/.exec((await card(reader).textContent()) ?? '')?.[1]
  await expect(card(other)).toContainText('joined')
  expect(await joined(other)).toBeTruthy()
  expect(await joined(other)).not.toBe(await joined(namesake))
  await expect(card(one)).not.toContainText('joined')

  await page.goto(`${await planSession(one, groupId)}/live`)
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByRole('button', { name: 'Add somebody' }).click()
  const people = await page.getByLabel('Who would like to speak?').getByRole('option').allTextContents()
  const alike = people.filter((name) => name.startsWith('Ben Okri'))
  expect([alike.length, new Set(alike).size]).toEqual([2, 2])
  expect(people).toContain(LONG)
})
