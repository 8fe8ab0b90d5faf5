import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { expectOwnAddress, expectSameAnswers } from '#tests/setup/both-ways.ts'
import { postmaster, runScript, temporaryFolder, until } from '#tests/setup/processes.ts'

const settingsOf = (dataDir: string) => ({
  ...process.env,
  PORT: '',
  DATABASE_URL: '',
  AUTH_SECRET: '',
  LOG_LEVEL: 'error',
  CONTENT_DIR: '',
  DATA_DIR: dataDir,
})

/** A start on a data folder, as `npm start` does it. */
function start(dataDir: string, settings: Record<string, string> = {}) {
  const script = runScript(['scripts/start.ts'], { env: { ...settingsOf(dataDir), ...settings } })
  const url = async () => (await script.line(/^Studycircle is ready/)).replace(/^.*: /, '')
  const stop = async () => {
    script.child.kill('SIGTERM')
    return script.ended
  }
  return { ...script, url, stop }
}

const healthy = async (url: string) => expect((await fetch(`${url}/api/health`)).status).toBe(200)

/** The inline scripts of a page that its own policy would not let run. */
async function blockedScripts(url: string): Promise<string[]> {
  const response = await fetch(url, { redirect: 'manual' })
  const allowed = /script-src ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1]?.split(' ') ?? []
  expect(allowed).not.toContain("'unsafe-inline'")
  const scripts = [...(await response.text()).matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
  const inline = scripts.filter(([, attributes, code]) => !/\ssrc=/.test(attributes ?? '') && code)
  return inline.flatMap(([, attributes, code = '']) => {
    const nonce = /nonce="([^"]*)"/.exec(attributes ?? '')?.[1]
    const hash = `'sha256-${createHash('sha256').update(code).digest('base64')}'`
    return allowed.includes(hash) || (nonce && allowed.includes(`'nonce-${nonce}'`)) ? [] : [code.slice(0, 80)]
  })
}

test('two first starts at once, routes that answer as through Next, a crash, a second start and a stop', { timeout: 600_000 }, async () => {
  const dataDir = temporaryFolder()
  const cluster = path.join(dataDir, 'postgres')
  const [first, second] = [start(dataDir), start(dataDir)]
  const [one, two] = await Promise.all([first.url(), second.url()])
  expect(one).not.toBe(two)
  await Promise.all([healthy(one), healthy(two)])
  // One of them found its port taken, and has another.
  for (const each of [one, two]) await expectOwnAddress(each)
  const owner = runScript(['scripts/owner.ts'], { env: settingsOf(dataDir) })
  expect([one, two]).toContain(new URL(await owner.line(/\/owner\//)).origin)
  const pages = [
    '/',
    '/guides/trotsky',
    '/guides/trotsky/becoming-a-revolutionary',
    '/nothing-here',
    '/sign-in',
    '/groups/new?guide=trotsky',
  ]
  for (const page of pages) expect(await blockedScripts(one + page), page).toEqual([])

  const throughNext = runScript(['tests/setup/through-next.ts'], { env: settingsOf(dataDir) })
  await expectSameAnswers(one, (await throughNext.line(/^Next answers/)).replace(/^.*: /, ''))
  // It uses the database too: the last to leave stops it.
  throughNext.child.kill('SIGTERM')
  await throughNext.ended

  // Nobody makes the server fetch and print for nothing: there is no optimiser of pictures.
  expect((await fetch(`${one}/_next/image?w=640&q=75&url=${encodeURIComponent('\n{"level":30}')}`)).status).toBe(404)
  expect(first.output()).not.toMatch(/^\{"level":30\}/m)

  // Somebody starts it again from the same folder with other settings: the pages that are being served stay as they are.
  const other = start(dataDir, { SITE_URL: 'https://read.example.org' })
  expect(await other.ended).toBe(1)
  expect(other.output()).toMatch(/Process \d+ serves the pages of this folder/)
  for (const page of pages) expect((await fetch(one + page, { redirect: 'manual' })).status, page).toBeLessThan(500)

  expect(await first.stop()).toBe(0)
  await healthy(two)
  const pid = await postmaster(cluster)
  second.child.kill('SIGKILL')
  await second.ended

  const third = start(dataDir)
  await healthy(await third.url())
  expect(third.output()).not.toContain('Building')
  expect(await postmaster(cluster)).toBe(pid)

  process.kill(pid, 'SIGKILL')
  await postmaster(cluster, pid)
  const url = await third.url()
  await until(async () => (await fetch(`${url}/api/health`)).ok)
  expect(await third.stop()).toBe(0)
  expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false)
})
