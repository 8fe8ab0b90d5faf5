import 'server-only'
import type { ExportedGroupAnswer, ExportedPosition, ExportedQuestion, ExportedVersion, Whose } from '#domain/exported-note.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { showPosition, showStep, WITH_CREATOR, WITH_MEETING, WITH_USER } from '#server/talk/group-answer-rows.ts'
import { groupAnswers } from '#server/visibility.ts'

const ORDER = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
const WHOLE = {
  versions: { orderBy: { version: 'asc' }, include: WITH_CREATOR },
  positions: { orderBy: ORDER, include: WITH_USER },
  steps: { orderBy: ORDER, include: WITH_MEETING },
} satisfies Prisma.GroupAnswerInclude
type Row = Prisma.GroupAnswerGetPayload<{ include: typeof WHOLE }>

/** The questions of a chapter to which the group has an answer that the member sees. */
export async function listAnsweredTogether(member: Belonging, chapter: string): Promise<string[]> {
  const where = { groupId: member.groupId, chapter, version: { gt: 0 }, AND: [groupAnswers.seenBy(member)] }
  return (await db().groupAnswer.findMany({ where, select: { questionId: true } })).map(({ questionId }) => questionId)
}

/**
 * The group's answer to a question with its versions and dissents: all of it for whoever may write in it, for others what is agreed. One's own
 * file has what one proposed and what one said of it.
 */
export async function findExportedAnswer(
  member: Belonging,
  whose: Whose,
  place: { chapter: string; questionId: string },
): Promise<ExportedGroupAnswer | null> {
  const row = await find(member, place)
  if (!row) return null
  const whole = toExported(row, whose === 'mine' ? member.userId : '')
  if (whose === 'group') return whole
  const mine = row.positions.filter(({ userId }) => userId === member.userId).map(({ id }) => id)
  const versions = whole.versions.filter(({ creator }) => creator?.id === member.userId)
  const positions = whole.positions.filter(({ id }) => mine.includes(id))
  return versions.length + positions.length > 0 ? { ...whole, versions, positions, steps: [] } : null
}

/** One version, or what somebody said of one, by its id; null for what the member does not see. */
export async function findVersionOrPosition(member: Belonging, id: string): Promise<ExportedQuestion | null> {
  const row = await find(member, { OR: [{ versions: { some: { id } } }, { positions: { some: { id } } }] })
  if (!row) return null
  const whole = toExported(row, '')
  const groupAnswer = {
    ...whole,
    versions: whole.versions.filter((version) => version.id === id),
    positions: whole.positions.filter((position) => position.id === id),
  }
  const { chapter, questionId } = row
  const isThere = groupAnswer.versions.length + groupAnswer.positions.length > 0
  return isThere ? { chapter, questionId, text: null, suggested: null, answers: [], replies: [], groupAnswer } : null
}

async function find(member: Belonging, which: Prisma.GroupAnswerWhereInput): Promise<Row | null> {
  const { groupId } = member
  const row = await db().groupAnswer.findFirst({ where: { groupId, AND: [which, groupAnswers.seenBy(member)] }, include: WHOLE })
  if (!row || row.version === 0) return null
  const all = await db().groupAnswer.count({ where: { id: row.id, groupId, AND: [groupAnswers.writtenBy(member)] } })
  if (all > 0) return row
  const latest = row.versions.at(-1)
  const since = latest?.base ?? 0
  return { ...row, versions: latest ? [latest] : [], positions: row.positions.filter(({ version }) => version >= since) }
}

function toExported({ state, versions, positions, steps }: Row, readerId: string): ExportedGroupAnswer {
  const ids = new Map(versions.map(({ id, version }) => [version, id]))
  return {
    state,
    versions: versions.map(
      ({ id, version, body, creator, createdAt }): ExportedVersion => ({
        ...{ id, version, body, creator, createdAt: createdAt.toISOString() },
        ...{ modifiedAt: null, deleted: false },
      }),
    ),
    positions: positions.map((row): ExportedPosition => {
      const { mine: _, ...position } = showPosition(row, readerId)
      return { ...position, about: ids.get(row.version) ?? versions.at(-1)?.id ?? '', modifiedAt: null, deleted: false }
    }),
    steps: steps.map(showStep),
  }
}
