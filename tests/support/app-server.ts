import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** As `npm start` has it, and `npm run guide`: decisions 0059 and 0073. */
export const MEMORY = ['--max-semi-space-size=8', '--heap-growing-percent=40']
export const ARENAS = { MALLOC_ARENA_MAX: '2' }

export type AppServer = { url: string; process: ChildProcess; stop: () => Promise<void>; kill: () => Promise<void> }

/**
 * Starts the product as its users do, by `scripts/start.ts`, and waits until it says that it is healthy.
 * @param port a certain one; otherwise the product takes one that is free and keeps it, so that no other program can come between
 * @param dataDir a folder of its own
 * @param folder of the project, where that is another checkout of it
 * @param logFile where its log is kept
 * @throws when it ends before it is healthy, with what it printed
 */
export async function startApp({
  port,
  dataDir,
  env = {},
  folder = process.cwd(),
  logFile,
}: {
  port?: number
  dataDir: string
  env?: Record<string, string>
  folder?: string
  logFile?: string
}): Promise<AppServer> {
  const settings = { PORT: port ? String(port) : '', SITE_URL: '', DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'warn', ...env }
  const child = spawn(process.execPath, [...MEMORY, '--import', './scripts/as-server.mjs', 'scripts/start.ts'], {
    cwd: folder,
    env: { ...process.env, ...ARENAS, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const [, url] = /^Studycircle is ready: (\S+)$/m.exec(printed) ?? []
      if (url) resolve(url)
    })
  })
  child.stderr.on('data', (chunk) => {
    if (logFile) appendFileSync(logFile, chunk)
    else printed += chunk
    if (process.env.SHOW_SERVER) process.stderr.write(chunk)
  })
  const exited = once(child, 'close')
  const healthy = async () => {
    const url = await ready
    for (;;) {
      const answer = await fetch(`${url}/api/health`).catch(() => null)
      if (answer?.ok) return url
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exited
  }
  const failed = exited.then(() => {
    const logged = logFile && existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
    throw new Error(`the server ended before it was ready:\n${printed}${logged}`)
  })
  failed.catch(() => {})
  const url = await Promise.race([healthy(), failed])
  return { url, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
