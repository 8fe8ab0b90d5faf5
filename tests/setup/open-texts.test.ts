import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { openTexts } from '#scripts/open-texts.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const PAGE = `<!doctype html><title>The Mill</title><script nonce="once">self.a=1</script>${'<p>The same words again and again.</p>'.repeat(100)}`

/** A front door before a program that makes pages, and what it was asked. */
async function frontBefore(revisions: Map<string, string>) {
  const made: IncomingMessage['headers'][] = []
  const answer = openTexts(
    (scripts) => `script-src ${scripts}`,
    async (slug) => revisions.get(slug) ?? null,
  )
  const make = (request: IncomingMessage, response: ServerResponse) => {
    made.push({ ...request.headers })
    response.setHeader('content-security-policy', "script-src 'nonce-once'")
    response.setHeader('link', '</a.woff2>; rel=preload; as="font"; nonce="once"')
    if (request.url?.endsWith('/nothing')) return response.writeHead(404, { 'content-type': 'text/html' }).end('<p>Nothing here.')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).write(PAGE.slice(0, 40))
    return response.end(`${PAGE.slice(40)}${request.headers.rsc ? 'rsc' : ''}`)
  }
  const server = createServer((request, response) => {
    if (!answer(request, response, () => make(request, response))) make(request, response)
  }).listen(0, '127.0.0.1')
  closing.push(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const [response] = (await once(get({ host: '127.0.0.1', port, path, headers }), 'response')) as [IncomingMessage]
    return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
  }
  return { ask, made }
}

test('a page of an open text is made once for everybody, without whoever asked first', async () => {
  const { ask, made } = await frontBefore(new Map([['mill', 'r1']]))
  const first = await ask('/texts/mill/one', { cookie: 'session=secret', 'accept-encoding': 'gzip, br' })
  expect(first).toMatchObject({ status: 200, headers: { 'content-encoding': 'br', 'cache-control': 'no-cache' } })
  expect(brotliDecompressSync(first.body).toString()).toBe(PAGE)
  expect(made).toHaveLength(1)
  expect(made[0]).not.toHaveProperty('cookie')
  // Its scripts are known by what they say: the nonce was for one answer.
  expect(first.headers['content-security-policy']).toMatch(/^script-src 'self' 'sha256-[^']+'$/)
  expect(first.headers.link).toBe('</a.woff2>; rel=preload; as="font"')

  expect((await ask('/texts/mill/one')).body.toString()).toBe(PAGE)
  expect(await ask('/texts/mill/one', { 'if-none-match': String(first.headers.etag) })).toMatchObject({
    status: 304,
    body: Buffer.alloc(0),
  })
  expect(made).toHaveLength(1)
  // What Next asks of its own pages is another answer at the same address.
  expect((await ask('/texts/mill/one', { rsc: '1' })).body.toString()).toBe(`${PAGE}rsc`)
  expect(made).toHaveLength(2)
})

test('it is forgotten when the text is published anew, and asked of Next when it is not open any more', async () => {
  const revisions = new Map([['mill', 'r1']])
  const { ask, made } = await frontBefore(revisions)
  await ask('/texts/mill/one')
  revisions.set('mill', 'r2')
  await ask('/texts/mill/one')
  expect(made).toHaveLength(2)
  revisions.delete('mill')
  const closed = await ask('/texts/mill/one', { cookie: 'session=secret' })
  expect(made[2]).toMatchObject({ cookie: 'session=secret' })
  expect(closed.headers.etag).toBeUndefined()
})

test('what is no page of a text is not kept', async () => {
  const { ask, made } = await frontBefore(new Map([['mill', 'r1']]))
  for (const _ of [1, 2]) expect(await ask('/texts/mill/nothing')).toMatchObject({ status: 404, body: Buffer.from('<p>Nothing here.') })
  expect(made).toHaveLength(2)
})
