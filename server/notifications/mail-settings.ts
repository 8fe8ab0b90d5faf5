import 'server-only'
import type { InGroup } from '#domain/group.ts'
import type { MailCode, MailSettings, UpdateMail } from '#domain/mail.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { db } from '#server/db.ts'
import { sendsMail } from '#server/mail.ts'
import { readMailCode } from '#server/notifications/codes.ts'
import { addressOf, isOf, WITH_ADDRESS } from '#server/personas.ts'

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
        user: { select: WITH_ADDRESS },
      },
    }),
    db().meeting.findFirst({ where: { groupId }, orderBy: { startsAt: 'desc' }, select: { timeZone: true } }),
  ])
  if (!membership) throw notFound()
  const { mail, mailZone, user, group } = membership
  return {
    mail,
    mailZone: mailZone || group.timeZone || (meeting?.timeZone ?? 'UTC'),
    sends: sendsMail(),
    email: addressOf(user),
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

/** Mail that came before they took a name of their own in the group names the account. */
const whoever = ({ groupId, userId }: NonNullable<ReturnType<typeof readMailCode>>) => ({ groupId, user: isOf(userId) })

/**
 * Whose mail a link ends, for the page that asks.
 * @returns null for a link that this site has not made, or whose reader has left the group: it tells nothing of it
 */
export async function findMailOf({ code }: MailCode): Promise<{ groupName: string; isOff: boolean } | null> {
  const told = readMailCode(code)
  const select = { mail: true, group: { select: { name: true } } } as const
  const found = told && (await db().membership.findFirst({ where: whoever(told), select }))
  return found ? { groupName: found.group.name, isOff: found.mail === 'OFF' } : null
}

/**
 * Ends the mail of a group to whoever holds the link in it, signed in or not. Doing so twice is no fault.
 * @throws Problem `not-found` for a link that this site has not made
 */
export async function stopMail(_who: Viewer | null, { code }: MailCode): Promise<MailCode> {
  const told = readMailCode(code)
  if (!told) throw notFound()
  await db().membership.updateMany({ where: whoever(told), data: { mail: 'OFF' } })
  return { code }
}
