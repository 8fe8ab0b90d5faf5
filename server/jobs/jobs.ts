import 'server-only'
import { PgBoss } from 'pg-boss'
import { giveBackDue } from '#server/accounts/give-back.ts'
import { forgetOldSignIns } from '#server/accounts/sign-in-history.ts'
import { env } from '#server/env.ts'
import { deleteDueGroups } from '#server/groups/deletion.ts'
import { fadeDueNames } from '#server/groups/names-kept.ts'
import { DELETE_GROUPS, FADE_NAMES, FORGET_PEOPLE, FORGET_SIGN_INS, GIVE_BACK, LOOK, QUIET, SEND, TELL } from '#server/jobs/queues.ts'
import { log } from '#server/log.ts'
import { forgetPeopleWhereDue } from '#server/meetings/forget-people.ts'
import { listUnsent, makeLetters } from '#server/notifications/due.ts'
import { tellBrowsers } from '#server/notifications/push.ts'
import { listUnsentReminders, makeReminders, sendReminder } from '#server/notifications/reminders.ts'
import { sendLetter } from '#server/notifications/send-letter.ts'

/**
 * Begins what the product does by itself and by the clock. The rows say what is due, and the jobs only see to it: a queue that is lost
 * loses nothing, and what fails is logged and done by the next job.
 * @returns a function that ends it, once what was begun is done
 */
export async function openJobs(): Promise<() => Promise<void>> {
  const { DATABASE_URL, SMTP_URL } = env()
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set')
  const boss = new PgBoss({
    ...QUIET,
    ...{ connectionString: DATABASE_URL, max: 2, application_name: 'studycircle jobs' },
    ...{ migrate: false, createSchema: false },
  })
  boss.on('error', (error) => log().warn({ err: error.message }, 'jobs interrupted'))
  await boss.start()
  await doEvery(boss, DELETE_GROUPS, '7 * * * *', deleteDueGroups)
  await doEvery(boss, FADE_NAMES, '17 * * * *', () => fadeDueNames())
  await doEvery(boss, GIVE_BACK, '27 * * * *', () => giveBackDue())
  await doEvery(boss, FORGET_PEOPLE, '37 * * * *', () => forgetPeopleWhereDue())
  await doEvery(boss, FORGET_SIGN_INS, '47 * * * *', forgetOldSignIns)
  await doEvery(boss, TELL, '* * * * *', () => tellBrowsers(new Date()))
  if (SMTP_URL) await writeLetters(boss)
  // What a site without mail was asked to do when it had some is done by nobody.
  else await boss.unschedule(LOOK)
  return () => boss.stop({ timeout: 10_000 })
}

/** Does something at each time of a cron line, and once at the start, in one process at a time. */
async function doEvery(boss: PgBoss, queue: string, cron: string, act: () => Promise<unknown>): Promise<void> {
  await boss.work(queue, async () => {
    await act().catch((error: unknown) => {
      log().error({ err: error, job: queue }, 'a job failed')
      throw error
    })
  })
  await boss.schedule(queue, cron)
  await boss.send(queue)
}

type Waiting = { letterId: string } | { reminderId: string }

/** Writes to members what they wish to be told by mail, and reminds them of sessions. */
async function writeLetters(boss: PgBoss): Promise<void> {
  const sender = await boss.work<Waiting>(SEND, async (jobs) => {
    for (const { data } of jobs) await ('letterId' in data ? sendLetter(data.letterId) : sendReminder(data.reminderId))
  })
  await doEvery(boss, LOOK, '* * * * *', async () => {
    await makeLetters(new Date())
    await makeReminders(new Date())
    for (const letterId of await listUnsent()) await boss.send(SEND, { letterId } satisfies Waiting, { singletonKey: letterId })
    for (const reminderId of await listUnsentReminders())
      await boss.send(SEND, { reminderId } satisfies Waiting, { singletonKey: reminderId })
    boss.notifyWorker(sender)
  })
}
