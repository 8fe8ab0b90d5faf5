import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { listRemindersDue, updateReminders } from '#server/meetings/reminders.ts'
import { listUnsentReminders, makeReminders, sendReminder } from '#server/notifications/reminders.ts'
import { moment } from '#server/notifications/write-letter.ts'
import { createMeeting } from '#tests/support/factories.ts'
import { createLettersWorld } from '#tests/support/letters-world.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { changeSettings } from '#tests/support/settings.ts'

const HOUR = 3_600_000
const server = new MailServer()
beforeAll(async () => {
  await server.start()
  changeSettings({ SITE_URL: 'http://localhost:3000', SMTP_URL: server.url, MAIL_FROM: 'circle@example.org' })
})
afterAll(() => server.stop())
const mailsTo = (address: string) => server.received.filter(({ to }) => JSON.stringify(to).includes(address))

async function remind(now = new Date()) {
  await makeReminders(now)
  for (const id of await listUnsentReminders()) await sendReminder(id, now)
}

async function worldWith(hours: { hours2?: 'on'; hours24?: 'on'; hours168?: 'on' }, inHours: number) {
  const world = await createLettersWorld('DAILY')
  await updateReminders(world.owner, { groupId: world.groupId, ...hours })
  const startsAt = new Date(Date.now() + inHours * HOUR)
  const { id } = await createMeeting({ group: { id: world.groupId }, startsAt, place: 'The boat house' })
  return { ...world, meetingId: id, startsAt, about: { groupId: world.groupId } }
}

test('members are reminded once at each time, by mail and in the inbox, and only facilitators pick the times', async () => {
  const { email, ada, startsAt, about } = await worldWith({ hours2: 'on', hours24: 'on', hours168: 'on' }, 23)
  await expect(updateReminders(ada, { ...about, hours2: 'on' })).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await listRemindersDue(ada, about)).toHaveLength(1)
  // Planned late: of the week and the day before, only the day counts.
  for (let look = 0; look < 3; look++) await remind()
  expect(mailsTo(email)).toHaveLength(1)
  expect(mailsTo(email)[0]?.text).toContain('The boat house')
  await remind(new Date(startsAt.getTime() - HOUR))
  await remind(new Date(startsAt.getTime() - HOUR))
  expect(mailsTo(email)).toHaveLength(2)
  await remind(new Date(startsAt.getTime() + HOUR))
  expect(mailsTo(email)).toHaveLength(2)
})

test('what is cancelled or moved meanwhile is dropped, and reminded of anew by its new time', async () => {
  const { email, ada, about, meetingId, startsAt } = await worldWith({ hours24: 'on' }, 20)
  await makeReminders(new Date())
  await db().meeting.update({ where: { id: meetingId }, data: { status: 'CANCELLED' } })
  await remind()
  expect(mailsTo(email)).toEqual([])
  expect(await listRemindersDue(ada, about)).toEqual([])
  const later = new Date(startsAt.getTime() + 48 * HOUR)
  await db().meeting.update({ where: { id: meetingId }, data: { status: 'SCHEDULED' } })
  await makeReminders(new Date())
  await db().meeting.update({ where: { id: meetingId }, data: { startsAt: later } })
  await remind()
  expect(mailsTo(email)).toEqual([])
  expect(await listRemindersDue(ada, about)).toEqual([])
  await remind(new Date(later.getTime() - 20 * HOUR))
  expect(mailsTo(email)).toHaveLength(1)
})

test('nobody is reminded who has said no, or wants no mail', async () => {
  const { email, ada, about, meetingId } = await worldWith({ hours24: 'on' }, 20)
  const who = { meetingId_userId: { meetingId, userId: ada.userId } }
  await db().attendance.create({ data: { ...about, meetingId, userId: ada.userId, rsvp: 'NO' } })
  await remind()
  expect(await listRemindersDue(ada, about)).toEqual([])
  await db().attendance.update({ where: who, data: { rsvp: 'YES' } })
  await db().membership.updateMany({ where: { ...about, userId: ada.userId }, data: { mail: 'OFF' } })
  await remind()
  expect(mailsTo(email)).toEqual([])
  expect(await listRemindersDue(ada, about)).toHaveLength(1)
})

test('the session’s own clock is named first, and the reader’s where it differs', async () => {
  const { email, ada, about, meetingId, startsAt } = await worldWith({ hours24: 'on' }, 20)
  const mailedWith = async (mailZone: string) => {
    await db().membership.updateMany({ where: { ...about, userId: ada.userId }, data: { mailZone } })
    await db().reminder.deleteMany()
    await remind()
    return mailsTo(email).at(-1)?.text ?? ''
  }
  await db().meeting.update({ where: { id: meetingId }, data: { timeZone: 'Europe/Berlin' } })
  const inWords = (timeZone: string) => moment(startsAt, timeZone)
  const text = await mailedWith('Asia/Kolkata')
  expect(text).toContain(`meets ${inWords('Europe/Berlin')}.`)
  expect(text).toContain(`That’s ${inWords('Asia/Kolkata')} by your clock.`)
  expect(await mailedWith('Europe/Paris')).not.toContain('by your clock')
})
