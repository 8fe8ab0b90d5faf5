import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pool } from '#server/db.ts'
import { makeWorld, type World } from '#tests/support/access-world.ts'

/** The rows of each table, as JSON. */
type Rows = Map<string, string[]>

/** An id, or the end of a made-up username: what no two worlds have in common. */
const UNIQUE = /(?<=\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{2}|\breader-)[0-9a-f]{10}/g

let first: Promise<{ world: World; rows: Rows; kept: Set<string> }> | undefined

/**
 * Another world like those of `makeWorld()`, for tests that need hundreds: one is made, the others are copies of its rows under other ids,
 * which takes a twentieth of the time. Nothing else may write while the first is made.
 */
export async function nextWorld(): Promise<World> {
  first ??= makeFirst()
  const { world, rows, kept } = await first
  const key = BigInt(`0x${randomBytes(5).toString('hex')}`)
  // The order of ids, which some lists go by, lies in what comes before.
  const other = (id: string) => (kept.has(id) ? id : (BigInt(`0x${id}`) ^ key).toString(16).padStart(10, '0'))
  const rename = (text: string) => text.replace(UNIQUE, other)
  await insert(rows, rename)
  return renameIn(world, rename)
}

async function makeFirst() {
  const before = await readRows()
  const world = await makeWorld()
  const rows: Rows = new Map()
  for (const [table, all] of await readRows()) {
    const known = new Set(before.get(table))
    const made = all.filter((row) => !known.has(row))
    if (made.length > 0) rows.set(table, made)
  }
  return { world, rows, kept: new Set([...before.values()].flat().flatMap((row) => row.match(UNIQUE) ?? [])) }
}

async function readRows(): Promise<Rows> {
  const rows: Rows = new Map()
  const tables = await pool().query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)
  for (const { name } of tables.rows) {
    const all = await pool().query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${pg.escapeIdentifier(name)} t`)
    rows.set(
      name,
      all.rows.map(({ row }) => row),
    )
  }
  return rows
}

/** All at once: rows refer to rows of tables that come later. */
async function insert(rows: Rows, rename: (text: string) => string): Promise<void> {
  const inserts = [...rows].map(([name, all]) => {
    const table = pg.escapeIdentifier(name)
    const json = pg.escapeLiteral(rename(`[${all.join()}]`))
    return `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, ${json});`
  })
  await pool().query(`BEGIN; SET LOCAL session_replication_role = replica; ${inserts.join('')} COMMIT`)
}

function renameIn<Value>(value: Value, rename: (text: string) => string): Value {
  if (typeof value === 'string') return rename(value) as Value
  if (Array.isArray(value)) return value.map((each) => renameIn(each, rename)) as Value
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renameIn(each, rename)])) as Value
}
