import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { annotate, CHAPTER, createCircle, createReader, PASSWORD, type Reader } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// Somebody deletes their account, with scripts and without: what they chose holds at once in every channel that words leave by.

let owner: Reader
test.beforeAll(async ({ browser }) => {
  owner = await createReader(browser, 'Olga Owner')
})
test.afterEach(async () => {
  await owner.closeAll()
})

/** The addresses at which programs of a member read, made anew. */
async function secretAddresses(reader: Reader, groupId: string): Promise<string[]> {
  for (const kind of ['feed', 'calendar']) await reader.ask('POST', `/api/groups/${groupId}/addresses/${kind}`, {})
  const pages = await Promise.all(
    ['inbox/settings', 'meetings'].map(async (page) => (await reader.context.request.get(`/groups/${groupId}/${page}`)).text()),
  )
  const found = pages.flatMap((html) => [...html.matchAll(/\/api\/(?:feeds|calendars)\/[\w.-]+/g)].map(([path]) => path))
  expect(new Set(found).size).toBe(2)
  return [...new Set(found)]
}

/** Everything that a member can fetch of what was said: pages, API, exports, calendar, feed, search, the group’s archive and the booklet of its record. */
async function readEverything(reader: Reader, groupId: string, meetingId: string): Promise<Map<string, string>> {
  const inChapter = `?chapter=${CHAPTER}`
  const paths = [
    ...[
      '',
      `/${CHAPTER}`,
      `/${CHAPTER}/notes`,
      '/members',
      '/meetings',
      `/meetings/${meetingId}`,
      '/meetings/record',
      '/changes',
      '/inbox',
      '/questions',
    ].map((path) => `/groups/${groupId}${path}`),
    ...['annotations', 'comments', 'answers', 'questions', 'web-annotations/page'].map(
      (noun) => `/api/groups/${groupId}/${noun}${inChapter}`,
    ),
    ...[
      'members',
      'meetings',
      `meetings/${meetingId}`,
      'tags',
      'activity',
      'calendar',
      'exported-notes',
      'exported-notes?format=markdown',
    ].map((noun) => `/api/groups/${groupId}/${noun}`),
  ]
  paths.push(`/groups/${groupId}/search?q=note`, ...(await secretAddresses(reader, groupId)))
  const read = new Map<string, string>()
  for (const path of paths) {
    const response = await reader.context.request.get(path)
    expect(response.status(), path).toBe(200)
    read.set(path, await response.text())
  }
  const archive = await reader.context.request.get(`/api/groups/${groupId}/archive`)
  const files = unzipSync(new Uint8Array(await archive.body()))
  for (const [name, bytes] of Object.entries(files)) read.set(`archive: ${name}`, strFromU8(bytes))
  return read
}

const holding = (read: Map<string, string>, words: string) => [...read].filter(([, text]) => text.includes(words)).map(([path]) => path)

