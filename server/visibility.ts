import 'server-only'
import { Visibility } from '#domain/annotation.ts'
import { Sharing } from '#domain/answer.ts'
import { Role } from '#domain/group.ts'
import { AnswerState } from '#domain/group-answer.ts'
import { QuestionStatus } from '#domain/group-question.ts'
import { isQuestionOpen, mayDecideChange, maySee, maySeeAnswer, maySeeDeclined, maySeeGroupAnswer } from '#domain/permissions.ts'
import { Prisma, type Tx } from '#server/db.ts'
import { isHeld, type Taken } from '#server/first-posts.ts'
import { inSightOf, inSightOfSql, mutedBy, unflaggedBy } from '#server/own-sight.ts'
import { type SqlMember, sqlOf, tableOf } from '#server/rule-table.ts'

/*
 * Who may see what is said in a group: its one home. Each noun has a filter for Prisma, the same in SQL, and whom the live channel may
 * tell of a row, all made from the noun's rule in `domain/permissions.ts`. What a member is allowed to see is `openTo` them; `seenBy` leaves
 * out what they hid from their own sight. What facilitators hid is taken away (`deletedAt`) and open to nobody. A rule that is to come is
 * added to that rule and here, and nowhere else: a structure test fails where words are asked for without it.
 */

/** Whoever asks: a member of the group, as `requireMember` gives one. */
export type Member = { userId: string; role: Role }
/** The same with the group: what somebody hides from their own sight, they hide in one group. */
type InGroup = Member & Parameters<typeof inSightOf>[0]
/** Whom the live channel may tell of something: everybody in the group, or these people alone. */
type Audience = 'group' | string[]

/** What an event carries for those who may hear of it: the sum of the audiences, such as before a change and after it. */
export function heardBy(...audiences: Audience[]): { onlyFor?: string[] } {
  const people = audiences.filter((audience) => audience !== 'group')
  return people.length < audiences.length ? {} : { onlyFor: [...new Set(people.flat())] }
}

const justThem = (userId: string | null): string[] => (userId === null ? [] : [userId])

export { waiting } from '#server/first-posts.ts'

type Note = Taken & { visibility: Visibility; creatorId: string | null }
const NOTES = tableOf(Visibility.options, ({ value, isCreator }) => maySee({ visibility: value, isCreator }))
const NOTES_SQL = sqlOf(NOTES, 'visibility', 'Visibility')

/** Notes and highlights, and with them whatever hangs on them. */
export const notes = {
  openTo({ userId, role }: Member) {
    const { others, own } = NOTES[role]
    return { OR: [{ visibility: { in: others } }, { creatorId: userId, visibility: { in: own } }] } satisfies Prisma.AnnotationWhereInput
  },
  seenBy: (member: InGroup) => ({ AND: [notes.openTo(member), inSightOf(member)] }) satisfies Prisma.AnnotationWhereInput,
  /** For rows of `annotations`. */
  seenBySql: (member: SqlMember, alias: string): Prisma.Sql =>
    Prisma.sql`(${NOTES_SQL(member, alias)} AND ${inSightOfSql(member.userId, alias, 'annotation_id')})`,
  maySee: ({ visibility, creatorId }: Note, { userId, role }: Member) =>
    NOTES[role][creatorId === userId ? 'own' : 'others'].includes(visibility),
  /** The group's notes: what every member may see. */
  ofGroup: () => ({ visibility: { in: NOTES.MEMBER.others } }) satisfies Prisma.AnnotationWhereInput,
  /** For rows of `annotations`. */
  ofGroupSql: (alias: string): Prisma.Sql => Prisma.sql`${Prisma.raw(`${alias}.visibility`)}::text = ANY(${NOTES.MEMBER.others}::text[])`,
  isOfGroup: ({ visibility }: Pick<Note, 'visibility'>) => NOTES.MEMBER.others.includes(visibility),
  audience: (note: Note): Audience => (notes.isOfGroup(note) && !isHeld(note) ? 'group' : justThem(note.creatorId)),
}

type Asked = Record<'groupId' | 'chapter' | 'questionId', string>
type Given = Taken & Asked & { sharing: Sharing; creatorId: string | null }
const ANSWERS = tableOf(Sharing.options, ({ value, isCreator }) => maySeeAnswer({ sharing: value, isCreator }))
const ANSWERS_SQL = sqlOf(ANSWERS, 'sharing', 'Sharing')

