import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ensureSecret } from '#scripts/secrets.ts'
import { holdPostgres, isOpenToOthers, ordinaryUser, query, runScript, temporaryFolder, until } from '#tests/setup/processes.ts'

const START = ['scripts/start.ts']

/** A start that is refused: what it says, after checking that it says it without a stack. */
async function refusal(settings: Record<string, string>, options = {}): Promise<string> {
  const folder = settings.DATA_DIR ?? temporaryFolder()
  const env = { ...process.env, PORT: '', DATABASE_URL: '', AUTH_SECRET: '', DATA_DIR: folder, ...settings }
  const script = runScript(START, { env, ...options })
  expect(await script.ended).toBe(1)
  expect(script.output()).not.toMatch(/^ +at /m)
  return script.output()
}

test('every bad setting is named with what to write, and no value is repeated', async () => {
  const said = await refusal({
    PORT: '70000',
    SITE_URL: 'read.example.org',
    AUTH_SECRET: 'hunter2',
    LOG_LEVEL: 'loud',
    DATABASE_URL: 'postgres://reader:hunter2#3@host:port/x',
  })
  expect(said).toContain('PORT: write a number from 1 to 65535')
  expect(said).toContain('SITE_URL: write the whole address, like https://read.example.org')
  expect(said).toContain('AUTH_SECRET: write at least 32 random characters')
  expect(said).toContain('LOG_LEVEL: write silent, error, warn, info or debug')
  expect(said).toContain('DATABASE_URL: write an address like postgres://')
  expect(said).not.toContain('hunter2')
})

test('a database elsewhere wants a secret that all processes share', async () => {
  const said = await refusal({ DATABASE_URL: 'postgres://reader:pass-word@127.0.0.1:1/circle' })
  expect(said).toContain('AUTH_SECRET is not set')
  expect(said).toContain('openssl rand')
})

const SECRET = { AUTH_SECRET: 'a secret of more than thirty-two characters' }

test('a database that does not answer is named by its host, without the password', async () => {
  const said = await refusal({ ...SECRET, DATABASE_URL: 'postgres://reader:pass-word@127.0.0.1:1/circle' })
  expect(said).toContain('The database at 127.0.0.1:1 cannot be used: nothing answers there (connection refused).')
  expect(said).not.toContain('pass-word')
})

test('a database that refuses the password says so, without the password', async () => {
  const server = await holdPostgres(path.join(temporaryFolder(), 'postgres'))
  const said = await refusal({ ...SECRET, DATABASE_URL: `postgres://postgres:pass-word@127.0.0.1:${server.port}/circle` })
  expect(said).toContain(`The database at 127.0.0.1:${server.port} cannot be used: it refuses the user name or password.`)
  expect(said).not.toContain('pass-word')
})

test('a database that is in use for something else is left alone', async () => {
  const server = await holdPostgres(path.join(temporaryFolder(), 'postgres'))
  await query(server.port, 'CREATE TABLE recipes (title text)')
  const said = await refusal({ ...SECRET, DATABASE_URL: `postgres://postgres:only-for-tests@127.0.0.1:${server.port}/postgres` })
  expect(said).toContain('holds tables of something else already ("recipes")')
})

test('a port that was asked for and is taken is refused before anything is started', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await until(() => other.listening)
  const { port } = other.address() as { port: number }
  const folder = temporaryFolder()
  expect(await refusal({ PORT: String(port), DATA_DIR: folder })).toContain(`Port ${port} is taken by another program.`)
  expect(existsSync(path.join(folder, 'postgres'))).toBe(false)
  other.close()
})

test('a data folder that cannot be written is named', async ({ skip }) => {
  skip(!isOpenToOthers(), 'the project lies in a folder that only root may enter')
  const folder = temporaryFolder()
  chmodSync(folder, 0o555)
  const said = await refusal({ DATA_DIR: path.join(folder, 'data') }, ordinaryUser)
  expect(said).toContain(path.join(folder, 'data', 'secrets'))
  expect(said).toContain('EACCES')
})

test('an old Node is told which one is needed, and by whom it is brought', () => {
  const check = readFileSync('scripts/check-node.mjs', 'utf8').replace('process.versions.node', '"20.19.0"')
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', check], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('Studycircle needs Node 22.18 or newer')
  expect(spawnSync(process.execPath, ['scripts/check-node.mjs']).status).toBe(0)
})

test('what libraries print is one line, whatever came from outside', async () => {
  const print = `import { takeOverConsole } from '#server/log.ts'; takeOverConsole(); console.error('/x?url=%s', '\\n{"security":"signed-in"}\\r\\n')`
  const env = { ...process.env, LOG_LEVEL: 'info' }
  const script = runScript(['--input-type=module', '-e', print], { env })
  expect(await script.ended).toBe(0)
  const lines = script.output().trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 50, said: '/x?url=\n{"security":"signed-in"}\r\n' }),
  ])
})

test('a secret is made once, for its owner alone, also when several ask at the same time', async () => {
  const folder = temporaryFolder()
  const ask = `import { ensureSecret } from '#scripts/secrets.ts'; console.log(ensureSecret(process.argv[1], 'auth-secret'))`
  const all = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const script = runScript(['--input-type=module', '-e', ask, folder])
      expect(await script.ended).toBe(0)
      return script.output()
    }),
  )
  expect(new Set(all).size).toBe(1)
  expect(all[0]?.trim().length).toBeGreaterThanOrEqual(48)
  expect(ensureSecret(folder, 'auth-secret')).toBe(all[0]?.trim())
  expect(statSync(path.join(folder, 'secrets')).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(folder, 'secrets', 'auth-secret')).mode & 0o777).toBe(0o600)
})