for (const [choice, label, scripts] of [
  ['remove', 'Remove my words', true],
  ['nameless', 'Keep it without my name', false],
] as const) {
  test(`“${label}”, ${scripts ? 'with' : 'without'} scripts`, async ({ browser }) => {
    const ada = await createReader(browser, `Zelda ${randomUUID().slice(0, 8)}`)
    const { groupId, path } = await createCircle(owner, ada)
    const meetingId = randomUUID()
    const schedule = { startDate: '2027-01-04', weekday: 4, time: '18:30', timeZone: 'Europe/London', number: 1, firstChapter: CHAPTER }
    await owner.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [meetingId], schedule })
    const page = await owner.open(path)
    const said = `lantern${randomUUID().slice(0, 8)}`
    const own = `cellar${randomUUID().slice(0, 8)}`
    const note = await annotate(ada, page, { paragraph: 2, words: [0, 2], body: `A ${said} note` })
    const subject = { kind: 'annotation', annotationId: note.id }
    const say = (reader: Reader, body: string) =>
      reader.ask('POST', `/api/groups/${groupId}/comments`, { id: randomUUID(), chapter: CHAPTER, subject, parentId: null, body })
    await say(ada, `A ${said} comment`)
    await say(owner, 'A reply that stays')
    await ada.ask('PUT', `/api/groups/${groupId}/meetings/${meetingId}/attendance`, {
      userId: (await ada.ask<{ userId: string }>('GET', '/api/account')).userId,
      rsvp: 'YES',
    })
    const kept = await annotate(ada, page, { paragraph: 3, words: [0, 1], body: `A ${own} note` })
    const { version } = await ada.ask<{ version: number }>('GET', `/api/groups/${groupId}/annotations/${kept.id}`)
    await ada.ask('PATCH', `/api/groups/${groupId}/annotations/${kept.id}`, { version, body: `A ${own} note`, visibility: 'PRIVATE' })
    await expect(page.getByRole('article', { name: ada.name })).toHaveCount(1)
    await page
      .getByRole('article', { name: ada.name })
      .getByRole('button', { name: /repl(y|ies)/ })
      .click()
    await expect(page.getByText('A reply that stays')).toBeVisible()
    const before = await readEverything(owner, groupId, meetingId)
    expect(holding(before, said).length).toBeGreaterThan(4)
    expect(holding(before, ada.name).length).toBeGreaterThan(4)

    const door = await ada.open('/account', scripts ? {} : { javaScriptEnabled: false })
    await door.getByRole('link', { name: 'Delete your account' }).click()
    await door.getByLabel(label).check()
    await door.getByLabel('Current password', { exact: true }).fill('not my password')
    await door.getByRole('button', { name: 'Delete my account for good' }).click()
    await expect(door.getByText('That isn’t your current password.')).toBeVisible()
    await door.getByLabel(label).check()
    await door.getByLabel('Current password', { exact: true }).fill(PASSWORD)
    await door.getByRole('button', { name: 'Delete my account for good' }).click()
    await expect(door.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
    await door.goto(path)
    await expect(door).toHaveURL(/\/sign-in/)

    // The open page of another member hears of it by its stream.
    await expect(page.getByRole('article', { name: ada.name })).toHaveCount(0)
    await expect(page.getByText(said)).toHaveCount(choice === 'remove' ? 0 : 2)
    await expect(page.getByText('A reply that stays')).toBeVisible()
    const after = await readEverything(owner, groupId, meetingId)
    expect(holding(after, ada.name)).toEqual([])
    expect(holding(after, own)).toEqual([])
    expect(holding(after, said).length > 0).toBe(choice === 'nameless')
    expect(holding(after, 'A reply that stays').length).toBeGreaterThan(2)
    await door.context().close()
  })
}

test('whoever leaves a group says what becomes of their words, also without scripts', async ({ browser }) => {
  const ben = await createReader(browser, 'Ben Leaver')
  const { groupId, path } = await createCircle(owner, ben)
  const page = await owner.open(path)
  await annotate(ben, page, { paragraph: 2, words: [0, 2], body: 'A note of somebody who leaves' })
  await expect(page.getByRole('article', { name: 'Ben Leaver' })).toBeVisible()
  const door = await ben.open(`/groups/${groupId}/members`, { javaScriptEnabled: false })
  await door.getByRole('link', { name: 'Leave this group' }).click()
  await door.getByLabel('Keep it without my name').check()
  await door.getByRole('button', { name: 'Leave the group' }).click()
  // Without the password nothing is done that cannot be undone, and what was chosen stays chosen.
  await expect(door.getByText('That isn’t your current password.')).toBeVisible()
  await expect(door.getByLabel('Keep it without my name')).toBeChecked()
  await door.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await door.getByRole('button', { name: 'Leave the group' }).click()
  await expect(door).toHaveURL('/')
  expect((await door.request.get(path)).status()).toBe(404)
  await expect(page.getByRole('article', { name: /former member/i })).toBeVisible()
  await ben.closeAll()
})
