import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#domain/viewer.ts'
import { sendAccountMail } from '#server/accounts/account-mail.ts'
import { db } from '#server/db.ts'
import { readInstallation } from '#server/oversight/state.ts'
import { AuthVisit } from '#tests/support/auth-visit.ts'
import { createCircle } from '#tests/support/circle.ts'
import { asViewer, createUser } from '#tests/support/factories.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { changeSettings } from '#tests/support/settings.ts'

const server = new MailServer()
let olga: Viewer
beforeAll(async () => {
  await server.start()
  changeSettings({ SITE_URL: 'http://localhost:3000', SMTP_URL: server.url, MAIL_FROM: 'circle@example.org' })
  const user = await createUser({ name: 'Olga' })
  await db().installationOwner.create({ data: { userId: user.id } })
  olga = asViewer(user)
})
afterAll(() => server.stop())

const mail = async () => (await readInstallation(olga)).mail
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

test('all mail is counted by the day, with when it last went out and last failed, and without anybody’s address', async () => {
  expect(await mail()).toEqual({ configured: true, waiting: 0, lastSent: null, lastFailed: null, days: [] })

  const began = Date.now()
  await server.mailAfter(() => new AuthVisit('192.0.2.1').post('signin/email', { email: 'iris@example.org', callbackUrl: '/' }))
  const today = new Date(began).toISOString().slice(0, 10)
  const { days, lastSent, lastFailed } = await mail()
  expect(days).toEqual([{ date: today, accounts: 1, groups: 0, failed: 0 }])
  expect(Date.parse(lastSent ?? '')).toBeGreaterThanOrEqual(began - 1)
  expect(lastFailed).toBeNull()

  // One letter was taken, one was begun and never was, and one waits.
  const { groupId, ada } = await createCircle()
  const letter = { groupId, userId: ada.userId, wish: 'DAILY' as const, since: minutesAgo(60) }
  const failedAt = minutesAgo(30)
  await db().letter.createMany({
    data: [
      { ...letter, until: minutesAgo(41), begunAt: minutesAgo(40), sentAt: minutesAgo(40) },
      { ...letter, until: minutesAgo(31), begunAt: failedAt },
      { ...letter, until: minutesAgo(2) },
    ],
  })
  const told = await mail()
  const sum = (what: 'accounts' | 'groups' | 'failed') => told.days.reduce((all, day) => all + day[what], 0)
  expect([told.waiting, sum('accounts'), sum('groups'), sum('failed')]).toEqual([1, 1, 1, 1])
  expect([told.lastSent, told.lastFailed]).toEqual([lastSent, failedAt.toISOString()])

  await server.stop()
  const broken = Date.now()
  await expect(sendAccountMail({ to: 'iris@example.org', subject: 'A link', text: 'Here' })).rejects.toThrow()
  const after = await mail()
  expect(Date.parse(after.lastFailed ?? '')).toBeGreaterThanOrEqual(broken - 1)
  expect(after.days[0]).toMatchObject({ date: new Date(broken).toISOString().slice(0, 10), failed: expect.any(Number) })
  expect(after.days.reduce((all, { failed }) => all + failed, 0)).toBe(2)
  expect(JSON.stringify([after, await db().accountMailDay.findMany()])).not.toContain('iris')
})

test('where no mail is set up nothing has failed', async () => {
  const before = await mail()
  changeSettings({ SMTP_URL: '' })
  await expect(sendAccountMail({ to: 'iris@example.org', subject: 'A link', text: 'Here' })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await mail()).toEqual({ ...before, configured: false })
})
