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
import { mayEditWords } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { findChapter, requireChapter } from '#server/content/guides.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { carrySoon } from '#server/editions/revisions.ts'
import { announceAnnotation } from '#server/live/announce-annotation.ts'
import { notify } from '#server/live/notify.ts'
import { type Cursor, pageOf, parseCursor } from '#server/page.ts'
import { DELETED_BUT_TALKED_ABOUT, isTalkedAbout, workedOut } from '#server/talk/annotation-rows.ts'
import { spellTags } from '#server/talk/tags.ts'
import { asWriter, deletedMeanwhile, present, type Reader, staleEdit } from '#server/talk/talk.ts'
import { findReader } from '#server/talk/visits.ts'
import { removeWords, repeatedWords, requireOwn, restoreWords, type Words } from '#server/talk/words.ts'
import { notes } from '#server/visibility.ts'
import { type Fresh, fresh, freshOne, KEPT, keep } from '#server/words/render.ts'

const WITH_CREATOR = { creator: { select: { id: true, name: true } } } satisfies Prisma.AnnotationInclude
type Row = Prisma.AnnotationGetPayload<{ include: typeof WITH_CREATOR }>

/** What a screen needs of each: neither its surroundings nor whole rows of their writers. */
const LISTED = {
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
  ...KEPT,
  createdAt: true,
  wordsAt: true,
  editedAt: true,
  deletedAt: true,
  removal: true,
} satisfies Prisma.AnnotationSelect
type Listed = Prisma.AnnotationGetPayload<{ select: typeof LISTED }>

/**
 * A page of the annotations of a chapter that the viewer may see, in the order of the text or the newest first. The
 * number of queries does not grow with the number of annotations.
 */
export async function listAnnotations(viewer: Viewer, input: ListAnnotations): Promise<Page<Annotation>> {
  const { groupId, chapter, limit, order } = input
  const member = await requireMember(viewer, groupId)
  const after = parseCursor(input.cursor, order === 'newest' ? 'moment' : 'offset')
  const [text, reader, placeholders] = await Promise.all([
    findChapter(member.guide, chapter),
    findReader(member, chapter),
    workedOut({ groupId, chapter, ...DELETED_BUT_TALKED_ABOUT }),
  ])
  const rows = await db().annotation.findMany({
    where: {
      groupId,
      chapter,
      AND: [notes.seenBy(member), { OR: [{ deletedAt: null }, placeholders] }],
      ...(after && behind(order, after)),
    },
    select: LISTED,
    orderBy: order === 'newest' ? [{ createdAt: 'desc' }, { id: 'desc' }] : [{ start: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  if (text && rows.some(({ chapterRevision, lostIn }) => chapterRevision !== text.revision && lostIn !== text.revision))
    carrySoon(groupId, text)
  const cursorOf = ({ start, createdAt, id }: Listed) => ({ key: order === 'newest' ? createdAt.getTime() : start, id })
  return pageOf(await fresh('annotations', rows), limit, cursorOf, (row) => toAnnotation(row, reader))
}

/** What comes after the end of a page. */
function behind(order: ListAnnotations['order'], { key, id }: Cursor): Prisma.AnnotationWhereInput {
  if (order === 'position') return { start: { gte: key }, NOT: { start: key, id: { lte: id } } }
  const createdAt = new Date(key)
  return { createdAt: { lte: createdAt }, NOT: { createdAt, id: { gte: id } } }
}

/** One annotation. */
export async function requireAnnotation(viewer: Viewer, { groupId, annotationId }: AboutAnnotation): Promise<Annotation> {
  const member = await requireMember(viewer, groupId)
  const row = await db().annotation.findFirst({
    where: { id: annotationId, groupId, AND: [notes.seenBy(member), { OR: [{ deletedAt: null }, DELETED_BUT_TALKED_ABOUT] }] },
    include: WITH_CREATOR,
  })
  if (!row) throw notFound()
  return toAnnotation(await freshOne('annotations', row), await findReader(member, row.chapter))
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

const WORDS: Words<Row, Annotation> = {
  table: 'annotations',
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

function toAnnotation(row: Fresh<Listed>, reader: Reader): Annotation {
  const { id, chapter, chapterRevision, start, end, exact, creator, visibility, motivation } = row
  const tags = row.deletedAt ? [] : row.tags
  const lost = row.lostIn !== null
  return { id, chapter, chapterRevision, start, end, exact, lost, creator, visibility, motivation, tags, ...present(row, reader) }
}
