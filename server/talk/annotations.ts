import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { describe, standsAt, trimPassage } from '#domain/anchoring/describe.ts'
import {
  type AboutAnnotation,
  type Annotation,
  type CreateAnnotation,
  type ListAnnotations,
  settleMotivation,
  type UpdateAnnotation,
} from '#domain/annotation.ts'
import type { Page } from '#domain/page.ts'
import { mayEditWords, mayRemoveWords } from '#domain/permissions.ts'
import { notFound, Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { findChapter, requireChapter } from '#server/content/guides.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { carrySoon } from '#server/editions/revisions.ts'
import { notify } from '#server/live/notify.ts'
import { type Cursor, pageOf, parseCursor } from '#server/page.ts'
import { announce, DELETED_BUT_TALKED_ABOUT, isTalkedAbout, visibleTo, workedOut } from '#server/talk/annotation-rows.ts'
import { spellTags } from '#server/talk/tags.ts'
import { deletedMeanwhile, idTaken, present, type Reader, requireRestorable, staleEdit } from '#server/talk/talk.ts'
import { findReader } from '#server/talk/visits.ts'

const WITH_CREATOR = { creator: { select: { id: true, name: true } } } satisfies Prisma.AnnotationInclude
type Row = Prisma.AnnotationGetPayload<{ include: typeof WITH_CREATOR }>

/** What a screen needs of each: neither its surroundings nor whole rows of their writers. */
const LISTED = {
  id: true,
  chapter: true,
  chapterRevision: true,
  lostIn: true,
  start: true,
  end: true,
  exact: true,
  creatorId: true,
  creator: WITH_CREATOR.creator,
  visibility: true,
  motivation: true,
  tags: true,
  body: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  editedAt: true,
  deletedAt: true,
} satisfies Prisma.AnnotationSelect
type Listed = Prisma.AnnotationGetPayload<{ select: typeof LISTED }>

/**
 * A page of the annotations of a chapter that the viewer may see, in the order of the text or the newest first. The
 * number of queries does not grow with the number of annotations.
 */
export async function listAnnotations(viewer: Viewer, input: ListAnnotations): Promise<Page<Annotation>> {
  const { groupId, chapter, limit, order } = input
  const { userId, guide } = await requireMember(viewer, groupId)
  const after = parseCursor(input.cursor)
  const [text, reader, placeholders] = await Promise.all([
    findChapter(guide, chapter),
    findReader(userId, groupId, chapter),
    workedOut({ groupId, chapter, ...DELETED_BUT_TALKED_ABOUT }),
  ])
  const rows = await db().annotation.findMany({
    where: {
      groupId,
      chapter,
      AND: [visibleTo(userId), { OR: [{ deletedAt: null }, placeholders] }],
      ...(after && behind(order, after)),
    },
    select: LISTED,
    orderBy: order === 'newest' ? [{ createdAt: 'desc' }, { id: 'desc' }] : [{ start: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  if (text && rows.some(({ chapterRevision, lostIn }) => chapterRevision !== text.revision && lostIn !== text.revision))
    carrySoon(groupId, text)
  const cursorOf = ({ start, createdAt, id }: Listed) => ({ key: order === 'newest' ? createdAt.getTime() : start, id })
  return pageOf(rows, limit, cursorOf, (row) => toAnnotation(row, reader))
}

/** What comes after the end of a page. */
function behind(order: ListAnnotations['order'], { key, id }: Cursor): Prisma.AnnotationWhereInput {
  if (order === 'position') return { start: { gte: key }, NOT: { start: key, id: { lte: id } } }
  const createdAt = new Date(key)
  return { createdAt: { lte: createdAt }, NOT: { createdAt, id: { gte: id } } }
}

/** One annotation. */
export async function requireAnnotation(viewer: Viewer, { groupId, annotationId }: AboutAnnotation): Promise<Annotation> {
  const { userId } = await requireMember(viewer, groupId)
  const row = await db().annotation.findFirst({
    where: { id: annotationId, groupId, AND: [visibleTo(userId), { OR: [{ deletedAt: null }, DELETED_BUT_TALKED_ABOUT] }] },
    include: WITH_CREATOR,
  })
  if (!row) throw notFound()
  return toAnnotation(row, await findReader(userId, groupId, row.chapter))
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
  if (known) return repeated(known, input, creatorId)

  const { text, revision } = await requireChapter(member.guide, chapter)
  if (!standsAt(text, input)) {
    throw new Problem('conflict', 'The chapter has changed since you opened it: reload it; your draft is kept.', { reload: true })
  }
  if (!trimPassage(text, input)) throw new Problem('invalid', 'Select some words first.')
  const tags = await spellTags(member, input.tags)
  const data = { id, groupId, chapter, chapterRevision: revision, creatorId, visibility, motivation, tags, body, ...describe(text, input) }
  await db().$transaction(async (tx) => {
    const { count } = await tx.annotation.createMany({ data: [data], skipDuplicates: true })
    if (count === 0) return
    await keepText(tx, { revision, text })
    await announce(tx, data, visibility === 'PRIVATE')
  })
  return repeated(await db().annotation.findUniqueOrThrow({ where: { id }, include: WITH_CREATOR }), input, creatorId)
}

/** The annotation that an id already names, if it is the one that was sent. */
function repeated(row: Row, input: CreateAnnotation, userId: string): Annotation {
  if (row.creatorId !== userId || row.groupId !== input.groupId) throw notFound()
  const samePassage = row.chapter === input.chapter && row.start <= input.start && row.end >= input.end
  // Once edited, the first words are not known any more.
  if (!samePassage || (row.version === 1 && row.body !== input.body)) throw idTaken()
  return toAnnotation(row, { userId, seenAt: null })
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
  const own = await requireOwn(input, userId, (isCreator) => mayEditWords({ isCreator }))
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
      throw new Problem('conflict', 'Others have replied to this note, so it cannot become private. You can delete it instead.')
    }
    if (visibility === 'PRIVATE') await requireNoSuggestion(tx, row)
    const editedAt = row.body === body ? row.editedAt : new Date()
    const data = { body, visibility, motivation, tags, editedAt, version: version + 1 }
    await tx.annotation.update({ where: { id, groupId }, data })
    // What the creator said below comes and goes with it.
    for (const comment of comments) await notify(tx, { groupId, noun: 'comment', id: comment.id, chapter: row.chapter })
    await announce(tx, row, row.visibility === 'PRIVATE' && visibility === 'PRIVATE')
  })
  const row = await db().annotation.findFirstOrThrow({ where: { id: own.id, groupId }, include: WITH_CREATOR })
  return toAnnotation(row, { userId, seenAt: null })
}

/** A passage on which the group has been asked something cannot be hidden from it. */
async function requireNoSuggestion(tx: Tx, { id, groupId }: { id: string; groupId: string }): Promise<void> {
  const where = { groupId, annotationId: id, deletedAt: null, status: { not: 'DECLINED' as const } }
  if (await tx.groupQuestion.findFirst({ where, select: { id: true } })) {
    throw new Problem('conflict', 'You suggested a question on this passage, so it cannot become private. Take the suggestion back first.')
  }
}

/**
 * Takes an annotation back; a day long it can be restored. Doing it twice is harmless.
 * @returns what stays in its place while somebody's comment on it stands
 */
export async function removeAnnotation(viewer: Viewer, input: AboutAnnotation): Promise<Annotation | undefined> {
  const { userId } = await requireMember(viewer, input.groupId)
  const row = await requireOwn(input, userId, (isCreator) => mayRemoveWords({ isCreator }))
  const where = { id: row.id, groupId: input.groupId, deletedAt: null }
  const deletedAt = row.deletedAt ?? new Date()
  return db().$transaction(async (tx) => {
    const { count } = await tx.annotation.updateMany({ where, data: { deletedAt } })
    const stays = await isTalkedAbout(tx, row)
    if (count > 0) await announce(tx, row, row.visibility === 'PRIVATE', !stays)
    return stays ? toAnnotation({ ...row, deletedAt }, { userId, seenAt: null }) : undefined
  })
}

/**
 * Brings back what its creator deleted.
 * @throws Problem `gone` after a day
 */
export async function restoreAnnotation(viewer: Viewer, input: AboutAnnotation): Promise<Annotation> {
  const { userId } = await requireMember(viewer, input.groupId)
  const row = await requireOwn(input, userId, (isCreator) => mayRemoveWords({ isCreator }))
  const { deletedAt } = row
  if (deletedAt) {
    requireRestorable({ ...row, deletedAt }, userId)
    await db().$transaction(async (tx) => {
      await tx.annotation.update({ where: { id: row.id, groupId: input.groupId }, data: { deletedAt: null } })
      await announce(tx, row, row.visibility === 'PRIVATE')
    })
  }
  return toAnnotation({ ...row, deletedAt: null }, { userId, seenAt: null })
}

/**
 * @param rule a rule of `domain/permissions.ts`
 * @throws Problem `not-found` for what the viewer cannot see, `forbidden` for what is somebody else's
 */
async function requireOwn({ groupId, annotationId }: AboutAnnotation, userId: string, rule: (isCreator: boolean) => boolean): Promise<Row> {
  const row = await db().annotation.findFirst({ where: { id: annotationId, groupId, ...visibleTo(userId) }, include: WITH_CREATOR })
  const isCreator = row?.creatorId === userId
  if (!row || (row.deletedAt && !isCreator)) throw notFound()
  requireRight(rule(isCreator), 'Only the person who wrote this can change or delete it.')
  return row
}

function toAnnotation(row: Listed, reader: Reader): Annotation {
  const { id, chapter, chapterRevision, start, end, exact, creator, visibility, motivation } = row
  const tags = row.deletedAt ? [] : row.tags
  const lost = row.lostIn !== null
  return { id, chapter, chapterRevision, start, end, exact, lost, creator, visibility, motivation, tags, ...present(row, reader) }
}
