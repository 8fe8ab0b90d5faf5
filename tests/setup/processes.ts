import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterEach } from 'vitest'
import { readPidFile } from '#scripts/postgres-folder.ts'

const running: ChildProcess[] = []
const folders: string[] = []

/** Ends what a test has left running, and removes its folders. */
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.stdin?.end()
    const gone = once(child, 'exit')
    const impatient = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(impatient)
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder of its own for a test. */
export function temporaryFolder(name = 'studycircle'): string {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}

export type Script = {
  child: ChildProcess
  output: () => string
  line: (pattern: RegExp) => Promise<string>
  ended: Promise<number | null>
}

const isRoot = process.getuid?.() === 0
/** An ordinary user for scripts that should not run as root; nobody in particular when the tests are not run by root. */
export const ordinaryUser = isRoot ? { uid: 65534, gid: 65534 } : {}

/** Whether the project lies where an ordinary user can start something of it: not below root's own closed folder. */
export function isOpenToOthers(): boolean {
  if (!isRoot) return true
  return spawnSync(process.execPath, ['--version'], ordinaryUser).status === 0
}

/** Runs a script of the project as its own process. */
export function runScript(args: string[], options: SpawnOptions = {}): Script {
  const child = spawn(process.execPath, ['--import', './scripts/as-server.mjs', ...args], { stdio: ['pipe', 'pipe', 'pipe'], ...options })
  running.push(child)
  let output = ''
  let over = false
  // Its output may still come after it has exited; once it is closed, all has come.
  const ended = once(child, 'close').then(([code]) => {
    over = true
    return code as number | null
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  const line = async (pattern: RegExp) => {
    for (;;) {
      const all = over
      const lines = output.split('\n')
      // The last one may be half of what is being written.
      const found = (all ? lines : lines.slice(0, -1)).find((each) => pattern.test(each))
      if (found) return found
      if (all) throw new Error(`ended with ${child.exitCode ?? child.signalCode} before saying ${pattern}:\n${output}`)
      await delay(20)
    }
  }
  return { child, output: () => output, line, ended }
}

/** Keeps the database of a folder in a process of its own. */
export async function holdPostgres(dir: string, options: SpawnOptions & { port?: number } = {}) {
  const { port, ...rest } = options
  const script = runScript(['tests/setup/hold-postgres.ts', dir, ...(port ? [String(port)] : [])], rest)
  const said = JSON.parse(await script.line(/^\{/)) as { port: number; adopted: boolean }
  const release = async () => {
    script.child.stdin?.end()
    return script.ended
  }
  return { ...said, ...script, release }
}

/**
 * Number of the process that serves a folder's database, as soon as there is one. While a server starts again its file goes and comes back
 * with another number: whoever looked for the file first, and then read it, would at times find none.
 * @param former a process that is meant to be gone
 */
export async function postmaster(dir: string, former?: number): Promise<number> {
  for (;;) {
    const pid = readPidFile(dir)?.pid
    if (pid && pid !== former) return pid
    await delay(20)
  }
}

/** Asks the test database something. */
export async function query(port: number, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: 'only-for-tests', database: 'postgres' })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Waits until something is so. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20)
}
