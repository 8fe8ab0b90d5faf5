import 'server-only'
import { Visibility } from '#domain/annotation.ts'
import { Sharing } from '#domain/answer.ts'
import { Role } from '#domain/group.ts'
import { AnswerState } from '#domain/group-answer.ts'
import { QuestionStatus } from '#domain/group-question.ts'
import { isQuestionOpen, mayDecideChange, maySee, maySeeAnswer, maySeeDeclined, maySeeGroupAnswer } from '#domain/permissions.ts'
import { Prisma, type Tx } from '#server/db.ts'

/*
 * Who may see what is said in a group: its one home. Each noun has a filter for Prisma, the same in SQL, and whom the live channel may
 * tell of a row, all made from the noun's rule in `domain/permissions.ts`. A rule that is to come (an answer that is closed until one
 * has answered, what a facilitator hid, whom one has muted) is added to that rule and here, and nowhere else: a structure test fails
 * where words are asked for without it.
 */

/** Whoever asks: a member of the group, as `requireMember` gives one. */
export type Member = { userId: string; role: Role }
/** The same inside a query, where the role may be a column of it. */
export type SqlMember = { userId: string | Prisma.Sql; role: Role | Prisma.Sql }

/** What a rule asks of a row: the value of its one telling column, whether it is the member's own, and the member's role. */
type Rule<Value> = (facts: { value: Value; isCreator: boolean; role: Role }) => boolean

/** The values of that column with which a member sees rows of others, and their own. */
type Seen<Value> = { others: Value[]; own: Value[] }

/** A rule as a table: it is asked about every value that the column can have. */
function tableOf<Value>(values: readonly Value[], rule: Rule<Value>): Record<Role, Seen<Value>> {
  const seen = (role: Role): Seen<Value> => ({
    others: values.filter((value) => rule({ value, isCreator: false, role })),
    own: values.filter((value) => rule({ value, isCreator: true, role })),
  })
  return { OWNER: seen('OWNER'), FACILITATOR: seen('FACILITATOR'), MEMBER: seen('MEMBER') }
}

/** A rule as a condition on rows, under an alias, of a table that has a `creator_id`. */
function sqlOf<Value extends string>(table: Record<Role, Seen<Value>>, column: string, type: string) {
  return ({ userId, role }: SqlMember, alias: string): Prisma.Sql => {
    const at = (name: string) => Prisma.raw(`${alias}.${name}`)
    const isOneOf = (values: Value[]) => Prisma.sql`${at(column)} = ANY(${values}::${Prisma.raw(`"${type}"`)}[])`
    const seen = ({ others, own }: Seen<Value>) =>
      Prisma.sql`(${isOneOf(others)} OR (${at('creator_id')} = ${userId}::uuid AND ${isOneOf(own)}))`
    if (typeof role === 'string') return seen(table[role])
    const alike = [...Map.groupBy(Role.options, (each) => JSON.stringify(table[each])).values()]
    const [first = 'MEMBER'] = Role.options
    if (alike.length === 1) return seen(table[first])
    const byRole = alike.map((roles) => Prisma.sql`(${role} = ANY(${roles}::"Role"[]) AND ${seen(table[roles[0] ?? first])})`)
    return Prisma.sql`(${Prisma.join(byRole, ' OR ')})`
  }
}

/** Whom the live channel may tell of something: everybody in the group, or these people alone. */
type Audience = 'group' | string[]

/** What an event carries for those who may hear of it: the sum of the audiences, such as before a change and after it. */
export function heardBy(...audiences: Audience[]): { onlyFor?: string[] } {
  const people = audiences.filter((audience) => audience !== 'group')
  return people.length < audiences.length ? {} : { onlyFor: [...new Set(people.flat())] }
}

const justThem = (userId: string | null): string[] => (userId === null ? [] : [userId])

type Note = { visibility: Visibility; creatorId: string | null }
const NOTES = tableOf(Visibility.options, ({ value, isCreator }) => maySee({ visibility: value, isCreator }))

