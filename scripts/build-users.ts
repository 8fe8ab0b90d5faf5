import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '#scripts/refusal.ts'
import { ROOT } from '#scripts/settings.ts'

/** One file for each process that serves this folder's pages, named after it: what it was built from, and when the process began. */
const FOLDER = path.join(ROOT, '.next-users')

type User = { pid: number; build: string; since: number }

/**
 * Takes note that this process serves a build of the pages, so that no other one builds others in their place.
 * @param build the build's id
 * @throws Refusal when a process that came first serves another build
 */
export function claimBuild(build: string): void {
  mkdirSync(FOLDER, { recursive: true })
  const own = path.join(FOLDER, String(process.pid))
  writeFileSync(own, JSON.stringify({ build, begun: beginningOf(process.pid) }))
  process.once('exit', () => rmSync(own, { force: true }))
  const since = statSync(own).mtimeMs
  const first = listUsers().find((user) => user.build !== build && (user.since < since || (user.since === since && user.pid < process.pid)))
  if (!first) return
  throw new Refusal(
    `Process ${first.pid} serves the pages of this folder, and was started with other settings, guides or files: they cannot be built ` +
      'anew under it. Stop it first, or run the second one from a copy of this folder.',
  )
}

/** Other processes that serve pages; what a process left that was killed is cleared away. */
function listUsers(): User[] {
  return readdirSync(FOLDER).flatMap((name) => {
    const [file, pid] = [path.join(FOLDER, name), Number(name)]
    if (pid === process.pid) return []
    try {
      const { build, begun } = JSON.parse(readFileSync(file, 'utf8')) as { build: string; begun: string }
      if (begun === beginningOf(pid)) return [{ pid, build, since: statSync(file).mtimeMs }]
    } catch {
      // It is just being written, or has just gone.
      return []
    }
    rmSync(file, { force: true })
    return []
  })
}

/** When a process began, in whatever words the system has for it: no other process with its number began then. Empty when there is none. */
function beginningOf(pid: number): string {
  try {
    if (existsSync('/proc/self/stat')) return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19] ?? ''
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
