import { z } from 'zod'
import { Audience, Slug } from '#domain/guide.ts'
import { Title } from '#domain/import/review/correction.ts'

/** An imported guide as owners see it. `updatedAt` is ISO 8601; `groups` is the number of groups that study it. */
export type ImportedTextItem = {
  slug: string
  title: string
  audience: Audience
  chapters: number
  words: number
  updatedAt: string
  groups: number
}

export const AboutImportedText = z.object({ guide: Slug })
export type AboutImportedText = z.infer<typeof AboutImportedText>

export const UpdateImportedText = AboutImportedText.extend({ title: Title.optional(), audience: Audience.optional() })
export type UpdateImportedText = z.infer<typeof UpdateImportedText>
