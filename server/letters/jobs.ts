import 'server-only'
import { PgBoss } from 'pg-boss'
import { env } from '#server/env.ts'
import { listUnsent, makeLetters } from '#server/letters/due.ts'
import { LOOK, QUIET, SEND } from '#server/letters/queues.ts'
import { sendLetter } from '#server/letters/send-letter.ts'
import { log } from '#server/log.ts'

type Waiting = { letterId: string }

/**
 * Begins to write to members what they wish to be told by mail. The rows say what is due, and the jobs only see to it: a queue that is lost
 * loses nothing.
 * @returns a function that ends it, once the letters that are on their way have been handed over
 */
export async function openJobs(): Promise<() => Promise<void>> {
  const { DATABASE_URL } = env()
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set')
  const boss = new PgBoss({
    ...QUIET,
    ...{ connectionString: DATABASE_URL, max: 2, application_name: 'studycircle jobs' },
    ...{ migrate: false, createSchema: false },
  })
  boss.on('error', (error) => log().warn({ err: error.message }, 'jobs interrupted'))
  await boss.start()
  const sender = await boss.work<Waiting>(SEND, async (jobs) => {
    for (const { data } of jobs) await sendLetter(data.letterId)
  })
  await boss.work(LOOK, async () => {
    await makeLetters(new Date())
    for (const letterId of await listUnsent()) await boss.send(SEND, { letterId } satisfies Waiting, { singletonKey: letterId })
    boss.notifyWorker(sender)
  })
  await boss.schedule(LOOK, '* * * * *')
  await boss.send(LOOK)
  return () => boss.stop({ timeout: 10_000 })
}
