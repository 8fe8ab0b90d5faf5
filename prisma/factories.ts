import { randomBytes, randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { LineKind, MeetingAction } from '#domain/live-meeting/action.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type {
  AnnotationModel,
  AnswerModel,
  CommentModel,
  GroupQuestionModel,
  InvitationModel,
  MeetingModel,
  MembershipModel,
  PassageChangeModel,
  ReadingGroupModel,
  UserModel,
} from '#prisma/generated/models.ts'

/*
 * Rows with sensible defaults, for seeds and tests alike. Each takes the database (or a transaction) and what matters to the caller.
 * They write rows as they are told and ask no rules: what the product allows is the business of `server/`.
 */

type Database = Prisma.TransactionClient
type HasId = { id: string }
/** A line of a meeting's minutes. */
type WrittenLine = { kind?: LineKind; text: string }

const DAY = 24 * 3600 * 1000

/** A person. With `password` they can sign in; without one they cannot. Usernames are made up unless given. */
export async function createUser(
  db: Database,
  { password, ...fields }: Partial<Omit<Prisma.UserUncheckedCreateInput, 'passwordHash'>> & { password?: string } = {},
): Promise<UserModel> {
  const username = fields.username ?? `reader-${randomBytes(5).toString('hex')}`
  const passwordHash = password === undefined ? null : await hash(password)
  return db.user.create({ data: { name: 'A Reader', ...fields, username, passwordHash } })
}

/** A group with its owner, who is made when not given. */
export async function createGroup(
  db: Database,
  { owner, ...fields }: Partial<Prisma.ReadingGroupUncheckedCreateInput> & { owner?: HasId } = {},
): Promise<ReadingGroupModel> {
  const { id } = owner ?? (await createUser(db, { name: 'An Owner' }))
  const group = await db.readingGroup.create({ data: { guide: 'tides', name: 'Thursday readers', ...fields } })
  await addMember(db, { group, user: { id }, role: 'OWNER' })
  return group
}

/** Makes a person a member, as MEMBER unless told. */
export async function addMember(
  db: Database,
  { group, user, ...fields }: { group: HasId; user: HasId } & Partial<Omit<Prisma.MembershipUncheckedCreateInput, 'groupId' | 'userId'>>,
): Promise<MembershipModel> {
  return db.membership.create({ data: { ...fields, groupId: group.id, userId: user.id } })
}

/** A link into a group: open for two weeks, for any number of people. */
export async function createInvitation(
  db: Database,
  {
    group,
    creator,
    ...fields
  }: { group: HasId; creator?: HasId } & Partial<Omit<Prisma.InvitationUncheckedCreateInput, 'groupId' | 'creatorId'>>,
): Promise<InvitationModel> {
  const code = randomBytes(16).toString('base64url')
  const expiresAt = new Date(Date.now() + 14 * DAY)
  return db.invitation.create({ data: { code, expiresAt, ...fields, groupId: group.id, creatorId: creator?.id ?? null } })
}

type Written = { group: HasId; creator: HasId }

/** A marked passage, seen by the group. For one that stands in a real chapter spread `describe(text, passage)` over it. */
export async function createAnnotation(
  db: Database,
  { group, creator, ...fields }: Written & Partial<Omit<Prisma.AnnotationUncheckedCreateInput, 'groupId' | 'creatorId'>>,
): Promise<AnnotationModel> {
  const exact = fields.exact ?? 'a passage'
  const start = fields.start ?? 0
  const defaults = { id: randomUUID(), chapter: 'two-bulges', chapterRevision: 'made-up-revision', prefix: '', suffix: '', body: '' }
  const motivation = fields.body ? 'commenting' : 'highlighting'
  return db.annotation.create({
    data: { ...defaults, motivation, end: start + exact.length, ...fields, exact, start, groupId: group.id, creatorId: creator.id },
  })
}

/** What became of an annotation's passage in another text: its words changed, unless told otherwise, and nobody has decided about it. */
export async function createPassageChange(
  db: Database,
  {
    annotation,
    ...fields
  }: { annotation: AnnotationModel } & Partial<Omit<Prisma.PassageChangeUncheckedCreateInput, 'groupId' | 'annotationId'>>,
): Promise<PassageChangeModel> {
  const { id: annotationId, groupId, chapterRevision, start, end, exact } = annotation
  const before = { fromRevision: 'revision-before', fromStart: start, fromEnd: end, fromExact: 'the words before' }
  const after = { toRevision: chapterRevision, toStart: start, toEnd: end, toExact: exact }
  return db.passageChange.create({ data: { id: randomUUID(), outcome: 'CHANGED', ...before, ...after, ...fields, groupId, annotationId } })
}

type Subject =
  | { annotation: { id: string; chapter: string } }
  | { answer: { id: string; chapter: string } }
  | { chapter: string; questionId: string }

