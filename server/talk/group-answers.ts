import 'server-only'
import type { InChapter } from '#domain/group.ts'
import type {
  AboutGroupAnswer,
  CreateGroupAnswer,
  GroupAnswer,
  GroupAnswerHistory,
  ProposeVersion,
  TakePosition,
  TakeStep,
} from '#domain/group-answer.ts'
import { maySettleAnswers } from '#domain/permissions.ts'
import { idTaken, notFound, Problem, say } from '#domain/problem.ts'
import { hasSameWords } from '#domain/same-words.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { db, type Tx } from '#server/db.ts'
import { keep } from '#server/markdown/render.ts'
import { ensureAsked } from '#server/talk/asked-questions.ts'
import {
  announceGroupAnswer,
  type GroupAnswerRow,
  listRows,
  positionsOn,
  requireRow,
  requireWritable,
  showAll,
  showPosition,
  showStep,
  showVersions,
  WITH_CREATOR,
  WITH_MEETING,
  WITH_USER,
} from '#server/talk/group-answer-rows.ts'
import { readWords } from '#server/talk/group-answer-words.ts'
import { requireQuestion } from '#server/talk/questions.ts'
import { requireTrust } from '#server/talk/talk.ts'
import { openQuestions } from '#server/visibility.ts'

/** Versions of one answer at most: a group that needs more begins to write less often. */
const MOST_VERSIONS = 200

/** The group's answers to the questions of a chapter, as far as the viewer sees them. */
export async function listGroupAnswers(viewer: Viewer, { groupId, chapter }: InChapter): Promise<GroupAnswer[]> {
  const member = await requireMember(viewer, groupId)
  return showAll(member, await listRows(member, chapter))
}

async function show(member: Belonging, id: string): Promise<GroupAnswer> {
  const [shown] = await showAll(member, [await requireRow(member, id)])
  if (!shown) throw notFound()
  return shown
}

/** One of them. */
export async function requireGroupAnswer(viewer: Viewer, { groupId, groupAnswerId }: AboutGroupAnswer): Promise<GroupAnswer> {
  return show(await requireMember(viewer, groupId), groupAnswerId)
}

/**
 * Begins the group's answer to a question, or gives the one that was begun already: there is one.
 * @throws Problem `forbidden` for whoever has to answer first
 */
export async function createGroupAnswer(viewer: Viewer, input: CreateGroupAnswer): Promise<GroupAnswer> {
  const member = await requireMember(viewer, input.groupId)
  requireTrust(member.waits, say('firstWordsTogether'))
  const { id, groupId, chapter, questionId } = input
  await requireQuestion(member, chapter, questionId)
  const place = { groupId, chapter, questionId }
  const row = await db().$transaction(async (tx) => {
    await ensureAsked(tx, place)
    const open = await tx.askedQuestion.count({ where: { ...place, AND: [openQuestions.seenBy(member)] } })
    requireRight(open > 0, say('answerFirst'))
    const { count } = await tx.groupAnswer.createMany({ data: [{ id, ...place }], skipDuplicates: true })
    if (count > 0) await announceGroupAnswer(tx, { id, ...place, state: 'OPEN' })
    return tx.groupAnswer.findUnique({ where: { groupId_chapter_questionId: place }, select: { id: true, hiddenAt: true } })
  })
  if (!row) throw idTaken()
  if (row.hiddenAt) throw new Problem('conflict', say('answerHidden'))
  return show(member, row.id)
}

/**
 * Proposes the shared text to the group as it stands. Positions on the version before hold on if nothing but signs and spaces changed.
 * @throws Problem `conflict` when somebody has typed meanwhile, or when it is agreed already
 */
export async function proposeVersion(viewer: Viewer, input: ProposeVersion): Promise<GroupAnswer> {
  const member = await requireMember(viewer, input.groupId)
  requireTrust(member.waits, say('firstWordsTogether'))
  const { id, groupId, groupAnswerId } = input
  const row = await requireWritable(member, groupAnswerId)
  if (await db().groupAnswerVersion.findUnique({ where: { id, groupId, groupAnswerId } })) return show(member, groupAnswerId)
  requireState(row, ['OPEN', 'PROPOSED'])
  const { body, parts } = await readWords(row)
  if (body.trim() === '') throw new Problem('invalid', say('writeSomething'))
  if (body !== input.body) throw new Problem('conflict', say('textMoved'))
  const kept = await keep(body, member.userId)
  const [before] = row.versions
  if (row.state === 'PROPOSED' && before?.body === body) throw new Problem('conflict', say('sameVersion'))
  if (row.version >= MOST_VERSIONS) throw new Problem('conflict', say('tooManyVersions'))
  const version = row.version + 1
  const base = before && row.state === 'PROPOSED' && hasSameWords(before.body, body) ? before.base : version
  await db().$transaction(async (tx) => {
    await moveOn(tx, row, { state: 'PROPOSED', version })
    await tx.groupAnswerVersion.create({
      data: { id, groupId, groupAnswerId, version, base, ...kept, parts, creatorId: member.userId },
    })
    await writeStep(tx, member, row, { id, state: 'PROPOSED', version, agreed: 0 })
  })
  return show(member, groupAnswerId)
}

