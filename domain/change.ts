import { z } from 'zod'
import type { Piece } from '#domain/anchoring/differences.ts'
import { Selectors } from '#domain/anchoring/selectors.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import type { Creator } from '#domain/viewer.ts'

const Revision = z.string().min(8).max(80)

/** Where an annotation's passage was when somebody looked at it. */
const Place = z.object({ chapterRevision: Revision, start: z.int().min(0), end: z.int().min(0) })
export type Place = z.infer<typeof Place>

/** `id` is made by the browser, so that a repeat is harmless; `from` is the place that the decision was made about. */
const Decision = InGroup.extend({ id: z.uuid(), annotationId: z.uuid(), from: Place })

/** What a person decides about a passage whose words changed or are gone: let it be, attach it elsewhere, or keep it without a place. */
export const DecideChange = z.discriminatedUnion('decision', [
  Decision.extend({ decision: z.literal('accept') }),
  Decision.extend({ decision: z.literal('attach'), chapterRevision: Revision, to: Selectors }),
  Decision.extend({ decision: z.literal('unattach') }),
])
export type DecideChange = z.infer<typeof DecideChange>

export const AboutChange = InGroup.extend({ changeId: z.uuid() })
export type AboutChange = z.infer<typeof AboutChange>

export const AboutEdition = InChapter
export type AboutEdition = z.infer<typeof AboutEdition>

/** The text of a chapter that was published last, and the notes in it that wait for a decision of the viewer. */
export type Edition = { revision: string; waiting: string[] }

/** A note that something happened to. `place` is where it is now, or was last. */
type Concerned = {
  annotationId: string
  creator: Creator
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
/** Its words are gone; `around` is the text where their neighbours meet, null in a chapter that is gone itself. */
export type LostNote = Concerned & { exact: string; around: { before: string; after: string } | null }
/** Its words stand elsewhere in the chapter. */
export type MovedNote = Concerned & { exact: string }
/** What somebody else decided about the viewer's note, until they have taken note of it. */
export type DecidedNote = Concerned & {
  changeId: string
  decision: DecideChange['decision']
  actor: string
  before: string
  after: string | null
}

/** What happened to notes in one chapter. */
export type ChapterChanges = {
  chapter: string
  /** The chapter's own title; its address where the guide has it no more. */
  title: string
  number: number | null
  changed: ChangedNote[]
  lost: LostNote[]
  moved: MovedNote[]
  /** The addresses that it had when it held these notes, which came along word for word, and how many they are. */
  renamed: { from: string; notes: number }[]
  /** Kept without a place by somebody's decision, or because the whole chapter is gone. */
  unattached: LostNote[]
  decided: DecidedNote[]
}

/** The viewer's own notes; and, for those who lead the group, everybody else's that the group sees. */
export type Changes = { own: ChapterChanges[]; others: ChapterChanges[] }
