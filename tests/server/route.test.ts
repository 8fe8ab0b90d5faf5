import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import * as comments from '#app/api/groups/[groupId]/comments/route.ts'
import { Problem, say } from '#domain/problem.ts'
import { db } from '#server/db.ts'
import { log } from '#server/log.ts'
import { openRoute, route } from '#server/route.ts'
import { HOSTILE } from '#tests/fixtures/hostile.ts'
import { type Circle, createCircle, saying } from '#tests/support/circle.ts'
import { call, signedIn, signedOut } from '#tests/support/request.ts'

let circle: Circle
let headers: Record<string, string>
beforeEach(async () => {
  circle = await createCircle()
  headers = await signedIn({ id: circle.ada.userId })
})
afterEach(async () => {
  await db().rateLimit.deleteMany()
})

/** A door that says back what it was given. */
const Echo = z.object({ words: z.string(), from: z.string().default('nowhere') })
const echo = route({
  input: Echo,
  run: async (viewer, input) => ({ ...input, userId: viewer.userId }),
  limit: 100,
  status: 201,
})

/** Sends a body as it stands, JSON or not. */
const send = (body: BodyInit | null, more: Record<string, string> = {}, method = 'POST') =>
  echo(new Request('http://localhost:3000/api/echo', { method, headers: { ...headers, ...more }, body, duplex: 'half' } as RequestInit), {
    params: Promise.resolve({}),
  })

/** The problem document of a refusal, after looking at what all of them share. */
async function problem(response: Response, status: number): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const body = await response.json()
  expect({ status: response.status, body }).toEqual({
    status,
    body: expect.objectContaining({ type: 'about:blank', status, title: expect.any(String), kind: expect.any(String) }),
  })
  return body
}

test('what comes from a page that was made for somebody else is refused, and tells who is signed in', async () => {
  const other = await signedIn({ id: circle.ben.userId })
  const ask = (more: Record<string, string>) => send('{"words": "hello"}', { ...other, ...more })
  const refused = await problem(await ask({ 'x-viewer': circle.ada.userId }), 412)
  expect(refused).toMatchObject({ kind: 'other-viewer', viewer: { userId: circle.ben.userId, name: circle.ben.name } })
  expect((await ask({ 'x-viewer': circle.ben.userId })).status).toBe(201)
  // Signing out ends whoever's session it is.
  const anyone = openRoute({ input: z.object({}), run: async (who) => who?.userId, anyViewer: true })
  const headers = { ...other, 'x-viewer': circle.ada.userId }
  expect((await call(anyone, { method: 'POST', headers })).status).toBe(200)
})

describe('an answer', () => {
  test('is JSON that nobody keeps, with the status of the door', async () => {
    const response = await send('{"words": "hello"}')
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(await response.json()).toEqual({ words: 'hello', from: 'nowhere', userId: circle.ada.userId })
  })

  test('of nothing is 204', async () => {
    const silent = route({ input: z.object({}), run: async () => undefined })
    const response = await call(silent, { headers, method: 'DELETE' })
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  test('address parts win over the body, the body over the query', async () => {
    const ask = { headers, method: 'POST', body: { words: 'body', from: 'body' } }
    const response = await call(echo, { ...ask, path: '/api/echo?words=query&from=query', params: { from: 'address' } })
    expect(await response.json()).toMatchObject({ words: 'body', from: 'address' })
  })
})

describe('who asks', () => {
  test('nobody: 401 in words, unless the door is open', async () => {
    const refused = await problem(await call(echo, { headers: signedOut(), method: 'POST', body: { words: 'x' } }), 401)
    expect(refused).toMatchObject({ kind: 'signed-out', title: 'Please sign in first. What you typed is still on this page.' })
    const open = openRoute({ input: z.object({}), run: async (viewer) => ({ viewer }) })
    expect(await (await call(open, { headers: signedOut() })).json()).toEqual({ viewer: null })
  })

  test('a session that has ended is nobody', async () => {
    await db().session.deleteMany({ where: { userId: circle.ada.userId } })
    await problem(await send('{"words": "x"}'), 401)
  })

  test('a change must come from a page of this site', async () => {
    for (const origin of ['https://evil.example', 'null', '', 'http://localhost:3000.evil.example', 'http://localhost']) {
      const refused = await problem(await send('{"words": "x"}', { origin }), 403)
      expect(refused.kind).toBe('forbidden')
    }
    const { origin: _, ...without } = headers
    await problem(await call(echo, { headers: without, method: 'POST', body: { words: 'x' } }), 403)
  })

  test('a host that somebody else has pointed here makes no origin our own, nor does another scheme', async () => {
    for (const [host, origin] of [
      ['evil.example', 'http://evil.example'],
      ['localhost:3000', 'https://localhost:3000'],
    ] as const) {
      expect((await problem(await send('{"words": "x"}', { host, origin }), 403)).kind).toBe('forbidden')
    }
  })
})

describe('a body', () => {
  test('that is too large is refused in words', async () => {
    const refused = await problem(await send(JSON.stringify({ words: 'x'.repeat(200) })), 413)
    expect(refused).toMatchObject({
      kind: 'too-large',
      limit: 100,
      title: 'This is too long: the limit is 0.1 kB. Shorten it and try again; nothing is lost.',
    })
  })

  test('that grows without saying how large it is stops being read at the limit', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 50
        controller.enqueue(new Uint8Array(50).fill(32))
      },
    })
    await problem(await send(endless), 413)
    expect(sent).toBeLessThan(1_000)
  })

  test('that breaks off on its way is refused and nothing to worry about', async () => {
    const errors = vi.spyOn(log(), 'error')
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('{"words": '))
        controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
      },
    })
    expect(await problem(await send(cut), 400)).toMatchObject({ kind: 'invalid' })
    expect(errors).not.toHaveBeenCalled()
    errors.mockRestore()
  })

  test('that is not a JSON object is refused', async () => {
    for (const body of ['{', 'words', '[]', '"words"', 'null', '1', '{"words": "x"} and more', '[['.repeat(40)]) {
      const refused = await problem(await send(body), 400)
      expect(refused).toMatchObject({ kind: 'invalid', title: 'This request isn’t a JSON object.' })
    }
  })

  test('that does not fit names the fields', async () => {
    expect(await problem(await send('{"words": 1}'), 400)).toMatchObject({ kind: 'invalid', fields: { words: expect.any(String) } })
    await problem(await send(null), 400)
    const comment = { ...saying(circle.groupId, { kind: 'question', questionId: 'why-two' }, ' \u200b\n '), id: 'no uuid' }
    const params = { groupId: circle.groupId }
    const refused = await problem(await call(comments.POST, { headers, method: 'POST', params, body: comment }), 400)
    expect(refused.fields).toEqual({ id: expect.any(String), body: 'Write something first.' })
  })

  test('cannot reach prototypes', async () => {
    const response = await send('{"words": "x", "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}')
    expect(response.status).toBe(201)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('with what Postgres cannot store is refused; members’ words are cleaned instead', async () => {
    for (const words of ['a\u0000b', 'a\ud83d', '\udc00']) {
      expect(await problem(await send(JSON.stringify({ words })), 400)).toMatchObject({ kind: 'invalid' })
    }
    const comment = saying(circle.groupId, { kind: 'question', questionId: 'why-two' }, 'a\u0000b\ud83dc 👍')
    const response = await call(comments.POST, { headers, method: 'POST', params: { groupId: circle.groupId }, body: comment })
    expect(await response.json()).toMatchObject({ body: 'ab\ufffdc 👍' })
  })
})

