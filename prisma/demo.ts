import { hash } from '@node-rs/argon2'
import { describe } from '#domain/anchoring/describe.ts'
import { questionIdOf } from '#domain/group-question.ts'
import type { Chapter, Guide } from '#domain/guide.ts'
import { planMeetings } from '#domain/schedule.ts'
import { FIRST_CHAPTER } from '#prisma/demo/first-chapter.ts'
import { DEMO_PEOPLE, type DemoChapter, type DemoComment, type DemoPerson } from '#prisma/demo/people.ts'
import { SECOND_CHAPTER } from '#prisma/demo/second-chapter.ts'
import { THIRD_CHAPTER } from '#prisma/demo/third-chapter.ts'
import {
  addMember,
  createAnnotation,
  createAnswer,
  createComment,
  createGroup,
  createGroupQuestion,
  createInvitation,
  createMeeting,
  createUser,
  createVisit,
} from '#prisma/factories.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { paragraphKeys } from '#prisma/paragraph-keys.ts'

const HOUR = 3600 * 1000
const DAY = 24 * HOUR
/** What is said, in the order of the meetings. */
const TALKS = [FIRST_CHAPTER, SECOND_CHAPTER, THIRD_CHAPTER]
const TIME_ZONE = 'Europe/London'

/** Known, so that the demonstration is made once. */
export const DEMO_GROUP = '0198a000-0000-7000-8000-000000000d30'
export const DEMO_GUIDE = 'trotsky'

/** Share of the talk about the newest chapter that each has seen; Tom has not opened it yet. */
const SEEN: Record<DemoPerson, number> = { nora: 0.6, ibrahim: 1, lucia: 0.8, tom: 0, grete: 0.9, wen: 0.3 }

type People = Record<DemoPerson, { id: string }>
type Database = Prisma.TransactionClient

const usernameOf = (person: string) => `demo-${person}`
/** Whom one can sign in as. */
export const DEMO_USERNAMES = Object.keys(DEMO_PEOPLE).map(usernameOf)

/**
 * Adds an invented group of six that has talked its way through three chapters, unless it is there. The password is set in any case.
 * @param chapters the guide's chapters with their text, in order
 * @param now milliseconds since 1970: half of the six weekly meetings lie before it
 * @returns whether it was added
 * @throws Error when a passage does not stand in its chapter
 */
export async function addDemo(db: Database, guide: Guide, chapters: Chapter[], password: string, now: number): Promise<boolean> {
  const people = await ensurePeople(db, password)
  if (await db.readingGroup.findUnique({ where: { id: DEMO_GROUP } })) return false
  const startDate = new Date(now - 21 * DAY)
  const plan = {
    weekday: 4,
    time: '18:30',
    timeZone: TIME_ZONE,
    minutes: 90,
    place: 'The back room of the Lantern Street library',
    number: 6,
    everyWeeks: 1,
    weeksOff: [],
    chaptersEach: 1,
  }
  const meetings = planMeetings(
    { ...plan, startDate: startDate.toISOString().slice(0, 10), firstChapter: guide.chapters[0]?.slug ?? '' },
    guide.chapters,
  )

  const group = await createGroup(db, {
    id: DEMO_GROUP,
    guide: DEMO_GUIDE,
    name: 'Lantern Street readers (invented)',
    owner: people.nora,
    createdAt: startDate,
  })
  for (const [person, { role }] of entriesOf(DEMO_PEOPLE))
    if (role !== 'OWNER') await addMember(db, { group, user: people[person], role, joinedAt: startDate })
  await createInvitation(db, { group, creator: people.nora, expiresAt: new Date(now + 30 * DAY) })

  for (const [week, { chapter, startsAt }] of meetings.entries()) {
    const held = Date.parse(startsAt) < now
    const talk = TALKS[week]
    const { minutes, timeZone, place } = plan
    const meeting = await createMeeting(db, {
      group,
      chapter,
      startsAt,
      minutes,
      timeZone,
      place,
      lines: held ? (talk?.minutes ?? []) : [],
    })
    await db.attendance.createMany({
      data: attendances(people, week, held).map((each) => ({ ...each, groupId: group.id, meetingId: meeting.id })),
    })
    const text = chapters.find(({ slug }) => slug === chapter)
    if (talk && text)
      await addTalk(db, people, text, talk, {
        from: Date.parse(startsAt) - 5 * DAY,
        to: Math.min(now - HOUR, Date.parse(startsAt) + 2 * DAY),
      })
  }
  return true
}

async function ensurePeople(db: Database, password: string): Promise<People> {
  const passwordHash = await hash(password)
  const made = entriesOf(DEMO_PEOPLE).map(async ([person, { name }]) => {
    const username = usernameOf(person)
    const { id } = (await db.user.findUnique({ where: { username } })) ?? (await createUser(db, { username, name }))
    return [person, await db.user.update({ where: { id }, data: { passwordHash }, select: { id: true } })] as const
  })
  return Object.fromEntries(await Promise.all(made)) as People
}

