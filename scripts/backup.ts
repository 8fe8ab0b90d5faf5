import path from 'node:path'
import { backupName } from '#scripts/backup/keep.ts'
import { writeBackup } from '#scripts/backup/write.ts'
import { openDatabaseAsIs } from '#scripts/database.ts'
import { Refusal } from '#scripts/refusal.ts'
import { readSettings } from '#scripts/settings.ts'
import { runScript, say, step } from '#scripts/terminal.ts'
import { backupFolder } from '#server/backups.ts'

const USAGE = `npm run backup               writes a backup into BACKUP_DIR (unless set, "backups" in DATA_DIR)
npm run backup -- FILE       writes it into a file of yours`

/** A backup of all that the database holds. Works whether the product is running or not. */
await runScript(async () => {
  const [given, ...more] = process.argv.slice(2)
  if (more.length > 0 || given?.startsWith('-')) throw new Refusal(USAGE)
  const from = process.env.INIT_CWD ?? process.cwd()
  const settings = readSettings('production')
  const file = given ? path.resolve(from, given) : path.join(backupFolder(settings), backupName())
  const database = await openDatabaseAsIs(settings)
  try {
    const passphrase = settings.BACKUP_PASSPHRASE ?? ''
    const { bytes, rows, tables } = await step('Writing the backup', () => writeBackup(database.admin, file, passphrase))
    say(`Wrote ${file}: ${rows} rows of ${tables} tables, ${Math.ceil(bytes / 1000)} kB, read back and compared.`)
    say(passphrase ? 'It is encrypted. Without the passphrase nobody can open it, you included.' : NOT_ENCRYPTED)
    say('Guides in files and the settings are not part of it.')
  } finally {
    await database.close()
  }
})

const NOT_ENCRYPTED = 'It is not encrypted: whoever has the file reads everything. With BACKUP_PASSPHRASE set it would be.'
