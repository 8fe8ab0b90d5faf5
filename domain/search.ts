import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

/** Longest question to the search, in UTF-16 units. */
export const MOST_ASKED = 100

/** What somebody looks for in the words of a group and in the text that it reads. */
export const SearchGroup = InGroup.extend({ asked: z.string().trim().max(MOST_ASKED) })
export type SearchGroup = z.infer<typeof SearchGroup>

/** A stretch of what was found; `hit` where it is one of the words that were looked for, or nearly one. */
export type Excerpt = { text: string; hit: boolean }[]

type Found = { id: string; chapter: string; chapterTitle: string; excerpt: Excerpt }
/** Somebody's words. `creator` is null once the account is gone. */
export type FoundWords = Found & {
  noun: 'annotation' | 'comment' | 'answer' | 'question'
  /** What the words are about: the id of a note, or of a question. */
  subject: string
  creator: string | null
  createdAt: string
}
/** A numbered paragraph of the text; `id` is its name. */
export type FoundParagraph = Found

export type SearchResult = {
  words: FoundWords[]
  paragraphs: FoundParagraph[]
  /** There was more than is shown, or than could be looked through in time. */
  more: boolean
}
