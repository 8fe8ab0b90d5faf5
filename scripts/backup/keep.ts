import { readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { type Backup, writeBackup } from '#scripts/backup/write.ts'
import { backupFolder } from '#server/backups.ts'
import type { Env } from '#server/env.ts'
import { log } from '#server/log.ts'

/** What the program makes by itself, and clears away again after BACKUP_KEEP_DAYS. What somebody made by hand is theirs to remove. */
type Occasion = 'scheduled' | 'before-upgrade'
const DAY = 24 * 3600 * 1000
/** How often it is looked whether a backup is due. Milliseconds. */
const LOOK = 5 * 60 * 1000
/** One process at a time makes the scheduled one. */
const SCHEDULE_LOCK = 5487235

/** A file's name by its time, such as studycircle-2026-11-27T13-06-05Z-scheduled.backup. */
export function backupName(occasion?: Occasion, now = new Date()): string {
  const time = now.toISOString().replace(/\.\d+/, '').replaceAll(':', '-')
  return `studycircle-${time}${occasion ? `-${occasion}` : ''}.backup`
}

/** Writes a backup for an occasion and clears away those of the same kind that are older than BACKUP_KEEP_DAYS. */
export async function keepBackup(settings: Env, admin: string, occasion: Occasion): Promise<Backup> {
  const folder = backupFolder(settings)
  const backup = await writeBackup(admin, path.join(folder, backupName(occasion)), settings.BACKUP_PASSPHRASE ?? '')
  const oldest = Date.now() - settings.BACKUP_KEEP_DAYS * DAY
  for (const { file, madeAt } of listKept(folder, occasion)) if (madeAt < oldest && file !== backup.file) rmSync(file, { force: true })
  return backup
}

/** The backups of an occasion, the newest first. */
function listKept(folder: string, occasion: Occasion): { file: string; madeAt: number }[] {
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith('studycircle-') && name.endsWith(`-${occasion}.backup`))
    const files = names.map((name) => path.join(folder, name))
    return files.map((file) => ({ file, madeAt: statSync(file).mtimeMs })).sort((one, other) => other.madeAt - one.madeAt)
  } catch {
    return []
  }
}

/**
 * Makes a backup every BACKUP_EVERY_HOURS while the product runs, the first one at once if it is due. A failure is logged, and tried again.
 * @returns ends it, and waits for the one that is being written
 */
export function scheduleBackups(settings: Env, admin: string): () => Promise<void> {
  const every = settings.BACKUP_EVERY_HOURS * 3600 * 1000
  if (every === 0) return async () => {}
  let work = Promise.resolve()
  const look = () => {
    work = work
      .then(() => backUpIfDue(settings, admin, every))
      .catch((error: unknown) => log().error({ err: error }, 'no backup could be made'))
  }
  look()
  const timer = setInterval(look, Math.min(LOOK, every))
  return async () => {
    clearInterval(timer)
    await work
  }
}

async function backUpIfDue(settings: Env, admin: string, every: number): Promise<void> {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [SCHEDULE_LOCK])
    const [newest] = listKept(backupFolder(settings), 'scheduled')
    if (!rows[0]?.got || (newest && Date.now() - newest.madeAt < every)) return
    const { file, bytes, rows: count } = await keepBackup(settings, admin, 'scheduled')
    log().info({ file, bytes, rows: count }, 'backup written')
  } finally {
    await client.end()
  }
}
