import 'server-only'
import type { AnswerPart, GroupAnswer, GroupAnswerStep, GroupAnswerVersion, Position, TakenPart } from '#domain/group-answer.ts'
import { maySettleAnswers } from '#domain/permissions.ts'
import { notFound } from '#domain/problem.ts'
import { isMadeOf } from '#domain/same-words.ts'
import type { Creator } from '#domain/viewer.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { notify } from '#server/live/notify.ts'
import { type Fresh, fresh } from '#server/markdown/render.ts'
import { answers, groupAnswers, heardBy, openQuestions } from '#server/visibility.ts'

const NAMED = { select: { id: true, name: true } }
export const WITH_CREATOR = { creator: NAMED } satisfies Prisma.GroupAnswerVersionInclude
export const WITH_USER = { user: NAMED } satisfies Prisma.PositionInclude
export const WITH_MEETING = { meeting: { select: { id: true, startsAt: true } } } satisfies Prisma.GroupAnswerStepInclude
const WHOLE = {
  versions: { orderBy: { version: 'desc' }, take: 1, include: WITH_CREATOR },
  positions: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: WITH_USER },
  steps: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 1, include: WITH_MEETING },
} satisfies Prisma.GroupAnswerInclude
export type GroupAnswerRow = Prisma.GroupAnswerGetPayload<{ include: typeof WHOLE }>
type VersionRow = Prisma.GroupAnswerVersionGetPayload<{ include: typeof WITH_CREATOR }>
type PositionRow = Prisma.PositionGetPayload<{ include: typeof WITH_USER }>
type StepRow = Prisma.GroupAnswerStepGetPayload<{ include: typeof WITH_MEETING }>

/** The group's answers to a chapter's questions as far as a member sees them. */
export function listRows(member: Belonging, chapter: string): Promise<GroupAnswerRow[]> {
  const { groupId } = member
  return db().groupAnswer.findMany({ where: { groupId, chapter, AND: [groupAnswers.seenBy(member)] }, include: WHOLE })
}

/** @throws Problem `not-found` for one that the member does not see */
export async function requireRow(member: Belonging, id: string): Promise<GroupAnswerRow> {
  const row = await db().groupAnswer.findFirst({
    where: { id, groupId: member.groupId, AND: [groupAnswers.seenBy(member)] },
    include: WHOLE,
  })
  if (!row) throw notFound()
  return row
}

/** @throws Problem `not-found` unless the member may write in it, and see how it came about */
export async function requireWritable(member: Belonging, id: string): Promise<GroupAnswerRow> {
  const row = await db().groupAnswer.findFirst({
    where: { id, groupId: member.groupId, AND: [groupAnswers.writtenBy(member)] },
    include: WHOLE,
  })
  if (!row) throw notFound()
  return row
}

type Announced = Pick<GroupAnswerRow, 'id' | 'groupId' | 'chapter' | 'questionId' | 'state'>

/** Tells whoever sees it, now or before, that the group's answer changed. */
export async function announceGroupAnswer(tx: Tx, row: Announced, before: Announced = row): Promise<void> {
  const { id, groupId, chapter } = row
  const audience = heardBy(await groupAnswers.audience(tx, row), await groupAnswers.audience(tx, before))
  await notify(tx, { groupId, noun: 'group-answer', id, chapter, ...audience })
}

/** Tells those who may write in it that there are new words. */
export async function announceWords(tx: Tx, { id, groupId, chapter, questionId }: Omit<Announced, 'state'>): Promise<void> {
  const audience = heardBy(await openQuestions.audience(tx, { groupId, chapter, questionId }))
  await notify(tx, { groupId, noun: 'group-answer-words', id, chapter, ...audience })
}