test('hostile words are stored as they are, or refused in words, and come back safe', async () => {
  const params = { groupId: circle.groupId }
  for (const [name, body] of Object.entries(HOSTILE)) {
    const comment = saying(circle.groupId, { kind: 'question', questionId: 'why-two' }, body)
    const response = await call(comments.POST, { headers, method: 'POST', params, body: comment })
    const answer = await response.json()
    expect([name, response.status]).toEqual([name, expect.toBeOneOf([201, 400, 413])])
    if (response.status !== 201) continue
    expect(answer.html, name).not.toMatch(/<(?!\/?(p|br|strong|em|del|code|pre|blockquote|[uo]l|li|hr|table|thead|tbody|t[rhd]|a)\b)/)
    expect(answer.body, name).toBe(body.replaceAll('\0', '').toWellFormed().trim())
  }
  const list = await call(comments.GET, { headers, path: '/api?chapter=two-bulges', params })
  expect(list.status).toBe(200)
})

describe('too many changes', () => {
  test('are refused with the time to wait; reading goes on', async () => {
    const before = await db().rateLimit.count()
    let response = await send('{"words": "x"}')
    let accepted = 0
    while (response.status === 201) {
      accepted += 1
      response = await send('{"words": "x"}')
    }
    expect(accepted).toBe(240)
    const wait = Number(response.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    const refused = await problem(response, 429)
    expect(refused.kind).toBe('too-many')
    expect(refused.title).toMatch(/^Too many changes at once\. Wait \d+ seconds and try again: what you typed is kept\.$/)
    expect(refused).not.toHaveProperty('retryAfter')
    expect(await db().rateLimit.count()).toBe(before + 1)
    const reading = route({ input: z.object({}), run: async () => 'read' })
    expect((await call(reading, { headers })).status).toBe(200)
    const others = await signedIn({ id: circle.ben.userId })
    expect((await call(echo, { headers: others, method: 'POST', body: { words: 'x' } })).status).toBe(201)
  })
})

describe('what goes wrong inside', () => {
  test('a Problem is told with everything that belongs to it', async () => {
    const door = route({
      input: z.object({}),
      run: async () => {
        throw new Problem('conflict', say('noteDecided'), { current: { body: 'a', version: 2 }, yours: 'b' })
      },
    })
    expect(await problem(await call(door, { headers }), 409)).toEqual({
      ...{ type: 'about:blank', status: 409, kind: 'conflict', code: 'noteDecided', params: {} },
      title: 'Someone has already decided about this note, or the chapter has changed again. The list is up to date now.',
      ...{ current: { body: 'a', version: 2 }, yours: 'b' },
    })
  })

  test('anything else is told without its details', async () => {
    const door = route({
      input: z.object({}),
      run: () => db().annotation.findFirstOrThrow({ where: { id: randomUUID() } }),
    })
    const refused = await problem(await call(door, { headers }), 500)
    expect(JSON.stringify(refused)).not.toMatch(/prisma|annotation|record/i)
    expect(refused.title).toBe('Something went wrong on our side. Nothing you typed is lost: try again in a moment.')
  })
})
