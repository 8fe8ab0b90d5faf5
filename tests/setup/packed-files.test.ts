import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packedFiles, packFiles } from '#scripts/packed-files.ts'
import { packedPages } from '#scripts/packed-pages.ts'
import { temporaryFolder } from '#tests/setup/processes.ts'

test('scripts and styles come packed to those who understand it, and from Next to all others', async () => {
  const build = temporaryFolder()
  mkdirSync(path.join(build, 'static', 'chunks'), { recursive: true })
  const code = 'const answer = "the same words again and again";\n'.repeat(200)
  writeFileSync(path.join(build, 'static', 'chunks', 'a1.js'), code)
  await packFiles(build)
  const answer = packedFiles(build)
  const server = createServer((request, response) => {
    if (!answer(request, response)) response.end('from Next')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = async (address: string, headers: Record<string, string>) => {
    const [response] = (await once(get({ host: '127.0.0.1', port, path: address, headers }), 'response')) as [IncomingMessage]
    return { headers: response.headers, body: await buffer(response) }
  }

  const packed = await ask('/_next/static/chunks/a1.js?dpl=1', { 'accept-encoding': 'gzip, br' })
  expect(packed.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
    vary: 'Accept-Encoding',
  })
  expect(brotliDecompressSync(packed.body).toString()).toBe(code)
  expect(packed.body.length).toBeLessThan(code.length / 10)

  for (const encodings of ['gzip', 'gzip, br;q=0', 'identity']) {
    expect((await ask('/_next/static/chunks/a1.js', { 'accept-encoding': encodings })).body.toString()).toBe('from Next')
  }
  expect((await ask('/_next/static/chunks/../../../package.json', { 'accept-encoding': 'br' })).body.toString()).toBe('from Next')
  expect((await ask('/_next/static/chunks/a1.js', { 'accept-encoding': 'br', range: 'bytes=0-9' })).body.toString()).toBe('from Next')
  server.close()
})

test('a page that was built comes from memory in the smallest form that is understood, and not twice', async () => {
  const build = temporaryFolder()
  const folder = path.join(build, 'server', 'app', 'guides')
  mkdirSync(folder, { recursive: true })
  const html = `<!doctype html><p>${'The same words again and again. '.repeat(200)}`
  writeFileSync(path.join(folder, 'tides.html'), html)
  writeFileSync(path.join(folder, 'tides.meta'), '{"headers":{"x-nextjs-stale-time":"300","x-next-cache-tags":"inner"}}')
  writeFileSync(path.join(build, 'server', 'app', '_not-found.html'), html)
  await packFiles(build)
  const answer = packedPages(build)
  const server = createServer((request, response) => {
    if (!answer(request, response)) response.end('from Next')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = async (address: string, headers: Record<string, string> = {}, method = 'GET') => {
    const [response] = (await once(get({ host: '127.0.0.1', port, path: address, headers, method }), 'response')) as [IncomingMessage]
    return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
  }

  const plain = await ask('/guides/tides?from=mail')
  expect(plain.body.toString()).toBe(html)
  expect(plain.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-nextjs-stale-time': '300' })
  expect(plain.headers).not.toHaveProperty('x-next-cache-tags')
  const small = await ask('/guides/tides', { 'accept-encoding': 'gzip, deflate, br' })
  expect(small.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(small.body).toString()).toBe(html)
  expect(gunzipSync((await ask('/guides/tides', { 'accept-encoding': 'gzip' })).body).toString()).toBe(html)
  expect(await ask('/guides/tides', {}, 'HEAD')).toMatchObject({ status: 200, body: Buffer.of() })

  const etag = String(plain.headers.etag)
  expect(small.headers.etag).toBe(etag)
  expect(await ask('/guides/tides', { 'if-none-match': `"other", ${etag}` })).toMatchObject({ status: 304, body: Buffer.of() })
  expect((await ask('/guides/tides', { 'if-none-match': '"other"' })).status).toBe(200)

  // What Next asks of its own pages, and what is no page's address.
  expect((await ask('/guides/tides', { rsc: '1' })).body.toString()).toBe('from Next')
  expect((await ask('/_not-found')).body.toString()).toBe('from Next')
  expect((await ask('/guides/other')).body.toString()).toBe('from Next')
  server.close()
})
