import 'server-only'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma, type Tx } from '#server/db.ts'
import { RENDERER } from '#server/markdown/render.ts'
import { type Moderated, moderates, told } from '#server/moderation/moderates.ts'
import { annotationWords } from '#server/talk/annotations.ts'
import { answerWords } from '#server/talk/answers.ts'
import { commentWords } from '#server/talk/comments.ts'
import type { Subject } from '#server/talk/moderation-log.ts'
import { announceQuestion, WITH_PASSAGE } from '#server/talk/question-rows.ts'
import { WITH_REACTIONS } from '#server/talk/reactions.ts'
import { forgetEarlierWords } from '#server/talk/rewordings.ts'
import { approved, moderatedBy, RESTORED, type Written } from '#server/talk/talk.ts'
import { NOUNS, type Words } from '#server/talk/words.ts'
import { answers, comments, moderated, notes, questions } from '#server/visibility.ts'

/* What members say by themselves. Hidden is deleted, with another reason (decision 0042). */

const CREATOR = { select: { id: true, name: true } } as const
const STANDS = { deletedAt: null }
const TAKEN = { removal: 'MODERATED' as const }
const WAITS = { removal: 'HELD' as const }
/** What its writer took back concerns nobody. */
const DECIDED_ABOUT = { OR: [STANDS, TAKEN, WAITS] }

/** Who may look at rows that are taken away by `deletedAt`. */
const seenOf = <Where>({ openTo }: { openTo: (member: Belonging) => Where }, decided: (member: Belonging) => Where) => ({
  member: (member: Belonging) => ({ AND: [openTo(member), STANDS] }) as Where,
  leader: (member: Belonging) => ({ AND: [decided(member), DECIDED_ABOUT] }) as Where,
  creator: ({ userId }: Belonging) => ({ creatorId: userId, OR: [TAKEN, WAITS] }) as Where,
})

type Row = Written & { id: string; groupId: string; creator: Moderated['creator'] }

/** How the nouns that have a text of their own are dealt with. */
function withWords<Kept extends Row>(
  words: Pick<Words<Kept, unknown>, 'about' | 'table' | 'change' | 'lock' | 'announce' | 'announceGone'>,
  blank: (tx: Tx, row: Kept) => Promise<unknown>,
) {
  return (row: Kept): Moderated => {
    const subject = words.about(row)
    const { id, groupId, body, deletedAt } = row
    const waits = row.removal === 'HELD'
    const where = { id, groupId, ...(!waits && { deletedAt: null }) }
    const hidden = deletedAt !== null && !waits
    // What an older renderer made is laid out anew where the words stand; here they are shown as typed until then.
    const html = row.renderer === RENDERER ? row.html : ''
    return {
      ...told(row, subject, { body, html, path: `${subject.chapter}#${subject.noun}-${id}`, hidden, waits }),
      async hide(tx, by) {
        await words.lock?.(tx, row)
        const count = await words.change(tx, where, moderatedBy(by))
        await words.announceGone(tx, row, count > 0)
        return count > 0
      },
      async restore(tx) {
        await words.change(tx, { id, groupId }, waits ? approved() : RESTORED)
        await words.announce(tx, { ...row, ...RESTORED })
      },
      async remove(tx) {
        await forgetEarlierWords(tx, { noun: NOUNS[words.table], id })
        await blank(tx, row)
      },
    }
  }
}

/** What an empty place says of itself once its words are gone for good: nobody can bring them back. */
const EMPTY = { body: '', html: '', creatorId: null, removedById: null, removal: 'WITHDRAWN' as const }

export const annotation = moderates({
  seen: seenOf<Prisma.AnnotationWhereInput>(notes, moderated.notes),
  find: (where) => db().annotation.findFirst({ where, include: { creator: CREATOR, reactions: WITH_REACTIONS } }),
  moderated: withWords(annotationWords, async (tx, { id, groupId }) => {
    const { count } = await tx.annotation.deleteMany({ where: { id, groupId, thread: null, questions: { none: {} } } })
    if (count === 0) await tx.annotation.updateMany({ where: { id, groupId }, data: { ...EMPTY, tags: [] } })
  }),
})

export const comment = moderates({
  seen: seenOf<Prisma.CommentWhereInput>(comments, moderated.comments),
  find: (where) =>
    db().comment.findFirst({
      where,
      include: { creator: CREATOR, reactions: WITH_REACTIONS, thread: { include: { annotation: true, answer: true } } },
    }),
  moderated: withWords(commentWords, (tx, { id, groupId }) => tx.comment.updateMany({ where: { id, groupId }, data: EMPTY })),
})

export const answer = moderates({
  seen: seenOf<Prisma.AnswerWhereInput>(answers, moderated.answers),
  find: (where) => db().answer.findFirst({ where, include: { creator: CREATOR, reactions: WITH_REACTIONS } }),
  moderated: withWords(answerWords, (tx, { id, groupId }) =>
    tx.answer.updateMany({ where: { id, groupId }, data: { ...EMPTY, evidence: [] } }),
  ),
})

export const question = moderates({
  seen: seenOf<Prisma.GroupQuestionWhereInput>(questions, moderated.questions),
  find: (where) => db().groupQuestion.findFirst({ where, include: WITH_PASSAGE }),
  moderated(row): Moderated {
    const { id, groupId, chapter, creatorId, text, deletedAt, status } = row
    const subject: Subject = { noun: 'question', id, chapter, creatorId, named: true }
    const waits = row.removal === 'HELD'
    const where = { id, groupId }
    return {
      ...told(row, subject, { body: text, path: chapter, hidden: deletedAt !== null && !waits, waits }),
      isTakenOver: status === 'ACCEPTED',
      async hide(tx, by) {
        const { count } = await tx.groupQuestion.updateMany({ where: { ...where, ...(!waits && STANDS), status }, data: moderatedBy(by) })
        if (count > 0) await announceQuestion(tx, row, { isGone: true })
        return count > 0
      },
      async restore(tx) {
        await tx.groupQuestion.updateMany({ where, data: waits ? approved() : RESTORED })
        await announceQuestion(tx, { ...row, ...RESTORED })
      },
      async remove(tx) {
        await tx.groupQuestion.deleteMany({ where })
      },
    }
  },
})
