import 'server-only'
import type { Evidence } from '#domain/answer.ts'
import type { InGroup } from '#domain/group.ts'
import { questionIdOf } from '#domain/group-question.ts'
import type { ChapterItem } from '#domain/guide.ts'
import type { ChapterQuestions, QuestionStanding } from '#domain/question-overview.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { findChapter, requireGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { answers, groupAnswers } from '#server/visibility.ts'

/** Words of a text all of whose chapters are looked through for questions; of a longer one, those that the group has begun. */
const WHOLE = 300_000

/**
 * How far the group is with every question, by chapter: numbers and states, no answers. Of a long text only the chapters that the group has
 * begun to answer are there, and the one that it is at.
 */
export async function listQuestionStandings(
  viewer: Viewer,
  { groupId, currentChapter }: InGroup & { currentChapter: string },
): Promise<ChapterQuestions[]> {
  const member = await requireMember(viewer, groupId)
  const guide = await requireGuide(member.guide)
  const known = await findStandings(member)
  const isLong = guide.chapters.reduce((sum, { words }) => sum + words, 0) > WHOLE
  const chapters = [...guide.chapters, ...guide.withdrawn.filter(({ slug }) => known.begun.has(slug))]
  const shown = isLong ? chapters.filter(({ slug }) => slug === currentChapter || known.begun.has(slug)) : chapters
  const listed: ChapterQuestions[] = []
  // One after the other: a text that was brought in reads each of them.
  for (const item of shown) listed.push({ chapter: pick(item), questions: await questionsOf(member, item, known) })
  return listed.filter(({ questions }) => questions.length > 0)
}

/** Questions of some chapters on which the group has begun an answer together and not settled it, in their words. */
export async function listBegunQuestions(member: Belonging, chapters: readonly string[]): Promise<string[]> {
  const open = (await listQuestionsOf(member, chapters)).filter(({ state }) => state === 'OPEN' || state === 'PROPOSED')
  return open.map(({ text }) => text)
}

/** How far the group is with every question of some chapters, in their order. */
export async function listQuestionsOf(member: Belonging, chapters: readonly string[]): Promise<QuestionStanding[]> {
  const known = await findStandings(member)
  const listed: QuestionStanding[] = []
  for (const slug of chapters) listed.push(...(await questionsOf(member, { slug }, known)))
  return listed
}

const pick = ({ slug, number, part, title }: ChapterItem) => ({ slug, number, part, title })
const nameOf = ({ chapter, questionId }: { chapter: string; questionId: string }) => `${chapter} ${questionId}`

type Known = Awaited<ReturnType<typeof findStandings>>

/** What a member knows of the group's answers, each by chapter and question. */
async function findStandings(member: Belonging) {
  const { groupId, userId } = member
  const standing = { groupId, deletedAt: null }
  const [given, seen, together, own] = await Promise.all([
    db().answer.groupBy({ by: ['chapter', 'questionId'], where: { ...standing, AND: [answers.shared()] }, _count: true }),
    db().answer.findMany({
      where: { ...standing, AND: [answers.seenBy(member)] },
      select: { chapter: true, questionId: true, creatorId: true, evidence: true },
    }),
    db().groupAnswer.findMany({
      where: { groupId, AND: [groupAnswers.seenBy(member)] },
      select: { chapter: true, questionId: true, state: true },
    }),
    db().groupQuestion.findMany({ where: { ...standing, status: 'ACCEPTED' }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
  ])
  const rests = (evidence: unknown) => (evidence as Evidence).length > 0
  return {
    begun: new Set([...given, ...together, ...own].map(({ chapter }) => chapter)),
    counts: new Map(given.map((row) => [nameOf(row), row._count])),
    mine: new Set(seen.filter(({ creatorId }) => creatorId === userId).map(nameOf)),
    answered: new Set(seen.map(nameOf)),
    rested: new Set(seen.filter(({ evidence }) => rests(evidence)).map(nameOf)),
    states: new Map(together.map((row) => [nameOf(row), row.state])),
    own: Map.groupBy(own, ({ chapter }) => chapter),
  }
}

/** The questions of a chapter, the guide's before the group's own. */
async function questionsOf({ guide }: Belonging, { slug }: Pick<ChapterItem, 'slug'>, known: Known): Promise<QuestionStanding[]> {
  const asked = (await findChapter(guide, slug))?.questions ?? []
  const questions = [
    ...asked.map(({ id, kind, text }) => ({ questionId: id, kind, text, own: false })),
    ...(known.own.get(slug) ?? []).map(({ id, kind, text }) => ({ questionId: questionIdOf(id), kind, text, own: true })),
  ]
  return questions.map((question) => {
    const name = nameOf({ chapter: slug, questionId: question.questionId })
    return {
      ...question,
      answered: known.counts.get(name) ?? 0,
      mine: known.mine.has(name),
      needsPassage: known.answered.has(name) && !known.rested.has(name),
      state: known.states.get(name) ?? null,
    }
  })
}
