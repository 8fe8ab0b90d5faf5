import { z } from 'zod'
import type { Motivation } from '#domain/annotation.ts'
import { storable } from '#domain/body.ts'
import { InGroup } from '#domain/group.ts'
import { shownName } from '#domain/name.ts'
import { fault } from '#domain/problem.ts'

/* Notes out of a file of another group, or of another program, in the one shape in which they come into a group. */

/** Bytes of such a file, and notes and replies in it. */
export const BROUGHT_BYTES = 4_000_000
export const BROUGHT_MOST = 5_000

/** A note on a passage. Offsets count code points in whatever text the file counted in: a hint, no more. */
export type BroughtPassage = { source: string; exact: string; prefix: string; suffix: string; start: number | null }

/** A note, or with `answers` a reply to one. `key` is its name in the file, and the same in every copy of it. */
export type Brought = {
  key: string
  /** The key of what it replies to; null for a note on a passage. */
  answers: string | null
  passage: BroughtPassage | null
  /** Whoever wrote it, by name; null where nobody is named. */
  creator: string | null
  /** ISO 8601; null where it is not told. */
  createdAt: string | null
  /** Markdown; empty for a bare highlight. */
  body: string
  tags: string[]
  motivation: Motivation
  /** Taken back by whoever wrote it; its place stays where somebody answered. */
  deleted: boolean
}

/**
 * What a file holds. `others`: how much of it is neither a note on a passage nor a reply to one: answers, minutes, notes on whole pages;
 * `secret`: how much whoever wrote it kept to themselves, which no group is shown.
 */
export type BroughtFile = { notes: Brought[]; others: number; secret: number }

/** What of a file would come into a group, or came. */
export type BroughtTally = {
  /** Notes whose words stand in the text of the group, and those that have to be looked for in it: what is not found waits on the page of changes. */
  standing: number
  sought: number
  replies: number
  /** What is in the group already: a file that is brought twice brings nothing the second time. */
  known: number
  /** Notes on other texts, and what is too long or says nothing. */
  elsewhere: number
  unfit: number
} & Pick<BroughtFile, 'others' | 'secret'>

/** The same for a form, whose page does not know what it asked for. */
export type BroughtReply = BroughtTally & { stored?: boolean }

/** No text is so long, in code points. */
const LONGEST_TEXT = 1_000_000_000

const Name = shownName({ max: 60, empty: fault('badRequest') })

/** A name as members may see it, null where it is none. */
export function broughtName(name: unknown): string | null {
  const parsed = Name.safeParse(typeof name === 'string' ? storable(name.slice(0, 60)) : '')
  return parsed.success ? parsed.data : null
}

const Moment = z.iso.datetime({ offset: true, local: true })

/** A moment within what a calendar holds, as ISO 8601 in UTC; null for anything else. What lies ahead cannot have been written. */
export function broughtMoment(moment: unknown): string | null {
  const parsed = Moment.safeParse(moment)
  const at = parsed.success ? Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(parsed.data) ? parsed.data : `${parsed.data}Z`) : Number.NaN
  return at > Date.UTC(1970, 0, 1) && at <= Date.now() ? new Date(at).toISOString() : null
}

/** Something of a file as an object, to look at its parts one by one. */
export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
/** What stands there once or as a list, as a list. */
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
export const asText = (value: unknown): string => (typeof value === 'string' ? storable(value) : '')

/** The passage that selectors describe; null without a quote: nothing else is found again in another edition. */
export function passageOf(source: string, selectors: unknown): BroughtPassage | null {
  const found = asList(selectors).map(asRecord)
  const quote = found.find(({ type }) => type === 'TextQuoteSelector')
  const exact = asText(quote?.exact)
  if (exact.trim() === '') return null
  const start = found.find(({ type }) => type === 'TextPositionSelector')?.start
  return {
    ...{ source, exact, prefix: asText(quote?.prefix), suffix: asText(quote?.suffix) },
    start: typeof start === 'number' && Number.isInteger(start) && start >= 0 && start < LONGEST_TEXT ? start : null,
  }
}

/** `stores`: whether what the file holds comes into the group, or it is only told what would. `file`: what it holds, where a form brings it. */
export const BringNotes = InGroup.extend({ stores: z.enum(['yes', 'no']).default('no'), file: z.string().optional() })
export type BringNotes = z.infer<typeof BringNotes>
