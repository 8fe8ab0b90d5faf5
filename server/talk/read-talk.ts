import 'server-only'
import { notFound } from '#domain/problem.ts'
import type { Belonging } from '#server/access.ts'
import { Prisma } from '#server/db.ts'
import { LARGE } from '#server/lookup.ts'
import { freshText, type Table } from '#server/markdown/render.ts'
import { writeCursor } from '#server/page.ts'
import { type Asker, readAs, reading } from '#server/reading.ts'
import type { Slots } from '#server/statement.ts'

/*
 * Pages and single items of what is said, made into JSON by the database. A noun brings a SELECT of rows of its table with `id`, `item` as JSON
 * and whether that is `stale` (`staleSql`); for a page also the `key` that it is ordered by.
 */

type PageColumns = { items: string; count: number; last_key: number; last_id: string; stale: string[] | null }
type Limited = { limit: number }

/**
 * Makes the statement of a page.
 * @param rows in order, and one more than `limit`
 * @param more further columns, each after a comma, made of all rows `n`
 */
export const pageReading = <More, Values extends Limited>(rows: (at: Slots<Values>) => Prisma.Sql, more: Prisma.Sql = Prisma.empty) =>
  reading<PageColumns & More, Values>(
    (at) => Prisma.sql`
      SELECT '[' || coalesce(string_agg(n.item, ',' ORDER BY n.nth) FILTER (WHERE n.nth <= ${at.limit}::int), '') || ']' AS items, count(*)::int AS count,
        (min(n.key) FILTER (WHERE n.nth = ${at.limit}::int))::float8 AS last_key, min(n.id::text) FILTER (WHERE n.nth = ${at.limit}::int) AS last_id,
        array_agg(n.id::text) FILTER (WHERE n.stale) AS stale ${more}
      FROM (SELECT row_number() OVER () AS nth, r.* FROM (${rows(at)}) r) n`,
    LARGE,
  )

/** A page as JSON, and its further columns. */
export async function readPage<More, Values extends Limited & { groupId: string }>(
  asker: Asker,
  table: Table,
  wanted: ReturnType<typeof pageReading<More, Values>>,
  values: Values,
): Promise<{ text: string; member: Belonging; more: { [Column in keyof More]: More[Column] | null } }> {
  const { member, found } = await readAs(asker, wanted, values)
  const items = await freshText(table, found.items ?? '[]', found.stale)
  const isLast = (found.count ?? 0) <= values.limit
  const next = isLast ? null : writeCursor({ key: found.last_key ?? 0, id: found.last_id ?? '' })
  return { text: `{"items":${items},"next":${JSON.stringify(next)}}`, member, more: found }
}

/** Narrows such rows, under an alias, to some that are asked for. */
export const among = (alias: string, ids: Prisma.Sql): Prisma.Sql => Prisma.sql`AND ${Prisma.raw(alias)}.id = ANY(${ids}::uuid[])`

type ItemColumns = { id: string; item: string; stale: boolean }

/** Makes the statement of one item. */
export const itemReading = <Values extends object>(rows: (at: Slots<Values>) => Prisma.Sql) => reading<ItemColumns, Values>(rows)

/**
 * One item, as JSON.
 * @throws Problem `not-found` when the reader sees none
 */
export async function readOne<Values extends { groupId: string }>(
  asker: Asker,
  table: Table,
  wanted: ReturnType<typeof itemReading<Values>>,
  values: Values,
): Promise<string> {
  const { found } = await readAs(asker, wanted, values)
  if (found.item === null) throw notFound()
  return (await freshText(table, `[${found.item}]`, found.stale ? [found.id ?? ''] : null)).slice(1, -1)
}