/** Questions whose answers a member sees: where the group does not answer first, once they are revealed, or once the member has answered. */
export const openQuestions = {
  seenBy: ({ userId }: Member) =>
    ({
      OR: [{ group: { answerFirst: false } }, { revealedAt: { not: null } }, { answers: { some: { creatorId: userId, deletedAt: null } } }],
    }) satisfies Prisma.AskedQuestionWhereInput,
  /** Those whose answers every member sees. */
  toAll: () => ({ OR: [{ group: { answerFirst: false } }, { revealedAt: { not: null } }] }) satisfies Prisma.AskedQuestionWhereInput,
  /** Whom that concerns; for a question that nobody has answered yet too. */
  async audience(tx: Tx, { groupId, chapter, questionId }: Asked): Promise<Audience> {
    const group = await tx.readingGroup.findUniqueOrThrow({ where: { id: groupId }, select: { answerFirst: true } })
    const where = { groupId_chapter_questionId: { groupId, chapter, questionId } }
    const asked = await tx.askedQuestion.findUnique({ where, select: { revealedAt: true } })
    const revealed = (asked?.revealedAt ?? null) !== null
    if (isQuestionOpen({ ...group, revealed, answered: false })) return 'group'
    const given = await tx.answer.findMany({ where: { groupId, chapter, questionId, deletedAt: null }, select: { creatorId: true } })
    return given.flatMap(({ creatorId }) => creatorId ?? [])
  },
}

/** Answers to questions: one's own, and those of others that are shared, where the question is open to the member. */
export const answers = {
  openTo(member: Member) {
    const { others, own } = ANSWERS[member.role]
    return {
      OR: [
        { sharing: { in: others }, asked: openQuestions.seenBy(member) },
        { creatorId: member.userId, sharing: { in: own } },
      ],
    } satisfies Prisma.AnswerWhereInput
  },
  seenBy: (member: InGroup) =>
    ({
      // Muting somebody tells nobody which of the answers without a name are theirs.
      AND: [answers.openTo(member), { ...unflaggedBy(member), NOT: { sharing: { not: 'NAMELESS' }, ...mutedBy(member) } }],
    }) satisfies Prisma.AnswerWhereInput,
  isShared: ({ sharing }: Pick<Given, 'sharing'>) => ANSWERS.MEMBER.others.includes(sharing),
  /** What is shared at all; whether a member sees it, `seenBy` says. */
  shared: () => ({ sharing: { in: ANSWERS.MEMBER.others } }) satisfies Prisma.AnswerWhereInput,
  /** For rows of `answers`. */
  seenBySql(member: SqlMember, alias: string): Prisma.Sql {
    const at = (name: string) => Prisma.raw(`${alias}.${name}`)
    const same = (other: string) => {
      const of = (name: string) => Prisma.raw(`${other}.${name}`)
      return Prisma.sql`${of('group_id')} = ${at('group_id')} AND ${of('chapter')} = ${at('chapter')} AND ${of('question_id')} = ${at('question_id')}`
    }
    const named = Prisma.sql`${at('sharing')} <> 'NAMELESS'`
    return Prisma.sql`(${ANSWERS_SQL(member, alias)} AND ${inSightOfSql(member.userId, alias, 'answer_id', named)} AND (${at('creator_id')} = ${member.userId}::uuid
      OR EXISTS (SELECT FROM reading_groups circle WHERE circle.id = ${at('group_id')} AND NOT circle.answer_first)
      OR EXISTS (SELECT FROM asked_questions asked WHERE ${same('asked')} AND asked.revealed_at IS NOT NULL)
      OR EXISTS (SELECT FROM answers mine WHERE ${same('mine')} AND mine.creator_id = ${member.userId}::uuid AND mine.deleted_at IS NULL)))`
  },
  async audience(tx: Tx, answer: Given): Promise<Audience> {
    const sees = await openQuestions.audience(tx, answer)
    if (isHeld(answer) || !answers.isShared(answer)) return justThem(answer.creatorId)
    return sees === 'group' ? sees : [...sees, ...justThem(answer.creatorId)]
  },
  /** Whether a reader is told whose it is. */
  isNamed: ({ sharing, creatorId }: Pick<Given, 'sharing' | 'creatorId'>, { userId }: Pick<Member, 'userId'>) =>
    sharing !== 'NAMELESS' || creatorId === userId,
  /** For rows of `answers`. */
  isNamedSql: ({ userId }: Pick<SqlMember, 'userId'>, alias: string): Prisma.Sql =>
    Prisma.sql`(${Prisma.raw(`${alias}.sharing`)} <> 'NAMELESS' OR ${Prisma.raw(`${alias}.creator_id`)} = ${userId}::uuid)`,
}

