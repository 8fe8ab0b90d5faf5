import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import type { PostgresProgram } from '#scripts/postgres-program.ts'
import { Refusal } from '#scripts/refusal.ts'

/*
 * When root starts us, Postgres runs as an ordinary user, and that user may not reach a project that lies under root's closed home.
 * Then program and data go to a place that every user can reach.
 */
const ELSEWHERE = '/var/lib/studycircle'

/** Whether the program's user can pass through every folder on the way, by the permission bits. */
function reaches({ owner }: PostgresProgram, place: string): boolean {
  if (!owner) return true
  const { mode, uid, gid } = statSync(place)
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
  const parent = path.dirname(place)
  return (mode & bit) !== 0 && (parent === place || reaches({ owner, folder: '' }, parent))
}

const number = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 8)

/**
 * The program itself, or a copy that its user can reach.
 * @throws Refusal when no such copy can be made
 */
export function programInReach(program: PostgresProgram): PostgresProgram {
  const { folder, owner } = program
  if (reaches(program, realpathSync(folder))) return program
  const { mtimeMs } = statSync(path.join(folder, 'bin'))
  const copy = path.join(ELSEWHERE, `program-${number(`${folder} ${mtimeMs}`)}`)
  if (existsSync(copy)) return { folder: copy, owner }
  const draft = `${copy}.new-${randomBytes(4).toString('hex')}`
  try {
    makeOpenFolder(ELSEWHERE)
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', draft])
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw outOfReach(folder, error)
  }
  return { folder: copy, owner }
}

/**
 * Where the database of a folder really lies: there, unless the program's user cannot reach it; then a link there leads to the real place.
 * @param dir absolute path
 * @throws Refusal when the link cannot be made
 */
export function folderInReach(program: PostgresProgram, dir: string): string {
  if (existsSync(dir)) return realpathSync(dir)
  try {
    const parent = path.dirname(dir)
    mkdirSync(parent, { recursive: true })
    if (program.owner) letPass(parent)
    if (reaches(program, realpathSync(parent))) return path.join(realpathSync(parent), path.basename(dir))
  } catch {
    return dir // ensureCluster() meets the same obstacle and says what it is
  }
  const real = path.join(ELSEWHERE, `data-${number(dir)}`, path.basename(dir))
  try {
    makeOpenFolder(ELSEWHERE)
    makeOpenFolder(path.dirname(real))
    symlinkSync(real, dir)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw outOfReach(dir, error)
  }
  return real
}

/** The data folder is ours: others may pass through it, though not list it. What is secret in it is closed by itself. */
function letPass(place: string): void {
  chmodSync(place, statSync(place).mode | 0o011)
}

/** Open whatever the umask says. */
function makeOpenFolder(place: string): void {
  mkdirSync(place, { recursive: true })
  chmodSync(place, 0o755)
}

function outOfReach(place: string, error: unknown): Refusal {
  return new Refusal(
    `Postgres does not run as root, and its user "postgres" cannot reach ${place} nor can ${ELSEWHERE} be used instead ` +
      `(${(error as NodeJS.ErrnoException).code ?? (error as Error).message}). Move the project to a folder that is open to all users, ` +
      'start it as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  )
}