/** A comment on an annotation, an answer or a question; the thread is made when this is its first. */
export async function createComment(
  db: Database,
  {
    group,
    creator,
    parent,
    subject,
    ...fields
  }: Written & { subject: Subject; parent?: HasId } & Partial<
      Omit<Prisma.CommentUncheckedCreateInput, 'groupId' | 'creatorId' | 'threadId' | 'parentId'>
    >,
): Promise<CommentModel> {
  const thread = await ensureThread(db, group.id, subject)
  return db.comment.create({
    data: {
      id: randomUUID(),
      body: 'A comment.',
      ...fields,
      groupId: group.id,
      creatorId: creator.id,
      threadId: thread.id,
      parentId: parent?.id ?? null,
    },
  })
}

async function ensureThread(db: Database, groupId: string, subject: Subject): Promise<HasId> {
  if ('annotation' in subject) {
    const { id: annotationId, chapter } = subject.annotation
    return db.thread.upsert({ where: { annotationId }, create: { groupId, chapter, annotationId }, update: {} })
  }
  if ('answer' in subject) {
    const { id: answerId, chapter } = subject.answer
    return db.thread.upsert({ where: { answerId }, create: { groupId, chapter, answerId }, update: {} })
  }
  const { chapter, questionId } = subject
  return db.thread.upsert({
    where: { groupId_chapter_questionId: { groupId, chapter, questionId } },
    create: { groupId, chapter, questionId },
    update: {},
  })
}

/** One person's answer to a question of the chapter. */
export async function createAnswer(
  db: Database,
  { group, creator, ...fields }: Written & Partial<Omit<Prisma.AnswerUncheckedCreateInput, 'groupId' | 'creatorId'>>,
): Promise<AnswerModel> {
  const defaults = { id: randomUUID(), chapter: 'two-bulges', questionId: 'seen-the-sea', body: 'An answer.' }
  const { chapter, questionId } = { ...defaults, ...fields }
  await db.askedQuestion.createMany({ data: [{ groupId: group.id, chapter, questionId }], skipDuplicates: true })
  return db.answer.create({ data: { ...defaults, ...fields, groupId: group.id, creatorId: creator.id } })
}

/** A question that somebody suggests on an annotation. */
export async function createGroupQuestion(
  db: Database,
  {
    group,
    creator,
    annotation,
    ...fields
  }: Written & { annotation: HasId } & Partial<Omit<Prisma.GroupQuestionUncheckedCreateInput, 'groupId' | 'creatorId' | 'annotationId'>>,
): Promise<GroupQuestionModel> {
  const defaults = { id: randomUUID(), chapter: 'two-bulges', text: 'What does this mean?' }
  return db.groupQuestion.create({
    data: { ...defaults, ...fields, groupId: group.id, creatorId: creator.id, annotationId: annotation.id },
  })
}

/** A meeting of an hour and a half, a week from now. */
export async function createMeeting(
  db: Database,
  { group, lines = [], ...fields }: { group: HasId; lines?: WrittenLine[] } & Partial<Omit<Prisma.MeetingUncheckedCreateInput, 'groupId'>>,
): Promise<MeetingModel> {
  const startsAt = new Date(Date.now() + 7 * DAY)
  const defaults = { id: randomUUID(), chapter: 'two-bulges', minutes: 90, timeZone: 'Europe/London' }
  const meeting = await db.meeting.create({ data: { ...defaults, startsAt, ...fields, groupId: group.id } })
  const events = lines.map(({ kind = 'NOTE', text }, index) => {
    const action: MeetingAction = { type: 'line-written', lineId: randomUUID(), itemId: null, kind, text, ownerId: null, due: null }
    return { id: randomUUID(), groupId: group.id, meetingId: meeting.id, seq: index + 1, action, at: meeting.startsAt }
  })
  await db.meetingEvent.createMany({ data: events })
  return meeting
}

/** What was published of a meeting. */
export async function createSummary(
  db: Database,
  { meeting, creator, ...fields }: { meeting: HasId & { groupId: string }; creator: HasId; body: string; short?: string },
): Promise<void> {
  const kept = { id: meeting.id, groupId: meeting.groupId, creatorId: creator.id, html: '', renderer: 0, short: '' }
  await db.meetingSummary.create({ data: { ...kept, ...fields } })
}

/** What somebody has seen of a chapter: everything that was said until a moment. */
export async function createVisit(
  db: Database,
  { group, user, chapter, seenAt }: { group: HasId; user: HasId; chapter: string; seenAt: Date },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO visits (group_id, user_id, chapter, seen_at, seen)
    VALUES (${group.id}::uuid, ${user.id}::uuid, ${chapter}, ${seenAt}, tstzmultirange(tstzrange(NULL, ${seenAt}, '(]')))`
}
