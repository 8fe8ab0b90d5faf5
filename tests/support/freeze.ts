import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The processes of the Postgres on a folder: the one that was started first, then those that serve connections. */
export function postgresProcesses(dir: string): number[] {
  const main = Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0])
  const rest = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' }).trim().split('\n')
  const children = rest.map((line) => line.trim().split(/\s+/).map(Number)).filter(([parent]) => parent === main)
  return [main, ...children.map(([, pid]) => pid ?? 0)]
}

/**
 * Stops a Postgres where it stands: it keeps its connections and answers nothing.
 * @returns a function that lets it go on
 */
export function freezePostgres(dir: string): () => void {
  const frozen = postgresProcesses(dir)
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  return () => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
  }
}
