import type { Audience } from '#domain/guide.ts'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { titleOfFile } from '#domain/import/guide/file-title.ts'
import { freeSlug, slugOf } from '#domain/import/guide/slug.ts'
import { DraftSettings } from '#domain/import-draft.ts'

/** What a text may be used for unless its owner says otherwise: the safe answer. */
const IN_COPYRIGHT = 'In copyright: to be read here, not passed on'

/** Characters that a person cannot see, or that turn text around. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu

/** The name of a file for people: without its folder, its hidden characters and its length. */
export function shownFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replace(HIDDEN, ' ').replace(/\s+/g, ' ').trim().slice(-120).toWellFormed() || 'file'
}

/**
 * What the settings of a text begin with, from what the file says of itself.
 * @param taken addresses of guides that cannot be replaced
 * @param audience who may read it until somebody says otherwise
 */
export function firstSettings(
  text: Pick<ImportedText, 'title' | 'language'>,
  fileName: string,
  taken: ReadonlySet<string>,
  audience: Audience,
): DraftSettings {
  const { title: Title, language: Language, slug: Address } = DraftSettings.shape
  const language = Language.safeParse(text.language?.replace('_', '-')).data ?? 'en'
  const named = [text.title, titleOfFile(fileName, language)].map((words) =>
    Title.safeParse((words ?? '').replace(HIDDEN, ' ').slice(0, 300).trim()),
  )
  const title = named.find(({ success }) => success)?.data ?? 'A text without a title'
  const slug = freeSlug(
    slugOf(title).slice(0, 55).replace(/-$/, '') || 'text',
    (other) => taken.has(other) || !Address.safeParse(other).success,
  )
  return { slug, title, language, licence: IN_COPYRIGHT, audience, companion: null }
}
