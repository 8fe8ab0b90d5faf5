import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { type Checksum, type Manifest, writeFrame } from '#scripts/backup/frames.ts'
import { readBackup } from '#scripts/backup/read.ts'
import { seal } from '#scripts/backup/sealed-file.ts'
import { copyOut, listTables, SAME_WAY, tally } from '#scripts/backup/tables.ts'
import { listApplied } from '#scripts/migrations.ts'
import { Refusal } from '#scripts/refusal.ts'
import { ROOT } from '#scripts/settings.ts'

export type Backup = { file: string; bytes: number; rows: number; tables: number }

/**
 * Writes everything that a database holds at one moment into a new file, also while people write, and reads it back before it gets its name.
 * @param url of the database, as a user who may read all tables and which migrations were applied
 * @param passphrase encrypts the file; empty for one that anybody may read
 * @throws Refusal when the file cannot be written, or does not hold what the database held
 */
export async function writeBackup(url: string, file: string, passphrase: string): Promise<Backup> {
  if (existsSync(file)) throw new Refusal(`${file} is there already. Give the backup another name.`)
  const partial = `${file}.partial`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    rmSync(partial, { force: true })
    const written = new Map<string, Checksum>()
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${SAME_WAY}`)
    await pipeline(
      () => dump(client, written),
      createGzip(),
      (bytes) => seal(bytes, passphrase),
      createWriteStream(partial, { mode: 0o600 }),
    )
    await client.query('COMMIT')
    toDisk(partial)
    await compare(partial, passphrase, written)
    renameSync(partial, file)
    toDisk(path.dirname(file))
    const rows = [...written.values()].reduce((sum, table) => sum + table.rows, 0)
    return { file, bytes: statSync(file).size, rows, tables: written.size }
  } catch (error) {
    discard(partial)
    const { code } = error as { code?: string }
    const reason = REASONS[code ?? '']
    if (reason) throw new Refusal(`The backup could not be written to ${path.dirname(file)}: ${reason}`)
    throw error
  } finally {
    await client.end()
  }
}

/** Where there is no such folder there is nothing to remove either. */
function discard(partial: string): void {
  try {
    rmSync(partial, { force: true })
  } catch {}
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full. Make room, or name another folder in BACKUP_DIR.',
  EDQUOT: 'the disk space of this user is used up. Make room, or name another folder in BACKUP_DIR.',
  EACCES: 'this user may not write there. Name another folder in BACKUP_DIR.',
  EROFS: 'it cannot be written to. Name another folder in BACKUP_DIR.',
  ENOTDIR: 'it is no folder. Name another one in BACKUP_DIR.',
  EEXIST: 'it is no folder. Name another one in BACKUP_DIR.',
}

async function* dump(client: pg.Client, written: Map<string, Checksum>): AsyncGenerator<Buffer> {
  const tables = await listTables(client)
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const migrations = await listApplied(client)
  const manifest: Manifest = { madeAt: new Date().toISOString(), version, migrations, tables: tables.map(({ name }) => name) }
  yield writeFrame({ kind: 'manifest', manifest })
  for (const table of tables) {
    yield writeFrame({ kind: 'table', table })
    const count = tally()
    for await (const bytes of copyOut(client, table)) {
      count.add(bytes)
      yield writeFrame({ kind: 'rows', bytes })
    }
    const checksum = count.sum()
    written.set(table.name, checksum)
    yield writeFrame({ kind: 'end', checksum })
  }
  yield writeFrame({ kind: 'all' })
}

/** The file as it lies on the disk, against what went into it. */
async function compare(file: string, passphrase: string, written: Map<string, Checksum>): Promise<void> {
  const { tables } = await readBackup(file, passphrase)
  const same =
    tables.size === written.size &&
    [...written].every(([name, { rows, sha256 }]) => tables.get(name)?.rows === rows && tables.get(name)?.sha256 === sha256)
  if (!same)
    throw new Refusal(
      'The backup does not read as it was written, and was thrown away. The disk may be failing: try another folder in BACKUP_DIR.',
    )
}

/** Waits until a file, or the list of a folder, is on the disk and not only on its way. */
function toDisk(file: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32' && statSync(file).isDirectory()) return
  const open = openSync(file, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}