/** How the group's answers look to a member. */
export async function showAll(member: Belonging, rows: GroupAnswerRow[]): Promise<GroupAnswer[]> {
  if (rows.length === 0) return []
  const { groupId, userId, role } = member
  const [versions, members, writable] = await Promise.all([
    showVersions(
      member,
      rows.flatMap((row) => row.versions),
    ),
    db().membership.count({ where: { groupId } }),
    db().groupAnswer.findMany({
      where: { id: { in: rows.map(({ id }) => id) }, groupId, AND: [groupAnswers.writtenBy(member)] },
      select: { id: true },
    }),
  ])
  const mayWrite = new Set(writable.map(({ id }) => id))
  return rows.map((row) => {
    const { id, chapter, questionId, state } = row
    const [latest] = row.versions
    const [step] = row.steps
    const said = positionsOn(row.positions, latest?.base ?? 0)
    const before = row.positions.findLast((position) => position.userId === userId && position.version < (latest?.base ?? 0))
    const again = state === 'PROPOSED' && before && !said.some((position) => position.userId === userId) ? before : null
    return {
      ...{ id, chapter, questionId, state, members },
      current: versions.find(({ rowId }) => rowId === latest?.id)?.shown ?? null,
      positions: said.map((position) => showPosition(position, userId)),
      earlier: again && showPosition(again, userId),
      step: step ? showStep(step) : null,
      can: { write: mayWrite.has(id), settle: maySettleAnswers(role) && mayWrite.has(id) },
    }
  })
}

/** The last position of each member on a version or those that differ from it in nothing but signs. */
export function positionsOn<Row extends Pick<PositionRow, 'userId' | 'version' | 'id'>>(rows: Row[], base: number): Row[] {
  const last = new Map<string, Row>()
  for (const row of rows) if (row.version >= base && base > 0) last.set(row.userId ?? row.id, row)
  return [...last.values()]
}

const dayOf = (moment: Date) => `${moment.toISOString().slice(0, 10)}T00:00:00.000Z`

/** A position without a name says neither whose it is nor when to the minute. */
export function showPosition({ id, version, stance, user, userId, named, createdAt, ...row }: PositionRow, viewerId: string): Position {
  const mine = userId === viewerId
  const told = named || mine
  const at = told ? createdAt.toISOString() : dayOf(createdAt)
  const hidden = row.hiddenAt !== null
  return { id, version, stance, body: hidden ? '' : row.body, hidden, named, mine, creator: told ? user : null, createdAt: at }
}

export function showStep({ state, version, agreed, members, createdAt, meeting }: StepRow): GroupAnswerStep {
  const held = meeting && { id: meeting.id, startsAt: meeting.startsAt.toISOString() }
  return { state, version, agreed, members, at: createdAt.toISOString(), meeting: held }
}

/** Versions with the people who wrote them, and whose sentences are in them. */
export async function showVersions(
  { groupId, userId }: Belonging,
  rows: VersionRow[],
): Promise<{ rowId: string; shown: GroupAnswerVersion }[]> {
  const parts = rows.flatMap((row) => row.parts as AnswerPart[])
  const ids = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  const [people, given, made] = await Promise.all([
    db().user.findMany({ where: { id: { in: ids(parts.map(({ by }) => by)) } }, ...NAMED }),
    db().answer.findMany({
      where: { groupId, id: { in: ids(parts.map(({ from }) => from)) }, deletedAt: null, AND: [answers.shared()] },
      select: { id: true, body: true, sharing: true, creatorId: true, creator: NAMED },
    }),
    fresh('group_answer_versions', rows),
  ])
  const named = new Map(people.map((person) => [person.id, person]))
  const sources = new Map(given.map((answer) => [answer.id, answer]))
  return made.map((row) => {
    const own = row.parts as AnswerPart[]
    const taken = ownTaken(own).flatMap(({ text, from }): TakenPart[] => {
      const source = sources.get(from)
      // A link to somebody's answer holds as long as the words are theirs.
      if (!source || !isMadeOf(text, source.body)) return []
      return [{ text: text.trim(), answerId: from, creator: answers.isNamed(source, { userId }) ? source.creator : null }]
    })
    const writers = ids(own.map(({ by }) => by)).flatMap((by) => named.get(by) ?? [])
    return { rowId: row.id, shown: showVersion(row, writers, taken) }
  })
}

/** Neighbouring parts that are taken from one answer, together: who brought them in does not matter. */
function ownTaken(parts: AnswerPart[]): { text: string; from: string }[] {
  const taken: { text: string; from: string }[] = []
  let before: string | null = null
  for (const { text, from } of parts) {
    const last = taken.at(-1)
    if (from !== null && from === before && last) last.text += text
    else if (from !== null && text.trim()) taken.push({ text, from })
    before = from
  }
  return taken
}

function showVersion(
  { version, body, html, creator, createdAt }: Fresh<VersionRow>,
  writers: Creator[],
  taken: TakenPart[],
): GroupAnswerVersion {
  return { version, body, html, creator, createdAt: createdAt.toISOString(), writers, taken }
}
