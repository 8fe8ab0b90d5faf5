import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request as ask, createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiRoutes } from '#scripts/api-routes.ts'

/** How routes answer whose text is whole: `WholeAnswer`. */
const WHOLE = `const whole = (given) => Object.assign(new Response(null, { headers: { 'content-type': 'application/json' } }), { whole: JSON.stringify(given) });`

const ROUTES = {
  'notes/[noteId]': `
    exports.GET = async (request, { params }) => whole({ ...(await params), host: request.headers.get('host'), query: new URL(request.url).search })
    exports.DELETE = async () => new Response(null, { status: 204, headers: [['set-cookie', 'a=1'], ['set-cookie', 'b=2']] })`,
  'notes/newest': `exports.GET = async () => whole({ newest: 'word '.repeat(1000) })`,
  'notes/[noteId]/words': `exports.POST = async (request) => new Response(await request.text(), { headers: { 'content-type': 'text/plain' } })`,
  refused: `exports.POST = async (request) => { await request.body.getReader().read(); return new Response('too long', { status: 413 }) }`,
  'sign/[...ways]': `exports.GET = async (_, { params }) => Response.json(await params)`,
  stream: `
    exports.GET = async (request) => {
      request.signal.addEventListener('abort', () => { globalThis.apiRoutesTestAborted = true })
      const body = new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode('retry: 1\\n\\n')) })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    }`,
  live: `
    exports.GET = async () => {
      const answer = new Response(null, { headers: { 'content-type': 'text/event-stream' } })
      answer.begin = ({ write, end }) => {
        const given = { mayWrite: write('retry: 1\\n\\n'), full: () => { while (write('x'.repeat(100_000))); end() }, gone: 0 }
        globalThis.apiRoutesTestLive = given
        return () => { given.gone += 1 }
      }
      return answer
    }`,
}

const build = mkdtempSync(path.join(tmpdir(), 'studycircle-routes-'))
let port = 0
const server = createServer()
beforeAll(async () => {
  for (const [folder, code] of Object.entries(ROUTES)) {
    const place = path.join(build, 'server', 'app', 'api', folder)
    mkdirSync(place, { recursive: true })
    // As Next builds them.
    const built = `${WHOLE} const userland = {}; (function (exports) {${code}\n})(userland)\nexports.routeModule = { ensureUserland: async () => {}, userland }`
    writeFileSync(path.join(place, 'route.js'), built)
  }
  const answer = apiRoutes(build)
  server.on('request', (request, response) => {
    if (!answer(request, response)) response.end('from Next')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(build, { recursive: true, force: true })
})

async function send(address: string, { method = 'GET', headers = {}, body = '' } = {}) {
  const sent = ask({ host: '127.0.0.1', port, path: address, method, headers }).end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}
const json = async (address: string) => JSON.parse((await send(address)).body.toString())

test('a route is found by its address; a name goes before any name, and what is no route is left to Next', async () => {
  expect(await json('/api/notes/a%20b?chapter=x')).toEqual({ noteId: 'a b', host: `127.0.0.1:${port}`, query: '?chapter=x' })
  expect(await json('/api/notes/newest')).toHaveProperty('newest')
  expect(await json('/api/sign/in/by/mail')).toEqual({ ways: ['in', 'by', 'mail'] })
  for (const address of ['/api/notes', '/api/notes/', '/api/notes/1/2', '/api', '/notes/1', '/api/sign']) {
    expect((await send(address)).body.toString(), address).toBe('from Next')
  }
})

test('a body goes in and comes out, and cookies stay apart', async () => {
  const said = await send('/api/notes/1/words', { method: 'POST', body: 'Hear, hear – é', headers: { 'content-type': 'text/plain' } })
  expect(said.body.toString()).toBe('Hear, hear – é')
  const gone = await send('/api/notes/1', { method: 'DELETE' })
  expect([gone.status, gone.headers['set-cookie']]).toEqual([204, ['a=1', 'b=2']])
})

test('a body that a route gives up is not waited for, and the connection goes on', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const sent = ask({ host: '127.0.0.1', port, path: '/api/refused', method: 'POST', agent })
  sent.end(Buffer.alloc(20_000_000, 65))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  expect([response.statusCode, (await buffer(response)).toString()]).toEqual([413, 'too long'])
  const [next] = (await once(ask({ host: '127.0.0.1', port, path: '/api/notes/1', agent }).end(), 'response')) as [IncomingMessage]
  expect(next.statusCode).toBe(200)
  agent.destroy()
})

test('what a route does not do is refused with what it does', async () => {
  expect(await send('/api/notes/1', { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.of() })
  expect((await send('/api/notes/1', { method: 'OPTIONS' })).headers.allow).toBe('DELETE, GET, HEAD, OPTIONS')
  expect(await send('/api/notes/1', { method: 'PUT' })).toMatchObject({ status: 405 })
  expect(await send('/api/notes/1/words', { method: 'HEAD' })).toMatchObject({ status: 405 })
})

test('long answers are packed for browsers that allow it', async () => {
  const headers = { 'accept-encoding': 'gzip, br' }
  const long = await send('/api/notes/newest', { headers })
  expect(long.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
  expect(JSON.parse(gunzipSync(long.body).toString())).toHaveProperty('newest')
  expect(long.headers['content-length']).toBe(String(long.body.length))
  const short = await send('/api/notes/1', { headers })
  expect(short.headers['content-encoding']).toBeUndefined()
  expect(short.headers['content-length']).toBe(String(short.body.length))
})

test('a stream goes out as it comes, and hears when whoever listened has gone', async () => {
  const sent = ask({ host: '127.0.0.1', port, path: '/api/stream', headers: { 'accept-encoding': 'gzip' } }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const [first] = await once(response, 'data')
  expect(String(first)).toBe('retry: 1\n\n')
  expect(response.headers['content-encoding']).toBeUndefined()
  sent.destroy()
  await expect.poll(() => (globalThis as { apiRoutesTestAborted?: boolean }).apiRoutesTestAborted).toBe(true)
})

test('a stream that is given text writes it at once, is told when it is given too much, and hears when whoever listened has gone', async () => {
  const open = async () => {
    const sent = ask({ host: '127.0.0.1', port, path: '/api/live' }).end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    const [first] = await once(response, 'data')
    expect(String(first)).toBe('retry: 1\n\n')
    const given = (globalThis as { apiRoutesTestLive?: { mayWrite: boolean; full: () => void; gone: number } }).apiRoutesTestLive
    if (!given) throw new Error('the route was not asked')
    return { sent, response, given }
  }
  const slow = await open()
  expect(slow.given.mayWrite).toBe(true)
  slow.given.full()
  const rest = await buffer(slow.response)
  expect(rest.length).toBeGreaterThan(200_000)
  await expect.poll(() => slow.given.gone).toBe(1)
  const { sent, given } = await open()
  expect(given.gone).toBe(0)
  sent.destroy()
  await expect.poll(() => given.gone).toBe(1)
})
