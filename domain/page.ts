import { z } from 'zod'
import { InChapter } from '#domain/group.ts'

/** The most items that one page holds, and as many as it holds unless told. */
export const PAGE_SIZE = 500

/** Asks for a page of what was said about a chapter. `cursor` is the `next` of the page before. */
export const ListInChapter = InChapter.extend({
  cursor: z.string().max(200).nullable().default(null),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE).default(PAGE_SIZE),
})
export type ListInChapter = z.infer<typeof ListInChapter>

/** One page of a list; `next` is the cursor to ask the following page with, null on the last. */
export type Page<Item> = { items: Item[]; next: string | null }
