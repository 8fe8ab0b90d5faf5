import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { diskFull, ensureCluster, isPostgresOf, readPidFile, removeStalePidFile } from '#scripts/postgres-folder.ts'
import { findPostgres, launch, type PostgresProgram } from '#scripts/postgres-program.ts'
import { folderInReach, programInReach } from '#scripts/postgres-reach.ts'
import { Refusal } from '#scripts/refusal.ts'

export type RunningPostgres = {
  port: number
  /** True when it was running already: started by another process, or left over from one that was killed. */
  adopted: boolean
  /** Ends our use of it, and stops the server unless another process still uses it. */
  stop: () => Promise<void>
}

type Options = {
  /** Where the database lives; made at the first start. */
  dir: string
  /** Of the superuser `postgres`; must be the same at every start. */
  password: string
  /** Tried first; another free one is taken when it is in use. */
  port?: number
  /** More of postgresql.conf, such as `fsync: 'off'` for tests. */
  settings?: Record<string, string>
  /** Told what happens to the server later on. */
  say?: (sentence: string) => void
}

const DEFAULT_PORT = 54320
const PATIENCE = 60_000
/** Between tries to start a server again that stopped, in milliseconds: it may wait for somebody to free the disk. */
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 2_000
/** Whoever uses the server holds this advisory lock in shared mode; its number has no meaning. */
const USE_LOCK = 5487231
/** For a small machine with a disk that does not turn. No statement here runs for so long that compiling it would pay. */
const TUNING = { random_page_cost: '1.1', jit: 'off' }
const SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...TUNING }

/**
 * Starts the project's own Postgres, or adopts it when it is running. Any number of processes may do so at once for one folder:
 * the first starts it, the last one to stop ends it, and if it dies in between it is started again on the same port.
 * @throws Refusal when the folder cannot be used
 */
export async function startPostgres({ dir: given, password, port = DEFAULT_PORT, settings = {}, say }: Options): Promise<RunningPostgres> {
  const program = programInReach(findPostgres(path.resolve(given)))
  const place = folderInReach(program, path.resolve(given))
  await ensureCluster(program, place, password)
  const dir = realpathSync(place)
  let use = await open(program, dir, password, port, settings)
  const { adopted } = use
  let stopping = false
  let mending = Promise.resolve()

  const watch = () =>
    use.client.once('end', () => {
      if (!stopping) mending = mend()
    })
  const mend = async () => {
    say?.('The database stopped; starting it again.')
    let reason = ''
    for (let pause = FIRST_PAUSE; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        use = await open(program, dir, password, use.port, settings)
        watch()
        return say?.('The database is running again.')
      } catch (error) {
        const { message } = error as Error
        if (message !== reason) say?.(`The database cannot be started again yet, which is tried until it can: ${message}`)
        reason = message
      }
      await delay(pause, undefined, { ref: false })
    }
  }
  watch()

  const stop = async () => {
    if (stopping) return
    stopping = true
    await mending
    await close(use.client, dir)
  }
  return { port: use.port, adopted, stop }
}

type Use = { client: pg.Client; port: number; adopted: boolean }

async function open(program: PostgresProgram, dir: string, password: string, port: number, settings: Record<string, string>): Promise<Use> {
  const deadline = Date.now() + PATIENCE
  let child: ChildProcess | null = null
  let logStart = 0
  const log = `${dir}.log`
  for (;;) {
    const found = readPidFile(dir)
    if (found && isPostgresOf(dir, found.pid)) {
      const client = found.ready ? await connect(dir, found.port, password) : null
      if (client) return { client, port: found.port, adopted: child?.pid !== found.pid }
    } else if (child && child.exitCode === null && child.signalCode === null) {
      // Ours has just begun and has not written its pid file yet.
    } else {
      const retry = child ? whyNot(dir, log, logStart) : 'begin'
      if (retry !== 'begin' && Date.now() > deadline) throw couldNotStart(dir, log, logStart)
      if (retry === 'other-port') port = 0
      if (found) removeStalePidFile(dir, found)
      logStart = existsSync(log) ? statSync(log).size : 0
      port = await freePort(port)
      child = launch(program, dir, { ...SETTINGS, ...settings, port: String(port) }, log)
      child.once('error', () => {})
    }
    await delay(50)
  }
}

/**
 * Connects as a user of this server, or gives null while it is ending.
 * @param port one that the server says it listens on: an answer of another server, with another password, would be taken for its own
 * @throws Refusal when the password is not the folder's
 */
async function connect(dir: string, port: number, password: string): Promise<pg.Client | null> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres', keepAlive: true })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    if (realpathSync(rows[0]?.data_directory ?? '') !== dir) throw new Error('another server')
    await client.query('SELECT pg_advisory_lock_shared($1)', [USE_LOCK])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    if ((error as { code?: string }).code !== '28P01') return null
    throw new Refusal(
      `The database in ${dir} was made with another password than the one kept beside it. ` +
        'Bring back the file with its password, or move the folder away to begin with an empty database.',
    )
  }
}

async function close(client: pg.Client, dir: string): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [USE_LOCK])
    const { rows } = await client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [USE_LOCK])
    const found = readPidFile(dir)
    if (!rows[0]?.last || !found || !isPostgresOf(dir, found.pid)) return
    process.kill(found.pid, 'SIGINT') // Postgres's "fast" stop: it ends every connection and writes all to disk
    const deadline = Date.now() + PATIENCE
    while (isPostgresOf(dir, found.pid) && Date.now() < deadline) await delay(20)
  } catch {
    // The connection is gone: the server has ended by itself.
  } finally {
    await client.end().catch(() => {})
  }
}

async function freePort(wanted: number): Promise<number> {
  const probe = createServer()
  probe.listen(wanted, '127.0.0.1')
  try {
    await once(probe, 'listening')
    return (probe.address() as { port: number }).port
  } catch {
    return freePort(0)
  } finally {
    probe.close()
  }
}

const logSince = (log: string, start: number) => (existsSync(log) ? readFileSync(log).subarray(start).toString('utf8') : '')

/** Why the server that we started has ended: something to try again, else a refusal. */
function whyNot(dir: string, log: string, start: number): 'again' | 'other-port' {
  const said = logSince(log, start)
  if (/Address already in use|could not bind/.test(said)) return 'other-port'
  // Another process is starting it at this moment, or the workers of a killed server are still leaving.
  if (/lock file "postmaster.pid" (already exists|is empty)|shared memory block/.test(said)) return 'again'
  if (said.includes('No space left on device')) throw diskFull(dir)
  throw couldNotStart(dir, log, start)
}

function couldNotStart(dir: string, log: string, start: number): Refusal {
  const lines = logSince(log, start).split('\n')
  const reason = lines
    .filter((line) => /FATAL|PANIC|ERROR|DETAIL/.test(line))
    .map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR|DETAIL): +/, ''))
  return new Refusal(
    `Postgres cannot start on ${dir}: ${reason.slice(-2).join('; ') || lines.slice(-3).join(' ').trim() || 'it gave no reason'}. ` +
      `Nothing was deleted. All it said is in ${log}.`,
  )
}