const SETTLED = AnswerState.options.filter((state) => maySeeGroupAnswer({ state, isOpen: false }))

/** Answers that the group gives together, as they were proposed. The text that is still written belongs to those who see the answers. */
export const groupAnswers = {
  openTo: (member: Member) =>
    ({ OR: [{ state: { in: SETTLED } }, { asked: openQuestions.seenBy(member) }] }) satisfies Prisma.GroupAnswerWhereInput,
  seenBy: (member: Member) => ({ hiddenAt: null, ...groupAnswers.openTo(member) }) satisfies Prisma.GroupAnswerWhereInput,
  seenByAll: () =>
    ({ hiddenAt: null, OR: [{ state: { in: SETTLED } }, { asked: openQuestions.toAll() }] }) satisfies Prisma.GroupAnswerWhereInput,
  writtenBy: (member: Member) => ({ hiddenAt: null, asked: openQuestions.seenBy(member) }) satisfies Prisma.GroupAnswerWhereInput,
  /** What the group agreed on: every member sees it. */
  agreed: () => ({ hiddenAt: null, state: { in: SETTLED } }) satisfies Prisma.GroupAnswerWhereInput,
  /**
   * What other groups agreed on and want to be read, for a group that has its own answers.
   * @param agreed the guide’s questions that the reading group has agreed on, and no others
   */
  ofCircles: ({ groupId, guide }: { groupId: string; guide: string }, agreed: Pick<Asked, 'chapter' | 'questionId'>[]) =>
    ({
      ...groupAnswers.agreed(),
      groupId: { not: groupId },
      group: { guide, circleName: { not: '' }, suspendedAt: null },
      OR: agreed.map(({ chapter, questionId }) => ({ chapter, questionId })),
    }) satisfies Prisma.GroupAnswerWhereInput,
  audience: async (tx: Tx, answer: Asked & { state: AnswerState }): Promise<Audience> =>
    SETTLED.includes(answer.state) ? 'group' : openQuestions.audience(tx, answer),
}

/** Threads about a question of the chapter, and about notes and answers that the member sees. */
export const threads = {
  openTo: (member: Member) =>
    ({
      OR: [{ annotationId: null, answerId: null }, { annotation: notes.openTo(member) }, { answer: answers.openTo(member) }],
    }) satisfies Prisma.ThreadWhereInput,
  seenBy: (member: InGroup) =>
    ({
      OR: [{ annotationId: null, answerId: null }, { annotation: notes.seenBy(member) }, { answer: answers.seenBy(member) }],
    }) satisfies Prisma.ThreadWhereInput,
  /** For rows of `threads` with a LEFT JOIN of `annotations`. */
  seenBySql(member: SqlMember, alias: string, annotation: string): Prisma.Sql {
    const at = (name: string) => Prisma.raw(`${alias}.${name}`)
    return Prisma.sql`(${at('answer_id')} IS NULL AND (${at('annotation_id')} IS NULL OR ${notes.seenBySql(member, annotation)})
      OR EXISTS (SELECT FROM answers told WHERE told.id = ${at('answer_id')} AND ${answers.seenBySql(member, 'told')}))`
  },
  async audience(tx: Tx, { annotation, answer }: { annotation: Note | null; answer: Given | null }): Promise<Audience> {
    if (answer) return answers.audience(tx, answer)
    return annotation === null ? 'group' : notes.audience(annotation)
  },
}

/** What is said in threads that the member sees. */
export const comments = {
  openTo: (member: Member) => ({ thread: threads.openTo(member) }) satisfies Prisma.CommentWhereInput,
  seenBy: (member: InGroup) => ({ thread: threads.seenBy(member), AND: [comments.inSightOf(member)] }) satisfies Prisma.CommentWhereInput,
  /** Those that the member has not hidden from themselves, in threads that a filter has let through. */
  inSightOf: (member: InGroup) => inSightOf(member) satisfies Prisma.CommentWhereInput,
  inSightOfSql: ({ userId }: Pick<SqlMember, 'userId'>, alias: string): Prisma.Sql => inSightOfSql(userId, alias, 'comment_id'),
  /** Whom one concerns, where its thread concerns so many. */
  audience: (row: Taken & Pick<Note, 'creatorId'>, thread: Audience): Audience => (isHeld(row) ? justThem(row.creatorId) : thread),
}

