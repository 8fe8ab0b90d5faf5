import { randomUUID } from 'node:crypto'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'

/**
 * Saves a note of the owner of a group on every match of a pattern in a chapter, into the database of a running product. The note's words
 * are the match's.
 * @returns the notes' ids, in the order of the text
 */
export default (groupId: string, chapter: string, pattern: string): Promise<string[]> =>
  withDatabase(readSettings('production'), async () => {
    const { db } = await import('#server/db.ts')
    const { requireChapter } = await import('#server/content/guides.ts')
    const { describe } = await import('#domain/anchoring/describe.ts')
    const { guide } = await db().readingGroup.findUniqueOrThrow({ where: { id: groupId } })
    const { userId } = await db().membership.findFirstOrThrow({ where: { groupId, role: 'OWNER' } })
    const { text, revision } = await requireChapter(guide, chapter)
    const rows = [...text.matchAll(new RegExp(pattern, 'g'))].map(({ index, 0: words }) => ({
      ...{ id: randomUUID(), groupId, chapter, chapterRevision: revision, creatorId: userId, motivation: 'commenting' as const },
      ...{ body: words, ...describe(text, { start: index, end: index + words.length }) },
    }))
    await db().annotation.createMany({ data: rows })
    return rows.map(({ id }) => id)
  })
