import { randomUUID } from 'node:crypto'
import { describe } from '#domain/anchoring/describe.ts'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'

/** Writes very many notes of the group's owner on a chapter, in the database of a running product. */
export default (groupId: string, chapter: string, count: number) =>
  withDatabase(readSettings('production'), async () => {
    const { db } = await import('#server/db.ts')
    const { requireChapter } = await import('#server/content/guides.ts')
    const { guide, memberships } = await db().readingGroup.findUniqueOrThrow({ where: { id: groupId }, include: { memberships: true } })
    const creatorId = memberships.find(({ role }) => role === 'OWNER')?.userId ?? ''
    const { text, revision } = await requireChapter(guide, chapter)
    const rows = Array.from({ length: count }, (_, at) => {
      const start = Math.floor((at * (text.length - 100)) / count)
      const passage = describe(text, { start, end: start + 40 })
      return { id: randomUUID(), groupId, chapter, chapterRevision: revision, creatorId, body: `Note number ${at + 1}`, ...passage }
    })
    await db().annotation.createMany({ data: rows.map((row) => ({ ...row, motivation: 'commenting' as const })) })
  })
