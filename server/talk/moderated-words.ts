import 'server-only'
import type { AboutWords, SaidNoun, ToldWords } from '#domain/moderation.ts'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { annotationWords } from '#server/talk/annotations.ts'
import { answerWords } from '#server/talk/answers.ts'
import { commentWords } from '#server/talk/comments.ts'
import type { Subject } from '#server/talk/moderation-log.ts'
import { announceQuestion, WITH_PASSAGE } from '#server/talk/question-rows.ts'
import { WITH_REACTIONS } from '#server/talk/reactions.ts'
import { forgetEarlierWords } from '#server/talk/rewordings.ts'
import { moderatedBy, RESTORED, type Written } from '#server/talk/talk.ts'
import { NOUNS, type Words } from '#server/talk/words.ts'
import { answers, comments, moderated, notes, questions } from '#server/visibility.ts'

/*
 * Words of any of the four nouns, as those see them who flag them, who decide about them, and who wrote them.
 */

/**
 * As whom somebody looks. `member`: what stands and is open to them, also what they hid from their own sight. `leader`: what facilitators decide
 * about. `creator`: their own words that were taken out of the group's sight.
 */
type AsWhom = 'member' | 'leader' | 'creator'

/** Words with what can be done about them, inside a transaction. */
export type Moderated = ToldWords & {
  subject: Subject
  /** An accepted question is the group's own. */
  isTakenOver: boolean
  /** Takes them out of the group's sight, and tells of it. @returns whether they stood until now */
  hide: (tx: Tx, by: string) => Promise<boolean>
  restore: (tx: Tx) => Promise<void>
  /** Deletes them for good; where something hangs on them, an empty place stays, which is nobody's. */
  remove: (tx: Tx) => Promise<void>
}

const CREATOR = { select: { id: true, name: true } } as const
const STANDS = { deletedAt: null }
const TAKEN = { removal: 'MODERATED' as const }
/** What its writer took back concerns nobody. */
const DECIDED_ABOUT = { OR: [STANDS, TAKEN] }
const own = ({ userId }: Belonging) => ({ creatorId: userId, ...TAKEN })

type Row = { id: string; groupId: string; creatorId: string | null; deletedAt: Date | null; creator: ToldWords['creator'] }

function told(row: Row, { noun, chapter, named }: Subject, body: string): ToldWords {
  const { id: subjectId, groupId, creator, deletedAt } = row
  return { noun, subjectId, groupId, chapter, creator: named ? creator : null, body, hidden: deletedAt !== null }
}

/** How the three nouns that have words of their own are dealt with. */
function withWords<Kept extends Row & Written>(
  words: Pick<Words<Kept, unknown>, 'about' | 'table' | 'change' | 'lock' | 'announce' | 'announceGone'>,
  row: Kept,
  blank: (tx: Tx) => Promise<unknown>,
): Moderated {
  const subject = words.about(row)
  const { id, groupId } = row
  return {
    ...told(row, subject, row.body),
    subject,
    isTakenOver: false,
    async hide(tx, by) {
      await words.lock?.(tx, row)
      const count = await words.change(tx, { id, groupId, deletedAt: null }, moderatedBy(by))
      await words.announceGone(tx, row, count > 0)
      return count > 0
    },
    async restore(tx) {
      await words.change(tx, { id, groupId }, RESTORED)
      await words.announce(tx, row)
    },
    async remove(tx) {
      await forgetEarlierWords(tx, { noun: NOUNS[words.table], id })
      await blank(tx)
    },
  }
}

/** What an empty place says of itself once its words are gone for good: nobody can bring them back. */
const EMPTY = { body: '', html: '', creatorId: null, removedById: null, removal: 'WITHDRAWN' as const }

const FINDERS: Record<SaidNoun, (where: { id: string; groupId: string }, member: Belonging, as: AsWhom) => Promise<Moderated | null>> = {
  async annotation(about, member, as) {
    const seen = {
      member: { ...STANDS, ...notes.openTo(member) },
      leader: { AND: [moderated.notes(member), DECIDED_ABOUT] },
      creator: own(member),
    }[as]
    const row = await db().annotation.findFirst({
      where: { ...about, AND: [seen] },
      include: { creator: CREATOR, reactions: WITH_REACTIONS },
    })
    return (
      row &&
      withWords(annotationWords, row, async (tx) => {
        const { count } = await tx.annotation.deleteMany({ where: { ...about, thread: null, questions: { none: {} } } })
        if (count === 0) await tx.annotation.updateMany({ where: about, data: { ...EMPTY, tags: [] } })
      })
    )
  },
  async comment(about, member, as) {
    const seen = {
      member: { ...STANDS, ...comments.openTo(member) },
      leader: { AND: [moderated.comments(member), DECIDED_ABOUT] },
      creator: own(member),
    }[as]
    const include = { creator: CREATOR, reactions: WITH_REACTIONS, thread: { include: { annotation: true, answer: true } } }
    const row = await db().comment.findFirst({ where: { ...about, AND: [seen] }, include })
    return row && withWords(commentWords, row, (tx) => tx.comment.updateMany({ where: about, data: EMPTY }))
  },
  async answer(about, member, as) {
    const seen = {
      member: { ...STANDS, ...answers.openTo(member) },
      leader: { AND: [moderated.answers(member), DECIDED_ABOUT] },
      creator: own(member),
    }[as]
    const row = await db().answer.findFirst({ where: { ...about, AND: [seen] }, include: { creator: CREATOR, reactions: WITH_REACTIONS } })
    return row && withWords(answerWords, row, (tx) => tx.answer.updateMany({ where: about, data: { ...EMPTY, evidence: [] } }))
  },
  async question(about, member, as) {
    const seen = {
      member: { ...STANDS, ...questions.openTo(member) },
      leader: { AND: [moderated.questions(member), DECIDED_ABOUT] },
      creator: own(member),
    }[as]
    const row = await db().groupQuestion.findFirst({ where: { ...about, AND: [seen] }, include: WITH_PASSAGE })
    return row && question(row)
  },
}

function question(row: Prisma.GroupQuestionGetPayload<{ include: typeof WITH_PASSAGE }>): Moderated {
  const { id, groupId, chapter, creatorId } = row
  const subject: Subject = { noun: 'question', id, chapter, creatorId, named: true }
  const where = { id, groupId }
  return {
    ...told(row, subject, row.text),
    subject,
    isTakenOver: row.status === 'ACCEPTED',
    async hide(tx, by) {
      const { count } = await tx.groupQuestion.updateMany({
        where: { ...where, deletedAt: null, status: row.status },
        data: moderatedBy(by),
      })
      if (count > 0) await announceQuestion(tx, row, { isGone: true })
      return count > 0
    },
    async restore(tx) {
      await tx.groupQuestion.updateMany({ where, data: RESTORED })
      await announceQuestion(tx, row)
    },
    async remove(tx) {
      await tx.groupQuestion.deleteMany({ where })
    },
  }
}

/** Words that somebody may look at so; null when they may not, and when there are none. */
export const findWords = (member: Belonging, { noun, subjectId }: Pick<AboutWords, 'noun' | 'subjectId'>, as: AsWhom) =>
  FINDERS[noun]({ id: subjectId, groupId: member.groupId }, member, as)
