import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { POST as signUp } from '#app/api/accounts/route.ts'
import { PATCH as patchComment } from '#app/api/groups/[groupId]/comments/[commentId]/route.ts'
import { GET as listComments, POST as postComment } from '#app/api/groups/[groupId]/comments/route.ts'
import { plainHtml } from '#domain/plain-html.ts'
import { db } from '#server/db.ts'
import { plainMarkdown } from '#server/markdown/plain.ts'
import { RENDERER } from '#server/markdown/render.ts'
import { renderAnew } from '#server/markdown/render-anew.ts'
import { CHAPTER, type Circle, createCircle, saying } from '#tests/support/circle.ts'
import { createComment } from '#tests/support/factories.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

const QUESTION = { kind: 'question', questionId: 'seen-the-sea' } as const
let circle: Circle
let headers: Record<string, string>
beforeEach(async () => {
  circle = await createCircle()
  headers = await signedIn({ id: circle.ada.userId })
})
afterEach(async () => {
  await db().rateLimit.deleteMany()
})

/** Bodies of at most 20 kB whose page, or the way to it, grows faster than they do. */
const HEAVY = {
  'a table that fills every row to the width of its header': `${'|a'.repeat(1700)}\n${'|-'.repeat(1700)}\n${'|\n'.repeat(4000)}`,
  'thousands of headings': 'a\n=\n\n'.repeat(2400),
  'thousands of quotations': '> a\n\n'.repeat(2800),
}

const params = () => ({ groupId: circle.groupId })
const say = (body: string) => call(postComment, { method: 'POST', headers, params: params(), body: saying(circle.groupId, QUESTION, body) })
const list = async () => {
  const answer = await call(listComments, { headers, params: params(), path: `/api?chapter=${CHAPTER}` })
  expect(answer.status).toBe(200)
  return (await answer.json()).items as { id: string; body: string; html: string }[]
}

// That nobody else waits meanwhile is held by a wall: nothing but the threads' own work may import what lays words out (npm run check:walls).
test.each(Object.entries(HEAVY))('%s is refused before it is stored', async (_name, body) => {
  const answer = await say(body)
  expect(answer.status).toBe(413)
  expect((await answer.json()).title).toMatch(/Use fewer, or split the text; what you typed is kept/)
  expect(await db().comment.count({ where: { groupId: circle.groupId } })).toBe(0)
})

test.each(Object.entries(HEAVY))('%s that was stored before stops no reader', async (_name, body) => {
  const group = { id: circle.groupId }
  const subject = { chapter: CHAPTER, questionId: 'seen-the-sea' }
  const heavy = await createComment({ group, creator: { id: circle.ada.userId }, subject, body })
  const other = await createComment({ group, creator: { id: circle.ada.userId }, subject, body: '*short*' })
  const items = await list()
  const shown = new Map(items.map((item) => [item.id, item]))
  expect(shown.get(heavy.id)?.body).toBe(body)
  expect(shown.get(heavy.id)?.html).toMatch(/shown as it was typed/)
  expect(shown.get(heavy.id)?.html.length).toBeLessThan(10 * body.length)
  expect(shown.get(other.id)?.html).toBe('<p dir="auto"><em>short</em></p>')
  // The next reader does not wait for it again.
  const row = await db().comment.findUniqueOrThrow({ where: { id: heavy.id } })
  expect(row).toMatchObject({ renderer: RENDERER, html: shown.get(heavy.id)?.html, updatedAt: heavy.updatedAt, version: 1 })
})

test('words are stored with what they make; an edit makes it anew', async () => {
  const said = await (await say('**first**')).json()
  expect(said.html).toBe('<p dir="auto"><strong>first</strong></p>')
  const row = () => db().comment.findUniqueOrThrow({ where: { id: said.id } })
  expect(await row()).toMatchObject({ body: '**first**', html: said.html, renderer: RENDERER })
  const edited = await call(patchComment, {
    method: 'PATCH',
    headers,
    params: { ...params(), commentId: said.id },
    body: { version: 1, body: '*second*' },
  })
  expect((await edited.json()).html).toBe('<p dir="auto"><em>second</em></p>')
  expect(await row()).toMatchObject({ html: '<p dir="auto"><em>second</em></p>', renderer: RENDERER })
})

test('what another renderer made is made anew for its first reader', async () => {
  const said = await (await say('**first**')).json()
  await db().comment.update({ where: { id: said.id }, data: { html: '<b>old</b>', renderer: RENDERER - 1 } })
  expect((await list())[0]?.html).toBe('<p dir="auto"><strong>first</strong></p>')
  expect(await db().comment.findUniqueOrThrow({ where: { id: said.id } })).toMatchObject({ renderer: RENDERER, html: said.html })
})

test('what another renderer made is made anew in the background, and each row once', async () => {
  const said: { id: string; html: string }[] = []
  for (let at = 0; at < 60; at++) said.push(await (await say(`**word ${at}**`)).json())
  await db().comment.updateMany({ where: { groupId: circle.groupId }, data: { html: '<b>old</b>', renderer: RENDERER - 1 } })
  const rowsNow = () => db().comment.findMany({ where: { groupId: circle.groupId }, orderBy: { id: 'asc' } })
  const before = await rowsNow()
  expect(await renderAnew()).toBeGreaterThanOrEqual(said.length)
  expect(await renderAnew()).toBe(0)
  const html = new Map(said.map((comment) => [comment.id, comment.html]))
  // All else stays, also when it was last changed.
  expect(await rowsNow()).toEqual(before.map((row) => ({ ...row, renderer: RENDERER, html: html.get(row.id) })))
})

test('spaces without end in one line come to an end: they are looked at once', async () => {
  expect((await say(`a${' '.repeat(19_500)}b`)).status).toBe(201)
  // A pattern that looks at them once for each would take hours.
  const spaces = ' '.repeat(5_000_000)
  expect(plainHtml(`a${spaces}b`).length).toBeGreaterThan(spaces.length)
  expect(plainMarkdown(`a${spaces}b`).length).toBeGreaterThan(spaces.length)
})

test('fifteen people may choose the longest passwords at once', async () => {
  const password = () => randomBytes(150).toString('base64')
  const statuses = await Promise.all(
    Array.from({ length: 15 }, async (_, at) => {
      const body = { name: 'A reader', username: `chooser-${at}`, password: password(), email: '' }
      return (await call(signUp, { method: 'POST', headers: signedOut(`192.0.2.${at}`), body })).status
    }),
  )
  expect(statuses).toEqual(Array.from({ length: 15 }, () => 201))
})
