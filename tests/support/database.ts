import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject, vi } from 'vitest'
import { disconnect } from '#server/db.ts'
import { closeHub } from '#server/live/hub.ts'
import { databaseUrl } from '#tests/support/postgres.ts'
import { changeSettings, resetSettings } from '#tests/support/settings.ts'

/** Each test file works on a database of its own, a clone of the template. */
const server = inject('testServer')
const name = `studycircle_test_${randomBytes(6).toString('hex')}`

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

// Nothing waits for the disk here, and copying files takes less than writing each page to the log.
const copy = `TEMPLATE ${pg.escapeIdentifier(inject('testTemplate'))} STRATEGY FILE_COPY`
await onServer(`CREATE DATABASE ${pg.escapeIdentifier(name)} ${copy}`)
resetSettings()
changeSettings({ DATABASE_URL: databaseUrl(server, name) })

// Modules stay for the next file: what hangs on this database, or on a clock that was turned, does not.
afterAll(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await closeHub()
  await disconnect()
  await onServer(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
})
