import type { MailWish } from '#domain/mail.ts'
import { db } from '#server/db.ts'
import { listUnsent, makeLetters } from '#server/notifications/due.ts'
import { sendLetter } from '#server/notifications/send-letter.ts'
import { CHAPTER, type Circle, createCircle } from '#tests/support/circle.ts'
import { createAnnotation, createComment } from '#tests/support/factories.ts'

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

type Said = { body?: string; wordsAt?: Date }
export type LettersWorld = Circle & { email: string; noteId: string; replyToAda: (said?: Said) => Promise<{ id: string }> }

/** A circle in which Ada has a note, an address, and since an hour the wish for some mail. */
export async function createLettersWorld(mail: MailWish, more: { mailZone?: string; mailedUntil?: Date } = {}): Promise<LettersWorld> {
  const circle = await createCircle()
  const { groupId, ada, ben } = circle
  const group = { id: groupId }
  const email = `ada-${groupId}@example.org`
  await db().user.update({ where: { id: ada.userId }, data: { email, emailVerified: new Date() } })
  await db().membership.updateMany({
    where: { groupId, userId: ada.userId },
    data: { mail, mailZone: 'Europe/London', mailedUntil: minutesAgo(60), ...more },
  })
  const annotation = await createAnnotation({
    group,
    creator: { id: ada.userId },
    chapter: CHAPTER,
    body: 'A note.',
    wordsAt: minutesAgo(90),
  })
  const replyToAda = ({ body = 'I see it otherwise.', wordsAt = minutesAgo(3) }: Said = {}) =>
    createComment({ group, creator: { id: ben.userId }, subject: { annotation }, body, wordsAt })
  return { ...circle, email, noteId: annotation.id, replyToAda }
}

/** What the jobs do, one after another: looks for what is due, and hands over what waits. */
export async function lookAndSend(now = new Date()): Promise<void> {
  await makeLetters(now)
  for (const id of await listUnsent()) await sendLetter(id)
}
