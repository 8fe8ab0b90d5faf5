import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { MailCode, MailSettings, UpdateMail } from '#domain/mail.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { readMailCode } from '#server/letters/codes.ts'
import { sendsMail } from '#server/mail.ts'

/** What the viewer is told by mail. Before they have chosen a zone, it is the group's own, or that of its last meeting. */
export async function findMailSettings(viewer: Viewer, { groupId }: InGroup): Promise<MailSettings> {
  const { userId } = await requireMember(viewer, groupId)
  const [membership, meeting] = await Promise.all([
    db().membership.findUnique({
      where: { groupId_userId: { groupId, userId } },
      select: {
        mail: true,
        mailZone: true,
        group: { select: { timeZone: true } },
        user: { select: { email: true, emailVerified: true } },
      },
    }),
    db().meeting.findFirst({ where: { groupId }, orderBy: { startsAt: 'desc' }, select: { timeZone: true } }),
  ])
  if (!membership) throw notFound()
  const { mail, mailZone, user, group } = membership
  const email = user.emailVerified ? user.email : null
  return {
    mail,
    mailZone: mailZone || group.timeZone || (meeting?.timeZone ?? 'UTC'),
    sends: sendsMail(),
    email,
  }
}

/** Sets which mail the viewer gets from a group. What was said before they wanted any is not mailed. */
export async function updateMail(viewer: Viewer, { groupId, mail, mailZone }: UpdateMail): Promise<void> {
  const { userId } = await requireMember(viewer, groupId)
  await db().$transaction(async (tx) => {
    await tx.membership.updateMany({ where: { groupId, userId, mail: 'OFF' }, data: { mailedUntil: new Date() } })
    await tx.membership.updateMany({ where: { groupId, userId }, data: { mail, mailZone } })
  })
}

/**
 * Whose mail a link ends, for the page that asks.
 * @returns null for a link that this site has not made, or whose reader has left the group: it tells nothing of it
 */
export async function findMailOf({ code }: MailCode): Promise<{ groupName: string; isOff: boolean } | null> {
  const where = readMailCode(code)
  const found =
    where &&
    (await db().membership.findUnique({ where: { groupId_userId: where }, select: { mail: true, group: { select: { name: true } } } }))
  return found ? { groupName: found.group.name, isOff: found.mail === 'OFF' } : null
}

/**
 * Ends the mail of a group to whoever holds the link in it, signed in or not. Doing so twice is no fault.
 * @throws Problem `not-found` for a link that this site has not made
 */
export async function stopMail(_who: Viewer | null, { code }: MailCode): Promise<MailCode> {
  const where = readMailCode(code)
  if (!where) throw notFound()
  await db().membership.updateMany({ where, data: { mail: 'OFF' } })
  return { code }
}
