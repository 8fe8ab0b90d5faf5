import 'server-only'
import { z } from 'zod'
import type { Page } from '#domain/page.ts'
import { Problem, say } from '#domain/problem.ts'
import { Offset } from '#domain/whole-number.ts'

/** Where a page ended: the last row's place in the order and, among equals, its id. */
export type Cursor = { key: number; id: string }

/** The last moment that has a year of four figures, in milliseconds: Postgres reads no others from us. */
const LAST_MOMENT = 253_402_300_799_999

/** What a list is ordered by, besides the id: moments in milliseconds since 1970, or offsets in a text. */
const KEYS = { moment: z.coerce.number().pipe(z.int().min(0).max(LAST_MOMENT)), offset: z.coerce.number().pipe(Offset) }

/**
 * @param by what the list is ordered by
 * @returns the cursor that a page's `next` stood for, null for the first page
 * @throws Problem `invalid` when it is none of ours
 */
export function parseCursor(next: string | null, by: keyof typeof KEYS): Cursor | null {
  if (next === null) return null
  const parsed = z.tuple([KEYS[by], z.uuid()]).safeParse(Buffer.from(next, 'base64url').toString().split(' '))
  if (!parsed.success) throw new Problem('invalid', say('noSuchPage'))
  const [key, id] = parsed.data
  return { key, id }
}

/**
 * Cuts a page from rows that were asked for with one more than `limit`.
 * @param cursorOf a row's place in the order
 */
export function pageOf<Row, Item>(rows: Row[], limit: number, cursorOf: (row: Row) => Cursor, present: (row: Row) => Item): Page<Item> {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const next = last && cursorOf(last)
  return { items: rows.slice(0, limit).map(present), next: next ? writeCursor(next) : null }
}

type Made = { id: string; createdAt: Date }

/** The place of something in a list that is ordered by when it was said. */
export const momentOf = ({ id, createdAt }: Made): Cursor => ({ key: createdAt.getTime(), id })

/** Such a list, the oldest first. */
export const OLDEST_FIRST = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]

/** As a filter: what comes behind the end of a page, the oldest first; everything where there is no page before. */
export function saidAfter(end: Cursor | null) {
  const createdAt = end && new Date(end.key)
  return end && createdAt ? { createdAt: { gte: createdAt }, NOT: { createdAt, id: { lte: end.id } } } : {}
}

/** A cursor as it stands in an address; `parseCursor` reads it. */
export const writeCursor = ({ key, id }: Cursor): string => Buffer.from(`${key} ${id}`).toString('base64url')
