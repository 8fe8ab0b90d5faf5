import { randomBytes } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { POST as signUp } from '#app/api/accounts/route.ts'
import { PATCH as patchComment } from '#app/api/groups/[groupId]/comments/[commentId]/route.ts'
import { GET as listComments, POST as postComment } from '#app/api/groups/[groupId]/comments/route.ts'
import { db } from '#server/db.ts'
import { RENDERER } from '#server/words/render.ts'
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

/** Milliseconds for which the process answered nobody, at most, while something was done. */
async function longestPause(act: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  await act()
  delay.disable()
  return delay.max / 1e6
}

const params = () => ({ groupId: circle.groupId })
const say = (body: string) => call(postComment, { method: 'POST', headers, params: params(), body: saying(circle.groupId, QUESTION, body) })
const list = async () => {
  const answer = await call(listComments, { headers, params: params(), path: `/api?chapter=${CHAPTER}` })
  expect(answer.status).toBe(200)
  return (await answer.json()).items as { id: string; body: string; html: string }[]
}

test.each(Object.entries(HEAVY))('%s is refused before it is stored, and meanwhile others are answered', async (_name, body) => {
  let answer = new Response()
  const pause = await longestPause(async () => {
    answer = await say(body)
  })
  expect(answer.status).toBe(413)
  expect((await answer.json()).title).toMatch(/Use fewer, or split the text; what you typed is kept/)
  expect(await db().comment.count({ where: { groupId: circle.groupId } })).toBe(0)
  expect(pause).toBeLessThan(1000)
})

test.each(Object.entries(HEAVY))('%s that was stored before stops no reader', async (_name, body) => {
  const group = { id: circle.groupId }
  const subject = { chapter: CHAPTER, questionId: 'seen-the-sea' }
  const heavy = await createComment({ group, creator: { id: circle.ada.userId }, subject, body })
  const other = await createComment({ group, creator: { id: circle.ada.userId }, subject, body: '*short*' })
  let items: Awaited<ReturnType<typeof list>> = []
  const pause = await longestPause(async () => {
    items = await list()
  })
  expect(pause).toBeLessThan(1000)
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

test('twenty thousand spaces in one line take no time', async () => {
  const started = performance.now()
  expect((await say(`a${' '.repeat(19_500)}b`)).status).toBe(201)
  expect(performance.now() - started).toBeLessThan(1000)
})

test('fifteen people who choose the longest passwords at once keep nobody waiting', async () => {
  const password = () => randomBytes(150).toString('base64')
  const statuses: number[] = []
  const pause = await longestPause(async () => {
    await Promise.all(
      Array.from({ length: 15 }, async (_, at) => {
        const body = { name: 'A reader', username: `chooser-${at}`, password: password(), email: '' }
        statuses.push((await call(signUp, { method: 'POST', headers: signedOut(`192.0.2.${at}`), body })).status)
      }),
    )
  })
  expect(statuses.filter((status) => status === 201)).toHaveLength(15)
  expect(pause).toBeLessThan(1000)
})