/** One was away each time; of the meetings to come most have said what they will do. */
function attendances(people: People, week: number, held: boolean) {
  return entriesOf(people).flatMap(([, { id: userId }], index) => {
    if (held) return [{ userId, rsvp: 'YES' as const, present: (index + week) % 5 !== 4 }]
    const rsvp = (['YES', 'YES', 'MAYBE', null, 'NO'] as const)[(index + week) % 5]
    return rsvp ? [{ userId, rsvp, present: false }] : []
  })
}

type Span = { from: number; to: number }

/** Writes what is said about a chapter, one thing after the other, evenly over a span of time. */
async function addTalk(
  db: Database,
  people: People,
  { slug: chapter, text, revision, paragraphs }: Chapter,
  talk: DemoChapter,
  { from, to }: Span,
): Promise<void> {
  const group = { id: DEMO_GROUP }
  const total = [...talk.notes, ...talk.questions].reduce((sum, each) => sum + 1 + countComments(each.talk), 0)
  let said = 0
  const nextMoment = () => {
    const moment = new Date(from + ((to - from) * said++) / total)
    return { createdAt: moment, updatedAt: moment, wordsAt: moment }
  }
  const addComments = async (subject: Parameters<typeof createComment>[1]['subject'], comments: DemoComment[], parent?: { id: string }) => {
    for (const { by, body, replies = [] } of comments) {
      const comment = await createComment(db, { group, creator: people[by], subject, body, ...(parent && { parent }), ...nextMoment() })
      await addComments(subject, replies, comment)
    }
  }

  for (const { by, passage, body = '', isPrivate, tags = [], asks, talk: comments = [] } of talk.notes) {
    const start = text.indexOf(passage)
    if (start < 0) throw new Error(`The chapter ${chapter} does not hold the passage "${passage}".`)
    const selectors = describe(text, { start, end: start + passage.length })
    const visibility = isPrivate ? 'PRIVATE' : 'GROUP'
    const written = { group, creator: people[by], chapter, ...nextMoment() }
    const motivation = asks ? { motivation: 'questioning' as const } : {}
    const annotation = await createAnnotation(db, {
      ...written,
      chapterRevision: revision,
      visibility,
      body,
      tags,
      ...motivation,
      ...selectors,
    })
    await addComments({ annotation }, comments)
    if (asks?.text) await addQuestion(db, people, { ...written, annotation, text: asks.text }, asks.answers)
  }
  for (const { questionId, answers, talk: comments = [] } of talk.questions) {
    const moment = nextMoment()
    for (const [by, body] of answers) await createAnswer(db, { group, creator: people[by], chapter, questionId, body, ...moment })
    await addComments({ chapter, questionId }, comments)
  }

  const keys = new Map(paragraphKeys({ text, paragraphs }).map(({ label, key }) => [label, key]))
  await db.unclearMark.createMany({
    data: (talk.unclear ?? []).flatMap(({ paragraph, by }) =>
      by.map((person) => ({ groupId: DEMO_GROUP, chapter, paragraphKey: keys.get(paragraph) ?? '', userId: people[person].id })),
    ),
  })

  const isNewest = talk === TALKS.at(-1)
  // What the circle has talked about in a session is open to everybody; this week's answers open with one's own.
  if (!isNewest) await db.askedQuestion.updateMany({ where: { groupId: DEMO_GROUP, chapter }, data: { revealedAt: new Date() } })
  const visits = entriesOf(SEEN).filter(([, share]) => share > 0 || !isNewest)
  for (const [person, share] of visits) {
    const seenAt = new Date(isNewest ? from + (to - from) * share : to)
    await createVisit(db, { group: { id: DEMO_GROUP }, user: people[person], chapter, seenAt })
  }
}

/** A question that somebody suggests; one that others answer has been accepted by whoever leads. */
async function addQuestion(
  db: Database,
  people: People,
  fields: Parameters<typeof createGroupQuestion>[1],
  answers: [DemoPerson, string][] = [],
): Promise<void> {
  const { group, chapter, createdAt = new Date() } = fields
  const accepted = { status: 'ACCEPTED' as const, deciderId: people.nora.id, decidedAt: createdAt }
  const { id } = await createGroupQuestion(db, { ...fields, ...(answers.length > 0 && accepted) })
  for (const [by, body] of answers) {
    await createAnswer(db, {
      group,
      creator: people[by],
      chapter,
      questionId: questionIdOf(id),
      body,
      createdAt,
      updatedAt: createdAt,
      wordsAt: createdAt,
    })
  }
}

function countComments(comments: DemoComment[] = []): number {
  return comments.reduce((sum, { replies }) => sum + 1 + countComments(replies), 0)
}

const entriesOf = <Key extends string, Value>(record: Record<Key, Value>) => Object.entries(record) as [Key, Value][]
