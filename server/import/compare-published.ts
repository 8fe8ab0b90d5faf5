import 'server-only'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import type { Publication } from '#domain/import-draft.ts'
import { chapterFileName, readChapterItem } from '#server/content/chapter.ts'
import { languageOf } from '#server/content/guide-pages.ts'
import { findGuideFiles, listImportedGuides } from '#server/content/imported-guides.ts'
import { typesetterFor } from '#server/content/typeset.ts'
import { listEarlierChapters, type NewEdition } from '#server/import/publish.ts'

/** What publishing a text would change at its address. Writes nothing. */
export async function comparePublished(text: ImportedText, edition: NewEdition): Promise<Publication> {
  const { slug } = edition
  const [existing, before, earlier] = await Promise.all([findExisting(slug), findGuideFiles(slug), listEarlierChapters(slug)])
  if (!existing || !before) return { existing: null }
  const [old, now] = [chaptersOf(before), chaptersOf(toGuideFiles(text, edition, earlier))]
  const titles = (chapters: typeof old, test: (slug: string, source: string) => boolean) =>
    [...chapters].flatMap(([chapter, { title, source }]) => (test(chapter, source) ? [title] : []))
  return {
    existing: {
      ...existing,
      added: titles(now, (chapter) => !old.has(chapter)),
      changed: titles(now, (chapter, source) => old.has(chapter) && old.get(chapter)?.source !== source),
      gone: titles(old, (chapter) => !now.has(chapter)),
    },
  }
}

async function findExisting(slug: string): Promise<{ title: string; groups: number } | null> {
  const found = (await listImportedGuides()).find((guide) => guide.slug === slug)
  return found ? { title: found.title, groups: found.groups } : null
}

/** Chapters by address. The number in a file's name may change without the chapter changing. */
function chaptersOf(files: Map<string, string>): Map<string, { title: string; source: string }> {
  const typesetter = typesetterFor(languageOf(files.get('guide.md')))
  const chapters = [...files].flatMap(([name, source]) => {
    const slug = chapterFileName(name)?.slug
    // Both were checked, or are about to be: there is nobody to report to.
    const title = readChapterItem(name, source, typesetter, () => {})?.title
    return slug ? [[slug, { title: title ?? slug, source }] as const] : []
  })
  return new Map(chapters)
}
