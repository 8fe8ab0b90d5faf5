import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { readPidFile } from '#scripts/postgres-folder.ts'

/** Columns that hold words of ours, ids, and what the guides of these tests are called: no member's. */
const OURS =
  /^(?:id|.*_id|chapter|chapters|.*_chapters?|guide|.*revision|.*slug|locale|time_?zone|.*_zone|provider|type|kind|name_of_job|language|user_agent|key|hash|checksum|html)$/
const TABLES_OF_OURS = ['_prisma_migrations', 'rate_limits', 'carried_texts', 'kept_texts']
/** Shorter words stand in any log. */
const SHORTEST = 8
/** So much of a longer text is looked for. */
const PIECE = 40

/** All that people have typed into a product on its own database, as it is stored now. @param dataDir of the running product */
export async function whatWasTyped(dataDir: string): Promise<Set<string>> {
  const port = readPidFile(path.join(dataDir, 'postgres'))?.port
  const password = readFileSync(path.join(dataDir, 'secrets', 'database-password'), 'utf8').trim()
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'studycircle' })
  await client.connect()
  try {
    const columns = await client.query<{ table: string; column: string; type: string }>(
      `SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type FROM information_schema.columns c
       JOIN pg_tables t ON t.schemaname = c.table_schema AND t.tablename = c.table_name
       WHERE c.table_schema = 'public' AND c.data_type IN ('text', 'jsonb')`,
    )
    const typed = new Set<string>()
    for (const { table, column, type } of columns.rows) {
      if (TABLES_OF_OURS.includes(table) || OURS.test(column)) continue
      const [t, c] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)]
      const { rows } = await client.query<{ value: unknown }>(`SELECT DISTINCT ${c} AS value FROM ${t} WHERE ${c} IS NOT NULL`)
      for (const { value } of rows) for (const text of type === 'jsonb' ? stringsOf(value) : [String(value)]) addPieces(text, typed)
    }
    return typed
  } finally {
    await client.end()
  }
}

/** Every text in a value of JSON. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

function addPieces(text: string, typed: Set<string>): void {
  for (const line of text.split('\n').map((each) => each.trim())) {
    // What is one word of small letters may be one of ours: a role, an outcome, the name of a chapter.
    if (line.length < SHORTEST || /^[a-z-]+$/.test(line) || /^[\da-f-]{36}$/.test(line)) continue
    typed.add(line.slice(0, PIECE))
  }
}

/**
 * What stands in a log and must not: what somebody typed, and where somebody is.
 * @param log lines of JSON, and what others printed beside them
 * @returns each with the line that it stands in
 */
export function findLeaks(log: string, typed: Iterable<string>): string[] {
  // Most lines say the same of other ids and at other times.
  const lines = [...new Set(log.replace(/"(?:time|ms)":\d+,?|[\da-f]{8}-[\da-f-]{27}/g, '').split('\n'))]
  const whole = lines.join('\n')
  // As the words would be written into a line of JSON.
  const words = [...typed].map((text) => JSON.stringify(text).slice(1, -1)).filter((text) => whole.includes(text))
  const addresses = [/\b\d{1,3}(?:\.\d{1,3}){3}\b/, /::1\b|\b(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}\b/i, /[^\s"<(]+@[\w-]+\.\w/]
  return lines.flatMap((line) => {
    const found = [...words.filter((text) => line.includes(text)), ...addresses.flatMap((address) => address.exec(line)?.[0] ?? [])]
    return found.map((each) => `${each}: ${line.slice(0, 400)}`)
  })
}
