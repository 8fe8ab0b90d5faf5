import 'server-only'
import { Prisma, patientDb } from '#server/db.ts'
import { fresh, type Kept, RENDERER, TABLES, type Table } from '#server/markdown/render.ts'

/** Rows at a time: the threads that lay words out are also there for whoever writes at this moment. */
const SOME = 50

/**
 * Makes the HTML anew that another renderer made of what is said, so that no reader waits for it. What is to be done is seen from the rows:
 * what was cut short is made up for by the next call, and two at once do no harm.
 * @returns how many rows
 */
export async function renderAnew(): Promise<number> {
  let count = 0
  for (const table of TABLES) for await (const rows of staleRows(table)) count += (await fresh(table, rows)).length
  return count
}

/** In the order of their ids, each once, also where what was made could not be kept. */
async function* staleRows(table: Table): AsyncGenerator<Kept[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await patientDb().$queryRaw<Kept[]>`
      SELECT id, body, version, html, renderer FROM ${Prisma.raw(table)}
      WHERE renderer < ${RENDERER} AND id > ${after}::uuid AND body <> '' ORDER BY id LIMIT ${SOME}`
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    yield rows
  }
}
