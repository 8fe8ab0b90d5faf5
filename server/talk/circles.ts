import 'server-only'
import type { CircleShown, Circles, HeldBack, UpdateCircle } from '#domain/circle.ts'
import type { InGroup } from '#domain/group.ts'
import { ownQuestionOf } from '#domain/group-question.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import { mayShowCircle } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember, requireRight } from '#server/access.ts'
import { findChapter } from '#server/content/guides.ts'
import { db, type Prisma } from '#server/db.ts'
import { fresh, KEPT } from '#server/markdown/render.ts'
import { groupAnswers } from '#server/visibility.ts'

/** Answers of others on one page at most. */
const MOST = 200

const WITH_LATEST = {
  versions: { orderBy: { version: 'desc' }, take: 1, select: KEPT },
  group: { select: { circleName: true, memberships: { select: { user: { select: { name: true } } } } } },
} satisfies Prisma.GroupAnswerInclude
type Row = Prisma.GroupAnswerGetPayload<{ include: typeof WITH_LATEST }>

/**
 * What other groups on this installation agreed on, for each question of the text that the viewer's group has agreed on itself; for those who
 * lead, also what others are shown of their own. Everything is looked up when it is asked for: what a group takes back is nowhere.
 */
export async function listCircles(viewer: Viewer, { groupId }: InGroup): Promise<Circles> {
  const member = await requireMember(viewer, groupId)
  const own = (
    await db().groupAnswer.findMany({
      where: { groupId, ...groupAnswers.agreed() },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: WITH_LATEST,
    })
  ).filter(({ questionId }) => ownQuestionOf(questionId) === null)
  const asked = await questionsOf(member, own)
  const answered = own.filter((row) => asked.has(nameOf(row)))
  const others =
    answered.length > 0
      ? await db().groupAnswer.findMany({ where: groupAnswers.ofCircles(member, answered), take: MOST, include: WITH_LATEST })
      : []
  const words = await showWords([...answered, ...others])
  const shownTo = others.flatMap((row) => {
    const { html, heldBack } = words.get(row.id) ?? { html: '', heldBack: null }
    return html && !heldBack ? [{ name: nameOf(row), answer: { circle: row.group.circleName, html } }] : []
  })
  // In the order of their names: that of their ids would tell which group was first, here as elsewhere.
  shownTo.sort((one, other) => one.answer.circle.localeCompare(other.answer.circle))
  const questions = answered.map((row) => ({
    ...placeOf(row, asked),
    own: words.get(row.id)?.html ?? '',
    answers: shownTo.filter(({ name }) => name === nameOf(row)).map(({ answer }) => answer),
  }))
  return { questions, shown: mayShowCircle(member.role) ? await showOwn(member, answered, asked, words) : null }
}

async function showOwn({ groupId }: Belonging, rows: Row[], asked: Asked, words: Words): Promise<CircleShown> {
  const { circleName } = await db().readingGroup.findUniqueOrThrow({ where: { id: groupId }, select: { circleName: true } })
  const answers = rows.flatMap((row) => {
    const found = words.get(row.id)
    return found ? [{ ...placeOf(row, asked), ...found }] : []
  })
  return { name: circleName, answers }
}

/**
 * Lets other groups read what the group agreed on, or takes that back everywhere at once.
 * @throws Problem `forbidden` to those who do not lead
 */
export async function updateCircle(viewer: Viewer, input: UpdateCircle): Promise<void> {
  const { groupId, role } = await requireMember(viewer, input.groupId)
  requireRight(mayShowCircle(role), say('mayShowCircle'))
  await db().readingGroup.update({ where: { id: groupId }, data: { circleName: input.shown ? input.name : '' } })
}

type Place = { chapter: string; questionId: string }
type Asked = Map<string, { question: string; chapterTitle: string }>
const nameOf = ({ chapter, questionId }: Place) => `${chapter} ${questionId}`

/** The guide's questions that are still asked, in their words: what is asked no more is nobody's same question. */
async function questionsOf({ guide }: Belonging, places: Place[]): Promise<Asked> {
  const asked: Asked = new Map()
  for (const slug of new Set(places.map(({ chapter }) => chapter))) {
    const chapter = await findChapter(guide, slug)
    for (const { id, text } of chapter?.questions ?? []) {
      asked.set(nameOf({ chapter: slug, questionId: id }), { question: text, chapterTitle: chapter ? numberedTitle(chapter) : slug })
    }
  }
  return asked
}

const placeOf = (row: Row, asked: Asked) => {
  const { chapter, questionId } = row
  const { question, chapterTitle } = asked.get(nameOf(row)) ?? { question: questionId, chapterTitle: chapter }
  return { chapter, chapterTitle, questionId, question }
}

type Words = Map<string, { html: string; heldBack: HeldBack | null }>

async function showWords(rows: Row[]): Promise<Words> {
  const versions = await fresh(
    'group_answer_versions',
    rows.flatMap(({ versions: [latest] }) => latest ?? []),
  )
  return new Map(
    rows.flatMap((row) => {
      const latest = versions.find(({ id }) => id === row.versions[0]?.id)
      if (!latest) return []
      const names = row.group.memberships.map(({ user }) => user.name)
      return [[row.id, { html: latest.html, heldBack: heldBack(latest.body, row.groupId, names) }] as const]
    }),
  )
}

/** Words that name a member of their group, or lead into it, are not shown to others. */
function heldBack(body: string, groupId: string, names: string[]): HeldBack | null {
  if (body.includes(groupId)) return 'leads'
  const isNamed = names.some((name) => {
    const at = body.indexOf(name)
    return at >= 0 && !isLetter(body[at - 1]) && !isLetter(body[at + name.length])
  })
  return isNamed ? 'names' : null
}

const isLetter = (sign = '') => /[\p{L}\p{N}]/u.test(sign)
