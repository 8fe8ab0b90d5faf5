import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'
import { seeded } from '../support/seeded.ts'
import { test } from './fixtures.ts'

// What an attacker found, sent again to the whole product as it is built and served: a process of its own, on this machine.

let app: AppServer
let dataDir: string
test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'studycircle-attacks-'))
  app = await startApp({ dataDir })
})
test.afterAll(async () => {
  await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer | Buffer[] }
type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** Sends a request with its address as it stands, which fetch would tidy. A status of 0 says that the connection was cut. */
function send({ method = 'GET', path, headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve) => {
    const asked = request({ ...target(), method, path, headers: { host: new URL(app.url).host, ...headers } }, (response) => {
      let text = ''
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('close', done)
      response.on('error', done)
    })
    asked.on('error', () => resolve({ status: 0, headers: {}, text: '' }))
    for (const piece of Array.isArray(body) ? body : [body ?? '']) if (piece.length > 0) asked.write(piece)
    asked.end()
  })
}
const target = () => ({ host: '127.0.0.1', port: Number(new URL(app.url).port) })

test('no address and no header makes a page fail on our side', async () => {
  const random = seeded(20261127)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const pages = ['/', '/guides/X', '/guides/X/X', '/texts', '/texts/X', '/texts/X/X', '/texts/import', '/texts/import/X', '/groups/new']
  pages.push('/groups/X', '/groups/X/X', '/groups/X/X/notes', '/groups/X/changes', '/groups/X/meetings', '/groups/X/meetings/X', '/join/X')
  pages.push(
    '/groups/X/meetings/X/live',
    '/groups/X/meetings/X/missed',
    '/groups/X/search?q=X',
    '/groups/X/inbox',
    '/groups/X/members/leave',
  )
  pages.push(
    '/owner/X',
    '/account',
    '/account/email',
    '/account/delete',
    '/account/deleted',
    '/help',
    '/recover',
    '/sign-in',
    '/sign-in/link',
    '/sign-up',
    '/api/health',
    '/_next/X',
    '/_next/static/X',
  )
  const parts = [
    'trotsky',
    'tides',
    randomUUID(),
    '%ff',
    '%00',
    '%',
    '..',
    '%2e%2e',
    '%2f',
    '%5c',
    '%F0%9D%95%8F',
    'a'.repeat(3000),
    '__proto__',
  ]
  parts.push(
    '[id]',
    '(group)',
    '*',
    ';',
    '%0a',
    '.',
    'undefined',
    'null',
    '-1',
    '99999999999999999999',
    '𝕏',
    "';--",
    '<b>',
    '%3Cb%3E',
    '$%7B7*7%7D',
  )
  const odd: Record<string, readonly string[]> = {
    'next-router-state-tree': [
      '{',
      '%ff',
      '[]',
      '["",{},null,null,1,2,3]',
      encodeURIComponent(JSON.stringify(['', { children: ['x', {}] }])),
    ],
    rsc: ['1', '0', 'x'],
    'next-router-prefetch': ['1', '2', 'x'],
    'next-router-segment-prefetch': ['/_tree', '/x', '%ff', '../../x'],
    'next-url': ['/', '%ff', '//evil.example', 'x'],
    'next-action': ['x', '0'.repeat(42)],
    cookie: ['next-auth.session-token=x', 'a=%ff', `x=${'y'.repeat(6000)}`, 'next-auth.session-token=a.b.c.d.e'],
    'accept-encoding': ['br;q=0', 'x', 'gzip, br, zstd'],
    'accept-language': ['x', 'de;q=9', `${'a,'.repeat(2000)}`],
    range: ['bytes=0-1', 'bytes=9-1', 'x'],
    'if-none-match': ['*', 'x'],
    'content-type': ['multipart/form-data', 'multipart/form-data; boundary=x', 'text/x'],
    'x-forwarded-host': ['evil.example'],
    'x-forwarded-proto': ['https', 'x'],
    'x-middleware-subrequest': ['middleware:middleware'],
    'x-nextjs-data': ['1'],
    'x-matched-path': ['/x'],
  }
  const methods = ['GET', 'GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'TRACE', 'PROPFIND']
  for (let each = 0; each < 1200; each += 1) {
    const path = Buffer.from(pick(pages).replace(/X/g, () => pick(parts))).toString('latin1')
    const query =
      random() < 0.3 ? `?${pick(['_rsc=x', 'page=%ff', 'next=//evil.example', 'guide=%00', 'from=-1', 'a[]=1&a[]=2', '='])}` : ''
    const headers = Object.fromEntries(Object.entries(odd).flatMap(([name, values]) => (random() < 0.12 ? [[name, pick(values)]] : [])))
    const asked = { method: pick(methods), path: path + query, headers }
    const { status, headers: answered, text } = await send(asked)
    expect(status, JSON.stringify(asked)).toBeLessThan(500)
    // What is no HTTP at all Node refuses itself, with an answer of nothing that could be framed.
    if (text === '') continue
    expect(String(answered['content-security-policy']), JSON.stringify(asked)).toContain("frame-ancestors 'none'")
    expect(answered['x-frame-options'], JSON.stringify(asked)).toBe('DENY')
  }
  await expect(async () => expect((await send({ path: '/api/health' })).status).toBe(200)).toPass()
})

test('no socket stays open of those who ask for another protocol and go away', async () => {
  test.skip(process.platform !== 'linux', 'open files are counted in /proc')
  const open = () => readdirSync(`/proc/${app.process.pid}/fd`).length
  const before = open()
  const ask = `GET /nope HTTP/1.1\r\nhost: ${new URL(app.url).host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        const socket = connect(target())
        socket.on('error', () => {})
        socket.write(ask)
        await once(socket, 'data')
        socket.destroy()
      }),
    )
  }
  await expect.poll(open).toBeLessThan(before + 50)
})

test('bodies of any size are given up where they are too large', async () => {
  test.skip(process.platform !== 'linux', 'memory is read from /proc')
  const memory = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${app.process.pid}/status`, 'utf8'))?.[1]) / 1000
  const before = memory()
  const megabyte = Buffer.alloc(1_000_000, 65)
  const large = Array.from({ length: 60 }, () => megabyte)
  const headers = { origin: app.url, 'content-type': 'application/x-www-form-urlencoded', 'transfer-encoding': 'chunked' }
  for (const path of [
    '/api/auth/signin/email',
    '/api/sign-in',
    '/api/sign-out',
    '/api/accounts',
    '/api/recovery',
    '/api/join',
    '/sign-in',
  ]) {
    const answers = await Promise.all(Array.from({ length: 3 }, () => send({ method: 'POST', path, headers, body: large })))
    for (const { status } of answers) expect([0, 400, 401, 403, 404, 405, 413], path).toContain(status)
  }
  expect(memory() - before).toBeLessThan(250)
})

