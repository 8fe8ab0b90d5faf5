import 'server-only'
import { notFound } from '#domain/problem.ts'
import type { Belonging } from '#server/access.ts'
import { Prisma } from '#server/db.ts'
import { writeCursor } from '#server/page.ts'
import { type Asker, readAs } from '#server/reading.ts'
import { freshText, type Table } from '#server/words/render.ts'

/*
 * Pages and single items of what is said, made into JSON by the database. A noun brings a SELECT of rows of its table with `id`, `item` as JSON
 * and whether that is `stale` (`staleSql`); for a page also the `key` that it is ordered by.
 */

type Wanted = { groupId: string; table: Table; rows: Prisma.Sql }
type PageColumns = { items: string; count: number; last_key: number; last_id: string; stale: string[] | null }

/**
 * A page.
 * @param wanted.rows in order, and one more than `limit`
 * @param wanted.more further columns, each after a comma, made of all rows `n`
 * @returns the page as JSON, and the further columns
 */
export async function readPage<More>(
  asker: Asker,
  { groupId, table, rows, limit, more = Prisma.empty }: Wanted & { limit: number; more?: Prisma.Sql },
): Promise<{ text: string; member: Belonging; more: { [Column in keyof More]: More[Column] | null } }> {
  const { member, found } = await readAs<PageColumns & More>(
    asker,
    groupId,
    Prisma.sql`
      SELECT '[' || coalesce(string_agg(n.item, ',' ORDER BY n.nth) FILTER (WHERE n.nth <= ${limit}), '') || ']' AS items, count(*)::int AS count,
        (min(n.key) FILTER (WHERE n.nth = ${limit}))::float8 AS last_key, min(n.id::text) FILTER (WHERE n.nth = ${limit}) AS last_id,
        array_agg(n.id::text) FILTER (WHERE n.stale) AS stale ${more}
      FROM (SELECT row_number() OVER () AS nth, r.* FROM (${rows}) r) n`,
  )
  const items = await freshText(table, found.items ?? '[]', found.stale)
  const isLast = (found.count ?? 0) <= limit
  const next = isLast ? null : writeCursor({ key: found.last_key ?? 0, id: found.last_id ?? '' })
  return { text: `{"items":${items},"next":${JSON.stringify(next)}}`, member, more: found }
}

/** Narrows such rows, under an alias, to some that were asked for. */
export const among = (alias: string, ids: string[] | undefined): Prisma.Sql =>
  ids ? Prisma.sql`AND ${Prisma.raw(alias)}.id = ANY(${ids}::uuid[])` : Prisma.empty

/**
 * One item, as JSON.
 * @throws Problem `not-found` when the reader sees none
 */
export async function readOne(asker: Asker, { groupId, table, rows }: Wanted): Promise<string> {
  const { found } = await readAs<{ id: string; item: string; stale: boolean }>(asker, groupId, rows)
  if (found.item === null) throw notFound()
  return (await freshText(table, `[${found.item}]`, found.stale ? [found.id ?? ''] : null)).slice(1, -1)
}
