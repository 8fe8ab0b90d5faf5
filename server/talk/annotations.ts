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
import { db, type Prisma, type Tx } from '#server/db.ts'
import { keepText } from '#server/editions/carry.ts'
import { carrySoon } from '#server/editions/revisions.ts'
import { announceAnnotation } from '#server/live/announce-annotation.ts'
import { notify } from '#server/live/notify.ts'
import { type Fresh, freshOne, keep } from '#server/markdown/render.ts'
import { parseCursor } from '#server/page.ts'
import type { Asker } from '#server/reading.ts'
import { ONE, PAGES } from '#server/talk/annotation-readings.ts'
import { isTalkedAbout } from '#server/talk/annotation-rows.ts'
import { reactionsOf, WITH_REACTIONS } from '#server/talk/reactions.ts'
import { readOne, readPage } from '#server/talk/read-talk.ts'
import { forgetRewordings, keepRewording } from '#server/talk/rewordings.ts'
import { slowLinks } from '#server/talk/slow-links.ts'
import { spellTags } from '#server/talk/tags.ts'
import { asWriter, deletedMeanwhile, held, present, type Reader, requireTrust, staleEdit } from '#server/talk/talk.ts'
import { removeWords, repeatedWords, requireOwn, restoreWords, type Words } from '#server/talk/words.ts'
import { notes } from '#server/visibility.ts'

const WITH_CREATOR = { creator: { select: { id: true, name: true } }, reactions: WITH_REACTIONS } satisfies Prisma.AnnotationInclude
type Row = Prisma.AnnotationGetPayload<{ include: typeof WITH_CREATOR }>

/** A page of the annotations of a chapter that whoever asks may see, in the order of the text or the newest first, as JSON. */
export async function readAnnotations(asker: Asker, input: ListAnnotations): Promise<string> {
  const { groupId, chapter, limit, order, ids } = input
  const after = parseCursor(input.cursor, order === 'newest' ? 'moment' : 'offset')
  const wanted = PAGES({ order, goesOn: after !== null, hasIds: ids !== undefined })
  const end = after && { after: order === 'newest' ? new Date(after.key) : after.key, afterId: after.id }
  const page = await readPage(asker, 'annotations', wanted, { groupId, chapter, limit, ids, ...end })
  const { first, last } = page.more
  const text = first && (await findChapter(page.member.guide, chapter))
  if (text && (first !== text.revision || last !== text.revision)) carrySoon(groupId, text)
  return page.text
}

/** The same for a viewer who was found already. */
export async function listAnnotations(viewer: Viewer, input: ListAnnotations): Promise<Page<Annotation>> {
  return JSON.parse(await readAnnotations({ viewer }, input))
}

/** One annotation, as JSON. */
export const readAnnotation = (asker: Asker, about: AboutAnnotation): Promise<string> => readOne(asker, 'annotations', ONE, about)

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
