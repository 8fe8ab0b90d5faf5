import 'server-only'
import type { Evidence } from '#domain/answer.ts'
import type { ExportedAnswer, ExportedComment, ExportedMinutes, ExportedQuestion, Whose } from '#domain/exported-note.ts'
import { ownQuestionOf, questionIdOf } from '#domain/group-question.ts'
import type { Chapter } from '#domain/guide.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { findExportedAnswer, findVersionOrPosition, listAnsweredTogether } from '#server/exports/group-answers.ts'
import { toWritten, WRITTEN } from '#server/exports/notes.ts'
import { minutesText, WITH_MINUTES } from '#server/meetings/minutes-text.ts'
import { findPlaceholders } from '#server/talk/threads.ts'
import { answers as answersSeen, comments, questions as questionsSeen, threads } from '#server/visibility.ts'

type Asked = Belonging

const { body: _, ...WITHOUT_BODY } = WRITTEN
const GIVEN = { ...WRITTEN, sharing: true, evidence: true } satisfies Prisma.AnswerSelect
const COMMENT = { ...WRITTEN, parentId: true, thread: { select: { answerId: true } } } satisfies Prisma.CommentSelect
const SUGGESTED = {
  ...WITHOUT_BODY,
  text: true,
  annotation: { select: { id: true, visibility: true, deletedAt: true } },
} satisfies Prisma.GroupQuestionSelect
type SuggestedRow = Prisma.GroupQuestionGetPayload<{ select: typeof SUGGESTED }>

/** Which suggestions leave: one's own, whatever became of them; of the group, those that all of it sees. */
const suggestionsOf = (member: Asked, whose: Whose): Prisma.GroupQuestionWhereInput => ({
  groupId: member.groupId,
  deletedAt: null,
  AND: [questionsSeen.seenBy(member)],
  ...(whose === 'mine' ? { creatorId: member.userId } : { status: { not: 'DECLINED' as const } }),
})

/** Threads about questions, and about the answers to them. */
const ON_QUESTIONS = { OR: [{ questionId: { not: null } }, { answerId: { not: null } }] } satisfies Prisma.ThreadWhereInput

/** Whose words of a group: one's own, or everybody's. */
const saidBy = ({ groupId, userId }: Asked, whose: Whose) => ({ groupId, ...(whose === 'mine' && { creatorId: userId }) })

/** Which answers leave: one's own, private ones too; of the group, what is shared and the member sees. */
const answersOf = (asked: Asked, whose: Whose) => [answersSeen.seenBy(asked), ...(whose === 'mine' ? [] : [answersSeen.shared()])]

/** The chapters on which anything was ever said, in no order. */
export async function listSpokenChapters(groupId: string): Promise<string[]> {
  const found = await Promise.all([
    db().annotation.groupBy({ by: ['chapter'], where: { groupId } }),
    db().answer.groupBy({ by: ['chapter'], where: { groupId } }),
    db().thread.groupBy({ by: ['chapter'], where: { groupId } }),
    db().groupAnswer.groupBy({ by: ['chapter'], where: { groupId } }),
    db().groupQuestion.groupBy({ by: ['chapter'], where: { groupId } }),
    db().meeting.groupBy({ by: ['chapter'], where: { groupId, ...WITH_MINUTES } }),
  ])
  return [...new Set(found.flatMap((rows) => rows.map(({ chapter }) => chapter)))]
}

/**
 * The questions of a chapter with the answers to them and the talk about them, one at a time: the guide's, the group's own, and
 * those that nobody asks any more. A question of the guide about which nothing was said is left out.
 * @param chapter null when it is gone from the guide
 */
