import 'server-only'
import type { Audience } from '#domain/guide.ts'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { type GuideSettings, toGuideFiles } from '#domain/import/guide/guide-files.ts'
import type { EarlierChapter } from '#domain/import/guide/update.ts'
import { Problem, say } from '#domain/problem.ts'
import { findContentGuide } from '#server/content/content-guides.ts'
import { requireFreeAddress, saveGuide } from '#server/content/imported-guides.ts'
import { findImportedGuide } from '#server/content/read-imported.ts'
import { chaptersChanged } from '#server/editions/revisions.ts'

/** A text about to become a guide, or the new edition of one. */
export type NewEdition = GuideSettings & { slug: string; audience: Audience }

/** What whoever imported a text decided about it, for the next time. */
export type EarlierEdition = Pick<NewEdition, 'title' | 'language' | 'licence' | 'companion' | 'audience'>

/** The settings of the imported guide with this address, or null when there is none. */
export async function findEarlierEdition(slug: string): Promise<EarlierEdition | null> {
  const found = await findImportedGuide(slug)
  if (!found) return null
  const { title, language, licence, audience } = found.guide
  return { title, language, licence, audience, companion: found.companion }
}

/** The chapters that the imported guide with this address has, withdrawn ones last; none when there is no such guide. */
export async function listEarlierChapters(slug: string): Promise<EarlierChapter[]> {
  const earlier = await findImportedGuide(slug)
  if (!earlier) return []
  const items = [...earlier.guide.chapters, ...earlier.guide.withdrawn]
  const chapters = await Promise.all(items.map((item) => earlier.findChapter(item.slug)))
  return chapters.filter((chapter) => chapter !== null)
}

/**
 * Checks what was decided about a text before any work is done on it.
 * @throws as `requireFreeAddress`; Problem `invalid` when the guide that is to stand beside it is not there
 */
export async function checkEdition({ slug, companion }: Pick<NewEdition, 'slug' | 'companion'>): Promise<void> {
  await requireFreeAddress(slug)
  if (companion && !(await findContentGuide(companion))) {
    throw new Problem('invalid', say('companionMissing', { companion }))
  }
}

/**
 * Publishes a text as a guide of this installation. When there is one with this address it takes its place, and addresses of chapters
 * and labels of paragraphs stay where the text is the same, and what people wrote is carried over.
 * @throws Problem when it cannot be shown as a guide
 */
export async function publish(text: ImportedText, edition: NewEdition): Promise<void> {
  await checkEdition(edition)
  const files = toGuideFiles(text, edition, await listEarlierChapters(edition.slug))
  await saveGuide(files, edition)
  await chaptersChanged(edition.slug)
}
