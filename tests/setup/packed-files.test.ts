import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packedFiles, packFiles } from '#scripts/packed-files.ts'
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
