import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { handOver, initialise, type PostgresProgram } from '#scripts/postgres-program.ts'
import { Refusal } from '#scripts/refusal.ts'

const code = (error: unknown) => (error as NodeJS.ErrnoException).code

/**
 * Makes the folder's database cluster unless it is there. Whole or not at all, also when two do it at once:
 * it is made beside its place and moved there, and whoever comes second throws the own one away.
 * @param dir absolute path
 * @throws Refusal when the folder cannot be written or holds something else
 */
export async function ensureCluster(program: PostgresProgram, dir: string, password: string): Promise<void> {
  if (isCluster(dir)) return
  const draft = `${dir}.new-${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(path.dirname(dir), { recursive: true })
    mkdirSync(draft, { mode: 0o700 })
    handOver(program, draft)
    await initialise(program, draft, password)
    renameSync(draft, dir)
  } catch (error) {
    if (isCluster(dir)) return
    throw cannotMake(dir, error)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** @throws Refusal when the folder is there but holds something else */
function isCluster(dir: string): boolean {
  try {
    const names = readdirSync(dir)
    if (names.length === 0) return false
    if (names.includes('PG_VERSION') && names.includes('global')) return true
    throw new Refusal(
      `The folder ${dir} should hold the database but holds something else (${names.slice(0, 3).join(', ')}). ` +
        'Nothing was changed. Move it away, or name another folder in DATA_DIR.',
    )
  } catch (error) {
    if (code(error) === 'ENOENT') return false
    if (code(error) === 'EACCES' || code(error) === 'ENOTDIR') throw cannotMake(dir, error)
    throw error
  }
}

function cannotMake(dir: string, error: unknown): Error {
  if (error instanceof Refusal) return error
  const said = String((error as { stderr?: string }).stderr || (error as Error).message).trim()
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code(error) ?? '')) {
    return new Refusal(
      `The database folder ${dir} cannot be made or read (${code(error)}). Make it writable, or name another folder in DATA_DIR.`,
    )
  }
  if (code(error) === 'ENOSPC' || said.includes('No space left')) return diskFull(dir)
  return new Refusal(`The database could not be made in ${dir}. Postgres says: ${said.split('\n').slice(-3).join(' ')}`)
}

/** What to say when the disk is full. */
export function diskFull(dir: string): Refusal {
  return new Refusal(`There is no space left on the disk that holds ${dir}. Nothing was deleted. Free some space and start again.`)
}

export type PidFile = {
  pid: number
  port: number
  /** It listens on that port: before, another server may still have it. */
  ready: boolean
  text: string
}

/** What the running (or crashed) server wrote about itself, or null. */
export function readPidFile(dir: string): PidFile | null {
  try {
    const text = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8')
    const [pid, , , port, , , , status] = text.split('\n')
    return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready', text }
  } catch (error) {
    if (code(error) === 'ENOENT') return null
    if (code(error) === 'EACCES') throw cannotMake(dir, error)
    throw error
  }
}

/** Whether a process is alive and is Postgres on this folder, not a stranger who got the number of one that crashed. */
export function isPostgresOf(dir: string, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  const { state, args } = existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid)
  return !state.startsWith('Z') && /(^|\/)postgres(\.exe)?$/.test(args[0] ?? '') && args.includes(dir)
}

function fromProc(pid: number): { state: string; args: string[] } {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop() ?? ''
    return { state, args: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') }
  } catch {
    return { state: '', args: [] }
  }
}

function fromPs(pid: number): { state: string; args: string[] } {
  const line = spawnSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const [state = '', ...words] = line.split(/\s+/)
  const at = words.indexOf('-D')
  return {
    state,
    args: [
      words.slice(0, at).join(' '),
      words
        .slice(at + 1)
        .join(' ')
        .split(' -c ')[0] ?? '',
    ],
  }
}

/** Removes a pid file that is not true any more, unless another process has just written a new one. */
export function removeStalePidFile(dir: string, stale: PidFile): void {
  const file = path.join(dir, 'postmaster.pid')
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') === stale.text) rmSync(aside)
    else renameSync(aside, file)
  } catch (error) {
    if (code(error) !== 'ENOENT') throw error
  }
}
