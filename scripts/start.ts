import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import path from 'node:path'
import nextServer from 'next'
import { apiRoutes } from '#scripts/api-routes.ts'
import { scheduleBackups } from '#scripts/backup/keep.ts'
import { ensureBuild } from '#scripts/build.ts'
import { type OpenDatabase, openDatabase } from '#scripts/database.ts'
import { tellPort } from '#scripts/moved-port.ts'
import { ensurePrismaClient } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import { type Front, openFront, type Upgrade } from '#scripts/serve.ts'
import { ROOT, readSettings, setVariables } from '#scripts/settings.ts'
import { runScript, say, step } from '#scripts/terminal.ts'
import type { Env } from '#server/env.ts'

const dev = process.argv.includes('--dev')

/** What is running, to be ended in this order: the door, the connections, the database. */
type Running = {
  front?: Front
  forgetPort?: () => void
  endJobs?: () => Promise<void>
  endBackups?: () => Promise<void>
  endRest?: () => Promise<void>
  disconnect?: () => Promise<void>
  database?: OpenDatabase
}

await runScript(async () => {
  const settings = readSettings(dev ? 'development' : 'production')
  const signal = stopSignal()
  const running: Running = {}
  try {
    await start(settings, signal, running)
    await once(signal, 'abort')
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await running.front?.close()
    running.forgetPort?.()
    await running.endJobs?.()
    await running.endBackups?.()
    await running.endRest?.()
    await running.disconnect?.()
    await running.database?.close()
  }
})

/** Everything from nothing to answering requests. */
async function start(settings: Env, signal: AbortSignal, running: Running): Promise<void> {
  setVariables({ AUTH_SECRET: authSecret(settings) })
  const front = await openFront(settings, !process.env.PORT)
  running.front = front
  // It may have moved to another port, which mails, feeds and passkeys have to name.
  setVariables({ PORT: String(front.port) })

  await ensurePrismaClient()
  signal.throwIfAborted()
  const database = await openDatabase(settings)
  running.database = database
  setVariables({ DATABASE_URL: database.url, NEXTAUTH_URL: settings.SITE_URL ?? `http://localhost:${front.port}` })
  signal.throwIfAborted()

  if (!dev) await step('Building the pages', () => ensureBuild(settings, database.url, signal))
  await step('Opening the pages', () => openPages(settings, front))
  running.disconnect = disconnect
  signal.throwIfAborted()
  running.endBackups = scheduleBackups(settings, database.admin)
  running.endJobs = await beginJobs()
  running.endRest = doWhatIsLeft()
  running.forgetPort = tellPort(settings, front.port)
  sayWhere(settings, front.port)
}

/** Next in this process, behind our door. */
async function openPages({ HOST }: Env, front: Front): Promise<void> {
  // Next hangs its own answer to upgrades on the server it is given, and on ours if it is given none. That one leaves a socket open
  // for good when whoever asked goes away; the front door decides who is upgraded, so Next gets a server that never listens.
  const next = nextServer({ dev, dir: ROOT, hostname: HOST, port: front.port, httpServer: createServer() })
  await next.prepare()
  const { takeOverConsole } = await import('#server/log.ts')
  if (!dev) takeOverConsole()
  const handle = next.getRequestHandler()
  const upgrade = next.getUpgradeHandler()
  front.serve({
    handle: (request, response) => void handle(request, response),
    // While developing Next calls the routes, and calls them anew as they are changed.
    ...(!dev && { answerRoute: apiRoutes(path.join(ROOT, '.next')) }),
    ...(dev && { upgrade: (...all: Parameters<Upgrade>) => void upgrade(...all) }),
  })
}

/** What is done by the clock: groups that their owners deleted go, and members are told by mail. The site serves its pages without it too. */
async function beginJobs(): Promise<() => Promise<void>> {
  const [{ openJobs }, { log }] = await Promise.all([import('#server/jobs/jobs.ts'), import('#server/log.ts')])
  return openJobs().catch((error: unknown) => {
    log().error({ err: error }, 'no group is deleted and no mail is written to members: the tables of jobs cannot be used')
    return async () => {}
  })
}

/** Does in a process of its own what is to be done after a start. @returns a function that ends it, done or not */
function doWhatIsLeft(): () => Promise<void> {
  const script = path.join(import.meta.dirname, 'after-start.ts')
  const child = spawn(process.execPath, ['--import', path.join(import.meta.dirname, 'as-server.mjs'), script], {
    cwd: ROOT,
    // It ends with this process, however that ends.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').catch((error: Error) =>
    say(`What is left to do after a start waits for the next one: ${error.message}`),
  )
  return async () => {
    child.kill()
    await ended
  }
}

/** Ends what the pages hold of the database. Read only now: these files want the database client made, and the settings set. */
async function disconnect(): Promise<void> {
  const [hub, database] = await Promise.all([import('#server/live/hub.ts'), import('#server/db.ts')])
  await hub.closeHub()
  await database.disconnect()
}

/**
 * The key of the cookies. An install with its own database keeps one in its data folder.
 * @throws Refusal where several processes may share a database, which must share the key too
 */
function authSecret({ AUTH_SECRET, DATABASE_URL, DATA_DIR }: Env): string {
  if (AUTH_SECRET) return AUTH_SECRET
  if (DATABASE_URL && !dev) {
    throw new Refusal(
      'AUTH_SECRET is not set. Every process that uses the database in DATABASE_URL must have the same one, or they sign each ' +
        "other's people out. Make one with\n  openssl rand -base64 36\nand set it in the environment or in the file .env.",
    )
  }
  return ensureSecret(DATA_DIR, 'auth-secret')
}

/** Aborts at the first Ctrl-C, SIGTERM or SIGHUP. Another one, unless it is the same key press twice, ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  let first = 0
  const onSignal = () => {
    if (stop.signal.aborted && Date.now() - first > 1000) process.exit(1)
    if (stop.signal.aborted) return
    first = Date.now()
    say('Stopping.')
    stop.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, onSignal)
  return stop.signal
}

function sayWhere({ SITE_URL, HOST }: Env, port: number): void {
  say(`Studycircle is ready: ${SITE_URL ?? `http://localhost:${port}`}`)
  const local = ['127.0.0.1', '::1', 'localhost'].includes(HOST)
  if (!local && !SITE_URL) say('Others can reach it too. Set SITE_URL to the address they use, so that links and sign-in lead there.')
}
