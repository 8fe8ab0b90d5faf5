import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

export type AppServer = { url: string; process: ChildProcess; stop: () => Promise<void>; kill: () => Promise<void> }

/**
 * Starts the product as its users do, by `scripts/start.ts`, and waits until it says that it is healthy.
 * @param dataDir a folder of its own
 * @throws when it ends before it is healthy, with what it printed
 */
export async function startApp({
  port,
  dataDir,
  env = {},
}: {
  port: number
  dataDir: string
  env?: Record<string, string>
}): Promise<AppServer> {
  const url = `http://localhost:${port}`
  const settings = { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'warn', ...env }
  const child = spawn(process.execPath, ['--import', './scripts/as-server.ts', 'scripts/start.ts'], {
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  child.stderr.on('data', (chunk) => {
    printed += chunk
    if (process.env.SHOW_SERVER) process.stderr.write(chunk)
  })
  const exited = once(child, 'exit')
  const healthy = async () => {
    for (;;) {
      const answer = await fetch(`${url}/api/health`).catch(() => null)
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exited
  }
  const failed = exited.then(() => {
    throw new Error(`the server ended before it was ready:\n${printed}`)
  })
  failed.catch(() => {})
  await Promise.race([healthy(), failed])
  return { url, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
