import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { standsAt } from '#domain/anchoring/describe.ts'
import type { AboutAnswer, Answer, CreateAnswer, Evidence, Sharing, UpdateAnswer } from '#domain/answer.ts'
import type { ListInChapter, Page } from '#domain/page.ts'
import { mayEditWords } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db, isDuplicate, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { type Fresh, fresh, freshOne, keep } from '#server/markdown/render.ts'
import { momentOf, OLDEST_FIRST, pageOf, parseCursor, saidAfter } from '#server/page.ts'
import { announceAnswered, ensureAsked } from '#server/talk/asked-questions.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { reactionsOf, WITH_REACTIONS } from '#server/talk/reactions.ts'
import { forgetRewordings, keepRewording } from '#server/talk/rewordings.ts'
import { slowLinks } from '#server/talk/slow-links.ts'
import { asWriter, deletedMeanwhile, held, present, type Reader, requireTrust, staleEdit } from '#server/talk/talk.ts'
import { findReader } from '#server/talk/visits.ts'
import { removeWords, repeatedWords, requireOwn, restoreWords, updateWords, type Words } from '#server/talk/words.ts'
import { answers, heardBy, notBy, waiting } from '#server/visibility.ts'

/** What was taken away stays as a placeholder while something said about it stands. */
const standsOrTalkedAbout = (member: Belonging) =>
  ({
    OR: [{ deletedAt: null }, { thread: { comments: { some: { deletedAt: null } } } }, waiting.shownTo(member)],
  }) satisfies Prisma.AnswerWhereInput

const WITH_CREATOR = { creator: { select: { id: true, name: true } }, reactions: WITH_REACTIONS } satisfies Prisma.AnswerInclude
type Row = Prisma.AnswerGetPayload<{ include: typeof WITH_CREATOR }>

/** A page of the members' answers to a chapter's questions, oldest first. */
export async function listAnswers(viewer: Viewer, { groupId, chapter, cursor, limit }: ListInChapter): Promise<Page<Answer>> {
  const member = await requireMember(viewer, groupId)
  const after = parseCursor(cursor, 'moment')
  const reader = await findReader(member, chapter)
  const rows = await db().answer.findMany({
    where: {
      groupId,
      chapter,
      AND: [answers.seenBy(member), standsOrTalkedAbout(member)],
      ...saidAfter(after),
    },
    include: WITH_CREATOR,
    orderBy: OLDEST_FIRST,
    take: limit + 1,
  })
  return pageOf(await fresh('answers', rows), limit, momentOf, (row) => toAnswer(row, reader))
}

/** One answer. */
export async function requireAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<Answer> {
  const member = await requireMember(viewer, groupId)
  const where = { id: answerId, groupId, AND: [answers.seenBy(member), standsOrTalkedAbout(member)] }
  const row = await db().answer.findFirst({ where, include: WITH_CREATOR })
  if (!row) throw notFound()
  return toAnswer(await freshOne('answers', row), await findReader(member, row.chapter))
}

/**
 * Gives the viewer's one answer to a question. A repeat with the same id and words gives the same answer.
 * @throws Problem `conflict` with the answer that stands, when there is one already
 */
export async function createAnswer(viewer: Viewer, input: CreateAnswer): Promise<Answer> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, chapter, questionId, body, sharing = 'NAMED', evidence = [] } = input
  const known = await db().answer.findUnique({ where: { id }, include: WITH_CREATOR })
  if (known) return repeated(member, known, input)

  await requireQuestion(member, chapter, questionId)
  await requireAllowed(member, chapter, { sharing, evidence, known: null })
  await slowLinks(body, member.userId)
  const words = await keep(body, member.userId)
  const mine = { groupId, chapter, questionId, creatorId: member.userId }
  const waits = member.waits && answers.isShared({ sharing }) ? held() : {}
  if (await db().answer.count({ where: { ...mine, ...waiting.shownTo(member) } })) throw new Problem('conflict', say('waitsForFacilitator'))
  await db().$transaction(async (tx) => {
    await ensureAsked(tx, mine)
    // What its writer took back makes room for the new one, for good, unless others talked about it.
    await tx.answer.deleteMany({ where: { ...mine, removal: 'WITHDRAWN', thread: null } })
    const { count } = await tx.answer.createMany({ data: [{ id, ...mine, sharing, evidence, ...words, ...waits }], skipDuplicates: true })
    if (count > 0) await announce(tx, { id, sharing, ...mine, removal: null, ...waits })
  })
  const row = await db().answer.findUnique({ where: { id }, include: WITH_CREATOR })
  if (row) return repeated(member, row, input)
  const standing = await db().answer.findFirst({ where: { ...mine, deletedAt: null }, include: WITH_CREATOR })
  throw new Problem('conflict', say('alreadyAnswered'), {
    current: standing && toAnswer(await freshOne('answers', standing), asWriter(member)),
    yours: body,
  })
}

