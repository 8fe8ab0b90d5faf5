import 'server-only'
import { db } from '#server/db.ts'
import { mailCode } from '#server/notifications/codes.ts'
import { findContent } from '#server/notifications/content.ts'
import { handOver } from '#server/notifications/hand-over.ts'
import { writeLetter } from '#server/notifications/write-letter.ts'
import { addressOf, WITH_ADDRESS } from '#server/personas.ts'

/**
 * Hands a letter over to the mail server, once: before it begins that is written down, and what has begun is not begun again, since nobody
 * can tell whether it arrived. Its words are looked up now, with everything that hides them now.
 * @throws the mail server's error when it is certain that it has not taken the letter, and asking again may help
 */
export async function sendLetter(letterId: string): Promise<void> {
  const letter = await db().letter.findUnique({
    where: { id: letterId, begunAt: null },
    select: {
      ...{ groupId: true, userId: true, wish: true, since: true, until: true },
      membership: {
        select: {
          ...{ mail: true, mailZone: true },
          user: { select: { name: true, ...WITH_ADDRESS } },
          group: { select: { name: true, guide: true, language: true, suspendedAt: true } },
        },
      },
    },
  })
  if (!letter) return
  const { groupId, userId, wish, membership } = letter
  const { user, group, mail, mailZone } = membership
  const to = addressOf(user)
  const wanted = mail !== 'OFF' && to !== null && group.suspendedAt === null
  const content = wanted ? await findContent({ groupId, userId, name: user.name, guide: group.guide }, wish, letter) : null
  if (!content || to === null) {
    await db().letter.deleteMany({ where: { id: letterId, begunAt: null } })
    return
  }
  const code = mailCode(letter)
  const words = writeLetter(content, { groupId, groupName: group.name, language: group.language, wish, zone: mailZone || 'UTC', code })
  await handOver({
    ...{ id: letterId, to, code, words },
    begin: async () => (await db().letter.updateMany({ where: { id: letterId, begunAt: null }, data: { begunAt: new Date() } })).count > 0,
    takeBack: () => db().letter.updateMany({ where: { id: letterId, sentAt: null }, data: { begunAt: null } }),
    settle: () => db().letter.update({ where: { id: letterId }, data: { sentAt: new Date() } }),
  })
}
