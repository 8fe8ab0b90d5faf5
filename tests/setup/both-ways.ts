import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'

type Asked = { path: string; method?: string; headers?: Record<string, string>; body?: string }

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const NOBODY = '00000000-0000-4000-8000-000000000000'
const account = (username: string) => JSON.stringify({ name: username, username, password: 'harbour lantern seventy-one' })

/** Asks one server, by the address that its people use. */
async function ask(url: string, { path, method = 'GET', headers = {}, body }: Asked) {
  const given = { method, headers: { origin: url, ...headers }, redirect: 'manual' as const, ...(body !== undefined && { body }) }
  const answer = await fetch(url + path, given)
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream')
  const text = isStream ? await beginningOf(answer) : await answer.text()
  return { status: answer.status, headers: answer.headers, text: text.replaceAll(url, 'http://here') }
}

/** What a stream begins with, to the word that its page is to ask for everything: it comes in one piece with what is before it, or after it. */
async function beginningOf({ body }: Response): Promise<string> {
  let text = ''
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece
    if (text.includes('event: reset\ndata: {}\n\n')) break
  }
  return text
}

type Answer = Awaited<ReturnType<typeof ask>>

/** Without what differs from one answer to the next: times, secrets, how the bytes travel. */
function comparable({ status, headers, text }: Answer, url: string) {
  const travel = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding', 'vary', 'set-cookie']
  // Pages have a policy for their scripts, which Next's own way gave to routes too.
  const own = ['content-security-policy', 'allow']
  const rest = [...headers].filter(([name]) => !travel.includes(name) && !own.includes(name))
  const cookies = headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '=…').replace(/Expires=[^;]*/, 'Expires=…'))
  const secretless = (value: string) =>
    value
      .replaceAll(url, 'http://here')
      .replaceAll(encodeURIComponent(url), 'here')
      .replace(/reply=[\w-]+/, 'reply=…')
  return { status, headers: rest.map(([name, value]) => [name, secretless(value)]), cookies, text }
}

const ASKED: Asked[] = [
  { path: '/api/health' },
  { path: '/api/health', method: 'OPTIONS' },
  { path: '/api/health', method: 'PUT' },
  { path: '/api/health/' },
  { path: '/api/nothing-here', headers: { accept: 'text/html' } },
  { path: `/api/groups/${NOBODY}` },
  { path: `/api/groups/${NOBODY}/annotations?chapter=a%20b&limit=x` },
  { path: `/api/groups/a%20b/annotations?chapter=one` },
  { path: '/api/auth/signin' },
  { path: '/api/auth/nothing' },
  { path: '/api/groups', method: 'POST', headers: json, body: '{"name":"Readers"}' },
  { path: '/api/accounts', method: 'POST', headers: json, body: '{"username":' },
  { path: '/api/accounts', method: 'POST', headers: json, body: JSON.stringify({ username: 'x'.repeat(9_000) }) },
  { path: '/api/accounts', method: 'POST', headers: { ...json, origin: 'https://evil.example' }, body: account('one') },
  { path: '/api/accounts', method: 'POST', headers: json, body: '{"username":"","password":"a\\u0000b"}' },
  { path: '/api/sign-in', method: 'POST', headers: form, body: 'username=nobody&password=nothing&back=/sign-in' },
  { path: '/api/sign-in', method: 'POST', headers: form, body: 'username=nobody&password=nothing&back=//evil.example' },
  { path: '/api/sign-out', method: 'POST', headers: json, body: '{}' },
]

/** As somebody who has signed in: what a stranger, another page's viewer and a member are told. */
const asSomebody = (cookie: string, groupId: string): Asked[] => [
  { path: '/api/account', headers: { cookie } },
  { path: '/api/account/sessions', headers: { cookie, 'x-viewer': NOBODY } },
  { path: `/api/groups/${NOBODY}/comments?chapter=one`, headers: { cookie } },
  { path: `/api/groups/${groupId}/annotations?chapter=one&limit=0`, headers: { cookie } },
  { path: `/api/groups/${groupId}/annotations?chapter=one`, headers: { cookie } },
  { path: `/api/groups/${groupId}/web-annotations?chapter=one`, headers: { cookie, accept: 'application/ld+json' } },
  { path: `/api/groups/${groupId}/exported-notes?format=markdown`, headers: { cookie } },
  { path: `/api/groups/${groupId}/calendar`, headers: { cookie } },
  { path: `/api/groups/${groupId}/events`, headers: { cookie } },
]

/**
 * Asks the product and one whose routes are called through Next's router for the same, on one database, and expects the same answers.
 * @param product with its routes in front of the router
 * @param throughNext with Next alone
 */
export async function expectSameAnswers(product: string, throughNext: string): Promise<void> {
  const compare = async (asked: Asked) => {
    const one = await ask(product, asked)
    const other = await ask(throughNext, asked)
    expect(comparable(one, product), `${asked.method ?? 'GET'} ${asked.path}`).toEqual(comparable(other, throughNext))
    return one
  }
  for (const asked of ASKED) await compare(asked)
  expect((await ask(product, { path: '/api/health' })).headers.get('content-security-policy')).toContain("default-src 'none'")

  const [made, also] = [await signUp(product, 'reader-one'), await signUp(throughNext, 'reader-two')]
  expect(comparable(made, product)).toMatchObject({ ...comparable(also, throughNext), text: expect.any(String) })
  const cookie = cookieOf(made)
  const body = JSON.stringify({ id: randomUUID(), name: 'Harbour readers', guide: 'trotsky' })
  const group = await ask(product, { path: '/api/groups', method: 'POST', headers: { ...json, cookie }, body })
  for (const asked of asSomebody(cookie, JSON.parse(group.text).id)) await compare(asked)
}

/** Expects a server to name itself by the address that its people use. */
export async function expectOwnAddress(url: string): Promise<void> {
  const cookie = cookieOf(await signUp(url, `reader-${new URL(url).port}`))
  const send = (path: string, body: object) => ask(url, { path, method: 'POST', headers: { ...json, cookie }, body: JSON.stringify(body) })
  const group = await send('/api/groups', { id: randomUUID(), name: 'Lantern readers', guide: 'trotsky' })
  const groupId = JSON.parse(group.text).id
  await send(`/api/groups/${groupId}/addresses/feed`, {})
  const page = await ask(url, { path: `/groups/${groupId}/inbox/settings`, headers: { cookie } })
  expect(/http:\/\/\w+(:\d+)?(?=\/api\/feeds\/)/.exec(page.text)?.[0]).toBe('http://here')
}

const cookieOf = ({ headers }: Answer) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')

const signUp = (url: string, username: string) =>
  ask(url, { path: '/api/accounts', method: 'POST', headers: json, body: account(username) })
