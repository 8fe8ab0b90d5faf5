import 'server-only'
import pg from 'pg'
import { Prisma } from '#server/db.ts'
import { type Slots, statement } from '#server/statement.ts'

/*
 * Looking up what belongs to some values. Postgres takes longer to set such a statement up than to run it, and a process longer to ask and to be
 * woken than for all else; so whoever asks while others are being answered goes with the next statement, together. Each is looked up by their
 * own values, rights among them, and nobody is answered from a statement that had begun before they asked.
 */

/** A value as text, which the statement casts to what it is; a list of ids as Postgres writes lists. */
type Value = string | number | Date | string[] | null | undefined
type Asked<Values, Row> = { values: Values; resolve: (row: Row | undefined) => void; reject: (error: unknown) => void }

/** How many statements of one kind are on their way at a time, and for how many one may ask. */
export type Bounds = { atOnce: number; most: number }
/** For a row or two by their keys. */
const SMALL: Bounds = { atOnce: 2, most: 50 }
/** For what takes Postgres longer than setting up, such as lists: so many connections share it. */
export const LARGE: Bounds = { atOnce: 8, most: 5 }

/**
 * Makes a function that looks up at most one row.
 * @param make puts the statement together, when it is asked first; each value is text in it, to be cast
 */
export function lookup<Row, Values extends object>(
  make: (at: Slots<Values>) => Prisma.Sql,
  bounds = SMALL,
): (values: Values) => Promise<Row | undefined> {
  type Numbered = Row & { nth: string }
  const names = new Set<string>()
  const ask = statement<Numbered, Record<string, unknown>>((slots) => {
    const columns = new Proxy({} as Slots<Values>, {
      get: (_, name) => {
        names.add(String(name))
        return Prisma.raw(`ask."${String(name)}"`)
      },
    })
    const found = make(columns)
    const lists = [...names].map((name) => Prisma.sql`${slots[name]}::text[]`)
    const told = Prisma.raw([...names].map((name) => `"${name}"`).join())
    return Prisma.sql`SELECT ask.nth, found.* FROM unnest(${Prisma.join(lists)}) WITH ORDINALITY ask(${told}, nth) CROSS JOIN LATERAL (${found}) found`
  })
  const textsOf = (all: Values[]) =>
    new Proxy({} as Record<string, unknown>, { get: (_, name) => all.map((values) => textOf(values[name as keyof Values] as Value)) })
  return inCompany(async (all) => {
    const rows = await ask(textsOf(all))
    return new Map(rows.map((row) => [Number(row.nth) - 1, row]))
  }, bounds)
}

function textOf(value: Value): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? `{${value.join()}}` : String(value)
}

function inCompany<Values, Row>(ask: (all: Values[]) => Promise<Map<number, Row>>, { atOnce, most }: Bounds) {
  const waiting: Asked<Values, Row>[] = []
  let underway = 0
  let isDue = false

  async function answer(asked: Asked<Values, Row>[]): Promise<void> {
    try {
      const rows = await ask(asked.map(({ values }) => values))
      for (const [nth, { resolve }] of asked.entries()) resolve(rows.get(nth))
    } catch (error) {
      // What cannot be read of one of them is no fault of the others'.
      if (asked.length > 1 && error instanceof pg.DatabaseError && error.code?.startsWith('22')) {
        for (const each of asked) await answer([each])
      } else for (const { reject } of asked) reject(error)
    }
  }

  async function go(): Promise<void> {
    isDue = false
    if (underway >= atOnce || waiting.length === 0) return
    underway += 1
    await answer(waiting.splice(0, most))
    underway -= 1
    plan()
  }

  function plan(): void {
    if (isDue || underway >= atOnce || waiting.length === 0) return
    isDue = true
    setImmediate(go)
  }

  return (values: Values): Promise<Row | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({ values, resolve, reject })
      plan()
    })
}
