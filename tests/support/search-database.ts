import { pool } from '#server/db.ts'

/** The tables in which something stands anywhere: in any column of any row. */
export async function searchDatabase(words: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await pool().query(`SELECT FROM "${name}" t WHERE position($1 in t::text) > 0 LIMIT 1`, [words])
    if (rowCount) found.push(name)
  }
  return found
}
