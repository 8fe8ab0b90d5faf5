import { z } from 'zod'
import { storable } from '#domain/body.ts'

/** Most letters of a tag, in UTF-16 units. */
export const TAG_LENGTH = 30
/** Most tags on one note. */
export const TAGS_MAX = 5

const tidy = (text: string) => storable(text).replace(/\s+/g, ' ').trim().replace(/^#\s*/, '').normalize('NFC')

/** What makes two tags the same: upper and lower case do not matter. */
export const tagKey = (tag: string) => tidy(tag).toLowerCase()

/** A word or two that a member sorts notes by; the spelling is theirs. */
export const Tag = z
  .string()
  .transform(tidy)
  .pipe(
    z
      .string()
      .regex(/[\p{L}\p{N}\p{S}]/u, 'A tag needs a letter or a number.')
      .max(TAG_LENGTH, `A tag has at most ${TAG_LENGTH} letters.`),
  )

/** The tags of one note: each once, in the order given. */
export const Tags = z
  .array(Tag)
  .transform((tags) => tags.filter((tag, at) => tags.findIndex((other) => tagKey(other) === tagKey(tag)) === at))
  .pipe(z.array(z.string()).max(TAGS_MAX, `A note has at most ${TAGS_MAX} tags.`))
