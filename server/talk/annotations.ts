import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { describe, standsAt, trimPassage } from '#domain/anchoring/describe.ts'
import type { AboutAnnotation, Annotation, CreateAnnotation, ListAnnotations, UpdateAnnotation } from '#domain/annotation.ts'
import { settleMotivation } from '#domain/motivation.ts'
import type { Page } from '#domain/page.ts'
import { mayEditWords } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import { creatorOf, type Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { findChapter, requireChapter } from '#server/content/guides.ts'
import { db, Prisma, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { carrySoon } from '#server/editions/revisions.ts'
import { announceAnnotation } from '#server/live/announce-annotation.ts'
import { notify } from '#server/live/notify.ts'
import { type Cursor, parseCursor } from '#server/page.ts'
import { type Asker, READER } from '#server/reading.ts'
import { isTalkedAbout, standsOrTalkedAboutSql } from '#server/talk/annotation-rows.ts'
import { reactionsOf, reactionsSql, WITH_REACTIONS } from '#server/talk/reactions.ts'
import { among, readOne, readPage } from '#server/talk/read-talk.ts'
import { forgetRewordings, keepRewording } from '#server/talk/rewordings.ts'
import { slowLinks } from '#server/talk/slow-links.ts'
import { spellTags } from '#server/talk/tags.ts'
import {
  asWriter,
  creatorSql,
  deletedMeanwhile,
  held,
  present,
  presentSql,
  type Reader,
  requireTrust,
  staleEdit,
} from '#server/talk/talk.ts'
import { seenSql } from '#server/talk/visits.ts'
import { removeWords, repeatedWords, requireOwn, restoreWords, type Words } from '#server/talk/words.ts'
import { notes, waiting } from '#server/visibility.ts'
import { type Fresh, freshOne, keep, staleSql } from '#server/words/render.ts'

const WITH_CREATOR = { creator: { select: { id: true, name: true } }, reactions: WITH_REACTIONS } satisfies Prisma.AnnotationInclude
type Row = Prisma.AnnotationGetPayload<{ include: typeof WITH_CREATOR }>

/** What a screen needs of each, as JSON: neither its surroundings nor whole rows of their writers. As `toAnnotation`. */
const ITEM = Prisma.sql`(SELECT row_to_json(x)::text FROM (SELECT a.id, a.chapter, a.chapter_revision AS "chapterRevision", a.start, a."end", a.exact,
  a.lost_in IS NOT NULL AS lost, ${creatorSql('a')} AS creator, a.visibility,
  a.motivation, CASE WHEN a.deleted_at IS NULL OR ${waiting.shownToSql(READER, 'a')} THEN a.tags ELSE '{}' END AS tags, ${presentSql('a', Prisma.sql`reader.seen`)},
  ${reactionsSql('annotation', 'a')}) x) AS item`

/** The rows of `ITEM` that the reader sees, which the condition of whoever asks follows. */
const listed = (chapter: Prisma.Sql, key: Prisma.Sql) => Prisma.sql`
  SELECT a.id, ${key} AS key, ${staleSql('a')} AS stale, coalesce(a.lost_in, a.chapter_revision) AS revision, ${ITEM}
  FROM annotations a CROSS JOIN LATERAL (SELECT ${seenSql(chapter)} AS seen OFFSET 0) reader
  WHERE a.group_id = ${READER.groupId} AND ${notes.seenBySql(READER, 'a')} AND (${standsOrTalkedAboutSql('a')} OR ${waiting.shownToSql(READER, 'a')})`

/** A page of the annotations of a chapter that whoever asks may see, in the order of the text or the newest first, as JSON. */
export async function readAnnotations(asker: Asker, input: ListAnnotations): Promise<string> {
  const { groupId, chapter, limit, order, ids } = input
  const after = parseCursor(input.cursor, order === 'newest' ? 'moment' : 'offset')
  const [by, key] = ORDERS[order]
  const rows = Prisma.sql`${listed(Prisma.sql`${chapter}`, key)} AND a.chapter = ${chapter} ${among('a', ids)} ${after ? behind(order, after) : Prisma.empty}
    ORDER BY ${by} LIMIT ${limit + 1}`
  const texts = Prisma.sql`, min(n.revision) AS first, max(n.revision) AS last`
  const page = await readPage<{ first: string; last: string }>(asker, { groupId, table: 'annotations', rows, limit, more: texts })
  const { first, last } = page.more
  const text = first && (await findChapter(page.member.guide, chapter))
  if (text && (first !== text.revision || last !== text.revision)) carrySoon(groupId, text)
  return page.text
}

/** The same for a viewer who was found already. */
export async function listAnnotations(viewer: Viewer, input: ListAnnotations): Promise<Page<Annotation>> {
  return JSON.parse(await readAnnotations({ viewer }, input))
}

/** How each order is made, and what of a row tells its place in it. */
const ORDERS: Record<ListAnnotations['order'], [Prisma.Sql, Prisma.Sql]> = {
  position: [Prisma.sql`a.start, a.id`, Prisma.sql`a.start`],
  newest: [Prisma.sql`a.created_at DESC, a.id DESC`, Prisma.sql`extract(epoch FROM a.created_at) * 1000`],
}

/** What comes after the end of a page. */
function behind(order: ListAnnotations['order'], { key, id }: Cursor): Prisma.Sql {
  if (order === 'position') return Prisma.sql`AND (a.start, a.id) > (${key}::int, ${id}::uuid)`
  return Prisma.sql`AND (a.created_at, a.id) < (${new Date(key)}::timestamptz, ${id}::uuid)`
}

/** One annotation, as JSON. */
export function readAnnotation(asker: Asker, { groupId, annotationId }: AboutAnnotation): Promise<string> {
  const rows = Prisma.sql`${listed(Prisma.sql`a.chapter`, Prisma.sql`a.start`)} AND a.id = ${annotationId}::uuid`
  return readOne(asker, { groupId, table: 'annotations', rows })
}

/** The same for a viewer who was found already. */
export async function requireAnnotation(viewer: Viewer, about: AboutAnnotation): Promise<Annotation> {
  return JSON.parse(await readAnnotation({ viewer }, about))
}

/**
 * Marks a passage, with words or without. A repeat with the same id and content gives the same annotation.
 * @throws Problem `conflict` with `reload: true` when the quote does not stand at its place in the chapter as it is now
 */
export async function createAnnotation(viewer: Viewer, input: CreateAnnotation): Promise<Annotation> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter, visibility, body } = input
  const motivation = settleMotivation(input.motivation, body)
  const creatorId = member.userId
  const known = await db().annotation.findUnique({ where: { id }, include: WITH_CREATOR })
  if (known) return repeated(member, known, input)

  const { text, revision } = await requireChapter(member.guide, chapter)
  if (!standsAt(text, input)) {
    throw new Problem('conflict', say('chapterChangedDraft'), { reload: true })
  }
  if (!trimPassage(text, input)) throw new Problem('invalid', say('selectWords'))
  await slowLinks(body, creatorId)
  const [tags, words] = await Promise.all([spellTags(member, input.tags), keep(body, creatorId)])
  const data = {
    id,
    groupId,
    chapter,
    chapterRevision: revision,
    creatorId,
    visibility,
    motivation,
    tags,
    ...words,
    ...describe(text, input),
    // A highlight without words says nothing that anybody would have to look at.
    ...(member.waits && notes.isOfGroup({ visibility }) && (body !== '' || tags.length > 0) && held()),
  }
  await db().$transaction(async (tx) => {
    const { count } = await tx.annotation.createMany({ data: [data], skipDuplicates: true })
    if (count === 0) return
    await keepText(tx, { revision, text })
    await announceAnnotation(tx, data)
  })
  return repeated(member, await db().annotation.findUniqueOrThrow({ where: { id }, include: WITH_CREATOR }), input)
}

