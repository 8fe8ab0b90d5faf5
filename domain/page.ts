import { z } from 'zod'
import { InChapter } from '#domain/group.ts'
import { TOGETHER } from '#domain/together.ts'

/** The most items that one page holds, and as many as it holds unless told. */
export const PAGE_SIZE = 2_000

/** The most items of a kind that come with a chapter. More are fetched by the browser, so that the text is not kept waiting. */
export const WITH_PAGE = 1_000

/** Asks for a page of what was said about a chapter. `cursor` is the `next` of the page before. */
export const ListInChapter = InChapter.extend({
  cursor: z.string().max(200).nullable().default(null),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE).default(PAGE_SIZE),
})
export type ListInChapter = z.infer<typeof ListInChapter>

/** Asks a list for some of its items only, by their ids with commas: those that are not in the answer are gone. */
export const Ids = z
  .string()
  .max(TOGETHER * 37)
  .transform((ids) => ids.split(','))
  .pipe(z.array(z.uuid()).max(TOGETHER))
  .optional()

/** One page of a list; `next` is the cursor to ask the following page with, null on the last. */
export type Page<Item> = { items: Item[]; next: string | null }
