import 'server-only'
import type { Belonging } from '#server/access.ts'
import { db, type Prisma } from '#server/db.ts'
import { type Moderated, moderates, told } from '#server/moderation/moderates.ts'
import { announceGroupAnswer } from '#server/talk/group-answer-rows.ts'
import { readWords } from '#server/talk/group-answer-words.ts'
import type { Subject } from '#server/talk/moderation-log.ts'
import { groupAnswers } from '#server/visibility.ts'

/*
 * What the group answers together, and what a member says against it. An answer is hidden whole, with the text that it is written in: its words
 * hang together there, and nobody's are told apart.
 */

const STANDS = { hiddenAt: null }

/** The group's answer is nobody's: anyone may flag it, and any facilitator decide. */
export const groupAnswer = moderates({
  seen: {
    member: (member): Prisma.GroupAnswerWhereInput => groupAnswers.seenBy(member),
    leader: (member): Prisma.GroupAnswerWhereInput => groupAnswers.openTo(member),
    creator: null,
  },
  async find(where) {
    const row = await db().groupAnswer.findFirst({ where, include: { versions: { orderBy: { version: 'desc' }, take: 1 } } })
    return row && { ...row, body: row.versions[0]?.body ?? (await readWords(row)).body, creator: null }
  },
  moderated(row): Moderated {
    const { id, groupId, chapter, questionId, body, hiddenAt } = row
    const subject: Subject = { noun: 'groupAnswer', id, chapter, creatorId: null, named: true }
    const where = { id, groupId }
    return {
      ...told(row, subject, { body, path: `${chapter}#group-answer-${questionId}`, hidden: hiddenAt !== null }),
      async hide(tx) {
        const { count } = await tx.groupAnswer.updateMany({ where: { ...where, ...STANDS }, data: { hiddenAt: new Date() } })
        if (count > 0) await announceGroupAnswer(tx, row)
        return count > 0
      },
      async restore(tx) {
        await tx.groupAnswer.updateMany({ where, data: STANDS })
        await announceGroupAnswer(tx, row)
      },
      async remove(tx) {
        await tx.groupAnswer.deleteMany({ where })
      },
    }
  },
})

const others = ({ userId }: Belonging) => ({ OR: [{ userId: null }, { userId: { not: userId } }] })

export const position = moderates({
  seen: {
    member: (member): Prisma.PositionWhereInput => ({ ...STANDS, groupAnswer: groupAnswers.seenBy(member) }),
    leader: (member): Prisma.PositionWhereInput => ({ groupAnswer: groupAnswers.openTo(member), AND: [others(member)] }),
    creator: ({ userId }): Prisma.PositionWhereInput => ({ userId, hiddenAt: { not: null } }),
  },
  async find(where, member) {
    const user = { select: { id: true, name: true } }
    const latest = { versions: { orderBy: { version: 'desc' as const }, take: 1, select: { base: true } } }
    const row = await db().position.findFirst({ where, include: { user, groupAnswer: { include: latest } } })
    if (!row) return null
    const { groupAnswer: about, groupId } = row
    // What was said of earlier versions is for those who see how the answer came about.
    const isEarlier = row.version < (about.versions[0]?.base ?? 0) && row.userId !== member.userId
    const writes = () => db().groupAnswer.count({ where: { id: about.id, groupId, AND: [groupAnswers.writtenBy(member)] } })
    return isEarlier && (await writes()) === 0 ? null : { ...row, creator: row.user }
  },
  moderated(row): Moderated {
    const { id, groupId, userId, named, body, hiddenAt, groupAnswer: about } = row
    const subject: Subject = { noun: 'position', id, chapter: about.chapter, creatorId: userId, named }
    const where = { id, groupId }
    return {
      ...told(row, subject, { body, path: `${about.chapter}#group-answer-${about.questionId}`, hidden: hiddenAt !== null }),
      async hide(tx) {
        const { count } = await tx.position.updateMany({ where: { ...where, ...STANDS }, data: { hiddenAt: new Date() } })
        if (count > 0) await announceGroupAnswer(tx, about)
        return count > 0
      },
      async restore(tx) {
        await tx.position.updateMany({ where, data: STANDS })
        await announceGroupAnswer(tx, about)
      },
      async remove(tx) {
        await tx.position.deleteMany({ where })
        await announceGroupAnswer(tx, about)
      },
    }
  },
})
