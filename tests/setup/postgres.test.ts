import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isPostgresOf, readPidFile } from '#scripts/postgres-folder.ts'
import { holdPostgres, isOpenToOthers, ordinaryUser, postmaster, query, runScript, temporaryFolder, until } from '#tests/setup/processes.ts'

const newFolder = () => path.join(temporaryFolder(), 'postgres')

test('the first start makes a database that only this machine reaches, and the last user stops it', async () => {
  const dir = newFolder()
  const server = await holdPostgres(dir)
  expect(server.adopted).toBe(false)
  const [facts] = await query(
    server.port,
    `SELECT current_setting('listen_addresses') AS listens, current_setting('server_encoding') AS encoding,
      current_setting('random_page_cost') AS cost, pg_catalog.current_setting('unix_socket_directories') AS sockets`,
  )
  expect(facts).toEqual({ listens: '127.0.0.1', encoding: 'UTF8', cost: '1.1', sockets: '' })
  const pid = await postmaster(dir)
  expect(await server.release()).toBe(0)
  expect(isPostgresOf(dir, pid)).toBe(false)
  expect(existsSync(path.join(dir, 'postmaster.pid'))).toBe(false)
})

test('a server left behind by a killed process is adopted with all it holds', async () => {
  const dir = newFolder()
  const first = await holdPostgres(dir)
  await query(first.port, 'CREATE TABLE kept (word text)')
  first.child.kill('SIGKILL')
  await first.ended
  const second = await holdPostgres(dir)
  expect(second).toMatchObject({ adopted: true, port: first.port })
  expect(await query(second.port, 'SELECT * FROM kept')).toEqual([])
  expect(await second.release()).toBe(0)
  expect(existsSync(path.join(dir, 'postmaster.pid'))).toBe(false)
})

test('a script that nobody listens to any more still stops the server', async () => {
  const dir = newFolder()
  const server = await holdPostgres(dir)
  const pid = await postmaster(dir)
  server.child.stdout?.destroy()
  server.child.stdin?.write('What\nis said\nnow\n')
  expect(await server.release()).toBe(0)
  expect(isPostgresOf(dir, pid)).toBe(false)
})

test('a killed server is started again, whether its user still runs or not', async () => {
  const dir = newFolder()
  const server = await holdPostgres(dir)
  await query(server.port, 'CREATE TABLE kept (word text)')
  const killed = await postmaster(dir)
  process.kill(killed, 'SIGKILL')
  await postmaster(dir, killed)
  await until(() =>
    query(server.port, 'SELECT * FROM kept').then(
      () => true,
      () => false,
    ),
  )

  server.child.kill('SIGKILL')
  await server.ended
  process.kill(await postmaster(dir), 'SIGKILL')
  const next = await holdPostgres(dir)
  expect(next.adopted).toBe(false)
  expect(await query(next.port, 'SELECT * FROM kept')).toEqual([])
})

test('a process that got the number of a dead server is not taken for it', async () => {
  const dir = newFolder()
  const first = await holdPostgres(dir)
  const file = path.join(dir, 'postmaster.pid')
  const text = readFileSync(file, 'utf8')
  await first.release()
  writeFileSync(file, text.replace(/^\d+/, String(process.pid)))
  const second = await holdPostgres(dir)
  expect(second.adopted).toBe(false)
  expect(await postmaster(dir)).not.toBe(process.pid)
})