async function repeated(member: Belonging, row: Row, { chapter, questionId, body }: CreateAnswer): Promise<Answer> {
  if (row.deletedAt && row.removal !== 'HELD' && row.creatorId === member.userId) throw deletedMeanwhile(body)
  return repeatedWords(WORDS, member, row, { body, isSamePlace: row.chapter === chapter && row.questionId === questionId })
}

type Announced = Pick<Row, 'id' | 'groupId' | 'chapter' | 'questionId' | 'sharing' | 'creatorId' | 'removal'>

/**
 * Tells whoever sees it of an answer that came, changed or went, and the group how many there are.
 * @param before who saw it until now, where that changes
 */
async function announce(tx: Tx, row: Announced, { isGone = false, before = row } = {}): Promise<void> {
  const { id, groupId, chapter, creatorId } = row
  const audience = heardBy(await answers.audience(tx, row), await answers.audience(tx, before))
  await notify(tx, { groupId, noun: 'answer', id, chapter, ...audience, ...(isGone && { removed: true as const }) })
  if (row.removal !== 'HELD') await announceAnswered(tx, row, creatorId)
}

export { WORDS as answerWords }

const WORDS: Words<Row, Answer> = {
  table: 'answers',
  about: ({ id, chapter, creatorId, sharing }) => ({ noun: 'answer', id, chapter, creatorId, named: sharing !== 'NAMELESS' }),
  find: (tx, member, id) =>
    tx.answer.findFirst({ where: { id, groupId: member.groupId, AND: [answers.seenBy(member)] }, include: WITH_CREATOR }),
  change: async (tx, where, data) => (await tx.answer.updateMany({ where, data })).count,
  announce: (tx, row) => announce(tx, row),
  announceGone: async (tx, row, isNews) => {
    const { id, groupId } = row
    const stays = (await tx.comment.count({ where: { groupId, deletedAt: null, thread: { answerId: id } } })) > 0
    if (isNews) await announce(tx, row, { isGone: !stays })
    return stays
  },
  show: toAnswer,
}

/**
 * Changes the words of an answer, the passages that it rests on, and who sees it.
 * @throws Problem `conflict` with both texts when the edit started from an older version
 */
