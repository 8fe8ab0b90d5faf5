import { randomUUID } from 'node:crypto'
import type { RequestListener, ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { MOST } from '#scripts/capacity.ts'
import { type Front, openFront } from '#scripts/serve.ts'
import { parseEnv } from '#server/env.ts'

const opened: Front[] = []
afterEach(async () => {
  for (const front of opened.splice(0)) await front.close()
})

/** A front door before a product that answers when it is told to, but for `/quick`. */
async function frontBefore(settings: Record<string, string> = {}) {
  const waiting: ServerResponse[] = []
  const handle: RequestListener = ({ url = '' }, response) => {
    if (url.includes('/stream')) response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n')
    else if (url.includes('quick')) response.end('quick')
    else waiting.push(response)
  }
  const front = await openFront({ ...parseEnv({ NODE_ENV: 'test', ...settings }), PORT: 0 }, true)
  opened.push(front)
  front.serve({ handle })
  return { url: `http://127.0.0.1:${front.port}`, waiting }
}

const ofGroup = (url: string, group: string, rest = '') => `${url}/api/groups/${group}${rest}`
/** Asks so often at once, and waits until all of it is being worked on. */
async function flood(url: string, times: number, waiting: ServerResponse[]) {
  const before = waiting.length
  const asked = Array.from({ length: times }, () => fetch(url).then(({ status }) => status))
  await expect.poll(() => waiting.length).toBe(before + times)
  return asked
}

test('one group that floods is told to come back, and the others notice nothing', async () => {
  const { url, waiting } = await frontBefore()
  const [loud, quiet] = [randomUUID(), randomUUID()]
  const asked = await flood(ofGroup(url, loud, '/annotations'), MOST.group, waiting)
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

test('past the capacity of the process all are told to come back, but whoever watches over it; open streams take no room', async () => {
  const { url, waiting } = await frontBefore()
  const streams = await Promise.all(Array.from({ length: 20 }, () => fetch(ofGroup(url, randomUUID(), '/stream'))))
  const asked = await flood(`${url}/somewhere`, MOST.all, waiting)
  const response = await fetch(`${url}/quick`, { headers: { accept: 'text/html' } })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await response.text()).toContain('<meta http-equiv="refresh" content="5">')
  const health = fetch(`${url}/api/health`)
  await expect.poll(() => waiting.length).toBe(MOST.all + 1)
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