test('a port that is taken is left to whoever has it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await until(() => other.listening)
  const { port } = other.address() as { port: number }
  const server = await holdPostgres(newFolder(), { port })
  expect(server.port).not.toBe(port)
  expect(await query(server.port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  other.close()
})

test('three starts at once share one server, which ends with the last', async () => {
  const dir = newFolder()
  const all = await Promise.all([holdPostgres(dir), holdPostgres(dir), holdPostgres(dir)])
  expect(new Set(all.map(({ port }) => port)).size).toBe(1)
  expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1)
  const [first, second, third] = all
  await Promise.all([first.release(), second.release()])
  expect(await query(third.port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await third.release()
  expect(existsSync(path.join(dir, 'postmaster.pid'))).toBe(false)
})

test('a start while another stops gets a server of its own', async () => {
  const dir = newFolder()
  const first = await holdPostgres(dir)
  const [, second] = await Promise.all([first.release(), holdPostgres(dir)])
  expect(await query(second.port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a folder may have spaces, quotes and accents in its name', async () => {
  const dir = path.join(temporaryFolder(), `le cercle d'étude "été" $HOME`, 'postgres')
  mkdirSync(path.dirname(dir))
  const server = await holdPostgres(dir)
  expect(await query(server.port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('an ordinary user starts it without help', async ({ skip }) => {
  skip(!isOpenToOthers(), 'the project lies in a folder that only root may enter')
  const parent = temporaryFolder()
  chmodSync(parent, 0o777)
  const server = await holdPostgres(path.join(parent, 'postgres'), {
    ...ordinaryUser,
    env: { ...process.env, HOME: parent },
  })
  expect(await query(server.port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(await server.release()).toBe(0)
})

async function refusal(dir: string, options = {}): Promise<string> {
  const script = runScript(['tests/setup/hold-postgres.ts', dir], options)
  expect(await script.ended).toBe(1)
  expect(script.output()).not.toMatch(/^ +at /m)
  return script.output()
}

test('a folder that cannot be written is named in the refusal', async ({ skip }) => {
  skip(!isOpenToOthers(), 'the project lies in a folder that only root may enter')
  const parent = temporaryFolder()
  chmodSync(parent, 0o555)
  const dir = path.join(parent, 'data', 'postgres')
  const said = await refusal(dir, ordinaryUser)
  expect(said).toContain(dir)
  expect(said).toContain('EACCES')
})

test('a folder that holds something else is left alone', async () => {
  const dir = newFolder()
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'novel.txt'), 'Chapter one')
  expect(await refusal(dir)).toContain('holds something else (novel.txt)')
  expect(readFileSync(path.join(dir, 'novel.txt'), 'utf8')).toBe('Chapter one')
})

test('a damaged database is refused with Postgres’s reason, and nothing is deleted', async () => {
  const dir = newFolder()
  const server = await holdPostgres(dir)
  await server.release()
  const control = path.join(dir, 'global', 'pg_control')
  writeFileSync(control, Buffer.alloc(8192))
  const copy = path.join(temporaryFolder(), 'copy')
  cpSync(path.join(dir, 'base'), copy, { recursive: true })
  const said = await refusal(dir)
  expect(said).toMatch(/Postgres cannot start on .*postgres: .+\. Nothing was deleted/)
  expect(existsSync(path.join(dir, 'base', '1'))).toBe(true)
  expect(readFileSync(control)).toEqual(Buffer.alloc(8192))
})

test('a lost password is told, and the folder kept', async () => {
  const dir = newFolder()
  const server = await holdPostgres(dir)
  const { startPostgres } = await import('#scripts/postgres.ts')
  await expect(startPostgres({ dir, password: 'another' })).rejects.toThrow('made with another password')
  await server.release()
})

test('several that start at once and want the same port each get their own, and none asks another for its password', async () => {
  const { startPostgres } = await import('#scripts/postgres.ts')
  const start = (name: string) => startPostgres({ dir: newFolder(), password: name, port: 54_391, settings: { fsync: 'off' } })
  const all = await Promise.allSettled(['one', 'two', 'three'].map(start))
  for (const each of all) if (each.status === 'fulfilled') await each.value.stop()
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
})

test('a server is asked only when it says that it listens', async () => {
  const dir = newFolder()
  const server = await holdPostgres(dir)
  expect(readPidFile(dir)).toMatchObject({ port: server.port, ready: true })
  const copy = temporaryFolder()
  // As it stands while the server looks whether it may have the port.
  writeFileSync(path.join(copy, 'postmaster.pid'), readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').replace('ready', 'starting'))
  expect(readPidFile(copy)).toMatchObject({ port: server.port, ready: false })
})
