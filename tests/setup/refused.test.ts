import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Front, openFront } from '#scripts/serve.ts'
import { parseEnv } from '#server/env.ts'

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

/** What comes back for bytes that no browser would send, until the other side hangs up. */
async function raw(url: string, ...pieces: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.on('error', () => {})
  for (const piece of pieces) socket.write(piece)
  await once(socket, 'close')
  return answer
}

const ask = (url: string, line: string, headers: Record<string, string> = {}) => {
  const lines = Object.entries({ host: new URL(url).host, connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return raw(url, `${line} HTTP/1.1\r\n${lines.join('')}\r\n`)
}
const tellAddress: RequestListener = (request, response) => response.end(`reached ${request.url}`)

test.each([
  ['GET /_next/../guides/tides', 400],
  ['GET /_next/%2e%2e/guides/tides', 400],
  ['GET /guides/..%2fgroups', 400],
  ['GET /guides\\tides', 400],
  ['GET /texts/%00', 400],
  ['GET /guides/%ff', 400],
  ['GET /guides/%', 400],
  ['GET //evil.example/', 400],
  ['GET http://evil.example/', 400],
  ['OPTIONS *', 400],
  ['POST /guides/tides', 405],
  ['PUT /', 405],
  ['TRACE /', 405],
  ['PROPFIND /', 405],
])('%s goes no further than the door, which frames and scripts do not pass either', async (line, status) => {
  const answer = await ask(await frontBefore(tellAddress), line)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).not.toContain('reached')
  expect(answer).toContain("frame-ancestors 'none'")
  expect(answer).toContain('x-content-type-options: nosniff')
})

test('people get a page that says why, and programs a problem as everywhere else', async () => {
  const url = await frontBefore(tellAddress, { SITE_URL: 'https://read.example.org/a&b' })
  const [page, program] = [await ask(url, 'GET /guides/%'), await ask(url, 'GET /api/groups/%')]
  expect(page).toContain('content-type: text/html')
  expect(page).toMatch(/<h1>This cannot be answered<\/h1><p>This address is not written as addresses are.*<a href="\/">/)
  expect(program).toContain('content-type: application/problem+json')
  expect(JSON.parse(program.split('\r\n\r\n')[1]?.match(/\{.*\}/)?.[0] ?? '')).toMatchObject({ status: 400, kind: 'invalid' })
  // A form without scripts is sent by a person.
  expect(await ask(url, 'POST /api/%', { accept: 'text/html' })).toContain('content-type: text/html')
  expect(await ask(url, 'GET /', { host: 'evil.example' })).toContain('https://read.example.org/a&amp;b')
})

test('the first page, which the door may have itself, is an address like any other', async () => {
  expect(await ask(await frontBefore(tellAddress), 'GET /')).toMatch(/^HTTP\/1.1 200 /)
})

test.each(['/guides/tides?q=%ff', '/groups/a-b_c.d~e', '/guides/caf%C3%A9', '/_next/static/chunks/%5Bid%5D.js'])(
  '%s is an address like any other',
  async (path) => expect(await ask(await frontBefore(tellAddress), `GET ${path}`)).toContain(`reached ${path}`),
)

test.each(['{', '[', '%ff', '[["",{}],0]', 'x'.repeat(50_000)])('a router state of %s is refused', async (state) => {
  const answer = await ask(await frontBefore(tellAddress), 'GET /', { rsc: '1', 'next-router-state-tree': state })
  // What is longer than all headers together may be, Node refuses itself.
  expect(answer).toMatch(/^HTTP\/1.1 4(00|31) /)
})

test('a router state as Next sends it passes', async () => {
  const state = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, null]))
  expect(await ask(await frontBefore(tellAddress), 'GET /', { rsc: '1', 'next-router-state-tree': state })).toContain('reached')
})

test.each([
  ['evil.example', {}, 421],
  ['evil.example', { SITE_URL: 'https://read.example.org' }, 421],
  ['read.example.org.evil.example', { SITE_URL: 'https://read.example.org' }, 421],
  ['192.0.2.7', { SITE_URL: 'https://read.example.org' }, 421],
  ['read.example.org', { SITE_URL: 'https://read.example.org' }, 200],
  ['Read.Example.org:443', { SITE_URL: 'https://read.example.org' }, 200],
  ['localhost:3000', { SITE_URL: 'https://read.example.org' }, 200],
  ['192.168.1.20:3000', {}, 200],
  ['[fd00::1]:3000', {}, 200],
  ['localhost', {}, 200],
  ['a b', {}, 421],
])('a request to %s with %o is answered with %i', async (host, settings, status) => {
  const url = await frontBefore(tellAddress, settings as Record<string, string>)
  expect(await ask(url, 'GET /', { host })).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})

test('a host that a proxy hands on is checked like the one that was asked', async () => {
  const url = await frontBefore(tellAddress, { TRUST_PROXY: '1', SITE_URL: 'https://read.example.org' })
  expect(await ask(url, 'GET /', { 'x-forwarded-host': 'evil.example' })).toMatch(/^HTTP\/1.1 421 /)
  expect(await ask(url, 'GET /', { 'x-forwarded-host': 'read.example.org' })).toMatch(/^HTTP\/1.1 200 /)
})

test('whoever asks for another protocol gets the page, and no socket stays open when they go away', async () => {
  const url = await frontBefore(tellAddress)
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    'sec-websocket-version': '13',
  }
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
  const before = sockets()
  await Promise.all(
    Array.from({ length: 200 }, async () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      const lines = Object.entries({ host: new URL(url).host, ...upgrade }).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.write(`GET /nope HTTP/1.1\r\n${lines.join('')}\r\n`)
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toContain('reached /nope')
      socket.destroy()
    }),
  )
  await expect.poll(sockets, { timeout: 60_000 }).toBeLessThanOrEqual(before)
})

test('a connection that sends five hundred requests at once is cut', async () => {
  let reached = 0
  // Nobody is answered, so that all of them are open together; if the connection were not cut, this would have no end.
  const url = await frontBefore(() => {
    reached += 1
  })
  await raw(url, `GET /one HTTP/1.1\r\nhost: ${new URL(url).host}\r\n\r\n`.repeat(500))
  expect(reached).toBeGreaterThan(0)
  expect(reached).toBeLessThan(10)
})

test('every answer but a file of the build forbids frames, also below /_next/ and before the pages are ready', async () => {
  const front = await openFront({ ...parseEnv({}), PORT: 0 }, true)
  open.push(front)
  const url = `http://127.0.0.1:${front.port}`
  expect((await fetch(url)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  front.serve({ handle: (_request, response) => response.writeHead(500).end() })
  for (const path of ['/_next/nope', '/_next/static/nope.js', '/_next/image?url=x', '/nope', '/api/nope']) {
    const { headers } = await fetch(url + path)
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options'), path).toBe('DENY')
    expect(headers.get('referrer-policy'), path).toBe('same-origin')
  }
})