/** Notes and highlights, and with them whatever hangs on them. */
export const notes = {
  seenBy({ userId, role }: Member) {
    const { others, own } = NOTES[role]
    return { OR: [{ visibility: { in: others } }, { creatorId: userId, visibility: { in: own } }] } satisfies Prisma.AnnotationWhereInput
  },
  /** For rows of `annotations`. */
  seenBySql: sqlOf(NOTES, 'visibility', 'Visibility'),
  maySee: ({ visibility, creatorId }: Note, { userId, role }: Member) =>
    NOTES[role][creatorId === userId ? 'own' : 'others'].includes(visibility),
  /** The group's notes: what every member sees. */
  ofGroup: () => ({ visibility: { in: NOTES.MEMBER.others } }) satisfies Prisma.AnnotationWhereInput,
  isOfGroup: ({ visibility }: Pick<Note, 'visibility'>) => NOTES.MEMBER.others.includes(visibility),
  audience: (note: Note): Audience => (notes.isOfGroup(note) ? 'group' : justThem(note.creatorId)),
}

type Asked = { groupId: string; chapter: string; questionId: string }
type Given = Asked & { sharing: Sharing; creatorId: string | null }
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
  seenBy(member: Member) {
    const { others, own } = ANSWERS[member.role]
    return {
      OR: [
        { sharing: { in: others }, asked: openQuestions.seenBy(member) },
        { creatorId: member.userId, sharing: { in: own } },
      ],
    } satisfies Prisma.AnswerWhereInput
  },
  /** What is shared at all; whether a member sees it, `seenBy` says. */
  shared: () => ({ sharing: { in: ANSWERS.MEMBER.others } }) satisfies Prisma.AnswerWhereInput,
  /** For rows of `answers`. */
  seenBySql(member: SqlMember, alias: string): Prisma.Sql {
    const at = (name: string) => Prisma.raw(`${alias}.${name}`)
    const same = (other: string) => {
      const of = (name: string) => Prisma.raw(`${other}.${name}`)
      return Prisma.sql`${of('group_id')} = ${at('group_id')} AND ${of('chapter')} = ${at('chapter')} AND ${of('question_id')} = ${at('question_id')}`
    }
    return Prisma.sql`(${ANSWERS_SQL(member, alias)} AND (${at('creator_id')} = ${member.userId}::uuid
      OR EXISTS (SELECT FROM reading_groups circle WHERE circle.id = ${at('group_id')} AND NOT circle.answer_first)
      OR EXISTS (SELECT FROM asked_questions asked WHERE ${same('asked')} AND asked.revealed_at IS NOT NULL)
      OR EXISTS (SELECT FROM answers mine WHERE ${same('mine')} AND mine.creator_id = ${member.userId}::uuid AND mine.deleted_at IS NULL)))`
  },
  async audience(tx: Tx, answer: Given): Promise<Audience> {
    const sees = await openQuestions.audience(tx, answer)
    if (!ANSWERS.MEMBER.others.includes(answer.sharing)) return justThem(answer.creatorId)
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
  seenBy: (member: Member) =>
    ({ OR: [{ state: { in: SETTLED } }, { asked: openQuestions.seenBy(member) }] }) satisfies Prisma.GroupAnswerWhereInput,
  seenByAll: () => ({ OR: [{ state: { in: SETTLED } }, { asked: openQuestions.toAll() }] }) satisfies Prisma.GroupAnswerWhereInput,
  writtenBy: (member: Member) => ({ asked: openQuestions.seenBy(member) }) satisfies Prisma.GroupAnswerWhereInput,
  audience: async (tx: Tx, answer: Asked & { state: AnswerState }): Promise<Audience> =>
    SETTLED.includes(answer.state) ? 'group' : openQuestions.audience(tx, answer),
}

/** Threads about a question of the chapter, and about notes and answers that the member sees; with them every comment in them. */
export const threads = {
  seenBy: (member: Member) =>
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

type Question = { groupId: string; status: QuestionStatus; creatorId: string | null }
const QUESTIONS = tableOf(QuestionStatus.options, ({ value, ...facts }) => value !== 'DECLINED' || maySeeDeclined(facts))

/** What members suggest as questions. */
export const questions = {
  seenBy({ userId, role }: Member) {
    const { others, own } = QUESTIONS[role]
    return { OR: [{ status: { in: others } }, { creatorId: userId, status: { in: own } }] } satisfies Prisma.GroupQuestionWhereInput
  },
  /** For rows of `group_questions`. */
  seenBySql: sqlOf(QUESTIONS, 'status', 'QuestionStatus'),
  async audience(tx: Tx, { groupId, status, creatorId }: Question): Promise<Audience> {
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