export async function* fetchQuestions(
  asked: Asked,
  whose: Whose,
  slug: string,
  chapter: Pick<Chapter, 'questions'> | null,
): AsyncGenerator<ExportedQuestion> {
  const said = { ...saidBy(asked, whose), chapter: slug }
  const [answered, talks, suggestions, placeholders, together] = await Promise.all([
    db().answer.groupBy({ by: ['questionId'], where: { ...said, deletedAt: null, AND: answersOf(asked, whose) } }),
    db().thread.findMany({
      where: { groupId: asked.groupId, chapter: slug, ...ON_QUESTIONS, AND: [threads.seenBy(asked)] },
      select: { questionId: true, answer: { select: { questionId: true } } },
    }),
    db().groupQuestion.findMany({
      where: { ...suggestionsOf(asked, whose), chapter: slug },
      select: SUGGESTED,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    whose === 'mine' ? [] : findPlaceholders(asked.groupId, slug),
    listAnsweredTogether(asked, slug),
  ])
  const suggested = new Map(suggestions.map((row) => [questionIdOf(row.id), row]))
  const texts = new Map((chapter?.questions ?? []).map(({ id, text }) => [id, text]))
  const talkedAbout = talks.map(({ questionId, answer }) => questionId ?? answer?.questionId)
  const spoken = [...answered.map(({ questionId }) => questionId), ...talkedAbout].flatMap((questionId) => questionId ?? [])
  for (const questionId of new Set([...texts.keys(), ...suggested.keys(), ...spoken, ...together])) {
    const own = suggested.get(questionId)
    const [answers, replies, groupAnswer] = await Promise.all([
      listAnswers(asked, whose, slug, questionId),
      listReplies(asked, whose, slug, questionId, new Set(placeholders)),
      findExportedAnswer(asked, whose, { chapter: slug, questionId }),
    ])
    if (!own && answers.length === 0 && replies.length === 0 && !groupAnswer) continue
    const text = texts.get(questionId) ?? own?.text ?? (await findAskedElsewhere(asked, questionId))
    yield { chapter: slug, questionId, text, suggested: own ? toSuggested(own) : null, answers, groupAnswer, replies }
  }
}

async function listAnswers(asked: Asked, whose: Whose, chapter: string, questionId: string) {
  const where = { ...saidBy(asked, whose), chapter, questionId, deletedAt: null, AND: answersOf(asked, whose) }
  const rows = await db().answer.findMany({ where, select: GIVEN, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  // The group's file goes from hand to hand: it does not name whoever fetches it either.
  return rows.map((row) => toGiven(row, { userId: whose === 'mine' ? asked.userId : '' }))
}

/** An answer without a name says neither whose it is nor at which minute it came. */
function toGiven(
  { sharing, evidence, ...row }: Prisma.AnswerGetPayload<{ select: typeof GIVEN }>,
  reader: { userId: string },
): ExportedAnswer {
  const said = { ...toWritten(row), sharing, evidence: evidence as Evidence }
  if (answersSeen.isNamed({ ...row, sharing }, reader)) return said
  const day = (moment: string) => `${moment.slice(0, 10)}T00:00:00.000Z`
  return { ...said, creator: null, createdAt: day(said.createdAt), modifiedAt: said.modifiedAt && day(said.modifiedAt) }
}

async function listReplies(asked: Asked, whose: Whose, chapter: string, questionId: string, placeholders: ReadonlySet<string>) {
  const rows = await db().comment.findMany({
    where: {
      ...saidBy(asked, whose),
      ...(whose === 'mine' && { deletedAt: null }),
      thread: { chapter, OR: [{ questionId }, { answer: { questionId } }] },
      AND: [comments.seenBy(asked)],
    },
    select: COMMENT,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const standing = rows.filter(({ id, deletedAt }) => deletedAt === null || placeholders.has(id))
  return standing.map(toComment)
}

const toComment = ({ parentId, thread, ...row }: Prisma.CommentGetPayload<{ select: typeof COMMENT }>): ExportedComment => ({
  ...toWritten(row),
  parentId,
  answerId: thread.answerId,
})

/** The words of a question of the group's own that somebody else suggested. */
async function findAskedElsewhere(member: Asked, questionId: string): Promise<string | null> {
  const id = ownQuestionOf(questionId)
  const where = id && { id, ...suggestionsOf(member, 'group') }
  return where ? ((await db().groupQuestion.findFirst({ where, select: { text: true } }))?.text ?? null) : null
}

function toSuggested({ annotation, text, ...row }: SuggestedRow) {
  const seen = annotation && !annotation.deletedAt && annotation.visibility === 'GROUP'
  return { ...toWritten({ ...row, body: text }), annotationId: seen ? annotation.id : null }
}

const MINUTES = { id: true, chapter: true, startsAt: true, timeZone: true, createdAt: true } as const

/** What was written down in the study sessions on a chapter, oldest first. They are the group's: nobody's own words are told apart in them. */
export async function listMinutes(groupId: string, chapter: string): Promise<ExportedMinutes[]> {
  const where = { groupId, chapter, ...WITH_MINUTES }
  const rows = await db().meeting.findMany({ where, select: MINUTES, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] })
  const minutes = await Promise.all(rows.map((row) => toMinutes(groupId, row)))
  return minutes.filter(({ body }) => body !== '')
}

async function toMinutes(groupId: string, { startsAt, createdAt, ...rest }: Prisma.MeetingGetPayload<{ select: typeof MINUTES }>) {
  const body = await minutesText({ groupId, meetingId: rest.id })
  return { ...rest, startsAt: startsAt.toISOString(), createdAt: createdAt.toISOString(), body } satisfies ExportedMinutes
}

type Found = { question: ExportedQuestion } | { minutes: ExportedMinutes }

/** One answer, question of the group, comment on a question, or one session's minutes, by its id; null when there is none in the group. */
export async function findTalk(member: Asked, id: string): Promise<Found | null> {
  const { groupId } = member
  const where = { id, groupId }
  const [answer, reply, suggestion, meeting] = await Promise.all([
    db().answer.findFirst({
      where: { ...where, deletedAt: null, AND: [answersSeen.seenBy(member)] },
      select: { ...GIVEN, chapter: true, questionId: true },
    }),
    db().comment.findFirst({
      where: { ...where, thread: { groupId, ...ON_QUESTIONS }, AND: [comments.seenBy(member)] },
      select: {
        ...COMMENT,
        thread: { select: { answerId: true, chapter: true, questionId: true, answer: { select: { questionId: true } } } },
      },
    }),
    db().groupQuestion.findFirst({
      where: { ...where, deletedAt: null, AND: [questionsSeen.seenBy(member)] },
      select: { ...SUGGESTED, chapter: true },
    }),
    db().meeting.findFirst({ where: { ...where, ...WITH_MINUTES }, select: MINUTES }),
  ])
  const bare = { text: null, suggested: null, answers: [], groupAnswer: null, replies: [] }
  if (answer) {
    const { chapter, questionId, ...row } = answer
    return { question: { ...bare, chapter, questionId, answers: [toGiven(row, { userId: '' })] } }
  }
  if (reply) {
    const { chapter } = reply.thread
    if (reply.deletedAt && !(await findPlaceholders(groupId, chapter)).includes(id)) return null
    const questionId = reply.thread.questionId ?? reply.thread.answer?.questionId ?? ''
    return { question: { ...bare, chapter, questionId, replies: [toComment(reply)] } }
  }
  if (suggestion) {
    const { chapter, ...row } = suggestion
    return { question: { ...bare, chapter, questionId: questionIdOf(id), text: row.text, suggested: toSuggested(row) } }
  }
  if (meeting) return { minutes: await toMinutes(groupId, meeting) }
  const together = await findVersionOrPosition(member, id)
  return together && { question: together }
}