function repeated(member: Belonging, row: Row, { chapter, start, end, body }: CreateAnnotation): Promise<Annotation> {
  const isSamePlace = row.chapter === chapter && row.start <= start && row.end >= end
  return repeatedWords(WORDS, member, row, { body, isSamePlace })
}

/**
 * Changes the words, the tags or who may see them.
 * @throws Problem `conflict` with both texts when the edit started from an older version; when it would hide others' replies
 */
export async function updateAnnotation(viewer: Viewer, input: UpdateAnnotation): Promise<Annotation> {
  const member = await requireMember(viewer, input.groupId)
  const { userId } = member
  const { annotationId: id, groupId, version, body, visibility } = input
  const newTags = input.tags && (await spellTags(member, input.tags))
  await requireOwn(WORDS, member, id, mayEditWords)
  requireTrust(member.waits && notes.isOfGroup({ visibility }))
  const words = await keep(body, userId)
  await db().$transaction(async (tx) => {
    // Comments lock the annotation too: none arrives between the look and the change.
    await tx.$executeRaw`SELECT 1 FROM annotations WHERE id = ${id}::uuid AND group_id = ${groupId}::uuid FOR UPDATE`
    const row = await tx.annotation.findFirstOrThrow({ where: { id, groupId } })
    if (row.deletedAt) throw deletedMeanwhile(body)
    const motivation = settleMotivation(input.motivation ?? row.motivation, body)
    const tags = newTags ?? row.tags
    const sameTags = isDeepStrictEqual(row.tags, tags)
    if (row.body === body && row.visibility === visibility && row.motivation === motivation && sameTags) return
    if (row.version !== version) throw staleEdit(row, body, { tags: row.tags })
    const comments = row.visibility === visibility ? [] : await tx.comment.findMany({ where: { groupId, thread: { annotationId: id } } })
    if (visibility === 'PRIVATE' && comments.some((comment) => comment.creatorId !== userId && !comment.deletedAt)) {
      throw new Problem('conflict', say('noteHasReplies'))
    }
    if (visibility === 'PRIVATE') await requireNoSuggestion(tx, row)
    const now = new Date()
    const editedAt = row.body === body ? row.editedAt : now
    // What was private until now is new to the group, whenever it was written.
    const isNew = row.body !== body || (!notes.isOfGroup(row) && notes.isOfGroup({ visibility }))
    const data = { ...words, visibility, motivation, tags, editedAt, wordsAt: isNew ? now : row.wordsAt, version: version + 1 }
    await tx.annotation.update({ where: { id, groupId }, data })
    if (row.visibility !== visibility) await forgetRewordings(tx, 'annotation', id)
    else if (row.body !== body) await keepRewording(tx, 'annotation', row)
    // What the creator said below comes and goes with it.
    for (const comment of comments) await notify(tx, { groupId, noun: 'comment', id: comment.id, chapter: row.chapter })
    await announceAnnotation(tx, { ...row, visibility }, { before: row })
  })
  const row = await db().annotation.findFirstOrThrow({ where: { id, groupId }, include: WITH_CREATOR })
  return toAnnotation(await freshOne('annotations', row), asWriter(member))
}

