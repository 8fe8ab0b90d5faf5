import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST as putMail } from '#app/api/groups/[groupId]/mail/route.ts'
import { POST as stopMail } from '#app/api/mail/[code]/route.ts'
import { db } from '#server/db.ts'
import { readMailCode } from '#server/notifications/codes.ts'
import { findMailOf } from '#server/notifications/mail-settings.ts'
import { updateVisit } from '#server/talk/visits.ts'
import { CHAPTER } from '#tests/support/circle.ts'
import { createAnnotation, createAnswer, createMeeting, createUser } from '#tests/support/factories.ts'
import { createLettersWorld, lookAndSend, minutesAgo } from '#tests/support/letters-world.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { call, signedIn } from '#tests/support/request.ts'
import { changeSettings } from '#tests/support/settings.ts'

const server = new MailServer()
const SITE = 'http://localhost:3000'

beforeAll(async () => {
  await server.start()
  changeSettings({ SITE_URL: SITE, SMTP_URL: server.url, MAIL_FROM: 'circle@example.org' })
})
afterAll(() => server.stop())

/** The mails that have come to an address. */
const mailsTo = (email: string) => server.received.filter(({ to }) => JSON.stringify(to).includes(email))

test('a reply is mailed once the talk has been quiet for two minutes, with its words and the way to them, once', async () => {
  const { groupId, email, replyToAda } = await createLettersWorld('REPLIES')
  await db().readingGroup.update({ where: { id: groupId }, data: { language: 'de' } })
  const { id } = await replyToAda({ body: 'I see it <b>otherwise</b>.', wordsAt: minutesAgo(1) })
  await lookAndSend()
  expect(mailsTo(email)).toEqual([])
  await lookAndSend(minutesAgo(-1.5))
  await lookAndSend(minutesAgo(-3))
  const [letter, ...more] = mailsTo(email)
  expect(more).toEqual([])
  expect(letter?.subject).toMatch(/^Ben replied to you in /)
  expect(letter?.text).toContain(`> I see it <b>otherwise</b>.\n${SITE}/groups/${groupId}/${CHAPTER}#comment-${id}`)
  expect(letter?.html).toMatch(/<blockquote lang="de"[^>]*>I see it &lt;b&gt;otherwise&lt;\/b&gt;\.</)
  expect(letter?.headers.get('auto-submitted')).toBe('auto-generated')
  expect((await db().letter.findMany({ where: { groupId } })).map(({ sentAt }) => sentAt !== null)).toEqual([true])
})

test('what has been read meanwhile is not mailed, nor what was taken away', async () => {
  const { groupId, ada, email, replyToAda } = await createLettersWorld('REPLIES')
  await replyToAda({ wordsAt: minutesAgo(1) })
  await updateVisit(ada, { groupId, chapter: CHAPTER, everything: true })
  await lookAndSend(minutesAgo(-5))
  const { id } = await replyToAda({ body: 'Forget it.', wordsAt: minutesAgo(-6) })
  await db().comment.update({ where: { id }, data: { deletedAt: new Date(), removal: 'WITHDRAWN' } })
  await lookAndSend(minutesAgo(-9))
  expect(mailsTo(email)).toEqual([])
})

test('a lively exchange is one mail after ten minutes, not one a minute', async () => {
  const { email, replyToAda } = await createLettersWorld('REPLIES')
  for (let minute = 11; minute > 0; minute -= 1) await replyToAda({ body: `Reply ${minute}`, wordsAt: minutesAgo(minute) })
  await lookAndSend(minutesAgo(3))
  expect(mailsTo(email)).toEqual([])
  await lookAndSend()
  await lookAndSend()
  expect(mailsTo(email).map(({ subject }) => subject)).toEqual([expect.stringContaining('11 replies to you')])
})

test('a digest comes in the reader’s morning, fits one screen, and tells times by the reader’s clocks', async () => {
  const monday = new Date('2027-02-01T06:59:00Z')
  const { groupId, ben, email, replyToAda } = await createLettersWorld('WEEKLY', { mailedUntil: new Date('2027-01-25T08:00:00Z') })
  const said = { wordsAt: new Date('2027-01-28T12:00:00Z') }
  for (let number = 1; number <= 40; number += 1) await replyToAda({ ...said, body: `Reply ${number}. ${'And so on. '.repeat(60)}` })
  const note = { group: { id: groupId }, creator: { id: ben.userId }, chapter: CHAPTER, ...said }
  await createAnnotation({ ...note, body: 'Mine alone.', visibility: 'PRIVATE' })
  await createAnnotation({ ...note, body: 'A note for all.' })
  await createMeeting({
    group: { id: groupId },
    chapter: CHAPTER,
    startsAt: new Date('2027-07-08T17:30:00Z'),
    timeZone: 'America/New_York',
  })
  await lookAndSend(monday)
  expect(mailsTo(email)).toEqual([])
  await lookAndSend(new Date(monday.getTime() + 2 * 60_000))
  await lookAndSend(new Date(monday.getTime() + 24 * 3600_000))
  const [digest, ...more] = mailsTo(email)
  expect(more).toEqual([])
  expect(digest?.subject).toMatch(/: 41 new$/)
  expect(digest?.text).toContain('1 note, 40 replies')
  expect(digest?.text).toContain('35 more')
  expect(digest?.text).toMatch(/8 July at 18:30 BST/)
  expect(digest?.text).not.toContain('Mine alone.')
  expect(digest?.text?.split('\n').length).toBeLessThan(50)
})