test('a table that fills its rows is refused, and meanwhile others are answered', async () => {
  let cookie = ''
  const keep = (answer: Answer) => {
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) cookie += `${line.split(';')[0]}; `
    return answer
  }
  const post = (path: string, body: unknown) => {
    const headers = { cookie, origin: app.url, 'content-type': 'application/json' }
    return send({ method: 'POST', path, headers, body: JSON.stringify(body) })
  }
  const account = { name: 'A reader', username: 'reader-of-tables', password: randomBytes(150).toString('base64'), email: '' }
  expect(keep(await post('/api/accounts', account)).status).toBe(201)
  const groupId = randomUUID()
  expect((await post('/api/groups', { id: groupId, guide: 'trotsky', name: 'A circle' })).status).toBe(201)

  const say = (body: string) => {
    const subject = { kind: 'question', questionId: 'own-awakening' }
    return post(`/api/groups/${groupId}/comments`, { id: randomUUID(), chapter: 'becoming-a-revolutionary', subject, body })
  }
  const said = await say('**Words**')
  expect(said.status, said.text).toBe(201)
  expect(JSON.parse(said.text).html).toBe('<p dir="auto"><strong>Words</strong></p>')
  const heavy = say(`${'|a'.repeat(1700)}\n${'|-'.repeat(1700)}\n${'|\n'.repeat(4000)}`)
  expect((await send({ path: '/api/health' })).status).toBe(200)
  expect((await heavy).status).toBe(413)
})