/** A passage on which the group has been asked something cannot be hidden from it. */
async function requireNoSuggestion(tx: Tx, { id, groupId }: { id: string; groupId: string }): Promise<void> {
  const where = { groupId, annotationId: id, deletedAt: null, status: { not: 'DECLINED' as const } }
  if (await tx.groupQuestion.findFirst({ where, select: { id: true } })) {
    throw new Problem('conflict', say('noteHasQuestion'))
  }
}

export { WORDS as annotationWords }

const WORDS: Words<Row, Annotation> = {
  table: 'annotations',
  about: ({ id, chapter, creatorId }) => ({ noun: 'annotation', id, chapter, creatorId, named: true }),
  find: (tx, member, id) =>
    tx.annotation.findFirst({ where: { id, groupId: member.groupId, ...notes.seenBy(member) }, include: WITH_CREATOR }),
  change: async (tx, where, data) => (await tx.annotation.updateMany({ where, data })).count,
  announce: announceAnnotation,
  announceGone: async (tx, row, isNews) => {
    const stays = await isTalkedAbout(tx, row)
    if (isNews) await announceAnnotation(tx, row, { isGone: !stays })
    return stays
  },
  show: toAnnotation,
}

/**
 * Takes an annotation back; a day long it can be restored. Doing it twice is harmless.
 * @returns what stays in its place while somebody's comment on it stands
 */
export async function removeAnnotation(viewer: Viewer, { groupId, annotationId }: AboutAnnotation): Promise<Annotation | undefined> {
  return removeWords(WORDS, await requireMember(viewer, groupId), annotationId)
}

/** Brings back what was taken away. */
export async function restoreAnnotation(viewer: Viewer, { groupId, annotationId }: AboutAnnotation): Promise<Annotation> {
  return restoreWords(WORDS, await requireMember(viewer, groupId), annotationId)
}

function toAnnotation(row: Fresh<Row>, reader: Reader): Annotation {
  const { id, chapter, chapterRevision, start, end, exact, visibility, motivation } = row
  const shown = present(row, reader)
  const tags = shown.deleted ? [] : row.tags
  const lost = row.lostIn !== null
  const reactions = reactionsOf(row, reader)
  return {
    id,
    chapter,
    chapterRevision,
    start,
    end,
    exact,
    lost,
    creator: creatorOf(row),
    visibility,
    motivation,
    tags,
    ...shown,
    reactions,
  }
}
