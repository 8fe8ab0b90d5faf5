import { once } from 'node:events'
import { Agent, createServer, get, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { Refusal } from '#scripts/refusal.ts'
import { type Front, openFront } from '#scripts/serve.ts'
import { parseEnv } from '#server/env.ts'
import { noteOutage } from '#server/outage.ts'
import { leftBehind } from '#tests/support/left-behind.ts'

const open: Front[] = []
afterEach(async () => {
  for (const front of open.splice(0)) await front.close()
})

/** A front door on a free port with a made-up product behind it. */
async function frontBefore(handle: RequestListener, settings: Record<string, string> = {}): Promise<string> {
  const front = await openFront({ ...parseEnv({ NODE_ENV: 'test', ...settings }), PORT: 0 }, true)
  open.push(front)
  front.serve({ handle })
  return `http://127.0.0.1:${front.port}`
}

const tellHeaders: RequestListener = (request, response) => response.end(JSON.stringify(request.headers))
const told = async (url: string, headers: Record<string, string>) =>
  (await fetch(`${url}/somewhere`, { headers })).json() as Promise<Record<string, string>>

test('what a client says about its own address is thrown away', async () => {
  const url = await frontBefore(tellHeaders)
  const made = { 'x-client-address': '6.6.6.6', 'x-forwarded-for': '7.7.7.7', 'x-forwarded-host': 'evil.example', forwarded: 'for=8.8.8.8' }
  const seen = await told(url, made)
  expect(seen['x-client-address']).toBe('127.0.0.1')
  for (const name of ['x-forwarded-for', 'x-forwarded-host', 'forwarded']) expect(seen[name]).toBeUndefined()
})

test('behind a proxy the address is the last that was added', async () => {
  const url = await frontBefore(tellHeaders, { TRUST_PROXY: '1' })
  expect((await told(url, { 'x-forwarded-for': '7.7.7.7, 192.0.2.9' }))['x-client-address']).toBe('192.0.2.9')
  expect((await told(url, {}))['x-client-address']).toBe('127.0.0.1')
})

test('Next hears the same policy as the browser, with a nonce that is new each time, whatever the client sent', async () => {
  const url = await frontBefore(tellHeaders)
  const ask = async () => {
    const response = await fetch(`${url}/somewhere`, { headers: { 'content-security-policy': "script-src 'nonce-mine'" } })
    const heard = (await response.json()) as Record<string, string>
    expect(heard['content-security-policy']).toBe(response.headers.get('content-security-policy'))
    return /'nonce-([^']+)'/.exec(heard['content-security-policy'] ?? '')?.[1]
  }
  const [first, second] = [await ask(), await ask()]
  expect(first).toMatch(/^[\w+/]{22}==$/)
  expect(second).not.toBe(first)
})

test('whoever comes before the pages are ready is told to come back', async () => {
  const front = await openFront({ ...parseEnv({}), PORT: 0 }, true)
  open.push(front)
  const early = await fetch(`http://127.0.0.1:${front.port}/guides/tides`)
  expect(early.status).toBe(503)
  expect(early.headers.get('retry-after')).toBe('2')
})

test('a taken port is exchanged for a free one only when nobody asked for it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  await expect(openFront({ ...parseEnv({}), PORT: port }, false)).rejects.toThrow(Refusal)
  const front = await openFront({ ...parseEnv({}), PORT: port }, true)
  open.push(front)
  expect(front.port).not.toBe(port)
  other.close()
})

test('a stop lets an answer in progress end, and ends event streams at once', async () => {
  let finish = () => {}
  const front = await openFront({ ...parseEnv({}), PORT: 0 }, true)
  front.serve({
    handle(request, response) {
      if (request.url === '/events') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n')
      else finish = () => response.end('whole')
    },
  })
  const stream = await fetch(`http://127.0.0.1:${front.port}/events`)
  const slow = fetch(`http://127.0.0.1:${front.port}/slow`)
  const reading = stream.text()
  reading.catch(() => {})
  await expect.poll(() => finish.toString(), { timeout: 60_000 }).toContain('whole')
  const closed = front.close()
  await expect(reading).rejects.toThrow()
  finish()
  expect(await (await slow).text()).toBe('whole')
  await closed
  await expect(fetch(`http://127.0.0.1:${front.port}/`)).rejects.toThrow()
})

test('a page that failed because the database is away says "later"; any other failure stays one', async () => {
  const url = await frontBefore((_request, response) => {
    response.statusCode = 500
    response.end('failed')
  })
  const ask = async () => {
    const { status, headers } = await fetch(`${url}/groups/x`)
    return [status, headers.get('retry-after')]
  }
  noteOutage(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  expect(await ask()).toEqual([503, '5'])
  noteOutage(null)
  expect(await ask()).toEqual([500, null])
})

test('answers go out of memory when they have gone out of the door', async () => {
  const url = await frontBefore((_request, response) => {
    Object.assign(response, { held: Array.from({ length: 500 }, (_, nth) => nth) })
    // Several are on their way at a time, as while a database is asked.
    setTimeout(() => response.end('{}'), 2)
  })
  const agent = new Agent({ keepAlive: true })
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent }, (response) => response.resume().once('end', resolve)).once('error', reject)
    })
  expect(await leftBehind(1_600, ask)).toBeLessThan(1_000)
  agent.destroy()
})
