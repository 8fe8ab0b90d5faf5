import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { AT_ONCE, MOST } from '#scripts/capacity.ts'
import { type Front, openFront } from '#scripts/serve.ts'
import { parseEnv } from '#server/env.ts'
import { noteOutage } from '#server/outage.ts'
import { temporaryFolder } from '#tests/setup/processes.ts'

/** On a busy machine hundreds of requests take a while to arrive. */
const PATIENT = { timeout: 60_000 }

const opened: Front[] = []
afterEach(async () => {
  for (const front of opened.splice(0)) await front.close()
})

/** A front door before a product that answers when it is told to, but for `/quick`. */
async function frontBefore(
  settings: Record<string, string> = {},
  build = temporaryFolder(),
  archive: (response: ServerResponse) => unknown = () => undefined,
) {
  const waiting: ServerResponse[] = []
  const handle: RequestListener = ({ url = '' }, response) => {
    if (url.includes('/stream')) response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n')
    else if (url.includes('quick')) response.end('quick')
    else if (url.includes('archive')) void archive(response)
    else waiting.push(response)
  }
  const front = await openFront({ ...parseEnv({ NODE_ENV: 'test', ...settings }), PORT: 0 }, true)
  opened.push(front)
  front.serve({ handle, build })
  return { url: `http://127.0.0.1:${front.port}`, waiting }
}

const ofGroup = (url: string, group: string, rest = '') => `${url}/api/groups/${group}${rest}`
/** Asks so often at once, and waits until all of it is being worked on. */
async function flood(
  url: string,
  times: number,
  waiting: ServerResponse[],
  { from = (_: number): string => '192.0.2.1', method = 'GET' } = {},
) {
  const before = waiting.length
  const init = (at: number) => ({ method, headers: { 'x-forwarded-for': from(at) } })
  const asked = Array.from({ length: times }, (_, at) => fetch(url, init(at)).then(({ status }) => status))
  await expect.poll(() => waiting.length, PATIENT).toBe(before + times)
  return asked
}

test('readers of one group are served so many at a time, the others of it in their turn, and those of other groups at once', async () => {
  const { url, waiting } = await frontBefore({ TRUST_PROXY: '1' })
  const [loud, quiet] = [randomUUID(), randomUUID()]
  const gone = new AbortController()
  const first = await flood(`${ofGroup(url, loud)}/annotations`, AT_ONCE.api, waiting)
  const later = Array.from({ length: 30 }, () => fetch(`${ofGroup(url, loud)}/annotations`).then(({ status }) => status))
  const left = fetch(`${ofGroup(url, loud)}/left`, { signal: gone.signal }).catch(() => 'left')
  // A request of that group that is sent, and one for another group, are answered while they wait.
  expect((await fetch(ofGroup(url, loud, '/quick'), { method: 'POST' })).status).toBe(200)
  expect((await fetch(ofGroup(url, quiet, '/quick'))).status).toBe(200)
  expect(waiting.length).toBe(AT_ONCE.api)
  gone.abort()
  expect(await left).toBe('left')
  // Each that is done lets the next one in; who has left is not waited for, whether or not that is known by the time of their turn.
  let isOver = false
  const all = Promise.all([...first, ...later]).finally(() => {
    isOver = true
  })
  for (let done = 0; !isOver; done += 1) {
    await expect.poll(() => isOver || waiting.length > done, PATIENT).toBe(true)
    expect(waiting.length - done).toBeLessThanOrEqual(AT_ONCE.api)
    waiting[done]?.end('late')
  }
  expect(new Set(await all)).toEqual(new Set([200]))
})

test('of one group fewer pages are made at a time than other requests answered, and one beside a page of another group', async () => {
  const { url, waiting } = await frontBefore()
  const loud = randomUUID()
  const page = `${url}/groups/${loud}/chapter`
  const first = await flood(page, AT_ONCE.page, waiting)
  const later = [1, 2].map(() => fetch(page).then(({ status }) => status))
  // What a page asks for besides does not wait for other pages.
  const pass = async () => expect((await fetch(ofGroup(url, loud, '/quick'))).status).toBe(200)
  await pass()
  expect(waiting.length).toBe(AT_ONCE.page)
  const other = await flood(`${url}/groups/${randomUUID()}/chapter`, 1, waiting)
  for (const each of waiting.slice(0, AT_ONCE.page)) each.end('late')
  await expect.poll(() => waiting.length, PATIENT).toBe(AT_ONCE.page + 2)
  await pass()
  expect(waiting.length).toBe(AT_ONCE.page + 2)
  waiting[AT_ONCE.page]?.end('late')
  await expect.poll(() => waiting.length, PATIENT).toBe(AT_ONCE.page + 3)
  for (const each of waiting.slice(AT_ONCE.page + 1)) each.end('late')
  expect(new Set(await Promise.all([...first, ...later, ...other]))).toEqual(new Set([200]))
})

