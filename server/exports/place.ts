import 'server-only'
import type { ExportedNote, Whose } from '#domain/exported-note.ts'
import type { Chapter, Guide } from '#domain/guide.ts'
import { type AnnotatedText, annotatedText, type ExportPlace } from '#domain/web-annotation.ts'
import type { Belonging } from '#server/access.ts'
import { findChapter, findGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { siteAddress } from '#server/site-address.ts'

/** Where the notes of a group are, and the texts that they lie in, as far as they were asked for. */
export type Texts = ExportPlace & {
  /** Null when the guide is gone: what people wrote can still be taken out. */
  guide: Guide | null
  chapterOf: (slug: string) => Promise<Chapter | null>
  /** What notes on one chapter, or on all of them (null), are called. */
  titleOf: (whose: Whose, chapter: string | null) => string
  /** Reads the texts that these notes count in; `textOf` knows them from then on. */
  load: (notes: readonly ExportedNote[]) => Promise<void>
}

export async function placeOfExport(member: Belonging, request: Request): Promise<Texts> {
  const guide = await findGuide(member.guide)
  const site = siteAddress(request)
  const known = new Map<string, AnnotatedText | null>()
  const chapterOf = (slug: string) => findChapter(member.guide, slug)
  const titleOf = (whose: Whose, chapter: string | null) => {
    const all = [...(guide?.chapters ?? []), ...(guide?.withdrawn ?? [])]
    const title = chapter === null ? (guide?.title ?? member.guide) : (all.find(({ slug }) => slug === chapter)?.title ?? chapter)
    return whose === 'mine' ? `My notes on “${title}” in ${member.groupName}` : `Notes of ${member.groupName} on “${title}”`
  }
  return {
    base: `${site}/api/groups/${member.groupId}`,
    group: { address: `${site}/groups/${member.groupId}`, name: member.groupName },
    sourceOf: (chapter) => `${site}${guide?.address ?? `/guides/${member.guide}`}/${chapter}`,
    textOf: (revision) => known.get(revision) ?? null,
    guide,
    chapterOf,
    titleOf,
    load: async (notes) => {
      const missing = [...new Set(notes.map(({ chapterRevision }) => chapterRevision))].filter((revision) => !known.has(revision))
      if (missing.length === 0) return
      const kept = await db().chapterText.findMany({ where: { revision: { in: missing } } })
      for (const revision of missing) known.set(revision, null)
      for (const { revision, text, createdAt } of kept) known.set(revision, annotatedText(text, createdAt.toISOString()))
      // A text that no note was written on yet is kept with the first one: until then it is the one of today.
      for (const { chapter } of new Map(notes.map((note) => [note.chapter, note])).values()) {
        const today = await chapterOf(chapter)
        if (today && known.get(today.revision) === null) known.set(today.revision, annotatedText(today.text, new Date().toISOString()))
      }
    },
  }
}
