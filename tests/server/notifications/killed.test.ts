import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { openJobs } from '#server/jobs/jobs.ts'
import { createLettersWorld, lookAndSend, minutesAgo } from '#tests/support/letters-world.ts'
import { MailServer } from '#tests/support/mail-server.ts'
import { changeSettings } from '#tests/support/settings.ts'

/* Whenever the process dies, a letter arrives once; only one that died while the mail server had it may have arrived, and is not sent again. */

const server = new MailServer()
beforeAll(async () => {
  await server.start()
  changeSettings({ SITE_URL: 'http://localhost:3000', SMTP_URL: server.url, MAIL_FROM: 'circle@example.org' })
})
afterAll(() => server.stop())

const mailsTo = (email: string) => server.received.filter(({ to }) => JSON.stringify(to).includes(email)).length

/** Starts a process that does the jobs and is dead before its statement of that number. */
const start = (fatal: number) =>
  spawn(process.execPath, ['--import', './scripts/as-server.mjs', 'tests/support/send-until-killed.ts', String(fatal)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })

test('killed before any statement that changes something, and started again, it has sent each letter once', async () => {
  const { email, groupId, replyToAda } = await createLettersWorld('REPLIES')
  let told = 0
  let survived = false
  for (let fatal = 1; !survived; fatal += 1) {
    await db().membership.updateMany({ where: { groupId }, data: { mailedUntil: minutesAgo(3.5) } })
    await db().letter.deleteMany({ where: { groupId } })
    const reply = await replyToAda({ body: `Reply ${fatal}` })
    const [code, signal] = await once(start(fatal), 'exit')
    survived = code === 0
    expect(survived || signal === 'SIGKILL', `${code} ${signal}`).toBe(true)
    await lookAndSend()
    await lookAndSend()
    told += 1
    expect(mailsTo(email), `killed before statement ${fatal}`).toBe(told)
    await db().comment.delete({ where: { id: reply.id } })
  }
  // It clears old rows away, moves on and writes the letter down in one transaction, begins, and notes that it is done.
  expect(told).toBeGreaterThan(5)
})

test('killed while the mail server has the letter, it does not send it again', async () => {
  const { email, replyToAda } = await createLettersWorld('REPLIES')
  await replyToAda()
  const process = start(0)
  server.onMail = () => process.kill('SIGKILL')
  await once(process, 'exit')
  server.onMail = () => {}
  await lookAndSend()
  expect(mailsTo(email)).toBe(1)
})

test('two processes with the queue send it once, and end in good order', async () => {
  const { email, groupId, replyToAda } = await createLettersWorld('REPLIES')
  await replyToAda()
  const ends = await Promise.all([openJobs(), openJobs()])
  await expect.poll(() => db().letter.count({ where: { groupId, sentAt: { not: null } } }), { timeout: 60_000 }).toBe(1)
  for (const end of ends) await end()
  expect(mailsTo(email)).toBe(1)
  expect(await db().letter.count({ where: { groupId } })).toBe(1)
})
