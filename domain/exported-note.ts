import { z } from 'zod'
import type { Motivation, Visibility } from '#domain/annotation.ts'
import type { Evidence, Sharing } from '#domain/answer.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import type { AnswerState, GroupAnswerStep, Stance } from '#domain/group-answer.ts'
import { type Chapter, Slug } from '#domain/guide.ts'
import { paragraphAt } from '#domain/guide-reading.ts'
import type { Creator } from '#domain/viewer.ts'

/** Whose words to take out: one's own, private ones too; or everybody's that the whole group sees. */
export const Whose = z.enum(['mine', 'group'])
export type Whose = z.infer<typeof Whose>

/** A chapter's notes as a collection of the W3C. */
export const AboutCollection = InChapter.extend({ whose: Whose.default('group') })
export type AboutCollection = z.infer<typeof AboutCollection>

/** One page of it. `cursor` stands in the address of each page but the first. */
export const AboutCollectionPage = AboutCollection.extend({ cursor: z.string().max(200).nullable().default(null) })
export type AboutCollectionPage = z.infer<typeof AboutCollectionPage>

/** A note or a reply, by its id. */
export const AboutWebAnnotation = InGroup.extend({ noteId: z.uuid() })
export type AboutWebAnnotation = z.infer<typeof AboutWebAnnotation>

/** A file to keep: of one chapter, or of all of them. */
export const DownloadNotes = InGroup.extend({
  chapter: Slug.nullable().default(null),
  whose: Whose.default('group'),
  format: z.enum(['json-ld', 'markdown', 'hypothesis']).default('json-ld'),
})
export type DownloadNotes = z.infer<typeof DownloadNotes>

/** A part of a chapter's notes for the page that lists them. `from` counts from 1. */
export const ListNotes = InChapter.extend({ from: z.coerce.number().int().min(1).max(1_000_000).catch(1) })
export type ListNotes = z.infer<typeof ListNotes>

/** What is said below a note, wherever it is read outside of the chapter's page. */
export type ExportedReply = {
  id: string
  /** The reply that it answers; null when it answers the note itself. */
  parentId: string | null
  /** Null for a deleted reply that stays because replies to it remain. */
  creator: Creator | null
  /** Markdown, as written. */
  body: string
  createdAt: string
  /** When the words were last changed; null while they are the first. */
  modifiedAt: string | null
  deleted: boolean
}

/** A note with what is said below it, wherever it is read outside of the chapter's page. Offsets count UTF-16 units. */
export type ExportedNote = Omit<ExportedReply, 'parentId'> & {
  chapter: string
  chapterRevision: string
  /** The chapter's text has changed, and its words are not in it any more: the offsets are those of the older text. */
  lost: boolean
  start: number
  end: number
  exact: string
  prefix: string
  suffix: string
  visibility: Visibility
  motivation: Motivation
  tags: string[]
  /** Only what is said below was asked for; the note is there for its passage, without its words. */
  onlyPassage: boolean
  /** Oldest first. */
  replies: ExportedReply[]
}

/** What a member said of a question. */
export type ExportedSaying = Omit<ExportedReply, 'parentId'>

/** What a member gave as an answer to a question, with the passages that it rests on. */
export type ExportedAnswer = ExportedSaying & { sharing: Sharing; evidence: Evidence }

/** A comment on a question, or on one answer to it. */
export type ExportedComment = ExportedReply & { answerId: string | null }

/** A version of the group's answer. */
export type ExportedVersion = ExportedSaying & { version: number }
/** What a member said of a version, whose id is `about`. */
export type ExportedPosition = ExportedSaying & { version: number; about: string; stance: Stance; named: boolean }

/** What the group answers together, with everything that led there, oldest first. */
export type ExportedGroupAnswer = {
  state: AnswerState
  versions: ExportedVersion[]
  positions: ExportedPosition[]
  steps: GroupAnswerStep[]
}

/** A question of a chapter with what was said about it. */
export type ExportedQuestion = {
  chapter: string
  questionId: string
  /** Null for one that neither the guide nor the group asks any more. */
  text: string | null
  /** Who suggested it and when; null for the guide's own, and where only what others said about it was asked for. */
  suggested: (ExportedSaying & { annotationId: string | null }) | null
  answers: ExportedAnswer[]
  /** Null where there is none, or none of the words that were asked for. */
  groupAnswer: ExportedGroupAnswer | null
  /** The talk about it and about the answers, oldest first. */
  replies: ExportedComment[]
}

/** What was written down in a study session. Nobody is its creator: all of them write it. */
export type ExportedMinutes = { id: string; chapter: string; startsAt: string; timeZone: string; createdAt: string; body: string }

/** The same with its words as safe HTML. */
export type ShownReply = ExportedReply & { html: string }
export type ShownNote = Omit<ExportedNote, 'replies'> & { html: string; replies: ShownReply[] }

/** A part of a chapter's notes in the order of the text; the first of them is number `from` of `total`. */
export type NotesPart = { total: number; from: number; notes: ShownNote[] }

/** Notes on a page that lists them; replies come on top. */
export const NOTES_A_PAGE = 200

/** Where a note stands in a chapter as it is today, in words: "¶ 4". @param chapter null when it is gone */
export function placeInText({ lost, chapterRevision, start }: ExportedNote | ShownNote, chapter: Chapter | null): string {
  if (lost || chapter?.revision !== chapterRevision) return 'No longer in the text'
  const label = paragraphAt(chapter.paragraphs, start)
  return label ? `¶ ${label}` : 'Before the first ¶'
}