test('who waits for their turn behind a database that is away is told so, and the next are let through again', async () => {
  const { url, waiting } = await frontBefore({ METRICS_TOKEN: 'a token of numbers' })
  const page = `${url}/groups/${randomUUID()}/chapter`
  const first = await flood(page, AT_ONCE.page, waiting)
  const later = Array.from({ length: 2 * AT_ONCE.page }, () => fetch(page))
  // What the door has counted stands in the line.
  const numbers = () => fetch(`${url}/metrics`, { headers: { authorization: 'Bearer a token of numbers' } }).then((answer) => answer.text())
  await expect.poll(numbers, PATIENT).toMatch(new RegExp(`^studycircle_open_answers{kind="page"} ${3 * AT_ONCE.page}$`, 'm'))
  noteOutage({ code: 'ECONNREFUSED' })
  try {
    waiting[0]?.writeHead(500).end('late')
    for (const answer of await Promise.all(later)) expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  } finally {
    noteOutage(null)
  }
  for (const each of waiting.slice(1)) each.end('late')
  expect((await Promise.all(first)).sort()).toEqual([200, 200, 503])
  expect((await fetch(`${page}/quick`)).status).toBe(200)
})

test('a page has its turn no longer than it takes to make, however slowly it is fetched', async () => {
  const piece = Buffer.alloc(16 * 1024, 'x')
  const lines: Socket[] = []
  let made = 0
  const { url } = await frontBefore({}, undefined, async (response) => {
    // A line that takes nothing for now.
    const line = response.socket as Socket
    line.cork()
    lines.push(line)
    for (let written = 0; written < 8; written += 1) if (!response.write(piece)) await once(response, 'drain')
    response.end()
    made += 1
  })
  const page = `${url}/groups/${randomUUID()}/archive`
  const all = Array.from({ length: 4 * AT_ONCE.page }, () => fetch(page).then((response) => response.arrayBuffer()))
  await expect.poll(() => made, PATIENT).toBe(all.length)
  for (const line of lines) line.uncork()
  const sizes = (await Promise.all(all)).map(({ byteLength }) => byteLength)
  expect(new Set(sizes)).toEqual(new Set([8 * piece.length]))
})

test('a download that is fetched slowly keeps nobody waiting, and arrives whole', async () => {
  const piece = Buffer.alloc(256 * 1024, 'x')
  const most = 64
  const full = new Set<ServerResponse>()
  let done = 0
  const { url, waiting } = await frontBefore({}, undefined, async (response) => {
    for (let written = 0; written < most; written += 1) {
      if (response.write(piece)) continue
      full.add(response)
      await once(response, 'drain')
      full.delete(response)
    }
    response.end()
    done += 1
  })
  const loud = randomUUID()
  const slow = await Promise.all(
    Array.from(
      { length: AT_ONCE.api },
      () => new Promise<IncomingMessage>((resolve, reject) => get(ofGroup(url, loud, '/archive'), resolve).on('error', reject)),
    ),
  )
  // Nobody of them reads, so in the end each waits for room.
  await expect.poll(() => full.size, PATIENT).toBe(AT_ONCE.api)
  expect(done).toBe(0)
  for (const path of ['/quick', '/quick', '/quick']) expect((await fetch(ofGroup(url, loud, path))).status).toBe(200)
  // They go on when others have had their turn.
  const others = await flood(ofGroup(url, loud, '/annotations'), AT_ONCE.api, waiting)
  const bodies = slow.map((answer) => buffer(answer))
  for (const each of waiting) each.end('late')
  expect(new Set(await Promise.all(others))).toEqual(new Set([200]))
  const sizes = (await Promise.all(bodies)).map((body) => body.length)
  expect(new Set(sizes)).toEqual(new Set([most * piece.length]))
})

