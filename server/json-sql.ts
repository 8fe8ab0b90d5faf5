import 'server-only'
import { Prisma } from '#server/db.ts'

/*
 * JSON that the database writes. Postgres' own `row_to_json` looks up the type of every column anew for every row, which takes longer than all
 * else about one; so what is read all day long is put together here, as text. A value in it is a piece of JSON, as text or json, and never null.
 */

/** Words, with whatever must be escaped in them; of a column that is never null. */
export const textJson = (column: Prisma.Sql): Prisma.Sql => Prisma.sql`to_json(${column})`

/** An id, a moment or a word of ours, in which nothing must be escaped; it may be null. */
export const plainJson = (column: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce('"' || ${column} || '"', 'null')`

/** What is true or false, and never null. */
export const booleanJson = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`CASE WHEN ${condition} THEN 'true' ELSE 'false' END`

/** A constant of ours in SQL. */
export const literal = (text: string): Prisma.Sql => Prisma.raw(`'${text.replaceAll("'", "''")}'`)

/** An object as text, of pieces of JSON by their names. */
export function objectJson(values: Record<string, Prisma.Sql>): Prisma.Sql {
  const parts = Object.entries(values).flatMap(([name, value], nth) => [literal(`${nth === 0 ? '{' : ','}"${name}":`), value])
  return Prisma.sql`concat(${Prisma.join([...parts, literal('}')])})`
}