type Question = Taken & { groupId: string; status: QuestionStatus; creatorId: string | null }
const QUESTIONS = tableOf(QuestionStatus.options, ({ value, ...facts }) => value !== 'DECLINED' || maySeeDeclined(facts))

const QUESTIONS_SQL = sqlOf(QUESTIONS, 'status', 'QuestionStatus')

/** What members suggest as questions. What the group took over as its own, nobody hides from themselves: it is asked in every session. */
export const questions = {
  openTo({ userId, role }: Member) {
    const { others, own } = QUESTIONS[role]
    return { OR: [{ status: { in: others } }, { creatorId: userId, status: { in: own } }] } satisfies Prisma.GroupQuestionWhereInput
  },
  seenBy: (member: InGroup) =>
    ({ AND: [questions.openTo(member), { OR: [{ status: 'ACCEPTED' }, inSightOf(member)] }] }) satisfies Prisma.GroupQuestionWhereInput,
  /** For rows of `group_questions`. */
  seenBySql(member: SqlMember, alias: string): Prisma.Sql {
    const inSight = inSightOfSql(member.userId, alias, 'group_question_id')
    return Prisma.sql`(${QUESTIONS_SQL(member, alias)} AND (${Prisma.raw(`${alias}.status`)} = 'ACCEPTED' OR ${inSight}))`
  },
  async audience(tx: Tx, { groupId, status, creatorId, removal = null }: Question): Promise<Audience> {
    if (isHeld({ removal })) return justThem(creatorId)
    const roles = Role.options.filter((role) => QUESTIONS[role].others.includes(status))
    if (roles.length === Role.options.length) return 'group'
    const members = await tx.membership.findMany({ where: { groupId, role: { in: roles } }, select: { userId: true } })
    return [...justThem(creatorId), ...members.map(({ userId }) => userId)]
  },
}

const CHANGES = tableOf(Visibility.options, ({ value, ...facts }) => mayDecideChange({ ...facts, visibility: value }))

/** Notes whose changes in the text concern a member: their own and, for facilitators, those of the group. */
export const changedNotes = {
  seenBy({ userId, role }: Member) {
    const { others, own } = CHANGES[role]
    return { OR: [{ visibility: { in: others } }, { creatorId: userId, visibility: { in: own } }] } satisfies Prisma.AnnotationWhereInput
  },
  /** For rows of `annotations`. */
  seenBySql: sqlOf(CHANGES, 'visibility', 'Visibility'),
}

/** Rows of everybody else, those included whose writer is gone. */
export const notBy = (userId: string) => ({ OR: [{ creatorId: null }, { creatorId: { not: userId } }] })

/** Rows that somebody has given facilitators a reason to look at, or that they took out of the group's sight, or that wait for them. */
const POINTED_TO = { OR: [{ removal: { in: ['MODERATED' as const, 'HELD' as const] } }, { flags: { some: { reason: { not: '' } } } }] }

/**
 * Words of others about which facilitators decide: those that are open to them, and those that somebody pointed them to; never what is private.
 * Unlike elsewhere, what was taken out of the group's sight is among them.
 */
export const moderated = {
  notes: (member: Member) => ({ AND: [notes.ofGroup(), notBy(member.userId)] }) satisfies Prisma.AnnotationWhereInput,
  comments(member: Member) {
    const shared = { OR: [{ annotationId: null, answerId: null }, { annotation: notes.ofGroup() }, { answer: answers.shared() }] }
    const shown = { OR: [comments.openTo(member), POINTED_TO] }
    return { thread: shared, AND: [shown, notBy(member.userId)] } satisfies Prisma.CommentWhereInput
  },
  answers: (member: Member) =>
    ({ AND: [answers.shared(), { OR: [answers.openTo(member), POINTED_TO] }, notBy(member.userId)] }) satisfies Prisma.AnswerWhereInput,
  questions: (member: Member) => ({ AND: [questions.openTo(member), notBy(member.userId)] }) satisfies Prisma.GroupQuestionWhereInput,
}
