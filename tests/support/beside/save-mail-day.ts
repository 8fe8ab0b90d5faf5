import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'

/** Saves how much mail about accounts went out on a day, into the database of a running product that sends none. */
export default (day: { day: string; sent: number; failed: number; sentAt: string; failedAt: string }) =>
  withDatabase(readSettings('production'), async () => {
    const { db } = await import('#server/db.ts')
    await db().accountMailDay.create({
      data: { ...day, day: new Date(day.day), sentAt: new Date(day.sentAt), failedAt: new Date(day.failedAt) },
    })
  })