test('nobody who has left, has no confirmed address or wants none is written to', async () => {
  const worlds = await Promise.all([1, 2, 3].map(() => createLettersWorld('REPLIES')))
  const [left, unconfirmed, off] = worlds
  if (!left || !unconfirmed || !off) throw new Error('three worlds')
  for (const { replyToAda } of worlds) await replyToAda()
  await db().membership.deleteMany({ where: { groupId: left.groupId, userId: left.ada.userId } })
  await db().user.update({ where: { id: unconfirmed.ada.userId }, data: { emailVerified: null } })
  await db().membership.updateMany({ where: { userId: off.ada.userId }, data: { mail: 'OFF' } })
  await lookAndSend()
  for (const { email } of worlds) expect(mailsTo(email)).toEqual([])
})

test('one click ends it, signed in or not and from anywhere; the link in the mail asks first', async () => {
  const { groupId, ada, email, replyToAda } = await createLettersWorld('REPLIES')
  await replyToAda()
  await lookAndSend()
  const [letter] = mailsTo(email)
  const list = letter?.headers.get('list') as { unsubscribe?: { url: string }; 'unsubscribe-post'?: { name: string } } | undefined
  expect(letter?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toBe(
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  )
  const code = list?.unsubscribe?.url.replace(`${SITE}/api/mail/`, '') ?? ''
  expect(letter?.text).toContain(`${SITE}/mail/${code}`)
  expect(await findMailOf({ code })).toMatchObject({ isOff: false })
  const press = (given: string) =>
    stopMail(
      new Request(`${SITE}/api/mail/${given}`, {
        method: 'POST',
        headers: { host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded', 'x-client-address': '203.0.113.9' },
        body: 'List-Unsubscribe=One-Click',
      }),
      { params: Promise.resolve({ code: given }) },
    )
  const forged = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
  expect(readMailCode(forged)).toBeNull()
  expect((await press(forged)).status).toBe(404)
  expect((await press(code)).status).toBe(200)
  expect((await press(code)).status).toBe(200)
  expect(await findMailOf({ code })).toMatchObject({ isOff: true })
  await replyToAda({ wordsAt: minutesAgo(2.5) })
  await lookAndSend()
  expect(mailsTo(email)).toHaveLength(1)
  // Of a group that its reader has left, the link tells nothing.
  await db().membership.deleteMany({ where: { groupId, userId: ada.userId } })
  expect(await findMailOf({ code })).toBeNull()
})

test('whoever begins to want mail gets nothing that was said before', async () => {
  const { groupId, ada, email, replyToAda } = await createLettersWorld('OFF')
  await replyToAda({ body: 'Long ago.' })
  const body = { mail: 'REPLIES', mailZone: 'Europe/Lisbon' }
  const headers = await signedIn({ id: ada.userId })
  expect((await call(putMail, { headers, method: 'POST', params: { groupId }, body })).status).toBe(204)
  await replyToAda({ body: 'Now.', wordsAt: minutesAgo(-1) })
  await lookAndSend(minutesAgo(-5))
  expect(mailsTo(email).map(({ text }) => /Now\./.test(text ?? '') && !/Long ago/.test(text ?? ''))).toEqual([true])
  const stranger = await signedIn(await createUser())
  expect((await call(putMail, { headers: stranger, method: 'POST', params: { groupId }, body })).status).toBe(404)
  const wrong = { headers, method: 'POST', params: { groupId }, body: { ...body, mailZone: 'Mars/Olympus' } }
  expect((await call(putMail, wrong)).status).toBe(400)
})

test('a mail server that puts a mail off is asked again; one that refuses it for good is not', async () => {
  const { groupId, email, replyToAda } = await createLettersWorld('REPLIES')
  await replyToAda()
  server.refuseNext(451)
  await expect(lookAndSend()).rejects.toMatchObject({ responseCode: 451 })
  await lookAndSend()
  expect(mailsTo(email)).toHaveLength(1)
  await replyToAda({ wordsAt: minutesAgo(2.5) })
  await db().membership.updateMany({ where: { groupId }, data: { mailedUntil: minutesAgo(2.9) } })
  server.refuseNext(550)
  await lookAndSend()
  await lookAndSend()
  expect(mailsTo(email)).toHaveLength(1)
})

test('answers that are shown to everybody after the last digest are in the next one', async () => {
  const monday = new Date('2027-02-01T07:30:00Z')
  const { groupId, ben, email } = await createLettersWorld('WEEKLY', { mailedUntil: new Date('2027-01-25T08:00:00Z') })
  await db().readingGroup.update({ where: { id: groupId }, data: { answerFirst: true } })
  const answer = { group: { id: groupId }, creator: { id: ben.userId }, chapter: CHAPTER, questionId: 'why-two', body: 'Two bulges.' }
  await createAnswer({ ...answer, wordsAt: new Date('2027-01-20T12:00:00Z') })
  await lookAndSend(monday)
  expect(mailsTo(email)).toEqual([])
  await db().askedQuestion.updateMany({ where: { groupId }, data: { revealedAt: new Date('2027-01-29T12:00:00Z') } })
  await db().membership.updateMany({ where: { groupId }, data: { mailedUntil: new Date('2027-01-25T08:00:00Z') } })
  await lookAndSend(monday)
  expect(mailsTo(email).map(({ text }) => text)).toEqual([expect.stringContaining('1 answer')])
})