test('one group that floods is told to come back, and the others notice nothing', async () => {
  const { url, waiting } = await frontBefore({ TRUST_PROXY: '1' })
  const [loud, quiet] = [randomUUID(), randomUUID()]
  const asked = await flood(ofGroup(url, loud, '/annotations'), MOST.group, waiting, { method: 'POST' })
  for (const address of [ofGroup(url, loud, '/quick'), ofGroup(url, loud.toUpperCase()), `${url}/groups/${loud}/quick?a=1`]) {
    const response = await fetch(address)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  }
  expect(await (await fetch(ofGroup(url, loud))).json()).toMatchObject({ status: 503, kind: 'unavailable' })
  for (const address of [ofGroup(url, quiet, '/quick'), `${url}/groups/${quiet}/quick`, `${url}/quick`]) {
    expect((await fetch(address)).status).toBe(200)
  }
  for (const response of waiting) response.end('late')
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
  expect((await fetch(ofGroup(url, loud, '/quick'))).status).toBe(200)
})

test('one network that keeps requests open is told to come back, whatever it asks for, and the others notice nothing', async () => {
  const { url, waiting } = await frontBefore({ TRUST_PROXY: '1' })
  const from = (address: string) => fetch(`${url}/quick`, { headers: { 'x-forwarded-for': address } }).then(({ status }) => status)
  const asked = await flood(`${url}/somewhere`, MOST.network, waiting, { from: (at) => `2001:db8::${at.toString(16)}` })
  expect([await from('2001:db8::ffff:1'), await from('2001:db8:1::1'), await from('192.0.2.1')]).toEqual([503, 200, 200])
  for (const response of waiting) response.end('late')
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
})

test('past the capacity of the process all are told to come back, but readers of built pages and whoever watches over it; open streams take no room', async () => {
  const build = temporaryFolder()
  mkdirSync(path.join(build, 'server', 'app', 'guides'), { recursive: true })
  writeFileSync(path.join(build, 'server', 'app', 'guides', 'tides.html'), '<!doctype html><p>A chapter')
  const { url, waiting } = await frontBefore({ TRUST_PROXY: '1' }, build)
  const streams = await Promise.all(Array.from({ length: 20 }, () => fetch(ofGroup(url, randomUUID(), '/stream'))))
  const asked = await flood(`${url}/somewhere`, MOST.all, waiting, { from: (at) => `192.0.2.${at % 200}` })
  const response = await fetch(`${url}/quick`, { headers: { accept: 'text/html' } })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await response.text()).toContain('<meta http-equiv="refresh" content="5">')
  const chapter = await fetch(`${url}/guides/tides`)
  expect([chapter.status, await chapter.text()]).toEqual([200, '<!doctype html><p>A chapter'])
  const health = fetch(`${url}/api/health`)
  await expect.poll(() => waiting.length, PATIENT).toBe(MOST.all + 1)
  for (const each of waiting) each.end('late')
  expect((await health).status).toBe(200)
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
  await Promise.all(streams.map(({ body }) => body?.cancel()))
})

test('numbers are told to those who know the token alone, and name nobody', async () => {
  const token = 'a token of many letters'
  const { url } = await frontBefore({ METRICS_TOKEN: token })
  const group = randomUUID()
  await fetch(ofGroup(url, group, '/quick'))
  await fetch(`${url}/quick`)
  const closed = await frontBefore()
  for (const [at, authorization] of [
    [url, ''],
    [url, 'Bearer another'],
    [closed.url, `Bearer ${token}`],
    [closed.url, 'Bearer undefined'],
  ]) {
    const answer = fetch(`${at}/metrics?quick`, { headers: { authorization: authorization ?? '' } })
    expect(await (await answer).text()).toBe('quick')
  }
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()
  expect(text).toMatch(/^studycircle_requests_total\{kind="api",method="GET",status="2xx"\} \d+$/m)
  expect(text).toMatch(/^studycircle_shed_total\{reason="group"\} \d+$/m)
  expect(text).toMatch(/^studycircle_database_away 0$/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
  expect(text).not.toContain(group)
  expect(text).not.toContain('127.0.0.1')
})
