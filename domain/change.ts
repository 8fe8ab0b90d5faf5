import { z } from 'zod'
import type { Piece } from '#domain/anchoring/differences.ts'
import { Selectors } from '#domain/anchoring/selectors.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'
import type { Creator } from '#domain/viewer.ts'
import { Offset } from '#domain/whole-number.ts'

const Revision = z.string().min(8).max(80)

/** Where an annotation's passage was when somebody looked at it. */
const Place = z.object({ chapterRevision: Revision, start: Offset, end: Offset })
export type Place = z.infer<typeof Place>

/** `id` is made by the browser, so that a repeat is harmless; `from` is the place that the decision was made about. */
const Decision = InGroup.extend({ id: z.uuid(), annotationId: z.uuid(), from: Place })

/**
 * What a person decides about a passage whose words changed or are gone, or stand in another chapter: let it be so, attach it elsewhere
 * (in its own chapter unless told), or keep it without a place.
 */
export const DecideChange = z.discriminatedUnion('decision', [
  Decision.extend({ decision: z.literal('accept') }),
  Decision.extend({ decision: z.literal('attach'), chapter: Slug.optional(), chapterRevision: Revision, to: Selectors }),
  Decision.extend({ decision: z.literal('unattach') }),
])
export type DecideChange = z.infer<typeof DecideChange>

/**
 * All notes of a chapter that is gone whose words stand elsewhere word for word: the viewer's own, or everybody else's. `after` goes on
 * where an earlier answer left off.
 */
export const AcceptFound = InChapter.extend({ whose: z.enum(['own', 'others']), after: z.uuid().optional() })
export type AcceptFound = z.infer<typeof AcceptFound>

export const AboutChange = InGroup.extend({ changeId: z.uuid() })
export type AboutChange = z.infer<typeof AboutChange>

export const AboutEdition = InChapter
export type AboutEdition = z.infer<typeof AboutEdition>

/** The text of a chapter that was published last, and the notes in it that wait for a decision of the viewer. */
export type Edition = { revision: string; waiting: string[] }

/** A note that something happened to. `place` is where it is now, or was last. */
type Concerned = {
  annotationId: string
  /** Null once the account is gone. */
  creator: Creator | null
  isOwn: boolean
  isPrivate: boolean
  /** The note itself as safe HTML; empty for a highlight. */
  html: string
  place: Place
  /** "12" of the paragraph that it stands in, or that its gap follows; null before the first. */
  paragraph: string | null
}
/** Its words are others now. */
export type ChangedNote = Concerned & { before: Piece[]; after: Piece[] }
/** Its words are gone; `around` is the text where their neighbours meet. `in` is the chapter of that text when it is another one. */
export type LostNote = Concerned & { exact: string; around: { before: string; after: string } | null; in: ChapterName | null }
/** Its chapter is gone, and its words stand in another; `same` when word for word. `paragraph` is the one there. */
export type FoundNote = Concerned & { before: Piece[]; after: Piece[]; same: boolean; in: ChapterName }
/** Its words stand elsewhere in the chapter. */
export type MovedNote = Concerned & { exact: string }
/** What somebody else decided about the viewer's note, until they have acknowledged it. */
export type DecidedNote = Concerned & {
  changeId: string
  decision: DecideChange['decision']
  /** It was in another chapter before. */
  cameHere: boolean
  actor: string
  before: string
  after: string | null
}

/** `title` begins with the number of the chapter, if it has one. */
export type ChapterName = { chapter: string; title: string }

/** What happened to notes in one chapter. */
export type ChapterChanges = {
  chapter: string
  /** The chapter's own title; its address where the guide has it no more. */
  title: string
  number: number | null
  /** It is not in the guide any more; one that was withdrawn has its title and number still. */
  gone: boolean
  /** Those that are word for word the same are listed up to a number; `foundSame` counts all of them. */
  found: FoundNote[]
  foundSame: number
  changed: ChangedNote[]
  lost: LostNote[]
  moved: MovedNote[]
  /** The addresses that it had when it held these notes, which came along word for word, and how many they are. */
  renamed: { from: string; notes: number }[]
  /** Kept without a place by somebody's decision. */
  unattached: LostNote[]
  decided: DecidedNote[]
}

/** The viewer's own notes; and, for facilitators, everybody else's that the group sees. `chapters` are those of the guide. */
export type Changes = { own: ChapterChanges[]; others: ChapterChanges[]; chapters: ChapterName[] }
