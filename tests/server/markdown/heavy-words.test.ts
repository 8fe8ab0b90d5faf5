import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { POST as postComment } from '#app/api/groups/[groupId]/comments/route.ts'
import { GET as download } from '#app/api/groups/[groupId]/exported-notes/route.ts'
import { type Circle, createCircle, saying } from '#tests/support/circle.ts'
import { createComment, createMeeting } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'

/** Thousands of elements, which are counted. */
const HEAVY = '*a*\n\n'.repeat(1_500)
/** Fills every row to the width of its header. */
const TABLE = `${'|a'.repeat(1700)}\n${'|-'.repeat(1700)}\n${'|\n'.repeat(4000)}`
const QUESTION = { kind: 'question', questionId: 'seen-the-sea' } as const

let circle: Circle
let headers: Record<string, string>
beforeEach(async () => {
  circle = await createCircle()
  headers = await signedIn({ id: circle.ada.userId })
})

const say = (body: string, by = headers) =>
  call(postComment, {
    method: 'POST',
    headers: by,
    params: { groupId: circle.groupId },
    body: { ...saying(circle.groupId, QUESTION, body), id: randomUUID() },
  })

test('whoever keeps the threads busy with words over the budget waits; their plain words, and everybody else’s, do not', async () => {
  expect((await say('*before*')).status).toBe(201)
  const answers = await Promise.all(Array.from({ length: 13 }, () => say(HEAVY)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 413)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(3)
  const refused = await say('*after*')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await refused.json()).title).toMatch(/too much to lay out\. Wait .* what you typed is kept/)
  expect((await say('plain words')).status).toBe(201)
  expect((await say('*by Ben*', await signedIn({ id: circle.ben.userId }))).status).toBe(201)
})

test('words that were stored before there was a budget, and minutes, which have none, leave as they were typed', async () => {
  const group = { id: circle.groupId }
  const subject = { chapter: 'two-bulges', questionId: 'seen-the-sea' }
  await createComment({ group, creator: { id: circle.ada.userId }, subject, body: `Heavy.\n\n${TABLE}` })
  await createComment({ group, creator: { id: circle.ada.userId }, subject, body: '*Light.*' })
  await createMeeting({
    group,
    chapter: 'two-bulges',
    lines: [{ text: `Minutes.\n\n${'> '.repeat(19)}x\n\n${'[^1]: a\n\n'.repeat(9_000)}` }],
  })
  const path = '/api?format=markdown&chapter=two-bulges'
  const answer = await call(download, { headers, params: { groupId: circle.groupId }, path })
  expect(answer.status).toBe(200)
  const text = await answer.text()
  for (const words of ['Heavy.', '*Light.*', 'Minutes.']) expect(text.includes(words), words).toBe(true)
  // The table is not filled: its cells would be a hundred times as long as it was typed.
  expect(text.length).toBeLessThan(300_000)
})