export async function updateAnswer(viewer: Viewer, { groupId, answerId, sharing, evidence, ...edit }: UpdateAnswer): Promise<Answer> {
  const member = await requireMember(viewer, groupId)
  const own = await requireOwn(WORDS, member, answerId, mayEditWords)
  requireTrust(member.waits && answers.isShared({ sharing: sharing ?? own.sharing }))
  const wanted = { sharing: sharing ?? own.sharing, evidence: evidence ?? evidenceOf(own) }
  if (own.deletedAt || (wanted.sharing === own.sharing && isDeepStrictEqual(wanted.evidence, evidenceOf(own)))) {
    return updateWords(WORDS, member, answerId, edit)
  }
  await requireAllowed(member, own.chapter, { ...wanted, known: own })
  if (wanted.sharing === 'PRIVATE') await requireNoReplies(own)
  const { version, body } = edit
  const isEdited = body !== own.body || !isDeepStrictEqual(wanted.evidence, evidenceOf(own))
  const kept = await keep(body, member.userId)
  const isSaved = await db().$transaction(async (tx) => {
    const now = new Date()
    const data = {
      ...kept,
      ...wanted,
      version: version + 1,
      ...(body !== own.body && { wordsAt: now }),
      ...(isEdited && { editedAt: now }),
    }
    const { count } = await tx.answer.updateMany({ where: { id: answerId, groupId, version, deletedAt: null }, data })
    if (count > 0 && [own.sharing, wanted.sharing].includes('PRIVATE') && own.sharing !== wanted.sharing)
      await forgetRewordings(tx, 'answer', answerId)
    else if (count > 0 && isEdited) await keepRewording(tx, 'answer', own)
    if (count > 0) await announce(tx, { ...own, ...wanted }, { before: own })
    return count > 0
  })
  const row = await WORDS.find(db(), member, answerId)
  if (!row || row.deletedAt) throw deletedMeanwhile(body)
  if (!isSaved) throw staleEdit(row, body)
  return toAnswer(await freshOne('answers', row), asWriter(member))
}

/**
 * Takes an answer back; a day long it can be restored, unless a new one takes its place. Doing it twice is harmless.
 * @returns what stays in its place while something said about it stands
 */
export async function removeAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<Answer | undefined> {
  return removeWords(WORDS, await requireMember(viewer, groupId), answerId)
}

/**
 * Brings back what was taken away.
 * @throws Problem `conflict` when its writer has given another answer since
 */
export async function restoreAnswer(viewer: Viewer, { groupId, answerId }: AboutAnswer): Promise<Answer> {
  const member = await requireMember(viewer, groupId)
  try {
    return await restoreWords(WORDS, member, answerId)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    throw new Problem('conflict', say('answeredSince'))
  }
}

type Wanted = { sharing: Sharing; evidence: Evidence; known: Row | null }

/**
 * Lets pass an answer that the group allows, whose new passages stand in the chapter as it is now.
 * @throws Problem `forbidden` for one without a name where the group wants names, `conflict` for words that are not in the chapter
 */
async function requireAllowed({ groupId, guide }: Belonging, slug: string, { sharing, evidence, known }: Wanted): Promise<void> {
  if (sharing === 'NAMELESS' && known?.sharing !== 'NAMELESS') {
    const { nameless } = await db().readingGroup.findUniqueOrThrow({ where: { id: groupId }, select: { nameless: true } })
    requireRight(nameless, say('namesWanted'))
  }
  const before = known ? evidenceOf(known) : []
  const chosen = evidence.filter((passage) => !before.some((other) => isDeepStrictEqual(passage, other)))
  if (chosen.length === 0) return
  const { text, revision } = await requireChapter(guide, slug)
  const stands = chosen.every((passage) => passage.chapterRevision === revision && standsAt(text, passage))
  if (!stands) throw new Problem('conflict', say('chapterChangedDraft'), { reload: true })
}

/** @throws Problem `conflict` where others have replied to it: their words would be nobody's */
async function requireNoReplies({ id, groupId, creatorId }: Row): Promise<void> {
  const where = { groupId, deletedAt: null, thread: { answerId: id }, AND: [notBy(creatorId ?? '')] }
  if (await db().comment.count({ where })) throw new Problem('conflict', say('answerHasReplies'))
}

const evidenceOf = ({ evidence }: Pick<Row, 'evidence'>) => evidence as Evidence

function toAnswer(row: Fresh<Row>, reader: Reader): Answer {
  const { id, chapter, questionId, creator, sharing } = row
  const shown = present(row, reader)
  const named = answers.isNamed(row, reader)
  return {
    ...{ id, chapter, questionId, sharing, ...shown },
    reactions: reactionsOf(row, reader),
    mine: row.creatorId === reader.userId,
    creator: named ? creator : null,
    evidence: shown.deleted ? [] : evidenceOf(row),
    // Of an answer without a name the day is enough: the minute could say whose it is.
    createdAt: named ? shown.createdAt : `${shown.createdAt.slice(0, 10)}T00:00:00.000Z`,
  }
}
