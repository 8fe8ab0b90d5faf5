import 'server-only'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Env, env } from '#server/env.ts'

/** Where backups are written unless somebody names another file. */
export const backupFolder = ({ BACKUP_DIR, DATA_DIR }: Pick<Env, 'BACKUP_DIR' | 'DATA_DIR'>) =>
  path.resolve(BACKUP_DIR ?? path.join(DATA_DIR, 'backups'))

/** When the newest backup in that folder was written; null where there is none. */
export function lastBackup(): Date | null {
  const folder = backupFolder(env())
  try {
    const times = readdirSync(folder)
      .filter((name) => name.endsWith('.backup'))
      .map((name) => statSync(path.join(folder, name)).mtimeMs)
    return times.length > 0 ? new Date(Math.max(...times)) : null
  } catch {
    return null
  }
}
