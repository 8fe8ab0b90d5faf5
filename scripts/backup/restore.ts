import { once } from 'node:events'
import type { Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Manifest } from '#scripts/backup/frames.ts'
import { type Read, type Reader, readBackup } from '#scripts/backup/read.ts'
import { copyOut, listed, listTables, SAME_WAY, tally } from '#scripts/backup/tables.ts'
import { deploy, migrate } from '#scripts/migrate.ts'
import { listApplied, listMigrations, lockMigrations } from '#scripts/migrations.ts'
import { Refusal } from '#scripts/refusal.ts'

export type Restored = { madeAt: string; rows: number; tables: number; upgraded: number }

/**
 * Puts a backup into an empty database: all of it, or nothing. The file is read to its end first; the rows go in within one transaction, and
 * are read out again and compared before it is committed. A backup of an older version gets the tables of its time, and is then brought up to date.
 * @param url of a database that is empty, or holds our tables without a row, as the owner of its tables
 * @throws Refusal when the file is not whole, of a newer version, or the database is not empty
 */
export async function restoreBackup(url: string, file: string, passphrase: string): Promise<Restored> {
  const read = await readBackup(file, passphrase)
  requireKnown(read.manifest)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await lockMigrations(client)
    await prepare(client, url, read.manifest)
    await load(client, file, passphrase, read)
  } finally {
    await client.end()
  }
  const upgraded = await migrate(url)
  const rows = [...read.tables.values()].reduce((sum, table) => sum + table.rows, 0)
  return { madeAt: read.manifest.madeAt, rows, tables: read.tables.size, upgraded }
}

function requireKnown({ migrations, version }: Manifest): void {
  const known = new Map(listMigrations().map(({ name, checksum }) => [name, checksum]))
  if (migrations.every(({ name, checksum }) => known.get(name) === checksum)) return
  throw new Refusal(
    `The backup was made by another version of Studycircle (${version}), whose tables this one does not know. Restore it with that version.`,
  )
}

/** Makes the tables as they were when the backup was made. */
async function prepare(client: pg.Client, url: string, { migrations }: Manifest): Promise<void> {
  const tables = await listTables(client)
  const applied = await listApplied(client)
  if (tables.length > 0 && applied.length === 0)
    throw new Refusal('The database holds tables of something else already. Restore into an empty one.')
  for (const { name } of tables) {
    const { rowCount } = await client.query(`SELECT FROM ${pg.escapeIdentifier(name)} LIMIT 1`)
    if (rowCount)
      throw new Refusal(`The database is not empty: there are rows in "${name}". Restore into an empty one; nothing was changed.`)
  }
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join()
  if (applied.length === 0) await deploy(url, migrations)
  else if (names(applied) !== names(migrations)) {
    throw new Refusal(
      'The backup is of an older version, and the database has the tables of this one. Restore into a database without any tables.',
    )
  }
}

/** References between rows are looked at when all rows are there, whatever the order of the tables. */
const REFERENCES = `SELECT conrelid::regclass AS table, quote_ident(conname) AS name FROM pg_constraint
  WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`

async function load(client: pg.Client, file: string, passphrase: string, first: Read): Promise<void> {
  await client.query(`BEGIN; ${SAME_WAY}`)
  const { rows: references } = await client.query<{ table: string; name: string }>(REFERENCES)
  const each = (how: string) => references.map(({ table, name }) => `ALTER TABLE ${table} ALTER CONSTRAINT ${name} ${how};`).join('\n')
  await client.query(each('DEFERRABLE INITIALLY DEFERRED'))
  await readBackup(file, passphrase, copyIn(client))
  await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  await client.query(each('NOT DEFERRABLE'))
  for (const table of first.tables.values()) {
    const count = tally()
    for await (const bytes of copyOut(client, table)) count.add(bytes)
    const { rows, sha256 } = count.sum()
    if (rows !== table.rows || sha256 !== table.sha256) {
      throw new Refusal(`The table "${table.name}" does not read as the backup says (${rows} rows of ${table.rows}). Nothing was restored.`)
    }
  }
  await client.query('COMMIT')
}

/** Hands rows to Postgres, no faster than it takes them. */
function copyIn(client: pg.Client): Reader {
  let stream: Writable
  let failed: Promise<never>
  return {
    async begin({ name, columns }) {
      stream = client.query(copyFrom(`COPY ${pg.escapeIdentifier(name)} (${listed(columns)}) FROM STDIN`))
      failed = once(stream, 'error').then(([error]) => {
        throw error
      })
      failed.catch(() => {})
    },
    async rows(bytes) {
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed])
    },
    async end() {
      const finished = once(stream, 'finish')
      stream.end()
      await Promise.race([finished, failed])
    },
  }
}
