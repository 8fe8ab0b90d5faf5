import path from 'node:path'
import { restoreBackup } from '#scripts/backup/restore.ts'
import { fillDatabase } from '#scripts/database.ts'
import { Refusal } from '#scripts/refusal.ts'
import { readSettings } from '#scripts/settings.ts'
import { runScript, say, step } from '#scripts/terminal.ts'

const USAGE = 'npm run restore -- FILE      puts a backup into an empty database; what is in use is left alone'

await runScript(async () => {
  const [given, ...more] = process.argv.slice(2)
  if (!given || more.length > 0 || given.startsWith('-')) throw new Refusal(USAGE)
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), given)
  const settings = readSettings('production')
  const restore = (admin: string) => restoreBackup(admin, file, settings.BACKUP_PASSPHRASE ?? '')
  const { madeAt, rows, tables, upgraded } = await step('Restoring', () => fillDatabase(settings, restore))
  say(
    `Restored ${rows} rows of ${tables} tables as they were on ${madeAt.replace(/\.\d+Z/, 'Z')}. Counts and checksums of every table are right.`,
  )
  if (upgraded > 0) say(`The backup was of an older version; ${upgraded} changes brought it up to date.`)
  say('Everybody signs in anew.')
})
