import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Refusal } from '#scripts/refusal.ts'
import { builtPages, commonHeaders, contentPolicy } from '#scripts/security-headers.ts'
import { type Front, openFront } from '#scripts/serve.ts'
import { parseEnv } from '#server/env.ts'
import { noteOutage } from '#server/outage.ts'
import { temporaryFolder } from '#tests/setup/processes.ts'

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
  (await fetch(url, { headers })).json() as Promise<Record<string, string>>

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

test('scripts of built pages are allowed by their hashes alone', () => {
  const build = temporaryFolder()
  mkdirSync(path.join(build, 'server', 'app', 'guides'), { recursive: true })
  const page = (script: string) => `<html><script src="/a.js" async=""></script><script>${script}</script></html>`
  writeFileSync(path.join(build, 'server', 'app', 'index.html'), page('alert(1)'))
  writeFileSync(path.join(build, 'server', 'app', 'guides', 'tides.html'), page('alert(2)'))
  writeFileSync(path.join(build, 'server', 'app', '_not-found.html'), page('alert(3)'))
  const pages = builtPages(build)
  expect(pages.scripts('/')).toBe("'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='")
  expect(pages.isStatic('/guides/tides')).toBe(true)
  expect(pages.scripts('/guides/tides')).not.toContain('nonce')
  expect(pages.isStatic('/groups/1')).toBe(false)
  expect(pages.scripts('/groups/1')).toMatch(/^'self' 'nonce-[^']+' 'sha256-[^']+'$/)
})

test('no policy lets inline scripts run, frames in, or plugins', () => {
  const policy = contentPolicy({ NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example.org/realm' })("'self'")
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
  expect(rules.get('script-src')).toBe("'self'")
  expect(rules.get('object-src')).toBe("'none'")
  expect(rules.get('base-uri')).toBe("'self'")
  expect(rules.get('frame-ancestors')).toBe("'none'")
  expect(rules.get('form-action')).toBe("'self' https://id.example.org")
  expect(rules.get('connect-src')).toBe("'self'")
  expect(rules.get('img-src')).toBe("'self' data:")
})

test('browsers are told to stay with https only where the site is served by it', () => {
  const names = (SITE_URL: string) => commonHeaders(parseEnv({ SITE_URL })).map(([name]) => name)
  expect(names('https://read.example.org')).toContain('strict-transport-security')
  expect(names('http://read.example.org')).not.toContain('strict-transport-security')
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
  await expect.poll(() => finish.toString(), { timeout: 10_000 }).toContain('whole')
  const closed = front.close()
  await expect(reading).rejects.toThrow()
  finish()
  expect(await (await slow).text()).toBe('whole')
  await closed
  await expect(fetch(`http://127.0.0.1:${front.port}/`)).rejects.toThrow()
})

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

test.each(['/', '/guides/tides?q=%ff', '/groups/a-b_c.d~e', '/guides/caf%C3%A9', '/_next/static/chunks/%5Bid%5D.js'])(
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
  await expect.poll(sockets).toBeLessThanOrEqual(before)
})

test('a connection that sends five hundred requests at once is cut', async () => {
  const url = await frontBefore((request, response) => setTimeout(() => response.end(request.url), 50))
  const answer = await raw(url, `GET /one HTTP/1.1\r\nhost: ${new URL(url).host}\r\n\r\n`.repeat(500))
  expect(answer.match(/HTTP\/1.1 200/g)?.length ?? 0).toBeLessThan(10)
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
