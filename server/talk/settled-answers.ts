import 'server-only'
import { ownQuestionOf } from '#domain/group-question.ts'
import type { AnsweredTogether } from '#domain/live-meeting/summary.ts'
import { formerMember } from '#messages/live-meeting.ts'
import type { Belonging } from '#server/access.ts'
import { findChapter } from '#server/content/guides.ts'
import { db, type Prisma } from '#server/db.ts'
import { fresh, KEPT } from '#server/markdown/render.ts'
import { positionsOn, showPosition, WITH_USER } from '#server/talk/group-answer-rows.ts'
import { groupAnswers, questions } from '#server/visibility.ts'

const WITH_LATEST = {
  versions: { orderBy: { version: 'desc' }, take: 1, select: { ...KEPT, base: true } },
  positions: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: WITH_USER },
} satisfies Prisma.GroupAnswerInclude

/** What a group settled together in one of its meetings, and what was said against it. Every member sees that. */
export const listSettledIn = (member: Belonging, meetingId: string): Promise<AnsweredTogether[]> =>
  listSettled(member, { steps: { some: { meetingId } } })

/** The same of all that it ever settled, with the chapters and what the words of each make. */
export const listAllSettled = (member: Belonging): Promise<Settled[]> => listSettled(member, {})

type Settled = AnsweredTogether & { chapter: string; html: string }

async function listSettled(member: Belonging, which: Prisma.GroupAnswerWhereInput): Promise<Settled[]> {
  const { groupId } = member
  const rows = await db().groupAnswer.findMany({
    where: { groupId, state: { in: ['AGREED', 'RECORDED'] }, AND: [which, groupAnswers.seenByAll()] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: WITH_LATEST,
  })
  const texts = await questionTexts(member, rows)
  const versions = await fresh(
    'group_answer_versions',
    rows.flatMap(({ versions: [latest] }) => latest ?? []),
  )
  return rows.flatMap(({ chapter, questionId, versions: [version], positions }) => {
    const latest = versions.find(({ id }) => id === version?.id)
    if (!latest) return []
    // Without a name on the page there is none here: nobody reads this as the one who said it.
    const against = positionsOn(positions, latest.base)
      .map((position) => showPosition(position, ''))
      .filter(({ stance }) => stance !== 'AGREE')
      .map(({ body, named, creator }) => ({ text: body, name: named ? (creator?.name ?? formerMember()) : null }))
    return [{ chapter, question: texts.get(questionId) ?? questionId, body: latest.body, html: latest.html, against }]
  })
}

/** The words of questions by their ids, the guide’s and the group’s own. */
async function questionTexts(member: Belonging, asked: { chapter: string; questionId: string }[]): Promise<Map<string, string>> {
  const chapters = await Promise.all([...new Set(asked.map(({ chapter }) => chapter))].map((chapter) => findChapter(member.guide, chapter)))
  const ids = asked.flatMap(({ questionId }) => ownQuestionOf(questionId) ?? [])
  const own = await db().groupQuestion.findMany({
    where: { groupId: member.groupId, id: { in: ids }, AND: [questions.seenBy(member)] },
    select: { id: true, text: true },
  })
  const ofGuide = chapters.flatMap((chapter) => chapter?.questions.map(({ id, text }) => [id, text] as const) ?? [])
  const ofGroup = asked.flatMap(({ questionId }) => {
    const found = own.find(({ id }) => id === ownQuestionOf(questionId))
    return found ? [[questionId, found.text] as const] : []
  })
  return new Map([...ofGuide, ...ofGroup])
}
