import { execFileSync } from 'node:child_process'
import { isPostgresOf, readPidFile } from '#scripts/postgres-folder.ts'

/** The first process of the Postgres on a folder; null while there is none, as between its end and its return. */
function postgresOn(dir: string): number | null {
  const pid = readPidFile(dir)?.pid
  return pid && isPostgresOf(dir, pid) ? pid : null
}

/** The processes that a process has started. */
export function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => line.trim().split(/\s+/).map(Number)).flatMap(([parent, child = 0]) => (parent === pid ? [child] : []))
}

/** Sends a signal to a process, which may have ended by itself. @returns whether it was there */
function tell(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Kills the Postgres on a folder. @returns false while there is none */
export function killPostgres(dir: string): boolean {
  const main = postgresOn(dir)
  return main !== null && tell(main, 'SIGKILL')
}

/** Kills a process, and all that it has started. */
export function killTree(pid: number): void {
  const children = childrenOf(pid)
  tell(pid, 'SIGKILL')
  for (const child of children) killTree(child)
}

/**
 * Stops a Postgres where it stands: it keeps its connections and answers nothing.
 * @returns a function that lets it go on
 * @throws Error when there is none
 */
export function freezePostgres(dir: string): () => void {
  const main = postgresOn(dir)
  if (main === null) throw new Error(`There is no Postgres on ${dir}.`)
  // The first one first: it starts no others while one looks which there are.
  tell(main, 'SIGSTOP')
  const frozen = [main, ...childrenOf(main).filter((child) => tell(child, 'SIGSTOP'))]
  return () => {
    for (const pid of frozen) tell(pid, 'SIGCONT')
  }
}
