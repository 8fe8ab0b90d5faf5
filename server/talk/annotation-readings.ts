import 'server-only'
import type { AboutAnnotation, Annotation, ListAnnotations } from '#domain/annotation.ts'
import { Prisma } from '#server/db.ts'
import { booleanJson, objectJson, plainJson, textJson } from '#server/json-sql.ts'
import { staleSql } from '#server/markdown/render.ts'
import { READER } from '#server/reading.ts'
import { ofEach } from '#server/statement.ts'
import { standsOrTalkedAboutSql } from '#server/talk/annotation-rows.ts'
import { reactionsSql } from '#server/talk/reactions.ts'
import { among, itemReading, pageReading } from '#server/talk/read-talk.ts'
import { creatorSql, presentSql } from '#server/talk/talk.ts'
import { seenSql } from '#server/talk/visits.ts'
import { notes, waiting } from '#server/visibility.ts'

/* The statements by which notes are read all day long; `annotations.ts` asks them. */

const at = (column: string) => Prisma.raw(`a.${column}`)

/** What a screen needs of each, as JSON: neither its surroundings nor whole rows of their writers. As `toAnnotation`. */
const ITEM = objectJson({
  id: plainJson(at('id')),
  chapter: textJson(at('chapter')),
  chapterRevision: textJson(at('chapter_revision')),
  start: at('start'),
  end: at('"end"'),
  exact: textJson(at('exact')),
  lost: booleanJson(Prisma.sql`a.lost_in IS NOT NULL`),
  creator: creatorSql('a'),
  visibility: plainJson(at('visibility')),
  motivation: plainJson(at('motivation')),
  tags: Prisma.sql`CASE WHEN a.deleted_at IS NULL OR ${waiting.shownToSql(READER, 'a')} THEN to_json(a.tags) ELSE '[]' END`,
  ...presentSql('a', Prisma.sql`reader.seen`),
  reactions: reactionsSql('annotation', 'a'),
} satisfies Record<keyof Annotation, Prisma.Sql>)

/** The rows of `ITEM` that the reader sees, which the condition of whoever asks follows. */
const listed = (chapter: Prisma.Sql, key: Prisma.Sql) => Prisma.sql`
  SELECT a.id, ${key} AS key, ${staleSql('a')} AS stale, coalesce(a.lost_in, a.chapter_revision) AS revision, ${ITEM} AS item
  FROM annotations a CROSS JOIN LATERAL (SELECT ${seenSql(chapter)} AS seen OFFSET 0) reader
  WHERE a.group_id = ${READER.groupId} AND ${notes.seenBySql(READER, 'a')} AND (${standsOrTalkedAboutSql('a')} OR ${waiting.shownToSql(READER, 'a')})`

/** How each order is made, what of a row tells its place in it, and what comes after the end of a page. */
const ORDERS: Record<
  ListAnnotations['order'],
  { by: Prisma.Sql; key: Prisma.Sql; behind: (key: Prisma.Sql, id: Prisma.Sql) => Prisma.Sql }
> = {
  position: {
    by: Prisma.sql`a.start, a.id`,
    key: Prisma.sql`a.start`,
    behind: (key, id) => Prisma.sql`AND (a.start, a.id) > (${key}::int, ${id}::uuid)`,
  },
  newest: {
    by: Prisma.sql`a.created_at DESC, a.id DESC`,
    key: Prisma.sql`extract(epoch FROM a.created_at) * 1000`,
    behind: (key, id) => Prisma.sql`AND (a.created_at, a.id) < (${key}::timestamptz, ${id}::uuid)`,
  },
}

type PageValues = Pick<ListAnnotations, 'groupId' | 'chapter' | 'limit' | 'ids'> & { after?: number | Date; afterId?: string }
type Which = { order: ListAnnotations['order']; goesOn: boolean; hasIds: boolean }

/** Pages of a chapter's notes, with the first and the last of the revisions that they stand in. */
export const PAGES = ofEach(({ order, goesOn, hasIds }: Which) =>
  pageReading<{ first: string; last: string }, PageValues>((at) => {
    const { by, key, behind } = ORDERS[order]
    const which = Prisma.sql`${hasIds ? among('a', at.ids) : Prisma.empty} ${goesOn ? behind(at.after, at.afterId) : Prisma.empty}`
    return Prisma.sql`${listed(at.chapter, key)} AND a.chapter = ${at.chapter} ${which} ORDER BY ${by} LIMIT ${at.limit}::int + 1`
  }, Prisma.sql`, min(n.revision) AS first, max(n.revision) AS last`),
)

/** One note. */
export const ONE = itemReading<AboutAnnotation>(
  (at) => Prisma.sql`${listed(Prisma.sql`a.chapter`, Prisma.sql`a.start`)} AND a.id = ${at.annotationId}::uuid`,
)
