import { z } from 'zod'
import { Selectors } from '#domain/anchoring/selectors.ts'
import { body, storable } from '#domain/body.ts'
import { InChapter, InGroup } from '#domain/group.ts'
import { Ids, ListInChapter } from '#domain/page.ts'
import { fault } from '#domain/problem.ts'
import type { Reaction } from '#domain/reaction.ts'
import { distinctTags, TAG_LENGTH, TAGS_MAX, tidyTag } from '#domain/tag.ts'
import type { Creator } from '#domain/viewer.ts'
import { Version } from '#domain/whole-number.ts'

/** Bytes of a request that carries an annotation. */
export const ANNOTATION_LIMIT = 10_000

export const Visibility = z.enum(['PRIVATE', 'GROUP'])
export type Visibility = z.infer<typeof Visibility>

/** Why a passage is marked, in the words of the W3C: marked, spoken of, or not understood ("?"). */
export const Motivation = z.enum(['highlighting', 'commenting', 'questioning'])
export type Motivation = z.infer<typeof Motivation>

const Tag = z
  .string()
  .transform((text) => tidyTag(storable(text)))
  .pipe(
    z
      .string()
      .regex(/[\p{L}\p{N}\p{S}]/u, fault('tagNeedsLetter'))
      .max(TAG_LENGTH, fault('tagTooLong')),
  )
/** The tags of one note: words that members sort notes by, each once, in the order given. */
export const Tags = z
  .array(Tag)
  .transform(distinctTags)
  .pipe(z.array(z.string()).max(TAGS_MAX, fault('tooManyTags')))

/** `id` is made by the browser, so that a repeated create is harmless. An empty body is a bare highlight. */
export const CreateAnnotation = InChapter.extend({
  id: z.uuid(),
  chapterRevision: z.string().min(8).max(80),
  visibility: Visibility.default('GROUP'),
  body: body(ANNOTATION_LIMIT).default(''),
  motivation: Motivation.default('highlighting'),
  tags: Tags.default([]),
  ...Selectors.shape,
}).refine(({ exact, start, end }) => end - start === exact.length, { path: ['end'], message: fault('positionFits') })
export type CreateAnnotation = z.infer<typeof CreateAnnotation>

/** In the order of the text unless told; `newest` first begins with what was written last. */
export const ListAnnotations = ListInChapter.extend({ order: z.enum(['position', 'newest']).default('position'), ids: Ids })
export type ListAnnotations = z.infer<typeof ListAnnotations>

export const AboutAnnotation = InGroup.extend({ annotationId: z.uuid() })
export type AboutAnnotation = z.infer<typeof AboutAnnotation>

/** `version` is the one that the edit started from; what is left out stays as it is. */
export const UpdateAnnotation = AboutAnnotation.extend({
  version: Version,
  body: body(ANNOTATION_LIMIT),
  visibility: Visibility,
  motivation: Motivation.optional(),
  tags: Tags.optional(),
})
export type UpdateAnnotation = z.infer<typeof UpdateAnnotation>

export type Annotation = {
  id: string
  chapter: string
  /** Hash of the text that the offsets are right for. */
  chapterRevision: string
  start: number
  end: number
  exact: string
  /** The chapter's text has changed, and its words are not in it any more. */
  lost: boolean
  /** Null once the account is gone. */
  creator: Creator | null
  visibility: Visibility
  motivation: Motivation
  /** None of a deleted annotation. */
  tags: string[]
  /** Markdown, as written; empty for a highlight and for a deleted annotation. */
  body: string
  /** The same as safe HTML. */
  html: string
  version: number
  createdAt: string
  edited: boolean
  /** A deleted annotation stays as a placeholder where comments remain. */
  deleted: boolean
  /** It waits for a facilitator, and nobody else sees it. */
  waits: boolean
  unread: boolean
  can: { edit: boolean; remove: boolean; restore: boolean }
  reactions: Reaction[]
}