/**
 * Says what the viewer thinks of the version that they have read. It can be said anew at any time; what was said before stays on record.
 * @throws Problem `conflict` when another version is proposed meanwhile
 */
export async function takePosition(viewer: Viewer, input: TakePosition): Promise<GroupAnswer> {
  const member = await requireMember(viewer, input.groupId)
  requireTrust(member.waits, say('firstWordsTogether'))
  const { id, groupId, groupAnswerId, version, stance, body, named } = input
  const row = await requireWritable(member, groupAnswerId)
  if (!(await db().position.findUnique({ where: { id, groupId, groupAnswerId } }))) {
    requireState(row, ['PROPOSED', 'AGREED'])
    if (version !== row.version) throw new Problem('conflict', say('otherVersion'), { yours: body })
    await db().$transaction(async (tx) => {
      const data = { id, groupId, groupAnswerId, version, userId: member.userId, stance, body, named: named || stance === 'AGREE' }
      await tx.position.createMany({ data: [data], skipDuplicates: true })
      await announceGroupAnswer(tx, row)
    })
  }
  return show(member, groupAnswerId)
}

/** From which states one comes to a state. */
const BEFORE = { AGREED: ['PROPOSED'], RECORDED: ['AGREED'], OPEN: ['PROPOSED', 'AGREED', 'RECORDED'] } as const

/**
 * Writes down that the version is agreed, puts it into the record, or opens it again. Everything before stays on record.
 * @throws Problem `forbidden` to those who do not lead, `conflict` when it is not where the viewer saw it
 */
export async function takeStep(viewer: Viewer, input: TakeStep): Promise<GroupAnswer> {
  const member = await requireMember(viewer, input.groupId)
  const { id, groupId, groupAnswerId, version, state } = input
  requireRight(maySettleAnswers(member.role), say('maySettle'))
  const row = await requireWritable(member, groupAnswerId)
  if (await db().groupAnswerStep.findUnique({ where: { id, groupId, groupAnswerId } })) return show(member, groupAnswerId)
  requireState(row, BEFORE[state])
  if (version !== row.version) throw new Problem('conflict', say('otherVersion'))
  const said = positionsOn(row.positions, row.versions[0]?.base ?? 0)
  const agreed = said.filter(({ stance }) => stance !== 'DISSENT').length
  await db().$transaction(async (tx) => {
    await moveOn(tx, row, { state, version })
    await writeStep(tx, member, row, { id, state, version, agreed })
  })
  return show(member, groupAnswerId)
}

type To = Pick<GroupAnswerRow, 'state' | 'version'>

/** Nobody comes in between: it moves on only from where it was read. */
async function moveOn(tx: Tx, { id, groupId, state, version }: GroupAnswerRow, to: To): Promise<void> {
  const { count } = await tx.groupAnswer.updateMany({ where: { id, groupId, state, version }, data: to })
  if (count === 0) throw new Problem('conflict', say('otherVersion'))
}

/** Writes the step down with the study session that it was taken in: the one that runs, or else the last one on the chapter. */
async function writeStep(
  tx: Tx,
  { groupId, userId }: Belonging,
  row: GroupAnswerRow,
  step: To & { id: string; agreed: number },
): Promise<void> {
  const members = await tx.membership.count({ where: { groupId } })
  const meeting = await tx.meeting.findFirst({
    where: { groupId, status: 'SCHEDULED', startedAt: { not: null }, OR: [{ closedAt: null }, { chapter: row.chapter }] },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { startsAt: 'desc' }],
    select: { id: true },
  })
  const meetingId = meeting?.id ?? null
  await tx.groupAnswerStep.create({ data: { ...step, groupId, groupAnswerId: row.id, members, meetingId, actorId: userId } })
  await announceGroupAnswer(tx, { ...row, state: step.state }, row)
}

function requireState({ state }: GroupAnswerRow, states: readonly GroupAnswerRow['state'][]): void {
  if (!states.includes(state)) throw new Problem('conflict', say('answerMovedOn'))
}

/** Every version, position and step of a group's answer, oldest first. */
export async function listHistory(viewer: Viewer, { groupId, groupAnswerId }: AboutGroupAnswer): Promise<GroupAnswerHistory> {
  const member = await requireMember(viewer, groupId)
  await requireWritable(member, groupAnswerId)
  const where = { groupId, groupAnswerId }
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
  const [versions, positions, steps] = await Promise.all([
    db().groupAnswerVersion.findMany({ where, include: WITH_CREATOR, orderBy: { version: 'asc' } }),
    db().position.findMany({ where, include: WITH_USER, orderBy }),
    db().groupAnswerStep.findMany({ where, include: WITH_MEETING, orderBy }),
  ])
  return {
    versions: (await showVersions(member, versions)).map(({ shown }) => shown),
    positions: positions.map((position) => showPosition(position, member.userId)),
    steps: steps.map(showStep),
  }
}
